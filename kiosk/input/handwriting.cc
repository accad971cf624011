#include "kiosk/input/handwriting.h"

#include <algorithm>
#include <numeric>

#include "kiosk/input/handwriting_model.h"

namespace bianmin::input {
namespace {

// Distances grow faster than doubts do, since real hands differ more than invented ones: an eighth of a distance is
// about a natural logarithm.
constexpr float kDistanceOfOne = 8;
constexpr float kRarityWeight = 2;  // in distance, for one natural logarithm of frequency

class Reader final : public Handwriting {
 public:
  explicit Reader(HandwritingModel model) : model_(std::move(model)) {}

  std::vector<InkCandidate> Recognise(const Ink& written, std::size_t most) override {
    const Ink ink = BoundedInk(written);
    if (ink.empty() || most == 0) return {};
    std::vector<float> costs = model_.Distances(FeaturesOf(ink));
    for (std::size_t i = 0; i < costs.size(); ++i) costs[i] += kRarityWeight * model_.rarity[i];
    return Best(costs, most);
  }

  bool HasOcr() const override { return false; }
  const std::string& OcrFault() const override { return ocr_fault_; }

 private:
  std::vector<InkCandidate> Best(const std::vector<float>& costs, std::size_t most) const {
    std::vector<std::size_t> order(costs.size());
    std::iota(order.begin(), order.end(), 0);
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, order.size()));
    std::partial_sort(order.begin(), order.begin() + count, order.end(),
                      [&](std::size_t a, std::size_t b) { return costs[a] != costs[b] ? costs[a] < costs[b] : a < b; });
    std::vector<InkCandidate> best;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      const std::size_t index = order[static_cast<std::size_t>(i)];
      best.push_back({model_.characters[index], (costs[order.front()] - costs[index]) / kDistanceOfOne});
    }
    return best;
  }

  HandwritingModel model_;
  std::string ocr_fault_;
};

}  // namespace

base::Result<std::unique_ptr<Handwriting>> Handwriting::Load(const HandwritingFiles& files) {
  auto model = HandwritingModel::Load(files.model);
  if (!model) return model.error();
  return std::unique_ptr<Handwriting>(std::make_unique<Reader>(std::move(*model)));
}

}  // namespace bianmin::input
