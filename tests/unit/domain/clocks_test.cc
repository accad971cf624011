// The clocks of the domain: answers due, sessions that end, lookups that wait, figures that are withheld.

#include <gtest/gtest.h>

#include "kiosk/domain/complaint.h"
#include "kiosk/domain/figures.h"
#include "kiosk/domain/lookup_throttle.h"
#include "kiosk/domain/response_clock.h"
#include "kiosk/domain/session.h"

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;
using base::Milliseconds;

base::TimePoint Utc(std::string_view text) { return base::ParseUtc(text).value(); }
const base::TimePoint kRegistered = Utc("2026-11-22T02:30:00Z");

TEST(ResponseClock, PromisesADayForOrdinaryNeedsAndHalfAnHourForUrgentOnes) {
  const ResponseTimes times;
  EXPECT_EQ(OrderDue(times, Urgency::Ordinary, kRegistered), kRegistered + 24h);
  EXPECT_EQ(OrderDue(times, Urgency::Urgent, kRegistered), kRegistered + 30min);
  EXPECT_EQ(OrderDue({.ordinary_order = 48h}, Urgency::Ordinary, kRegistered), kRegistered + 48h);
}

TEST(ResponseClock, IsMetAtTheVeryMomentAndOverdueAMillisecondLater) {
  const base::TimePoint due = kRegistered + 24h;
  EXPECT_EQ(StateOfClock(due, std::nullopt, kRegistered), ClockState::Running);
  EXPECT_EQ(StateOfClock(due, std::nullopt, due), ClockState::Running);
  EXPECT_EQ(StateOfClock(due, std::nullopt, due + 1ms), ClockState::Overdue);
  EXPECT_EQ(StateOfClock(due, due, due + 100h), ClockState::Met);
  EXPECT_EQ(StateOfClock(due, due + 1ms, due + 100h), ClockState::Overdue);
}

TEST(Complaints, AreAnsweredInWorkingDaysByKind) {
  const ResponseTimes times;
  const WorkingCalendar weekdays_only;
  // A Sunday: the first working day is the Monday after.
  EXPECT_EQ(ComplaintDue(times, weekdays_only, ComplaintKind::Suggestion, kRegistered), Utc("2026-11-23T16:00:00Z"));
  EXPECT_EQ(ComplaintDue(times, weekdays_only, ComplaintKind::Complaint, kRegistered), Utc("2026-11-27T16:00:00Z"));
}

TEST(Complaints, HaveWordsThatAreReadBack) {
  for (auto kind : {ComplaintKind::Complaint, ComplaintKind::Suggestion}) {
    EXPECT_EQ(ParseComplaintKind(WireName(kind)), kind);
  }
  for (auto about :
       {About::Service, About::Provider, About::Staff, About::Charge, About::Facility, About::Centre, About::Other}) {
    EXPECT_EQ(ParseAbout(WireName(about)), about);
  }
  for (auto occasion : {Occasion::Today, Occasion::Yesterday, Occasion::ThisWeek, Occasion::Earlier}) {
    EXPECT_EQ(ParseOccasion(WireName(occasion)), occasion);
  }
  for (auto state :
       {ComplaintState::Received, ComplaintState::BeingHandled, ComplaintState::Answered, ComplaintState::Closed}) {
    EXPECT_EQ(ParseComplaintState(WireName(state)), state);
  }
  EXPECT_EQ(ParseAbout("everything"), std::nullopt);
}

TEST(Session, BeginsWithATouchWarnsAndExpires) {
  Session session{{.idle = 120s, .answer = 30s}};
  EXPECT_TRUE(std::holds_alternative<SessionIdle>(session.At(1h)));

  session.Touched(1000ms);
  EXPECT_EQ(std::get<SessionActive>(session.At(1000ms)).warning_in, 120s);
  EXPECT_EQ(std::get<SessionActive>(session.At(120'999ms)).warning_in, 1ms);
  EXPECT_EQ(std::get<SessionWarning>(session.At(121'000ms)).left, 30s);
  EXPECT_EQ(std::get<SessionWarning>(session.At(121'001ms)).left, 30s);
  EXPECT_EQ(std::get<SessionWarning>(session.At(122'000ms)).left, 29s);
  EXPECT_EQ(std::get<SessionWarning>(session.At(150'999ms)).left, 1s);
  EXPECT_TRUE(std::holds_alternative<SessionExpired>(session.At(151'000ms)));
  EXPECT_TRUE(std::holds_alternative<SessionExpired>(session.At(9h)));
}

TEST(Session, ATouchDuringTheWarningGivesTheFullTimeAgainAnyNumberOfTimes) {
  Session session{{.idle = 60s, .answer = 20s}};
  Milliseconds now{0};
  session.Touched(now);
  for (int i = 0; i < 20; ++i) {
    now += 79s;
    ASSERT_TRUE(std::holds_alternative<SessionWarning>(session.At(now)));
    session.Touched(now);
    ASSERT_EQ(std::get<SessionActive>(session.At(now)).warning_in, 60s);
  }
  session.End();
  EXPECT_TRUE(std::holds_alternative<SessionIdle>(session.At(now)));
}

TEST(LookupThrottle, AnswersTheFirstWrongPairsAtOnceAndThenWaitsTwiceAsLongEachTime) {
  const auto wait_after = [](int failures) { return NextLookupAllowed({failures, kRegistered}) - kRegistered; };
  for (int failures = 0; failures <= kFreeLookupFailures; ++failures) EXPECT_EQ(wait_after(failures), 0s) << failures;
  EXPECT_EQ(wait_after(5), 15s);
  EXPECT_EQ(wait_after(6), 30s);
  EXPECT_EQ(wait_after(7), 60s);
  EXPECT_EQ(wait_after(10), 480s);
  EXPECT_EQ(wait_after(11), 900s);
  EXPECT_EQ(wait_after(1'000'000), 900s);
}

TEST(LookupThrottle, MakesGuessingFourDigitsHopeless) {
  // All ten thousand endings for one number, one after the other as fast as the kiosk allows.
  std::chrono::seconds spent{0};
  for (int failures = 1; failures < 10'000; ++failures) {
    spent += std::chrono::duration_cast<std::chrono::seconds>(NextLookupAllowed({failures, kRegistered}) - kRegistered);
  }
  EXPECT_GT(spent, std::chrono::days{100});
}

TEST(PublishedFigures, WithholdWhatWouldPointAtFewerThanFivePeople) {
  for (int count : {1, 2, 3, 4}) EXPECT_EQ(Publish({.orders = count}).orders, std::nullopt) << count;
  EXPECT_EQ(Publish({.orders = 0}).orders, 0);
  EXPECT_EQ(Publish({.orders = 5}).orders, 5);
  EXPECT_EQ(Publish({.complaints = 4}).complaints, std::nullopt);
  EXPECT_EQ(Publish({.complaints = 5}).complaints, 5);
}

TEST(PublishedFigures, WithholdAPartWhoseRemainderWouldBeSmall) {
  EXPECT_EQ(Publish({.orders = 20, .orders_completed = 10}).orders_completed, 10);
  EXPECT_EQ(Publish({.orders = 20, .orders_completed = 15}).orders_completed, 15);
  EXPECT_EQ(Publish({.orders = 20, .orders_completed = 16}).orders_completed, std::nullopt);
  EXPECT_EQ(Publish({.orders = 20, .orders_completed = 20}).orders_completed, 20);
  EXPECT_EQ(Publish({.orders = 20, .orders_completed = 4}).orders_completed, std::nullopt);
  EXPECT_EQ(Publish({.orders = 4, .orders_completed = 0}).orders_completed, std::nullopt);
  EXPECT_EQ(Publish({.complaints = 9, .complaints_answered = 5}).complaints_answered, std::nullopt);
}

TEST(PublishedFigures, AverageStarsOfFiveRatingsOrMoreOnly) {
  EXPECT_EQ(Publish({.ratings = 4, .stars_in_total = 20}).average_stars, std::nullopt);
  EXPECT_EQ(Publish({}).average_stars, std::nullopt);
  EXPECT_DOUBLE_EQ(Publish({.ratings = 5, .stars_in_total = 21}).average_stars.value(), 4.2);
}

}  // namespace
}  // namespace bianmin::domain
