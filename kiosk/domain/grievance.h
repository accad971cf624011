#pragma once
// How complaints, suggestions and bad ratings are handled at the counter (R14, R25): the steps from receipt to closing,
// who of the staff may do what, and until when. Together they are called grievances here. What residents see, the four
// ComplaintStates, follows from the step. This file holds the rules; storing is kiosk/store/grievances.h's.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/concern.h"
#include "kiosk/domain/response_clock.h"

namespace bianmin::domain {

enum class GrievanceKind { Complaint, Suggestion, BadRating };

enum class HandlingStep {
  Received,    // 已收到
  Verified,    // 已核实
  Answered,    // 已答复
  Rectified,   // 已整改
  CalledBack,  // 已回访
  Closed,      // 已办结
};

enum class HandlingAct {
  TakeUp,                // 由我办理: the handler becomes the owner
  AssignTo,              // 交办: somebody else does
  Verify,                // 核实: severity, whom it concerns, what was found
  Extend,                // 延长办理期限: a complex complaint
  Answer,                // 答复, for the resident to read
  RequireRectification,  // 列入整改台账
  Rectify,               // 整改完成: the remedy that was given
  CallBack,              // 回访
  Close,                 // 办结
  TakeUpAgain,           // 重新办理
  Appeal,                // 申诉: the rating is mistaken or malicious
  DecideAppeal,          // 裁定申诉
};

enum class Severity { Minor, Serious, Grave };  // 一般, 较重, 严重

enum class CallBackResult { Satisfied, NotSatisfied, NotReached };

enum class AppealState { None, Pending, Upheld, Rejected };

// All that decides what may be done.
struct GrievanceFacts {
  GrievanceKind kind = GrievanceKind::Complaint;
  HandlingStep step = HandlingStep::Received;
  Concern concern;
  bool is_named = true;         // somebody can be called back
  int calls_not_reached = 0;    // since it was answered
  int open_rectifications = 0;  // lines that are not verified yet
  bool is_extended = false;
  AppealState appeal = AppealState::None;
  std::optional<StaffNumber> appellant;
};

// The step after `act`, or Refused with the reason when `by` may not do that now. A CallBack is taken for Satisfied:
// After(CallBackResult) says what the others lead to. An upheld appeal closes, AfterAppeal says.
base::Result<HandlingStep> After(const GrievanceFacts& facts, HandlingAct act, const Handler& by);
HandlingStep AfterCallBack(HandlingStep step, CallBackResult result);
HandlingStep AfterAppeal(HandlingStep step, bool is_upheld);
// What a screen offers, in the order in which work goes on.
std::vector<HandlingAct> ActsOpenTo(const GrievanceFacts& facts, const Handler& by);

// What residents are told.
ComplaintState StateOf(HandlingStep step);
// The step of something at `step` after the city said `state`: its word wins, but a step that says no less stays.
HandlingStep AfterCitysWord(HandlingStep step, ComplaintState state);

// The clocks. A bad rating is verified at once; what is answered is called back within days.
struct GrievanceTimes {
  base::TimePoint opened;
  base::TimePoint answer_by;
  std::optional<base::TimePoint> verified;
  std::optional<base::TimePoint> answered;  // first
  std::optional<base::TimePoint> call_back_by;
};
enum class ClockOf { Verification, Answer, CallBack };
struct GrievanceClock {
  ClockOf what = ClockOf::Answer;
  base::TimePoint due;
  ClockState state = ClockState::Running;
};
// The clock that counts now; of what is closed, whether the answer came in time.
GrievanceClock ClockAt(const ResponseTimes& times, GrievanceKind kind, HandlingStep step, const GrievanceTimes& moments,
                       base::TimePoint now);
base::TimePoint AnswerDue(const ResponseTimes& times, const WorkingCalendar& calendar, GrievanceKind kind,
                          base::TimePoint from);
base::TimePoint ExtendedDue(const ResponseTimes& times, const WorkingCalendar& calendar, base::TimePoint filed);
base::TimePoint CallBackDue(const ResponseTimes& times, const WorkingCalendar& calendar, base::TimePoint answered);

// "received", "bad_rating", "take_up_again" …
std::string_view WireName(GrievanceKind kind);
std::string_view WireName(HandlingStep step);
std::string_view WireName(HandlingAct act);
std::string_view WireName(Severity severity);
std::string_view WireName(CallBackResult result);
std::string_view WireName(AppealState state);
std::optional<GrievanceKind> ParseGrievanceKind(std::string_view text);
std::optional<HandlingStep> ParseHandlingStep(std::string_view text);
std::optional<HandlingAct> ParseHandlingAct(std::string_view text);
std::optional<Severity> ParseSeverity(std::string_view text);
std::optional<CallBackResult> ParseCallBackResult(std::string_view text);
std::optional<AppealState> ParseAppealState(std::string_view text);

}  // namespace bianmin::domain
