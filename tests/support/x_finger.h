#pragma once

// Chinese characters as a finger writes them, for tests that write on the pad of a running kiosk: the strokes of a few
// plain characters, drawn by hand for this purpose. None of them comes from what the recogniser was trained on.

#include <string_view>
#include <vector>

namespace bianmin::support {

struct InkPlace {
  double x = 0;  // 0 to 100, from the left of the character's square
  double y = 0;  // from its top
};
using FingerStroke = std::vector<InkPlace>;

// Throws StepFailed for a character that is not among them: 水 太 小 门 口 灯.
const std::vector<FingerStroke>& StrokesOf(std::string_view character);

}  // namespace bianmin::support
