#pragma once
// 屏幕校准: an outline that is made as large as a real bank card held on the glass tells how wide the panel is. Anybody
// may look whether the outline fits; a new width is stored by a supervisor who is signed in, and by
// whoever stands at a kiosk that was started with --set-up.

#include <string>

#include "kiosk/screens/scene.h"
#include "kiosk/ui/geometry.h"

namespace bianmin::screens {

enum class CalibrationStage { Match, Confirm, Stored };

struct CalibrationState {
  CalibrationStage stage = CalibrationStage::Match;
  double width_mm = 0;  // of the panel, when the outline as it is drawn fits the card
  std::string problem;  // why it could not be stored
};

struct CalibrationView {
  const CalibrationState& state;
  int current_mm = 0;  // that counts now
  bool may_store = false;
  bool is_storing = false;
};

// Where the outline begins when the width that counts is absurd: the panels that are sold, 10 to 43 inches.
inline constexpr double kNarrowestBeginMm = 194;
inline constexpr double kWidestBeginMm = 708;

// What the state's width comes to, within the limits.
int PanelWidthOf(const CalibrationState& state);
// The outline becomes `by` times as wide; it stays within what may be stored.
void Resize(CalibrationState& state, double by);

std::optional<Action> DrawCalibration(const CalibrationView& view, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
