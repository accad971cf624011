#pragma once
// Why something a resident entered cannot be taken. Screens turn each into a sentence that says what to do.

namespace bianmin::domain {

enum class InputFault {
  Missing,       // nothing was entered
  TooShort,      // a phone number with digits missing
  TooLong,       // past the named limit
  NotAPhone,     // the right length, but no telephone number begins so
  BadCharacter,  // control, invisible or private characters
  NotText,       // not UTF-8
  BadNumber,     // a record number whose check digit is wrong
  EasyToGuess,   // a PIN that others would try first
};

}  // namespace bianmin::domain
