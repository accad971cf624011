#pragma once
// What the centre publishes about itself (R24): counts so far, with small ones withheld.

#include <optional>
#include <string>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {

// What the store counted, exactly.
struct Counts {
  int orders = 0;
  int orders_completed = 0;
  int complaints = 0;
  int complaints_answered = 0;
  int ratings = 0;
  int stars_in_total = 0;
};

// As shown: a figure that would point at fewer than kLeastPublishedCount people is absent.
struct PublishedFigures {
  std::optional<int> orders;
  std::optional<int> orders_completed;
  std::optional<int> complaints;
  std::optional<int> complaints_answered;
  std::optional<int> ratings;
  std::optional<double> average_stars;
};

PublishedFigures Publish(const Counts& counts);

}  // namespace bianmin::domain
