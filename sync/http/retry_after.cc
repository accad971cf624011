#include <array>
#include <charconv>

#include "sync/http/classify.h"

namespace bianmin::http {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// All of `text` is digits.
std::optional<std::int64_t> Number(std::string_view text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem == std::errc::result_out_of_range && end == text.data() + text.size()) return INT64_MAX;
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<base::TimePoint> ParseFixdate(std::string_view text) {
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT" || text[7] != ' ' ||
      text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':') {
    return std::nullopt;
  }
  const auto day = Number(text.substr(5, 2)), year = Number(text.substr(12, 4)), hour = Number(text.substr(17, 2)),
             minute = Number(text.substr(20, 2)), second = Number(text.substr(23, 2));
  if (!day || !year || !hour || !minute || !second) return std::nullopt;
  unsigned month = 0;
  while (month < kMonths.size() && kMonths[month] != text.substr(8, 3)) ++month;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{month + 1},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return base::TimePoint{std::chrono::sys_days{date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second};
}

}  // namespace

std::optional<base::Milliseconds> ParseRetryAfter(std::string_view text, base::TimePoint now) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (const auto seconds = Number(text)) {
    constexpr std::int64_t kMost = INT64_MAX / 1000;
    return base::Milliseconds{std::min(*seconds, kMost) * 1000};
  }
  if (const auto until = ParseFixdate(text)) return std::max(base::Milliseconds::zero(), *until - now);
  return std::nullopt;
}

}  // namespace bianmin::http
