#pragma once
// 查看、更正、删除: what is held of a resident under one number, done with them at the screen (PIPL, articles 44 to
// 47). Who looked, corrected or deleted is journalled by the store.

#include <optional>

#include "kiosk/domain/held_fields.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class RightsStage { Ask, Shown, Name, Phone };
enum class RightsNotice { None, NoSuchRecord, Corrected, Erased, StillOpen, NotNow };

struct RightsState {
  RightsStage stage = RightsStage::Ask;
  Entries entries;
  std::optional<domain::HeldFields> held;
  bool shows_faults = false;
  bool asks_erase = false;
  RightsNotice notice = RightsNotice::None;
};

std::optional<Action> DrawRights(const RightsState& state, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
