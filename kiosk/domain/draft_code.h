#pragma once
// The code under which an interrupted form is kept: "482 913", six digits to be read aloud, written on a slip and typed
// on a number pad. The first is never 0, because people leave a zero in front out, and no digit stands three times in a
// row, because nobody copies "111" reliably. There is no check digit: it would cost nine codes of ten and tell a
// guesser which are worth trying.
//
// What keeps it from being guessed: 866,781 codes, at most kMaxDrafts of them in use, and the throttle of
// lookup_throttle.h, which lets a guesser who stands there for a whole day try some 230 times.

#include <compare>
#include <string>
#include <string_view>

#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/input_fault.h"

namespace bianmin::domain {

class DraftCode {
 public:
  // Every code is as likely as any other.
  static DraftCode New(base::Random& random);
  // Accepts what people type: spaces and hyphens anywhere, full-width digits. Any six digits are a code, so that a
  // wrong one is answered like one that is not in use.
  static base::Result<DraftCode, InputFault> Parse(std::string_view text);

  // "482913"
  const std::string& digits() const { return digits_; }
  // "482 913", in groups to be read aloud.
  std::string Grouped() const { return digits_.substr(0, 3) + " " + digits_.substr(3); }
  friend auto operator<=>(const DraftCode&, const DraftCode&) = default;

 private:
  explicit DraftCode(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace bianmin::domain
