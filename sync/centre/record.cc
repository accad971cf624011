#include "sync/centre/record.h"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>

#include "kiosk/domain/complaint.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/wire_names.h"
#include "kiosk/wire/publication.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;
using domain::ComplaintState;
using domain::OrderState;

constexpr std::string_view kCentreSource = "urn:bianmin:centre";
constexpr domain::WireNames<RecordKind, 3> kKindNames{
    {{RecordKind::Order, "order"}, {RecordKind::Complaint, "complaint"}, {RecordKind::Suggestion, "suggestion"}}};
constexpr std::array kOrderStates{
    OrderState::Registered,         OrderState::Accepted,  OrderState::Dispatched, OrderState::InService,
    OrderState::AwaitingAcceptance, OrderState::Completed, OrderState::Cancelled,  OrderState::Declined};
constexpr std::array kComplaintStates{ComplaintState::Received, ComplaintState::BeingHandled, ComplaintState::Answered,
                                      ComplaintState::Closed};

template <class States>
std::string NamesOf(const States& states) {
  std::string names;
  for (const auto state : states) names += (names.empty() ? "" : ", ") + std::string(domain::WireName(state));
  return names;
}

Error NoSuchState(const std::string& word, const std::string& known) {
  return {ErrorCode::Invalid, fmt::format("'{}' is not a state; use one of: {}", word, known)};
}

base::Result<base::Done> OrderMayBecome(const std::string& from_word, const std::string& to_word) {
  const auto to = domain::ParseOrderState(to_word);
  if (!to) return NoSuchState(to_word, NamesOf(kOrderStates));
  const auto from = domain::ParseOrderState(from_word);
  if (!from) return Error{ErrorCode::Corrupt, fmt::format("the archive holds the unknown state '{}'", from_word)};
  std::string possible;
  for (const OrderState next : kOrderStates) {
    const auto act = domain::ActBetween(*from, next);
    if (!act || !domain::After(*from, *act, domain::Actor::Centre)) continue;
    if (next == *to) return base::Done{};
    possible += (possible.empty() ? "" : ", ") + std::string(domain::WireName(next));
  }
  return Error{ErrorCode::Refused, fmt::format("an order that is {} cannot become {}; it may become: {}", from_word,
                                               to_word, possible.empty() ? "nothing else" : possible)};
}

// A complaint goes forward only, and an answered one may be taken up again.
base::Result<base::Done> ComplaintMayBecome(const std::string& from_word, const std::string& to_word) {
  const auto to = domain::ParseComplaintState(to_word);
  if (!to) return NoSuchState(to_word, NamesOf(kComplaintStates));
  const auto from = domain::ParseComplaintState(from_word);
  if (!from) return Error{ErrorCode::Corrupt, fmt::format("the archive holds the unknown state '{}'", from_word)};
  const bool is_taken_up_again = *from == ComplaintState::Answered && *to == ComplaintState::BeingHandled;
  if (*to > *from || is_taken_up_again) return base::Done{};
  return Error{ErrorCode::Refused, fmt::format("a complaint that is {} cannot become {}", from_word, to_word)};
}

// Of a rating residents are told nothing here, so that it is no record with a state.
std::optional<RecordEffect> HandledEffect(const OfferedEvent& event) {
  const auto kind = ParseRecordKind(event.handled_kind);
  if (!kind || *kind == RecordKind::Order) return std::nullopt;
  return RecordEffect{*kind, event.handled_state, false};
}

}  // namespace

std::string_view WireName(RecordKind kind) { return domain::NameIn(kKindNames, kind); }
std::optional<RecordKind> ParseRecordKind(std::string_view text) { return domain::ParseIn(kKindNames, text); }

namespace {

// Of staff at a kiosk: only what moves an order has an effect here.
std::optional<RecordEffect> EffectOfHandling(const OfferedEvent& event) {
  const auto act = domain::ParseOrderAct(event.act);
  const auto state = domain::ParseOrderState(event.state);
  if (!act || !state || !domain::MovesTheOrder(*act)) return std::nullopt;
  return RecordEffect{.kind = RecordKind::Order, .state = event.state, .act = act, .by = domain::Actor::Staff};
}

}  // namespace

std::optional<RecordEffect> EffectOf(const OfferedEvent& event) {
  const auto order = [](OrderState state, std::optional<domain::OrderAct> act) {
    return RecordEffect{
        .kind = RecordKind::Order, .state = std::string(domain::WireName(state)), .is_first = !act, .act = act};
  };
  const std::string received(domain::WireName(ComplaintState::Received));
  switch (event.kind) {
    case EventKind::OrderRegistered:
      return order(OrderState::Registered, std::nullopt);
    case EventKind::OrderCancelled:
      return order(OrderState::Cancelled, domain::OrderAct::Cancel);
    case EventKind::OrderCompleted:
      return order(OrderState::Completed, domain::OrderAct::ConfirmCompletion);
    case EventKind::OrderReopened:
      return order(OrderState::Accepted, domain::OrderAct::Reopen);
    case EventKind::OrderHandled:
      return EffectOfHandling(event);
    case EventKind::ComplaintFiled:
      return RecordEffect{RecordKind::Complaint, received, true};
    case EventKind::SuggestionFiled:
      return RecordEffect{RecordKind::Suggestion, received, true};
    case EventKind::ComplaintHandled:
      return HandledEffect(event);
    case EventKind::RectificationChanged:
    case EventKind::OrderReminded:
    case EventKind::RatingGiven:
    case EventKind::ShiftClosed:
    case EventKind::KioskRestored:
    case EventKind::ContactCorrected:
    case EventKind::PersonalErased:
    case EventKind::Unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

namespace {

// What staff at the kiosk do to a complaint that the centre has moved on: it goes forward only.
bool GoesForward(const std::string& from_word, const std::string& to_word) {
  const auto from = domain::ParseComplaintState(from_word);
  const auto to = domain::ParseComplaintState(to_word);
  return from && to && *to > *from;
}

// Whether that could still be done to a record the centre has moved on, and leads where the kiosk says.
bool IsStillPossible(const std::string& from_word, const RecordEffect& effect) {
  if (effect.kind != RecordKind::Order) return GoesForward(from_word, effect.state);
  const auto from = domain::ParseOrderState(from_word);
  if (!from || !effect.act) return false;
  const auto to = domain::After(*from, *effect.act, effect.by);
  return to && domain::WireName(*to) == effect.state;
}

}  // namespace

bool MakesRecord(const OfferedEvent& event) {
  const auto effect = EffectOf(event);
  return effect && effect->is_first;
}

std::optional<RecordStep> StepOf(const std::optional<KeptRecord>& before, const RecordEffect& effect,
                                 const OfferedEvent& event) {
  RecordStep step;
  if (!before) {  // the event that makes the record may still be to come
    step.after = {effect.kind, event.service_code, effect.state, event.sequence, false};
    step.standing = effect.state;
    return step;
  }
  step.after = *before;
  if (effect.is_first) {  // it comes after one that changed the record: the later state stays
    step.after.kind = effect.kind;
    step.after.service_code = event.service_code;
    step.standing = effect.state;
    return step;
  }
  if (event.sequence <= before->sequence) return std::nullopt;
  // Once the centre has set a state, its word is the last: it tells the kiosk what came of the act at the kiosk.
  const bool stands = !before->is_set_here || IsStillPossible(before->state, effect);
  step.after.state = stands ? effect.state : before->state;
  step.after.sequence = event.sequence;
  if (step.after.state != before->state) step.standing = step.after.state;
  // Many acts on a complaint change no state: then there is nothing to put right at the kiosk.
  const bool is_news = effect.kind == RecordKind::Order || step.after.state != effect.state;
  step.is_told = before->is_set_here && is_news;
  return step;
}

bool IsClosed(std::string_view order_state) {
  return std::string_view(kClosedStates).find("'" + std::string(order_state) + "'") != std::string_view::npos;
}

Registration ReadRegistration(std::string_view event) {
  Registration registration;
  boost::json::error_code failed;
  const boost::json::value value = boost::json::parse(event, failed);
  const auto text_at = [&](std::string_view pointer) -> std::string {
    if (failed) return {};
    boost::json::error_code missing;
    const auto* found = value.find_pointer(pointer, missing);  // RFC 6901
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
  };
  const auto of_data = [&](std::string_view name) { return text_at("/data/" + std::string(name)); };
  registration.service_code = of_data("service_code");
  if (!registration.service_code.empty()) {
    const auto urgency = domain::ParseUrgency(of_data("urgency"));
    registration.urgency = domain::WireName(urgency.value_or(domain::Urgency::Ordinary));
    registration.package_code = of_data("package_code");
    registration.compound = of_data("compound");
  }
  auto requested_at = base::ParseUtc(of_data("requested_datetime"));
  if (!requested_at) requested_at = base::ParseUtc(text_at("/time"));
  registration.requested_at = requested_at.value_or(base::TimePoint{});
  registration.due = base::ParseUtc(of_data("expected_datetime"));
  return registration;
}

base::Result<OpenRating> ReadRating(std::string_view event) {
  boost::json::error_code failed;
  const boost::json::value value = boost::json::parse(event, failed);
  const auto find = [&](const std::string& pointer) -> const boost::json::value* {
    boost::json::error_code missing;
    return failed ? nullptr : value.find_pointer(pointer, missing);  // RFC 6901
  };
  const auto of_data = [&](const std::string& name) { return find("/data/" + name); };
  const auto text_in = [](const boost::json::value* found) -> std::string {
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
  };
  const auto stars_for = [&](const std::string& name) -> int {
    const auto* found = of_data("stars/" + name);
    if (found == nullptr || !found->is_int64()) return 0;
    const std::int64_t stars = found->get_int64();
    return stars >= 1 && stars <= 5 ? static_cast<int>(stars) : 0;
  };
  OpenRating rating;
  rating.id = text_in(of_data("rating_id"));
  const auto* anonymous = of_data("anonymous");
  rating.is_anonymous = anonymous == nullptr || !anonymous->is_bool() || anonymous->get_bool();
  if (!rating.is_anonymous) rating.number = text_in(of_data("service_request_id"));
  if (!rating.is_anonymous && rating.number.empty()) rating.number = text_in(find("/subject"));
  rating.service_code = text_in(of_data("service_code"));
  rating.day = text_in(of_data("day"));
  rating.overall = stars_for("overall");
  rating.timeliness = stars_for("timeliness");
  rating.professionalism = stars_for("professionalism");
  rating.attitude = stars_for("attitude");
  const auto* reasons = of_data("reason_codes");
  if (reasons != nullptr && reasons->is_array()) {
    for (const auto& each : reasons->get_array()) {
      if (each.is_string()) rating.reason_codes.emplace_back(each.get_string());
    }
  }
  if (rating.overall == 0) return Error{ErrorCode::Corrupt, "a rating in the archive has no overall stars"};
  return rating;
}

base::Result<base::Done> MayBecome(RecordKind kind, const std::string& from, const std::string& to) {
  switch (kind) {
    case RecordKind::Order:
      return OrderMayBecome(from, to);
    case RecordKind::Complaint:
    case RecordKind::Suggestion:
      return ComplaintMayBecome(from, to);
  }
  return Error{ErrorCode::Refused, "this record has no state"};
}

std::string WriteStatusEvent(RecordKind kind, const StatusChange& change, std::string_view event_id) {
  const bool is_order = kind == RecordKind::Order;
  const std::string at = base::FormatUtc(change.at);
  const boost::json::object event{
      {"specversion", "1.0"},
      {"id", event_id},
      {"source", kCentreSource},
      {"type", is_order ? "cn.bianmin.order.status.v1" : "cn.bianmin.complaint.status.v1"},
      {"time", at},
      {"subject", change.number},
      {"datacontenttype", "application/json"},
      {"data", {{"state", change.state}, {is_order ? "note" : "answer", change.note}, {"at", at}}}};
  return boost::json::serialize(event);
}

std::string WritePublishedEvent(const domain::Publication& publication, std::string_view event_id) {
  const boost::json::object event{{"specversion", "1.0"},
                                  {"id", event_id},
                                  {"source", kCentreSource},
                                  {"type", wire::kPublished},
                                  {"time", base::FormatUtc(publication.published_at)},
                                  {"datacontenttype", "application/json"},
                                  {"data", wire::WritePublication(publication)}};
  return boost::json::serialize(event);
}

Error NothingToWithdraw(const domain::Publication& publication) {
  const std::string whom = publication.scope.text().empty() ? "all kiosks" : publication.scope.text();
  return {ErrorCode::NotFound, fmt::format("nothing of the kind '{}' is published for {}; see: bianmin-admin centre "
                                           "published",
                                           domain::WireName(publication.kind), whom)};
}

Error UnreadablePublication(std::string_view kind, std::string_view scope) {
  return {ErrorCode::Corrupt,
          fmt::format("the archive holds a document that cannot be read: '{}' for '{}'", kind, scope)};
}

}  // namespace bianmin::centre
