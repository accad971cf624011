#pragma once
// Ink as lines of text, for measuring and training: "昇 TAB 10,20 30,40;50,60 70,80": the character, then its strokes
// separated by ';', each of points x,y separated by blanks. Empty lines and lines that begin with '#' are skipped.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/ink.h"

namespace bianmin::input {

struct InkLine {
  std::string character;
  Ink ink;
};

// The error names the first line that is not of this form: "line 12: …".
base::Result<std::vector<InkLine>> ParseInkLines(std::string_view text);

std::string InkLineText(const InkLine& line);  // without a newline; points rounded to whole numbers

}  // namespace bianmin::input
