#include "kiosk/store/shift_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "kiosk/domain/limits.h"

namespace bianmin::store {
namespace {

// What came in and was done, from the journal. The serial of a record stands in its number after two letters.
constexpr const char* kCountActs =
    "SELECT count(*) FILTER (WHERE act = 'order.registered'), "
    "count(*) FILTER (WHERE act = 'complaint.filed'), "
    "count(*) FILTER (WHERE act = 'suggestion.filed'), "
    "count(*) FILTER (WHERE act = 'rating.given' AND record <> ''), "
    "count(DISTINCT CASE WHEN act LIKE 'order.%' AND act NOT IN ('order.registered', 'order.reminded', "
    "'order.contact_shown', 'order.on_behalf') THEN record END), "
    "count(*) FILTER (WHERE actor LIKE 'staff:%') FROM journal WHERE sequence > ?";

constexpr const char* kCountUrgent =
    "SELECT count(*) FROM journal JOIN orders ON orders.serial = CAST(substr(journal.record, 3, 7) AS INTEGER) "
    "WHERE journal.sequence > ? AND journal.act = 'order.registered' AND orders.urgency = 'urgent'";

constexpr const char* kCountEnded =
    "SELECT count(*) FROM (SELECT DISTINCT record FROM journal WHERE sequence > ? AND act LIKE 'order.%' "
    "AND act <> 'order.contact_shown') AS touched "
    "JOIN orders ON orders.serial = CAST(substr(touched.record, 3, 7) AS INTEGER) "
    "WHERE orders.state IN ('completed', 'cancelled', 'declined')";

constexpr const char* kCountBad =
    "SELECT count(*) FROM journal JOIN named_rating "
    "ON named_rating.serial = CAST(substr(journal.record, 3, 7) AS INTEGER) "
    "WHERE journal.sequence > ? AND journal.act = 'rating.given' AND journal.record <> '' "
    "AND named_rating.overall <= 2";

// By whole days that are over: a count of this very shift would say when one was given.
constexpr const char* kCountAnonymous =
    "SELECT count(*), count(*) FILTER (WHERE overall <= 2) FROM anonymous_rating WHERE day = ?";

constexpr const char* kCountOpenOrders =
    "SELECT count(*), count(*) FILTER (WHERE state = 'registered'), "
    "count(*) FILTER (WHERE state = 'registered' AND respond_by < ?) FROM orders "
    "WHERE state NOT IN ('completed', 'cancelled', 'declined')";

constexpr const char* kCountOpenComplaints =
    "SELECT count(*), count(*) FILTER (WHERE answer_by < ?) FROM complaint "
    "WHERE state IN ('received', 'being_handled')";

constexpr const char* kCountOpenBadRatings =
    "SELECT count(*) FROM work_item INDEXED BY work_rating WHERE is_open = 1 AND kind = 'rating'";

constexpr const char* kCountEvents =
    "SELECT last_sequence - skipped_sequences, "
    "pruned_events + (SELECT count(*) FROM outbox WHERE state = 'delivered'), "
    "(SELECT count(*) FROM outbox WHERE state = 'waiting'), (SELECT count(*) FROM outbox WHERE state = 'dead'), "
    "(SELECT ifnull(recorded_at, unixepoch(recorded_on || 'T00:00:00+08:00') * 1000) FROM outbox "
    "WHERE state = 'waiting' ORDER BY sequence LIMIT 1), "
    "(SELECT why FROM outbox WHERE state = 'dead' ORDER BY sequence DESC LIMIT 1) FROM numbering WHERE only = 1";

constexpr const char* kLeftOrders =
    "SELECT number, service_code, state, registered_at, respond_by, state = 'registered' AND respond_by < ?1 "
    "FROM orders WHERE state NOT IN ('completed', 'cancelled', 'declined') "
    "ORDER BY state = 'registered' AND respond_by < ?1 DESC, respond_by, serial LIMIT ?2";
// What is about a member of staff is counted and not named: the list is read, printed and signed by any of them.
constexpr const char* kLeftComplaints =
    "SELECT complaint.number, subject_code, state, filed_at, complaint.answer_by, complaint.answer_by < ?1, "
    "complaint.kind FROM complaint JOIN grievance ON grievance.serial = complaint.serial "
    "WHERE state IN ('received', 'being_handled') AND is_about_staff = 0 "
    "ORDER BY complaint.answer_by, complaint.serial LIMIT ?2";
constexpr const char* kLeftRatings =
    "SELECT grievance.number, service_code, 'received', opened_at, grievance.answer_by, grievance.answer_by < ?1 "
    "FROM grievance JOIN named_rating ON named_rating.serial = grievance.serial "
    "WHERE kind = 'bad_rating' AND step <> 'closed' AND is_about_staff = 0 ORDER BY grievance.answer_by, "
    "grievance.serial LIMIT ?2";

std::int64_t CountSince(Connection& connection, const char* sql, std::int64_t since) {
  Query row{connection, sql};
  row.Bind(since);
  row.Next();
  return row.Integer(0);
}

void CountActs(Connection& connection, std::int64_t since, domain::ShiftFigures& figures) {
  {
    Query row{connection, kCountActs};
    row.Bind(since);
    row.Next();
    figures.orders_in = row.Integer(0);
    figures.complaints_in = row.Integer(1);
    figures.suggestions_in = row.Integer(2);
    figures.ratings_in = row.Integer(3);
    figures.orders_moved = row.Integer(4);
    figures.staff_acts = row.Integer(5);
  }
  figures.urgent_in = CountSince(connection, kCountUrgent, since);
  figures.orders_ended = CountSince(connection, kCountEnded, since);
  figures.bad_ratings_in = CountSince(connection, kCountBad, since);
}

void CountLeft(Connection& connection, base::TimePoint now, domain::ShiftFigures& figures) {
  {
    Query row{connection, kCountOpenOrders};
    row.Bind(now);
    row.Next();
    figures.orders_open = row.Integer(0);
    figures.orders_unanswered = row.Integer(1);
    figures.orders_overdue = row.Integer(2);
  }
  {
    Query row{connection, kCountOpenComplaints};
    row.Bind(now);
    row.Next();
    figures.complaints_open = row.Integer(0);
    figures.complaints_overdue = row.Integer(1);
  }
  Query bad{connection, kCountOpenBadRatings};
  bad.Next();
  figures.bad_ratings_open = bad.Integer(0);
}

domain::Reconciliation Reconcile(Connection& connection) {
  Query row{connection, kCountEvents};
  if (!row.Next()) return {};
  return {.made = row.Integer(0),
          .confirmed = row.Integer(1),
          .waiting = row.Integer(2),
          .waiting_since = row.OptionalTime(4),
          .refused = row.Integer(3),
          .refused_why = row.OptionalText(5).value_or("")};
}

void AddLeft(Connection& connection, const char* sql, base::TimePoint now, domain::LeftRecord::Kind kind,
             std::vector<domain::LeftRecord>& left) {
  Query row{connection, sql};
  row.Bind(now).Bind(std::int64_t{domain::kMaxReportRows});
  while (row.Next()) {
    const auto number = domain::RecordNumber::Parse(row.Text(0));
    domain::LeftRecord record{.kind = kind,
                              .number = Known(number ? std::optional{*number} : std::nullopt, "number"),
                              .service_code = row.Text(1),
                              .state = row.Text(2),
                              .arrived_at = row.Time(3),
                              .due = row.Time(4),
                              .is_overdue = row.Integer(5) != 0};
    const bool is_suggestion = kind == domain::LeftRecord::Kind::Complaint && row.Text(6) == "suggestion";
    if (is_suggestion) record.kind = domain::LeftRecord::Kind::Suggestion;
    left.push_back(std::move(record));
  }
}

std::map<std::string_view, std::int64_t*> Named(domain::ShiftFigures& f) {
  return {{"orders_in", &f.orders_in},
          {"urgent_in", &f.urgent_in},
          {"complaints_in", &f.complaints_in},
          {"suggestions_in", &f.suggestions_in},
          {"ratings_in", &f.ratings_in},
          {"bad_ratings_in", &f.bad_ratings_in},
          {"anonymous_yesterday", &f.anonymous_yesterday},
          {"anonymous_bad_yesterday", &f.anonymous_bad_yesterday},
          {"orders_moved", &f.orders_moved},
          {"orders_ended", &f.orders_ended},
          {"staff_acts", &f.staff_acts},
          {"orders_open", &f.orders_open},
          {"orders_unanswered", &f.orders_unanswered},
          {"orders_overdue", &f.orders_overdue},
          {"complaints_open", &f.complaints_open},
          {"complaints_overdue", &f.complaints_overdue},
          {"bad_ratings_open", &f.bad_ratings_open},
          {"made", &f.city.made},
          {"confirmed", &f.city.confirmed},
          {"waiting", &f.city.waiting},
          {"refused", &f.city.refused}};
}

}  // namespace

domain::ShiftFigures CountShift(Connection& connection, std::int64_t since, base::TimePoint now) {
  domain::ShiftFigures figures;
  CountActs(connection, since, figures);
  {
    const base::Date yesterday{std::chrono::sys_days{base::LocalDate(now)} - std::chrono::days{1}};
    Query row{connection, kCountAnonymous};
    row.Bind(base::FormatDate(yesterday));
    row.Next();
    figures.anonymous_yesterday = row.Integer(0);
    figures.anonymous_bad_yesterday = row.Integer(1);
  }
  CountLeft(connection, now, figures);
  figures.city = Reconcile(connection);
  return figures;
}

std::vector<domain::LeftRecord> ListLeft(Connection& connection, base::TimePoint now) {
  std::vector<domain::LeftRecord> left;
  AddLeft(connection, kLeftOrders, now, domain::LeftRecord::Kind::Order, left);
  AddLeft(connection, kLeftComplaints, now, domain::LeftRecord::Kind::Complaint, left);
  AddLeft(connection, kLeftRatings, now, domain::LeftRecord::Kind::BadRating, left);
  std::stable_sort(left.begin(), left.end(), [](const domain::LeftRecord& a, const domain::LeftRecord& b) {
    return a.is_overdue != b.is_overdue ? a.is_overdue : a.due < b.due;
  });
  if (left.size() > domain::kMaxReportRows) left.resize(domain::kMaxReportRows, left.front());
  return left;
}

std::string StoredFigures(const domain::ShiftFigures& figures) { return domain::CanonicalText(figures); }

domain::ShiftFigures ReadFigures(const std::string& text, std::string refused_why) {
  domain::ShiftFigures figures;
  const auto named = Named(figures);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos) continue;
    const std::string_view value = line.substr(space + 1);
    if (line.starts_with("waiting_since ")) figures.city.waiting_since = base::ParseUtc(value);
    if (const auto figure = named.find(line.substr(0, space)); figure != named.end()) {
      std::from_chars(value.data(), value.data() + value.size(), *figure->second);
    }
  }
  figures.city.refused_why = std::move(refused_why);
  if (domain::CanonicalText(figures) != text) {
    throw Failure{{base::ErrorCode::Corrupt, "the figures of a closed shift cannot be read any more"}};
  }
  return figures;
}

}  // namespace bianmin::store
