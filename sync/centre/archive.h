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
#include "sync/centre/record.h"

namespace bianmin::centre {

struct OfferedBatch {
  std::string source;  // as the certificate says it
  std::string batch;   // the kiosk's id of this sending
  base::Digest fingerprint{};
  std::vector<Element> elements;
  base::TimePoint received;
};

enum class Verdict { Accepted, Duplicate, Conflict, Broken };

struct BatchOutcome {
  std::vector<Verdict> verdicts;  // one for each element, in order
  std::int64_t high = 0;          // the highest sequence ever archived from this source
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
  virtual base::Result<Counts> CountAll() = 0;
  virtual base::Result<std::vector<ListedEvent>> List(const ListFilter& filter) = 0;
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
