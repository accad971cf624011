#pragma once
// Where the centre keeps what kiosks sent and what it tells them. The only thing the rest of the centre knows of a
// database: one file of SQLite (sqlite_archive.h), or a server of PostgreSQL that several copies of the centre share
// (postgres_archive.h). One object belongs to one thread; objects of any number of processes may use one archive.
//
// Promises: StoreBatch is one transaction; an event with the same source, id and bytes is kept once; the same id with
// other bytes keeps both; a batch that was answered gets its first answer again. Whoever has read a kiosk's changes up
// to a position has missed none before it, whatever else was being written meanwhile; the same holds for NewsSince.
// Every function returns Unavailable, DiskFull or Corrupt when the database fails, and has changed nothing then, with
// one exception: when a database on the network is lost during the commit itself, nobody can tell. A batch is then sent
// again and gets its answer; AddStatus says that it is not known.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/publication.h"
#include "sync/centre/event.h"
#include "sync/centre/fleet.h"
#include "sync/centre/journal.h"
#include "sync/centre/record.h"

namespace bianmin::centre {

struct OfferedBatch {
  std::string source;  // as the certificate says it
  std::string batch;   // the kiosk's id of this sending
  base::Digest fingerprint{};
  std::vector<Element> elements;
  base::TimePoint received;
  std::optional<domain::JournalHead> journal = {};  // where the kiosk's journal stood when it sent this

  // Its moment would be that of an anonymous rating: it is kept nowhere.
  bool holds_anonymous_rating() const {
    return std::any_of(elements.begin(), elements.end(), [](const Element& each) {
      const auto* event = std::get_if<OfferedEvent>(&each);
      return event != nullptr && event->is_anonymous_rating();
    });
  }
};

enum class Verdict { Accepted, Duplicate, Conflict, Broken };

struct BatchOutcome {
  std::vector<Verdict> verdicts;  // one for each element, in order
  std::int64_t high = 0;          // the highest sequence ever archived from this source
  // For each element that makes a record and was accepted, now or at first: when it came.
  std::map<std::size_t, base::TimePoint> arrivals = {};
};
// Turns the outcome into the text of the answer, which is kept with the batch.
using AnswerWriter = std::function<std::string(const BatchOutcome&)>;

// What the centre holds from one kiosk, for the two to compare.
struct Holding {
  std::int64_t events = 0;
  std::int64_t high = 0;
};

struct Change {
  std::int64_t position = 0;
  std::string bytes;  // the frozen CloudEvent
};
struct Changes {
  std::vector<Change> changes;  // by position
  bool has_more = false;
};
// Who was told something after a position, and the newest position.
struct News {
  std::int64_t newest = 0;
  std::vector<std::string> sources;  // each the `source` of a kiosk, or the front of many (KioskScope::SourcePrefix)
};

// Where a record stands and how it came there, in the order in which it came about at this centre.
struct RecordStanding {
  std::string state;
  base::TimePoint at;  // of the resident's act or the centre's decision
};
struct KnownRecord {
  RecordKind kind = RecordKind::Order;
  std::string state;
  Registration registration;
  std::vector<RecordStanding> history;  // the registration, and the newest after it; `most` in all
};

// Which orders other systems of the city ask for.
enum class OrderStatus { Open, Closed };
struct OrderFilter {
  std::vector<std::string> numbers;   // these, and the rest of the filter does not count; empty: any
  std::vector<std::string> services;  // their codes; empty: all
  std::optional<OrderStatus> status;
  base::TimePoint from;  // when they were registered, both ends included
  base::TimePoint to;
  std::size_t offset = 0;
  std::size_t limit = 0;
};
struct FoundOrder {
  std::string number;
  std::string service_code;
  std::string state;
  std::string note;  // of the centre's staff, who set this state; otherwise empty
  base::TimePoint requested_at;
  base::TimePoint updated_at;
  Registration registration;
};

// A request that another system of the city brings to the centre.
struct CityRequest {
  std::string source;          // urn:bianmin:open311:<name>
  std::string retry_key;       // what the system calls this attempt; empty: it does not say
  base::Digest fingerprint{};  // of what it asks, to tell a retry from another request
  base::TimePoint received;
};
// What the archive gives it.
struct RequestIdentity {
  std::string number;
  std::string event_id;
  std::int64_t sequence = 0;
};
// The frozen CloudEvent, an order.registered.
using RequestWriter = std::function<std::string(const RequestIdentity&)>;

// Where a reader of ratings stands: behind this moment and, within it, this event.
struct RatingCursor {
  base::TimePoint time;
  std::string id;  // of the event; a UUID
};
struct ArchivedRating {
  RatingCursor at;
  std::string source;
  std::string bytes;  // the event's
};

struct Counts {
  std::int64_t events = 0;
  std::int64_t kiosks = 0;
  std::int64_t unknown = 0;    // archived without being understood
  std::int64_t conflicts = 0;  // same id, other bytes: kept for a person
  std::int64_t broken = 0;     // no events: kept for a person
  std::int64_t changes = 0;
  std::map<std::string, std::int64_t> by_type;
  std::map<std::string, std::int64_t> by_state;  // "order accepted" → n
};

struct Published {
  domain::Publication publication;
  std::string sha256;  // hexadecimal; empty when it was withdrawn
  std::int64_t bytes = 0;
};

struct ListFilter {
  std::optional<std::string> number;
  std::optional<std::string> source;
  std::optional<std::string> type;
  std::size_t limit = 0;  // the newest so many
};
// No personal text: what is sealed stays sealed.
struct ListedEvent {
  std::string number;  // empty for an anonymous rating
  std::string type;
  base::TimePoint time;
  std::string source;
  std::int64_t sequence = 0;
  std::string state;  // of the record it tells of; empty when it has none
};

enum class OpenMode {
  MakeIfMissing,
  MustExist,
};

class Archive {
 public:
  virtual ~Archive() = default;

  // Changes whenever the archive is made anew; part of every cursor.
  virtual std::string Epoch() = 0;
  // The answer that `write_answer` made of the outcome, or the first one when this batch was answered before.
  virtual base::Result<std::string> StoreBatch(const OfferedBatch& batch, const AnswerWriter& write_answer) = 0;
  virtual base::Result<Holding> HoldingOf(const std::string& source) = 0;
  // What was told to this kiosk itself, and to all kiosks of a scope that covers it: also to one that is new.
  virtual base::Result<Changes> ChangesAfter(const std::string& source, std::int64_t position, std::size_t limit) = 0;
  virtual base::Result<News> NewsSince(std::int64_t position) = 0;
  // The newest position of all changes; 0 when there is none.
  virtual base::Result<std::int64_t> NewestChange() = 0;
  // Sets the record's state and queues the change for its kiosk, in one transaction. NotFound for a number that no
  // kiosk sent; Refused when MayBecome says so and `is_forced` is not set. Returns the state before.
  virtual base::Result<std::string> AddStatus(const StatusChange& change, bool is_forced) = 0;
  // NotFound for a number that no kiosk sent, or whose registration has not arrived; Conflict when two kiosks sent it.
  virtual base::Result<KnownRecord> FindRecord(const std::string& number, std::size_t most) = 0;
  // Keeps what a kiosk tells of its journal. What it told before and now tells otherwise is kept beside it.
  virtual base::Result<domain::JournalAnswer> KeepJournal(const OfferedJournal& offered) = 0;
  // What is wrong between a kiosk's journal, as it was told, and its events; domain::kMaxListedEvents of each kind.
  virtual base::Result<JournalAudit> AuditJournal(const std::string& source) = 0;
  // Orders whose registration has arrived, newest first. A number that two kiosks sent is told to nobody. Every filter
  // is answered from an index.
  virtual base::Result<std::vector<FoundOrder>> FindOrders(const OrderFilter& filter) = 0;
  // The codes of all services that orders came for, in order.
  virtual base::Result<std::vector<std::string>> ServiceCodes() = 0;
  // Archives it under the next number of the city and returns that; of a retry, the number it has. Conflict when the
  // retry key was used for another request, TooLarge when there are no numbers left.
  virtual base::Result<std::string> AddRequest(const CityRequest& request, const RequestWriter& write) = 0;
  // Ratings behind the cursor and before `end`, by moment and id; of one day all anonymous ones have one moment, and
  // their random ids say nothing of which came first.
  virtual base::Result<std::vector<ArchivedRating>> RatingsAfter(const RatingCursor& cursor, base::TimePoint end,
                                                                 std::size_t limit) = 0;
  virtual base::Result<Counts> CountAll() = 0;
  virtual base::Result<std::vector<ListedEvent>> List(const ListFilter& filter) = 0;
  // Keeps what a kiosk says of itself unless a newer word was received already, and begins and ends its alerts by it.
  virtual base::Result<base::Done> KeepHeartbeat(const std::string& source, const domain::Heartbeat& heartbeat,
                                                 base::TimePoint received) = 0;
  // Every kiosk that ever sent events or heartbeats, by source. Begins and ends all alerts as they are due at `now`,
  // and forgets those that ended more than domain::kEndedAlertsKept ago.
  virtual base::Result<std::vector<KioskStanding>> Fleet(base::TimePoint now) = 0;
  // Those that are still kept, the last one first; the newest `limit`.
  virtual base::Result<std::vector<EndedAlert>> EndedAlerts(std::size_t limit) = 0;
  // Looks, and begins and ends nothing.
  virtual base::Result<FleetCounts> CountFleet(base::TimePoint now) = 0;
  // Of a kiosk that is gone: forgets its heartbeat and ends its alerts, until it sends a new one. NotFound when it sent
  // none.
  virtual base::Result<base::Done> Retire(const std::string& source, base::TimePoint now) = 0;
  // Whether it can be written to right now.
  virtual base::Result<base::Done> Probe() = 0;

  // Gives the document the next version of its kind and scope (`publication.version` is not looked at) and tells it to
  // the scope's kiosks, in one transaction. The feed then has this one only: the change that told of the version before
  // goes. Returns the version. NotFound when there is nothing to be withdrawn.
  virtual base::Result<std::int64_t> Publish(const domain::Publication& publication) = 0;
  // The newest of each kind and scope, withdrawn ones included, without content; by kind and scope.
  virtual base::Result<std::vector<Published>> PublishedNow() = 0;
};

}  // namespace bianmin::centre
