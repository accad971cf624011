#include "sync/centre/event.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "kiosk/base/id.h"
#include "kiosk/domain/city_number.h"
#include "kiosk/domain/grievance.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using Fault = std::optional<std::string>;

constexpr std::size_t kSequenceDigits = 16;

constexpr domain::WireNames<EventKind, 15> kTypes{
    {{EventKind::OrderRegistered, "cn.bianmin.order.registered.v1"},
     {EventKind::OrderCancelled, "cn.bianmin.order.cancelled.v1"},
     {EventKind::OrderReminded, "cn.bianmin.order.reminded.v1"},
     {EventKind::OrderCompleted, "cn.bianmin.order.completed.v1"},
     {EventKind::OrderReopened, "cn.bianmin.order.reopened.v1"},
     {EventKind::OrderHandled, "cn.bianmin.order.handled.v1"},
     {EventKind::RatingGiven, "cn.bianmin.rating.given.v1"},
     {EventKind::ComplaintFiled, "cn.bianmin.complaint.filed.v1"},
     {EventKind::SuggestionFiled, "cn.bianmin.suggestion.filed.v1"},
     {EventKind::ComplaintHandled, "cn.bianmin.complaint.handled.v1"},
     {EventKind::RectificationChanged, "cn.bianmin.rectification.changed.v1"},
     {EventKind::ShiftClosed, "cn.bianmin.shift.closed.v1"},
     {EventKind::KioskRestored, "cn.bianmin.kiosk.restored.v1"},
     {EventKind::ContactCorrected, "cn.bianmin.contact.corrected.v1"},
     {EventKind::PersonalErased, "cn.bianmin.personal.erased.v1"}}};

bool IsOfTheKioskItself(EventKind kind) { return kind == EventKind::ShiftClosed || kind == EventKind::KioskRestored; }

// Nothing when the attribute is missing or not a text.
std::optional<std::string> TextOf(const json::object& event, std::string_view name) {
  const auto* value = event.if_contains(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string(value->get_string());
}

// CloudEvents allows none in an attribute, and not every database can keep them.
bool HasControlCharacter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; });
}

Fault ReadText(const json::object& event, std::string_view name, std::size_t most_bytes, std::string& text) {
  const auto found = TextOf(event, name);
  if (!found || found->empty()) return fmt::format("the attribute '{}' is missing or not a text", name);
  if (found->size() > most_bytes) return fmt::format("the attribute '{}' is longer than {} bytes", name, most_bytes);
  if (HasControlCharacter(*found)) return fmt::format("the attribute '{}' holds a control character", name);
  text = *found;
  return std::nullopt;
}

Fault ReadIdentity(const json::object& event, OfferedEvent& offered) {
  if (TextOf(event, "specversion") != "1.0") return "the attribute 'specversion' is not \"1.0\"";
  if (!base::ParseUuid(offered.id)) return "the attribute 'id' is not a UUID in lower case";
  if (auto fault = ReadText(event, "source", domain::kMaxSourceBytes, offered.source)) return fault;
  return ReadText(event, "type", domain::kMaxEventTypeBytes, offered.type);
}

Fault ReadMoment(const json::object& event, OfferedEvent& offered) {
  const auto time = base::ParseUtc(TextOf(event, "time").value_or(""));
  if (!time) return "the attribute 'time' is not a UTC time like 2026-11-22T10:07:28.123Z";
  offered.time = *time;
  const std::string digits = TextOf(event, "sequence").value_or("");
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, offered.sequence);
  if (digits.size() != kSequenceDigits || read.ec != std::errc() || read.ptr != end || offered.sequence < 0) {
    return fmt::format("the attribute 'sequence' is not a number of {} digits", kSequenceDigits);
  }
  return std::nullopt;
}

// Of an anonymous rating, of a rectification that came from none with a number, and of the kiosk itself.
bool MayLackASubject(EventKind kind) {
  return kind == EventKind::RatingGiven || kind == EventKind::RectificationChanged || IsOfTheKioskItself(kind) ||
         kind == EventKind::Unknown;
}

// Events of a known type are about a record, but an anonymous rating, which must not name one, and the kiosk's own.
Fault ReadSubject(const json::object& event, OfferedEvent& offered) {
  if (!event.contains("subject")) {
    if (MayLackASubject(offered.kind)) return std::nullopt;
    return "the attribute 'subject' is missing";
  }
  if (auto fault = ReadText(event, "subject", domain::kMaxSubjectBytes, offered.subject)) return fault;
  if (offered.kind == EventKind::Unknown) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(offered.subject);
  if (!number || number->text() != offered.subject) return "the attribute 'subject' is not a record number";
  if (domain::IsCityNumber(*number) != IsOpen311Source(offered.source)) {
    return "the attribute 'subject' is a number of the city, which no kiosk gives, or the other way round";
  }
  return std::nullopt;
}

// Words that this centre does not know are a newer kiosk's: kept, without an effect.
Fault ReadHandledOrder(const json::object& data, OfferedEvent& offered) {
  if (auto fault = ReadText(data, "act", domain::kMaxSubjectBytes, offered.act)) return "of data: " + *fault;
  if (auto fault = ReadText(data, "state", domain::kMaxSubjectBytes, offered.state)) return "of data: " + *fault;
  return std::nullopt;
}

Fault ReadHandledComplaint(const json::object& data, OfferedEvent& offered) {
  offered.handled_kind = TextOf(data, "kind").value_or("");
  if (!domain::ParseGrievanceKind(offered.handled_kind)) return "'data.kind' is missing or not a known word";
  offered.handled_state = TextOf(data, "state").value_or("");
  if (!domain::ParseComplaintState(offered.handled_state)) return "'data.state' is missing or not a known word";
  return std::nullopt;
}

Fault ReadContent(const json::object& event, OfferedEvent& offered) {
  if (offered.kind == EventKind::Unknown) return std::nullopt;
  const auto* data = event.if_contains("data");
  if (data == nullptr || !data->is_object()) return "the attribute 'data' is missing or not an object";
  if (offered.kind == EventKind::OrderHandled) return ReadHandledOrder(data->get_object(), offered);
  if (offered.kind == EventKind::KioskRestored) {
    const auto* last = data->get_object().if_contains("last_sequence");
    if (last == nullptr || !last->is_int64() || last->get_int64() < 0) return "'data.last_sequence' is not a count";
    offered.restored_from = last->get_int64();
  }
  if (offered.kind == EventKind::ComplaintHandled) return ReadHandledComplaint(data->get_object(), offered);
  if (offered.kind != EventKind::OrderRegistered) return std::nullopt;
  const auto code = TextOf(data->get_object(), "service_code");
  if (!code || code->empty() || code->size() > domain::kMaxSubjectBytes || HasControlCharacter(*code)) {
    return "'data.service_code' is missing, empty, too long or holds a control character";
  }
  offered.service_code = *code;
  return std::nullopt;
}

Fault ReadEvent(std::string_view bytes, OfferedEvent& offered) {
  if (bytes.size() > domain::kMaxEventBytes) {
    return fmt::format("the event is larger than {} bytes", domain::kMaxEventBytes);
  }
  json::parse_options options;
  options.max_depth = domain::kMaxJsonDepth;
  json::error_code error;
  const json::value value = json::parse(bytes, error, {}, options);
  if (error) return fmt::format("the event is not JSON: {}", error.message());
  if (!value.is_object()) return "the event is not a JSON object";
  const auto& event = value.get_object();
  offered.id = TextOf(event, "id").value_or("");
  if (auto fault = ReadIdentity(event, offered)) return fault;
  offered.kind = KindOf(offered.type);
  if (auto fault = ReadMoment(event, offered)) return fault;
  if (auto fault = ReadSubject(event, offered)) return fault;
  return ReadContent(event, offered);
}

}  // namespace

EventKind KindOf(std::string_view type) { return domain::ParseIn(kTypes, type).value_or(EventKind::Unknown); }

Element ReadElement(std::string_view bytes) {
  OfferedEvent offered;
  const base::Digest fingerprint = base::Sha256(bytes);
  if (auto fault = ReadEvent(bytes, offered)) {
    if (!base::ParseUuid(offered.id)) offered.id.clear();
    return BrokenEvent{std::move(offered.id), std::move(*fault), std::string(bytes), fingerprint};
  }
  offered.bytes = bytes;
  offered.fingerprint = fingerprint;
  return offered;
}

}  // namespace bianmin::centre
