#pragma once
// Breaks a text into lines no wider than a given width: Chinese between any two characters except where punctuation
// forbids it (a line never starts with 。 or ends with 《), Latin words and numbers only at spaces and hyphens, a word
// longer than the line wherever it must. Pure; used by the canvas, knows nothing of fonts.

#include <functional>
#include <string_view>
#include <vector>

namespace bianmin::ui {

using AdvanceOf = std::function<float(char32_t)>;

struct TextLine {
  std::string_view text;  // into the given text, without the spaces at its end
  float width = 0;
};

// `text` is UTF-8; '\n' ends a line. At least one line, perhaps empty. A last line of one lone Chinese character is
// avoided where the line before can spare one.
[[nodiscard]] std::vector<TextLine> BreakLines(std::string_view text, float width, const AdvanceOf& advance);

[[nodiscard]] bool MayStartLine(char32_t character);
[[nodiscard]] bool MayEndLine(char32_t character);
[[nodiscard]] bool IsCjk(char32_t character);

// Decodes the character at `at` and moves behind it; invalid bytes read as U+FFFD.
[[nodiscard]] char32_t NextCharacter(std::string_view text, std::size_t& at);

}  // namespace bianmin::ui
