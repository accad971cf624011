#pragma once
// Asking for a record by its number and the last four digits of the phone (R03). Which of the two was wrong is never
// said.

#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// The first of number and digits that is not well-formed; whether they belong together only the store knows.
std::optional<Field> MissingFrom(const Entries& entries);

// Why the last question brought nothing.
struct FindProblem {
  enum class Kind { None, NoSuchPair, Wait, NotAnOrder, CannotBeRated, NotGenuine };
  Kind kind = Kind::None;
  base::TimePoint wait_until;  // of Wait
};

std::optional<Action> DrawFindRecord(std::string_view question, const Entries& entries, const FindProblem& problem,
                                     bool shows_faults, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
