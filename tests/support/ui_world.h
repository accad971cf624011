#pragma once
// A kiosk's screen without a window: a widget layer, a clock that moves when told, and a finger that presses controls
// by their ids. Screens and widgets are tested in it.
//
//   UiWorld world;
//   world.Show([&](ui::Frame& frame) { … });
//   world.Tap("home.register");

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/context.h"

namespace bianmin::testing {

// A panel as they are sold: its pixels and how wide it is.
struct Panel {
  const char* name;
  ui::PixelSize pixels;
  double width_mm;
};
inline constexpr Panel kLandscape{"landscape", {1920, 1080}, 476};
inline constexpr Panel kPortrait{"portrait", {1080, 1920}, 268};
inline constexpr Panel kSmallLandscape{"small_landscape", {1920, 1080}, 344};
inline constexpr Panel kSmallPortrait{"small_portrait", {1080, 1920}, 194};
inline constexpr Panel kLargeLandscape{"large_landscape", {1920, 1080}, 708};
inline constexpr Panel kLargePortrait{"large_portrait", {1080, 1920}, 398};
inline constexpr Panel kPanels[] = {kLandscape,     kPortrait,       kSmallLandscape,
                                    kSmallPortrait, kLargeLandscape, kLargePortrait};

class UiWorld {
 public:
  explicit UiWorld(const Panel& panel = kLandscape, ui::TextStep step = ui::TextStep::Standard,
                   ui::ThemeName theme = ui::ThemeName::Standard, const ui::FontFiles& fonts = {});

  // The screen that is drawn from now on; it is called several times for each frame.
  void Show(std::function<void(ui::Frame&)> screen);
  ui::Drawn Draw();
  // Draws until nothing is left to do; the clock follows animations.
  void Settle();

  // The finger. Tap fails the test when there is no such control in sight; it pages down to find it.
  void Tap(std::string_view id);
  void Press(ui::Point at);
  void MoveTo(ui::Point at);
  void Release(ui::Point at);
  void Drag(ui::Point from, ui::Point to, std::chrono::milliseconds during);
  void Type(std::string_view text);
  void Type(ui::Key key);
  void Wait(std::chrono::milliseconds time) { now_ += time; }

  [[nodiscard]] const ui::Inventory& Shown() const { return context_->Shown(); }
  [[nodiscard]] const ui::Item& Control(std::string_view id) const;
  [[nodiscard]] bool Has(std::string_view id) const { return Shown().FindControl(id) != nullptr; }
  [[nodiscard]] std::vector<std::string> Problems() const;
  [[nodiscard]] ui::Rules Rules() const;
  [[nodiscard]] ui::Metrics Metrics() const { return {look.pixels, look.panel_width, look.step}; }
  void SavePicture(const std::filesystem::path& path) const;

  ui::Context& Context() { return *context_; }
  [[nodiscard]] ui::SteadyTime Now() const { return now_; }

  ui::Look look;

 private:
  std::unique_ptr<ui::Context> context_;
  std::function<void(ui::Frame&)> screen_ = [](ui::Frame&) {};
  ui::SteadyTime now_{1000};
};

// The widget layer's own words, for tests that need no catalogue.
[[nodiscard]] ui::Words ChineseWords();

}  // namespace bianmin::testing
