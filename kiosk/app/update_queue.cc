// 待办: which rows are wanted, what is searched for, and who takes note of urgent needs.
#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::WorkQueueState;

domain::QueueViewer ViewerOf(const Model& model) { return {model.staff->member.number, model.staff->member.role}; }

Command Read(const Model& model, WorkQueueState& page, std::int64_t first) {
  page.asked = first;
  return OfStaff(QueueCommand{ReadQueue{ViewerOf(model), page.filter, first}});
}

Command Count(const Model& model, const WorkQueueState& page) {
  return OfStaff(QueueCommand{CountQueue{ViewerOf(model), page.shift_began}});
}

void EndTheSearch(WorkQueueState& page) {
  page.words.reset();
  page.found.reset();
  page.fault.reset();
  page.is_unreadable = false;
  page.entries = {};
}

Commands Search(Model& model, WorkQueueState& page) {
  const std::string text = page.entries.Text(Field::Search);
  EndTheSearch(page);
  if (text.empty()) return {};
  const auto words = domain::SearchWords::Parse(text);
  if (!words) {
    page.fault = words.error();
    return {};
  }
  page.words = *words;
  return {OfStaff(QueueCommand{SearchRecords{ViewerOf(model), *words}})};
}

struct Actor {
  Model& model;
  const Circumstances& at;

  Commands operator()(const screens::PressNotice&) const {
    if (model.machine.alert.count == 0) return ActOn(model, screens::DeviceAct{screens::OpenDevice{}}, at);
    if (model.staff) return OpenQueue(model, at);
    return ActOn(model, screens::AccountAct{screens::OpenSignIn{}}, at);
  }
  Commands operator()(const screens::AcknowledgeUrgent&) const {
    if (!model.staff) return {};
    return {OfStaff(QueueCommand{AcknowledgeUrgentNeeds{model.staff->member.number}})};
  }
  Commands operator()(const screens::OpenRecord& open) const {
    if (open.kind == domain::WorkKind::Order)
      return ActOn(model, screens::CaseworkAct{screens::OpenCase{open.number}}, at);
    return ActOn(model, screens::GrievanceAct{screens::OpenGrievance{open.number}}, at);
  }
  // It has no page of its own: its line of the 整改台账 is all there is.
  Commands operator()(const screens::OpenAnonymousRating& open) const {
    if (StaffState<WorkQueueState>(model) == nullptr) return {};
    Commands commands = OpenLedger(model, screens::LedgerTab::Rectifications);
    commands.push_back(OfStaff(GrievanceCommand{ReadLineOfRating{HandlerOf(model), open.rating}}));
    return commands;
  }
  template <class Act>
  Commands operator()(const Act& act) const {
    auto* page = StaffState<WorkQueueState>(model);
    return page == nullptr ? Commands{} : OnQueue(*page, act);
  }

 private:
  Commands OnQueue(WorkQueueState& page, const screens::OpenFilters&) const {
    page.leaf = screens::QueueLeaf::Filters;
    return {Count(model, page)};
  }
  Commands OnQueue(WorkQueueState& page, const screens::ChooseQueueFilter& chosen) const {
    page.leaf = screens::QueueLeaf::Rows;
    page.filter = chosen.filter;
    page.rows.reset();
    return {Read(model, page, 0)};
  }
  Commands OnQueue(WorkQueueState& page, const screens::SeeRows& seen) const {
    return {Read(model, page, screens::WindowFor(seen.first))};
  }
  Commands OnQueue(WorkQueueState& page, const screens::SearchQueue&) const { return Search(model, page); }
  Commands OnQueue(WorkQueueState& page, const screens::EndSearch&) const {
    EndTheSearch(page);
    return {};
  }
};

struct Handler {
  Model& model;

  Commands operator()(const QueueRead& report) const {
    auto* page = StaffState<WorkQueueState>(model);
    if (page == nullptr || report.filter != page->filter) return {};
    page->asked.reset();
    if (!page->words) page->is_unreadable = !report.page;
    if (report.page) {
      page->rows = *report.page;
    } else {
      base::LogError("the queue cannot be read: {}", report.page.error().message);
    }
    return {};
  }
  Commands operator()(const QueueCounted& report) const {
    auto* page = StaffState<WorkQueueState>(model);
    if (page == nullptr || !report.counts) return {};
    page->counts = *report.counts;
    page->shift_began = report.since;
    return {};
  }
  Commands operator()(const RecordsSearched& report) const {
    auto* page = StaffState<WorkQueueState>(model);
    if (page == nullptr || page->words != report.words) return {};  // it was ended, or something else is searched for
    page->is_unreadable = !report.answer;
    if (report.answer) page->found = *report.answer;
    return {};
  }
  Commands operator()(const UrgentAcknowledged& report) const {
    if (!report.count) {
      base::LogError("urgent orders could not be acknowledged: {}", report.count.error().message);
      return {};
    }
    model.machine.alert = {};
    Commands commands = RefreshQueue(model);
    commands.push_back(ExamineMachine{model.machine.data_folder});  // others may have come meanwhile
    return commands;
  }
};

}  // namespace

Commands OpenQueue(Model& model, const Circumstances& at) {
  ShowStaffScreen(model, WorkQueueState{.shift_began = base::FromLocal({.date = base::LocalDate(at.now)})});
  auto* page = StaffState<WorkQueueState>(model);
  if (page == nullptr) return {};
  return {Read(model, *page, 0), Count(model, *page)};
}

std::optional<WorkQueueState> QueueBehind(Model& model) {
  if (auto* queue = StaffState<WorkQueueState>(model)) return *queue;
  if (auto* page = StaffState<screens::CaseState>(model)) return page->queue;
  if (auto* page = StaffState<screens::AgreementState>(model)) return page->queue;
  if (auto* page = StaffState<screens::PaperState>(model)) return page->queue;
  if (auto* page = StaffState<screens::GrievanceState>(model)) return page->queue;
  if (auto* page = StaffState<screens::LedgerState>(model)) return page->queue;
  return std::nullopt;
}

Commands BackToQueue(Model& model, WorkQueueState queue) {
  queue.asked.reset();  // that answer was not taken
  ShowStaffScreen(model, std::move(queue));
  Commands commands = RefreshQueue(model);
  auto* page = StaffState<WorkQueueState>(model);
  if (page != nullptr && page->words)
    commands.push_back(OfStaff(QueueCommand{SearchRecords{ViewerOf(model), *page->words}}));
  return commands;
}

Commands RefreshQueue(Model& model) {
  auto* page = StaffState<WorkQueueState>(model);
  if (page == nullptr || page->asked) return {};
  return {Read(model, *page, page->rows ? page->rows->offset : 0), Count(model, *page)};
}

Commands ActOn(Model& model, const screens::QueueAct& act, const Circumstances& at) {
  return std::visit(Actor{model, at}, act);
}

Commands Handle(Model& model, const QueueReport& report, const Circumstances&) {
  return std::visit(Handler{model}, report);
}

Commands OnPage(Model& model, WorkQueueState& page, const screens::Action& action, const Circumstances&) {
  if (const auto* focus = std::get_if<screens::Focus>(&action); focus && focus->field == Field::Search) {
    page.entries.texts.clear();
    page.entries.focus = Field::Search;
  }
  if (!std::holds_alternative<screens::GoBack>(action)) return {};
  if (page.leaf == screens::QueueLeaf::Filters) {
    page.leaf = screens::QueueLeaf::Rows;
  } else if (page.IsOfSearch()) {
    EndTheSearch(page);
  } else {
    ShowStaffScreen(model, Workbench{});
  }
  return {};
}

}  // namespace bianmin::app
