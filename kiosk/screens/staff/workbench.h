#pragma once
// 工作台: who is signed in, and a tile for each thing that staff do here; tiles that a role does not reach are not
// shown.

#include <optional>
#include <string_view>

#include "kiosk/domain/staff.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// What a role must reach to open a tile.
domain::Role NeededRole(StaffTile tile);

// "窗口人员" …
std::string_view RoleKey(domain::Role role);

std::optional<Action> DrawWorkbench(const domain::StaffMember& member, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
