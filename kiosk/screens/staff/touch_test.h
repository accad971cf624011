#pragma once
// 触摸测试: cells over the whole glass that fill where a finger is seen, and then in words where none was. Whoever is
// here gets out by the button in the middle, and by doing nothing, so that a dead corner traps nobody.

#include <array>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct TouchTestState {
  ui::TouchCells cells;       // of the glass when the first was reached
  std::vector<bool> reached;  // row by row
  bool is_over = false;
  base::Milliseconds ends_at{0};  // steady; later by every cell that is reached
};

// So long without another cell ends the test.
inline constexpr std::chrono::seconds kTouchTestWaits{30};

// A ninth of the glass, row by row: the top left corner, the top edge, …
inline constexpr std::size_t kGlassParts = 9;

void Reach(TouchTestState& state, ui::TouchCells cells, const std::vector<std::size_t>& reached);
// How many cells of each part no finger reached.
std::array<int, kGlassParts> DeadCells(const TouchTestState& state);

std::optional<Action> DrawTouchTest(const TouchTestState& state, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
