#pragma once
// The rule by which staff see what is open (R10, issue of the shift's end): urgent → overdue → priority class → time to
// due → arrival. Declared here as values; the store keeps its index in the same order, and a row's page says why it
// stands where it stands.

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/base/time.h"

namespace bianmin::domain {

// 特殊群体优先, set by staff: somebody who lives alone or cannot leave the house comes before others of the same kind.
enum class PriorityClass { First = 1, Second = 2, Ordinary = 3 };
inline constexpr PriorityClass kPriorityClasses[] = {PriorityClass::First, PriorityClass::Second,
                                                     PriorityClass::Ordinary};
std::optional<PriorityClass> PriorityOf(std::int64_t number);

// What a record's place depends on.
struct QueuePlace {
  bool is_urgent = false;
  PriorityClass priority = PriorityClass::Ordinary;
  std::optional<base::TimePoint> due;  // nothing: no clock runs, somebody has answered
  base::TimePoint arrived;
  std::int64_t serial = 0;  // between two that came at one moment
  friend bool operator==(const QueuePlace&, const QueuePlace&) = default;
};

// Only from the moment after it was due.
bool IsOverdue(const QueuePlace& place, base::TimePoint now);
bool ComesBefore(const QueuePlace& one, const QueuePlace& other, base::TimePoint now);

// One step of the rule as it applies to a record, for the screen to word.
enum class PlaceStep {
  Urgent,
  NotUrgent,
  Overdue,
  DueLater,
  NoClock,
  PriorityFirst,
  PrioritySecond,
  NoPriority,
  Arrived
};
struct PlaceReason {
  PlaceStep step = PlaceStep::Arrived;
  base::Milliseconds span{};  // of Overdue: for how long; of DueLater: how long still
  bool is_decisive = false;   // lifts it above what has it not
  friend bool operator==(const PlaceReason&, const PlaceReason&) = default;
};
// 为什么排在这里: the steps in the order of the rule.
std::vector<PlaceReason> WhyHere(const QueuePlace& place, base::TimePoint now);

}  // namespace bianmin::domain
