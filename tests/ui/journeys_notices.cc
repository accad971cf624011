// 通知公告 and a new catalogue, by a finger on a whole kiosk: what the city publishes is there for the next resident,
// and never changes under the one who stands there.
#include <gmock/gmock.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/publication_limits.h"
#include "kiosk/store/publications.h"
#include "tests/support/published.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using domain::PublicationKind;
using support::ADocument;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class NoticeJourney : public AnyJourney {
 protected:
  static std::string Shipped(const std::string& file) {
    return support::Must(base::ReadFile("config/" + file, 1 << 20));
  }
  void NoticesCome(const std::string& toml, std::int64_t version = 1) {
    kiosk.CityPublishes(ADocument(PublicationKind::Notices, toml, "", version));
  }
  // The resident is gone; the next one chooses as this one did.
  void SomebodyElseComes() {
    kiosk.Wait(kiosk.model().session_times.idle + kiosk.model().session_times.answer + std::chrono::seconds{1});
    kiosk.ChooseLanguageAndSize();
  }
  void ExpectSound() { EXPECT_THAT(kiosk.screen().Problems(), IsEmpty()) << "on page " << kiosk.Page(); }
  // Whether these words are on the leaf, however its lines are broken.
  bool Shows(std::string_view words) {
    return Joined(kiosk.Shown().AllText()).find(Joined(words)) != std::string::npos;
  }
  static std::string Joined(std::string_view text) {
    std::string joined(text);
    std::erase_if(joined, [](char c) { return c == ' ' || c == '\n'; });
    return joined;
  }
};

TEST_P(NoticeJourney, ANoticeIsFoundReadToItsEndHeardAndLeft) {
  SomebodyElseComes();
  kiosk.Wait(std::chrono::minutes{10});
  EXPECT_FALSE(kiosk.Has("home.notices"));
  NoticesCome(Shipped("notices.toml"));
  ASSERT_TRUE(kiosk.Has("home.notices"));
  ExpectSound();
  kiosk.ChooseLanguageAndSize();
  kiosk.model().comfort.voice.is_on = true;
  kiosk.Tap("home.notices");
  ASSERT_EQ(kiosk.Page(), "information.notices");
  ExpectSound();
  kiosk.TakeSaid();
  kiosk.Tap("notice.1");
  ASSERT_EQ(kiosk.Page(), "information.notice");
  ExpectSound();
  while (kiosk.Has("page.next") && kiosk.screen().Control("page.next").is_enabled) {
    kiosk.Tap("page.next");
    ExpectSound();
  }
  const bool is_chinese = GetParam().language == i18n::Language::Chinese;
  EXPECT_THAT(kiosk.TakeSaid(), Contains(HasSubstr(is_chinese ? "请提前储水" : "Please store water")));
  EXPECT_TRUE(Shows("021 5550 0100"));
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "information.notices");
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "home");
}

TEST_P(NoticeJourney, ANoticeInChineseOnlySaysSoInEnglish) {
  NoticesCome(Shipped("notices.toml"));
  SomebodyElseComes();
  kiosk.TapAll({"home.notices", "notice.0"});
  const bool is_chinese = GetParam().language == i18n::Language::Chinese;
  EXPECT_TRUE(Shows("窗口不办公"));
  EXPECT_NE(Shows(kiosk.Text("notices.chinese_only")), is_chinese);
}

TEST_P(NoticeJourney, ANoticeThatIsOverIsGoneTheNextDay) {
  NoticesCome(
      "[[notice]]\ntitle = { zh = \"今天停水\" }\ntext = { zh = \"请储水。\" }\nfrom = 2026-11-20\nto = 2026-11-23\n");
  SomebodyElseComes();
  ASSERT_TRUE(kiosk.Has("home.notices"));
  kiosk.Wait(std::chrono::hours{24});
  kiosk.ChooseLanguageAndSize();
  EXPECT_FALSE(kiosk.Has("home.notices"));
  kiosk.TapAll({"home.information", "information.notices"});
  ExpectSound();
  EXPECT_TRUE(Shows(kiosk.Text("notices.none.title")));
  kiosk.Tap("footer.back");
  EXPECT_EQ(kiosk.Page(), "information");
}

TEST_P(NoticeJourney, NothingChangesUnderAFinger) {
  std::string catalogue = Shipped("catalogue.toml");
  const std::string cleaning = "zh = \"日常保洁\", en = \"House cleaning\"";
  catalogue.replace(catalogue.find(cleaning), cleaning.size(), "zh = \"上门保洁\", en = \"Cleaning at home\"");
  const bool is_chinese = GetParam().language == i18n::Language::Chinese;
  const std::string before = is_chinese ? "日常保洁" : "House cleaning";
  const std::string after = is_chinese ? "上门保洁" : "Cleaning at home";
  kiosk.TapAll({"home.register", "group.life"});
  ASSERT_TRUE(Shows(before));
  kiosk.CityPublishes(ADocument(PublicationKind::Catalogue, catalogue));
  EXPECT_TRUE(Shows(before));
  kiosk.TapAll({"footer.back", "group.life"});
  EXPECT_TRUE(Shows(before)) << "the same resident";
  kiosk.Tap("header.leave");
  SomebodyElseComes();
  kiosk.TapAll({"home.register", "group.life"});
  EXPECT_TRUE(Shows(after));
  // It has been shown long enough.
  kiosk.Wait(domain::kTrialLasts);
  const auto kept = support::Must(store::Publications{kiosk.store()}.All());
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].state, domain::PublicationState::InForce);
}

INSTANTIATE_TEST_SUITE_P(Of, NoticeJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
