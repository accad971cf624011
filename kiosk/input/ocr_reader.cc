#include "kiosk/input/ocr_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"
#include "kiosk/input/ink_features.h"

namespace bianmin::input {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t kMostCharacterBytes = 1'000'000;
constexpr float kMargin = 3;  // around the ink, in pixels
constexpr float kPenRadius = 1.25F;
// The reader takes the halves of a widely written character for two characters of a line; a narrower picture keeps them
// together.
constexpr float kNarrower = 0.8F;
constexpr float kMostLength = 4000;  // of all strokes in pixels; what is longer is scribble, and drawn less finely

// Darkens the pixels within the pen's radius of the way from `a` to `b`.
void DrawStep(std::vector<float>& picture, InkPoint a, InkPoint b) {
  const auto pixel = [](float place) { return std::clamp(static_cast<int>(place), 0, kOcrSide - 1); };
  const float reach = kPenRadius + 1;
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float square = dx * dx + dy * dy;
  for (int y = pixel(std::min(a.y, b.y) - reach); y <= pixel(std::max(a.y, b.y) + reach); ++y) {
    for (int x = pixel(std::min(a.x, b.x) - reach); x <= pixel(std::max(a.x, b.x) + reach); ++x) {
      const float px = static_cast<float>(x) + 0.5F - a.x;
      const float py = static_cast<float>(y) + 0.5F - a.y;
      const float along = square > 0 ? std::clamp((px * dx + py * dy) / square, 0.0F, 1.0F) : 0;
      const float away = std::hypot(px - along * dx, py - along * dy);
      float& darkness = picture[static_cast<std::size_t>(y * kOcrSide + x)];
      darkness = std::max(darkness, std::clamp(kPenRadius + 0.5F - away, 0.0F, 1.0F));
    }
  }
}

// The probability of each class being read alone: over all runs of columns that show it, with nothing before and
// behind.
std::vector<float> ReadAlone(const Tensor& output) {
  const auto columns = static_cast<std::size_t>(output.shape[1]);
  const auto classes = static_cast<std::size_t>(output.shape[2]);
  const float* values = output.values.data();
  std::vector<float> before(columns + 1, 1);  // that the columns before this one show nothing
  std::vector<float> behind(columns + 1, 1);
  for (std::size_t i = 0; i < columns; ++i) before[i + 1] = before[i] * values[i * classes];
  for (std::size_t i = columns; i-- > 0;) behind[i] = behind[i + 1] * values[i * classes];
  std::vector<float> alone(classes, 0);
  std::vector<float> running(classes, 0);  // of all runs that go on to the present column
  for (std::size_t i = 0; i < columns; ++i) {
    for (std::size_t c = 1; c < classes; ++c) {
      running[c] = (running[c] + before[i]) * values[i * classes + c];
      alone[c] += running[c] * behind[i + 1];
    }
  }
  return alone;
}

}  // namespace

std::vector<float> PictureOf(const Ink& ink) {
  const InkBox box = BoxOf(ink);
  const float scale = (kOcrSide - 2 * kMargin) / std::max({box.width(), box.height(), 1e-3F});
  Ink pixels = ink;
  float length = 0;
  for (InkStroke& stroke : pixels) {
    for (InkPoint& point : stroke) {
      point = {kOcrSide / 2.0F + (point.x - (box.left + box.right) / 2) * scale * kNarrower,
               kOcrSide / 2.0F + (point.y - (box.top + box.bottom) / 2) * scale};
    }
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
      length += std::hypot(stroke[i + 1].x - stroke[i].x, stroke[i + 1].y - stroke[i].y);
    }
  }
  std::vector<float> picture(static_cast<std::size_t>(kOcrSide * kOcrSide), 0);
  for (const InkStroke& stroke : pixels) {
    const InkStroke even = Resampled(stroke, 1.5F * std::max(1.0F, length / kMostLength));
    if (even.size() == 1) DrawStep(picture, even.front(), even.front());
    for (std::size_t i = 0; i + 1 < even.size(); ++i) DrawStep(picture, even[i], even[i + 1]);
  }
  return picture;
}

base::Result<OcrReader> OcrReader::Load(const std::filesystem::path& model, const std::filesystem::path& characters) {
  auto network = OcrNetwork::Load(model);
  if (!network) return network.error();
  const auto text = base::ReadFile(characters, kMostCharacterBytes);
  if (!text) return text.error();
  if (!base::IsUtf8(*text)) return Error{ErrorCode::Corrupt, characters.string() + " is not UTF-8; install it again"};
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    names.push_back(text->substr(begin, end - begin));
    begin = end + 1;
  }
  names.emplace_back(" ");  // the last class, in no file of the family
  OcrReader reader(std::move(*network), std::move(names));
  // A first run rules out that the network fails later: all pictures have one size.
  const std::size_t expected = reader.characters_.size();
  const std::size_t classes = reader.Probabilities({{{0, 0}, {1, 1}}}).size();
  if (classes != expected) {
    return Error{ErrorCode::Corrupt,
                 fmt::format("{} and {} do not belong together, or one of them was changed; install both again",
                             model.string(), characters.string())};
  }
  return reader;
}

std::vector<float> OcrReader::Probabilities(const Ink& ink) {
  const std::vector<float> picture = PictureOf(ink);
  Tensor input = Tensor::Zeros({1, 3, kOcrSide, kOcrSide});
  for (std::size_t i = 0; i < input.values.size(); ++i) input.values[i] = 1 - 2 * picture[i % picture.size()];
  const auto output = network_.Run(std::move(input));
  if (!output || output->axes() != 3 || output->shape[0] != 1 || output->values.empty() ||
      output->shape[2] != static_cast<std::int64_t>(characters_.size()) + 1) {
    return {};
  }
  std::vector<float> alone = ReadAlone(*output);
  alone.erase(alone.begin());  // "nothing"
  return alone;
}

}  // namespace bianmin::input
