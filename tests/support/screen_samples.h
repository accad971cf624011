#pragma once
// Every screen in a state that somebody can bring it to, with the demonstration catalogue, for the gate that
// measures them and the gallery that paints them.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/app/app.h"
#include "tests/support/simulated_clock.h"
#include "tests/support/ui_world.h"

namespace bianmin::testing {

struct ScreenSample {
  std::string name;
  std::function<void(app::Model&)> prepare;
};

const std::vector<ScreenSample>& ScreenSamples();

// A kiosk with the demonstration configuration and no store behind it.
class SampleKiosk {
 public:
  SampleKiosk(const Panel& panel, const screens::Comfort& comfort, i18n::Language language);
  void Show(const ScreenSample& sample);
  UiWorld& world() { return world_; }
  app::App& app() { return app_; }

 private:
  UiWorld world_;
  sim::SimulatedClock clock_;
  base::SeededRandom random_{1};
  screens::Comfort comfort_;
  i18n::Language language_;
  app::App app_;
  app::Machine machine_;  // as the demonstration's, for each sample anew
};

}  // namespace bianmin::testing
