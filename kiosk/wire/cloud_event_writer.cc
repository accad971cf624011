#include "kiosk/wire/cloud_event_writer.h"

#include <fmt/format.h>

#include <boost/json.hpp>

namespace bianmin::wire {
namespace {

using domain::EventStamp;
using domain::RecordNumber;
namespace json = boost::json;

json::string_view View(std::string_view text) { return {text.data(), text.size()}; }

std::string SealedFor(const base::PublicKey& key, const json::object& personal) {
  return base::ToBase64(base::Seal(key, json::serialize(personal)));
}

// The attributes of CloudEvents 1.0 in the order in which people read them, and the content last.
std::string Frozen(const std::string& source, std::string_view type, const std::optional<RecordNumber>& subject,
                   const EventStamp& stamp, json::object content) {
  json::object event;
  event["specversion"] = "1.0";
  event["id"] = stamp.id.Text();
  event["source"] = source;
  event["type"] = fmt::format("cn.bianmin.{}.v1", type);
  if (subject) event["subject"] = subject->text();
  event["time"] = base::FormatUtc(stamp.time);
  event["sequence"] = fmt::format("{:016}", stamp.sequence);
  event["datacontenttype"] = "application/json";
  event["data"] = std::move(content);
  return json::serialize(event);
}

json::object PersonalOf(const domain::Contact& contact) {
  json::object personal;
  personal["name"] = contact.name.text();
  personal["phone"] = contact.phone.digits();
  return personal;
}

json::object PersonalOf(const domain::Need& need) {
  json::object personal = PersonalOf(need.contact);
  personal["description"] = need.description;
  personal["address"] = need.address_text;
  if (need.address) {
    personal["building"] = need.address->building;
    personal["unit"] = need.address->unit;
    personal["room"] = need.address->room;
    personal["address_note"] = need.address->note;
  }
  return personal;
}

json::object GradesOf(const domain::Grades& grades) {
  json::object stars;
  for (const domain::Dimension dimension : domain::kDimensions) {
    const auto grade = grades.Of(dimension);
    if (grade) stars[View(domain::WireName(dimension))] = grade->stars();
  }
  return stars;
}

// Which order or visit a named rating is about.
void AddRated(const domain::Rated& rated, json::object& content, json::object& personal) {
  if (const auto* order = std::get_if<domain::RatedOrder>(&rated)) {
    content["service_request_id"] = order->number.text();
    return;
  }
  const auto& visit = std::get<domain::RatedVisit>(rated);
  content["window_code"] = visit.window_code;
  content["visit_date"] = base::FormatDate(visit.date);
  if (!visit.ticket.empty()) personal["ticket"] = visit.ticket;
}

}  // namespace

std::string CloudEventWriter::OrderRegistered(const domain::Order& order, const EventStamp& stamp) const {
  const domain::Need& need = order.need;
  json::object content;
  content["service_request_id"] = order.number.text();
  content["service_code"] = need.service_code;
  content["package_code"] = need.package_code;
  content["urgency"] = View(domain::WireName(need.urgency));
  content["requested_datetime"] = base::FormatUtc(order.registered_at);
  content["expected_datetime"] = base::FormatUtc(order.respond_by);
  content["needs_visit"] = need.wants_home_registration;
  if (need.appointment) {
    content["appointment"] = {{"date", base::FormatDate(need.appointment->date)},
                              {"half", View(domain::WireName(need.appointment->half))}};
  }
  if (need.address && !need.address->compound.empty()) content["compound"] = need.address->compound;
  content["sealed"] = SealedFor(keys_.centre, PersonalOf(need));
  return Frozen(source_, "order.registered", order.number, stamp, std::move(content));
}

std::string CloudEventWriter::OrderCancelled(const RecordNumber& number, std::string_view reason_code,
                                             const EventStamp& stamp) const {
  return Frozen(source_, "order.cancelled", number, stamp,
                {{"service_request_id", number.text()}, {"reason_code", View(reason_code)}});
}

std::string CloudEventWriter::OrderReminded(const RecordNumber& number, const EventStamp& stamp) const {
  return Frozen(source_, "order.reminded", number, stamp, {{"service_request_id", number.text()}});
}

std::string CloudEventWriter::OrderCompletionConfirmed(const RecordNumber& number, const EventStamp& stamp) const {
  return Frozen(source_, "order.completed", number, stamp, {{"service_request_id", number.text()}});
}

std::string CloudEventWriter::OrderReopened(const RecordNumber& number, const EventStamp& stamp) const {
  return Frozen(source_, "order.reopened", number, stamp, {{"service_request_id", number.text()}});
}

std::string CloudEventWriter::OrderHandled(const domain::HandledOrder& handled, const EventStamp& stamp) const {
  json::object content;
  content["service_request_id"] = handled.number.text();
  content["act"] = View(domain::WireName(handled.act));
  content["state"] = View(domain::WireName(handled.state));
  content["role"] = View(domain::WireName(handled.role));
  if (!handled.reason_code.empty()) content["reason_code"] = handled.reason_code;
  if (!handled.provider_code.empty()) content["provider_code"] = handled.provider_code;
  if (!handled.service_code.empty()) content["service_code"] = handled.service_code;
  json::object words;
  if (!handled.text.empty()) words["text"] = handled.text;
  if (!handled.place.empty()) words["place"] = handled.place;
  if (!words.empty()) content["sealed"] = SealedFor(keys_.centre, words);
  return Frozen(source_, "order.handled", handled.number, stamp, std::move(content));
}

std::string CloudEventWriter::RatingGiven(const domain::RatingId& id, const domain::GivenRating& rating,
                                          const std::optional<RecordNumber>& number, const EventStamp& stamp) const {
  json::object content;
  json::object personal;
  content["rating_id"] = id.Text();
  content["anonymous"] = rating.is_anonymous();
  content["service_code"] = rating.service_code;
  content["day"] = base::FormatDate(base::LocalDate(stamp.time));
  content["stars"] = GradesOf(rating.grades);
  content["reason_codes"] = json::array(rating.reason_codes.begin(), rating.reason_codes.end());
  if (rating.contact) {
    personal = PersonalOf(*rating.contact);
    AddRated(rating.rated, content, personal);
  }
  personal["comment"] = rating.comment;
  content["sealed"] = SealedFor(keys_.centre, personal);
  const bool is_named = !rating.is_anonymous();
  return Frozen(source_, "rating.given", is_named ? number : std::nullopt, stamp, std::move(content));
}

std::string CloudEventWriter::ComplaintFiled(const domain::Complaint& complaint, const EventStamp& stamp) const {
  const domain::FiledComplaint& filed = complaint.filed;
  const bool is_for_the_city = filed.about == domain::About::Centre;
  json::object personal;
  if (filed.contact) personal = PersonalOf(*filed.contact);
  personal["whom"] = filed.whom;
  personal["description"] = filed.description;
  json::object content;
  content["anonymous"] = filed.is_anonymous();
  content["about"] = View(domain::WireName(filed.about));
  content["subject_code"] = filed.subject_code;
  content["occasion"] = View(domain::WireName(filed.occasion));
  content["requested_datetime"] = base::FormatUtc(complaint.filed_at);
  content["expected_datetime"] = base::FormatUtc(complaint.answer_by);
  if (filed.order) (is_for_the_city ? personal : content)["service_request_id"] = filed.order->text();
  content["sealed_for"] = is_for_the_city ? "city" : "centre";
  content["sealed"] = SealedFor(is_for_the_city ? keys_.city.value_or(keys_.centre) : keys_.centre, personal);
  const bool is_complaint = filed.kind == domain::ComplaintKind::Complaint;
  return Frozen(source_, is_complaint ? "complaint.filed" : "suggestion.filed", complaint.number, stamp,
                std::move(content));
}

std::string CloudEventWriter::ShiftClosed(const domain::ClosedShift& closed, const EventStamp& stamp) const {
  const domain::ShiftFigures& f = closed.figures;
  json::object content;
  content["shift"] = closed.shift.number;
  content["opened_datetime"] = base::FormatUtc(closed.shift.opened_at);
  content["closed_datetime"] = base::FormatUtc(closed.closed_at);
  content["has_successor"] = closed.taken_by.has_value();
  content["came_in"] = {{"orders", f.orders_in},         {"urgent", f.urgent_in},
                        {"complaints", f.complaints_in}, {"suggestions", f.suggestions_in},
                        {"named_ratings", f.ratings_in}, {"bad_named_ratings", f.bad_ratings_in}};
  content["done"] = {{"orders_moved", f.orders_moved}, {"orders_ended", f.orders_ended}, {"staff_acts", f.staff_acts}};
  content["left"] = {{"orders", f.orders_open},
                     {"orders_unanswered", f.orders_unanswered},
                     {"orders_overdue", f.orders_overdue},
                     {"complaints", f.complaints_open},
                     {"complaints_overdue", f.complaints_overdue},
                     {"bad_ratings", f.bad_ratings_open}};
  json::object events{
      {"made", f.city.made}, {"confirmed", f.city.confirmed}, {"waiting", f.city.waiting}, {"refused", f.city.refused}};
  if (f.city.waiting_since) events["waiting_since"] = base::FormatUtc(*f.city.waiting_since);
  content["events"] = std::move(events);
  content["figures_digest"] = base::ToHex(base::Sha256(domain::CanonicalText(f)));
  return Frozen(source_, "shift.closed", std::nullopt, stamp, std::move(content));
}

std::string CloudEventWriter::KioskRestored(const domain::RestoredKiosk& restored, const EventStamp& stamp) const {
  return Frozen(source_, "kiosk.restored", std::nullopt, stamp,
                {{"backup_datetime", base::FormatUtc(restored.backup_made_at)},
                 {"last_sequence", restored.last_sequence},
                 {"next_sequence", restored.next_sequence}});
}

std::string CloudEventWriter::ContactCorrected(const RecordNumber& number, const domain::Contact& contact,
                                               const EventStamp& stamp) const {
  return Frozen(source_, "contact.corrected", number, stamp,
                {{"service_request_id", number.text()}, {"sealed", SealedFor(keys_.centre, PersonalOf(contact))}});
}

std::string CloudEventWriter::PersonalErased(const RecordNumber& number, const EventStamp& stamp) const {
  return Frozen(source_, "personal.erased", number, stamp, {{"service_request_id", number.text()}});
}

// Who acted, on whom and in which words is for the centre alone: a staff number never stands in the open.
std::string CloudEventWriter::ComplaintHandled(const domain::GrievanceHandled& handled, const EventStamp& stamp) const {
  json::object personal;
  personal["staff"] = handled.by.text();
  if (handled.owner) personal["owner"] = handled.owner->text();
  if (handled.subject) personal["subject"] = handled.subject->text();
  personal["words"] = handled.words;
  json::object content;
  content["kind"] = View(domain::WireName(handled.kind));
  content["act"] = View(domain::WireName(handled.act));
  content["step"] = View(domain::WireName(handled.step));
  content["state"] = View(domain::WireName(domain::StateOf(handled.step)));
  content["outcome"] = handled.outcome;
  content["expected_datetime"] = base::FormatUtc(handled.answer_by);
  content["sealed"] = SealedFor(keys_.centre, personal);
  return Frozen(source_, "complaint.handled", handled.number, stamp, std::move(content));
}

std::string CloudEventWriter::RectificationHasChanged(const domain::RectificationChanged& changed,
                                                      const EventStamp& stamp) const {
  json::object personal;
  personal["staff"] = changed.by.text();
  if (changed.owner) personal["owner"] = changed.owner->text();
  personal["words"] = changed.words;
  json::object content;
  content["rectification_id"] = changed.id.Text();
  content["origin"] = View(domain::WireName(changed.origin));
  if (changed.rating) content["rating_id"] = changed.rating->Text();
  content["act"] = changed.act ? View(domain::WireName(*changed.act)) : View("open");
  content["state"] = View(domain::WireName(changed.state));
  content["outcome"] = changed.outcome;
  content["service_code"] = changed.service_code;
  content["due"] = base::FormatDate(changed.due);
  content["sealed"] = SealedFor(keys_.centre, personal);
  return Frozen(source_, "rectification.changed", changed.number, stamp, std::move(content));
}

}  // namespace bianmin::wire
