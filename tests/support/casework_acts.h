#pragma once
// Acts of staff with all the parts they need, for tests.

#include "kiosk/domain/casework.h"
#include "kiosk/domain/limits.h"

namespace bianmin::support {

inline constexpr domain::OrderState kOrderStates[] = {
    domain::OrderState::Registered,         domain::OrderState::Accepted,
    domain::OrderState::Dispatched,         domain::OrderState::InService,
    domain::OrderState::AwaitingAcceptance, domain::OrderState::Completed,
    domain::OrderState::Cancelled,          domain::OrderState::Declined};
inline constexpr domain::OrderAct kStaffActs[] = {domain::OrderAct::Accept,
                                                  domain::OrderAct::Dispatch,
                                                  domain::OrderAct::BeginService,
                                                  domain::OrderAct::FinishService,
                                                  domain::OrderAct::ConfirmCompletion,
                                                  domain::OrderAct::Cancel,
                                                  domain::OrderAct::Decline,
                                                  domain::OrderAct::Reopen,
                                                  domain::OrderAct::Reclassify,
                                                  domain::OrderAct::AskBack,
                                                  domain::OrderAct::Assign,
                                                  domain::OrderAct::SetPriority,
                                                  domain::OrderAct::ConfirmDetails,
                                                  domain::OrderAct::ReportProblem};

inline domain::Signature ASignature() {
  domain::Signature signature(2);
  for (std::size_t i = 0; i < domain::kMinSignaturePoints; ++i) {
    const int step = static_cast<int>(i) * 40;
    signature[i % 2].push_back({.x = 200 + step, .y = 300 + step / 2});
  }
  return signature;
}

inline domain::Details TomorrowMorning() {
  return {.when = {.date = std::chrono::year{2026} / 11 / 24, .half = domain::HalfDay::Morning},
          .place = "居民家中，按二楼门铃",
          .fee_fen = 3000};
}

inline domain::CaseAct AnActOf(domain::OrderAct act) {
  using domain::OrderAct;
  domain::CaseAct made{.act = act};
  if (act == OrderAct::Decline || act == OrderAct::Cancel) made.reason_code = "not_offered";
  if (act == OrderAct::AskBack || act == OrderAct::ReportProblem || act == OrderAct::Reopen) made.text = "说明";
  if (act == OrderAct::Reclassify) made.service_code = "home.drain";
  if (act == OrderAct::Dispatch) made.provider_code = "kuaixiu";
  if (act == OrderAct::Assign) made.assignee = domain::StaffNumber::Parse("1001").value();
  if (act == OrderAct::ConfirmDetails) made.details = TomorrowMorning();
  if (act == OrderAct::ConfirmCompletion) made.signature = ASignature();
  if (act == OrderAct::SetPriority) {
    made.care = domain::CareClass::Elder;
    made.text = "独居老人";
  }
  return made;
}

}  // namespace bianmin::support
