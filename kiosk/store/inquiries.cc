#include "kiosk/store/inquiries.h"

#include "kiosk/domain/limits.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;
using base::TimePoint;
using domain::CityAnswer;
using domain::CityComplaint;
using domain::CityOrder;
using domain::CityRecord;
using domain::InquiryId;

constexpr const char* kEraseAll = "DELETE FROM inquiry";
constexpr const char* kErase = "DELETE FROM inquiry WHERE id = ?";
constexpr const char* kEraseStale = "DELETE FROM inquiry WHERE asked_at <= ? OR asked_at > ?";
constexpr const char* kInsert = "INSERT INTO inquiry (id, number, asked_at, answer) VALUES (?, ?, ?, NULL)";
constexpr const char* kSelect = "SELECT number, asked_at, answer FROM inquiry WHERE id = ?";
constexpr const char* kSelectTime = "SELECT asked_at FROM inquiry ORDER BY asked_at LIMIT 1";
constexpr const char* kSelectOpen =
    "SELECT id, number FROM inquiry WHERE answer IS NULL ORDER BY asked_at DESC, id LIMIT 1";
constexpr const char* kSetAnswer = "UPDATE inquiry SET answer = ? WHERE id = ? AND answer IS NULL";
constexpr const char* kInsertRecord =
    "INSERT INTO city_record (inquiry, kind, state, taken_at, due, as_of, service_code, urgency) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kSelectRecord =
    "SELECT kind, state, taken_at, due, as_of, service_code, urgency FROM city_record WHERE inquiry = ?";
constexpr const char* kInsertStanding = "INSERT INTO city_standing (inquiry, place, state, at) VALUES (?, ?, ?, ?)";
constexpr const char* kSelectStandings = "SELECT state, at FROM city_standing WHERE inquiry = ? ORDER BY place LIMIT ?";

constexpr std::string_view kOrder = "order";
constexpr std::string_view kKnown = "known";
constexpr std::string_view kUnknown = "unknown";
constexpr std::string_view kUnreachable = "unreachable";

// A question of the future comes from a clock that was set back.
bool IsStale(TimePoint asked_at, TimePoint now) { return asked_at <= now - domain::kInquiryLives || asked_at > now; }

domain::RecordNumber NumberOf(const std::string& text) {
  const auto number = domain::RecordNumber::Parse(text);
  return Known(number ? std::optional{*number} : std::nullopt, "inquiry.number");
}

struct Row {
  domain::RecordNumber number;
  TimePoint asked_at;
  std::optional<std::string> answer;
};

std::optional<Row> Find(Connection& connection, const InquiryId& id) {
  Query row{connection, kSelect};
  row.Bind(id.bytes());
  if (!row.Next()) return std::nullopt;
  return Row{NumberOf(row.Text(0)), row.Time(1), row.OptionalText(2)};
}

void InsertStanding(Connection& connection, const InquiryId& id, std::int64_t place, std::string_view state,
                    TimePoint at) {
  Query{connection, kInsertStanding}.Bind(id.bytes()).Bind(place).Bind(state).Bind(at).Run();
}

void InsertRecord(Connection& connection, const InquiryId& id, const CityRecord& record) {
  const auto* order = std::get_if<CityOrder>(&record.what);
  const auto* complaint = std::get_if<CityComplaint>(&record.what);
  {
    Query insert{connection, kInsertRecord};
    insert.Bind(id.bytes()).Bind(order ? kOrder : domain::WireName(complaint->kind));
    insert.Bind(order ? domain::WireName(order->state) : domain::WireName(complaint->state));
    insert.Bind(record.taken_at).Bind(record.due).Bind(record.as_of);
    if (order) {
      insert.Bind(order->service_code).Bind(domain::WireName(order->urgency));
    } else {
      insert.BindNull().BindNull();
    }
    insert.Run();
  }
  if (complaint) return InsertStanding(connection, id, 0, domain::WireName(complaint->state), complaint->since);
  std::int64_t place = 0;
  for (const domain::CityStanding& each : order->history) {
    InsertStanding(connection, id, place++, domain::WireName(each.state), each.at);
  }
}

std::vector<domain::CityStanding> LoadHistory(Connection& connection, const InquiryId& id) {
  std::vector<domain::CityStanding> history;
  Query row{connection, kSelectStandings};
  row.Bind(id.bytes()).Bind(static_cast<std::int64_t>(domain::kMaxHistoryEntries));
  while (row.Next()) {
    history.push_back({Known(domain::ParseOrderState(row.Text(0)), "city_standing.state"), row.Time(1)});
  }
  return history;
}

TimePoint LoadSince(Connection& connection, const InquiryId& id) {
  Query row{connection, kSelectStandings};
  row.Bind(id.bytes()).Bind(std::int64_t{1});
  return Known(row.Next() ? std::optional{row.Time(1)} : std::nullopt, "city_standing.at");
}

CityRecord LoadRecord(Connection& connection, const InquiryId& id, const domain::RecordNumber& number) {
  Query row{connection, kSelectRecord};
  row.Bind(id.bytes());
  const bool is_there = row.Next();
  const std::string kind = Known(is_there ? std::optional{row.Text(0)} : std::nullopt, "city_record.kind");
  CityRecord record{
      .number = number, .taken_at = row.Time(2), .due = row.OptionalTime(3), .as_of = row.Time(4), .what = {}};
  if (kind == kOrder) {
    record.what = CityOrder{.service_code = row.Text(5),
                            .urgency = Known(domain::ParseUrgency(row.Text(6)), "city_record.urgency"),
                            .state = Known(domain::ParseOrderState(row.Text(1)), "city_record.state"),
                            .history = LoadHistory(connection, id)};
  } else {
    record.what = CityComplaint{.kind = Known(domain::ParseComplaintKind(kind), "city_record.kind"),
                                .state = Known(domain::ParseComplaintState(row.Text(1)), "city_record.state"),
                                .since = LoadSince(connection, id)};
  }
  return record;
}

CityAnswer LoadAnswer(Connection& connection, const InquiryId& id, const Row& row) {
  if (row.answer == kKnown) return LoadRecord(connection, id, row.number);
  if (row.answer == kUnknown) return domain::UnknownToCity{};
  if (row.answer == kUnreachable) return domain::CityUnreachable{};
  return domain::CityTooLate{};
}

std::string_view WordFor(const CityAnswer& answer) {
  CHECK(!std::holds_alternative<domain::CityTooLate>(answer));
  if (std::holds_alternative<CityRecord>(answer)) return kKnown;
  return std::holds_alternative<domain::UnknownToCity>(answer) ? kUnknown : kUnreachable;
}

}  // namespace

Result<Done> Inquiries::Ask(const Inquiry& inquiry, TimePoint now) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    Query{connection, kEraseAll}.Run();
    Query{connection, kInsert}.Bind(inquiry.id.bytes()).Bind(inquiry.number.text()).Bind(now).Run();
    transaction.Commit();
    return Done{};
  });
}

Result<std::optional<CityAnswer>> Inquiries::Take(const InquiryId& id, TimePoint now) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::optional<CityAnswer>> {
    if (const auto row = Find(connection, id); row && !row->answer && !IsStale(row->asked_at, now)) {
      return std::optional<CityAnswer>{};
    }
    Transaction transaction{connection};
    const auto row = Find(connection, id);  // as it is now: the daemon may have been here since
    if (!row) return std::optional<CityAnswer>{domain::CityTooLate{}};
    CityAnswer answer = LoadAnswer(connection, id, *row);
    Query{connection, kErase}.Bind(id.bytes()).Run();
    transaction.Commit();
    return std::optional{std::move(answer)};
  });
}

Result<std::optional<TimePoint>> Inquiries::EraseStale(TimePoint now) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::optional<TimePoint>> {
    std::optional<TimePoint> asked_at;
    {
      Query row{connection, kSelectTime};
      if (row.Next()) asked_at = row.Time(0);
    }
    if (!asked_at) return asked_at;
    if (!IsStale(*asked_at, now)) return std::optional{*asked_at + domain::kInquiryLives};
    Query{connection, kEraseStale}.Bind(now - domain::kInquiryLives).Bind(now).Run();
    return std::optional<TimePoint>{};
  });
}

Result<std::optional<Inquiry>> Inquiries::Open() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::optional<Inquiry>> {
    Query row{connection, kSelectOpen};
    if (!row.Next()) return std::optional<Inquiry>{};
    return std::optional{
        Inquiry{InquiryId{Exactly<base::UuidBytes>(row.Blob(0), "inquiry.id")}, NumberOf(row.Text(1))}};
  });
}

Result<bool> Inquiries::Answer(const InquiryId& id, const CityAnswer& answer) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<bool> {
    Transaction transaction{connection};
    if (Query{connection, kSetAnswer}.Bind(WordFor(answer)).Bind(id.bytes()).Run() == 0) return false;
    if (const auto* record = std::get_if<CityRecord>(&answer)) InsertRecord(connection, id, *record);
    transaction.Commit();
    return true;
  });
}

}  // namespace bianmin::store
