#include "kiosk/domain/draft_code.h"

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

constexpr std::uint64_t kFirstCode = 100'000;  // no zero in front
constexpr std::uint64_t kCodeLimit = 1'000'000;
constexpr char32_t kFullWidthZero = 0xFF10;
constexpr char32_t kIdeographicSpace = 0x3000;

bool IsEasilyCopied(const std::string& digits) {
  for (std::size_t i = 2; i < digits.size(); ++i) {
    if (digits[i] == digits[i - 1] && digits[i] == digits[i - 2]) return false;
  }
  return true;
}

}  // namespace

DraftCode DraftCode::New(base::Random& random) {
  for (;;) {
    std::string digits = std::to_string(kFirstCode + random.Below(kCodeLimit - kFirstCode));
    if (IsEasilyCopied(digits)) return DraftCode{std::move(digits)};
  }
}

base::Result<DraftCode, InputFault> DraftCode::Parse(std::string_view text) {
  if (!base::IsUtf8(text)) return InputFault::NotText;
  std::string digits;
  for (char32_t c : base::Characters(text)) {
    if (c == U' ' || c == U'-' || c == kIdeographicSpace) continue;
    if (c >= kFullWidthZero && c <= kFullWidthZero + 9) c = c - kFullWidthZero + U'0';
    if (c < U'0' || c > U'9') return InputFault::BadCharacter;
    digits += static_cast<char>(c);
  }
  if (digits.empty()) return InputFault::Missing;
  if (digits.size() < kDraftCodeDigits) return InputFault::TooShort;
  if (digits.size() > kDraftCodeDigits) return InputFault::TooLong;
  return DraftCode{std::move(digits)};
}

}  // namespace bianmin::domain
