// 查询进度 of a record that another kiosk took in, from the genuine receipt to what the city says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/model_texts.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using domain::CityAnswer;
using domain::CityTooLate;
using domain::CityUnreachable;
using domain::UnknownToCity;
using screens::AskCityAgain;
using screens::Errand;
using screens::Field;
using screens::GoBack;
using screens::GoNext;
using screens::LookUpDraft;
using ::testing::IsEmpty;

const domain::RecordNumber kForeign = domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'001);
const domain::RecordNumber kAnother = domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'002);

domain::InquiryId Inquiry(std::uint8_t n) { return domain::InquiryId{base::UuidBytes{n}}; }

domain::CityRecord Accepted(const domain::RecordNumber& number) {
  const base::TimePoint at = *base::ParseUtc("2026-11-22T02:30:00Z");
  return {.number = number,
          .taken_at = at,
          .due = std::nullopt,
          .as_of = at,
          .what = domain::CityOrder{.service_code = "home.plumbing",
                                    .urgency = domain::Urgency::Ordinary,
                                    .state = domain::OrderState::Accepted,
                                    .history = {{domain::OrderState::Registered, at}}}};
}

class AForeignRecord : public ::testing::Test {
 protected:
  void AsksFor(const domain::RecordNumber& number, std::uint8_t inquiry) {
    EXPECT_EQ(Only<AskCity>(counter_.LooksUpForeign(number)).number, number);
    EXPECT_THAT(counter_.Hear(CityAsked{number, Inquiry(inquiry)}), IsEmpty());
  }
  const screens::CityLookUp& Shown() { return counter_.On<LookUpDraft>().city.value(); }

  Counter counter_;
};

TEST_F(AForeignRecord, IsAskedForAtOnceFromAnyScreenAndShownWhenTheCityAnswers) {
  AsksFor(kForeign, 1);
  EXPECT_FALSE(Shown().answer) << "waiting";
  EXPECT_FALSE(counter_.model().is_saving) << "one may go away while one waits";
  counter_.Hear(CityAnswered{Inquiry(1), Accepted(kForeign)});
  EXPECT_EQ(Shown().answer, CityAnswer{Accepted(kForeign)});
}

TEST_F(AForeignRecord, TakesThePlaceOfWhatWasFoundBefore) {
  counter_.Do(screens::Open{Errand::LookUp});
  counter_.On<LookUpDraft>().found = OrderWith(domain::OrderState::Accepted, SomeNeed());
  AsksFor(kForeign, 1);
  EXPECT_FALSE(counter_.On<LookUpDraft>().found);
}

TEST_F(AForeignRecord, OffersNoActsOnTheOrder) {
  AsksFor(kForeign, 1);
  counter_.Hear(CityAnswered{Inquiry(1), Accepted(kForeign)});
  for (const screens::Action& act :
       {screens::Action{screens::Remind{}}, screens::Action{screens::AskCancel{}},
        screens::Action{screens::ChooseCancelReason{"solved"}}, screens::Action{screens::ConfirmCompletion{}},
        screens::Action{screens::ReopenOrder{}}, screens::Action{screens::RateFoundOrder{}},
        screens::Action{GoNext{}}}) {
    EXPECT_THAT(counter_.Do(act), IsEmpty());
    EXPECT_TRUE(Shown().answer);
  }
}

TEST_F(AForeignRecord, CanBeAskedForAgainWhenThereIsNone) {
  for (const CityAnswer& none :
       {CityAnswer{UnknownToCity{}}, CityAnswer{CityUnreachable{}}, CityAnswer{CityTooLate{}}}) {
    AsksFor(kForeign, 1);
    counter_.Hear(CityAnswered{Inquiry(1), none});
    EXPECT_EQ(Shown().answer, none);
    EXPECT_EQ(Only<AskCity>(counter_.Do(AskCityAgain{})).number, kForeign);
    EXPECT_FALSE(Shown().answer) << "waiting again";
    counter_.Hear(CityAsked{kForeign, Inquiry(2)});
    counter_.Hear(CityAnswered{Inquiry(1), none});
    EXPECT_FALSE(Shown().answer) << "that was the answer to the question before";
    counter_.Hear(CityAnswered{Inquiry(2), Accepted(kForeign)});
    EXPECT_EQ(Shown().answer, CityAnswer{Accepted(kForeign)});
  }
}

TEST_F(AForeignRecord, ThatCannotBeAskedForIsSaidToBeOutOfReach) {
  counter_.LooksUpForeign(kForeign);
  counter_.Hear(CityAsked{kForeign, base::Error{base::ErrorCode::DiskFull, "the disk is full"}});
  EXPECT_EQ(Shown().answer, CityAnswer{CityUnreachable{}});
  EXPECT_TRUE(counter_.IsOn<LookUpDraft>()) << "nothing of the resident's is lost by it";
}

TEST_F(AForeignRecord, GivenUpForAnotherIsNeverShownInItsPlace) {
  counter_.LooksUpForeign(kForeign);
  counter_.Do(GoBack{});
  EXPECT_FALSE(counter_.On<LookUpDraft>().city) << "back to the form";
  counter_.LooksUpForeign(kAnother);
  counter_.Hear(CityAsked{kForeign, Inquiry(1)});
  counter_.Hear(CityAnswered{Inquiry(1), Accepted(kForeign)});
  EXPECT_FALSE(Shown().answer);
  counter_.Hear(CityAsked{kAnother, Inquiry(2)});
  counter_.Hear(CityAnswered{Inquiry(2), Accepted(kAnother)});
  EXPECT_EQ(Shown().answer, CityAnswer{Accepted(kAnother)});
}

TEST_F(AForeignRecord, OfTheResidentBeforeIsNotShownToTheNext) {
  counter_.Do(screens::Open{Errand::LookUp});
  AsksFor(kForeign, 1);
  const domain::SessionTimes times = ShippedSettings().kiosk.session;
  counter_.Wait(times.idle + times.answer + std::chrono::seconds{1});
  EXPECT_EQ(testing::TextsIn(counter_.model()), "");
  counter_.Do(screens::Open{Errand::LookUp});
  counter_.Hear(CityAnswered{Inquiry(1), Accepted(kForeign)});
  EXPECT_FALSE(counter_.On<LookUpDraft>().city);
  counter_.model().is_saving = true;
  counter_.Hear(CityAnswered{Inquiry(1), Accepted(kForeign)});
  EXPECT_TRUE(counter_.model().is_saving) << "it answers no command";
}

TEST_F(AForeignRecord, LeavesWhatIsTypedMeanwhileOutOfTheForm) {
  counter_.Do(screens::Open{Errand::LookUp});
  const std::string before = counter_.On<LookUpDraft>().entries.Text(Field::Number);
  AsksFor(kForeign, 1);
  counter_.Type("JA06900013");
  EXPECT_EQ(counter_.On<LookUpDraft>().entries.Text(Field::Number), before);
}

}  // namespace
}  // namespace bianmin::app
