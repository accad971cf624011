#include "kiosk/domain/record_number.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/check.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/city_number.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

constexpr std::size_t kLetters = 2;
constexpr std::size_t kDigits = 8;  // 7 of the serial, 1 check digit
constexpr std::int64_t kSerialLimit = 10'000'000;
constexpr std::string_view kCityLetters = "OP";

// A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004): the only table of the scheme.
constexpr int kQuasigroup[10][10] = {{0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                     {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                     {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                     {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                     {9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};

bool IsKioskLetter(char c) { return c >= 'A' && c <= 'Z' && c != 'I' && c != 'O'; }

// Letters count as the two digits of their place in the alphabet.
int CheckDigit(std::string_view letters, std::string_view digits) {
  int state = 0;
  for (char c : letters) {
    state = kQuasigroup[state][(c - 'A') / 10];
    state = kQuasigroup[state][(c - 'A') % 10];
  }
  for (char c : digits) state = kQuasigroup[state][c - '0'];
  return state;
}

std::string Written(std::string_view letters, std::int64_t serial) {
  CHECK(serial >= 0 && serial < kSerialLimit);
  const std::string digits = fmt::format("{:07}", serial);
  return fmt::format("{}{}{}", letters, digits, CheckDigit(letters, digits));
}

// One typed character in the form numbers are stored in; 0 for a separator.
std::optional<char> Plain(char32_t c) {
  if (c >= 0xFF10 && c <= 0xFF19) c = c - 0xFF10 + U'0';
  if (c >= 0xFF21 && c <= 0xFF3A) c = c - 0xFF21 + U'A';
  if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
  if (c == U' ' || c == U'-' || c == 0x3000) return '\0';
  if ((c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z')) return static_cast<char>(c);
  return std::nullopt;
}

}  // namespace

std::optional<KioskCode> KioskCode::Parse(std::string_view text) {
  if (text.size() != kLetters || !std::all_of(text.begin(), text.end(), IsKioskLetter)) return std::nullopt;
  return KioskCode{std::string(text)};
}

RecordNumber RecordNumber::Of(const KioskCode& kiosk, std::int64_t serial) {
  return RecordNumber{Written(kiosk.text(), serial)};
}

RecordNumber CityNumber(std::int64_t serial) { return RecordNumber::Parse(Written(kCityLetters, serial)).value(); }

bool IsCityNumber(const RecordNumber& number) { return number.text().starts_with(kCityLetters); }

base::Result<RecordNumber, InputFault> RecordNumber::Parse(std::string_view text) {
  if (!base::IsUtf8(text)) return InputFault::NotText;
  std::string plain;
  for (char32_t c : base::Characters(text)) {
    const auto character = Plain(c);
    if (!character) return InputFault::BadCharacter;
    if (*character != '\0') plain += *character;
  }
  if (plain.empty()) return InputFault::Missing;
  if (plain.size() < kLetters + kDigits) return InputFault::TooShort;
  if (plain.size() > kLetters + kDigits) return InputFault::TooLong;
  const std::string_view letters = std::string_view(plain).substr(0, kLetters);
  const std::string_view digits = std::string_view(plain).substr(kLetters);
  const bool has_letters = letters == kCityLetters || std::all_of(letters.begin(), letters.end(), IsKioskLetter);
  const bool has_shape =
      has_letters && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!has_shape || CheckDigit(letters, digits) != 0) return InputFault::BadNumber;
  return RecordNumber{plain};
}

std::string RecordNumber::Grouped() const {
  return text_.substr(0, 2) + " " + text_.substr(2, 4) + " " + text_.substr(6, 4);
}

std::int64_t RecordNumber::Serial() const {
  std::int64_t serial = 0;
  std::from_chars(text_.data() + kLetters, text_.data() + kLetters + 7, serial);
  return serial;
}

std::int64_t NextSerial(std::optional<std::int64_t> last, base::Date today) {
  using std::chrono::sys_days;
  constexpr base::Date kFirstDay{std::chrono::year{2025}, std::chrono::January, std::chrono::day{1}};
  const std::int64_t days = (sys_days{today} - sys_days{kFirstDay}).count();
  const std::int64_t first_of_day = std::max<std::int64_t>(0, days) * kSerialsPerDay + 1;
  return std::max(first_of_day, last.value_or(-1) + 1);
}

std::int64_t LastSerialAfterRestore(std::optional<std::int64_t> last, base::Date today) {
  return NextSerial(last, today) + kSerialsPerDay + kSerialsSkipped;
}

}  // namespace bianmin::domain
