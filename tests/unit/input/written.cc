#include "tests/unit/input/written.h"

#include <algorithm>
#include <stdexcept>

#include "kiosk/base/file.h"

namespace bianmin::input {

std::vector<InkLine> Written(const std::string& file) {
  auto text = base::ReadFile("tests/bench/data/" + file, 10'000'000);
  if (!text) throw std::runtime_error(text.error().message);
  auto lines = ParseInkLines(*text);
  if (!lines) throw std::runtime_error(lines.error().message);
  return std::move(*lines);
}

Ink WrittenCharacter(const std::string& character) {
  for (InkLine& line : Written("ink.txt")) {
    if (line.character == character) return std::move(line.ink);
  }
  throw std::runtime_error("tests/bench/data/ink.txt has no " + character);
}

Ink Shuffled(Ink ink, base::Random& random) {
  for (std::size_t i = ink.size(); i > 1; --i) std::swap(ink[i - 1], ink[random.Below(i)]);
  return ink;
}

Ink WithJoined(Ink ink, std::size_t first) {
  InkStroke& next = ink.at(first + 1);
  ink[first].insert(ink[first].end(), next.begin(), next.end());
  ink.erase(ink.begin() + static_cast<std::ptrdiff_t>(first) + 1);
  return ink;
}

Ink Distorted(Ink ink, base::Random& random) {
  for (InkStroke& stroke : ink) {
    for (InkPoint& point : stroke) {
      const auto tremble = [&random] { return static_cast<float>(random.Below(5)) - 2; };
      point = {point.x * 1.25F + point.y * 0.08F + tremble(), point.y + tremble()};
    }
  }
  return ink;
}

Ink Backwards(Ink ink) {
  for (InkStroke& stroke : ink) std::reverse(stroke.begin(), stroke.end());
  return ink;
}

HandwritingFiles BuiltFiles(bool with_ocr) {
  const std::string folder = BIANMIN_HANDWRITING_DIR;
  HandwritingFiles files{.model = folder + "/handwriting.model", .ocr_model = {}, .ocr_characters = {}};
  if (with_ocr) {
    files.ocr_model = folder + "/ocr.onnx";
    files.ocr_characters = folder + "/ocr.txt";
  }
  return files;
}

std::size_t PlaceOf(const std::string& character, const std::vector<InkCandidate>& candidates) {
  const auto found = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const InkCandidate& candidate) { return candidate.text == character; });
  return found == candidates.end() ? 0 : static_cast<std::size_t>(found - candidates.begin()) + 1;
}

}  // namespace bianmin::input
