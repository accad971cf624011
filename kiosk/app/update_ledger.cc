// 整改台账: the lists, one line and its acts, the export.
#include <filesystem>

#include "kiosk/app/ledger_table.h"
#include "kiosk/app/update_staff.h"
#include "kiosk/app/wizard.h"
#include "kiosk/base/log.h"

namespace bianmin::app {
namespace {

using domain::RectificationAct;
using screens::Field;
using screens::HandlingProblem;
using screens::LedgerState;
using screens::RectifyingDraft;

void EndAct(LedgerState& page) {
  page.draft.reset();
  page.entries = {};
}

bool IsComplete(const LedgerState& page) {
  if (!page.draft->act) return !page.entries.Text(Field::StaffWords).empty();
  return RequestOf(*page.draft, page.entries).has_value();
}

Commands Perform(Model& model, LedgerState& page) {
  if (!IsComplete(page)) return {};
  if (!page.draft->act) {
    return Await(model, EnterFoundProblem{HandlerOf(model), {page.entries.Text(Field::StaffWords), ""}});
  }
  return Await(model, PerformRectifying{HandlerOf(model), page.line->id, *RequestOf(*page.draft, page.entries),
                                        model.machine.import_folder});
}

Commands GoOn(Model& model, LedgerState& page) {
  RectifyingDraft& draft = *page.draft;
  draft.shows_faults = !IsComplete(page);
  draft.asks = !draft.shows_faults && draft.act && screens::CannotBeUndone(*draft.act);
  return draft.asks ? Commands{} : Perform(model, page);
}

// Needs neither choice nor words.
bool IsDoneAtOnce(RectificationAct act) { return act == RectificationAct::ReportDone; }

Commands Begin(Model& model, LedgerState& page, std::optional<RectificationAct> act) {
  page.done.reset();
  page.exported.clear();
  page.problem = HandlingProblem::None;
  page.entries = {};
  page.draft = RectifyingDraft{.act = act};
  if (!act || !page.line) return {};
  const domain::Rectification& line = *page.line;
  page.draft->is_about_staff = line.facts.concern.is_about_staff;
  page.draft->subject = line.facts.concern.subject;
  if (*act == RectificationAct::Plan) {
    page.draft->owner = line.facts.owner;
    page.entries.texts[Field::StaffWords] = line.cause;
    page.entries.texts[Field::StaffMore] = line.measure;
  }
  if (*act == RectificationAct::AddEvidence) {
    return {OfStaff(GrievanceCommand{ListPictures{model.machine.import_folder}})};
  }
  return IsDoneAtOnce(*act) ? Perform(model, page) : Commands{};
}

struct OnAct {
  Model& model;
  LedgerState& page;

  Commands operator()(const screens::OpenLine& act) const {
    return {OfStaff(GrievanceCommand{ReadLine{HandlerOf(model), act.id}})};
  }
  Commands operator()(const screens::ChooseLedgerTab& act) const {
    page.tab = act.is_of_grievances ? screens::LedgerTab::Grievances : screens::LedgerTab::Rectifications;
    page.exported.clear();
    return {};
  }
  Commands operator()(const screens::EnterProblem&) const { return Begin(model, page, std::nullopt); }
  Commands operator()(const screens::BeginRectifying& act) const { return Begin(model, page, act.act); }
  Commands operator()(const screens::ChooseWorkmate& act) const {
    if (page.draft) page.draft->owner = act.number;
    return {};
  }
  Commands operator()(const screens::ChooseLineSubject& act) const {
    if (page.draft) page.draft->subject = act.number;
    return {};
  }
  Commands operator()(const screens::ChooseConcern& act) const {
    if (page.draft) page.draft->is_about_staff = act.is_about_staff;
    if (page.draft && !act.is_about_staff) page.draft->subject.reset();
    return {};
  }
  Commands operator()(const screens::ChooseDue& act) const {
    if (page.draft) page.draft->due = act.due;
    return {};
  }
  Commands operator()(const screens::ChoosePhoto& act) const {
    if (page.draft) page.draft->photo = page.draft->photo == act.file_name ? std::string{} : act.file_name;
    return {};
  }
  Commands operator()(const screens::ShowPhoto& act) const {
    if (!page.line || act.place >= page.line->evidence.size()) return {};
    page.photo = screens::EvidencePhoto{.place = act.place};
    return {OfStaff(GrievanceCommand{ReadPhoto{HandlerOf(model), page.line->id, act.place}})};
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
  Commands operator()(const screens::ExportLedger&) const {
    page.exported.clear();
    const bool has_folder = !model.machine.export_folder.empty();
    page.problem = has_folder ? HandlingProblem::None : HandlingProblem::NoStick;
    return has_folder ? Await(model, ReadForExport{HandlerOf(model)}) : Commands{};
  }
  template <class Other>
  Commands operator()(const Other&) const {
    return {};
  }
};

// From a line to where it was opened, from the list to the workbench.
Commands Leave(Model& model, LedgerState& page) {
  if (page.queue) return BackToQueue(model, *std::move(page.queue));
  if (page.line) return OpenLedger(model, screens::LedgerTab::Rectifications);
  ShowStaffScreen(model, Workbench{});
  return {};
}

Commands GoBack(Model& model, LedgerState& page) {
  page.problem = HandlingProblem::None;
  if (page.draft) {
    EndAct(page);
    return {};
  }
  if (page.photo) {
    page.photo.reset();
    return {};
  }
  return Leave(model, page);
}

}  // namespace

Commands OpenLedger(Model& model, screens::LedgerTab tab) {
  ShowStaffScreen(model, LedgerState{.tab = tab, .queue = QueueBehind(model)});
  return {OfStaff(GrievanceCommand{ReadLedger{HandlerOf(model)}})};
}

Commands ActOn(Model& model, const screens::GrievanceAct& act, const Circumstances&) {
  if (!model.staff) return {};
  if (const auto* open = std::get_if<screens::OpenGrievance>(&act)) return OpenGrievancePage(model, open->number);
  if (auto* page = StaffState<screens::GrievanceState>(model)) {
    const auto* line = std::get_if<screens::OpenLine>(&act);
    if (line == nullptr) return ActOnGrievance(model, *page, act);
    Commands commands = OpenLedger(model, screens::LedgerTab::Rectifications);
    commands.push_back(OfStaff(GrievanceCommand{ReadLine{HandlerOf(model), line->id}}));
    return commands;
  }
  auto* page = StaffState<LedgerState>(model);
  return page == nullptr ? Commands{} : std::visit(OnAct{model, *page}, act);
}

Commands OnPage(Model& model, LedgerState& page, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoNext>(action)) return page.draft ? GoOn(model, page) : Commands{};
  if (std::holds_alternative<screens::GoBack>(action)) return GoBack(model, page);
  UpdateEntries(page.entries, action);
  return {};
}

Commands Handle(Model& model, const LedgerRead& report, const Circumstances&) {
  auto* page = StaffState<LedgerState>(model);
  if (page == nullptr) return {};
  page->workmates = report.workmates;
  page->grievances = report.grievances;
  page->lines.emplace();
  if (report.lines) {
    page->lines = *report.lines;
  } else {
    page->problem = ProblemOf(report.lines.error());
  }
  return {};
}

Commands Handle(Model& model, const LineRead& report, const Circumstances&) {
  auto* page = StaffState<LedgerState>(model);
  if (page == nullptr) return {};
  if (report.line) {
    page->line = *report.line;
    page->problem = HandlingProblem::None;
  } else {
    page->problem = ProblemOf(report.line.error());
  }
  return {};
}

Commands Handle(Model& model, const PhotoRead& report, const Circumstances&) {
  auto* page = StaffState<LedgerState>(model);
  const bool is_awaited =
      page != nullptr && page->line && page->line->id == report.id && page->photo && page->photo->place == report.place;
  if (!is_awaited) return {};
  if (report.bitmap) {
    page->photo->bitmap = *report.bitmap;
    return {};
  }
  using enum base::ErrorCode;
  using screens::PhotoProblem;
  const base::ErrorCode code = report.bitmap.error().code;
  page->photo->problem = code == TooLarge  ? PhotoProblem::TooLarge
                         : code == Invalid ? PhotoProblem::Damaged
                                           : PhotoProblem::Unreadable;
  base::LogWarning("an evidence photo is not shown: {}", report.bitmap.error().message);
  return {};
}

Commands Handle(Model& model, const LineChanged& report, const Circumstances&) {
  auto* page = StaffState<LedgerState>(model);
  if (page == nullptr) return {};
  model.is_saving = false;
  if (!report.line) {
    page->problem = ProblemOf(report.line.error());
    if (page->draft && page->draft->act && IsDoneAtOnce(*page->draft->act)) EndAct(*page);
    return {};
  }
  EndAct(*page);
  page->problem = HandlingProblem::None;
  page->done = report.act;
  page->line = *report.line;
  if (domain::MaySee(page->line->facts.concern, HandlerOf(model))) return {};
  return Leave(model, *page);
}

Commands Handle(Model& model, const PicturesListed& report, const Circumstances&) {
  auto* page = StaffState<LedgerState>(model);
  if (page == nullptr) return {};
  page->has_stick = report.names.ok();
  page->pictures = report.names ? *report.names : std::vector<std::string>{};
  return {};
}

Commands Handle(Model& model, const LedgerForExport& report, const Circumstances& at) {
  auto* page = StaffState<LedgerState>(model);
  if (page == nullptr) return {};
  if (!report.lines) {
    model.is_saving = false;
    page->problem = ProblemOf(report.lines.error());
    return {};
  }
  const auto file = std::filesystem::path{model.machine.export_folder} / LedgerFileName(at.now);
  return {OfStaff(GrievanceCommand{WriteLedger{file.string(), LedgerTable(*report.lines, at.catalogue, at.text_of)}})};
}

Commands Handle(Model& model, const LedgerWritten& report, const Circumstances&) {
  auto* page = StaffState<LedgerState>(model);
  if (page == nullptr) return {};
  model.is_saving = false;
  if (report.written) {
    page->exported = std::filesystem::path{report.file}.filename().string();
    return {};
  }
  base::LogWarning("the rectification ledger was not written: {}", report.written.error().message);
  page->problem = HandlingProblem::NoStick;
  return {};
}

Commands Handle(Model& model, const GrievanceReport& report, const Circumstances& at) {
  return std::visit([&](const auto& each) { return Handle(model, each, at); }, report);
}

}  // namespace bianmin::app
