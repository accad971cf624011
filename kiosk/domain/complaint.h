#pragma once
// Complaints (投诉) and suggestions (建议), named or anonymous (R12, R14, R25).

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/id.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/arrival.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/response_clock.h"

namespace bianmin::domain {

using ComplaintId = base::Id<struct ComplaintTag>;

enum class ComplaintKind { Complaint, Suggestion };

// What or whom it is about. Each is handled apart: Staff is kept from that person, Centre goes to the city alone.
enum class About { Service, Provider, Staff, Charge, Facility, Centre, Other };

// When it happened, as well as people remember it.
enum class Occasion { Today, Yesterday, ThisWeek, Earlier };

enum class ComplaintState { Received, BeingHandled, Answered, Closed };

struct FiledComplaint {
  ComplaintKind kind = ComplaintKind::Complaint;
  About about = About::Service;
  std::string subject_code;  // of the catalogue's complaint_subjects; may be empty
  std::string whom;          // a provider, window or person, in the resident's words; may be empty
  Occasion occasion = Occasion::Today;
  std::string description;
  std::optional<RecordNumber> order;  // the order it concerns
  std::optional<Contact> contact;     // nothing: anonymous

  bool is_anonymous() const { return !contact.has_value(); }
};

struct Complaint {
  ComplaintId id;
  RecordNumber number;
  FiledComplaint filed;
  base::TimePoint filed_at;
  base::TimePoint answer_by;
  ComplaintState state = ComplaintState::Received;
  std::string answer;
  std::optional<ArrivalProof> arrival = {};  // what the centre has signed; nothing before it did
};

base::TimePoint ComplaintDue(const ResponseTimes& times, const WorkingCalendar& calendar, ComplaintKind kind,
                             base::TimePoint filed);

std::string_view WireName(ComplaintKind kind);
std::string_view WireName(About about);
std::string_view WireName(Occasion occasion);
std::string_view WireName(ComplaintState state);
std::optional<ComplaintKind> ParseComplaintKind(std::string_view text);
std::optional<About> ParseAbout(std::string_view text);
std::optional<Occasion> ParseOccasion(std::string_view text);
std::optional<ComplaintState> ParseComplaintState(std::string_view text);

}  // namespace bianmin::domain
