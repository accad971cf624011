#include "kiosk/wire/city_record.h"

#include "kiosk/domain/limits.h"
#include "kiosk/wire/json.h"

namespace bianmin::wire {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::TimePoint;
namespace json = boost::json;

Error NotARecord(std::string_view why) { return {ErrorCode::Corrupt, "the answer is no record: " + std::string(why)}; }

std::optional<TimePoint> TimeIn(const json::object& object, std::string_view member) {
  const auto text = TextIn(object, member);
  return text ? base::ParseUtc(*text) : std::nullopt;
}

// As it is stored and sent, not as people type it.
std::optional<domain::RecordNumber> NumberIn(const json::object& object) {
  const auto text = TextIn(object, "number");
  if (!text) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(*text);
  if (!number || number->text() != *text) return std::nullopt;
  return *number;
}

std::optional<std::vector<domain::CityStanding>> HistoryIn(const json::object& object) {
  const json::array* entries = ArrayIn(object, "history");
  if (entries == nullptr || entries->empty() || entries->size() > domain::kMaxHistoryEntries) return std::nullopt;
  std::vector<domain::CityStanding> history;
  for (const json::value& each : *entries) {
    const json::object* entry = each.if_object();
    if (entry == nullptr) return std::nullopt;
    const auto state = domain::ParseOrderState(TextIn(*entry, "state").value_or(""));
    const auto at = TimeIn(*entry, "at");
    if (!state || !at) return std::nullopt;
    history.push_back({*state, *at});
  }
  return history;
}

Result<domain::CityOrder> ReadOrder(const json::object& object) {
  const auto state = domain::ParseOrderState(TextIn(object, "state").value_or(""));
  const auto urgency = domain::ParseUrgency(TextIn(object, "urgency").value_or(""));
  const auto service = TextIn(object, "service_code");
  if (!state || !urgency) return NotARecord("this program does not know its state or urgency");
  if (!service || service->empty() || service->size() > domain::kMaxSubjectBytes) {
    return NotARecord("its service code is missing, empty or too long");
  }
  auto history = HistoryIn(object);
  if (!history) return NotARecord("its history is missing, empty, too long or not understood");
  return domain::CityOrder{
      .service_code = *service, .urgency = *urgency, .state = *state, .history = *std::move(history)};
}

Result<domain::CityComplaint> ReadComplaint(const json::object& object, domain::ComplaintKind kind) {
  const auto state = domain::ParseComplaintState(TextIn(object, "state").value_or(""));
  if (!state) return NotARecord("this program does not know its state");
  const auto since = TimeIn(object, "since");
  if (!since) return NotARecord("it does not say since when it stands so");
  return domain::CityComplaint{.kind = kind, .state = *state, .since = *since};
}

}  // namespace

Result<domain::CityRecord> ReadCityRecord(std::string_view text) {
  const auto value = ParseJson(text, "answer");
  if (!value) return value.error();
  const json::object* object = value->if_object();
  if (object == nullptr) return NotARecord("it is not an object");
  const auto number = NumberIn(*object);
  const auto taken_at = TimeIn(*object, "requested_datetime");
  const auto as_of = TimeIn(*object, "as_of");
  if (!number || !taken_at || !as_of) return NotARecord("number, requested_datetime or as_of is missing or wrong");
  const auto due = TimeIn(*object, "expected_datetime");
  if (!due && object->contains("expected_datetime")) return NotARecord("its expected_datetime is no time");
  domain::CityRecord record{.number = *number, .taken_at = *taken_at, .due = due, .as_of = *as_of, .what = {}};
  const std::string kind = TextIn(*object, "kind").value_or("");
  if (kind == "order") {
    auto order = ReadOrder(*object);
    if (!order) return order.error();
    record.what = *std::move(order);
    return record;
  }
  const auto complaint_kind = domain::ParseComplaintKind(kind);
  if (!complaint_kind) return NotARecord("this program does not know its kind");
  const auto complaint = ReadComplaint(*object, *complaint_kind);
  if (!complaint) return complaint.error();
  record.what = *complaint;
  return record;
}

}  // namespace bianmin::wire
