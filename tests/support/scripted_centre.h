#pragma once
// A centre for tests of relay, puller, inquirer and herald: it acknowledges as the protocol says, except where a
// test has written another answer into its script. It notes all it was sent.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/wire/front_page.h"
#include "sync/engine/transport.h"

namespace bianmin::sim {

struct SentBatch {
  std::string id;
  std::string body;
  std::vector<std::string> event_ids;
  base::Milliseconds at{0};  // on the stopwatch

  std::size_t size() const { return event_ids.size(); }
  bool Holds(const std::string& event_id) const;
};

// What an event meets with inside an acknowledgement.
struct EventTrouble {
  std::string event_id;
  bool is_retryable = false;
};

class ScriptedCentre final : public engine::Transport {
 public:
  using PostScript = std::function<std::optional<engine::Outcome>(const SentBatch&)>;
  using GetScript = std::function<engine::Outcome(const engine::ChangesQuery&)>;
  using RecordScript = std::function<engine::Outcome(const std::string& number)>;

  explicit ScriptedCentre(const base::Clock& clock) : clock_(clock) {}

  engine::Outcome Post(const std::string& batch_id, const std::string& body,
                       const std::string& journal_head = {}) override;
  engine::Outcome PostJournal(const std::string& body) override;
  engine::Outcome Get(const engine::ChangesQuery& query) override;
  engine::Outcome GetRecord(const std::string& number) override;
  engine::Outcome GetFrontPage() override;
  engine::Outcome PutHeartbeat(const std::string& body) override;

  // The right acknowledgement, with these problems in it.
  static engine::Outcome Acknowledge(const SentBatch& batch, const std::vector<EventTrouble>& troubles = {});

  PostScript on_post;  // nothing, or an empty answer: acknowledges
  GetScript on_get;
  RecordScript on_record;
  std::function<engine::Outcome(const std::string& body)> on_journal;
  std::string journal_head;  // that came with the last batch
  engine::Outcome on_heartbeat = engine::Answered{};
  wire::CentreHolding holding{"epoch-1", 0, 0};  // what the front page tells
  int front_pages = 0;                           // asked for
  std::vector<SentBatch> batches;
  std::vector<engine::ChangesQuery> queries;
  std::vector<std::string> numbers;  // of records that were asked for
  std::vector<std::string> heartbeats;
  std::set<std::string> held;  // ids of events that were acknowledged without a problem

 private:
  const base::Clock& clock_;
};

// problem+json as the centre writes it, and as others do.
std::string CentresProblem(const std::string& name = "malformed");
std::string ForeignProblem();

}  // namespace bianmin::sim
