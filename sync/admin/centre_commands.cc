#include "sync/admin/centre_commands.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "kiosk/domain/city_number.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::admin {
namespace {

using base::Error;
using base::ErrorCode;

std::string_view WhatIsWrong(domain::InputFault fault) {
  switch (fault) {
    case domain::InputFault::Missing:
      return "nothing was given";
    case domain::InputFault::TooShort:
      return "it is too short";
    case domain::InputFault::TooLong:
      return "it is too long";
    case domain::InputFault::NotAPhone:
      return "it is no telephone number";
    case domain::InputFault::BadCharacter:
      return "it holds a character that is not allowed";
    case domain::InputFault::NotText:
      return "it is not UTF-8";
    case domain::InputFault::BadNumber:
      return "its check digit is wrong, so a digit was mistyped";
    case domain::InputFault::EasyToGuess:
      return "it is easy to guess";
  }
  return "it cannot be used";
}

boost::json::object ToJson(const std::map<std::string, std::int64_t>& counts) {
  boost::json::object object;
  for (const auto& [name, count] : counts) object[name] = count;
  return object;
}

}  // namespace

base::Result<std::string> ParseNumber(const std::string& text) {
  const auto number = domain::RecordNumber::Parse(text);
  if (number) return number->text();
  return Error{ErrorCode::Invalid, fmt::format("'{}' is not a record number: {}", text, WhatIsWrong(number.error()))};
}

base::Result<Report> CountCentre(centre::Archive& archive) {
  const auto counts = archive.CountAll();
  if (!counts) return counts.error();
  Report report;
  report.lines.push_back(fmt::format("{} events from {} kiosks", counts->events, counts->kiosks));
  for (const auto& [type, count] : counts->by_type) report.lines.push_back(fmt::format("{:8}  {}", count, type));
  report.lines.emplace_back("where records stand");
  for (const auto& [state, count] : counts->by_state) report.lines.push_back(fmt::format("{:8}  {}", count, state));
  report.lines.push_back(fmt::format("{} changes told to kiosks", counts->changes));
  report.lines.push_back(fmt::format("kept for a person: {} conflicts, {} broken events, {} of a type not yet known",
                                     counts->conflicts, counts->broken, counts->unknown));
  report.json = {{"events", counts->events},           {"kiosks", counts->kiosks},
                 {"by_type", ToJson(counts->by_type)}, {"by_state", ToJson(counts->by_state)},
                 {"changes", counts->changes},         {"conflicts", counts->conflicts},
                 {"broken", counts->broken},           {"unknown", counts->unknown}};
  return report;
}

base::Result<Report> ListCentre(centre::Archive& archive, const centre::ListFilter& filter) {
  const auto events = archive.List(filter);
  if (!events) return events.error();
  Report report;
  boost::json::array records;
  for (const centre::ListedEvent& event : *events) {
    const std::string time = base::FormatUtc(event.time);
    report.lines.push_back(fmt::format("{:11}  {:31}  {}  {:20}  {}", event.number.empty() ? "-" : event.number,
                                       event.type, time, event.state.empty() ? "-" : event.state, event.source));
    records.push_back({{"number", event.number},
                       {"type", event.type},
                       {"time", time},
                       {"state", event.state},
                       {"source", event.source},
                       {"sequence", event.sequence}});
  }
  if (events->empty()) report.lines.emplace_back("nothing found");
  report.json = {{"records", std::move(records)}};
  return report;
}

base::Result<Report> SetStatus(centre::Archive& archive, const StatusOrder& order, base::TimePoint now) {
  const auto number = ParseNumber(order.number);
  if (!number) return number.error();
  const auto note = domain::ParseText(order.note, domain::kMaxFreeTextCharacters);
  if (!note) return Error{ErrorCode::Invalid, fmt::format("the note cannot be used: {}", WhatIsWrong(note.error()))};
  const auto before = archive.AddStatus({*number, order.state, *note, now}, order.is_forced);
  if (!before) return before.error();
  Report report;
  const bool is_of_the_city = domain::IsCityNumber(*domain::RecordNumber::Parse(*number));
  const char* who = is_of_the_city ? "other systems of the city see it" : "its kiosk is told";
  report.lines = {fmt::format("{}: {} -> {}; {}", *number, *before, order.state, who)};
  report.json = {{"number", *number}, {"before", *before}, {"state", order.state}, {"at", base::FormatUtc(now)}};
  return report;
}

}  // namespace bianmin::admin
