#include "kiosk/screens/staff/order_page.h"

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/look_up.h"
#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/act_page.h"
#include "kiosk/screens/staff/agreement.h"
#include "kiosk/screens/staff/case_facts.h"
#include "kiosk/screens/staff/case_pages.h"

namespace bianmin::screens {
namespace {

using domain::OrderAct;

void DrawProblem(CaseProblem problem, const Scene& scene, ui::Frame& frame) {
  const auto banner = [&](ui::Tone tone, std::string_view text) {
    frame.Banner({.tone = tone, .title = scene.T("notice.note"), .text = scene.T(text)});
  };
  switch (problem) {
    case CaseProblem::None:
      return;
    case CaseProblem::NoSuchOrder:
      return banner(ui::Tone::Warning, N_("case.problem.no_such_order"));
    case CaseProblem::NotPossible:
      return banner(ui::Tone::Warning, N_("case.problem.not_possible"));
    case CaseProblem::NotSaved:
      return banner(ui::Tone::Danger, N_("case.problem.not_saved"));
  }
}

std::string_view DoneKey(OrderAct act) {
  switch (act) {
    case OrderAct::Accept:
      return N_("case.done.accept");
    case OrderAct::Dispatch:
      return N_("case.done.dispatch");
    case OrderAct::BeginService:
      return N_("case.done.begin_service");
    case OrderAct::FinishService:
      return N_("case.done.finish_service");
    case OrderAct::ConfirmCompletion:
      return N_("case.done.confirm_completion");
    case OrderAct::Cancel:
      return N_("case.done.cancel");
    case OrderAct::Decline:
      return N_("case.done.decline");
    case OrderAct::Reopen:
      return N_("case.done.reopen");
    case OrderAct::Reclassify:
      return N_("case.done.reclassify");
    case OrderAct::AskBack:
      return N_("case.done.ask_back");
    case OrderAct::Assign:
      return N_("case.done.assign");
    case OrderAct::SetPriority:
      return N_("case.done.set_priority");
    case OrderAct::ConfirmDetails:
      return N_("case.done.confirm_details");
    case OrderAct::ReportProblem:
      return N_("case.done.report_problem");
    case OrderAct::Remind:
      break;
  }
  return "";
}

ui::Icon IconOf(OrderAct act) {
  switch (act) {
    case OrderAct::Accept:
    case OrderAct::ConfirmCompletion:
      return ui::Icon::Check;
    case OrderAct::Dispatch:
      return ui::Icon::Handshake;
    case OrderAct::BeginService:
      return ui::Icon::Clock;
    case OrderAct::FinishService:
      return ui::Icon::Success;
    case OrderAct::Reopen:
    case OrderAct::Reclassify:
      return ui::Icon::Exchange;
    case OrderAct::AskBack:
      return ui::Icon::Help;
    case OrderAct::Assign:
      return ui::Icon::Person;
    case OrderAct::SetPriority:
      return ui::Icon::Elder;
    case OrderAct::ConfirmDetails:
      return ui::Icon::Calendar;
    case OrderAct::ReportProblem:
      return ui::Icon::Warning;
    case OrderAct::Cancel:
    case OrderAct::Decline:
    case OrderAct::Remind:
      break;
  }
  return ui::Icon::Cancelled;
}

// What mostly comes next: the first act that leads on, once the provider's details are there.
bool ComesNext(OrderAct act, const domain::CaseFile& file) {
  if (act == OrderAct::ConfirmDetails) return !file.details;
  return domain::MovesTheOrder(act) && !CannotBeUndone(act) && act != OrderAct::Reopen;
}

std::optional<Action> DrawActs(const domain::CaseFile& file, domain::Role role, bool is_saving, const Scene& scene,
                               ui::Frame& frame) {
  const auto acts = domain::ActsOf(file.order.state, role);
  std::vector<ActButton> buttons;
  std::optional<std::size_t> main;
  for (const OrderAct act : acts) {
    if (!main && ComesNext(act, file)) main = buttons.size();
    const bool is_again = act == OrderAct::Dispatch && file.order.state == domain::OrderState::Dispatched;
    buttons.push_back({fmt::format("case.act.{}", domain::WireName(act)),
                       scene.T(is_again ? N_("case.act.dispatch_again") : ActKey(act)), IconOf(act)});
  }
  const auto pressed = DrawActButtons(buttons, main, 3, is_saving, frame);
  if (!pressed) return std::nullopt;
  return StaffAct{CaseworkAct{BeginAct{acts[*pressed]}}};
}

std::optional<Action> DrawFind(const CaseState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "case.find",
                                     .header = scene.header,
                                     .footer = BackAnd(scene.T("case.find.next"), is_saving, scene),
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  const auto columns = frame.BeginColumns("find", 1.1, 1.0);
  frame.Question(scene.T("case.find.question"));
  DrawProblem(state.problem, scene, frame);
  const auto fault = state.shows_faults ? FaultOf(state.entries, Field::Number) : std::nullopt;
  const EntrySpec entry{.field = Field::Number,
                        .id = "field.number",
                        .label = scene.T("lookup.number"),
                        .placeholder = {},
                        .error = FaultText(scene, Field::Number, fault),
                        .hint = {},
                        .lines = 1};
  if (auto pressed = DrawEntry(entry, state.entries, frame)) action = std::move(pressed);
  if (auto pressed = DrawKeyboardColumn(scene, state.entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawOrder(const CaseState& state, domain::Role role, bool is_saving, const Scene& scene,
                                ui::Frame& frame) {
  const domain::CaseFile& file = *state.file;
  const auto page = frame.BeginPage({.id = "case", .header = scene.header, .footer = BackOnly(scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (state.done) {
    frame.Banner({.tone = ui::Tone::Success, .title = scene.T("notice.done"), .text = scene.T(DoneKey(*state.done))});
  }
  DrawProblem(state.problem, scene, frame);
  frame.Title(scene.T("case.title", fmt::arg("number", file.order.number.Grouped()),
                      fmt::arg("state", scene.T(StateKey(file.order.state)))));
  if (auto pressed = DrawActs(file, role, is_saving, scene, frame)) action = std::move(pressed);
  DrawCaseClocks(file, scene, frame);
  if (auto pressed = DrawCaseFacts(file, state.is_contact_shown, scene, frame)) action = std::move(pressed);
  const ui::ButtonSpec agree{.text = scene.T("agreement.open"), .icon = ui::Icon::Handshake, .is_enabled = !is_saving};
  if (scene.terms != nullptr && CanAgree(file) && frame.SecondaryButton("case.agreement", agree)) {
    action = StaffAct{PaperAct{OpenAgreement{}}};
  }
  if (auto pressed = DrawPapers(file.documents, scene, frame)) action = std::move(pressed);
  DrawCaseHistory(file, scene, frame);
  return action;
}

std::string_view QuestionKey(OrderAct act) {
  return act == OrderAct::Decline ? N_("case.ask.decline") : N_("case.ask.cancel");
}

std::optional<Action> DrawAct(const CaseState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const ActDraft& draft = *state.draft;
  const std::string id = fmt::format("case.{}", domain::WireName(draft.act));
  const std::string_view next = scene.T(ActKey(draft.act));
  const auto page =
      frame.BeginPage({.id = id, .header = scene.header, .footer = BackAnd(next, is_saving, scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  DrawProblem(state.problem, scene, frame);
  if (auto pressed = DrawActPage(state, scene, frame)) action = std::move(pressed);
  if (!draft.asks) return action;
  const auto answer = frame.Dialog({.id = "case.ask",
                                    .tone = ui::Tone::Warning,
                                    .title = scene.T(QuestionKey(draft.act)),
                                    .text = scene.T("case.ask.text"),
                                    .countdown = {},
                                    .primary = next,
                                    .secondary = scene.T("case.ask.no"),
                                    .primary_is_dangerous = true});
  if (answer) action = StaffAct{CaseworkAct{AnswerAct{*answer == ui::DialogPress::Primary}}};
  return action;
}

}  // namespace

std::optional<Action> DrawCase(const CaseState& state, domain::Role role, bool is_saving, const Scene& scene,
                               ui::Frame& frame) {
  if (!state.file) return DrawFind(state, is_saving, scene, frame);
  if (state.draft) return DrawAct(state, is_saving, scene, frame);
  return DrawOrder(state, role, is_saving, scene, frame);
}

}  // namespace bianmin::screens
