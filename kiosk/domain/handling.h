#pragma once
// What staff do to a grievance (kiosk/domain/grievance.h), each act with what it takes, and what they see of one.
// Values only: the rules are in grievance.h, storing in kiosk/store/grievances.h.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/domain/grievance.h"
#include "kiosk/domain/rectification.h"

namespace bianmin::domain {

// A text of an act has at most kMaxFreeTextCharacters; one without a remark here must not be empty.
namespace handling {

struct TakeUp {};
struct AssignTo {
  StaffNumber owner;  // must be allowed to see it
};
struct Verify {
  Severity severity = Severity::Minor;
  bool is_about_staff = false;
  std::optional<StaffNumber> subject;  // nobody verifies what is about themself
  std::string findings;
  std::string remedy_sought;  // may be empty
};
struct Extend {
  std::string reason;
};
struct Answer {
  std::string words;  // for the resident to read; a later one takes its place, both stay in the history
};
struct RequireRectification {
  std::string problem;
};
struct Rectify {
  std::string remedy_given;
};
struct CallBack {
  CallBackResult result = CallBackResult::Satisfied;
  std::string words;  // may be empty
};
struct Close {
  std::string words;  // may be empty
};
struct TakeUpAgain {
  std::string reason;
};
struct Appeal {
  std::string reason;
};
struct DecideAppeal {
  bool is_upheld = false;
  std::string reason;
};

}  // namespace handling

using HandlingRequest =
    std::variant<handling::TakeUp, handling::AssignTo, handling::Verify, handling::Extend, handling::Answer,
                 handling::RequireRectification, handling::Rectify, handling::CallBack, handling::Close,
                 handling::TakeUpAgain, handling::Appeal, handling::DecideAppeal>;

HandlingAct ActOf(const HandlingRequest& request);
// What was written with it; empty for an act without words.
std::string WordsOf(const HandlingRequest& request);
bool NeedsWords(const HandlingRequest& request);

struct HandlingEntry {
  std::optional<HandlingAct> act;  // nothing: the city's word
  HandlingStep step = HandlingStep::Received;
  std::optional<StaffNumber> by;  // nothing: the city
  base::TimePoint at;
  std::string outcome;  // the wire name of a severity, call-back result, appeal's decision or state; may be empty
  std::string words;
};

// What the resident said: a complaint or suggestion, or a rating of two stars and below.
struct SaidByComplaint {
  About about = About::Service;
  std::string subject_code;
  std::string whom;
  Occasion occasion = Occasion::Today;
  std::string description;
  std::optional<RecordNumber> order;
};
struct SaidByRating {
  int stars = 1;
  std::string service_code;
  std::string window_code;  // of a visit
  std::vector<std::string> reason_codes;
  std::string comment;
  std::optional<RecordNumber> order;
};

struct Grievance {
  RecordNumber number;
  GrievanceFacts facts;
  GrievanceTimes times;
  std::variant<SaidByComplaint, SaidByRating> said;
  std::optional<StaffNumber> owner;
  std::optional<Severity> severity;
  std::string answer;  // what the resident reads
  std::string remedy_sought;
  std::string remedy_given;
  std::vector<HandlingEntry> history;  // oldest first
  std::vector<RectificationId> rectifications;
};

// One row of a list.
struct GrievanceSummary {
  RecordNumber number;
  GrievanceKind kind = GrievanceKind::Complaint;
  HandlingStep step = HandlingStep::Received;
  bool is_about_staff = false;
  std::optional<StaffNumber> owner;
  GrievanceTimes times;
};

}  // namespace bianmin::domain
