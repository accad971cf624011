#include "kiosk/wire/changes.h"

#include <fmt/format.h>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/domain/limits.h"
#include "kiosk/wire/json.h"
#include "kiosk/wire/publication.h"

namespace bianmin::wire {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Change;
using domain::UnknownChange;
namespace json = boost::json;

constexpr std::string_view kOrderStatus = "cn.bianmin.order.status.v1";
constexpr std::string_view kComplaintStatus = "cn.bianmin.complaint.status.v1";

using What = decltype(Change::what);

std::optional<domain::RecordNumber> NumberIn(const json::object& event) {
  const auto subject = TextIn(event, "subject");
  if (!subject) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(*subject);
  if (!number) return std::nullopt;
  return *number;
}

// When it came about: data.at, or the event's own time.
std::optional<base::TimePoint> MomentIn(const json::object& event, const json::object& content) {
  auto text = TextIn(content, "at");
  if (!text) text = TextIn(event, "time");
  if (!text) return std::nullopt;
  return base::ParseUtc(*text);
}

What ReadOrderStatus(const json::object& event, const json::object& content) {
  const auto number = NumberIn(event);
  if (!number) return UnknownChange{"its subject is no record number"};
  const auto state = domain::ParseOrderState(TextIn(content, "state").value_or(""));
  if (!state) return UnknownChange{"this program does not know its state"};
  const auto at = MomentIn(event, content);
  if (!at) return UnknownChange{"it says no time that can be read"};
  const std::string note = Presentable(TextIn(content, "note").value_or(""), domain::kMaxFreeTextCharacters);
  return domain::OrderStatusChange{.number = *number, .state = *state, .note = note, .at = *at};
}

What ReadComplaintStatus(const json::object& event, const json::object& content) {
  const auto number = NumberIn(event);
  if (!number) return UnknownChange{"its subject is no record number"};
  const auto state = domain::ParseComplaintState(TextIn(content, "state").value_or(""));
  if (!state) return UnknownChange{"this program does not know its state"};
  const auto at = MomentIn(event, content);
  if (!at) return UnknownChange{"it says no time that can be read"};
  const std::string answer = Presentable(TextIn(content, "answer").value_or(""), domain::kMaxFreeTextCharacters);
  return domain::ComplaintStatusChange{.number = *number, .state = *state, .answer = answer, .at = *at};
}

What ReadPublished(const json::object& content) {
  auto publication = ReadPublication(content);
  if (!publication) return UnknownChange{publication.error().message};
  return *std::move(publication);
}

What ReadWhat(const json::object& event, std::string_view type) {
  const bool is_known = type == kOrderStatus || type == kComplaintStatus || type == kPublished;
  if (!is_known) return UnknownChange{"this program does not know its type"};
  const json::object* content = ObjectIn(event, "data");
  if (content == nullptr) return UnknownChange{"it has no data"};
  if (type == kPublished) return ReadPublished(*content);
  return type == kOrderStatus ? ReadOrderStatus(event, *content) : ReadComplaintStatus(event, *content);
}

Change ReadChange(const json::value& value) {
  Change change{
      .id = "", .type = "", .what = UnknownChange{"it is not an object with an id"}, .raw = json::serialize(value)};
  const json::object* event = value.if_object();
  const auto id = event == nullptr ? std::nullopt : TextIn(*event, "id");
  if (!id || id->empty() || id->size() > domain::kMaxChangeIdBytes) {
    // Something must tell it from others, or it would be parked again with each reading.
    change.id = "unnamed:" + base::ToHex(base::Sha256(change.raw));
    return change;
  }
  change.id = *id;
  change.type = TextIn(*event, "type").value_or("");
  change.what = ReadWhat(*event, change.type);
  return change;
}

}  // namespace

Result<domain::ChangesPage> ReadChanges(std::string_view text) {
  const auto value = ParseJson(text, "page of changes");
  if (!value) return value.error();
  const json::object* object = value->if_object();
  const json::array* events = object == nullptr ? nullptr : ArrayIn(*object, "events");
  const auto next = object == nullptr ? std::nullopt : TextIn(*object, "next");
  const auto more = object == nullptr ? std::nullopt : FlagIn(*object, "more");
  if (events == nullptr || !next || !more) {
    return Error{ErrorCode::Corrupt, "the answer is no page of changes: events, next or more is missing"};
  }
  if (events->size() > domain::kMaxChangesPerPage || next->size() > domain::kMaxCursorBytes) {
    return Error{ErrorCode::Corrupt, fmt::format("the page of changes is too large: {} events, a cursor of {} bytes",
                                                 events->size(), next->size())};
  }
  domain::ChangesPage page{.changes = {}, .next = *next, .more = *more};
  page.changes.reserve(events->size());
  for (const json::value& each : *events) page.changes.push_back(ReadChange(each));
  return page;
}

}  // namespace bianmin::wire
