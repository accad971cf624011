#include "kiosk/domain/complaint.h"

#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<ComplaintKind, 2> kKindNames{
    {{ComplaintKind::Complaint, "complaint"}, {ComplaintKind::Suggestion, "suggestion"}}};
constexpr WireNames<About, 7> kAboutNames{{{About::Service, "service"},
                                           {About::Provider, "provider"},
                                           {About::Staff, "staff"},
                                           {About::Charge, "charge"},
                                           {About::Facility, "facility"},
                                           {About::Centre, "centre"},
                                           {About::Other, "other"}}};
constexpr WireNames<Occasion, 4> kOccasionNames{{{Occasion::Today, "today"},
                                                 {Occasion::Yesterday, "yesterday"},
                                                 {Occasion::ThisWeek, "this_week"},
                                                 {Occasion::Earlier, "earlier"}}};
constexpr WireNames<ComplaintState, 4> kStateNames{{{ComplaintState::Received, "received"},
                                                    {ComplaintState::BeingHandled, "being_handled"},
                                                    {ComplaintState::Answered, "answered"},
                                                    {ComplaintState::Closed, "closed"}}};

}  // namespace

base::TimePoint ComplaintDue(const ResponseTimes& times, const WorkingCalendar& calendar, ComplaintKind kind,
                             base::TimePoint filed) {
  const bool is_complaint = kind == ComplaintKind::Complaint;
  return calendar.AfterWorkingDays(filed, is_complaint ? times.complaint_working_days : times.suggestion_working_days);
}

std::string_view WireName(ComplaintKind kind) { return NameIn(kKindNames, kind); }
std::string_view WireName(About about) { return NameIn(kAboutNames, about); }
std::string_view WireName(Occasion occasion) { return NameIn(kOccasionNames, occasion); }
std::string_view WireName(ComplaintState state) { return NameIn(kStateNames, state); }
std::optional<ComplaintKind> ParseComplaintKind(std::string_view text) { return ParseIn(kKindNames, text); }
std::optional<About> ParseAbout(std::string_view text) { return ParseIn(kAboutNames, text); }
std::optional<Occasion> ParseOccasion(std::string_view text) { return ParseIn(kOccasionNames, text); }
std::optional<ComplaintState> ParseComplaintState(std::string_view text) { return ParseIn(kStateNames, text); }

}  // namespace bianmin::domain
