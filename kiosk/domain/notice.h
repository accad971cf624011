#pragma once
// 通知公告: what the city or the centre wants residents to know for some days. Written by whoever publishes it, in
// Chinese, and in English where somebody translated it.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/catalogue.h"

namespace bianmin::domain {

struct Notice {
  LocalisedText title;  // `en` may be empty, with that of `text`
  LocalisedText text;   // paragraphs are divided by line breaks
  base::Date from;      // the first and the last day on which it is shown, China Standard Time
  base::Date to;
  std::string phone;  // digits; empty: none

  bool IsShownOn(base::Date day) const { return from <= day && day <= to; }
  bool HasEnglish() const { return !text.en.empty(); }
};

// Every fault is reported as "name:line:column: …". In the order of the file.
base::Result<std::vector<Notice>> ReadNotices(std::string_view toml, std::string_view name);

}  // namespace bianmin::domain
