#pragma once
// What a provider agreed on with a resident, as the resident reads it under 查询进度 and on the receipt: who comes,
// when, and for how much (R08).

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/order.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// "11月24日 星期二 上午"
std::string AppointmentText(const domain::Appointment& appointment, const Scene& scene);

struct VisitLine {
  std::string_view label;
  std::string value;
  ui::Privacy privacy = ui::Privacy::Open;  // of the value: what may name a home is neither spoken nor printed
};
std::vector<VisitLine> LinesOf(const domain::Visit& visit, const Scene& scene);

void DrawVisit(const domain::Visit& visit, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
