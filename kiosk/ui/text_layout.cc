#include "kiosk/ui/text_layout.h"

#include <algorithm>
#include <cstdint>

namespace bianmin::ui {
namespace {

constexpr std::u32string_view kNeverFirst = U"，。、；：？！）》」』】〉”’…—·％%,.;:?!)]}〕〗～ー々℃°";
constexpr std::u32string_view kNeverLast = U"（《「『【〈“‘([{〔〖￥¥$#";

struct Glyph {
  char32_t character;
  std::size_t begin;
  std::size_t end;
  float advance;
};

std::vector<Glyph> Decode(std::string_view text, const AdvanceOf& advance) {
  std::vector<Glyph> glyphs;
  glyphs.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = NextCharacter(text, at);
    glyphs.push_back({character, begin, at, advance(character)});
  }
  return glyphs;
}

// Whether a line may end after `before` when `after` follows.
bool MayBreakBetween(char32_t before, char32_t after) {
  if (after == U' ') return false;  // spaces stay at the end of the line, where they are not drawn
  if (!MayStartLine(after) || !MayEndLine(before)) return false;
  if (before == U' ' || before == U'\u3000') return true;
  if (before == U'-' || before == U'/') return !(after >= U'0' && after <= U'9');
  return IsCjk(before) || IsCjk(after);
}

TextLine MakeLine(std::string_view text, const std::vector<Glyph>& glyphs, std::size_t first, std::size_t end) {
  while (end > first && glyphs[end - 1].character == U' ') --end;
  if (first == end) return {};
  float width = 0;
  for (std::size_t i = first; i < end; ++i) width += glyphs[i].advance;
  return {text.substr(glyphs[first].begin, glyphs[end - 1].end - glyphs[first].begin), width};
}

// Where the line that starts at `first` ends (one past its last glyph), within a paragraph ending at `last`.
std::size_t LineEnd(const std::vector<Glyph>& glyphs, std::size_t first, std::size_t last, float width) {
  float used = 0;
  std::size_t at = first;
  while (at < last && (used + glyphs[at].advance <= width || at == first || glyphs[at].character == U' ')) {
    used += glyphs[at].advance;
    ++at;
  }
  if (at == last) return last;
  for (std::size_t end = at; end > first; --end) {
    if (MayBreakBetween(glyphs[end - 1].character, glyphs[end].character)) return end;
  }
  return at;  // one word longer than the line
}

bool IsLoneCjk(const std::vector<Glyph>& glyphs, std::size_t first, std::size_t last) {
  std::size_t characters = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (MayStartLine(glyphs[i].character)) ++characters;
  }
  return characters == 1 && IsCjk(glyphs[first].character);
}

// The break moved so that the last line gets a second character, or `end` when it cannot be.
std::size_t WithCompany(const std::vector<Glyph>& glyphs, std::size_t first, std::size_t end, std::size_t last) {
  if (end >= last || !IsLoneCjk(glyphs, end, last)) return end;
  for (std::size_t moved = end - 1; moved >= first + 3 && end - moved <= 3; --moved) {
    if (MayBreakBetween(glyphs[moved - 1].character, glyphs[moved].character)) return moved;
  }
  return end;
}

void BreakParagraph(std::string_view text, const std::vector<Glyph>& glyphs, std::size_t first, std::size_t last,
                    float width, std::vector<TextLine>& lines) {
  if (first == last) {
    lines.push_back({});
    return;
  }
  while (first < last) {
    const std::size_t end = WithCompany(glyphs, first, LineEnd(glyphs, first, last, width), last);
    lines.push_back(MakeLine(text, glyphs, first, end));
    first = end;
    while (first < last && glyphs[first].character == U' ') ++first;
  }
}

}  // namespace

bool MayStartLine(char32_t character) { return kNeverFirst.find(character) == std::u32string_view::npos; }
bool MayEndLine(char32_t character) { return kNeverLast.find(character) == std::u32string_view::npos; }

bool IsCjk(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'…' ||
         c == U'—' || c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'·';
}

char32_t NextCharacter(std::string_view text, std::size_t& at) {
  constexpr char32_t kReplacement = 0xFFFD;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at++);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0 || lead >= 0xF5) return kReplacement;
  char32_t character = lead & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    if (at >= text.size() || (byte(at) & 0xC0) != 0x80) return kReplacement;
    character = (character << 6) | (byte(at++) & 0x3F);
  }
  return character;
}

std::vector<TextLine> BreakLines(std::string_view text, float width, const AdvanceOf& advance) {
  const std::vector<Glyph> glyphs = Decode(text, advance);
  std::vector<TextLine> lines;
  std::size_t first = 0;
  for (std::size_t i = 0; i <= glyphs.size(); ++i) {
    if (i == glyphs.size() || glyphs[i].character == U'\n') {
      BreakParagraph(text, glyphs, first, i, width, lines);
      first = i + 1;
    }
  }
  return lines;
}

}  // namespace bianmin::ui
