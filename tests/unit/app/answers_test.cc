// What comes back from the store, expected or not, on every screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using domain::OrderAct;
using domain::OrderState;
using screens::Errand;
using screens::Field;
using screens::GoNext;
using ::testing::IsEmpty;

constexpr std::array kErrands{Errand::RegisterNeed, Errand::RateService, Errand::FileComplaint, Errand::LookUp,
                              Errand::Information};

constexpr std::array kCodes{base::ErrorCode::Invalid,  base::ErrorCode::NotFound, base::ErrorCode::Conflict,
                            base::ErrorCode::TooLarge, base::ErrorCode::Refused,  base::ErrorCode::Unavailable,
                            base::ErrorCode::DiskFull, base::ErrorCode::Corrupt};

std::vector<Report> EveryAnswer() {
  const domain::Order order = OrderWith(OrderState::Accepted, SomeNeed());
  const domain::Complaint complaint{.id = {},
                                    .number = SomeNumber(),
                                    .filed = {},
                                    .filed_at = {},
                                    .answer_by = {},
                                    .state = domain::ComplaintState::Received,
                                    .answer = {}};
  return {OrderRegistered{order},
          RatingGiven{store::RatingReceipt{}},
          ComplaintFiled{complaint},
          RecordFound{store::Lookup{order}},
          OrderActedOn{OrderAct::Remind, order},
          OrderRead{order},
          RecordsCounted{domain::Counts{}},
          CityAsked{SomeNumber(), domain::InquiryId{}}};
}

TEST(AnAnswer, ToAQuestionThatNobodyAskedChangesNothing) {
  for (const Report& answer : EveryAnswer()) {
    Counter home;
    EXPECT_THAT(home.Hear(answer), IsEmpty());
    EXPECT_TRUE(home.IsOn<Home>());
    for (const Errand errand : kErrands) {
      Counter counter;
      counter.Do(screens::Open{errand});
      const std::size_t before = counter.model().screen.index();
      const bool is_its_own = (errand == Errand::RegisterNeed && std::holds_alternative<OrderRegistered>(answer)) ||
                              (errand == Errand::RateService && std::holds_alternative<RatingGiven>(answer)) ||
                              (errand == Errand::FileComplaint && std::holds_alternative<ComplaintFiled>(answer));
      counter.Hear(answer);
      if (is_its_own) {
        EXPECT_TRUE(counter.IsOn<Outcome>());
      } else {
        EXPECT_EQ(counter.model().screen.index(), before) << "answer " << answer.index();
      }
    }
  }
}

TEST(AFailure, OfAnyKindSaysThatNothingWasSaved) {
  for (const base::ErrorCode code : kCodes) {
    const base::Error error{code, "what the operator reads"};
    const auto expect_not_saved = [&](Errand errand, const Report& answer) {
      Counter counter;
      counter.Do(screens::Open{errand});
      counter.model().is_saving = errand != Errand::Information;  // where nothing is waited for
      counter.Hear(answer);
      ASSERT_TRUE(counter.IsOn<Outcome>());
      EXPECT_FALSE(counter.model().is_saving);
      const auto* failed = std::get_if<screens::NotSaved>(&counter.On<Outcome>().kind);
      ASSERT_NE(failed, nullptr);
      EXPECT_EQ(failed->reason, "what the operator reads");
      EXPECT_TRUE(counter.On<Outcome>().home_at) << "goes home by itself";
    };
    expect_not_saved(Errand::RegisterNeed, OrderRegistered{error});
    expect_not_saved(Errand::FileComplaint, ComplaintFiled{error});
    expect_not_saved(Errand::LookUp, RecordFound{error});
    expect_not_saved(Errand::RateService, RecordFound{error});
    expect_not_saved(Errand::Information, RecordsCounted{error});
    if (code != base::ErrorCode::Conflict) expect_not_saved(Errand::RateService, RatingGiven{error});
    if (code != base::ErrorCode::Refused) expect_not_saved(Errand::LookUp, OrderActedOn{OrderAct::Cancel, error});
  }
}

TEST(AFailure, ToReadAgainLeavesWhatIsShown) {
  Counter counter;
  counter.Do(screens::Open{Errand::LookUp});
  counter.Hear(RecordFound{store::Lookup{OrderWith(OrderState::Accepted, SomeNeed())}});
  counter.Hear(OrderRead{base::Error{base::ErrorCode::Unavailable, "busy"}});
  EXPECT_EQ(std::get<domain::Order>(*counter.On<screens::LookUpDraft>().found).state, OrderState::Accepted);
}

TEST(SecondThoughts, AreImpossibleWhileAnythingIsBeingSaved) {
  for (const Errand errand : kErrands) {
    Counter counter;
    counter.Do(screens::Open{errand});
    counter.model().is_saving = true;
    const std::size_t before = counter.model().screen.index();
    const std::vector<screens::Action> actions{
        GoNext{},
        screens::GoBack{},
        screens::Open{Errand::RegisterNeed},
        screens::Enter{{ui::Typed{std::string("1")}, ui::Key::Enter}},
        screens::ChooseKind{domain::ComplaintKind::Complaint},
        screens::RateVisit{},
        screens::ChooseGroup{domain::ServiceGroup::Culture},
        screens::Remind{},
        screens::ChooseCancelReason{"solved"},
    };
    for (const screens::Action& action : actions) EXPECT_THAT(counter.Do(action), IsEmpty());
    EXPECT_EQ(counter.model().screen.index(), before);
  }
}

TEST(TypingAhead, NeverSubmitsAReview) {
  Counter counter;
  counter.Do(screens::Open{Errand::FileComplaint});
  counter.Do(screens::ChooseKind{domain::ComplaintKind::Suggestion});
  counter.Do(screens::ChooseAbout{domain::About::Facility});
  counter.Type("门口放一把椅子");
  counter.Do(GoNext{});
  counter.Do(screens::GiveName{true});
  counter.Do(screens::GiveConsent{true});
  counter.Do(GoNext{});
  const ui::Typed enter = ui::Key::Enter;
  EXPECT_THAT(counter.Do(screens::Enter{{"王小明", enter, "13800138000", enter, enter, "x", enter, enter}}), IsEmpty());
  EXPECT_EQ(counter.On<screens::ComplaintDraft>().page, screens::ComplaintPage::Review);
  EXPECT_EQ(counter.On<screens::ComplaintDraft>().entries.Text(Field::Phone), "13800138000");
}

TEST(AScannedNumber, TakesThePlaceOfWhatStoodThere) {
  Counter counter;
  counter.Do(screens::Open{Errand::LookUp});
  const auto number = [&] { return counter.On<screens::LookUpDraft>().entries.Text(Field::Number); };
  EXPECT_EQ(number(), "JA");
  counter.Type(SomeNumber().text());
  EXPECT_EQ(number(), SomeNumber().text());
  for (const char c : std::string("kb12345678")) counter.Type(std::string(1, c));
  EXPECT_EQ(number(), "kb12345678") << "letter by letter too";
  counter.Do(screens::Enter{{ui::Key::Backspace}});
  counter.Type(" 9");
  EXPECT_EQ(number(), "kb1234567 9");
}

}  // namespace
}  // namespace bianmin::app
