#pragma once
// The code with which a kiosk is enrolled: 140 random bits in 28 letters and digits that are hard to misread, in groups
// of four. It is shown once, when it is made; what is kept is its SHA-256, which suffices because nobody can try 2^140.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"

namespace bianmin::centre {

class OneTimeCode {
 public:
  static OneTimeCode New(base::Random& random);
  // As people type it: any case, with or without hyphens and spaces, O for 0, I and L for 1. Nothing: it is no code.
  static std::optional<OneTimeCode> Parse(std::string_view text);

  std::string Text() const;  // "0123-4567-…"
  base::Digest Fingerprint() const { return base::Sha256(letters_); }

 private:
  explicit OneTimeCode(std::string letters) : letters_(std::move(letters)) {}

  std::string letters_;
};

}  // namespace bianmin::centre
