#include "kiosk/domain/notice.h"

#include <fmt/format.h>

#include "kiosk/base/config.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/config_texts.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/publication_limits.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

// A text of so many characters, its white space at both ends gone.
std::string ReadWords(ConfigSection& from, std::string_view key, std::size_t most) {
  const auto parsed = ParseText(base::Trim(from.Text(key)), most);
  if (!from.Has(key)) return {};
  if (!parsed) {
    from.Fault(key, fmt::format("must be text of at most {} characters without control characters", most));
    return {};
  }
  if (parsed->empty()) from.Fault(key, "must not be empty");
  return *parsed;
}

LocalisedText ReadBoth(ConfigSection from, std::size_t most_chinese, std::size_t most_english) {
  LocalisedText text;
  text.zh = ReadWords(from, "zh", most_chinese);
  if (from.Has("en")) text.en = ReadWords(from, "en", most_english);
  return text;
}

base::Date ReadDay(ConfigSection& from, std::string_view key) {
  if (!from.Has(key)) from.Fault("", fmt::format("'{}' is missing", key));
  return from.Day(key).value_or(base::Date{});
}

Notice ReadNotice(ConfigSection& from) {
  Notice notice;
  notice.title = ReadBoth(from.Section("title"), kMaxNoticeTitleCharacters, kMaxEnglishNoticeTitleCharacters);
  notice.text = ReadBoth(from.Section("text"), kMaxNoticeCharacters, 2 * kMaxNoticeCharacters);
  if (notice.title.en.empty() != notice.text.en.empty()) {
    from.Fault("", "title and text are both needed in English, or neither");
  }
  if (notice.title.zh.find('\n') != std::string::npos || notice.title.en.find('\n') != std::string::npos) {
    from.Fault("title", "must be one line");
  }
  notice.from = ReadDay(from, "from");
  notice.to = ReadDay(from, "to");
  if (from.Has("from") && from.Has("to") && notice.to < notice.from) from.Fault("to", "must not lie before 'from'");
  if (from.Has("phone")) notice.phone = ReadPublishedPhone(from, "phone");
  return notice;
}

}  // namespace

base::Result<std::vector<Notice>> ReadNotices(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  std::vector<Notice> notices;
  for (auto& from : root.Sections("notice")) notices.push_back(ReadNotice(from));
  if (notices.size() > kMaxNotices) {
    root.Fault("notice", fmt::format("at most {} are possible, here are {}", kMaxNotices, notices.size()));
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return notices;
}

}  // namespace bianmin::domain
