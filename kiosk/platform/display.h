#pragma once
// The kiosk's display as the main program uses it: sleep until something asks for a frame, then show one.
//
//   while (!display->IsClosed()) {
//     const RedrawReasons reasons = display->Wait();
//     if (reasons.Has(RedrawReason::Input)) app.Touched();
//     … take what the worker reported …
//     display->Show(scene);
//     display->NextAt(clock.Steady() + app.Elapse());
//   }
//
// Main thread only, but for Wake.

#include <functional>
#include <memory>
#include <optional>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/platform/automation.h"
#include "kiosk/platform/event_loop.h"
#include "kiosk/platform/renderer.h"
#include "kiosk/platform/window.h"
#include "kiosk/ui/context.h"

namespace bianmin::platform {

struct DisplayOptions {
  WindowOptions window;
  ui::FontFiles fonts;
  std::optional<std::filesystem::path> automation;  // where to write the inventory, for test tools
};

// What is shown, as functions of the app's model.
struct Stage {
  std::function<ui::Look(ui::PixelSize)> look;
  std::function<void(ui::Frame&)> draw;
  std::function<void()> apply;  // changes the model by what the last drawing reported
};

class Display {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<Display>> Open(const DisplayOptions& options,
                                                                   const base::Clock& clock);

  // Sleeps until there is a reason to draw; empty when the window was closed.
  RedrawReasons Wait();
  // Draws, applying what was done until nothing more is, and presents the picture if it changed.
  void Show(const Stage& stage);
  // The next frame without any event is at this steady time; takes the place of what was said before.
  void NextAt(base::Milliseconds steady) { loop_.AskOnlyAt(steady, RedrawReason::Clock); }
  // From any thread: a frame for a changed model.
  void Wake() { loop_.Wake(); }

  [[nodiscard]] bool IsClosed() const { return window_->IsClosed(); }
  void ForgetSession() { context_->ForgetSession(); }
  [[nodiscard]] const RedrawCounts& Drawn() const { return drawn_; }
  [[nodiscard]] std::uint64_t Presented() const { return presented_; }
  [[nodiscard]] ui::Context& Context() { return *context_; }

 private:
  Display(std::unique_ptr<Window> window, std::unique_ptr<Renderer> renderer, std::unique_ptr<ui::Context> context,
          std::optional<Automation> automation, const base::Clock& clock);

  const base::Clock& clock_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<ui::Context> context_;
  std::unique_ptr<Renderer> renderer_;
  std::optional<Automation> automation_;
  EventLoop loop_;
  RedrawCounts drawn_;
  std::uint64_t presented_ = 0;
};

}  // namespace bianmin::platform
