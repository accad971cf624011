#pragma once
// What a resident tells about themself, parsed once and then always valid. The text is kept as entered (rare characters
// such as 𠮷 included); only white space at the ends goes.

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/input_fault.h"

namespace bianmin::domain {

// A Chinese telephone number: mobile (11 digits, 1[3-9]…), landline with or without area code, or a 400 or 800 number.
class Phone {
 public:
  // Spaces and hyphens between digits are ignored; +86 and 0086 in front are dropped; full-width digits count.
  static base::Result<Phone, InputFault> Parse(std::string_view text);
  const std::string& digits() const { return digits_; }
  std::string LastFour() const { return digits_.substr(digits_.size() - 4); }
  // "138 **** 5678": for screens that somebody else may see.
  std::string Masked() const;
  friend bool operator==(const Phone&, const Phone&) = default;

 private:
  explicit Phone(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

class PersonName {
 public:
  static base::Result<PersonName, InputFault> Parse(std::string_view text);
  const std::string& text() const { return text_; }
  friend bool operator==(const PersonName&, const PersonName&) = default;

 private:
  explicit PersonName(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Checks any other text a resident enters: UTF-8, no control or invisible characters but line breaks, at most
// `most_characters`. Empty is allowed.
base::Result<std::string, InputFault> ParseText(std::string_view text, std::size_t most_characters);

// How to reach somebody.
struct Contact {
  PersonName name;
  Phone phone;
  friend bool operator==(const Contact&, const Contact&) = default;
};

// What stands in the place of a contact that was erased; no person has it.
Contact ErasedContact();
bool IsErased(const Contact& contact);

}  // namespace bianmin::domain
