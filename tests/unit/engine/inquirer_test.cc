#include "sync/engine/inquirer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "tests/support/scripted_centre.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using domain::CityAnswer;
using domain::CityTooLate;
using domain::CityUnreachable;
using domain::UnknownToCity;
using testing::ElementsAre;
using testing::IsEmpty;

const domain::RecordNumber kForeign = domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'001);

std::string RecordText(const domain::RecordNumber& number) {
  return fmt::format(R"({{"number":"{}","kind":"complaint","state":"answered","requested_datetime":)"
                     R"("2026-11-22T01:00:00Z","since":"2026-11-22T01:30:00Z","as_of":"2026-11-22T02:00:00Z"}})",
                     number.text());
}

class InquirerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { static_cast<void>(base::OpenLog("test", {}, base::LogLevel::Error)); }

  void Answers(Outcome outcome) {
    centre_.on_record = [outcome](const std::string&) { return outcome; };
  }
  domain::InquiryId ResidentAsks() { return kiosk_.store().AskCity(kForeign).value(); }
  std::optional<CityAnswer> ResidentReads(const domain::InquiryId& id) {
    return kiosk_.store().CitysAnswer(id).value();
  }
  // What a resident is told when the network brings this.
  CityAnswer Told(const Outcome& outcome) {
    Answers(outcome);
    const auto id = ResidentAsks();
    EXPECT_EQ(inquirer_.RunOnce(), Milliseconds::zero());
    return ResidentReads(id).value();
  }

  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  sim::Kiosk kiosk_{clock_, 5};
  store::Database database_{kiosk_.OpenDatabase()};
  sim::ScriptedCentre centre_{clock_};
  Inquirer inquirer_{database_, centre_, clock_};
};

TEST_F(InquirerTest, WithNothingAskedItLeavesTheNetworkAlone) {
  EXPECT_GT(inquirer_.RunOnce(), std::chrono::seconds{10});
  EXPECT_THAT(centre_.numbers, IsEmpty());
}

TEST_F(InquirerTest, AQuestionIsAskedOnceAndItsAnswerWaitsForTheKiosk) {
  Answers(Answered{RecordText(kForeign), ""});
  const auto id = ResidentAsks();
  EXPECT_EQ(inquirer_.RunOnce(), Milliseconds::zero());
  EXPECT_EQ(inquirer_.RunOnce(), Milliseconds{domain::kInquiryLives}) << "until it would be erased";
  EXPECT_THAT(centre_.numbers, ElementsAre(kForeign.text()));
  const auto answer = ResidentReads(id);
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<domain::CityRecord>(*answer).number, kForeign);
}

TEST_F(InquirerTest, OnlyTheCentresOwnWordMakesARecordUnknown) {
  EXPECT_EQ(Told(NotFound{sim::CentresProblem("no-such-record")}), CityAnswer{UnknownToCity{}});
  EXPECT_EQ(Told(NotFound{sim::CentresProblem("not-found")}), CityAnswer{CityUnreachable{}}) << "an older centre";
  EXPECT_EQ(Told(NotFound{sim::ForeignProblem()}), CityAnswer{CityUnreachable{}});
}

TEST_F(InquirerTest, WhateverElseComesIsSaidAtOnceToBeNoAnswer) {
  for (const Outcome& outcome :
       {Outcome{Failed{"no line", std::chrono::hours{1}}}, Outcome{Answered{"{}", ""}},
        Outcome{Answered{R"({"status":"ok"})", ""}}, Outcome{Unchanged{}}, Outcome{TooLarge{""}},
        Outcome{Refused{sim::CentresProblem()}}, Outcome{NotAdmitted{sim::CentresProblem("no-certificate")}},
        Outcome{CursorTooOld{sim::ForeignProblem()}}, Outcome{AnswerTooLarge{"too large"}}}) {
    EXPECT_EQ(Told(outcome), CityAnswer{CityUnreachable{}}) << outcome.index();
  }
  // And no backoff holds the next question up.
  EXPECT_TRUE(std::holds_alternative<domain::CityRecord>(Told(Answered{RecordText(kForeign), ""})));
}

TEST_F(InquirerTest, ARecordThatWasNotAskedForIsNoAnswer) {
  const auto another = domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'002);
  EXPECT_EQ(Told(Answered{RecordText(another), ""}), CityAnswer{CityUnreachable{}});
}

TEST_F(InquirerTest, AProgramThatStopsLeavesTheQuestionToTheNextOne) {
  Answers(Stopped{});
  const auto id = ResidentAsks();
  EXPECT_GT(inquirer_.RunOnce(), Milliseconds::zero());
  EXPECT_EQ(ResidentReads(id), std::nullopt);
  Answers(Answered{RecordText(kForeign), ""});
  store::Database reopened = kiosk_.OpenDatabase();
  Inquirer next{reopened, centre_, clock_};
  EXPECT_EQ(next.RunOnce(), Milliseconds::zero());
  EXPECT_TRUE(ResidentReads(id));
}

TEST_F(InquirerTest, AQuestionThatIsTooLateIsErasedAndNotAsked) {
  const auto id = ResidentAsks();
  clock_.Advance(domain::kInquiryLives);
  EXPECT_GT(inquirer_.RunOnce(), std::chrono::seconds{10});
  EXPECT_THAT(centre_.numbers, IsEmpty());
  EXPECT_EQ(ResidentReads(id), CityAnswer{CityTooLate{}});
}

TEST_F(InquirerTest, AnAnswerToAQuestionThatWasGivenUpIsDropped) {
  centre_.on_record = [this](const std::string&) {
    ResidentAsks();  // the next one, while the first question is on its way
    return Answered{RecordText(kForeign), ""};
  };
  const auto given_up = ResidentAsks();
  EXPECT_EQ(inquirer_.RunOnce(), Milliseconds::zero());
  EXPECT_EQ(ResidentReads(given_up), CityAnswer{CityTooLate{}});
}

}  // namespace
}  // namespace bianmin::engine
