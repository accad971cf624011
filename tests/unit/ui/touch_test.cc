#include "kiosk/ui/touch.h"

#include <gtest/gtest.h>

namespace bianmin::ui {
namespace {

constexpr float kSlack = 10;
constexpr SteadyTime kAgain{300};
constexpr Rect kBody{0, 0, 100, 400};
constexpr Rect kButton{0, 0, 50, 50};
constexpr Rect kOther{0, 60, 50, 50};

// A panel with two buttons on a body that may scroll.
class Panel {
 public:
  explicit Panel(bool scrolls = false) : scrolls_(scrolls) {}

  void At(SteadyTime when, decltype(InputEvent::what) what) { queue_.push_back({when, std::move(what)}); }

  // All passes the queue needs; which control was pressed, if any.
  std::vector<std::string> Run() {
    std::vector<std::string> pressed;
    do {
      touch_.Take(queue_, kSlack);
      touch_.OfferBody(kBody, scrolls_);
      if (touch_.Offer("button", kButton, true, kAgain) == Touch::Answer::Pressed) pressed.push_back("button");
      if (touch_.Offer("other", kOther, true, kAgain) == Touch::Answer::Pressed) pressed.push_back("other");
      if (touch_.Offer("off", {60, 0, 30, 30}, false, kAgain) == Touch::Answer::Pressed) pressed.push_back("off");
      touch_.EndPass();
    } while (!queue_.empty());
    return pressed;
  }
  void Tap(SteadyTime when, Point at) {
    At(when, PointerDown{at});
    At(when + SteadyTime{30}, PointerUp{at});
  }
  Touch& touch() { return touch_; }

 private:
  bool scrolls_;
  Touch touch_;
  std::deque<InputEvent> queue_;
};

using Pressed = std::vector<std::string>;

TEST(Touch, APressThatStartsAndEndsOnAControlCounts) {
  Panel panel;
  panel.Tap(SteadyTime{0}, {25, 25});
  EXPECT_EQ(panel.Run(), Pressed{"button"});
  EXPECT_EQ(panel.Run(), Pressed{}) << "and only once";
}

TEST(Touch, APressThatEndsElsewhereCountsForNeither) {
  Panel panel;
  panel.At(SteadyTime{0}, PointerDown{{25, 25}});
  panel.At(SteadyTime{50}, PointerMove{{25, 80}});
  panel.At(SteadyTime{90}, PointerUp{{25, 80}});
  EXPECT_EQ(panel.Run(), Pressed{});
}

TEST(Touch, AFingerThatComesBackStillPresses) {
  Panel panel;
  panel.At(SteadyTime{0}, PointerDown{{25, 25}});
  panel.At(SteadyTime{50}, PointerMove{{25, 80}});
  panel.At(SteadyTime{90}, PointerMove{{25, 30}});
  panel.At(SteadyTime{120}, PointerUp{{25, 30}});
  EXPECT_EQ(panel.Run(), Pressed{"button"});
}

TEST(Touch, ADoublePressCountsOnceAndALaterOneAgain) {
  Panel panel;
  panel.Tap(SteadyTime{0}, {25, 25});
  panel.Tap(SteadyTime{200}, {25, 25});
  EXPECT_EQ(panel.Run(), Pressed{"button"});
  panel.Tap(SteadyTime{560}, {25, 25});
  EXPECT_EQ(panel.Run(), Pressed{"button"});
}

TEST(Touch, APressOnAnotherControlCountsAtOnce) {
  Panel panel;
  panel.Tap(SteadyTime{0}, {25, 25});
  panel.Tap(SteadyTime{100}, {25, 80});
  EXPECT_EQ(panel.Run(), (Pressed{"button", "other"}));
}

TEST(Touch, ASecondPressAtTheSamePlaceDoesNotHitWhatCameUpThere) {
  Touch touch;
  std::deque<InputEvent> queue;
  const auto press = [&](SteadyTime when, Point at, std::string_view id) {
    queue.push_back({when, PointerDown{at}});
    queue.push_back({when, PointerUp{at}});
    bool is_pressed = false;
    while (!queue.empty()) {
      touch.Take(queue, kSlack);
      is_pressed = touch.Offer(id, kBody, true, kAgain) == Touch::Answer::Pressed;
      touch.EndPass();
    }
    return is_pressed;
  };
  EXPECT_TRUE(press(SteadyTime{1000}, {50, 50}, "first page"));
  EXPECT_FALSE(press(SteadyTime{1200}, {52, 49}, "second page"));
  EXPECT_TRUE(press(SteadyTime{1510}, {52, 49}, "second page"));
  touch.Forget();
  EXPECT_FALSE(press(SteadyTime{1600}, {52, 49}, "home, after the session"))
      << "the end of a session is no way round it";
  EXPECT_TRUE(press(SteadyTime{1700}, {52, 200}, "elsewhere"));
}

TEST(Touch, TheLimitOfADoublePressIsExact) {
  Panel panel;
  panel.Tap(SteadyTime{0}, {25, 25});    // ends at 30
  panel.Tap(SteadyTime{299}, {25, 25});  // ends at 329: 299 later
  EXPECT_EQ(panel.Run(), Pressed{"button"});
  Panel again;
  again.Tap(SteadyTime{0}, {25, 25});
  again.Tap(SteadyTime{300}, {25, 25});
  EXPECT_EQ(again.Run(), (Pressed{"button", "button"}));
}

TEST(Touch, ADisabledControlIsNeverPressed) {
  Panel panel;
  panel.Tap(SteadyTime{0}, {75, 15});
  EXPECT_EQ(panel.Run(), Pressed{});
}

TEST(Touch, ALostFingerPressesNothing) {
  Panel panel;
  panel.At(SteadyTime{0}, PointerDown{{25, 25}});
  panel.At(SteadyTime{20}, PointerLost{});
  panel.At(SteadyTime{40}, PointerUp{{25, 25}});
  EXPECT_EQ(panel.Run(), Pressed{});
}

TEST(Touch, DraggingAScrollingBodyMovesItAndPressesNothing) {
  Panel panel(true);
  panel.At(SteadyTime{0}, PointerDown{{25, 45}});
  panel.At(SteadyTime{50}, PointerMove{{25, 30}});
  panel.At(SteadyTime{400}, PointerMove{{25, 20}});
  panel.At(SteadyTime{700}, PointerMove{{25, 20}});
  panel.At(SteadyTime{900}, PointerUp{{25, 20}});
  EXPECT_EQ(panel.Run(), Pressed{});
  EXPECT_EQ(panel.touch().TakeScroll(SteadyTime{900}, true), 25);
  EXPECT_FALSE(panel.touch().IsGliding()) << "a finger that rested before it left gives no speed";
}

TEST(Touch, ATrembleWithinTheSlackIsAPress) {
  Panel panel(true);
  panel.At(SteadyTime{0}, PointerDown{{25, 25}});
  panel.At(SteadyTime{50}, PointerMove{{25, 25 + kSlack}});
  panel.At(SteadyTime{90}, PointerUp{{25, 25 + kSlack}});
  EXPECT_EQ(panel.Run(), Pressed{"button"});
}

TEST(Touch, AFlickGlidesSlowsDownAndEnds) {
  Panel panel(true);
  panel.At(SteadyTime{0}, PointerDown{{25, 300}});
  for (int i = 1; i <= 10; ++i) {
    panel.At(SteadyTime{i * 10}, PointerMove{{25, 300 - static_cast<float>(i) * 20}});
  }
  panel.At(SteadyTime{100}, PointerUp{{25, 100}});
  panel.Run();
  EXPECT_EQ(panel.touch().TakeScroll(SteadyTime{100}, true), 200);
  ASSERT_TRUE(panel.touch().IsGliding());
  const float first = panel.touch().TakeScroll(SteadyTime{200}, true);
  const float second = panel.touch().TakeScroll(SteadyTime{300}, true);
  EXPECT_GT(first, second);
  EXPECT_GT(second, 0);
  for (int t = 300; t < 5000 && panel.touch().IsGliding(); t += 16) (void)panel.touch().TakeScroll(SteadyTime{t}, true);
  EXPECT_FALSE(panel.touch().IsGliding());
}

TEST(Touch, WithoutAnimationAFlickStopsAtOnce) {
  Panel panel(true);
  panel.At(SteadyTime{0}, PointerDown{{25, 300}});
  panel.At(SteadyTime{20}, PointerMove{{25, 200}});
  panel.At(SteadyTime{30}, PointerUp{{25, 150}});
  panel.Run();
  EXPECT_EQ(panel.touch().TakeScroll(SteadyTime{30}, false), 150);
  EXPECT_FALSE(panel.touch().IsGliding());
}

TEST(Touch, WhatIsTypedIsHandedOutInOneBatchUpToTheNextTouch) {
  Touch touch;
  std::deque<InputEvent> queue;
  queue.push_back({SteadyTime{0}, Typed{std::string("王")}});
  queue.push_back({SteadyTime{1}, Typed{Key::Backspace}});
  queue.push_back({SteadyTime{2}, PointerDown{{25, 25}}});
  touch.Take(queue, kSlack);
  EXPECT_EQ(touch.TypedNow().size(), 2U);
  EXPECT_EQ(queue.size(), 1U) << "the touch waits for its own pass";
  touch.EndPass();
  touch.Take(queue, kSlack);
  EXPECT_TRUE(touch.TypedNow().empty());
}

TEST(Touch, TellsWhereTheFingerIsAndEveryPlaceItWasSeenAtInThePass) {
  Touch touch;
  std::deque<InputEvent> queue;
  const auto path = [&](std::initializer_list<decltype(InputEvent::what)> events) {
    for (const auto& what : events) queue.push_back({SteadyTime{0}, what});
    touch.Take(queue, kSlack);
    std::vector<float> xs;
    for (const Point& at : touch.FingerPath()) xs.push_back(at.x);
    touch.EndPass();
    return xs;
  };
  using Xs = std::vector<float>;
  EXPECT_EQ(path({PointerMove{{3, 1}}}), Xs{}) << "nothing is down";
  EXPECT_EQ(path({PointerDown{{10, 1}}}), Xs{10});
  EXPECT_EQ(touch.FingerNow()->x, 10);
  EXPECT_EQ(path({PointerMove{{20, 1}}, PointerMove{{30, 1}}}), (Xs{10, 20, 30})) << "beginning where it was";
  EXPECT_EQ(path({}), Xs{30});
  EXPECT_EQ(path({PointerUp{{40, 1}}}), (Xs{30, 40}));
  EXPECT_EQ(touch.FingerNow(), std::nullopt);
  EXPECT_EQ(touch.FingerStart().x, 10);
  EXPECT_EQ(path({}), Xs{});
  path({PointerDown{{50, 1}}});
  EXPECT_EQ(path({PointerLost{}}), Xs{50});
  EXPECT_EQ(touch.FingerNow(), std::nullopt);
}

}  // namespace
}  // namespace bianmin::ui
