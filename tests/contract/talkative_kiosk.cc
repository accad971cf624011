#include "tests/contract/talkative_kiosk.h"

#include "kiosk/domain/change.h"
#include "kiosk/store/casework.h"
#include "kiosk/store/grievances.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/restore.h"
#include "kiosk/store/rights.h"
#include "kiosk/store/shifts.h"
#include "tests/support/casework_acts.h"
#include "tests/support/staff_desk.h"

namespace bianmin::contract {
namespace {

using support::Must;

// Fifteen events: a complaint, and what staff do to it, to a bad rating and to their rectifications.
void StaffHandle(store::Store& store, const domain::FiledComplaint& filed) {
  using namespace domain::handling;
  namespace rectifying = domain::rectifying;
  store::Grievances grievances{store};
  store::Ledger ledger{store};
  const auto number = Must(store.FileComplaint(filed)).number;
  Must(grievances.Perform(number, Verify{.severity = domain::Severity::Grave, .findings = "属实"}, support::kLi));
  Must(grievances.Perform(number, Extend{"涉及多个部门"}, support::kSupervisor));
  Must(grievances.Perform(number, AssignTo{support::kZhang.number}, support::kDispatcher));
  const auto line =
      Must(grievances.Perform(number, RequireRectification{"没有及时报修"}, support::kLi)).rectifications[0];
  Must(ledger.Perform(line,
                      rectifying::Plan{.cause = "没有台账",
                                       .measure = "每天巡查",
                                       .owner = support::kZhang.number,
                                       .due = std::chrono::year{2027} / 1 / 8},
                      support::kLi));
  Must(ledger.Enter({.problem = "等候区没有饮水", .service_code = "home.repair.plumbing"}, support::kLi));
  const auto order = Must(store.RegisterOrder(support::LeakingPipe())).number;
  const auto bad = *Must(store.GiveRating(support::NamedRating(order, 1))).number;
  Must(grievances.Perform(bad, Appeal{"评价的是另一家"}, support::kLi));
  Must(grievances.Perform(bad, DecideAppeal{true, "属实"}, support::kSupervisor));
  Must(store.GiveRating(support::AnonymousRating(Must(store.RegisterOrder(support::LeakingPipe())).number, 1)));
  for (const auto& each : Must(ledger.Open(support::kSupervisor))) {
    if (each.facts.has_anonymous_rating) Must(ledger.Perform(each.id, rectifying::Appeal{"重复"}, support::kLi));
  }
}

}  // namespace

void SayEverything(store::Store& store, const base::Clock& clock) {
  const auto order = Must(store.RegisterOrder(support::LeakingPipe()));
  Must(store.RemindOrder(order.number));
  Must(store.CancelOrder(order.number, "solved"));
  support::Employ(store);
  const domain::SignedIn supervisor{support::kSupervisor.number, support::kSupervisor.role};
  const auto handled = Must(store.RegisterOrder(support::LeakingPipe()));
  for (const auto act : {domain::OrderAct::Reclassify, domain::OrderAct::AskBack, domain::OrderAct::Assign,
                         domain::OrderAct::SetPriority, domain::OrderAct::Accept, domain::OrderAct::Dispatch,
                         domain::OrderAct::ConfirmDetails, domain::OrderAct::BeginService,
                         domain::OrderAct::ReportProblem, domain::OrderAct::FinishService,
                         domain::OrderAct::ConfirmCompletion, domain::OrderAct::Reopen, domain::OrderAct::Decline}) {
    Must(store::Casework{store}.Perform(supervisor, handled.number, support::AnActOf(act)));
  }
  Must(store::Casework{store}.Perform(supervisor, handled.number, support::AnActOf(domain::OrderAct::Reopen)));
  Must(store::Casework{store}.Perform(supervisor, handled.number, support::AnActOf(domain::OrderAct::Cancel)));
  Must(store::Casework{store}.RegisterOnBehalf(supervisor, support::LeakingPipe(), {.has_consent = true}));
  const auto served = Must(store.RegisterOrder(support::LeakingPipe()));
  for (const auto act : {domain::OrderAct::Accept, domain::OrderAct::Dispatch, domain::OrderAct::BeginService,
                         domain::OrderAct::FinishService}) {
    Must(store::Casework{store}.Perform(supervisor, served.number, support::AnActOf(act)));
  }
  Must(store.ConfirmCompletion(served.number));
  Must(store.Reopen(served.number));
  const auto rated = Must(store.RegisterOrder(support::LeakingPipe()));
  Must(store.GiveRating(support::AnonymousRating(rated.number, 5)));
  const auto named = Must(store.RegisterOrder(support::LeakingPipe()));
  Must(store.GiveRating(support::NamedRating(named.number, 4)));
  auto complaint = support::BrokenLift();
  Must(store.FileComplaint(complaint));
  complaint.about = domain::About::Centre;
  complaint.kind = domain::ComplaintKind::Suggestion;
  complaint.contact.reset();
  Must(store.FileComplaint(complaint));
  StaffHandle(store, support::BrokenLift());
  const auto clerk = domain::StaffNumber::Parse("1001").value();
  const auto shift = Must(store::Shifts{store}.Open(clerk));
  Must(store::Shifts{store}.Close({.shift = shift.id, .left_by = clerk, .successor = domain::NoSuccessor::ComesLater}));
  Must(store::ContinueAfterRestore(store, clock.Now()));
  Must(store::Rights{store}.CorrectContact(named.number, support::SomebodyElse(), clerk));
  Must(store::Rights{store}.ErasePersonal(order.number, clerk));
}

}  // namespace bianmin::contract
