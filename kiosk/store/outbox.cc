#include "kiosk/store/outbox.h"

#include <fmt/format.h>

#include "kiosk/store/arrival_rows.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kNextWaiting =
    "SELECT sequence, id, body, record FROM outbox WHERE state = 'waiting' AND sequence > ? ORDER BY sequence LIMIT ?";

constexpr const char* kNextUndelivered =
    "SELECT sequence, id, body, record FROM outbox WHERE state <> 'delivered' AND sequence > ? ORDER BY sequence LIMIT "
    "?";
constexpr const char* kNextKept =
    "SELECT sequence, id, body, record FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?";

constexpr const char* kSettle =
    "UPDATE outbox SET state = ?, settled_on = ?, why = ? WHERE sequence = ? AND state = 'waiting'";

// Of an anonymous rating only the day is stored; `recorded_on` then stands for the moment.
constexpr const char* kOldestWaiting =
    "SELECT recorded_at, recorded_on FROM outbox WHERE state = 'waiting' ORDER BY sequence LIMIT 1";

constexpr const char* kCounts =
    "SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting'), "
    "(SELECT count(*) FROM outbox WHERE state = 'dead'), (SELECT count(*) FROM outbox WHERE state = 'delivered')";

constexpr const char* kDead =
    "SELECT sequence, id, type, record, why, settled_on FROM outbox WHERE state = 'dead' ORDER BY sequence";

constexpr const char* kRevive =
    "UPDATE outbox SET state = 'waiting', settled_on = NULL, why = '' WHERE sequence = ? AND state = 'dead'";

constexpr const char* kMayBeThereAlready =
    "UPDATE centre_contact SET agreed = agreed - 1 WHERE only = 1 AND agreed IS NOT NULL";

constexpr const char* kReckon =
    "SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting'), pruned_events + (SELECT count(*) FROM outbox WHERE "
    "state = 'delivered'), (SELECT ifnull(max(sequence), 0) FROM outbox WHERE state = 'delivered'), epoch, agreed "
    "FROM numbering, centre_contact WHERE numbering.only = 1 AND centre_contact.only = 1";
constexpr const char* kAgree = "UPDATE centre_contact SET epoch = ?, agreed = ? WHERE only = 1";
constexpr const char* kSendAgain =
    "UPDATE outbox SET state = 'waiting', settled_on = NULL WHERE state = 'delivered' AND sequence > ?";

constexpr const char* kPrune = "DELETE FROM outbox WHERE state = 'delivered' AND settled_on < ?";

constexpr const char* kContact = "SELECT last_success, last_failure, last_error FROM centre_contact WHERE only = 1";
constexpr const char* kSuccess = "UPDATE centre_contact SET last_success = ?, last_error = '' WHERE only = 1";
constexpr const char* kFailure = "UPDATE centre_contact SET last_failure = ?, last_error = ? WHERE only = 1";

const char* NextOf(OutboxPart part) {
  switch (part) {
    case OutboxPart::Waiting:
      return kNextWaiting;
    case OutboxPart::Undelivered:
      return kNextUndelivered;
    case OutboxPart::Kept:
      return kNextKept;
  }
  return kNextWaiting;
}

base::Date Day(const std::string& text, std::string_view column) { return Known(base::ParseDate(text), column); }

}  // namespace

Result<std::vector<OutboxEvent>> Outbox::NextBatch(const BatchLimits& limits, std::int64_t after, OutboxPart part) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<OutboxEvent>> {
    std::vector<OutboxEvent> batch;
    std::size_t bytes = 2;  // the brackets
    Query row{connection, NextOf(part)};
    row.Bind(after).Bind(static_cast<std::int64_t>(limits.most_events));
    while (row.Next()) {
      OutboxEvent event{.sequence = row.Integer(0),
                        .id = domain::EventId{Exactly<base::UuidBytes>(row.Blob(1), "outbox.id")},
                        .body = base::AsText(row.Blob(2)),
                        .record = row.Text(3)};
      bytes += event.body.size() + (batch.empty() ? 0 : 1);
      if (!batch.empty() && bytes > limits.most_bytes) break;
      batch.push_back(std::move(event));
    }
    return batch;
  });
}

Result<Done> Outbox::RecordAnswers(std::span<const Answer> answers, base::TimePoint now) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    // The day is enough for pruning; the moment would tell when an anonymous rating was given.
    const std::string today = base::FormatDate(base::LocalDate(now));
    for (const Answer& answer : answers) {
      const auto* refused = std::get_if<Refused>(&answer.is);
      const std::string why = refused == nullptr ? "" : refused->why.empty() ? "no reason was given" : refused->why;
      Query settle{connection, kSettle};
      settle.Bind(std::string_view(refused == nullptr ? "delivered" : "dead")).Bind(today).Bind(why);
      settle.Bind(answer.sequence).Run();
      const auto* delivered = std::get_if<Delivered>(&answer.is);
      if (delivered != nullptr && delivered->proof) KeepArrival(connection, *delivered->proof);
    }
    transaction.Commit();
    return Done{};
  });
}

Result<OutboxStatus> Outbox::Status() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<OutboxStatus> {
    const Snapshot snapshot{connection};
    OutboxStatus status;
    {
      Query counts{connection, kCounts};
      counts.Next();
      status.waiting = counts.Integer(0);
      status.dead = counts.Integer(1);
      status.delivered = counts.Integer(2);
    }
    Query oldest{connection, kOldestWaiting};
    if (oldest.Next()) {
      status.waiting_since = oldest.OptionalTime(0);
      if (!status.waiting_since) {
        status.waiting_since = base::FromLocal({.date = Day(oldest.Text(1), "outbox.recorded_on")});
      }
    }
    return status;
  });
}

Result<std::vector<DeadEvent>> Outbox::Dead() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<DeadEvent>> {
    std::vector<DeadEvent> dead;
    Query row{connection, kDead};
    while (row.Next()) {
      dead.push_back({.sequence = row.Integer(0),
                      .id = domain::EventId{Exactly<base::UuidBytes>(row.Blob(1), "outbox.id")},
                      .type = row.Text(2),
                      .record = row.Text(3),
                      .why = row.Text(4),
                      .refused_on = Day(row.Text(5), "outbox.settled_on")});
    }
    return dead;
  });
}

Result<Done> Outbox::Revive(std::int64_t sequence) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    if (Query{connection, kRevive}.Bind(sequence).Run() != 1) {
      return Error{
          ErrorCode::NotFound,
          fmt::format("there is no dead event {}; list them with: bianmin-admin outbox --config kiosk.toml", sequence)};
    }
    Query{connection, kMayBeThereAlready}.Run();
    transaction.Commit();
    return Done{};
  });
}

Result<Delivery> Outbox::Reckon() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Delivery> {
    Query row{connection, kReckon};
    if (!row.Next()) return Error{ErrorCode::Corrupt, "the database has lost its numbering; restore it from a backup"};
    Delivery delivery{
        .waiting = row.Integer(0), .delivered = row.Integer(1), .highest = row.Integer(2), .epoch = row.Text(3)};
    if (!row.IsNull(4)) delivery.surplus = row.Integer(4);
    return delivery;
  });
}

Result<Done> Outbox::Agree(const std::string& epoch, std::int64_t surplus) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Query{connection, kAgree}.Bind(epoch).Bind(surplus).Run();
    return Done{};
  });
}

Result<std::int64_t> Outbox::SendAgain(std::int64_t after) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::int64_t> {
    return std::int64_t{Query{connection, kSendAgain}.Bind(after).Run()};
  });
}

Result<std::int64_t> Outbox::Prune(base::Date delivered_before) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::int64_t> {
    return std::int64_t{Query{connection, kPrune}.Bind(base::FormatDate(delivered_before)).Run()};
  });
}

Result<CentreContact> Outbox::Contact() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<CentreContact> {
    Query row{connection, kContact};
    if (!row.Next()) return CentreContact{};
    return CentreContact{
        .last_success = row.OptionalTime(0), .last_failure = row.OptionalTime(1), .last_error = row.Text(2)};
  });
}

Result<Done> Outbox::RecordSuccess(base::TimePoint now) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Query{connection, kSuccess}.Bind(now).Run();
    return Done{};
  });
}

Result<Done> Outbox::RecordFailure(base::TimePoint now, const std::string& why) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Query{connection, kFailure}.Bind(now).Bind(why.empty() ? "no reason was given" : why).Run();
    return Done{};
  });
}

}  // namespace bianmin::store
