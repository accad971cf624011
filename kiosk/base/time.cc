#include "kiosk/base/time.h"

#include <fmt/format.h>

#include <charconv>

namespace bianmin::base {
namespace {

constexpr std::chrono::hours kChinaOffset{8};

// Reads exactly `width` digits at `at`, or nothing.
std::optional<int> Digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// ".1", ".12", ".123" or nothing before the final 'Z'.
std::optional<int> FractionMilliseconds(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() != '.' || text.size() < 2 || text.size() > 4) return std::nullopt;
  const auto digits = Digits(text, 1, text.size() - 1);
  if (!digits) return std::nullopt;
  int value = *digits;
  for (std::size_t i = text.size(); i < 4; ++i) value *= 10;
  return value;
}

}  // namespace

// By hand but for the year: the centre writes several for each event that comes in.
std::string FormatUtc(TimePoint time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const Date date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::string text = fmt::format("{:04}", static_cast<int>(date.year()));
  const auto add = [&](char before, std::int64_t number, std::int64_t place) {
    text += before;
    for (; place > 0; place /= 10) text += static_cast<char>('0' + number / place % 10);
  };
  add('-', static_cast<unsigned>(date.month()), 10);
  add('-', static_cast<unsigned>(date.day()), 10);
  add('T', clock.hours().count(), 10);
  add(':', clock.minutes().count(), 10);
  add(':', clock.seconds().count(), 10);
  add('.', clock.subseconds().count(), 100);
  return text + 'Z';
}

std::optional<TimePoint> ParseUtc(std::string_view text) {
  if (text.size() < 20 || text.back() != 'Z' || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto date = ParseDate(text.substr(0, 10));
  const auto hour = Digits(text, 11, 2);
  const auto minute = Digits(text, 14, 2);
  const auto second = Digits(text, 17, 2);
  const auto fraction = FractionMilliseconds(text.substr(19, text.size() - 20));
  if (!date || !hour || !minute || !second || !fraction || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return TimePoint{std::chrono::sys_days{*date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second} + Milliseconds{*fraction};
}

LocalTime ToLocal(TimePoint time) {
  const auto shifted = time + kChinaOffset;
  const auto day = std::chrono::floor<std::chrono::days>(shifted);
  const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(shifted - day)};
  return {Date{day}, static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
          static_cast<int>(clock.seconds().count())};
}

TimePoint FromLocal(const LocalTime& local) {
  return TimePoint{std::chrono::sys_days{local.date}} + std::chrono::hours{local.hour} +
         std::chrono::minutes{local.minute} + std::chrono::seconds{local.second} - kChinaOffset;
}

std::string FormatDate(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Digits(text, 0, 4);
  const auto month = Digits(text, 5, 2);
  const auto day = Digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

Date LocalDate(TimePoint time) { return ToLocal(time).date; }

}  // namespace bianmin::base
