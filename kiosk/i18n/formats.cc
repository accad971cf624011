#include "kiosk/i18n/formats.h"

#include <array>

namespace bianmin::i18n {
namespace {

constexpr std::array kMonths{N_("month.1"), N_("month.2"),  N_("month.3"),  N_("month.4"),
                             N_("month.5"), N_("month.6"),  N_("month.7"),  N_("month.8"),
                             N_("month.9"), N_("month.10"), N_("month.11"), N_("month.12")};
// From Sunday, as std::chrono counts.
constexpr std::array kWeekdays{N_("weekday.0"), N_("weekday.1"), N_("weekday.2"), N_("weekday.3"),
                               N_("weekday.4"), N_("weekday.5"), N_("weekday.6")};

std::string_view MonthName(const Texts& texts, base::Date date) {
  return texts.T(kMonths.at(static_cast<unsigned>(date.month()) - 1));
}

unsigned DayNumber(base::Date date) { return static_cast<unsigned>(date.day()); }

// How many digits go before the groups of four: the area code of a landline, the first three of a mobile.
std::size_t LeadingDigits(std::string_view digits) {
  if (digits.size() == 11 && digits[0] == '1') return 3;
  if (digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"))) return 3;
  if (digits.size() >= 10 && digits[0] == '0') {
    // Beijing 010 and the large cities 02x have three digits, all others four.
    return digits[1] == '1' || digits[1] == '2' ? 3 : 4;
  }
  return digits.size() == 7 ? 3 : 0;
}

}  // namespace

std::string ClockTime(base::TimePoint time) {
  const base::LocalTime local = base::ToLocal(time);
  return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string Day(const Texts& texts, base::Date date) {
  return texts.Format("format.day", fmt::arg("month", MonthName(texts, date)), fmt::arg("day", DayNumber(date)));
}

std::string DayOfYear(const Texts& texts, base::Date date) {
  return texts.Format("format.day_of_year", fmt::arg("year", static_cast<int>(date.year())),
                      fmt::arg("month", MonthName(texts, date)), fmt::arg("day", DayNumber(date)));
}

std::string DayOfWeek(const Texts& texts, base::Date date) {
  const std::chrono::weekday weekday{std::chrono::sys_days{date}};
  return texts.Format("format.day_of_week", fmt::arg("weekday", texts.T(kWeekdays.at(weekday.c_encoding()))),
                      fmt::arg("day", Day(texts, date)));
}

std::string DateTime(const Texts& texts, base::TimePoint time) {
  return texts.Format("format.date_time", fmt::arg("day", Day(texts, base::LocalDate(time))),
                      fmt::arg("time", ClockTime(time)));
}

std::string Duration(const Texts& texts, std::chrono::minutes length) {
  if (length.count() % 60 == 0) return texts.Plural("format.hours", length.count() / 60);
  return texts.Plural("format.minutes", length.count());
}

std::string WorkingDays(const Texts& texts, int count) { return texts.Plural("format.working_days", count); }

std::string Price(const Texts& texts, std::int64_t fen, std::string_view unit, bool is_starting) {
  if (fen == 0) return std::string(texts.T("format.free"));
  const std::string amount = fmt::format("¥{}.{:02}", fen / 100, fen % 100);
  if (unit.empty()) return amount;
  if (is_starting) {
    return texts.Format("format.starting_price", fmt::arg("amount", amount), fmt::arg("unit", unit));
  }
  return texts.Format("format.price", fmt::arg("amount", amount), fmt::arg("unit", unit));
}

std::string GroupedPhone(std::string_view digits) {
  if (digits.size() < 7) return std::string(digits);
  std::string grouped{digits.substr(0, LeadingDigits(digits))};
  for (digits.remove_prefix(grouped.size()); !digits.empty();) {
    // Seven digits are read as three and four.
    const std::size_t length = digits.size() == 7 ? 3 : std::min<std::size_t>(4, digits.size());
    if (!grouped.empty()) grouped += ' ';
    grouped += digits.substr(0, length);
    digits.remove_prefix(length);
  }
  return grouped;
}

}  // namespace bianmin::i18n
