#pragma once
// Times, money and telephone numbers as people read them, in the language of the texts passed in. Times are shown in
// China Standard Time. Used by the screens, speech and print.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/i18n/texts.h"

namespace bianmin::i18n {

// "09:30"
std::string ClockTime(base::TimePoint time);
// "11月23日" · "23 Nov"
std::string Day(const Texts& texts, base::Date date);
// "2026年11月23日" · "23 Nov 2026"
std::string DayOfYear(const Texts& texts, base::Date date);
// "11月23日 星期一" · "Monday, 23 Nov"
std::string DayOfWeek(const Texts& texts, base::Date date);
// "11月23日 09:30" · "23 Nov, 09:30"
std::string DateTime(const Texts& texts, base::TimePoint time);

// "24 小时", "30 分钟" · "24 hours", "1 minute"; whole hours as hours.
std::string Duration(const Texts& texts, std::chrono::minutes length);

// "5 个工作日" · "1 working day"
std::string WorkingDays(const Texts& texts, int count);

// "¥30.00/小时", "¥80.00/次起" · "¥30.00 per hour", "from ¥80.00 per visit"; "免费" · "Free" for 0. `unit` is in the
// same language.
std::string Price(const Texts& texts, std::int64_t fen, std::string_view unit, bool is_starting);

// In groups to be read aloud: "138 0013 8000", "021 6289 1234", "400 820 1234", "12345".
std::string GroupedPhone(std::string_view digits);

}  // namespace bianmin::i18n
