#include <algorithm>

#include "kiosk/screens/staff/shift.h"

namespace bianmin::screens {
namespace {

const DeviceLine* FindLine(const DeviceView& view, DeviceThing thing) {
  const auto found = std::find_if(view.lines.begin(), view.lines.end(),
                                  [thing](const DeviceLine& line) { return line.thing == thing; });
  return found == view.lines.end() ? nullptr : &*found;
}

// All is well with a thing: what that means, in a sentence.
std::string_view FineText(DeviceThing thing, const Scene& scene) {
  switch (thing) {
    case DeviceThing::Voice:
      return scene.T("shift.check.sound");
    case DeviceThing::Printer:
      return scene.T("shift.check.printer");
    case DeviceThing::Database:
      return scene.T("shift.check.database");
    default:
      return {};
  }
}

void DrawClock(const ShiftCheckState& state, const Scene& scene, ui::Frame& frame) {
  const bool is_back = state.last_act_at && scene.now < *state.last_act_at;
  const std::string now = i18n::DateTime(scene.texts, scene.now);
  const std::string last = state.last_act_at ? i18n::DateTime(scene.texts, *state.last_act_at) : std::string{};
  const std::string text = is_back ? scene.T("shift.check.clock_back", fmt::arg("now", now), fmt::arg("last", last))
                                   : scene.T("shift.check.clock", fmt::arg("now", now));
  frame.Status({.tone = is_back ? ui::Tone::Danger : ui::Tone::Success,
                .name = scene.T("shift.check.clock_name"),
                .state = is_back ? scene.T("device.state.degraded") : scene.T("device.state.ok"),
                .text = text,
                .advice = is_back ? scene.T("shift.check.clock_do") : std::string_view{}});
}

}  // namespace

std::optional<Action> DrawShiftCheck(const ShiftCheckState& state, const ShiftMachine& machine, bool is_saving,
                                     const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage(
      {.id = "shift.check",
       .header = scene.header,
       .footer = {.back = ui::FooterButton{scene.T("footer.back"), !is_saving},
                  .next = ui::FooterButton{is_saving ? scene.T("footer.saving") : scene.T("shift.open"), !is_saving}},
       .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Title(scene.T("shift.check.title"));
  if (state.has_failed) {
    frame.Banner({.tone = ui::Tone::Danger, .title = scene.T("fault.title"), .text = scene.T("shift.not_opened")});
  }
  frame.Note(scene.T("shift.check.note"), ui::Icon::Information);
  const auto card = frame.BeginCard();
  // Whoever reads this page has pressed their way here.
  frame.Status({.tone = ui::Tone::Success,
                .name = scene.T("shift.check.touch_name"),
                .state = scene.T("device.state.ok"),
                .text = scene.T("shift.check.touch"),
                .advice = {}});
  DrawClock(state, scene, frame);
  for (const DeviceThing thing : {DeviceThing::Voice, DeviceThing::Printer, DeviceThing::Database, DeviceThing::Disk,
                                  DeviceThing::Centre, DeviceThing::Backup}) {
    if (const DeviceLine* line = FindLine(machine.device, thing)) {
      DrawDeviceLine(*line, FineText(thing, scene), scene, frame);
    }
  }
  return action;
}

}  // namespace bianmin::screens
