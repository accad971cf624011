#include "kiosk/screens/staff/rights.h"

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/staff/shift_acts.h"

namespace bianmin::screens {
namespace {

struct NoticeText {
  ui::Tone tone;
  std::string_view key;
};

std::optional<NoticeText> TextOf(RightsNotice notice) {
  switch (notice) {
    case RightsNotice::NoSuchRecord:
      return NoticeText{ui::Tone::Warning, N_("rights.no_such_record")};
    case RightsNotice::Corrected:
      return NoticeText{ui::Tone::Success, N_("rights.corrected")};
    case RightsNotice::Erased:
      return NoticeText{ui::Tone::Success, N_("rights.erased")};
    case RightsNotice::StillOpen:
      return NoticeText{ui::Tone::Warning, N_("rights.still_open")};
    case RightsNotice::NotNow:
      return NoticeText{ui::Tone::Danger, N_("rights.not_now")};
    case RightsNotice::None:
      break;
  }
  return std::nullopt;
}

void DrawNotice(RightsNotice notice, const Scene& scene, ui::Frame& frame) {
  const auto text = TextOf(notice);
  if (!text) return;
  const bool is_good = text->tone == ui::Tone::Success;
  frame.Banner({.tone = text->tone,
                .title = is_good ? scene.T("rights.done") : scene.T("fault.title"),
                .text = scene.T(text->key)});
}

std::optional<Action> DrawNumber(const RightsState& state, const Scene& scene, ui::Frame& frame) {
  const bool is_crowded = frame.IsCrowded();
  const auto columns = frame.BeginColumns("rights.ask", 1.0, 1.0);
  if (!is_crowded) frame.Question(scene.T("rights.ask"));
  DrawNotice(state.notice, scene, frame);
  const EntrySpec number{.field = Field::Number,
                         .id = "field.number",
                         .label = scene.T("lookup.number"),
                         .placeholder = scene.T("rights.number.placeholder"),
                         .error = state.shows_faults
                                      ? FaultText(scene, Field::Number, FaultOf(state.entries, Field::Number))
                                      : std::string_view{},
                         .hint = is_crowded ? std::string_view{} : scene.T("rights.ask.hint")};
  std::optional<Action> action = DrawEntry(number, state.entries, frame);
  if (auto pressed = DrawKeyboardColumn(scene, state.entries, frame)) action = std::move(pressed);
  return action;
}

std::string_view KindText(domain::HeldFields::Kind kind, const Scene& scene) {
  switch (kind) {
    case domain::HeldFields::Kind::Order:
      return scene.T("shift.kind.order");
    case domain::HeldFields::Kind::Complaint:
      return scene.T("rights.kind.complaint");
    case domain::HeldFields::Kind::Rating:
      break;
  }
  return scene.T("rights.kind.rating");
}

void DrawFields(const domain::HeldFields& held, const Scene& scene, ui::Frame& frame) {
  const auto card = frame.BeginCard();
  const auto row = [&](std::string_view label, std::string_view value, ui::Privacy privacy = ui::Privacy::Open) {
    if (!value.empty()) frame.Row("", {.label = scene.T(label), .value = value, .edit = {}, .privacy = privacy});
  };
  row(N_("lookup.number"), held.number.Grouped());
  row(N_("rights.kind"), KindText(held.kind, scene));
  row(N_("rights.state"), held.is_open ? scene.T("rights.state.open") : scene.T("rights.state.closed"));
  if (held.contact) {
    row(N_("rights.name"), held.contact->name.text(), ui::Privacy::Sensitive);
    row(N_("rights.phone"), i18n::GroupedPhone(held.contact->phone.digits()), ui::Privacy::Sensitive);
  }
  row(N_("rights.address"), held.address, ui::Privacy::Sensitive);
  row(N_("rights.words"), held.words, ui::Privacy::Sensitive);
  if (held.documents > 0) row(N_("rights.documents"), scene.texts.Plural("rights.documents_count", held.documents));
}

std::optional<Action> DrawHeld(const RightsState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::HeldFields& held = *state.held;
  frame.Title(scene.T("rights.title"), ui::Icon::Privacy);
  DrawNotice(state.notice, scene, frame);
  DrawFields(held, scene, frame);
  if (held.erased_at) {
    frame.Note(scene.T("rights.erased_on", fmt::arg("time", i18n::DateTime(scene.texts, *held.erased_at))),
               ui::Icon::Information);
    return action;
  }
  frame.Note(scene.T("rights.note"), ui::Icon::Information);
  const auto row = frame.BeginRow();
  if (held.contact &&
      frame.SecondaryButton("rights.correct", {.text = scene.T("rights.correct"), .icon = ui::Icon::Edit})) {
    action = StaffAct{ShiftAct{CorrectHeld{}}};
  }
  if (frame.DangerButton("rights.erase", {.text = scene.T("rights.erase"), .icon = ui::Icon::Delete})) {
    action = StaffAct{ShiftAct{EraseHeld{}}};
  }
  return action;
}

std::optional<Action> DrawName(const RightsState& state, const Scene& scene, ui::Frame& frame) {
  frame.Question(scene.T("rights.correct.name"));
  const EntrySpec name{.field = Field::Name,
                       .id = "field.name",
                       .label = scene.T("rights.name"),
                       .placeholder = {},
                       .error = state.shows_faults ? FaultText(scene, Field::Name, FaultOf(state.entries, Field::Name))
                                                   : std::string_view{},
                       .hint = {}};
  return DrawEntry(name, state.entries, frame);
}

}  // namespace

std::optional<Action> DrawRights(const RightsState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  static constexpr std::string_view kIds[] = {"rights.ask", "rights.shown", "rights.name", "rights.phone"};
  std::optional<ui::FooterButton> next;
  if (state.stage != RightsStage::Shown) {
    next = ui::FooterButton{state.stage == RightsStage::Phone ? scene.T("footer.submit") : scene.T("footer.next"),
                            !is_saving};
  }
  const auto page =
      frame.BeginPage({.id = kIds[static_cast<std::size_t>(state.stage)],
                       .header = scene.header,
                       .footer = {.back = ui::FooterButton{scene.T("footer.back"), !is_saving}, .next = next},
                       .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  std::optional<Action> pressed;
  switch (state.stage) {
    case RightsStage::Ask:
      pressed = DrawNumber(state, scene, frame);
      break;
    case RightsStage::Shown:
      pressed = DrawHeld(state, scene, frame);
      break;
    case RightsStage::Name:
      pressed = DrawName(state, scene, frame);
      break;
    case RightsStage::Phone:
      pressed = DrawPhone(scene, state.entries, state.shows_faults, frame);
      break;
  }
  if (pressed && !is_saving) action = std::move(pressed);
  if (!state.asks_erase) return action;
  const auto answer = frame.Dialog({.id = "rights.sure",
                                    .tone = ui::Tone::Danger,
                                    .title = scene.T("rights.sure"),
                                    .text = scene.T("rights.sure.text"),
                                    .countdown = {},
                                    .primary = scene.T("rights.erase"),
                                    .secondary = scene.T("rights.keep"),
                                    .primary_is_dangerous = true});
  if (!answer) return std::nullopt;
  return StaffAct{ShiftAct{AnswerErase{*answer == ui::DialogPress::Primary}}};
}

}  // namespace bianmin::screens
