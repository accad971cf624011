#include <utility>

#include "kiosk/app/draft_fields.h"
#include "kiosk/app/update.h"
#include "kiosk/base/log.h"

namespace bianmin::app {
namespace {

using screens::ResumeProblem;

Commands BeginKeeping(Model& model, bool leaves, const Circumstances& at) {
  auto content = DraftBytes(model.screen, at);
  if (!content) return {};
  model.keeping = Keeping{.code = domain::DraftCode::New(at.random), .leaves = leaves};
  return {KeepDraft{model.keeping->code, *std::move(content)}};
}

// The resident goes on, or wants it gone.
Commands TakeBack(Model& model) {
  const auto keeping = std::exchange(model.keeping, std::nullopt);
  if (!keeping) return {};
  if (keeping->leaves) model.is_saving = false;
  if (keeping->state != Keeping::State::Kept) return {};  // when it comes to be kept, it is forgotten
  return {ForgetDraft{keeping->code}};
}

bool IsBeingSaved(const Model& model) { return model.keeping && model.keeping->state == Keeping::State::BeingSaved; }

Commands KeepAndLeave(Model& model, const Circumstances& at) {
  if (IsBeingSaved(model) || model.is_saving) return {};
  if (model.keeping && model.keeping->state == Keeping::State::Kept) {
    Reset(model);  // the code was shown with the button
    return {};
  }
  if (!HoldsEntries(model.screen)) return {};
  model.is_saving = true;
  return BeginKeeping(model, true, at);
}

// The page of the form on the screen that asks for consent, if that is the one.
screens::PersonDraft* PersonOnNotice(Screen& screen) {
  if (auto* need = std::get_if<screens::NeedDraft>(&screen))
    return need->page == screens::NeedPage::Privacy ? &need->person : nullptr;
  if (auto* rating = std::get_if<screens::RatingDraft>(&screen))
    return rating->page == screens::RatingPage::Privacy ? &rating->person : nullptr;
  if (auto* complaint = std::get_if<screens::ComplaintDraft>(&screen))
    return complaint->page == screens::ComplaintPage::Privacy ? &complaint->person : nullptr;
  return nullptr;
}

void ClearFaults(Screen& screen) {
  if (auto* need = std::get_if<screens::NeedDraft>(&screen)) need->shows_faults = false;
  if (auto* rating = std::get_if<screens::RatingDraft>(&screen)) rating->shows_faults = false;
  if (auto* complaint = std::get_if<screens::ComplaintDraft>(&screen)) complaint->shows_faults = false;
}

Commands AskStore(Model& model, screens::ResumeState& state) {
  state.problem = {};
  const auto code = domain::DraftCode::Parse(state.digits);
  state.shows_faults = !code;
  if (!code) return {};
  model.is_saving = true;
  return {OpenDraft{*code}};
}

// The form is on the screen as it was, and not on the disk any more.
Commands BringBack(Model& model, screens::ResumeState& state, const domain::DraftCode& code, std::string_view content,
                   const Circumstances& at) {
  auto reopened = ReopenDraft(content, at);
  if (!reopened) {
    base::LogWarning("{}", reopened.error().message);
    state.problem = {ResumeProblem::Kind::Lost, {}};
    return {ForgetDraft{code}};
  }
  model.screen = std::move(reopened->form);
  Update(model, screens::Edit{reopened->page}, at);  // puts the caret where the page wants it
  if (reopened->after_consent) model.goes_on = GoesOn{model.errand, *reopened->after_consent};
  return {ForgetDraft{code}};
}

}  // namespace

Commands KeepAtWarning(Model& model, const Circumstances& at) {
  const auto state = model.session.At(at.steady);
  const bool is_warned = std::holds_alternative<domain::SessionWarning>(state);
  if (!is_warned || model.is_saving || model.keeping || !HoldsEntries(model.screen)) return {};
  return BeginKeeping(model, false, at);
}

std::optional<Commands> UpdateKeeping(Model& model, const screens::Action& action, const Circumstances& at) {
  if (std::holds_alternative<screens::ContinueSession>(action)) {
    model.session.Touched(at.steady);
    return TakeBack(model);
  }
  if (const auto* answer = std::get_if<screens::AnswerLeave>(&action)) {
    if (IsBeingSaved(model)) return Commands{};  // a moment later it can be taken back
    Commands commands = TakeBack(model);
    const bool was_asked = std::exchange(model.asks_leave, false);
    // The idle warning is answered for the whole session.
    if (answer->leaves && was_asked) EndErrand(model);
    if (answer->leaves && !was_asked) Reset(model);
    return commands;
  }
  if (std::holds_alternative<screens::KeepAndLeave>(action)) return KeepAndLeave(model, at);
  return std::nullopt;
}

std::optional<screens::Action> GoOnAfterConsent(Model& model, const screens::Action& action) {
  if (!model.goes_on || !std::holds_alternative<screens::GoNext>(action)) return std::nullopt;
  const screens::PersonDraft* person = PersonOnNotice(model.screen);
  if (model.goes_on->errand != model.errand || person == nullptr || !person->has_consented) return std::nullopt;
  ClearFaults(model.screen);
  return screens::Edit{std::exchange(model.goes_on, std::nullopt)->page};
}

Commands UpdateResume(Model& model, screens::ResumeState& state, const screens::Action& action) {
  if (const auto* keys = std::get_if<screens::EnterCode>(&action)) {
    return EnterDigits(state, keys->typed) ? AskStore(model, state) : Commands{};
  }
  if (std::holds_alternative<screens::GoNext>(action)) return AskStore(model, state);
  if (std::holds_alternative<screens::GoBack>(action)) model.screen = Home{};
  return {};
}

Commands Handle(Model& model, const DraftKept& report, const Circumstances& at) {
  if (!model.keeping || model.keeping->code != report.code) {
    return report.kept ? Commands{ForgetDraft{report.code}} : Commands{};  // taken back meanwhile
  }
  const bool leaves = model.keeping->leaves;
  if (leaves) model.is_saving = false;
  if (report.kept) {
    model.keeping->state = Keeping::State::Kept;
    if (!leaves) return {};
    const domain::DraftCode code = model.keeping->code;
    model.keeping.reset();
    model.asks_leave = false;
    model.screen = Outcome{screens::FormKept{code}, at.steady + kOutcomeStays};
    return {};
  }
  if (report.kept.error().code == base::ErrorCode::Conflict) {
    model.is_saving = leaves;
    return BeginKeeping(model, leaves, at);
  }
  base::LogError("an interrupted form could not be kept: {}", report.kept.error().message);
  model.keeping->state = Keeping::State::Failed;
  return {};
}

Commands Handle(Model& model, const DraftOpened& report, const Circumstances& at) {
  auto* state = std::get_if<screens::ResumeState>(&model.screen);
  if (state == nullptr) return {};
  if (!report.lookup) {
    base::LogError("an interrupted form could not be opened: {}", report.lookup.error().message);
    state->problem = {ResumeProblem::Kind::NotNow, {}};
    return {};
  }
  if (const auto* wait = std::get_if<store::WaitUntil>(&*report.lookup)) {
    state->problem = {ResumeProblem::Kind::Wait, wait->at};
    return {};
  }
  const auto* kept = std::get_if<store::KeptDraft>(&*report.lookup);
  if (kept == nullptr) {
    state->problem = {ResumeProblem::Kind::NoSuchDraft, {}};
    return {};
  }
  return BringBack(model, *state, report.code, kept->content, at);
}

Commands Handle(Model&, const DraftForgotten& report, const Circumstances&) {
  if (!report.forgotten) {
    base::LogWarning("an interrupted form stays until its time is over: {}", report.forgotten.error().message);
  }
  return {};
}

}  // namespace bianmin::app
