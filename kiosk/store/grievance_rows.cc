#include "kiosk/store/grievance_rows.h"

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/store/appeals.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/staff_columns.h"

namespace bianmin::store {
namespace {

using domain::GrievanceKind;
using domain::HandlingEntry;
using domain::HandlingStep;
using domain::RecordNumber;

constexpr const char* kInsert =
    "INSERT INTO grievance (serial, number, id, kind, step, is_named, is_about_staff, subject, opened_at, answer_by, "
    "verify_by, answered_at, closed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
    "iif(?5 IN ('answered', 'closed'), ?9, NULL), iif(?5 = 'closed', ?9, NULL))";

constexpr const char* kSelect =
    "SELECT id, kind, step, is_named, is_about_staff, subject, owner, severity, opened_at, answer_by, is_extended, "
    "verified_at, answered_at, call_back_by, calls_not_reached, answer, remedy_sought, remedy_given, "
    "(SELECT count(*) FROM rectification WHERE rectification.grievance = grievance.serial "
    "AND rectification.state NOT IN ('verified', 'closed')), closed_at FROM grievance WHERE serial = ? AND number = ?";

constexpr const char* kUpdate =
    "UPDATE grievance SET step = ?, is_about_staff = ?, subject = ?, owner = ?, severity = ?, answer_by = ?, "
    "is_extended = ?, verified_at = ?, answered_at = ?, call_back_by = ?, calls_not_reached = ?, answer = ?, "
    "remedy_sought = ?, remedy_given = ?, closed_at = ? WHERE serial = ?";
constexpr const char* kUpdateComplaint = "UPDATE complaint SET state = ?, answer_by = ? WHERE serial = ?";

constexpr const char* kInsertHandling =
    "INSERT INTO handling (serial, place, act, step, actor, staff, at, outcome, words) VALUES (?1, "
    "(SELECT ifnull(max(place) + 1, 0) FROM handling WHERE serial = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr const char* kNextPlace = "SELECT ifnull(max(place) + 1, 0) FROM handling WHERE serial = ?";
constexpr const char* kSelectHandling =
    "SELECT place, act, step, staff, at, outcome, words FROM handling WHERE serial = ? ORDER BY place DESC LIMIT ?";

// With who answered last.
constexpr const char* kSelectAnswer =
    "SELECT id, answer, ifnull((SELECT actor FROM handling WHERE serial = ?1 AND (act = 'answer' OR (actor = 'centre' "
    "AND outcome IN ('answered', 'closed'))) ORDER BY place DESC LIMIT 1), 'centre') "
    "FROM grievance WHERE serial = ?1 AND number = ?2";

constexpr const char* kFollowCity =
    "UPDATE grievance SET step = ?2, answered_at = CASE WHEN ?3 THEN ifnull(answered_at, ?4) END, "
    "call_back_by = CASE WHEN ?3 THEN call_back_by END, closed_at = CASE WHEN ?2 = 'closed' THEN ifnull(closed_at, ?4) "
    "END WHERE serial = ?1";

// What is about a member of staff is kept from that one; as long as it is not known from whom, from all but
// supervisors.
constexpr const char* kList =
    "SELECT number, kind, step, is_about_staff, owner, opened_at, answer_by, verified_at, answered_at, call_back_by "
    "FROM grievance WHERE step <> 'closed' AND "
    "(is_about_staff = 0 OR CASE WHEN subject IS NULL THEN ?1 = 'supervisor' ELSE subject <> ?2 END) "
    "ORDER BY answer_by, serial LIMIT ?3";

std::string FieldOf(std::int64_t place) { return "words " + std::to_string(place); }

std::optional<base::Bytes> BytesIn(const Query& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Blob(column);
}

std::optional<domain::Severity> SeverityIn(const Query& row, int column) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  return Known(domain::ParseSeverity(*text), "grievance.severity");
}

std::string IdText(const base::UuidBytes& id) { return base::FormatUuid(id); }

GrievanceHead HeadIn(const Query& row) {
  GrievanceHead head;
  head.id = Exactly<base::UuidBytes>(row.Blob(0), "grievance.id");
  head.facts.kind = Known(domain::ParseGrievanceKind(row.Text(1)), "grievance.kind");
  head.facts.step = Known(domain::ParseHandlingStep(row.Text(2)), "grievance.step");
  head.facts.is_named = row.Integer(3) != 0;
  head.facts.concern.is_about_staff = row.Integer(4) != 0;
  head.facts.concern.subject = StaffNumberIn(row, 5, "grievance.subject");
  head.owner = StaffNumberIn(row, 6, "grievance.owner");
  head.severity = SeverityIn(row, 7);
  head.facts.is_extended = row.Integer(10) != 0;
  head.facts.calls_not_reached = static_cast<int>(row.Integer(14));
  head.facts.open_rectifications = static_cast<int>(row.Integer(18));
  head.times = {.opened = row.Time(8),
                .answer_by = row.Time(9),
                .verified = row.OptionalTime(11),
                .answered = row.OptionalTime(12),
                .call_back_by = row.OptionalTime(13)};
  head.closed_at = row.OptionalTime(19);
  head.answer = BytesIn(row, 15);
  head.remedy_sought = BytesIn(row, 16);
  head.remedy_given = BytesIn(row, 17);
  return head;
}

}  // namespace

void InsertGrievance(Connection& connection, const NewGrievance& grievance) {
  const domain::Concern& concern = grievance.concern;
  Query insert{connection, kInsert};
  insert.Bind(grievance.number.Serial()).Bind(grievance.number.text()).Bind(grievance.id);
  insert.Bind(domain::WireName(grievance.kind)).Bind(domain::WireName(grievance.step));
  insert.Bind(std::int64_t{grievance.is_named});
  insert.Bind(std::int64_t{concern.is_about_staff}).Bind(TextOf(concern.subject));
  insert.Bind(grievance.opened_at).Bind(grievance.answer_by).Bind(grievance.verify_by).Run();
}

std::optional<GrievanceHead> FindGrievance(Connection& connection, const RecordNumber& number) {
  std::optional<GrievanceHead> head;
  {
    Query row{connection, kSelect};
    row.Bind(number.Serial()).Bind(number.text());
    if (!row.Next()) return std::nullopt;
    head = HeadIn(row);
  }
  if (head->facts.kind == GrievanceKind::BadRating) {
    const AppealRow appeal = FindAppeal(connection, domain::RatingId{head->id});
    head->facts.appeal = appeal.state;
    head->facts.appellant = appeal.appellant;
  }
  return head;
}

void UpdateGrievance(Connection& connection, const RecordNumber& number, const GrievanceHead& head) {
  const domain::GrievanceFacts& facts = head.facts;
  const domain::GrievanceTimes& times = head.times;
  // First: the queue takes its clock from what is written last.
  if (facts.kind != GrievanceKind::BadRating) {
    Query update{connection, kUpdateComplaint};
    update.Bind(domain::WireName(domain::StateOf(facts.step))).Bind(times.answer_by).Bind(number.Serial()).Run();
  }
  std::optional<std::string> severity;
  if (head.severity) severity = domain::WireName(*head.severity);
  Query update{connection, kUpdate};
  update.Bind(domain::WireName(facts.step)).Bind(std::int64_t{facts.concern.is_about_staff});
  update.Bind(TextOf(facts.concern.subject)).Bind(TextOf(head.owner)).Bind(severity).Bind(times.answer_by);
  update.Bind(std::int64_t{facts.is_extended}).Bind(times.verified).Bind(times.answered).Bind(times.call_back_by);
  update.Bind(std::int64_t{facts.calls_not_reached}).Bind(head.answer).Bind(head.remedy_sought);
  update.Bind(head.remedy_given).Bind(head.closed_at).Bind(number.Serial()).Run();
}

void AppendHandling(StoreCore& core, const RecordNumber& number, const base::UuidBytes& id,
                    const HandlingEntry& entry) {
  std::int64_t place = 0;
  {
    Query next{core.connection(), kNextPlace};
    next.Bind(number.Serial());
    if (next.Next()) place = next.Integer(0);
  }
  std::optional<std::string> act;
  if (entry.act) act = domain::WireName(*entry.act);
  const Fields fields{core, "handling", IdText(id)};
  const auto words = entry.words.empty() ? std::nullopt : std::optional{entry.words};
  Query insert{core.connection(), kInsertHandling};
  insert.Bind(number.Serial()).Bind(act).Bind(domain::WireName(entry.step)).Bind(entry.by ? "staff" : "centre");
  insert.Bind(TextOf(entry.by)).Bind(entry.at).Bind(entry.outcome).Bind(fields.EncryptIfAny(FieldOf(place), words));
  insert.Run();
}

std::vector<HandlingEntry> LoadHandling(StoreCore& core, const RecordNumber& number, const base::UuidBytes& id) {
  const Fields fields{core, "handling", IdText(id)};
  std::vector<HandlingEntry> entries;
  Query row{core.connection(), kSelectHandling};
  row.Bind(number.Serial()).Bind(static_cast<std::int64_t>(domain::kMaxHandlingEntries));
  while (row.Next()) {
    HandlingEntry entry;
    if (const auto act = row.OptionalText(1)) entry.act = Known(domain::ParseHandlingAct(*act), "handling.act");
    entry.step = Known(domain::ParseHandlingStep(row.Text(2)), "handling.step");
    entry.by = StaffNumberIn(row, 3, "handling.staff");
    entry.at = row.Time(4);
    entry.outcome = row.Text(5);
    if (!row.IsNull(6)) entry.words = fields.Decrypt(FieldOf(row.Integer(0)), row.Blob(6));
    entries.push_back(std::move(entry));
  }
  std::reverse(entries.begin(), entries.end());
  return entries;
}

std::string LatestAnswer(StoreCore& core, const RecordNumber& number, std::string citys) {
  Query row{core.connection(), kSelectAnswer};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next() || row.IsNull(1) || (!citys.empty() && row.Text(2) == "centre")) return citys;
  const auto id = Exactly<base::UuidBytes>(row.Blob(0), "grievance.id");
  return Fields{core, "grievance", IdText(id)}.Decrypt("answer", row.Blob(1));
}

void FollowCity(Connection& connection, const RecordNumber& number, domain::ComplaintState state, base::TimePoint at) {
  const auto head = FindGrievance(connection, number);
  if (!head) return;
  const HandlingStep step = domain::AfterCitysWord(head->facts.step, state);
  const bool is_answered = state == domain::ComplaintState::Answered || state == domain::ComplaintState::Closed;
  {
    Query follow{connection, kFollowCity};
    follow.Bind(number.Serial()).Bind(domain::WireName(step)).Bind(std::int64_t{is_answered}).Bind(at).Run();
  }
  Query insert{connection, kInsertHandling};
  insert.Bind(number.Serial()).BindNull().Bind(domain::WireName(step)).Bind("centre").BindNull().Bind(at);
  insert.Bind(domain::WireName(state)).BindNull().Run();
}

std::vector<domain::GrievanceSummary> ListGrievances(Connection& connection, const domain::Handler& reader) {
  std::vector<domain::GrievanceSummary> list;
  Query row{connection, kList};
  row.Bind(domain::WireName(reader.role)).Bind(reader.number.text());
  row.Bind(static_cast<std::int64_t>(domain::kMaxListedGrievances));
  while (row.Next()) {
    const auto number = RecordNumber::Parse(row.Text(0));
    list.push_back({.number = Known(number ? std::optional{*number} : std::nullopt, "grievance.number"),
                    .kind = Known(domain::ParseGrievanceKind(row.Text(1)), "grievance.kind"),
                    .step = Known(domain::ParseHandlingStep(row.Text(2)), "grievance.step"),
                    .is_about_staff = row.Integer(3) != 0,
                    .owner = StaffNumberIn(row, 4, "grievance.owner"),
                    .times = {.opened = row.Time(5),
                              .answer_by = row.Time(6),
                              .verified = row.OptionalTime(7),
                              .answered = row.OptionalTime(8),
                              .call_back_by = row.OptionalTime(9)}});
  }
  return list;
}

}  // namespace bianmin::store
