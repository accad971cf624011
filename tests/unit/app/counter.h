#pragma once
// A kiosk at a counter without its window and store: the shipped catalogue and addresses, a clock that stands still
// until it is moved, and a resident whose acts go straight to Update.

#include <string>

#include "kiosk/app/settings.h"
#include "kiosk/app/update.h"

namespace bianmin::app {

// config/kiosk.toml and what it names, read once.
const Settings& ShippedSettings();

class Counter {
 public:
  Counter();

  // Each act is a touch at the present time. Yields the commands it led to.
  Commands Do(const screens::Action& action);
  // Types into the field that has the caret.
  void Type(const std::string& text);
  // Shows a genuine receipt of another kiosk.
  Commands LooksUpForeign(const domain::RecordNumber& number);
  Commands Hear(const Report& report);
  // Lets time pass; true when the screen changed by it.
  bool Wait(base::Milliseconds length);

  // What the program does after time has passed: keeps a form whose resident is warned.
  Commands Keep() { return KeepAtWarning(model_, At()); }

  Model& model() { return model_; }
  const base::SecretKey& city() const { return city_; }
  base::Milliseconds steady() const { return steady_; }
  base::TimePoint now() const { return now_; }

  // The draft on the screen; the test fails when another screen is there.
  template <class Draft>
  Draft& On() {
    return std::get<Draft>(model_.screen);
  }
  template <class Draft>
  bool IsOn() const {
    return std::holds_alternative<Draft>(model_.screen);
  }

 private:
  Circumstances At();

  Model model_;
  base::SeededRandom random_{1};
  base::SecretKey city_ = base::SecretKey::New(random_);
  base::TimePoint now_ = *base::ParseUtc("2026-11-23T01:30:00Z");
  base::Milliseconds steady_{1'000'000};
};

// The value of the only command, which must be of this kind.
template <class Kind>
Kind Only(const Commands& commands) {
  return std::get<Kind>(std::get<StoreCommand>(commands.at(0)));
}

// 王女士, 138 0013 8000: from the page of names past the page of the phone.
void GivesContact(Counter& counter);
// From the home screen to the review page of a leaking pipe at 3号楼 of 永和新村.
void FillsInALeakingPipe(Counter& counter);

// An order as the store would give it back.
domain::Order OrderWith(domain::OrderState state, const domain::Need& need);
domain::Need SomeNeed();
domain::RecordNumber SomeNumber();

}  // namespace bianmin::app
