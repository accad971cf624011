#pragma once
// What staff type to find a record, and the one rule when a record holds it: every word is found in one of its texts,
// or ends its telephone number or its number. Case, full width and white space make no difference.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::domain {

// As texts are compared: ASCII instead of full width, small letters, no white space.
std::u32string FoldForSearch(std::string_view text);

enum class SearchFault { TooShort, TooLong };

class SearchWords {
 public:
  // Words are divided by white space; digits in groups ("138 0000 1234") are one word. TooShort: no word has two
  // characters.
  static base::Result<SearchWords, SearchFault> Parse(std::string_view text);
  const std::vector<std::u32string>& words() const { return words_; }
  friend bool operator==(const SearchWords&, const SearchWords&) = default;

 private:
  explicit SearchWords(std::vector<std::u32string> words) : words_(std::move(words)) {}
  std::vector<std::u32string> words_;
};

// Whether `word` is one of a number's or telephone number's last digits: four or more.
bool IsLastDigits(std::u32string_view word);

// What is searched in one record, folded.
struct SearchedTexts {
  std::vector<std::u32string> texts;
  std::u32string number;
  std::u32string phone;  // empty: none
};
bool Holds(const SearchedTexts& record, const SearchWords& words);

}  // namespace bianmin::domain
