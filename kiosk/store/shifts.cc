#include "kiosk/store/shifts.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/shift_rows.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::ClosedShift;
using domain::Shift;
using domain::StaffNumber;

constexpr std::string_view kTable = "shift";
constexpr std::string_view kClosedAct = "shift.closed";
constexpr std::string_view kFiguresAct = "shift.figures";  // its digest is that of the figures

constexpr const char* kSelectOpen =
    "SELECT id, number, opened_by, opened_at, opened_entry FROM shift WHERE closed_at IS NULL";
constexpr const char* kSelectLastEnd = "SELECT ifnull(max(closed_entry), 0) FROM shift";
constexpr const char* kInsert =
    "INSERT INTO shift (number, id, opened_by, opened_at, opened_entry) "
    "VALUES ((SELECT ifnull(max(number), 0) + 1 FROM shift), ?, ?, ?, ?) RETURNING number";
constexpr const char* kClose =
    "UPDATE shift SET closed_at = ?, closed_entry = ?, left_by = ?, taken_by = ?, no_successor = ?, figures = ?, "
    "refused_why = ?, left_because = ?, notes = ? WHERE id = ? AND closed_at IS NULL";
constexpr const char* kSelectClosed =
    "SELECT id, number, opened_by, opened_at, closed_at, left_by, taken_by, no_successor, figures, refused_why, "
    "left_because, notes FROM shift WHERE closed_at IS NOT NULL AND (?1 IS NULL OR id = ?1) "
    "ORDER BY number DESC LIMIT ?2";
constexpr const char* kSelectFrozen =
    "SELECT figures, closed_entry FROM shift WHERE number = ? AND figures IS NOT NULL";
constexpr const char* kSelectDigest = "SELECT digest FROM journal WHERE sequence = ? AND act = ?";
// An anonymous rating has only its day there.
constexpr const char* kLatestMoment = "SELECT at FROM journal WHERE length(at) > 10 ORDER BY sequence DESC LIMIT 1";
constexpr const char* kLastEntry = "SELECT last_entry FROM numbering WHERE only = 1";

struct OpenShift {
  Shift shift;
  std::int64_t since = 0;  // the journal's entry that the shift begins after
};

StaffNumber NumberIn(const std::string& text) {
  const auto number = StaffNumber::Parse(text);
  return Known(number ? std::optional{*number} : std::nullopt, "shift.staff");
}

std::optional<OpenShift> FindOpen(Connection& connection) {
  Query row{connection, kSelectOpen};
  if (!row.Next()) return std::nullopt;
  return OpenShift{.shift = {.id = domain::ShiftId{Exactly<base::UuidBytes>(row.Blob(0), "shift.id")},
                             .number = row.Integer(1),
                             .opened_by = NumberIn(row.Text(2)),
                             .opened_at = row.Time(3)},
                   .since = row.Integer(4)};
}

std::int64_t IntegerOf(Connection& connection, const char* sql) {
  Query row{connection, sql};
  return row.Next() ? row.Integer(0) : 0;
}

std::vector<ClosedShift> ReadClosed(StoreCore& core, const std::optional<base::UuidBytes>& id, int most) {
  std::vector<ClosedShift> shifts;
  Query row{core.connection(), kSelectClosed};
  row.Bind(id).Bind(std::int64_t{most});
  while (row.Next()) {
    const domain::ShiftId shift{Exactly<base::UuidBytes>(row.Blob(0), "shift.id")};
    const Fields fields{core, kTable, shift.Text()};
    ClosedShift closed{
        .shift = {.id = shift, .number = row.Integer(1), .opened_by = NumberIn(row.Text(2)), .opened_at = row.Time(3)},
        .closed_at = row.Time(4),
        .left_by = NumberIn(row.Text(5)),
        .taken_by = std::nullopt,
        .no_successor = std::nullopt,
        .figures = ReadFigures(row.Text(8), row.Text(9)),
        .left_because = fields.Decrypt("left_because", row.Blob(10)),
        .notes = fields.Decrypt("notes", row.Blob(11))};
    if (const auto taken_by = row.OptionalText(6)) closed.taken_by = NumberIn(*taken_by);
    if (const auto reason = row.OptionalText(7)) {
      closed.no_successor = Known(domain::ParseNoSuccessor(*reason), "shift.no_successor");
    }
    shifts.push_back(std::move(closed));
  }
  return shifts;
}

bool IsSignedAs(const ClosedShift& closed, const Closing& closing) {
  const auto* taker = std::get_if<StaffNumber>(&closing.successor);
  const bool is_same_successor = taker != nullptr
                                     ? closed.taken_by == *taker
                                     : closed.no_successor == std::get<domain::NoSuccessor>(closing.successor);
  return closed.left_by == closing.left_by && is_same_successor;
}

Result<Done> CheckClosing(const Closing& closing) {
  if (closing.successor == decltype(closing.successor){closing.left_by}) {
    return Error{ErrorCode::Refused, "one person cannot sign for leaving and for taking over"};
  }
  if (auto why = CheckText(closing.left_because, domain::kMaxShiftNotesCharacters, "reason"); !why) return why;
  return CheckText(closing.notes, domain::kMaxShiftNotesCharacters, "hand-over notes");
}

// Nothing is open under this id: closed before by the same two, by others, or never there.
Result<ClosedShift> ClosedBefore(StoreCore& core, const Closing& closing) {
  auto found = ReadClosed(core, closing.shift.bytes(), 1);
  if (found.empty()) return Error{ErrorCode::NotFound, "there is no such shift on this kiosk"};
  if (IsSignedAs(found.front(), closing)) return std::move(found.front());
  return Error{ErrorCode::Conflict, fmt::format("shift {} was closed already, by {}", found.front().shift.number,
                                                found.front().left_by.text())};
}

void Freeze(StoreCore& core, const ClosedShift& closed, std::int64_t entry) {
  const Fields fields{core, kTable, closed.shift.id.Text()};
  std::optional<std::string> taken_by, reason;
  if (closed.taken_by) taken_by = closed.taken_by->text();
  if (closed.no_successor) reason = std::string(domain::WireName(*closed.no_successor));
  Query close{core.connection(), kClose};
  close.Bind(closed.closed_at).Bind(entry).Bind(closed.left_by.text()).Bind(taken_by).Bind(reason);
  close.Bind(StoredFigures(closed.figures)).Bind(closed.figures.city.refused_why);
  close.Bind(fields.Encrypt("left_because", closed.left_because)).Bind(fields.Encrypt("notes", closed.notes));
  close.Bind(closed.shift.id.bytes()).Run();
}

ClosedShift Figure(Connection& connection, const OpenShift& open, const Closing& closing, base::TimePoint now) {
  ClosedShift closed{.shift = open.shift,
                     .closed_at = now,
                     .left_by = closing.left_by,
                     .taken_by = std::nullopt,
                     .no_successor = std::nullopt,
                     .figures = CountShift(connection, open.since, now),
                     .left_because = closing.left_because,
                     .notes = closing.notes};
  if (const auto* taker = std::get_if<StaffNumber>(&closing.successor)) {
    closed.taken_by = *taker;
  } else {
    closed.no_successor = std::get<domain::NoSuccessor>(closing.successor);
  }
  return closed;
}

}  // namespace

Result<Shift> Shifts::Open(const StaffNumber& by) {
  Connection& connection = core_.connection();
  return Attempted(core_, {ActorText(by), "shift.opened"}, [&]() -> Result<Shift> {
    Act act{core_, by};
    MustWorkHere(connection, by);
    if (const auto open = FindOpen(connection)) {
      return Error{ErrorCode::Conflict, fmt::format("shift {} is open since {}; close it first", open->shift.number,
                                                    base::FormatUtc(open->shift.opened_at))};
    }
    Shift shift{.id = domain::ShiftId::New(act.now(), core_.parts.random),
                .number = 0,
                .opened_by = by,
                .opened_at = act.now()};
    const std::int64_t since = IntegerOf(connection, kSelectLastEnd);
    {
      Query insert{connection, kInsert};
      insert.Bind(shift.id.bytes()).Bind(by.text()).Bind(shift.opened_at).Bind(since);
      insert.Next();
      shift.number = insert.Integer(0);
      insert.Run();
    }
    act.Note("shift.opened", "", fmt::format("shift {}", shift.number));
    act.Commit();
    return shift;
  });
}

Result<std::optional<base::TimePoint>> Shifts::OpenedAt() {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<std::optional<base::TimePoint>> {
    const auto open = FindOpen(connection);
    return open ? std::optional{open->shift.opened_at} : std::nullopt;
  });
}

Result<domain::ShiftReview> Shifts::Review() {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<domain::ShiftReview> {
    const Snapshot snapshot{connection};
    domain::ShiftReview review;
    review.at = core_.parts.clock.Now();
    const auto open = FindOpen(connection);
    if (open) review.shift = open->shift;
    review.figures = CountShift(connection, open ? open->since : IntegerOf(connection, kSelectLastEnd), review.at);
    review.left = ListLeft(connection, review.at);
    Query row{connection, kLatestMoment};
    if (row.Next()) review.last_act_at = base::ParseUtc(row.Text(0));
    return review;
  });
}

Result<ClosedShift> Shifts::Close(const Closing& closing) {
  if (auto sound = CheckClosing(closing); !sound) return sound.error();
  Connection& connection = core_.connection();
  return Attempted(core_, {ActorText(closing.left_by), std::string(kClosedAct)}, [&]() -> Result<ClosedShift> {
    Act act{core_, closing.left_by};
    const auto open = FindOpen(connection);
    if (!open || open->shift.id != closing.shift) return ClosedBefore(core_, closing);
    MustWorkHere(connection, closing.left_by);
    if (const auto* taker = std::get_if<StaffNumber>(&closing.successor)) MustWorkHere(connection, *taker);
    if (domain::LengthOf(open->shift.opened_at, act.now()) == domain::ShiftLength::ClockWentBack) {
      return Error{ErrorCode::Refused,
                   "the kiosk's clock stands before the beginning of the shift; set the clock, then "
                   "close the shift"};
    }
    const ClosedShift closed = Figure(connection, *open, closing, act.now());
    if (const auto* taker = std::get_if<StaffNumber>(&closing.successor)) {
      act.Note("shift.taken", "", fmt::format("shift {} {}", closed.shift.number, taker->text()));
    }
    const domain::EventStamp stamp = act.NewStamp();
    act.Tell(stamp, kClosedAct, core_.parts.events.ShiftClosed(closed, stamp));
    // Last: the next shift counts from here.
    act.Note(kFiguresAct, "", StoredFigures(closed.figures));
    Freeze(core_, closed, IntegerOf(connection, kLastEntry));
    act.Commit();
    return closed;
  });
}

Result<std::vector<ClosedShift>> Shifts::Latest(int most) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<ClosedShift>> {
    const Snapshot snapshot{connection};
    return ReadClosed(core_, std::nullopt, most);
  });
}

Result<bool> Shifts::IsUnchanged(std::int64_t number) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<bool> {
    const Snapshot snapshot{connection};
    Query frozen{connection, kSelectFrozen};
    frozen.Bind(number);
    if (!frozen.Next()) return Error{ErrorCode::NotFound, fmt::format("there is no closed shift {}", number)};
    Query entry{connection, kSelectDigest};
    entry.Bind(frozen.Integer(1)).Bind(kFiguresAct);
    return entry.Next() && Exactly<base::Digest>(entry.Blob(0), "journal.digest") == base::Sha256(frozen.Text(0));
  });
}

}  // namespace bianmin::store
