// A question to the city and its answer, between the kiosk's connection and the daemon's.

#include "kiosk/store/inquiries.h"

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using domain::CityAnswer;
using domain::CityComplaint;
using domain::CityOrder;
using domain::CityRecord;
using domain::CityTooLate;
using domain::CityUnreachable;
using domain::OrderState;
using domain::UnknownToCity;
using support::kMondayMorning;
using support::Must;
using testing::HasSubstr;
using testing::Not;

domain::RecordNumber Foreign(std::int64_t serial = 690'001) {
  return domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), serial);
}

CityRecord OrderOf(const domain::RecordNumber& number) {
  return {.number = number,
          .taken_at = kMondayMorning - 5h,
          .due = kMondayMorning + 19h,
          .as_of = kMondayMorning,
          .what = CityOrder{.service_code = "home.plumbing",
                            .urgency = domain::Urgency::Urgent,
                            .state = OrderState::Dispatched,
                            .history = {{OrderState::Registered, kMondayMorning - 5h},
                                        {OrderState::Accepted, kMondayMorning - 4h},
                                        {OrderState::Dispatched, kMondayMorning - 1h}}}};
}

class Asking : public testing::Test {
 protected:
  std::optional<CityAnswer> Read(const domain::InquiryId& id) { return Must(kiosk_.CitysAnswer(id)); }
  Inquiry TheOpenOne() { return Must(daemon_.Open()).value(); }
  void ExpectNothingIsLeft(const domain::RecordNumber& number) {
    EXPECT_THAT(desk_.WholeDatabase(), Not(HasSubstr(number.text())));
  }

  support::KioskDesk desk_;
  Store kiosk_ = desk_.OpenStore();
  Database file_ = desk_.OpenDatabase();
  Inquiries daemon_{file_};
};

TEST_F(Asking, TheDaemonSeesTheQuestionAndTheKioskReadsTheAnswerOnce) {
  const auto id = Must(kiosk_.AskCity(Foreign()));
  EXPECT_TRUE(Must(file_.ChangedElsewhere()));
  EXPECT_EQ(TheOpenOne().number, Foreign());
  EXPECT_EQ(TheOpenOne().id, id);
  EXPECT_EQ(Read(id), std::nullopt) << "still open";
  EXPECT_TRUE(Must(daemon_.Answer(id, OrderOf(Foreign()))));
  EXPECT_FALSE(Must(daemon_.Open())) << "answered";
  EXPECT_EQ(Read(id), CityAnswer{OrderOf(Foreign())});
  ExpectNothingIsLeft(Foreign());
  EXPECT_EQ(Read(id), CityAnswer{CityTooLate{}}) << "once";
}

TEST_F(Asking, EveryKindOfAnswerComesBackAsItWasGiven) {
  CityRecord complaint = OrderOf(Foreign());
  complaint.due.reset();
  complaint.what = CityComplaint{.kind = domain::ComplaintKind::Suggestion,
                                 .state = domain::ComplaintState::BeingHandled,
                                 .since = kMondayMorning - 2h};
  for (const CityAnswer& answer : {CityAnswer{complaint}, CityAnswer{UnknownToCity{}}, CityAnswer{CityUnreachable{}}}) {
    const auto id = Must(kiosk_.AskCity(Foreign()));
    EXPECT_TRUE(Must(daemon_.Answer(id, answer)));
    EXPECT_EQ(Read(id), answer);
    ExpectNothingIsLeft(Foreign());
  }
}

TEST_F(Asking, AHistoryAtItsLimitComesBackWhole) {
  CityRecord record = OrderOf(Foreign());
  auto& history = std::get<CityOrder>(record.what).history;
  history.resize(domain::kMaxHistoryEntries, {OrderState::Dispatched, kMondayMorning});
  const auto id = Must(kiosk_.AskCity(Foreign()));
  EXPECT_TRUE(Must(daemon_.Answer(id, record)));
  EXPECT_EQ(Read(id), CityAnswer{record});
}

TEST_F(Asking, ANewQuestionTakesThePlaceOfTheOneBefore) {
  const auto first = Must(kiosk_.AskCity(Foreign(1)));
  const auto second = Must(kiosk_.AskCity(Foreign(2)));
  EXPECT_EQ(TheOpenOne().id, second);
  EXPECT_FALSE(Must(daemon_.Answer(first, OrderOf(Foreign(1))))) << "nobody waits for it";
  EXPECT_EQ(Read(first), CityAnswer{CityTooLate{}});
  EXPECT_EQ(Read(second), std::nullopt) << "not harmed by the first one's end";
  ExpectNothingIsLeft(Foreign(1));
}

TEST_F(Asking, AQuestionIsAnsweredOnce) {
  const auto id = Must(kiosk_.AskCity(Foreign()));
  EXPECT_TRUE(Must(daemon_.Answer(id, UnknownToCity{})));
  EXPECT_FALSE(Must(daemon_.Answer(id, OrderOf(Foreign()))));
  EXPECT_EQ(Read(id), CityAnswer{UnknownToCity{}});
}

TEST_F(Asking, WhatNobodyAnswersIsTooLateAfterTwentySecondsAndGone) {
  const auto id = Must(kiosk_.AskCity(Foreign()));
  desk_.clock.Advance(domain::kInquiryLives - 1ms);
  EXPECT_EQ(Read(id), std::nullopt);
  desk_.clock.Advance(1ms);
  EXPECT_EQ(Read(id), CityAnswer{CityTooLate{}});
  ExpectNothingIsLeft(Foreign());
}

TEST_F(Asking, WhatNobodyReadsIsErasedByTheDaemon) {
  const auto id = Must(kiosk_.AskCity(Foreign()));
  EXPECT_TRUE(Must(daemon_.Answer(id, OrderOf(Foreign()))));
  EXPECT_EQ(Must(daemon_.EraseStale(desk_.clock.Now())), kMondayMorning + domain::kInquiryLives);
  desk_.clock.Advance(domain::kInquiryLives - 1ms);
  EXPECT_TRUE(Must(daemon_.EraseStale(desk_.clock.Now())));
  desk_.clock.Advance(1ms);
  EXPECT_FALSE(Must(daemon_.EraseStale(desk_.clock.Now())));
  ExpectNothingIsLeft(Foreign());
  EXPECT_EQ(Read(id), CityAnswer{CityTooLate{}});
}

TEST_F(Asking, AClockThatIsSetBackLeavesNothingOpenForLong) {
  const auto id = Must(kiosk_.AskCity(Foreign()));
  desk_.clock.SetWallClock(kMondayMorning - 24h);
  EXPECT_EQ(Read(id), CityAnswer{CityTooLate{}});
  const auto other = Must(kiosk_.AskCity(Foreign()));
  desk_.clock.SetWallClock(kMondayMorning - 48h);
  EXPECT_FALSE(Must(daemon_.EraseStale(desk_.clock.Now())));
  EXPECT_EQ(Read(other), CityAnswer{CityTooLate{}});
}

}  // namespace
}  // namespace bianmin::store
