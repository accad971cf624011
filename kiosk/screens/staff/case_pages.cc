#include "kiosk/screens/staff/case_pages.h"

#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/workbench.h"

namespace bianmin::screens {
namespace {

using domain::CareClass;
using domain::OrderAct;
using domain::ServiceGroup;

constexpr int kDaysOffered = 8;

Action Did(CaseworkAct act) { return StaffAct{std::move(act)}; }

// `is_needed`: the act cannot be done without words.
std::optional<Action> DrawText(const CaseState& state, std::string_view label, bool is_needed, const Scene& scene,
                               ui::Frame& frame) {
  const bool is_missing = is_needed && state.draft->shows_faults && state.entries.Text(Field::StaffText).empty();
  const auto fault = FaultOf(state.entries, Field::StaffText);
  const EntrySpec entry{.field = Field::StaffText,
                        .id = "field.staff_text",
                        .label = label,
                        .placeholder = scene.T("entry.placeholder"),
                        .error = is_missing ? scene.T("fault.text.missing") : FaultText(scene, Field::StaffText, fault),
                        .hint = {},
                        .lines = 2};
  return DrawEntry(entry, state.entries, frame);
}

std::optional<Action> DrawReasons(const CaseState& state, const std::vector<domain::Choice>& reasons,
                                  std::string_view question, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T(question));
  DrawFault(state.draft->shows_faults && state.draft->reason_code.empty(), scene.T("case.choose"), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "reasons", .landscape = {2}, .portrait = {1}});
    for (const domain::Choice& reason : reasons) {
      const bool is_selected = state.draft->reason_code == reason.code;
      if (frame.Choice("reason." + reason.code, {.text = scene.Of(reason.text), .is_selected = is_selected}))
        action = Did(ChooseCaseReason{reason.code});
    }
  }
  if (auto pressed = DrawText(state, scene.T("case.text.optional"), false, scene, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawServices(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const ActDraft& draft = *state.draft;
  frame.Question(scene.T("case.reclassify.question"));
  frame.Note(scene.T("case.reclassify.note",
                     fmt::arg("service", ServiceOrWindowName(state.file->order.need.service_code, scene))));
  DrawFault(draft.shows_faults && draft.service_code.empty(), scene.T("case.choose"), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "groups", .landscape = {3}, .portrait = {3}, .is_short = true});
    const auto tab = [&](std::string_view id, ServiceGroup group, std::string_view text) {
      if (frame.Choice(id, {.text = scene.T(text), .is_selected = draft.group == group})) action = ChooseGroup{group};
    };
    tab("group.life", ServiceGroup::Life, N_("group.life"));
    tab("group.culture", ServiceGroup::Culture, N_("group.culture"));
    tab("group.mutual_aid", ServiceGroup::MutualAid, N_("group.mutual_aid"));
  }
  const auto grid = frame.BeginGrid({.id = "services", .landscape = {3}, .portrait = {2}});
  for (const domain::Service* service : scene.catalogue.In(draft.group)) {
    const ui::ChoiceSpec spec{.text = scene.Of(service->name), .is_selected = draft.service_code == service->code};
    if (frame.Choice("service." + service->code, spec)) action = Did(ChooseCaseService{service->code});
  }
  return action;
}

std::optional<Action> DrawColleagues(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("case.assign.question"));
  DrawFault(state.draft->shows_faults && !state.draft->assignee, scene.T("case.choose"), scene, frame);
  const auto grid = frame.BeginGrid({.id = "colleagues", .landscape = {2}, .portrait = {1}});
  for (const Colleague& each : state.colleagues) {
    const std::string text =
        scene.T("case.colleague", fmt::arg("name", each.name), fmt::arg("number", each.number.text()));
    const ui::ChoiceSpec spec{.text = text,
                              .aside = scene.T(RoleKey(each.role)),
                              .is_selected = state.draft->assignee == each.number,
                              .privacy = ui::Privacy::Sensitive};
    if (frame.Choice("colleague." + each.number.text(), spec)) action = Did(ChooseAssignee{each.number});
  }
  return action;
}

std::optional<Action> DrawCare(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("case.care.question"));
  frame.Note(scene.T("case.care.note"));
  DrawFault(state.draft->shows_faults && !state.draft->care, scene.T("case.choose"), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "care", .landscape = {3}, .portrait = {2}});
    for (const CareClass care : {CareClass::Elder, CareClass::Disabled, CareClass::Child, CareClass::Illness,
                                 CareClass::Hardship, CareClass::None}) {
      const ui::ChoiceSpec spec{.text = scene.T(CareKey(care)), .is_selected = state.draft->care == care};
      if (frame.Choice(fmt::format("care.{}", domain::WireName(care)), spec)) action = Did(ChooseCare{care});
    }
  }
  if (auto pressed = DrawText(state, scene.T("case.text.reason"), true, scene, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawDays(const ActDraft& draft, std::string_view fault, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  if (!fault.empty()) DrawFault(true, scene.T(fault), scene, frame);
  {
    const auto grid = frame.BeginGrid({.id = "days", .landscape = {2}, .portrait = {2}, .is_short = true});
    const std::chrono::sys_days today{base::LocalDate(scene.now)};
    for (int i = 0; i < kDaysOffered; ++i) {
      const base::Date date{today + std::chrono::days{i}};
      const std::string text = i18n::Day(scene.texts, date);
      if (frame.Choice(fmt::format("day.{}", i), {.text = text, .is_selected = draft.day == date}))
        action = ChooseDay{date};
    }
  }
  frame.Space(2);
  const auto grid = frame.BeginGrid({.id = "halves", .landscape = {2}, .portrait = {2}, .is_short = true});
  const auto half = [&](std::string_view id, domain::HalfDay value, std::string_view text) {
    if (frame.Choice(id, {.text = scene.T(text), .is_selected = draft.half == value})) action = ChooseHalf{value};
  };
  half("half.morning", domain::HalfDay::Morning, N_("half.morning"));
  half("half.afternoon", domain::HalfDay::Afternoon, N_("half.afternoon"));
  return action;
}

std::optional<Action> DrawPlace(const Entries& entries, const Scene& scene, ui::Frame& frame) {
  return DrawEntry({.field = Field::Place,
                    .id = "field.place",
                    .label = scene.T("case.place"),
                    .placeholder = scene.T("case.place.placeholder"),
                    .error = {},
                    .hint = {},
                    .lines = 1},
                   entries, frame);
}

std::optional<Action> DrawFee(const Entries& entries, std::string_view fault, const Scene& scene, ui::Frame& frame) {
  auto action = DrawEntry({.field = Field::Fee,
                           .id = "field.fee",
                           .label = scene.T("case.fee"),
                           .placeholder = {},
                           .error = fault.empty() ? std::string_view{} : scene.T(fault),
                           .hint = scene.T("case.fee.hint"),
                           .lines = 1},
                          entries, frame);
  auto pressed = DrawKeyboard(entries, frame);
  return pressed ? std::move(pressed) : std::move(action);
}

std::optional<Action> DrawDetails(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto faults = state.draft->shows_faults ? FaultsOf(*state.draft, state.entries, scene.now) : DetailsFaults{};
  // Where all of it is too high for one leaf, the fee comes first while it is typed: it is seen together with its keys.
  const bool is_fee_first = frame.IsCrowded() && state.entries.focus == Field::Fee;
  if (is_fee_first) {
    action = DrawFee(state.entries, faults.fee, scene, frame);
  } else {
    frame.Question(scene.T("case.details.question"));
  }
  const auto columns = frame.BeginColumns("details", 1.0, 1.0);
  if (auto pressed = DrawDays(*state.draft, faults.when, scene, frame)) action = std::move(pressed);
  if (auto pressed = DrawPlace(state.entries, scene, frame)) action = std::move(pressed);
  if (is_fee_first) return action;
  frame.NextColumn();
  if (auto pressed = DrawFee(state.entries, faults.fee, scene, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawAcceptance(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("case.sign.question"));
  frame.Note(
      scene.T("case.sign.note", fmt::arg("service", ServiceOrWindowName(state.file->order.need.service_code, scene))));
  DrawFault(state.draft->shows_faults, scene.T("case.sign.missing"), scene, frame);
  const ui::SignatureSpec spec{.hint = scene.T("case.sign.hint"), .strokes = state.draft->signature};
  if (auto stroke = frame.SignaturePad("case.sign.pad", spec)) action = Did(WriteSignature{*std::move(stroke)});
  const ui::ButtonSpec redo{
      .text = scene.T("case.sign.redo"), .icon = ui::Icon::Delete, .is_enabled = !state.draft->signature.empty()};
  if (frame.SecondaryButton("case.sign.redo", redo)) action = Did(EraseSignature{});
  return action;
}

std::optional<Action> DrawWords(const CaseState& state, std::string_view question, std::string_view note,
                                const Scene& scene, ui::Frame& frame) {
  frame.Question(scene.T(question));
  frame.Note(scene.T(note));
  return DrawText(state, scene.T("case.text"), true, scene, frame);
}

}  // namespace

std::optional<Action> DrawActPage(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  switch (state.draft->act) {
    case OrderAct::Decline:
      return DrawReasons(state, scene.catalogue.decline_reasons, N_("case.decline.question"), scene, frame);
    case OrderAct::Cancel:
      return DrawReasons(state, scene.catalogue.cancel_reasons, N_("case.cancel.question"), scene, frame);
    case OrderAct::Reclassify:
      return DrawServices(state, scene, frame);
    case OrderAct::Assign:
      return DrawColleagues(state, scene, frame);
    case OrderAct::SetPriority:
      return DrawCare(state, scene, frame);
    case OrderAct::Dispatch:
      return DrawProviders(state, scene, frame);
    case OrderAct::ConfirmDetails:
      return DrawDetails(state, scene, frame);
    case OrderAct::ConfirmCompletion:
      return DrawAcceptance(state, scene, frame);
    case OrderAct::AskBack:
      return DrawWords(state, N_("case.ask_back.question"), N_("case.ask_back.note"), scene, frame);
    case OrderAct::ReportProblem:
      return DrawWords(state, N_("case.problem.question"), N_("case.problem.note"), scene, frame);
    case OrderAct::Reopen:
      return DrawWords(state, N_("case.reopen.question"), N_("case.reopen.note"), scene, frame);
    default:
      return std::nullopt;
  }
}

}  // namespace bianmin::screens
