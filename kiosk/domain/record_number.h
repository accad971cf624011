#pragma once
// The number of an order, complaint or named rating: short enough to read aloud, "JA 0690 0013". Two letters name the
// kiosk, four digits the day, three the place in that day, the last is a check digit. By Damm's quasigroup (2004) the
// check digit catches every single wrong digit and every swap of neighbours.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/input_fault.h"

namespace bianmin::domain {

// The two letters of a kiosk, unique in a city; I and O are not used because they are read as 1 and 0.
class KioskCode {
 public:
  static std::optional<KioskCode> Parse(std::string_view text);
  const std::string& text() const { return text_; }
  friend auto operator<=>(const KioskCode&, const KioskCode&) = default;

 private:
  explicit KioskCode(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

class RecordNumber {
 public:
  // `serial` lies in [0, 9,999,999].
  static RecordNumber Of(const KioskCode& kiosk, std::int64_t serial);
  // Accepts what people type: any case, spaces and hyphens anywhere, full-width digits from a Chinese keyboard.
  static base::Result<RecordNumber, InputFault> Parse(std::string_view text);

  // "JA06900013", the check digit last: as stored and sent.
  const std::string& text() const { return text_; }
  // "JA 0690 0013", in groups to be read aloud.
  std::string Grouped() const;
  std::int64_t Serial() const;

  friend auto operator<=>(const RecordNumber&, const RecordNumber&) = default;

 private:
  explicit RecordNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// The serial to use on `today` when `last` was the one before (nothing: there was none). It only grows, so a clock that
// is set back cannot give a number twice.
std::int64_t NextSerial(std::optional<std::int64_t> last, base::Date today);

// After a restore from a backup: the serial to count as the last one given, so that none that was given
// since the backup is given again. Leaves out the numbers of today and kSerialsSkipped more, for a clock that was
// ahead.
std::int64_t LastSerialAfterRestore(std::optional<std::int64_t> last, base::Date today);

}  // namespace bianmin::domain
