#pragma once
// What is known of a grievance, as rows, and what was done about it, as a timeline. Parts of complaint_page.cc.

#include "kiosk/screens/staff/complaint_page.h"

namespace bianmin::screens {

std::string ReasonsText(const std::vector<std::string>& codes, const Scene& scene);

std::optional<Action> DrawGrievanceFacts(const GrievanceState& state, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawLinesOf(const domain::Grievance& grievance, const Scene& scene, ui::Frame& frame);
void DrawHandlingHistory(const domain::Grievance& grievance, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
