// The page of one order, and the pages of its acts.
#include "kiosk/app/update_staff.h"
#include "kiosk/app/wizard.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/receipt_token.h"

namespace bianmin::app {
namespace {

using domain::OrderAct;
using screens::ActDraft;
using screens::CaseProblem;
using screens::CaseState;
using screens::Field;
using screens::Keyboard;

domain::SignedIn Whoever(const Model& model) { return {model.staff->member.number, model.staff->member.role}; }

Commands Ask(const CaseCommand& command) { return {OfStaff(command)}; }

// Of an act that was left or done, nothing stays.
void CloseDraft(CaseState& page) {
  page.draft.reset();
  page.records.reset();
  page.matching.reset();
  page.colleagues.clear();
  page.entries = {};
}

Commands Perform(Model& model, const CaseState& page, domain::CaseAct act) {
  return Await(model, PerformAct{Whoever(model), page.file->order.number, std::move(act)});
}

Commands Submit(Model& model, CaseState& page, base::TimePoint now) {
  ActDraft& draft = *page.draft;
  auto act = ActOf(draft, page.entries, now);
  draft.shows_faults = !act;
  if (!act) return {};
  if (screens::CannotBeUndone(draft.act)) {
    draft.asks = true;
    return {};
  }
  return Perform(model, page, *std::move(act));
}

// What the page of an act begins with.
Commands OpenAct(CaseState& page, OrderAct act, base::TimePoint now) {
  CloseDraft(page);
  page.draft = ActDraft{.act = act};
  switch (act) {
    case OrderAct::Dispatch:
      page.draft->language = page.file->language;
      return Ask(CountProviders{});
    case OrderAct::Assign:
      return Ask(ListColleagues{});
    case OrderAct::ConfirmDetails:
      if (const auto& wish = page.file->order.need.appointment; wish && !domain::HasPassed(*wish, now)) {
        page.draft->day = wish->date;
        page.draft->half = wish->half;
      }
      return {};
    default:
      return {};
  }
}

Commands BeginAct(Model& model, CaseState& page, OrderAct act, base::TimePoint now) {
  if (!page.file || !domain::AfterStaff(page.file->order.state, act, model.staff->member.role)) return {};
  page.done.reset();
  page.problem = CaseProblem::None;
  return screens::NeedsNoPage(act) ? Perform(model, page, {.act = act}) : OpenAct(page, act, now);
}

// Typed, or scanned from a genuine receipt.
std::optional<domain::RecordNumber> NumberIn(const std::string& text, const Circumstances& at) {
  if (domain::IsReceiptToken(text) && at.city != nullptr) return domain::NumberOfReceipt(text, *at.city);
  const auto number = domain::RecordNumber::Parse(text);
  return number ? std::optional{*number} : std::nullopt;
}

Commands LookUp(Model& model, CaseState& page, const Circumstances& at) {
  const auto number = NumberIn(page.entries.Text(Field::Number), at);
  page.shows_faults = !number;
  page.problem = CaseProblem::None;
  if (!number) return {};
  return Await(model, ReadCase{*number});
}

// Again when the proposals change: another language brings others to the front.
void JudgeChoice(CaseState& page) {
  ActDraft& draft = *page.draft;
  draft.is_manual = page.matching && !draft.provider_code.empty() && NeedsReason(*page.matching, draft.provider_code);
  if (!draft.is_manual) page.entries.texts.erase(Field::StaffText);
}

// What is chosen on the page of an act.
struct Chooser {
  CaseState& page;
  ActDraft& draft;

  void operator()(const screens::ChooseCaseReason& chosen) const { draft.reason_code = chosen.code; }
  void operator()(const screens::ChooseCaseService& chosen) const { draft.service_code = chosen.code; }
  void operator()(const screens::ChooseProvider& chosen) const {
    draft.provider_code = chosen.code;
    JudgeChoice(page);
  }
  void operator()(const screens::ChooseProviderLanguage& chosen) const { draft.language = chosen.code; }
  void operator()(const screens::ShowOtherProviders& show) const { draft.shows_others = show.shown; }
  void operator()(const screens::ChooseAssignee& chosen) const { draft.assignee = chosen.number; }
  void operator()(const screens::ChooseCare& chosen) const { draft.care = chosen.care; }
  void operator()(const screens::WriteSignature& written) const {
    if (draft.signature.size() < domain::kMaxSignatureStrokes) draft.signature.push_back(written.stroke);
    draft.shows_faults = false;
  }
  void operator()(const screens::EraseSignature&) const { draft.signature.clear(); }
  template <class Other>
  void operator()(const Other&) const {}
};

Commands AnswerAct(Model& model, CaseState& page, bool does, base::TimePoint now) {
  page.draft->asks = false;
  auto act = ActOf(*page.draft, page.entries, now);
  return does && act ? Perform(model, page, *std::move(act)) : Commands{};
}

Commands BackFromCase(Model& model, CaseState& page) {
  page.problem = CaseProblem::None;
  if (page.draft) {
    CloseDraft(page);
    return {};
  }
  if (page.queue) return BackToQueue(model, *std::move(page.queue));
  ShowStaffScreen(model, Workbench{});
  return {};
}

// Anew for every language that is asked for.
void RankProviders(CaseState& page, const Circumstances& at) {
  if (!page.records || at.providers == nullptr) return;
  const domain::Need& need = page.file->order.need;
  const domain::MatchQuestion question{.service_code = need.service_code,
                                       .compound = need.address ? need.address->compound : std::string(),
                                       .appointment = need.appointment,
                                       .language = page.draft->language,
                                       .now = at.now};
  page.matching = domain::Match(question, *at.providers, *page.records);
  JudgeChoice(page);
}

// What came of an act or a look, whichever it was; true when there is a file.
bool Take(CaseState& page, const base::Result<domain::CaseFile>& file) {
  if (file) {
    page.file = *file;
    return true;
  }
  page.problem = file.error().code == base::ErrorCode::NotFound  ? CaseProblem::NoSuchOrder
                 : file.error().code == base::ErrorCode::Refused ? CaseProblem::NotPossible
                                                                 : CaseProblem::NotSaved;
  if (page.problem == CaseProblem::NotSaved) base::LogError("casework: {}", file.error().message);
  return false;
}

}  // namespace

Commands ActOn(Model& model, const screens::CaseworkAct& act, const Circumstances& at) {
  if (!model.staff) return {};
  if (const auto* open = std::get_if<screens::OpenCase>(&act)) return OpenCase(model, open->number);
  if (std::holds_alternative<screens::AskForCase>(act)) return AskForCaseNumber(model, at);
  if (std::holds_alternative<screens::RegisterForSomebody>(act)) {
    ShowStaffScreen(model, screens::OnBehalfState{});
    return {};
  }
  if (auto* behalf = StaffState<screens::OnBehalfState>(model)) return ActOnBehalf(*behalf, act);
  auto* page = StaffState<CaseState>(model);
  if (page == nullptr || !page->file) return {};
  if (const auto* begin = std::get_if<screens::BeginAct>(&act)) return BeginAct(model, *page, begin->act, at.now);
  if (std::holds_alternative<screens::ShowContact>(act)) {
    return Await(model, RevealContact{Whoever(model), page->file->order.number});
  }
  if (!page->draft) return {};
  if (const auto* answer = std::get_if<screens::AnswerAct>(&act)) return AnswerAct(model, *page, answer->does, at.now);
  std::visit(Chooser{*page, *page->draft}, act);
  if (std::holds_alternative<screens::ChooseProviderLanguage>(act)) RankProviders(*page, at);
  return {};
}

Commands OnPage(Model& model, CaseState& page, const screens::Action& action, const Circumstances& at) {
  if (std::holds_alternative<screens::GoBack>(action)) return BackFromCase(model, page);
  if (std::holds_alternative<screens::GoNext>(action)) {
    if (!page.file) return LookUp(model, page, at);
    return page.draft ? Submit(model, page, at.now) : Commands{};
  }
  if (page.draft) {
    if (const auto* day = std::get_if<screens::ChooseDay>(&action)) page.draft->day = day->date;
    if (const auto* half = std::get_if<screens::ChooseHalf>(&action)) page.draft->half = half->half;
    if (const auto* group = std::get_if<screens::ChooseGroup>(&action)) page.draft->group = group->group;
  }
  UpdateEntries(page.entries, action);
  return {};
}

namespace {

struct Handler {
  Model& model;
  const Circumstances& at;

  Commands operator()(const CaseRead& report) const {
    auto* page = StaffState<CaseState>(model);
    if (page == nullptr) return {};
    if (!page->file)
      model.is_saving = false;  // later reads are made in the background, under an act that is being saved
    if (Take(*page, report.file) && !page->draft) page->entries = {};
    return {};
  }
  Commands operator()(const ContactRevealed& report) const {
    model.is_saving = false;
    if (auto* agreement = StaffState<screens::AgreementState>(model)) {
      agreement->has_failed = !report.file || !screens::CanAgree(*report.file);
      if (!agreement->has_failed) agreement->file = *report.file;
      return {};
    }
    if (auto* page = StaffState<CaseState>(model)) page->is_contact_shown = Take(*page, report.file);
    return {};
  }
  Commands operator()(const ActPerformed& report) const {
    model.is_saving = false;
    auto* page = StaffState<CaseState>(model);
    if (page == nullptr || !page->file) return {};
    page->problem = CaseProblem::None;
    if (Take(*page, report.file)) {
      CloseDraft(*page);
      page->done = report.act;
      return {};
    }
    if (page->problem != CaseProblem::NotPossible) return {};
    CloseDraft(*page);
    return Ask(ReadCase{page->file->order.number});  // where it stands now
  }
  Commands operator()(const ColleaguesListed& report) const {
    auto* page = StaffState<CaseState>(model);
    if (page != nullptr && page->draft && report.colleagues) page->colleagues = *report.colleagues;
    return {};
  }
  Commands operator()(const ProvidersCounted& report) const {
    auto* page = StaffState<CaseState>(model);
    if (page == nullptr || !page->draft || !page->file) return {};
    page->records = report.records ? *report.records : domain::ProviderRecords{};
    RankProviders(*page, at);
    return {};
  }
};

}  // namespace

Commands Handle(Model& model, const CaseReport& report, const Circumstances& at) {
  return std::visit(Handler{model, at}, report);
}

Commands OpenCase(Model& model, domain::RecordNumber number) {
  CaseState page;
  page.queue = QueueBehind(model);
  page.entries.texts[Field::Number] = number.text();
  ShowStaffScreen(model, std::move(page));
  if (StaffState<CaseState>(model) == nullptr) return {};
  return Await(model, ReadCase{number});
}

Commands ReadCaseAgain(Model& model) {
  auto* page = StaffState<CaseState>(model);
  if (page == nullptr || !page->file || page->draft || model.is_saving) return {};
  return Ask(ReadCase{page->file->order.number});
}

Commands AskForCaseNumber(Model& model, const Circumstances& at) {
  CaseState page;
  page.entries.texts[Field::Number] = at.kiosk.text();
  app::Ask(page.entries, Field::Number, Keyboard::Digits);
  ShowStaffScreen(model, std::move(page));
  return {};
}

}  // namespace bianmin::app
