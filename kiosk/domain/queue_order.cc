#include "kiosk/domain/queue_order.h"

#include <tuple>

namespace bianmin::domain {
namespace {

PlaceReason ReasonOfPriority(PriorityClass priority) {
  switch (priority) {
    case PriorityClass::First:
      return {.step = PlaceStep::PriorityFirst, .is_decisive = true};
    case PriorityClass::Second:
      return {.step = PlaceStep::PrioritySecond, .is_decisive = true};
    case PriorityClass::Ordinary:
      return {.step = PlaceStep::NoPriority};
  }
  return {.step = PlaceStep::NoPriority};
}

PlaceReason ReasonOfClock(const QueuePlace& place, base::TimePoint now) {
  if (!place.due) return {.step = PlaceStep::NoClock};
  if (IsOverdue(place, now)) return {.step = PlaceStep::Overdue, .span = now - *place.due, .is_decisive = true};
  return {.step = PlaceStep::DueLater, .span = *place.due - now};
}

auto SortKey(const QueuePlace& place, base::TimePoint now) {
  // Whatever has no clock comes after all that has one.
  return std::tuple{!place.is_urgent,
                    !IsOverdue(place, now),
                    static_cast<int>(place.priority),
                    !place.due.has_value(),
                    place.due.value_or(place.arrived),
                    place.arrived,
                    place.serial};
}

}  // namespace

std::optional<PriorityClass> PriorityOf(std::int64_t number) {
  if (number < 1 || number > 3) return std::nullopt;
  return static_cast<PriorityClass>(number);
}

bool IsOverdue(const QueuePlace& place, base::TimePoint now) { return place.due && *place.due < now; }

bool ComesBefore(const QueuePlace& one, const QueuePlace& other, base::TimePoint now) {
  return SortKey(one, now) < SortKey(other, now);
}

std::vector<PlaceReason> WhyHere(const QueuePlace& place, base::TimePoint now) {
  const PlaceReason urgency{.step = place.is_urgent ? PlaceStep::Urgent : PlaceStep::NotUrgent,
                            .is_decisive = place.is_urgent};
  const PlaceReason clock = ReasonOfClock(place, now);
  const PlaceReason priority = ReasonOfPriority(place.priority);
  // Being overdue counts before the priority class, the time that is left after it.
  if (clock.step == PlaceStep::Overdue) return {urgency, clock, priority, {.step = PlaceStep::Arrived}};
  return {urgency, priority, clock, {.step = PlaceStep::Arrived}};
}

}  // namespace bianmin::domain
