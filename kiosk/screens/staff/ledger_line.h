#pragma once
// The page of one line of the 整改台账, and the page of one of its acts. Parts of ledger.cc.

#include "kiosk/screens/staff/ledger.h"

namespace bianmin::screens {

void DrawLineClock(const domain::Rectification& line, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawLine(const LedgerState& state, const domain::Handler& reader, bool is_saving,
                               const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawLineAct(const LedgerState& state, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
