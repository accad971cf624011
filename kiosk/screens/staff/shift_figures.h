#pragma once
// The figures of a shift as people read them, the same on the screen and on paper.

#include <string>
#include <vector>

#include "kiosk/domain/shift.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct NamedFigure {
  std::string name;
  std::string value;
  bool needs_attention = false;  // overdue, bad, refused
};

std::vector<NamedFigure> CameIn(const domain::ShiftFigures& figures, const Scene& scene);
std::vector<NamedFigure> WasDone(const domain::ShiftFigures& figures, const Scene& scene);
std::vector<NamedFigure> IsLeft(const domain::ShiftFigures& figures, const Scene& scene);
// Sentences: what this kiosk told the city, what the city confirmed, what waits since when, what was refused why.
std::vector<NamedFigure> Reconciled(const domain::Reconciliation& city, const Scene& scene);

// "订单", "投诉" …; "水电维修"; "待受理".
std::string KindText(domain::LeftRecord::Kind kind, const Scene& scene);
std::string SubjectText(const domain::LeftRecord& record, const Scene& scene);
std::string LeftStateText(const domain::LeftRecord& record, const Scene& scene);
std::string NoSuccessorText(domain::NoSuccessor reason, const Scene& scene);

// From when to when, and how long; a clear sentence when the clock cannot be right.
std::string ShiftSpan(base::TimePoint opened, base::TimePoint closed, const Scene& scene);

}  // namespace bianmin::screens
