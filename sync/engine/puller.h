#pragma once
// Fetches what the centre decided: asks for the changes behind the cursor, lets the centre hold the answer back while
// it has none (long poll), and applies each page together with its cursor in one transaction. An answer that is not a
// page, or that does not lead on, moves nothing. No transaction is open while the network is used.
//
// Driven by bianmin-sync on a thread of its own (a long poll takes its time), and by tests/sim. Belongs to one thread;
// references must outlive it.

#include <chrono>
#include <string>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/outbox.h"
#include "sync/engine/backoff.h"
#include "sync/engine/contact_report.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

// The one feed there is in /v1; its cursor is kept under this name.
inline constexpr std::string_view kChangesFeed = "changes";

struct PullSchedule {
  std::chrono::seconds wait = domain::kMaxChangesWait;  // of the long poll; zero: the centre answers at once
  base::Milliseconds pause = std::chrono::seconds{1};   // between two questions when there was nothing new
};

class Puller {
 public:
  Puller(store::Database& database, Transport& transport, const base::Clock& clock, base::Random& random,
         ContactReport& report, PullSchedule schedule = {});

  // At most one page. Returns how long to wait before the next question.
  base::Milliseconds RunOnce();

 private:
  base::Milliseconds Judge(const ChangesQuery& query, const Answered& answer);
  base::Milliseconds Judge(const ChangesQuery& query, const Unchanged&);
  base::Milliseconds Judge(const ChangesQuery& query, const CursorTooOld& refusal);
  base::Milliseconds Judge(const ChangesQuery& query, const AnswerTooLarge& failure);
  base::Milliseconds Judge(const ChangesQuery& query, const NotAdmitted& refusal);
  base::Milliseconds Judge(const ChangesQuery& query, const Refused& refusal);
  base::Milliseconds Judge(const ChangesQuery& query, const Failed& failure);
  base::Milliseconds Judge(const ChangesQuery& query, const TooLarge&);
  base::Milliseconds Judge(const ChangesQuery& query, const Stopped&);
  base::Milliseconds Judge(const ChangesQuery& query, const NotFound&);

  base::Milliseconds NothingNew(const ChangesQuery& query);
  base::Milliseconds GoOn();
  base::Milliseconds GiveTime(const std::string& why, std::optional<base::Milliseconds> asked = std::nullopt);

  store::Inbox inbox_;
  store::Outbox outbox_;  // for the report only
  Transport& transport_;
  const base::Clock& clock_;
  base::Random& random_;
  ContactReport& report_;
  PullSchedule schedule_;

  Backoff backoff_;
  Backoff start_over_;  // after cursors that the centre no longer knew
  std::size_t limit_ = domain::kMaxChangesPerPage;
  std::string etag_;  // of the last empty answer to the cursor we still have
  base::Milliseconds asked_at_{0};
};

}  // namespace bianmin::engine
