#include "kiosk/domain/notice.h"

#include <gtest/gtest.h>

#include "kiosk/domain/publication_limits.h"

namespace bianmin::domain {
namespace {

const std::string kOne = R"([[notice]]
title = { zh = "停水通知", en = "No water" }
text = { zh = "周六停水。\n请储水。", en = "No water on Saturday." }
from = 2026-11-27
to = 2026-11-28
phone = "021-5550 0100"
)";

std::string With(const std::string& from, const std::string& to) {
  std::string text = kOne;
  text.replace(text.find(from), from.size(), to);
  return text;
}

std::string Times(const std::string& what, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += what;
  return all;
}

std::string FaultOf(const std::string& toml) {
  const auto read = ReadNotices(toml, "notices.toml");
  return read ? "" : read.error().message;
}

TEST(Notices, AreReadAsTheyAreWritten) {
  const auto notices = ReadNotices(kOne, "notices.toml");
  ASSERT_TRUE(notices) << notices.error().message;
  ASSERT_EQ(notices->size(), 1u);
  const Notice& notice = notices->front();
  EXPECT_EQ(notice.title, (LocalisedText{"停水通知", "No water"}));
  EXPECT_EQ(notice.text.zh, "周六停水。\n请储水。");
  EXPECT_EQ(notice.phone, "02155500100");
  EXPECT_TRUE(notice.HasEnglish());
  EXPECT_TRUE(ReadNotices("", "notices.toml")->empty()) << "there need not be any";
}

TEST(Notices, AreShownFromTheirFirstDayToTheirLast) {
  const Notice notice = ReadNotices(kOne, "notices.toml")->front();
  EXPECT_FALSE(notice.IsShownOn(*base::ParseDate("2026-11-26")));
  EXPECT_TRUE(notice.IsShownOn(*base::ParseDate("2026-11-27")));
  EXPECT_TRUE(notice.IsShownOn(*base::ParseDate("2026-11-28")));
  EXPECT_FALSE(notice.IsShownOn(*base::ParseDate("2026-11-29")));
}

TEST(Notices, NeedNoEnglishButNotHalfOfIt) {
  const std::string chinese = With(", en = \"No water\"", "");
  EXPECT_NE(FaultOf(chinese).find("both needed in English"), std::string::npos);
  std::string without = chinese;
  const std::string english = ", en = \"No water on Saturday.\"";
  without.replace(without.find(english), english.size(), "");
  const auto notices = ReadNotices(without, "notices.toml");
  ASSERT_TRUE(notices) << notices.error().message;
  EXPECT_FALSE(notices->front().HasEnglish());
}

TEST(Notices, SayWhereTheyAreWrong) {
  const std::pair<std::string, std::string> cases[] = {
      {With("2026-11-28", "2026-11-26"), "notices.toml:5:6: 'to': must not lie before 'from'"},
      {With("from = 2026-11-27\n", ""), "'from' is missing"},
      {With("\"停水通知\"", "\"停水\\n通知\""), "one line"},
      {With("\"停水通知\"", "\"\""), "must not be empty"},
      {With("021-5550 0100", "call us"), "'phone'"},
      {With("phone", "telephone"), "telephone"},
  };
  for (const auto& [toml, words] : cases) EXPECT_NE(FaultOf(toml).find(words), std::string::npos) << FaultOf(toml);
}

TEST(Notices, HaveLimits) {
  EXPECT_EQ(FaultOf(With("停水通知", Times("水", kMaxNoticeTitleCharacters))), "");
  EXPECT_NE(FaultOf(With("停水通知", Times("水", kMaxNoticeTitleCharacters + 1))), "");
  EXPECT_EQ(FaultOf(With("No water\" }", Times("w", kMaxEnglishNoticeTitleCharacters) + "\" }")), "");
  EXPECT_NE(FaultOf(With("No water\" }", Times("w", kMaxEnglishNoticeTitleCharacters + 1) + "\" }")), "");
  EXPECT_EQ(FaultOf(With("周六停水。", Times("水", kMaxNoticeCharacters - 5))), "");
  EXPECT_NE(FaultOf(With("周六停水。", Times("水", kMaxNoticeCharacters - 4))), "");
  const std::string english = "No water on Saturday.";
  EXPECT_EQ(FaultOf(With(english, Times("w", 2 * kMaxNoticeCharacters))), "") << "English takes more room";
  EXPECT_NE(FaultOf(With(english, Times("w", 2 * kMaxNoticeCharacters + 1))), "");
  EXPECT_EQ(FaultOf(Times(kOne, kMaxNotices)), "");
  EXPECT_NE(FaultOf(Times(kOne, kMaxNotices + 1)).find("at most"), std::string::npos);
}

}  // namespace
}  // namespace bianmin::domain
