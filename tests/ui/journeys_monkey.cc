// Somebody who presses whatever comes under the finger: children, the curious, the confused. Thousands of random acts
// on all screens never stop the kiosk, never lead where no way leads home, and never store what was not confirmed on a
// review page. The same seed does the same.
#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <set>
#include <string>

#include "tests/support/model_texts.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using namespace std::chrono_literals;

constexpr int kActs = 750;  // of each monkey, unless BIANMIN_MONKEY_ACTS wants more
constexpr int kActsOfATrip = 75;

// What a monkey types: sometimes what the page asks for, sometimes what no page asks for.
constexpr std::array<std::string_view, 14> kTypings{"13800138000", "021-62345678",
                                                    "302",         "1",
                                                    "𠮷䶮㛃",      "王小明",
                                                    "A012",        "JA06910018",
                                                    "漏水",        "\u200b",
                                                    " ",           "👩‍👩‍👧‍👦",
                                                    "<b>&\"'%s{}", "喂喂喂喂喂喂喂喂喂喂喂喂喂喂喂喂喂喂喂喂"};
constexpr std::array kKeys{ui::Key::Enter,    ui::Key::Enter,  ui::Key::Backspace, ui::Key::Delete, ui::Key::Tab,
                           ui::Key::PageDown, ui::Key::PageUp, ui::Key::Escape,    ui::Key::BackTab};

class Monkey {
 public:
  Monkey(KioskWorld& kiosk, std::uint64_t seed) : kiosk_(kiosk), random_(seed) {
    kiosk_.on_command = [this](const app::StoreCommand& command, const std::string& page) { Watch(command, page); };
  }

  void Act() {
    const std::uint64_t what = random_.Below(1000);
    touched_.reset();
    if (what < 500) {
      TapSomething();
    } else if (what < 760) {
      GoOn();
    } else if (what < 860) {
      TypeSomething();
    } else if (what < 900) {
      kiosk_.Press(kKeys[random_.Below(kKeys.size())]);
    } else if (what < 950) {
      Touch(SomePoint());
    } else if (what < 990) {
      const ui::Point from = SomePoint();
      const ui::Point to = SomePoint();
      touched_ = to;
      kiosk_.Drag(from, to);
    } else if (what < 997) {
      kiosk_.Wait(1s * random_.Below(40));
    } else if (what < 999) {
      kiosk_.Wait(1s * (100 + random_.Below(80)));
    } else {
      kiosk_.LoseStore("somebody pulled the plug");
      kiosk_.Wait(5s);
      kiosk_.RegainStore();
    }
    pages_.insert(kiosk_.Page());
  }

  // A resident has begun something and walked away from it.
  void TakeOver(int trip, const domain::Order& order) {
    if (trip % 4 == 1) FillsInACleaning(kiosk_);
    if (trip % 4 == 2) GivesStars(kiosk_, "27", 3);
    if (trip % 4 == 3) LooksUp(kiosk_, order.number, "1234");
  }

  // Home is at most three presses away, wherever the monkey got, each of them twice for who listens first; the staff's
  // touch test ends by itself.
  void GoHome() {
    if (kiosk_.Page() == "touch_test") kiosk_.Wait(screens::kTouchTestWaits);
    const int most = kiosk_.model().comfort.voice.listens_first ? 6 : 3;
    for (int i = 0; i < most && kiosk_.Page() != "home"; ++i) {
      for (const std::string_view way : {"idle.secondary", "leave.secondary", "header.leave"}) {
        const ui::Item* item = kiosk_.Shown().FindControl(way);
        if (item == nullptr || item->is_under_dialog) continue;
        kiosk_.Tap(way);
        break;
      }
    }
    ASSERT_EQ(kiosk_.Page(), "home");
    ASSERT_EQ(TextsIn(kiosk_.model()), "");
    is_diligent_ = random_.Below(2) == 0;
  }

  const std::set<std::string>& pages() const { return pages_; }
  int orders() const { return orders_; }
  int ratings() const { return ratings_; }
  int complaints() const { return complaints_; }
  int suggestions() const { return suggestions_; }

 private:
  void Touch(ui::Point at) {
    touched_ = at;
    kiosk_.Touch(at);
  }

  void TapSomething() {
    std::vector<ui::Point> points;
    for (const ui::Item& item : kiosk_.Shown().items) {
      const bool can_be = item.kind == ui::ItemKind::Control && item.is_enabled && !item.is_under_dialog;
      if (!can_be || item.visible.height < 8 || item.visible.width < 8) continue;
      // Few would come far if every fourth press led home or back.
      const bool leads_away = item.id.starts_with("header.") || item.id == "footer.back";
      if (leads_away && random_.Below(is_diligent_ ? 100 : 10) != 0) continue;
      points.push_back(item.visible.Centre());
    }
    if (!points.empty()) Touch(points[random_.Below(points.size())]);
  }

  void GoOn() {
    const ui::Item* next = kiosk_.Shown().FindControl("footer.next");
    if (next != nullptr && next->is_enabled && !next->is_under_dialog) Touch(next->visible.Centre());
  }

  void TypeSomething() {
    const std::string& page = kiosk_.Page();
    if (is_diligent_) kiosk_.Press(ui::Key::Delete);
    if (is_diligent_ && page.ends_with(".phone")) return kiosk_.Type("13800138000");
    if (is_diligent_ && page.ends_with(".room")) return kiosk_.Type("302");
    if (is_diligent_ && page.ends_with(".name")) return kiosk_.Type("王小明");
    kiosk_.Type(kTypings[random_.Below(kTypings.size())]);
  }

  ui::Point SomePoint() {
    const ui::PixelSize size = kiosk_.Shown().pixels;
    return {static_cast<float>(random_.Below(static_cast<std::uint64_t>(size.width))),
            static_cast<float>(random_.Below(static_cast<std::uint64_t>(size.height)))};
  }

  void Watch(const app::StoreCommand& command, const std::string& page) {
    const auto expect_confirmed = [&](std::string_view review) {
      EXPECT_EQ(page, review);
      const ui::Item* submit = kiosk_.Shown().FindControl("footer.next");
      ASSERT_NE(submit, nullptr);
      EXPECT_TRUE(touched_ && submit->rect.Contains(*touched_)) << "submitted by something else than its button";
    };
    if (std::holds_alternative<app::RegisterOrder>(command)) {
      ++orders_;
      expect_confirmed("register.review");
    } else if (std::holds_alternative<app::GiveRating>(command)) {
      ++ratings_;
      expect_confirmed("rate.review");
    } else if (const auto* filed = std::get_if<app::FileComplaint>(&command)) {
      const bool is_complaint = filed->complaint.kind == domain::ComplaintKind::Complaint;
      ++(is_complaint ? complaints_ : suggestions_);
      expect_confirmed("complain.review");
    }
  }

  KioskWorld& kiosk_;
  base::SeededRandom random_;
  std::optional<ui::Point> touched_;
  std::set<std::string> pages_;
  bool is_diligent_ = true;  // wants to come to an end; the others have no plan
  int orders_ = 0;
  int ratings_ = 0;
  int complaints_ = 0;
  int suggestions_ = 0;
};

int Acts() {
  const char* wanted = std::getenv("BIANMIN_MONKEY_ACTS");
  return wanted != nullptr ? std::stoi(wanted) : kActs;
}

class AnyMonkey : public ::testing::TestWithParam<int> {
 protected:
  // Each monkey stands before another panel.
  static KioskView ViewOf(int number) {
    constexpr std::array panels{kLandscape, kPortrait, kSmallLandscape, kLargePortrait};
    const auto language = number % 2 == 0 ? i18n::Language::Chinese : i18n::Language::English;
    const auto step = number < 2 ? ui::TextStep::Standard : ui::TextStep::Elder;
    return {panels[static_cast<std::size_t>(number)], language, step};
  }
};

TEST_P(AnyMonkey, NeitherStopsTheKioskNorStoresWhatNobodyConfirmed) {
  KioskWorld kiosk(ViewOf(GetParam()));
  kiosk.ChooseLanguageAndSize();
  const domain::Order known = AnOrder(kiosk);
  Monkey monkey(kiosk, 20261122 + static_cast<std::uint64_t>(GetParam()));
  const int acts = Acts();
  for (int act = 0; act < acts; ++act) {
    SCOPED_TRACE("act " + std::to_string(act) + " on page " + kiosk.Page());
    monkey.Act();
    ASSERT_FALSE(kiosk.Page().empty());
    if (act % kActsOfATrip == kActsOfATrip - 1) {
      ASSERT_NO_FATAL_FAILURE(monkey.GoHome());
      kiosk.ChooseLanguageAndSize();
      monkey.TakeOver(act / kActsOfATrip + 1, known);
    }
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_EQ(kiosk.Counts().orders, monkey.orders() + 1);
  EXPECT_EQ(kiosk.Counts().complaints, monkey.complaints()) << "suggestions are not counted among them";
  EXPECT_LE(kiosk.Counts().ratings, monkey.ratings()) << "a second one of the same visit is turned away";
  // Otherwise it has proved nothing.
  EXPECT_GE(monkey.orders() + monkey.ratings() + monkey.complaints() + monkey.suggestions(), 1);
  EXPECT_GE(monkey.pages().size(), 20u) << ::testing::PrintToString(monkey.pages());
}

INSTANTIATE_TEST_SUITE_P(Four, AnyMonkey, ::testing::Range(0, 4));

}  // namespace
}  // namespace bianmin::testing
