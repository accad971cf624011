// Whether the world's judges see what they are there for: each story plants one fault between the engine and the
// network that a careless relay or puller would have, and the world must say so.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/log.h"
#include "kiosk/wire/batch.h"
#include "tests/support/sim_world.h"

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
  explicit Planted(Transport& network) : network_(network) {}
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
    const int count = CountEvents(body);
    return engine::Answered{
        fmt::format(R"({{"batch":"{}","count":{},"accepted":{},"duplicate":0,"high":"1","problems":[]}})", batch_id,
                    count, count),
        ""};
  }
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

template <class Fault>
std::vector<std::string> FaultsWith(base::Milliseconds time = hours{2}) {
  static_cast<void>(base::OpenLog("sim", {}, base::LogLevel::Error));
  World world(7, [](Transport& network) { return std::make_unique<Fault>(network); });
  world.ResidentsComeEvery(minutes{10});
  world.CentreDecidesEvery(minutes{10});
  world.network().IsInTrouble(60);
  world.RunFor(time);
  world.ComeToRest(4 * time);
  return world.Faults(true);
}

TEST(Oracles, HaveNothingToSayOfTheRealOnes) { EXPECT_THAT(FaultsWith<Planted>(), IsEmpty()); }

TEST(Oracles, SeeARecordThatIsLost) {
  EXPECT_THAT(FaultsWith<DeletesBeforeTheAnswer>(), Contains(HasSubstr("lost on the way to the centre")));
}

TEST(Oracles, SeeThatSomebodyGaveUp) {
  EXPECT_THAT(FaultsWith<GivesUp>(), Contains(HasSubstr("lost on the way to the centre")));
}

TEST(Oracles, SeeARecordThatIsDoubled) {
  EXPECT_THAT(FaultsWith<WritesEventsAnew>(), Contains(HasSubstr("doubled at the centre")));
}

TEST(Oracles, SeeACursorThatPassesRows) {
  EXPECT_THAT(FaultsWith<LosesRowsOfAPage>(), Contains(HasSubstr("the cursor stands behind")));
}

TEST(Oracles, SeeABusyLoop) { EXPECT_THAT(FaultsWith<AsksInALoop>(minutes{1}), Contains(HasSubstr("steps in"))); }

}  // namespace
}  // namespace bianmin::sim
