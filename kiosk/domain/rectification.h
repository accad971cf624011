#pragma once
// One line of the 整改台账 (R28): a problem, its cause, the measure, who does it by when, the evidence, and who
// verified it, which is never its owner. Opened by every rating of two stars and below, by a complaint, or by staff
// after a check of their own. This file holds the rules; storing is kiosk/store/ledger.h's.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/id.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/concern.h"
#include "kiosk/domain/grievance.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

using RectificationId = base::Id<struct RectificationTag>;

enum class RectificationOrigin { Complaint, Rating, Check };  // 投诉建议, 差评, 自查

enum class RectificationState {
  Open,      // 待整改
  Planned,   // 整改中: cause, measure, owner and due are set
  Done,      // 待复核
  Verified,  // 已复核
  Closed,    // 已销号
};

enum class RectificationAct {
  Plan,          // 制定措施; again: a correction
  AddEvidence,   // 添加佐证: text or photo
  ReportDone,    // 提请复核
  Verify,        // 复核通过
  SendBack,      // 复核不通过
  CallBack,      // 回访
  Close,         // 销号
  Appeal,        // of an anonymous bad rating, whose only record this is
  DecideAppeal,  // the same
};

struct RectificationFacts {
  RectificationOrigin origin = RectificationOrigin::Check;
  RectificationState state = RectificationState::Open;
  Concern concern;
  std::optional<StaffNumber> owner;
  int evidence = 0;
  bool is_named = false;              // there is somebody to call back
  bool has_anonymous_rating = false;  // appeals are made here, not at a grievance
  bool is_called_back = false;        // and the resident is satisfied
  int calls_not_reached = 0;
  AppealState appeal = AppealState::None;
  std::optional<StaffNumber> appellant;
};

// The state after `act`, or Refused with the reason. A CallBack that found the resident not satisfied leads back to
// Planned, an upheld appeal to Closed.
base::Result<RectificationState> After(const RectificationFacts& facts, RectificationAct act, const Handler& by);
std::vector<RectificationAct> ActsOpenTo(const RectificationFacts& facts, const Handler& by);

// Whether somebody still has to do something before it is verified.
bool IsUnverified(RectificationState state);
// Overdue until it is reported done; the day counts to its end.
ClockState ClockAt(RectificationState state, base::Date due, std::optional<base::Date> done, base::Date today);

std::string_view WireName(RectificationOrigin origin);
std::string_view WireName(RectificationState state);
std::string_view WireName(RectificationAct act);
std::optional<RectificationOrigin> ParseRectificationOrigin(std::string_view text);
std::optional<RectificationState> ParseRectificationState(std::string_view text);
std::optional<RectificationAct> ParseRectificationAct(std::string_view text);

}  // namespace bianmin::domain
