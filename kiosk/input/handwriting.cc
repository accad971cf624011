#include "kiosk/input/handwriting.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "kiosk/input/handwriting_model.h"
#include "kiosk/input/ocr_reader.h"

namespace bianmin::input {
namespace {

// How the readers' evidence adds up to a cost, tuned on ink of real writers that no reader was trained with. Distances
// grow faster than doubts do, since real hands differ more than invented ones: eight are about one natural logarithm.
constexpr float kCostOfOne = 8;
constexpr float kOcrWeight = 10;       // in cost, for one natural logarithm of the second reader's probability
constexpr float kRarityWeight = 1.5F;  // in cost, for one natural logarithm of frequency
// The second reader is sometimes sure and wrong, so no probability counts as less than the first of these; a character
// that it does not know has the second.
constexpr float kLeastProbability = 1e-4F;
constexpr float kUnknownProbability = 1e-3F;
// Our own reader can be far off as well, where a hand is like none that it was taught. A character that the second
// reader gives at least this probability is among the first kSureAmong, whatever our own thinks of it.
constexpr float kSureProbability = 0.9F;
constexpr std::size_t kSureAmong = 5;

class TwoReaders final : public Handwriting {
 public:
  TwoReaders(HandwritingModel model, std::optional<OcrReader> ocr, std::string ocr_fault)
      : model_(std::move(model)), ocr_(std::move(ocr)), ocr_fault_(std::move(ocr_fault)) {
    if (!ocr_) return;
    std::unordered_map<std::string, std::size_t> classes;
    for (std::size_t i = 0; i < ocr_->characters().size(); ++i) classes.emplace(ocr_->characters()[i], i);
    for (const std::string& character : model_.characters) {
      const auto found = classes.find(character);
      class_of_.push_back(found == classes.end() ? kNoClass : found->second);
    }
  }

  std::vector<InkCandidate> Recognise(const Ink& written, std::size_t most) override {
    const Ink ink = BoundedInk(written);
    if (ink.empty() || most == 0) return {};
    std::vector<float> costs = model_.Distances(FeaturesOf(ink));
    for (std::size_t i = 0; i < costs.size(); ++i) costs[i] += kRarityWeight * model_.rarity[i];
    if (ocr_) AddOcr(ocr_->Probabilities(ink), costs);
    return Best(costs, most);
  }

  bool HasOcr() const override { return ocr_.has_value(); }
  const std::string& OcrFault() const override { return ocr_fault_; }

 private:
  static constexpr std::size_t kNoClass = std::numeric_limits<std::size_t>::max();

  void AddOcr(const std::vector<float>& probabilities, std::vector<float>& costs) const {
    for (std::size_t i = 0; i < costs.size() && !probabilities.empty(); ++i) {
      const float probability = class_of_[i] == kNoClass ? kUnknownProbability : probabilities[class_of_[i]];
      costs[i] -= kOcrWeight * std::log(probability + kLeastProbability);
    }
    KeepTheSureOne(probabilities, costs);
  }

  // Probabilities of what is read alone add up to one, so that at most one character can be sure.
  void KeepTheSureOne(const std::vector<float>& probabilities, std::vector<float>& costs) const {
    if (probabilities.empty() || costs.size() < kSureAmong) return;
    const auto sure = std::find_if(class_of_.begin(), class_of_.end(), [&](std::size_t index) {
      return index != kNoClass && probabilities[index] >= kSureProbability;
    });
    if (sure == class_of_.end()) return;
    std::vector<float> lowest(kSureAmong);
    std::partial_sort_copy(costs.begin(), costs.end(), lowest.begin(), lowest.end());
    float& cost = costs[static_cast<std::size_t>(sure - class_of_.begin())];
    if (cost > lowest.back()) cost = std::nextafter(lowest.back(), std::numeric_limits<float>::lowest());
  }

  std::vector<InkCandidate> Best(const std::vector<float>& costs, std::size_t most) const {
    std::vector<std::size_t> order(costs.size());
    std::iota(order.begin(), order.end(), 0);
    const auto count = static_cast<std::ptrdiff_t>(std::min(most, order.size()));
    std::partial_sort(order.begin(), order.begin() + count, order.end(),
                      [&](std::size_t a, std::size_t b) { return costs[a] != costs[b] ? costs[a] < costs[b] : a < b; });
    std::vector<InkCandidate> best;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      const std::size_t index = order[static_cast<std::size_t>(i)];
      best.push_back({model_.characters[index], (costs[order.front()] - costs[index]) / kCostOfOne});
    }
    return best;
  }

  HandwritingModel model_;
  std::optional<OcrReader> ocr_;
  std::string ocr_fault_;
  std::vector<std::size_t> class_of_;  // of each of the model's characters, in the second reader
};

}  // namespace

base::Result<std::unique_ptr<Handwriting>> Handwriting::Load(const HandwritingFiles& files) {
  auto model = HandwritingModel::Load(files.model);
  if (!model) return model.error();
  std::optional<OcrReader> ocr;
  std::string ocr_fault;
  if (!files.ocr_model.empty()) {
    auto loaded = OcrReader::Load(files.ocr_model, files.ocr_characters);
    if (loaded) {
      ocr = std::move(*loaded);
    } else {
      ocr_fault = loaded.error().message;
    }
  }
  return std::unique_ptr<Handwriting>(
      std::make_unique<TwoReaders>(std::move(*model), std::move(ocr), std::move(ocr_fault)));
}

}  // namespace bianmin::input
