// Whether the world's judges see what they are there for: each story plants one fault that a careless kiosk or centre
// would have, and the world must say so.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "kiosk/store/inbox.h"
#include "kiosk/wire/batch.h"
#include "kiosk/wire/changes.h"
#include "sync/engine/puller.h"
#include "tests/support/sim_world.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::sim {
namespace {

using engine::ChangesQuery;
using engine::Outcome;
using engine::Transport;
using std::chrono::hours;
using std::chrono::minutes;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Planted : public Transport {
 public:
  Planted(Transport& network, Kiosk&) : network_(network) {}
  Outcome Post(const std::string& batch_id, const std::string& body, const std::string& head) override {
    return network_.Post(batch_id, body, head);
  }
  Outcome PostJournal(const std::string& body) override { return network_.PostJournal(body); }
  Outcome Get(const ChangesQuery& query) override { return network_.Get(query); }
  Outcome GetRecord(const std::string& number) override { return network_.GetRecord(number); }
  // The reconciler would mend what is planted here.
  Outcome GetFrontPage() override { return engine::Failed{"no front page in these worlds", {}}; }
  Outcome PutHeartbeat(const std::string& body) override { return network_.PutHeartbeat(body); }

 protected:
  Transport& network_;
};

std::string AllAccepted(const std::string& batch_id, int count) {
  return fmt::format(R"({{"batch":"{}","count":{},"accepted":{},"duplicate":0,"high":"1","problems":[]}})", batch_id,
                     count, count);
}

int CountEvents(const std::string& batch) {
  int count = 0;
  for (std::size_t at = batch.find("\"specversion\""); at != batch.npos; at = batch.find("\"specversion\"", at + 1)) {
    ++count;
  }
  return count;
}

// Counts an event as delivered when it is sent, not when it is acknowledged.
class DeletesBeforeTheAnswer final : public Planted {
 public:
  using Planted::Planted;
  Outcome Post(const std::string& batch_id, const std::string& body, const std::string& head) override {
    const Outcome outcome = network_.Post(batch_id, body, head);
    if (std::holds_alternative<engine::Answered>(outcome)) return outcome;
    return engine::Answered{AllAccepted(batch_id, CountEvents(body)), ""};
  }
};

// Takes every acknowledgement for that of what was sent, whatever it counts.
class BelievesAnyCount final : public Planted {
 public:
  using Planted::Planted;
  Outcome Post(const std::string& batch_id, const std::string& body, const std::string& head) override {
    Outcome outcome = network_.Post(batch_id, body, head);
    auto* answer = std::get_if<engine::Answered>(&outcome);
    if (answer != nullptr && wire::ReadAcknowledgement(answer->body).ok()) {
      answer->body = AllAccepted(batch_id, CountEvents(body));
    }
    return outcome;
  }
};

// Stores the cursor of a page before its changes, in two transactions, and may die between them.
class StoresTheCursorFirst final : public Planted {
 public:
  StoresTheCursorFirst(Transport& network, Kiosk& kiosk) : Planted(network, kiosk), database_(kiosk.OpenDatabase()) {}
  Outcome Get(const ChangesQuery& query) override {
    Outcome outcome = network_.Get(query);
    const auto* answer = std::get_if<engine::Answered>(&outcome);
    const auto page = answer == nullptr ? std::nullopt : std::optional(wire::ReadChanges(answer->body));
    if (!page || !page->ok() || (*page)->changes.empty()) return outcome;
    const domain::ChangesPage cursor_alone{.changes = {}, .next = (*page)->next, .more = false};
    EXPECT_TRUE(store::Inbox(database_).ApplyChanges(engine::kChangesFeed, cursor_alone, {}).ok());
    if (++pages_ % 2 == 0) throw Crash{};
    return outcome;
  }

 private:
  store::Database database_;
  static inline int pages_ = 0;
};

// Stops trying after some failures.
class GivesUp final : public Planted {
 public:
  using Planted::Planted;
  Outcome Post(const std::string& batch_id, const std::string& body, const std::string& head) override {
    if (failures_ >= 3) return engine::Failed{"gave up", std::nullopt};
    Outcome outcome = network_.Post(batch_id, body, head);
    if (std::holds_alternative<engine::Failed>(outcome)) ++failures_;
    return outcome;
  }

 private:
  int failures_ = 0;
};

// Makes a new event of an old one at each attempt, instead of sending the frozen bytes again.
class WritesEventsAnew final : public Planted {
 public:
  using Planted::Planted;
  Outcome Post(const std::string& batch_id, const std::string& body, const std::string& head) override {
    std::string changed = body;
    constexpr std::string_view kId = "\"id\":\"";
    for (std::size_t at = changed.find(kId); at != changed.npos; at = changed.find(kId, at + 1)) {
      changed.replace(at + kId.size(), 8, fmt::format("{:08x}", ++attempts_));
    }
    return network_.Post(batch_id, changed, head);
  }

 private:
  unsigned attempts_ = 0;
};

// Moves the cursor behind changes that were not applied.
class LosesRowsOfAPage final : public Planted {
 public:
  using Planted::Planted;
  Outcome Get(const ChangesQuery& query) override {
    Outcome outcome = network_.Get(query);
    if (auto* answer = std::get_if<engine::Answered>(&outcome)) {
      const std::size_t begin = answer->body.find("[{"), end = answer->body.rfind("}]");
      if (begin != std::string::npos && end != std::string::npos) answer->body.erase(begin + 1, end - begin);
    }
    return outcome;
  }
};

// Tells nobody what was done.
class HidesTheJournal final : public Planted {
 public:
  using Planted::Planted;
  Outcome PostJournal(const std::string&) override { return engine::Failed{"not now", std::nullopt}; }
};

// Asks again and again.
class AsksInALoop final : public Planted {
 public:
  using Planted::Planted;
  Outcome Get(const ChangesQuery&) override {
    ++asked_;
    return engine::Answered{fmt::format(R"({{"events":[{{"id":"{}"}}],"next":"{}","more":true}})", asked_, asked_), ""};
  }

 private:
  int asked_ = 0;
};

// The reconciler and the rest are as they are.
class Whole : public Planted {
 public:
  using Planted::Planted;
  Outcome GetFrontPage() override { return network_.GetFrontPage(); }
};

// A centre that keeps every event it is sent under an id of its own.
void ForgetsIds(centre::Request& request) {
  static unsigned arrivals = 0;
  constexpr std::string_view kId = "\"id\":\"";
  for (std::size_t at = request.body.find(kId); at != request.body.npos; at = request.body.find(kId, at + 1)) {
    request.body.replace(at + kId.size(), 8, fmt::format("{:08x}", ++arrivals));
  }
}

// A centre that takes nothing for an event.
void RefusesEvents(centre::Request& request) {
  constexpr std::string_view kVersion = "\"specversion\":\"1.0\"";
  for (std::size_t at = request.body.find(kVersion); at != request.body.npos;
       at = request.body.find(kVersion, at + 1)) {
    request.body.replace(at, kVersion.size(), "\"specversion\":\"9.9\"");
  }
}

template <class Fault>
WorldPlan PlanWith() {
  return {.wrap = [](Transport& network, Kiosk& kiosk) { return std::make_unique<Fault>(network, kiosk); }};
}

// All that the judges say of some histories in such a world.
std::vector<std::string> FaultsIn(const WorldPlan& plan, base::Milliseconds time = hours{1}) {
  constexpr std::uint64_t kHistories = 8;
  constexpr hours kRest{8};  // somebody in the network may have asked for six of silence
  static_cast<void>(base::OpenLog("sim", {}, base::LogLevel::Error));
  std::vector<std::string> faults;
  for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
    World world(seed, plan);
    world.ResidentsComeEvery(minutes{5});
    world.CentreDecidesEvery(minutes{5});
    world.network().IsInTrouble(60);
    world.RunFor(time);
    world.ComeToRest(kRest);
    for (std::string& fault : world.Faults(true)) faults.push_back(std::move(fault));
  }
  return faults;
}

// What a centre that was brought back from a copy lacks in the end.
std::vector<std::string> FaultsAfterALossWith(const WorldPlan& plan) {
  const support::TemporaryFolder folder;
  WorldPlan with_file = plan;
  with_file.archive = folder / "archive.db";
  World world(1, with_file);
  world.ResidentsComeEvery(minutes{5});
  world.RunFor(hours{1});
  world.BackUpTheArchive(folder / "copy.db");
  world.RunFor(hours{1});
  world.LosesTheArchive(folder / "copy.db");
  world.RunFor(minutes{20});
  world.ComeToRest(hours{4});
  return world.Faults(true);
}

TEST(Oracles, HaveNothingToSayOfTheRealOnes) {
  EXPECT_THAT(FaultsIn({}), IsEmpty());
  EXPECT_THAT(FaultsIn(PlanWith<Planted>()), IsEmpty());
  EXPECT_THAT(FaultsIn(PlanWith<Whole>()), IsEmpty());
}

TEST(Oracles, SeeWhatIsDeletedBeforeTheAnswer) {
  const auto faults = FaultsIn(PlanWith<DeletesBeforeTheAnswer>());
  EXPECT_THAT(faults, Contains(HasSubstr("lost on the way to the centre")));
  EXPECT_THAT(faults, Contains(HasSubstr("records are not at the centre and")));
  EXPECT_THAT(faults, Contains(HasSubstr("accused of hiding"))) << "the journal tells what the outbox does not";
}

TEST(Oracles, SeeThatSomebodyGaveUp) {
  EXPECT_THAT(FaultsIn(PlanWith<GivesUp>()), Contains(HasSubstr("lost on the way to the centre")));
}

TEST(Oracles, SeeThatAWrongCountIsBelieved) {
  EXPECT_THAT(FaultsIn(PlanWith<BelievesAnyCount>()), Contains(HasSubstr("lost on the way to the centre")));
}

TEST(Oracles, SeeARecordThatIsWrittenAnewAtEachAttempt) {
  EXPECT_THAT(FaultsIn(PlanWith<WritesEventsAnew>()), Contains(HasSubstr("doubled at the centre")));
}

TEST(Oracles, SeeACentreThatRecognisesNothing) {
  EXPECT_THAT(FaultsIn({.door = ForgetsIds}), Contains(HasSubstr("doubled at the centre")));
}

TEST(Oracles, SeeACursorThatPassesRows) {
  const auto faults = FaultsIn(PlanWith<LosesRowsOfAPage>());
  EXPECT_THAT(faults, Contains(HasSubstr("the cursor stands behind")));
  EXPECT_THAT(faults, Contains(HasSubstr("a decision did not arrive")));
  EXPECT_THAT(faults, Contains(HasSubstr("do not agree on the state")));
}

TEST(Oracles, SeeACursorThatIsStoredBeforeItsChanges) {
  EXPECT_THAT(FaultsIn(PlanWith<StoresTheCursorFirst>()), Contains(HasSubstr("the cursor stands behind")));
}

TEST(Oracles, SeeThatNobodyAsksWhatTheCentreHolds) {
  EXPECT_THAT(FaultsAfterALossWith(PlanWith<Whole>()), IsEmpty());
  EXPECT_THAT(FaultsAfterALossWith(PlanWith<Planted>()), Contains(HasSubstr("lost on the way to the centre")));
}

TEST(Oracles, SeeAJournalThatIsNotTold) {
  EXPECT_THAT(FaultsIn(PlanWith<HidesTheJournal>()), Contains(HasSubstr("the journal is not told")));
}

TEST(Oracles, SeeEventsThatDie) {
  const auto faults = FaultsIn({.door = RefusesEvents});
  EXPECT_THAT(faults, Contains(HasSubstr("events died")));
  EXPECT_THAT(faults, Contains(HasSubstr("the centre holds conflicts or rubbish")));
}

TEST(Oracles, SeeABusyLoop) {
  EXPECT_THAT(FaultsIn(PlanWith<AsksInALoop>(), minutes{1}), Contains(HasSubstr("steps in")));
}

}  // namespace
}  // namespace bianmin::sim
