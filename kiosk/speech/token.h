#pragma once
// The numbers of a text by their shape alone: dates, times, money, telephone and order numbers, fractions … What is
// said for them depends on the language and on the words around them, and stands in normalise_zh.cc and
// normalise_en.cc. Pure; any thread.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::speech {

struct Token {
  enum class Kind {
    Date,         // 2026-11-25, 2026/11/25: year, month, day
    Time,         // 14:30, 8:00:05: hour, minute[, second]
    Money,        // ¥30.00, ¥1,200: yuan[, two digits of jiao and fen]
    Percent,      // 85%, 8.5%: whole[, decimals]
    PerMille,     // 3‰
    Fraction,     // 1/2: numerator, denominator
    OrderNumber,  // JA 0426 1187: letters, four digits, four digits
    Telephone,    // 138 0013 8000, 021-5550 0100, 400-820-8820, 5550 0100: its groups
    Chain,        // 3-2-101: building, unit, room
    Number,       // 302, 3.5, 12,000: whole[, decimals]
  };
  Kind kind = Kind::Number;
  std::vector<std::string> parts;  // ASCII; separators of thousands left out
  std::size_t length = 0;          // characters of the text
};

// The token that begins at `at`, if one does: the longest shape that fits wins. A digit or a letter directly before
// `at` is the caller's to exclude.
std::optional<Token> ReadToken(std::u32string_view text, std::size_t at);

// Emergency and service numbers that everybody reads digit by digit.
bool IsShortTelephone(std::string_view digits);

// The length of a range's dash at `at` (with the spaces around it) when a number follows: 8:00–17:00, 3~5. Otherwise 0.
std::size_t RangeDash(std::u32string_view text, std::size_t at);

}  // namespace bianmin::speech
