// The page of one complaint, suggestion or bad rating.
#include "kiosk/app/update_staff.h"
#include "kiosk/app/wizard.h"
#include "kiosk/base/log.h"

namespace bianmin::app {
namespace {

using domain::HandlingAct;
using screens::Field;
using screens::GrievanceState;
using screens::HandlingDraft;
using screens::HandlingProblem;

// Away from an act's page, without what was entered for it.
void EndAct(GrievanceState& page) {
  page.draft.reset();
  page.entries = {};
}

Commands Perform(Model& model, GrievanceState& page) {
  auto request = RequestOf(*page.draft, page.entries);
  page.draft->shows_faults = !request;
  page.draft->asks = false;
  if (!request) return {};
  return Await(model, PerformHandling{HandlerOf(model), page.number, *std::move(request)});
}

// 下一步 on an act's page.
Commands GoOn(Model& model, GrievanceState& page) {
  HandlingDraft& draft = *page.draft;
  draft.shows_faults = !RequestOf(draft, page.entries);
  draft.asks = !draft.shows_faults && screens::CannotBeUndone(draft.act);
  return draft.asks ? Commands{} : Perform(model, page);
}

Commands Leave(Model& model, GrievanceState& page) {
  if (page.queue) return BackToQueue(model, *std::move(page.queue));
  return OpenLedger(model, screens::LedgerTab::Grievances);
}

void Begin(GrievanceState& page, HandlingAct act) {
  page.done.reset();
  page.problem = HandlingProblem::None;
  page.entries = {};
  page.draft = HandlingDraft{.act = act};
  if (act != HandlingAct::Verify) return;
  const domain::Concern& concern = page.grievance->facts.concern;
  if (concern.is_about_staff) page.draft->is_about_staff = true;
  page.draft->workmate = concern.subject;
}

struct OnAct {
  Model& model;
  GrievanceState& page;

  Commands operator()(const screens::ShowComplainant&) const {
    return Await(model, ReadComplainant{HandlerOf(model), page.number});
  }
  Commands operator()(const screens::BeginHandling& act) const {
    if (!page.grievance) return {};
    Begin(page, act.act);
    return act.act == HandlingAct::TakeUp ? Perform(model, page) : Commands{};
  }
  Commands operator()(const screens::ChooseSeverity& act) const {
    if (page.draft) page.draft->severity = act.severity;
    return {};
  }
  Commands operator()(const screens::ChooseConcern& act) const {
    if (page.draft) page.draft->is_about_staff = act.is_about_staff;
    return {};
  }
  Commands operator()(const screens::ChooseWorkmate& act) const {
    if (page.draft) page.draft->workmate = act.number;
    return {};
  }
  Commands operator()(const screens::ChooseCallResult& act) const {
    if (page.draft) page.draft->result = act.result;
    return {};
  }
  Commands operator()(const screens::ChooseDecision& act) const {
    if (page.draft) page.draft->is_upheld = act.is_upheld;
    return {};
  }
  Commands operator()(const screens::AnswerHandling& act) const {
    if (!page.draft || !page.draft->asks) return {};
    page.draft->asks = false;
    return act.is_yes ? Perform(model, page) : Commands{};
  }
  template <class Other>
  Commands operator()(const Other&) const {
    return {};
  }
};

}  // namespace

HandlingProblem ProblemOf(const base::Error& error) {
  switch (error.code) {
    case base::ErrorCode::NotFound:
      return HandlingProblem::NotFound;
    case base::ErrorCode::Refused:
    case base::ErrorCode::Invalid:
    case base::ErrorCode::TooLarge:
    case base::ErrorCode::Conflict:
      return HandlingProblem::NotPossible;
    default:
      base::LogError("an act of staff was not saved: {}", error.message);
      return HandlingProblem::NotSaved;
  }
}

domain::Handler HandlerOf(const Model& model) {
  return {.number = model.staff->member.number, .role = model.staff->member.role};
}

Commands OpenGrievancePage(Model& model, const domain::RecordNumber& number) {
  ShowStaffScreen(model, GrievanceState{.number = number, .queue = QueueBehind(model)});
  return {OfStaff(GrievanceCommand{ReadGrievance{HandlerOf(model), number}})};
}

Commands ActOnGrievance(Model& model, GrievanceState& page, const screens::GrievanceAct& act) {
  return std::visit(OnAct{model, page}, act);
}

Commands OnPage(Model& model, GrievanceState& page, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return page.draft ? GoOn(model, page) : Commands{};
  if (std::holds_alternative<screens::GoBack>(action)) {
    if (!page.draft) return Leave(model, page);
    page.problem = HandlingProblem::None;
    EndAct(page);
  }
  UpdateEntries(page.entries, action);
  return {};
}

Commands Handle(Model& model, const GrievanceRead& report, const Circumstances&) {
  auto* page = StaffState<GrievanceState>(model);
  if (page == nullptr) return {};
  page->workmates = report.workmates;
  if (report.grievance) {
    page->grievance = *report.grievance;
  } else {
    page->problem = ProblemOf(report.grievance.error());
  }
  return {};
}

Commands Handle(Model& model, const GrievanceHandled& report, const Circumstances&) {
  auto* page = StaffState<GrievanceState>(model);
  if (page == nullptr) return {};
  model.is_saving = false;
  if (!report.grievance) {
    page->problem = ProblemOf(report.grievance.error());
    if (page->draft && page->draft->act == HandlingAct::TakeUp) EndAct(*page);
    return {};
  }
  EndAct(*page);
  page->problem = HandlingProblem::None;
  page->done = report.act;
  page->grievance = *report.grievance;
  // Whom it is about may have become known: then it is not there any more for whoever may not see it.
  if (domain::MaySee(page->grievance->facts.concern, HandlerOf(model))) return {};
  return Leave(model, *page);
}

Commands Handle(Model& model, const ComplainantRead& report, const Circumstances&) {
  auto* page = StaffState<GrievanceState>(model);
  if (page == nullptr) return {};
  model.is_saving = false;
  if (report.contact) {
    page->contact = *report.contact;
  } else {
    page->problem = ProblemOf(report.contact.error());
  }
  return {};
}

}  // namespace bianmin::app
