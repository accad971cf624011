#include "kiosk/store/rectification_rows.h"

#include "kiosk/domain/limits.h"
#include "kiosk/store/appeals.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/said_rows.h"
#include "kiosk/store/staff_columns.h"

namespace bianmin::store {
namespace {

using domain::Rectification;
using domain::RectificationId;

constexpr std::string_view kTable = "rectification";

constexpr const char* kInsert =
    "INSERT INTO rectification (id, origin, grievance, rating, state, opened_on, service_code, reason_codes, "
    "is_about_staff, subject, due, problem) VALUES (?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)";

// `is_named`: the complaint or rating it came from has somebody to call.
constexpr const char* kSelect =
    "SELECT rectification.id, origin, grievance.number, rating, state, opened_on, service_code, reason_codes, "
    "rectification.is_about_staff, rectification.subject, rectification.owner, due, done_on, verified_by, call_back, "
    "rectification.calls_not_reached, problem, cause, measure, call_back_words, ifnull(grievance.is_named, 0), "
    "(SELECT count(*) FROM evidence WHERE evidence.rectification = rectification.id) "
    "FROM rectification LEFT JOIN grievance ON grievance.serial = rectification.grievance WHERE rectification.id = ?";

// As grievance_rows.cc keeps grievances from those whom they are about.
constexpr const char* kList =
    "SELECT id FROM rectification WHERE (state <> 'closed' OR ?1) AND (is_about_staff = 0 OR "
    "CASE WHEN subject IS NULL THEN ?2 = 'supervisor' ELSE subject <> ?3 END) "
    "ORDER BY state = 'closed', due, id LIMIT ?4";

constexpr const char* kUpdate =
    "UPDATE rectification SET state = ?, is_about_staff = ?, subject = ?, owner = ?, due = ?, done_on = ?, "
    "verified_by = ?, call_back = ?, calls_not_reached = ?, cause = ?, measure = ?, call_back_words = ? WHERE id = ?";

constexpr const char* kSelectEvidence =
    "SELECT place, staff, at, words, bytes FROM evidence WHERE rectification = ? ORDER BY place";
constexpr const char* kCountEvidence = "SELECT count(*) FROM evidence WHERE rectification = ?";
constexpr const char* kHasEvidenceOf = "SELECT 1 FROM evidence WHERE rectification = ? AND staff = ? LIMIT 1";
constexpr const char* kInsertEvidence =
    "INSERT INTO evidence (rectification, place, staff, at, words, photo, bytes, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char* kSelectOfRating = "SELECT id FROM rectification WHERE rating = ? AND grievance IS NULL";
constexpr const char* kSelectOf = "SELECT id FROM rectification WHERE grievance = ? ORDER BY opened_on, id";
constexpr const char* kSetConcern =
    "UPDATE rectification SET is_about_staff = ?2, subject = ?3, "
    "owner = CASE WHEN owner = ?3 THEN NULL ELSE owner END WHERE grievance = ?1";
constexpr const char* kSetCallBack =
    "UPDATE rectification SET call_back = ?2, "
    "calls_not_reached = calls_not_reached + (?2 = 'not_reached'), "
    "verified_by = CASE ?2 WHEN 'not_satisfied' THEN NULL ELSE verified_by END, "
    "done_on = CASE ?2 WHEN 'not_satisfied' THEN NULL ELSE done_on END, "
    "state = CASE ?2 WHEN 'not_satisfied' THEN 'planned' ELSE state END "
    "WHERE grievance = ?1 AND state = 'verified'";
constexpr const char* kCloseOf = "UPDATE rectification SET state = 'closed' WHERE grievance = ?";

std::optional<base::Date> DateIn(const Query& row, int column, std::string_view name) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  return Known(base::ParseDate(*text), name);
}

std::string WordsIn(const Query& row, int column, const Fields& fields, std::string_view name) {
  return row.IsNull(column) ? std::string{} : fields.Decrypt(name, row.Blob(column));
}

std::optional<domain::CallBackResult> ResultIn(const Query& row, int column) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  return Known(domain::ParseCallBackResult(*text), "rectification.call_back");
}

std::optional<domain::RecordNumber> NumberIn(const Query& row, int column) {
  const auto text = row.OptionalText(column);
  if (!text) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(*text);
  return Known(number ? std::optional{*number} : std::nullopt, "grievance.number");
}

void ReadFacts(const Query& row, Rectification& line) {
  domain::RectificationFacts& facts = line.facts;
  facts.origin = Known(domain::ParseRectificationOrigin(row.Text(1)), "rectification.origin");
  facts.state = Known(domain::ParseRectificationState(row.Text(4)), "rectification.state");
  facts.concern.is_about_staff = row.Integer(8) != 0;
  facts.concern.subject = StaffNumberIn(row, 9, "rectification.subject");
  facts.owner = StaffNumberIn(row, 10, "rectification.owner");
  facts.calls_not_reached = static_cast<int>(row.Integer(15));
  facts.is_named = row.Integer(20) != 0;
  facts.evidence = static_cast<int>(row.Integer(21));
  facts.has_anonymous_rating = line.rating && !line.number;
  facts.is_called_back = line.call_back == domain::CallBackResult::Satisfied;
}

Rectification LineIn(StoreCore& core, const Query& row) {
  const RectificationId id{Exactly<base::UuidBytes>(row.Blob(0), "rectification.id")};
  const Fields fields{core, kTable, id.Text()};
  Rectification line{.id = id,
                     .facts = {},
                     .number = NumberIn(row, 2),
                     .opened_on = *DateIn(row, 5, "rectification.opened_on"),
                     .service_code = row.Text(6),
                     .reason_codes = CodesIn(row.Text(7)),
                     .problem = WordsIn(row, 16, fields, "problem"),
                     .cause = WordsIn(row, 17, fields, "cause"),
                     .measure = WordsIn(row, 18, fields, "measure"),
                     .due = *DateIn(row, 11, "rectification.due"),
                     .done_on = DateIn(row, 12, "rectification.done_on"),
                     .verified_by = StaffNumberIn(row, 13, "rectification.verified_by"),
                     .call_back = ResultIn(row, 14),
                     .call_back_words = WordsIn(row, 19, fields, "call_back_words")};
  if (!row.IsNull(3)) line.rating = domain::RatingId{Exactly<base::UuidBytes>(row.Blob(3), "rectification.rating")};
  ReadFacts(row, line);
  return line;
}

void AddAppeal(Connection& connection, Rectification& line) {
  if (!line.facts.has_anonymous_rating) return;
  const AppealRow appeal = FindAppeal(connection, *line.rating);
  line.facts.appeal = appeal.state;
  line.facts.appellant = appeal.appellant;
}

std::optional<std::string> NotEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

std::string FieldOf(std::int64_t place) { return "words " + std::to_string(place); }

}  // namespace

void OpenRectification(StoreCore& core, const NewRectification& line) {
  const base::TimePoint from = base::FromLocal({.date = line.opened_on});
  const base::TimePoint end = core.parts.calendar.AfterWorkingDays(from, core.parts.times.bad_rating_working_days);
  const base::Date due = base::LocalDate(end - base::Milliseconds{1});
  std::optional<std::int64_t> grievance;
  if (line.grievance) grievance = line.grievance->Serial();
  const Fields fields{core, kTable, line.id.Text()};
  Query insert{core.connection(), kInsert};
  insert.Bind(line.id.bytes()).Bind(domain::WireName(line.origin)).Bind(grievance);
  if (line.rating) {
    insert.Bind(line.rating->bytes());
  } else {
    insert.BindNull();
  }
  insert.Bind(base::FormatDate(line.opened_on)).Bind(line.service_code).Bind(line.reason_codes);
  insert.Bind(std::int64_t{line.concern.is_about_staff}).Bind(TextOf(line.concern.subject));
  insert.Bind(base::FormatDate(due)).Bind(fields.EncryptIfAny("problem", NotEmpty(line.problem))).Run();
}

void TellOpened(StoreCore& core, Act& act, const RectificationId& id, const domain::Handler& by) {
  const auto line = FindRectification(core, id);
  CHECK(line.has_value());
  const domain::RectificationChanged changed{.id = id,
                                             .origin = line->facts.origin,
                                             .number = line->number,
                                             .rating = line->rating,
                                             .act = std::nullopt,
                                             .state = line->facts.state,
                                             .service_code = line->service_code,
                                             .due = line->due,
                                             .by = by.number,
                                             .words = line->problem};
  const domain::EventStamp stamp = act.NewStamp();
  act.Tell(stamp, "rectification.changed", id.Text(), core.parts.events.RectificationHasChanged(changed, stamp));
}

std::optional<RectificationId> RectificationOf(Connection& connection, const domain::RatingId& anonymous) {
  Query row{connection, kSelectOfRating};
  row.Bind(anonymous.bytes());
  if (!row.Next()) return std::nullopt;
  return RectificationId{Exactly<base::UuidBytes>(row.Blob(0), "rectification.id")};
}

std::optional<Rectification> FindRectification(StoreCore& core, const RectificationId& id) {
  std::optional<Rectification> line;
  {
    Query row{core.connection(), kSelect};
    row.Bind(id.bytes());
    if (!row.Next()) return std::nullopt;
    line = LineIn(core, row);
  }
  AddAppeal(core.connection(), *line);
  return line;
}

std::vector<domain::Evidence> LoadEvidence(StoreCore& core, const RectificationId& id) {
  const Fields fields{core, "evidence", id.Text()};
  std::vector<domain::Evidence> evidence;
  Query row{core.connection(), kSelectEvidence};
  row.Bind(id.bytes());
  while (row.Next()) {
    evidence.push_back({.by = *StaffNumberIn(row, 1, "evidence.staff"),
                        .at = row.Time(2),
                        .words = row.IsNull(3) ? "" : fields.Decrypt(FieldOf(row.Integer(0)), row.Blob(3)),
                        .photo_bytes = static_cast<std::size_t>(row.OptionalInteger(4).value_or(0))});
  }
  return evidence;
}

void UpdateRectification(StoreCore& core, const Rectification& line) {
  const Fields fields{core, kTable, line.id.Text()};
  std::optional<std::string> done_on;
  if (line.done_on) done_on = base::FormatDate(*line.done_on);
  std::optional<std::string> call_back;
  if (line.call_back) call_back = domain::WireName(*line.call_back);
  Query update{core.connection(), kUpdate};
  update.Bind(domain::WireName(line.facts.state)).Bind(std::int64_t{line.facts.concern.is_about_staff});
  update.Bind(TextOf(line.facts.concern.subject)).Bind(TextOf(line.facts.owner)).Bind(base::FormatDate(line.due));
  update.Bind(done_on).Bind(TextOf(line.verified_by)).Bind(call_back).Bind(std::int64_t{line.facts.calls_not_reached});
  update.Bind(fields.EncryptIfAny("cause", NotEmpty(line.cause)));
  update.Bind(fields.EncryptIfAny("measure", NotEmpty(line.measure)));
  update.Bind(fields.EncryptIfAny("call_back_words", NotEmpty(line.call_back_words))).Bind(line.id.bytes()).Run();
}

bool GaveEvidence(Connection& connection, const RectificationId& id, const domain::StaffNumber& staff) {
  Query row{connection, kHasEvidenceOf};
  row.Bind(id.bytes()).Bind(staff.text());
  return row.Next();
}

void AppendEvidence(StoreCore& core, const RectificationId& id, const NewEvidence& evidence) {
  std::int64_t place = 0;
  {
    Query count{core.connection(), kCountEvidence};
    count.Bind(id.bytes());
    if (count.Next()) place = count.Integer(0);
  }
  const Fields fields{core, "evidence", id.Text()};
  Query insert{core.connection(), kInsertEvidence};
  insert.Bind(id.bytes()).Bind(place).Bind(evidence.by.text()).Bind(evidence.at);
  insert.Bind(fields.EncryptIfAny(FieldOf(place), NotEmpty(evidence.words)));
  if (evidence.photo.empty()) {
    insert.BindNull().BindNull().BindNull().Run();
    return;
  }
  insert.Bind(evidence.photo).Bind(static_cast<std::int64_t>(evidence.photo_bytes)).Bind(evidence.photo_digest).Run();
}

std::vector<RectificationId> RectificationsOf(Connection& connection, const domain::RecordNumber& grievance) {
  std::vector<RectificationId> ids;
  Query row{connection, kSelectOf};
  row.Bind(grievance.Serial());
  while (row.Next()) ids.emplace_back(Exactly<base::UuidBytes>(row.Blob(0), "rectification.id"));
  return ids;
}

void SetConcernOfRectifications(Connection& connection, const domain::RecordNumber& grievance,
                                const domain::Concern& concern) {
  Query set{connection, kSetConcern};
  set.Bind(grievance.Serial()).Bind(std::int64_t{concern.is_about_staff}).Bind(TextOf(concern.subject)).Run();
}

void SetCallBackOfRectifications(Connection& connection, const domain::RecordNumber& grievance,
                                 domain::CallBackResult result) {
  Query{connection, kSetCallBack}.Bind(grievance.Serial()).Bind(domain::WireName(result)).Run();
}

void CloseRectificationsOf(Connection& connection, const domain::RecordNumber& grievance) {
  Query{connection, kCloseOf}.Bind(grievance.Serial()).Run();
}

std::vector<Rectification> ListRectifications(StoreCore& core, const domain::Handler& reader, bool with_closed,
                                              std::size_t most) {
  std::vector<RectificationId> ids;
  {
    Query row{core.connection(), kList};
    row.Bind(std::int64_t{with_closed}).Bind(domain::WireName(reader.role)).Bind(reader.number.text());
    row.Bind(static_cast<std::int64_t>(most));
    while (row.Next()) ids.emplace_back(Exactly<base::UuidBytes>(row.Blob(0), "rectification.id"));
  }
  std::vector<Rectification> lines;
  lines.reserve(ids.size());
  for (const RectificationId& id : ids) lines.push_back(*FindRectification(core, id));
  return lines;
}

}  // namespace bianmin::store
