#include "kiosk/screens/staff/calibration.h"

#include <algorithm>
#include <cmath>

#include "kiosk/domain/limits.h"

namespace bianmin::screens {
namespace {

constexpr double kCardWidthMm = 85.60;  // ISO/IEC 7810, ID-1
constexpr double kMmAnInch = 25.4;
// Three pairs of buttons: from half the size to fitting within a fifth of a per cent takes 14, 2 and 2 presses.
constexpr double kCoarse = 1.05;
constexpr double kMedium = 1.01;
constexpr double kFine = 1.002;

double InchesAcross(double width_mm, ui::PixelSize pixels) {
  const double height_mm = width_mm * pixels.height / pixels.width;
  return std::sqrt(width_mm * width_mm + height_mm * height_mm) / kMmAnInch;
}

std::string WidthText(int width_mm, const Scene& scene, const ui::Frame& frame) {
  return scene.T("calibration.width", fmt::arg("width", width_mm),
                 fmt::arg("inches", fmt::format("{:.1f}", InchesAcross(width_mm, frame.Pixels()))));
}

std::optional<Action> DrawSteps(const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto grid = frame.BeginGrid({.id = "steps", .landscape = {2}, .portrait = {2}});
  const auto step = [&](std::string_view id, std::string_view key, ui::Icon icon, double by) {
    if (frame.SecondaryButton(id, {.text = scene.T(key), .icon = icon})) action = StaffAct{ResizeCard{by}};
  };
  step("calibration.smaller.coarse", N_("calibration.smaller.coarse"), ui::Icon::Down, 1 / kCoarse);
  step("calibration.larger.coarse", N_("calibration.larger.coarse"), ui::Icon::Up, kCoarse);
  step("calibration.smaller.medium", N_("calibration.smaller.medium"), ui::Icon::Down, 1 / kMedium);
  step("calibration.larger.medium", N_("calibration.larger.medium"), ui::Icon::Up, kMedium);
  step("calibration.smaller.fine", N_("calibration.smaller.fine"), ui::Icon::Down, 1 / kFine);
  step("calibration.larger.fine", N_("calibration.larger.fine"), ui::Icon::Up, kFine);
  return action;
}

// The outline at the left and what to do at the right; one above the other where that is too narrow.
std::optional<Action> DrawMatch(const CalibrationView& view, const Scene& scene, ui::Frame& frame) {
  const double shown_mm = view.may_store ? view.state.width_mm : view.current_mm;
  const auto pixels = static_cast<double>(frame.Pixels().width);
  const double outline = pixels * kCardWidthMm / shown_mm;
  std::optional<Action> action;
  // As parts of the screen; the left one is never so narrow that the two would be stacked for it.
  const double left = std::max(0.36, outline / pixels + 0.02);
  const auto columns = frame.BeginColumns("calibration", left, std::max(0.05, 0.88 - left));
  frame.CardOutline(static_cast<float>(outline), scene.T("calibration.card"));
  frame.NextColumn();
  if (view.may_store) {
    frame.Question(scene.T("calibration.match"));
    action = DrawSteps(scene, frame);
  } else {
    frame.Question(scene.T("calibration.check"));
    frame.Paragraph(WidthText(view.current_mm, scene, frame));
    frame.Banner({.tone = ui::Tone::Information,
                  .title = scene.T("calibration.locked.title"),
                  .text = scene.T("calibration.locked.text")});
  }
  return action;
}

void DrawConfirm(const CalibrationView& view, const Scene& scene, ui::Frame& frame) {
  frame.Question(scene.T("calibration.confirm"));
  frame.Strong(WidthText(PanelWidthOf(view.state), scene, frame));
  frame.Note(scene.T("calibration.before", fmt::arg("width", view.current_mm)), ui::Icon::Information);
  if (view.state.problem.empty()) return;
  const std::string text = scene.T("calibration.problem.text", fmt::arg("reason", view.state.problem));
  frame.Banner({.tone = ui::Tone::Danger, .title = scene.T("calibration.problem.title"), .text = text});
}

ui::FooterSpec FooterOf(const CalibrationView& view, const Scene& scene) {
  ui::FooterSpec footer{.back = ui::FooterButton{scene.T("staff.back")}, .next = {}};
  switch (view.state.stage) {
    case CalibrationStage::Match:
      if (view.may_store) footer.next = ui::FooterButton{scene.T("calibration.fits")};
      break;
    case CalibrationStage::Confirm:
      footer.next = ui::FooterButton{scene.T("calibration.store"), !view.is_storing};
      break;
    case CalibrationStage::Stored:
      footer = {.back = {}, .next = ui::FooterButton{scene.T("footer.finish")}};
      break;
  }
  return footer;
}

}  // namespace

int PanelWidthOf(const CalibrationState& state) {
  return std::clamp(static_cast<int>(std::lround(state.width_mm)), domain::kLeastPanelWidthMm,
                    domain::kMostPanelWidthMm);
}

void Resize(CalibrationState& state, double by) {
  // The larger the card is drawn, the fewer millimetres all pixels come to.
  state.width_mm = std::clamp(state.width_mm / by, static_cast<double>(domain::kLeastPanelWidthMm),
                              static_cast<double>(domain::kMostPanelWidthMm));
}

std::optional<Action> DrawCalibration(const CalibrationView& view, const Scene& scene, ui::Frame& frame) {
  const auto page =
      frame.BeginPage({.id = "calibration", .header = scene.header, .footer = FooterOf(view, scene), .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  switch (view.state.stage) {
    case CalibrationStage::Match:
      if (auto pressed = DrawMatch(view, scene, frame)) action = std::move(pressed);
      break;
    case CalibrationStage::Confirm:
      DrawConfirm(view, scene, frame);
      break;
    case CalibrationStage::Stored:
      frame.Done(scene.T("calibration.stored"));
      frame.Strong(WidthText(view.current_mm, scene, frame));
      frame.Paragraph(scene.T("calibration.restart"));
      break;
  }
  return action;
}

}  // namespace bianmin::screens
