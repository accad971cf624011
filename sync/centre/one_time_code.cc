#include "sync/centre/one_time_code.h"

#include <array>

#include "kiosk/domain/enrolment_limits.h"

namespace bianmin::centre {
namespace {

// 32 of them, five bits each; without I, L, O and U.
constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kGroup = 4;

char Folded(char letter) {
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (letter == 'O') return '0';
  if (letter == 'I' || letter == 'L') return '1';
  return letter;
}

}  // namespace

OneTimeCode OneTimeCode::New(base::Random& random) {
  std::array<std::uint8_t, domain::kInvitationLetters> bytes{};
  random.Fill(bytes);
  std::string letters;
  for (const std::uint8_t byte : bytes) letters += kLetters[byte % kLetters.size()];
  return OneTimeCode(std::move(letters));
}

std::optional<OneTimeCode> OneTimeCode::Parse(std::string_view text) {
  std::string letters;
  for (const char typed : text) {
    if (typed == '-' || typed == ' ') continue;
    const char letter = Folded(typed);
    if (kLetters.find(letter) == kLetters.npos || letters.size() == domain::kInvitationLetters) return std::nullopt;
    letters += letter;
  }
  if (letters.size() != domain::kInvitationLetters) return std::nullopt;
  return OneTimeCode(std::move(letters));
}

std::string OneTimeCode::Text() const {
  std::string text;
  for (std::size_t i = 0; i < letters_.size(); ++i) {
    if (i > 0 && i % kGroup == 0) text += '-';
    text += letters_[i];
  }
  return text;
}

}  // namespace bianmin::centre
