#include "kiosk/input/ink_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "kiosk/base/text.h"

namespace bianmin::input {
namespace {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<float> Number(std::string_view text) {
  float number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

base::Result<InkLine> ParseLine(std::string_view text, std::size_t number) {
  const auto wrong = [number](std::string_view why) {
    return base::Error{base::ErrorCode::Invalid,
                       fmt::format("line {}: {}; a line is CHARACTER TAB x,y x,y;x,y x,y", number, why)};
  };
  const std::size_t tab = text.find('\t');
  if (tab == std::string_view::npos) return wrong("there is no tab behind the character");
  InkLine line{.character = std::string(text.substr(0, tab)), .ink = {}};
  if (!base::IsUtf8(line.character)) return wrong("the character is not UTF-8");
  if (line.character.empty()) return wrong("the character is missing");
  for (const std::string_view stroke_text : Split(text.substr(tab + 1), ';')) {
    InkStroke stroke;
    for (const std::string_view point_text : Split(stroke_text, ' ')) {
      if (point_text.empty()) continue;
      const std::size_t comma = point_text.find(',');
      const auto x = Number(point_text.substr(0, comma));
      const auto y = comma == std::string_view::npos ? std::nullopt : Number(point_text.substr(comma + 1));
      if (!x || !y) return wrong(fmt::format("\"{}\" is no point", point_text));
      stroke.push_back({*x, *y});
    }
    if (stroke.empty()) return wrong("a stroke has no points");
    line.ink.push_back(std::move(stroke));
  }
  return line;
}

}  // namespace

base::Result<std::vector<InkLine>> ParseInkLines(std::string_view text) {
  std::vector<InkLine> lines;
  std::size_t number = 0;
  for (std::string_view line : Split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    auto parsed = ParseLine(line, number);
    if (!parsed) return parsed.error();
    lines.push_back(std::move(*parsed));
  }
  return lines;
}

std::string InkLineText(const InkLine& line) {
  std::string text = line.character;
  char before_stroke = '\t';
  for (const InkStroke& stroke : line.ink) {
    text += before_stroke;
    before_stroke = ';';
    for (std::size_t i = 0; i < stroke.size(); ++i) {
      text += fmt::format("{}{:.0f},{:.0f}", i == 0 ? "" : " ", stroke[i].x, stroke[i].y);
    }
  }
  return text;
}

}  // namespace bianmin::input
