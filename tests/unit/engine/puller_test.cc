#include "sync/engine/puller.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "tests/support/scripted_centre.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

constexpr seconds kWait{25};

class PullerTest : public testing::Test {
 protected:
  PullerTest() {
    centre_.on_get = [](const ChangesQuery&) { return Answered{Page({}, "e.0", false), ""}; };
  }

  static std::string Page(const std::vector<std::string>& events, const std::string& next, bool more) {
    std::string all;
    for (const auto& event : events) all += (all.empty() ? "" : ",") + event;
    return fmt::format(R"({{"events":[{}],"next":"{}","more":{}}})", all, next, more);
  }

  std::string Status(const domain::RecordNumber& number, const std::string& state) {
    return fmt::format(R"({{"specversion":"1.0","id":"change {}","type":"cn.bianmin.order.status.v1","subject":"{}",)"
                       R"("data":{{"state":"{}","note":"","at":"2026-11-22T03:00:00.000Z"}}}})",
                       ++changes_, number.text(), state);
  }

  domain::OrderState StateOf(const domain::RecordNumber& number) {
    return kiosk_.store().FindOrder(number).value().state;
  }
  std::string Cursor() { return inbox_.Cursor(kChangesFeed).value(); }
  std::string LastError() { return store::Outbox(database_).Contact().value().last_error; }

  void RunFor(Milliseconds time) {
    const Milliseconds end = clock_.Steady() + time;
    while (clock_.Steady() < end) {
      const Milliseconds wait = puller_.RunOnce();
      ASSERT_GT(wait, Milliseconds::zero());
      clock_.Advance(std::min(wait, end - clock_.Steady()));
    }
  }

  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  base::SeededRandom random_{5};
  sim::Kiosk kiosk_{clock_, 5};
  store::Database database_{kiosk_.OpenDatabase()};
  store::Inbox inbox_{database_};
  sim::ScriptedCentre centre_{clock_};
  ContactReport report_{clock_};
  Puller puller_{database_, centre_, clock_, random_, report_, {kWait, seconds{1}}};
  int changes_ = 0;
};

TEST_F(PullerTest, AStatusSetAtTheCentreReachesTheOrder) {
  const auto number = kiosk_.ResidentRegistersNeed();
  const std::string page = Page({Status(number, "accepted"), Status(number, "dispatched")}, "e.2", false);
  centre_.on_get = [&](const ChangesQuery& query) {
    return query.after.empty() ? Answered{page, ""} : Answered{Page({}, query.after, false), ""};
  };
  EXPECT_EQ(puller_.RunOnce(), domain::kPauseBetweenBatches);
  EXPECT_EQ(StateOf(number), domain::OrderState::Dispatched);
  EXPECT_EQ(Cursor(), "e.2");
  RunFor(minutes{10});
  EXPECT_EQ(centre_.queries[1].after, "e.2");
  EXPECT_EQ(kiosk_.store().FindOrder(number).value().history.size(), 3u);
}

TEST_F(PullerTest, TheFirstQuestionAsksForAFullPageAndALongWait) {
  puller_.RunOnce();
  ASSERT_EQ(centre_.queries.size(), 1u);
  EXPECT_EQ(centre_.queries[0].after, "");
  EXPECT_EQ(centre_.queries[0].limit, domain::kMaxChangesPerPage);
  EXPECT_EQ(centre_.queries[0].wait, kWait);
}

TEST_F(PullerTest, ACentreThatHoldsItsAnswersIsAskedAgainSoon) {
  centre_.on_get = [&](const ChangesQuery&) {
    clock_.Advance(kWait);
    return Answered{Page({}, "e.0", false), ""};
  };
  for (int i = 0; i < 20; ++i) {
    const Milliseconds wait = puller_.RunOnce();
    EXPECT_GE(wait, Milliseconds{500});
    EXPECT_LE(wait, seconds{1});
    clock_.Advance(wait);
  }
}

TEST_F(PullerTest, ACentreThatDoesNotHoldThemIsAskedOnceAMinute) {
  RunFor(hours{1});
  EXPECT_GE(centre_.queries.size(), 60u);
  EXPECT_LE(centre_.queries.size(), 121u);
}

TEST_F(PullerTest, TheEtagOfAnEmptyAnswerIsSentAlongAndUnchangedIsNoFailure) {
  centre_.on_get = [&](const ChangesQuery& query) -> Outcome {
    if (query.etag == "\"tag\"") return Unchanged{};
    return Answered{Page({}, query.after, false), "\"tag\""};
  };
  RunFor(minutes{10});
  EXPECT_EQ(centre_.queries[0].etag, "");
  EXPECT_EQ(centre_.queries[1].etag, "\"tag\"");
  EXPECT_EQ(LastError(), "");
  EXPECT_TRUE(store::Outbox(database_).Contact().value().last_success);
}

TEST_F(PullerTest, TheEtagOfAnotherCursorIsNot) {
  const auto number = kiosk_.ResidentRegistersNeed();
  const std::string change = Status(number, "accepted");
  centre_.on_get = [&](const ChangesQuery& query) {
    const bool has_news = query.after == "e.0" && centre_.queries.size() > 2;
    if (has_news) return Answered{Page({change}, "e.1", false), "\"news\""};
    return Answered{Page({}, query.after.empty() ? "e.0" : query.after, false), "\"of " + query.after + "\""};
  };
  RunFor(minutes{5});
  ASSERT_GE(centre_.queries.size(), 5u);
  EXPECT_EQ(centre_.queries[0].etag, "");
  EXPECT_EQ(centre_.queries[1].etag, "") << "the first answer was of the empty cursor";
  EXPECT_EQ(centre_.queries[2].etag, "\"of e.0\"");
  EXPECT_EQ(centre_.queries[3].after, "e.1");
  EXPECT_EQ(centre_.queries[3].etag, "");
  EXPECT_EQ(centre_.queries[4].etag, "\"of e.1\"");
}

class NoPage : public PullerTest, public testing::WithParamInterface<const char*> {};

TEST_P(NoPage, MovesNothingAndIsNotAskedForInALoop) {
  const auto number = kiosk_.ResidentRegistersNeed();
  const std::string first = Page({Status(number, "accepted")}, "e.1", false);
  centre_.on_get = [&](const ChangesQuery& query) {
    return Answered{query.after.empty() ? first : std::string(GetParam()), ""};
  };
  RunFor(hours{2});
  EXPECT_EQ(Cursor(), "e.1");
  EXPECT_EQ(StateOf(number), domain::OrderState::Accepted);
  EXPECT_THAT(LastError(), HasSubstr("not a page of changes"));
  EXPECT_LT(centre_.queries.size(), 40u);
}

INSTANTIATE_TEST_SUITE_P(Bodies, NoPage,
                         testing::Values("", "{}", "[]", "<html>", R"({"events":[],"next":"e.2"})",
                                         R"({"events":{},"next":"e.2","more":false})",
                                         R"({"events":[],"next":2,"more":false})",
                                         R"({"events":[],"next":"","more":false})",
                                         R"({"events":[],"next":"e.2","more":true})",
                                         R"({"events":[],"next":"e.1","more":true})",
                                         R"({"events":[{"id":"x"}],"next":"e.1","more":false})"));

TEST_F(PullerTest, ChangesNobodyUnderstandsAreParkedAndTheCursorGoesOn) {
  centre_.on_get = [&](const ChangesQuery& query) {
    return Answered{query.after.empty() ? Page({R"({"id":"n1","type":"cn.bianmin.notice.v1","data":{}})"}, "e.1", false)
                                        : Page({}, query.after, false),
                    ""};
  };
  RunFor(minutes{5});
  EXPECT_EQ(Cursor(), "e.1");
  ASSERT_EQ(inbox_.Parked().value().size(), 1u);
  EXPECT_THAT(inbox_.Parked().value()[0].raw, HasSubstr("cn.bianmin.notice.v1"));
}

TEST_F(PullerTest, AfterTheCentreForgotTheCursorAllIsReadAgainAndAppliedOnce) {
  const auto number = kiosk_.ResidentRegistersNeed();
  const std::string change = Status(number, "accepted");
  std::string epoch = "old";
  centre_.on_get = [&](const ChangesQuery& query) -> Outcome {
    if (query.after.empty()) return Answered{Page({change}, epoch + ".1", false), ""};
    if (query.after != epoch + ".1") return CursorTooOld{sim::CentresProblem("cursor-expired")};
    return Answered{Page({}, query.after, false), ""};
  };
  RunFor(minutes{5});
  EXPECT_EQ(Cursor(), "old.1");
  epoch = "new";
  RunFor(minutes{10});
  EXPECT_EQ(Cursor(), "new.1");
  EXPECT_EQ(kiosk_.store().FindOrder(number).value().history.size(), 2u);
}

TEST_F(PullerTest, A410ThatIsNotTheCentresForgetsNothing) {
  const auto number = kiosk_.ResidentRegistersNeed();
  const std::string first = Page({Status(number, "accepted")}, "e.1", false);
  centre_.on_get = [&](const ChangesQuery& query) -> Outcome {
    if (query.after.empty()) return Answered{first, ""};
    return CursorTooOld{sim::ForeignProblem()};
  };
  RunFor(hours{1});
  EXPECT_EQ(Cursor(), "e.1");
}

TEST_F(PullerTest, ACentreThatAlwaysSays410IsNotAskedInALoop) {
  centre_.on_get = [](const ChangesQuery&) { return CursorTooOld{sim::CentresProblem("cursor-expired")}; };
  RunFor(hours{6});
  EXPECT_LT(centre_.queries.size(), 100u);
}

TEST_F(PullerTest, ACentreThatForgetsEveryCursorItGivesIsNotReadInALoop) {
  const auto number = kiosk_.ResidentRegistersNeed();
  const std::string change = Status(number, "accepted");
  centre_.on_get = [&](const ChangesQuery& query) -> Outcome {
    if (query.after.empty()) return Answered{Page({change}, "e.1", false), ""};
    return CursorTooOld{sim::CentresProblem("cursor-expired")};
  };
  RunFor(hours{6});
  EXPECT_LT(centre_.queries.size(), 150u);
  EXPECT_EQ(kiosk_.store().FindOrder(number).value().history.size(), 2u);
}

TEST_F(PullerTest, APageThatIsTooLargeIsAskedForInSmallerPieces) {
  centre_.on_get = [&](const ChangesQuery& query) -> Outcome {
    if (query.limit > 60) return AnswerTooLarge{"it is larger than 4 MiB"};
    return Answered{Page({}, query.after, false), ""};
  };
  RunFor(seconds{5});
  EXPECT_EQ(centre_.queries.back().limit, 31u);
  EXPECT_EQ(LastError(), "");
}

TEST_F(PullerTest, ASingleChangeThatIsTooLargeIsToldToTheOperator) {
  centre_.on_get = [&](const ChangesQuery&) -> Outcome { return AnswerTooLarge{"it is larger than 4 MiB"}; };
  RunFor(hours{1});
  EXPECT_EQ(LastError(), "it is larger than 4 MiB");
  EXPECT_LT(centre_.queries.size(), 40u);
}

TEST_F(PullerTest, APageLargerThanAskedForIsNotTaken) {
  const auto number = kiosk_.ResidentRegistersNeed();
  centre_.on_get = [&](const ChangesQuery& query) -> Outcome {
    if (query.limit > 1) return AnswerTooLarge{"too large"};
    return Answered{Page({Status(number, "accepted"), Status(number, "dispatched")}, "e.2", false), ""};
  };
  RunFor(minutes{1});
  EXPECT_EQ(Cursor(), "");
  EXPECT_THAT(LastError(), HasSubstr("it holds 2 changes and 1 were asked for"));
}

TEST_F(PullerTest, FailuresBackOffAndTheHourOfThoseWhoAreNotLetIn) {
  centre_.on_get = [](const ChangesQuery&) { return Failed{"the cable is out", std::nullopt}; };
  RunFor(hours{10});
  EXPECT_LT(centre_.queries.size(), 200u);
  EXPECT_GT(centre_.queries.size(), 30u);
  EXPECT_EQ(LastError(), "the cable is out");
  centre_.on_get = [](const ChangesQuery&) { return NotAdmitted{sim::CentresProblem("foreign-source")}; };
  RunFor(hours{1});
  const std::size_t before = centre_.queries.size();
  RunFor(hours{10});
  EXPECT_LE(centre_.queries.size() - before, 10u);
}

}  // namespace
}  // namespace bianmin::engine
