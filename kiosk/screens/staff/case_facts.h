#pragma once
// The parts of an order's page that are read: facts, clocks, history.

#include "kiosk/screens/staff/order_page.h"

namespace bianmin::screens {

// What was said and agreed. Name, phone and address stay masked until 显示 is pressed.
std::optional<Action> DrawCaseFacts(const domain::CaseFile& file, bool is_contact_shown, const Scene& scene,
                                    ui::Frame& frame);
// Response clock, provider's clock, and whether the city has everything.
void DrawCaseClocks(const domain::CaseFile& file, const Scene& scene, ui::Frame& frame);
// Newest first, each with who did it.
void DrawCaseHistory(const domain::CaseFile& file, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
