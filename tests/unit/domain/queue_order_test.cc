#include "kiosk/domain/queue_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;

constexpr base::TimePoint kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 90min};

// Every step of the rule with the values at which it turns.
std::vector<QueuePlace> EveryPlace() {
  std::vector<QueuePlace> places;
  const std::optional<base::TimePoint> dues[] = {kNow - 2h, kNow - 1ms, kNow, kNow + 1ms, kNow + 3h, std::nullopt};
  std::int64_t serial = 0;
  for (const bool is_urgent : {false, true}) {
    for (const PriorityClass priority : kPriorityClasses) {
      for (const auto& due : dues) {
        for (const auto age : {48h, 24h}) {
          places.push_back(
              {.is_urgent = is_urgent, .priority = priority, .due = due, .arrived = kNow - age, .serial = ++serial});
        }
      }
    }
  }
  return places;
}

// The first step in which two places differ decides; written out once more, from the rule's words.
bool RuleInWords(const QueuePlace& one, const QueuePlace& other) {
  if (one.is_urgent != other.is_urgent) return one.is_urgent;
  const bool overdue = one.due && *one.due < kNow;
  const bool other_overdue = other.due && *other.due < kNow;
  if (overdue != other_overdue) return overdue;
  if (one.priority != other.priority) return one.priority < other.priority;
  if (one.due.has_value() != other.due.has_value()) return one.due.has_value();
  if (one.due != other.due) return *one.due < *other.due;
  if (one.arrived != other.arrived) return one.arrived < other.arrived;
  return one.serial < other.serial;
}

TEST(TheQueuesOrder, IsTheDeclaredRuleForEveryPairOfPlaces) {
  const auto places = EveryPlace();
  for (const QueuePlace& one : places) {
    for (const QueuePlace& other : places) {
      ASSERT_EQ(ComesBefore(one, other, kNow), RuleInWords(one, other)) << one.serial << " and " << other.serial;
    }
  }
}

TEST(TheQueuesOrder, IsOverdueOnlyAfterTheMomentItWasDue) {
  QueuePlace place{.due = kNow, .arrived = kNow - 24h};
  EXPECT_FALSE(IsOverdue(place, kNow));
  EXPECT_TRUE(IsOverdue(place, kNow + 1ms));
  place.due.reset();
  EXPECT_FALSE(IsOverdue(place, kNow + 1000h));
}

TEST(WhyARowStandsHere, IsToldStepByStep) {
  const QueuePlace place{.is_urgent = true, .priority = PriorityClass::First, .due = kNow - 2h, .arrived = kNow - 3h};
  const std::vector<PlaceReason> expected{{.step = PlaceStep::Urgent, .is_decisive = true},
                                          {.step = PlaceStep::Overdue, .span = 2h, .is_decisive = true},
                                          {.step = PlaceStep::PriorityFirst, .is_decisive = true},
                                          {.step = PlaceStep::Arrived}};
  EXPECT_EQ(WhyHere(place, kNow), expected);
}

TEST(WhyARowStandsHere, SaysWhatDoesNotLiftIt) {
  const std::vector<PlaceReason> waits{{.step = PlaceStep::NotUrgent},
                                       {.step = PlaceStep::NoPriority},
                                       {.step = PlaceStep::DueLater, .span = 3h},
                                       {.step = PlaceStep::Arrived}};
  EXPECT_EQ(WhyHere({.due = kNow + 3h, .arrived = kNow}, kNow), waits);
  EXPECT_EQ(WhyHere({.arrived = kNow}, kNow).at(2).step, PlaceStep::NoClock);
}

TEST(PriorityClasses, AreOneToThree) {
  EXPECT_EQ(PriorityOf(1), PriorityClass::First);
  EXPECT_EQ(PriorityOf(3), PriorityClass::Ordinary);
  EXPECT_FALSE(PriorityOf(0));
  EXPECT_FALSE(PriorityOf(4));
}

}  // namespace
}  // namespace bianmin::domain
