#pragma once
// What a person can do on the pages of the machine, signed in or not, and how they get there. Part of StaffAct.

#include <cstddef>
#include <variant>
#include <vector>

#include "kiosk/ui/widgets.h"

namespace bianmin::screens {

struct PressLogo {};  // on the first screen it leads to the device page, anywhere else there
struct OpenDevice {};
struct OpenCalibration {};
struct OpenTouchTest {};  // also 再测一次
struct ResizeCard {
  double by = 1;  // the outline becomes so many times as wide
};
struct ReachCells {
  ui::TouchCells cells;
  std::vector<std::size_t> reached;
};
struct EndTouchTest {};

using DeviceAct =
    std::variant<PressLogo, OpenDevice, OpenCalibration, OpenTouchTest, ResizeCard, ReachCells, EndTouchTest>;

}  // namespace bianmin::screens
