#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/digits_page.h"
#include "kiosk/screens/staff/shift.h"
#include "kiosk/screens/staff/shift_figures.h"

namespace bianmin::screens {
namespace {

constexpr std::size_t kMostShown = 30;  // of what is left; the rest is on paper

void DrawFigures(std::string_view heading, const std::vector<NamedFigure>& figures, const Scene& scene,
                 ui::Frame& frame) {
  frame.Heading(heading);
  const auto card = frame.BeginCard();
  for (const NamedFigure& figure : figures) {
    const std::string value =
        figure.needs_attention ? scene.T("shift.look", fmt::arg("figure", figure.value)) : figure.value;
    frame.Row("", {.label = figure.name, .value = value, .edit = {}});
  }
}

void DrawCameIn(const ShiftClosingState& state, const Scene& scene, ui::Frame& frame) {
  const domain::ShiftReview& review = state.review;
  if (review.shift) frame.Paragraph(ShiftSpan(review.shift->opened_at, review.at, scene));
  const auto columns = frame.BeginColumns("shift.figures", 1.0, 1.0);
  DrawFigures(scene.T("shift.came_in"), CameIn(review.figures, scene), scene, frame);
  frame.NextColumn();
  DrawFigures(scene.T("shift.was_done"), WasDone(review.figures, scene), scene, frame);
}

std::optional<Action> DrawLeft(const ShiftClosingState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::ShiftReview& review = state.review;
  const bool needs_reason = !review.left.empty();
  if (needs_reason) {
    const std::string_view error = state.shows_faults && state.entries.Text(Field::ShiftReason).empty()
                                       ? scene.T("shift.why_left.missing")
                                       : std::string_view{};
    const EntrySpec why{.field = Field::ShiftReason,
                        .id = "field.shift_reason",
                        .label = scene.T("shift.why_left"),
                        .placeholder = scene.T("shift.why_left.placeholder"),
                        .error = error,
                        .hint = {},
                        .lines = 2};
    action = DrawEntry(why, state.entries, frame);
  }
  DrawFigures(scene.T("shift.is_left"), IsLeft(review.figures, scene), scene, frame);
  if (!needs_reason) {
    frame.Note(scene.T("shift.nothing_left"), ui::Icon::Check);
    return action;
  }
  frame.Heading(scene.T("shift.left_list"));
  const auto card = frame.BeginCard();
  for (std::size_t i = 0; i < review.left.size() && i < kMostShown; ++i) {
    const domain::LeftRecord& record = review.left[i];
    const std::string due = i18n::DateTime(scene.texts, record.due);
    const std::string what =
        scene.T("shift.left_line", fmt::arg("kind", KindText(record.kind, scene)),
                fmt::arg("subject", SubjectText(record, scene)), fmt::arg("state", LeftStateText(record, scene)));
    frame.Status({.tone = record.is_overdue ? ui::Tone::Danger : ui::Tone::Information,
                  .name = record.number.Grouped(),
                  .state = record.is_overdue ? scene.T("shift.overdue_since", fmt::arg("time", due))
                                             : scene.T("shift.due_by", fmt::arg("time", due)),
                  .text = what,
                  .advice = {}});
  }
  if (review.left.size() > kMostShown) {
    frame.Note(scene.texts.Plural("shift.left_more", static_cast<std::int64_t>(review.left.size() - kMostShown)));
  }
  return action;
}

void DrawCity(const ShiftClosingState& state, const ShiftMachine& machine, const Scene& scene, ui::Frame& frame) {
  const domain::Reconciliation& city = state.review.figures.city;
  const bool is_even = city.waiting == 0 && city.refused == 0 && city.missing() == 0;
  frame.Banner({.tone = is_even ? ui::Tone::Success : ui::Tone::Warning,
                .title = is_even ? scene.T("shift.city.even") : scene.T("shift.city.uneven"),
                .text = is_even ? scene.T("shift.city.even.text") : scene.T("shift.city.uneven.text")});
  DrawFigures(scene.T("shift.city"), Reconciled(city, scene), scene, frame);
  frame.Heading(scene.T("shift.machine"));
  const auto card = frame.BeginCard();
  for (const DeviceLine& line : machine.device.lines) {
    const bool matters =
        line.thing == DeviceThing::Printer || line.thing == DeviceThing::Backup || line.thing == DeviceThing::Disk;
    if (matters) DrawDeviceLine(line, {}, scene, frame);
  }
}

std::optional<Action> DrawNotes(const ShiftClosingState& state, const Scene& scene, ui::Frame& frame) {
  frame.Question(scene.T("shift.notes.question"));
  const EntrySpec notes{.field = Field::ShiftNotes,
                        .id = "field.shift_notes",
                        .label = scene.T("shift.notes"),
                        .placeholder = scene.T("shift.notes.placeholder"),
                        .error = {},
                        .hint = scene.T("shift.notes.hint"),
                        .lines = 4};
  return DrawEntry(notes, state.entries, frame);
}

std::optional<Action> DrawWhoTakesOver(const ShiftClosingState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("shift.who"));
  DrawFault(state.shows_faults && !state.has_chosen_successor, scene.T("fault.choose"), scene, frame);
  const auto choice = [&](std::string_view id, const std::string& text, std::optional<domain::NoSuccessor> nobody) {
    const bool is_selected = state.has_chosen_successor && state.nobody == nobody;
    if (frame.Choice(id, {.text = text, .is_selected = is_selected}))
      action = StaffAct{ShiftAct{ChooseSuccessor{nobody}}};
  };
  {
    const auto grid = frame.BeginGrid({.id = "shift.who", .landscape = {1}, .portrait = {1}, .fills_page = false});
    choice("shift.who.somebody", std::string(scene.T("shift.who.somebody")), std::nullopt);
  }
  frame.Heading(scene.T("shift.who.nobody"));
  const auto grid = frame.BeginGrid({.id = "shift.nobody", .landscape = {2}, .portrait = {1}, .fills_page = false});
  for (const auto reason : {domain::NoSuccessor::ClosedForTheDay, domain::NoSuccessor::ComesLater,
                            domain::NoSuccessor::Unwell, domain::NoSuccessor::Other}) {
    choice("shift.nobody." + std::string(domain::WireName(reason)), NoSuccessorText(reason, scene), reason);
  }
  return action;
}

struct StepTexts {
  int step;
  std::string_view id;
  std::string_view key;
};
StepTexts StepOf(ClosingStage stage) {
  switch (stage) {
    case ClosingStage::CameIn:
      return {1, "shift.close.came_in", N_("shift.step.came_in")};
    case ClosingStage::Left:
      return {2, "shift.close.left", N_("shift.step.left")};
    case ClosingStage::City:
      return {3, "shift.close.city", N_("shift.step.city")};
    case ClosingStage::Notes:
      return {4, "shift.close.notes", N_("shift.step.notes")};
    default:
      return {5, "shift.close.who", N_("shift.step.who")};
  }
}

std::string_view TroubleKey(ClosingTrouble trouble) {
  if (trouble == ClosingTrouble::DiskFull) return N_("shift.not_closed.full");
  if (trouble == ClosingTrouble::ClockWentBack) return N_("shift.not_closed.clock");
  return N_("shift.not_closed");
}

// The two signatures, by key pad.
std::optional<Action> DrawSignature(const ShiftClosingState& state, bool is_saving, const Scene& scene,
                                    ui::Frame& frame) {
  std::string error = ProblemText(state.problem, scene);
  if (state.is_same_person) error = scene.T("shift.same_person");
  if (state.trouble != ClosingTrouble::None) error = scene.T(TroubleKey(state.trouble));
  DigitsSpec spec{.id = "shift.sign.leaver",
                  .field_id = "field.leaver_pin",
                  .question = scene.T("shift.sign.leaver"),
                  .label = scene.T("sign_in.pin"),
                  .placeholder = scene.T("sign_in.pin.placeholder"),
                  .error = error,
                  .hint = scene.T("shift.sign.hint"),
                  .digits = state.leaver_pin,
                  .next = scene.T("footer.next"),
                  .is_secret = true,
                  .is_saving = is_saving};
  if (state.stage == ClosingStage::LeaverPin && state.nobody) spec.next = scene.T("shift.close");
  if (state.stage == ClosingStage::TakerNumber) {
    spec.id = "shift.sign.taker_number";
    spec.field_id = "field.taker_number";
    spec.question = scene.T("shift.sign.taker_number");
    spec.label = scene.T("staff.number");
    spec.placeholder = scene.T("sign_in.number.placeholder");
    spec.digits = state.taker_number;
    spec.is_secret = false;
  } else if (state.stage == ClosingStage::TakerPin) {
    spec.id = "shift.sign.taker";
    spec.field_id = "field.taker_pin";
    spec.question = scene.T("shift.sign.taker");
    spec.digits = state.taker_pin;
    spec.next = scene.T("shift.close");
  }
  if (is_saving) spec.next = scene.T("footer.saving");
  return DrawDigitsPage(spec, scene, frame);
}

std::optional<Action> DrawClosed(const ShiftClosingState& state, const ShiftMachine& machine, const Scene& scene,
                                 ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "shift.closed",
                                     .header = scene.header,
                                     .footer = {.back = {}, .next = ui::FooterButton{scene.T("footer.finish")}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  const domain::ClosedShift& closed = *state.closed;
  frame.Done(scene.T("shift.closed", fmt::arg("number", closed.shift.number)));
  frame.Paragraph(ShiftSpan(closed.shift.opened_at, closed.closed_at, scene));
  if (state.is_not_kept) {
    frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = scene.T("shift.not_kept")});
  }
  if (auto pressed = DrawSheets(state.taking, machine.sheets, scene, frame)) action = std::move(pressed);
  const auto columns = frame.BeginColumns("shift.closed", 1.0, 1.0);
  DrawFigures(scene.T("shift.came_in"), CameIn(closed.figures, scene), scene, frame);
  frame.NextColumn();
  DrawFigures(scene.T("shift.is_left"), IsLeft(closed.figures, scene), scene, frame);
  return action;
}

}  // namespace

std::optional<Action> DrawShiftClosing(const ShiftClosingState& state, const ShiftMachine& machine, bool is_saving,
                                       const Scene& scene, ui::Frame& frame) {
  if (state.stage == ClosingStage::Done && state.closed) return DrawClosed(state, machine, scene, frame);
  if (IsBeingSigned(state)) return DrawSignature(state, is_saving, scene, frame);
  const StepTexts texts = StepOf(state.stage);
  const WizardSpec wizard{.id = texts.id, .step = texts.step, .steps = kClosingSteps, .step_key = texts.key};
  return DrawWizard(wizard, scene, frame, [&]() -> std::optional<Action> {
    switch (state.stage) {
      case ClosingStage::CameIn:
        DrawCameIn(state, scene, frame);
        return std::nullopt;
      case ClosingStage::Left:
        return DrawLeft(state, scene, frame);
      case ClosingStage::City:
        DrawCity(state, machine, scene, frame);
        return std::nullopt;
      case ClosingStage::Notes:
        return DrawNotes(state, scene, frame);
      default:
        return DrawWhoTakesOver(state, scene, frame);
    }
  });
}

}  // namespace bianmin::screens
