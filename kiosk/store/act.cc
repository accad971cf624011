#include "kiosk/store/act.h"

#include <fmt/format.h>

#include "kiosk/base/log.h"
#include "kiosk/store/journal_rows.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;

constexpr std::int64_t kLastSerial = 9'999'999;

constexpr const char* kReadSerial = "SELECT last_serial FROM numbering WHERE only = 1";
constexpr const char* kWriteSerial = "UPDATE numbering SET last_serial = ? WHERE only = 1";
constexpr const char* kReadSequence = "SELECT last_sequence FROM numbering WHERE only = 1";
constexpr const char* kWriteSequence = "UPDATE numbering SET last_sequence = ? WHERE only = 1";

constexpr const char* kInsertEvent =
    "INSERT INTO outbox (sequence, journal_sequence, id, type, record, recorded_on, recorded_at, body, state, "
    "settled_on, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', NULL, '')";

}  // namespace

struct Act::Told {
  const domain::EventStamp& stamp;
  std::string_view type;
  std::string_view journalled_as = {};  // empty: as its type
  std::string record;
  base::Date day;
  std::optional<base::TimePoint> at;
  const std::string& body;
};

Act::Act(StoreCore& core, std::string actor)
    : core_(core), actor_(std::move(actor)), transaction_(core.connection()), now_(core.parts.clock.Now()) {}

Act::Act(StoreCore& core) : Act(core, std::string(domain::WireName(domain::Actor::Resident))) {}

Act::Act(StoreCore& core, ByItself) : Act(core, "kiosk") {}

Act::Act(StoreCore& core, const domain::StaffNumber& by) : Act(core, ActorText(by)) {}

Act::Act(StoreCore& core, Operator) : Act(core, std::string(kOperator)) {}
Act::Act(StoreCore& core, NobodyKnown) : Act(core, std::string(kNobodyKnown)) {}

domain::RecordNumber Act::NextNumber() {
  Connection& connection = core_.connection();
  std::optional<std::int64_t> last;
  {
    Query read{connection, kReadSerial};
    if (read.Next()) last = read.OptionalInteger(0);
  }
  const std::int64_t serial = domain::NextSerial(last, today());
  if (serial > kLastSerial) {
    throw Failure{{ErrorCode::Unavailable,
                   "this kiosk has used up its record numbers, or its clock is years ahead; set "
                   "the clock, or give the kiosk another code"}};
  }
  Query{connection, kWriteSerial}.Bind(serial).Run();
  return domain::RecordNumber::Of(core_.parts.kiosk, serial);
}

std::int64_t Act::NextSequence() {
  Connection& connection = core_.connection();
  std::int64_t sequence = 0;
  {
    Query read{connection, kReadSequence};
    if (!read.Next())
      throw Failure{{ErrorCode::Corrupt, "the database has lost its numbering; restore it from a backup"}};
    sequence = read.Integer(0) + 1;
  }
  Query{connection, kWriteSequence}.Bind(sequence).Run();
  return sequence;
}

domain::EventStamp Act::NewStamp() {
  return {.id = domain::EventId::New(now_, core_.parts.random), .sequence = NextSequence(), .time = now_};
}

domain::EventStamp Act::NewTimelessStamp() {
  return {.id = domain::EventId::NewTimeless(core_.parts.random),
          .sequence = NextSequence(),
          .time = base::FromLocal({.date = today()})};
}

void Act::Append(const Told& told) {
  if (told.body.size() > domain::kMaxEventBytes) {
    throw Failure{{ErrorCode::TooLarge, fmt::format("an event of {} bytes is larger than the {} that the centre takes; "
                                                    "nothing was saved",
                                                    told.body.size(), domain::kMaxEventBytes)}};
  }
  const std::string day = base::FormatDate(told.day);
  const std::int64_t entry =
      AppendToJournal(core_.connection(), {.at = told.at ? base::FormatUtc(*told.at) : day,
                                           .act = told.journalled_as.empty() ? told.type : told.journalled_as,
                                           .record = told.record,
                                           .actor = actor_,
                                           .digest = base::Sha256(told.body)});
  Query insert{core_.connection(), kInsertEvent};
  insert.Bind(told.stamp.sequence).Bind(entry).Bind(told.stamp.id.bytes()).Bind(told.type).Bind(told.record);
  insert.Bind(day).Bind(told.at).Bind(base::AsBytes(told.body)).Run();
}

void Act::Tell(const domain::EventStamp& stamp, std::string_view type, const domain::RecordNumber& record,
               const std::string& body, std::string_view journalled_as) {
  Append({.stamp = stamp,
          .type = type,
          .journalled_as = journalled_as,
          .record = record.text(),
          .day = today(),
          .at = now_,
          .body = body});
}

void Act::Tell(const domain::EventStamp& stamp, std::string_view type, const std::string& body) {
  Append({.stamp = stamp, .type = type, .record = "", .day = today(), .at = now_, .body = body});
}

void Act::Tell(const domain::EventStamp& stamp, std::string_view type, const std::string& record_id,
               const std::string& body) {
  Append({.stamp = stamp, .type = type, .record = record_id, .day = today(), .at = now_, .body = body});
}

void Act::TellTimelessly(const domain::EventStamp& stamp, std::string_view type, const std::string& body) {
  Append({.stamp = stamp, .type = type, .record = "", .day = today(), .at = std::nullopt, .body = body});
}

void Act::Note(std::string_view act, std::string_view record, std::string_view what) {
  AppendToJournal(core_.connection(), {.at = base::FormatUtc(now_),
                                       .act = act,
                                       .record = std::string(record),
                                       .actor = actor_,
                                       .digest = base::Sha256(what)});
}

void Act::NoteRefused(StoreCore& core, const AttemptedAct& attempt, const base::Error& why) {
  const auto noted = Guarded(core.connection(), [&]() -> base::Result<base::Done> {
    Act act{core, attempt.actor};
    act.Note(attempt.act + std::string(kRefusedSuffix), attempt.record, why.message);
    act.Commit();
    return base::Done{};
  });
  if (!noted) base::LogError("a refused act, {}, is not in the journal: {}", attempt.act, noted.error().message);
}

}  // namespace bianmin::store
