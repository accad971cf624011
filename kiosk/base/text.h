#pragma once
// UTF-8 text as it comes from keyboards, scanners, files and the network.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::base {

// Strict: no overlong forms, no surrogates, nothing past U+10FFFF.
bool IsUtf8(std::string_view text);
// Unicode scalar values; `text` must be UTF-8.
std::size_t CountCharacters(std::string_view text);
std::vector<char32_t> Characters(std::string_view text);
void AppendCharacter(std::string& text, char32_t character);
// `text` without its last character.
std::string_view DropLastCharacter(std::string_view text);
// C0, DEL, C1, line and paragraph separators, and the bidirectional and invisible format characters that make text read
// otherwise than it is stored.
bool IsControlCharacter(char32_t character);
// Without white space (ASCII and ideographic) at both ends.
std::string_view Trim(std::string_view text);

}  // namespace bianmin::base
