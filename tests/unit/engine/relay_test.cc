#include "sync/engine/relay.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "kiosk/base/id.h"
#include "kiosk/domain/limits.h"
#include "tests/support/scripted_centre.h"
#include "tests/support/sim_kiosk.h"
#include "tests/support/simulated_clock.h"

namespace bianmin::engine {
namespace {

using base::Milliseconds;
using sim::ScriptedCentre;
using sim::SentBatch;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;

class RelayTest : public testing::Test {
 protected:
  void Residents(int count) {
    for (int i = 0; i < count; ++i) kiosk_.ResidentRegistersNeed();
  }

  // Ids of what waits, in order.
  std::vector<std::string> Waiting() {
    std::vector<std::string> ids;
    for (std::int64_t after = 0;;) {
      const auto batch = outbox_.NextBatch({}, after);
      if (!batch || batch->empty()) return ids;
      for (const auto& event : *batch) ids.push_back(event.id.Text());
      after = batch->back().sequence;
    }
  }

  store::OutboxStatus Status() { return outbox_.Status().value(); }
  std::string LastError() { return outbox_.Contact().value().last_error; }

  // Lets time pass and the relay work, as the daemon's loop does.
  void RunFor(Milliseconds time) {
    const Milliseconds end = clock_.Steady() + time;
    while (clock_.Steady() < end) {
      const Milliseconds wait = relay_.RunOnce();
      ASSERT_GT(wait, Milliseconds::zero());
      clock_.Advance(std::min(wait, end - clock_.Steady()));
    }
  }

  sim::SimulatedClock clock_{*base::ParseUtc("2026-11-22T02:00:00Z")};
  base::SeededRandom random_{11};
  sim::Kiosk kiosk_{clock_, 11};
  store::Database database_{kiosk_.OpenDatabase()};
  store::Outbox outbox_{database_};
  ScriptedCentre centre_{clock_};
  ContactReport report_{clock_};
  Relay relay_{database_, centre_, clock_, random_, report_};
};

TEST_F(RelayTest, WithNothingToSendTheNetworkIsNotUsed) {
  EXPECT_GE(relay_.RunOnce(), seconds{10});
  EXPECT_THAT(centre_.batches, IsEmpty());
}

TEST_F(RelayTest, WhatWaitsIsSentInOrderWithItsFrozenBytesAndThenNotAgain) {
  Residents(3);
  const auto events = outbox_.NextBatch().value();
  relay_.RunOnce();
  ASSERT_EQ(centre_.batches.size(), 1u);
  EXPECT_EQ(centre_.batches[0].body, "[" + events[0].body + "," + events[1].body + "," + events[2].body + "]");
  EXPECT_TRUE(base::ParseUuid(centre_.batches[0].id));
  EXPECT_EQ(Status().waiting, 0);
  EXPECT_EQ(Status().delivered, 3);
  RunFor(hours{1});
  EXPECT_EQ(centre_.batches.size(), 1u);
}

TEST_F(RelayTest, EachSendingHasItsOwnId) {
  Residents(1);
  centre_.on_post = [](const SentBatch&) { return Failed{"no", std::nullopt}; };
  RunFor(hours{2});
  std::set<std::string> ids;
  for (const SentBatch& batch : centre_.batches) ids.insert(batch.id);
  EXPECT_EQ(ids.size(), centre_.batches.size());
  EXPECT_GT(ids.size(), 5u);
}

TEST_F(RelayTest, BatchesKeepTheirLimitsAndLetTheKioskThroughBetween) {
  Residents(static_cast<int>(domain::kMaxBatchEvents) + 1);
  RunFor(minutes{1});
  ASSERT_EQ(centre_.batches.size(), 2u);
  EXPECT_EQ(centre_.batches[0].size(), domain::kMaxBatchEvents);
  EXPECT_EQ(centre_.batches[1].size(), 1u);
  EXPECT_GE(centre_.batches[1].at - centre_.batches[0].at, domain::kPauseBetweenBatches);
}

TEST_F(RelayTest, ABatchOfLongTextsKeepsTheLimitInBytes) {
  for (int i = 0; i < 450; ++i) kiosk_.ResidentWritesMuch();
  RunFor(minutes{1});
  ASSERT_GE(centre_.batches.size(), 2u);
  for (const SentBatch& batch : centre_.batches) EXPECT_LE(batch.body.size(), domain::kMaxBatchBytes);
  EXPECT_GT(centre_.batches[0].body.size(), domain::kMaxBatchBytes * 9 / 10);
  EXPECT_EQ(Status().waiting, 0);
}

TEST_F(RelayTest, CallingTooEarlySendsNothing) {
  Residents(1);
  centre_.on_post = [](const SentBatch&) { return Failed{"no", minutes{10}}; };
  relay_.RunOnce();
  for (int i = 0; i < 599; ++i) {
    clock_.Advance(seconds{1});
    EXPECT_GT(relay_.RunOnce(), Milliseconds::zero());
  }
  EXPECT_EQ(centre_.batches.size(), 1u);
}

// Everything that is not an acknowledgement of exactly this batch.
class FalseAcknowledgement : public RelayTest, public testing::WithParamInterface<int> {
 protected:
  static std::optional<Outcome> Answer(int which, const SentBatch& batch) {
    const std::string right = std::get<Answered>(ScriptedCentre::Acknowledge(batch)).body;
    const auto with = [&](const std::string& what, const std::string& instead) {
      std::string wrong = right;
      const auto at = wrong.find(what);
      EXPECT_NE(at, wrong.npos) << what << " in " << right;
      wrong.replace(at, what.size(), instead);
      return Answered{wrong, ""};
    };
    const std::string another = "01234567-0123-7123-8123-0123456789ab";
    switch (which) {
      case 0:
        return with(batch.id, another);
      case 1:
        return with("\"count\":3", "\"count\":2");
      case 2:
        return with("\"accepted\":3", "\"accepted\":2");
      case 3:
        return with("\"duplicate\":0", "\"duplicate\":1");
      case 4:
        return with("\"accepted\":3", "\"accepted\":4");
      case 5:
        return Answered{right.substr(0, right.size() - 1), ""};
      case 6:
        return Answered{right + "<!-- ad -->", ""};
      case 7:
        return Answered{"", ""};
      case 8:
        return Answered{"[]", ""};
      case 9:
        return Answered{"{}", ""};
      case 10:  // a whole acknowledgement, of two of the three
        return with("\"count\":3,\"accepted\":3", "\"count\":2,\"accepted\":2");
      case 11: {  // of a problem with an event that was not sent
        auto outcome = ScriptedCentre::Acknowledge(batch, {{batch.event_ids[1], false}});
        std::string& body = std::get<Answered>(outcome).body;
        body.replace(body.find(batch.event_ids[1]), another.size(), another);
        return outcome;
      }
      case 12:  // mixes up two
      {
        auto outcome = ScriptedCentre::Acknowledge(batch, {{batch.event_ids[1], false}});
        std::string& body = std::get<Answered>(outcome).body;
        body.replace(body.find("\"index\":1"), 9, "\"index\":2");
        return outcome;
      }
      default:
        return Unchanged{};
    }
  }
};

TEST_P(FalseAcknowledgement, DeliversNothingAndIsToldToTheOperator) {
  Residents(3);
  centre_.on_post = [](const SentBatch& batch) { return Answer(GetParam(), batch); };
  RunFor(hours{1});
  EXPECT_EQ(Status().waiting, 3);
  EXPECT_EQ(Status().dead, 0);
  EXPECT_THAT(LastError(), HasSubstr("answer"));
  EXPECT_LT(centre_.batches.size(), 30u);
  centre_.on_post = nullptr;
  RunFor(hours{1});
  EXPECT_EQ(Status().delivered, 3);
  EXPECT_EQ(LastError(), "");
}

INSTANTIATE_TEST_SUITE_P(Answers, FalseAcknowledgement, testing::Range(0, 14));

// Each outcome that says nothing about the events themselves.
struct Nothing {
  const char* name;
  Outcome outcome;
  Milliseconds at_least;
};

class KeepsAll : public RelayTest, public testing::WithParamInterface<Nothing> {};

TEST_P(KeepsAll, AndComesBackLater) {
  Residents(5);
  centre_.on_post = [](const SentBatch&) { return GetParam().outcome; };
  EXPECT_GE(relay_.RunOnce(), GetParam().at_least);
  EXPECT_EQ(Status().waiting, 5);
  RunFor(hours{24});
  EXPECT_EQ(Status().waiting, 5);
  EXPECT_EQ(Status().dead, 0);
  EXPECT_LT(centre_.batches.size(), 400u) << "asked too often";
  EXPECT_GT(centre_.batches.size(), 2u) << "gave up";
  centre_.on_post = nullptr;
  RunFor(hours{7});
  EXPECT_EQ(Status().delivered, 5);
}

INSTANTIATE_TEST_SUITE_P(
    Outcomes, KeepsAll,
    testing::Values(Nothing{"failed", Failed{"the cable is out", std::nullopt}, seconds{1}},
                    Nothing{"retry after", Failed{"busy", hours{1}}, hours{1}},
                    Nothing{"retry after a century", Failed{"busy", hours{24 * 36500}}, hours{6}},
                    Nothing{"refused by another", Refused{sim::ForeignProblem()}, seconds{1}},
                    Nothing{"refused without words", Refused{""}, seconds{1}},
                    Nothing{"refused as text", Refused{"<html>"}, seconds{1}},
                    Nothing{"too large for a proxy", TooLarge{""}, domain::kPauseBetweenBatches},
                    Nothing{"too large for another", TooLarge{sim::ForeignProblem()}, domain::kPauseBetweenBatches},
                    Nothing{"not admitted", NotAdmitted{sim::CentresProblem("foreign-source")}, hours{1}},
                    Nothing{"not admitted by another", NotAdmitted{sim::ForeignProblem()}, seconds{1}},
                    Nothing{"a cursor", CursorTooOld{sim::CentresProblem()}, seconds{1}},
                    Nothing{"a large answer", AnswerTooLarge{"4 MiB"}, seconds{1}}),
    [](const auto& each) {
      std::string name = each.param.name;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

TEST_F(RelayTest, OneRefusedEventAmongFiveHundredDiesAloneAndTheOthersArrive) {
  Residents(500);
  const auto waiting = Waiting();
  const std::string poison = waiting[321];
  centre_.on_post = [&](const SentBatch& batch) -> std::optional<Outcome> {
    if (batch.Holds(poison)) return Refused{sim::CentresProblem()};
    return std::nullopt;
  };
  RunFor(minutes{10});
  EXPECT_EQ(Status().waiting, 0);
  EXPECT_EQ(centre_.held.size(), 499u);
  const auto dead = outbox_.Dead().value();
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].id.Text(), poison);
  EXPECT_THAT(dead[0].why, HasSubstr("The centre's title: its detail"));
  EXPECT_LT(centre_.batches.size(), 40u);
}

TEST_F(RelayTest, ACentreThatRefusesEverythingCannotKillTheWholeOutbox) {
  Residents(100);
  centre_.on_post = [](const SentBatch&) { return Refused{sim::CentresProblem()}; };
  RunFor(hours{48});
  EXPECT_EQ(Status().dead, domain::kMostRefusedInARow);
  EXPECT_EQ(Status().waiting, 100 - domain::kMostRefusedInARow);
  EXPECT_THAT(LastError(), HasSubstr("not the events' fault"));
  centre_.on_post = nullptr;
  RunFor(hours{2});
  EXPECT_EQ(Status().waiting, 0);
}

TEST_F(RelayTest, ManyRefusedEventsInARowDoNotHoldUpTheGoodOnesForEver) {
  Residents(30);
  const auto waiting = Waiting();
  const std::set<std::string> poison(waiting.begin(), waiting.begin() + 20);
  centre_.on_post = [&](const SentBatch& batch) -> std::optional<Outcome> {
    for (const auto& id : batch.event_ids) {
      if (poison.contains(id)) return Refused{sim::CentresProblem()};
    }
    return std::nullopt;
  };
  RunFor(hours{24});
  EXPECT_EQ(centre_.held.size(), 10u);
  EXPECT_GT(Status().dead, 0);
  Residents(1);  // somebody whose event the centre takes: so it does work
  RunFor(hours{24});
  EXPECT_EQ(Status().dead, 20);
  EXPECT_EQ(centre_.held.size(), 11u);
}

TEST_F(RelayTest, ATooLargeBatchIsHalvedUntilItFits) {
  Residents(200);
  centre_.on_post = [](const SentBatch& batch) -> std::optional<Outcome> {
    if (batch.size() > 30) return TooLarge{""};
    return std::nullopt;
  };
  RunFor(minutes{10});
  EXPECT_EQ(Status().delivered, 200);
  EXPECT_EQ(Status().dead, 0);
  EXPECT_LT(centre_.batches.size(), 40u);
}

TEST_F(RelayTest, ASingleEventTooLargeForTheCentreItselfIsKeptForAPerson) {
  Residents(3);
  const std::string large = Waiting()[1];
  centre_.on_post = [&](const SentBatch& batch) -> std::optional<Outcome> {
    if (batch.Holds(large)) return TooLarge{sim::CentresProblem("too-large")};
    return std::nullopt;
  };
  RunFor(minutes{10});
  EXPECT_EQ(Status().delivered, 2);
  ASSERT_EQ(Status().dead, 1);
  EXPECT_EQ(outbox_.Dead().value()[0].id.Text(), large);
}

TEST_F(RelayTest, AnAcknowledgementSettlesEachEventByItself) {
  Residents(4);
  const auto waiting = Waiting();
  centre_.on_post = [&](const SentBatch& batch) {
    return ScriptedCentre::Acknowledge(batch, {{waiting[0], true}, {waiting[2], false}});
  };
  relay_.RunOnce();
  EXPECT_EQ(Status().delivered, 2);
  EXPECT_EQ(Status().dead, 1);
  EXPECT_EQ(Waiting(), std::vector{waiting[0]});
}

TEST_F(RelayTest, AnEventPutOffByTheCentreIsTriedAgainAndDelaysNoOther) {
  Residents(2);
  const std::string stuck = Waiting()[0];
  centre_.on_post = [&](const SentBatch& batch) { return ScriptedCentre::Acknowledge(batch, {{stuck, true}}); };
  RunFor(hours{12});
  EXPECT_EQ(Waiting(), std::vector{stuck});
  EXPECT_LT(centre_.batches.size(), 150u);
  Residents(1);
  relay_.RunOnce();
  EXPECT_EQ(Waiting(), std::vector{stuck}) << "the new one waited for the one that was put off";
  centre_.on_post = nullptr;
  RunFor(minutes{16});
  EXPECT_EQ(Status().waiting, 0);
}

TEST_F(RelayTest, ACentreThatPutsEverythingOffIsNotAskedInALoop) {
  constexpr int kEvents = static_cast<int>(domain::kMaxBatchEvents) * 4;
  Residents(kEvents);
  centre_.on_post = [&](const SentBatch& batch) {
    std::vector<sim::EventTrouble> troubles;
    for (const auto& id : batch.event_ids) troubles.push_back({id, true});
    return ScriptedCentre::Acknowledge(batch, troubles);
  };
  RunFor(hours{12});
  EXPECT_LT(centre_.batches.size(), 150u);
  EXPECT_EQ(Status().waiting, kEvents);
  centre_.on_post = nullptr;
  RunFor(hours{1});
  EXPECT_EQ(Status().waiting, 0);
}

TEST_F(RelayTest, StoppingLeavesNoTrace) {
  Residents(1);
  centre_.on_post = [](const SentBatch&) { return Stopped{}; };
  relay_.RunOnce();
  EXPECT_EQ(Status().waiting, 1);
  EXPECT_EQ(LastError(), "");
  EXPECT_FALSE(outbox_.Contact().value().last_failure);
}

}  // namespace
}  // namespace bianmin::engine
