#include "kiosk/platform/display.h"

#include <utility>

#include "kiosk/base/log.h"

namespace bianmin::platform {
namespace {

// Actions that one frame may take one after the other; what is left waits for the next frame.
constexpr int kMostActionsAFrame = 32;

}  // namespace

base::Result<std::unique_ptr<Display>> Display::Open(const DisplayOptions& options, const base::Clock& clock) {
  std::unique_ptr<ui::Context> context = ui::Context::Create(options.fonts);
  base::Result<std::unique_ptr<Window>> window = Window::Open(options.window, clock);
  if (!window) return window.error();
  base::Result<std::unique_ptr<Renderer>> renderer = MakeOpenGlRenderer();
  if (!renderer) return renderer.error();
  std::optional<Automation> automation;
  if (options.automation) {
    base::Result<Automation> opened = Automation::Open(*options.automation);
    if (!opened) return opened.error();
    automation = std::move(*opened);
  }
  return std::unique_ptr<Display>(
      new Display(std::move(*window), std::move(*renderer), std::move(context), std::move(automation), clock));
}

Display::Display(std::unique_ptr<Window> window, std::unique_ptr<Renderer> renderer,
                 std::unique_ptr<ui::Context> context, std::optional<Automation> automation, const base::Clock& clock)
    : clock_(clock),
      window_(std::move(window)),
      context_(std::move(context)),
      renderer_(std::move(renderer)),
      automation_(std::move(automation)),
      loop_(*window_, clock) {
  loop_.Ask(RedrawReason::Start);
}

RedrawReasons Display::Wait() {
  const RedrawReasons reasons = loop_.Wait();
  if (reasons.IsEmpty()) return reasons;
  drawn_.Count(reasons);
  if (reasons.Has(RedrawReason::Damage) || reasons.Has(RedrawReason::Resize)) context_->Damaged();
  for (ui::InputEvent& event : window_->TakeInput()) context_->Add(std::move(event));
  return reasons;
}

void Display::Show(const Stage& stage) {
  ui::Drawn drawn;
  for (int i = 0; i < kMostActionsAFrame; ++i) {
    ui::Look look = stage.look(window_->Pixels());
    look.is_animated = look.is_animated && !window_->IsSlow();
    drawn = context_->Draw(look, clock_.Steady(), stage.draw);
    if (!drawn.acted) break;
    stage.apply();
  }
  if (drawn.acted) {
    base::LogWarning("the screen reported {} actions in one frame; the rest waits", kMostActionsAFrame);
    loop_.Ask(RedrawReason::Input);
    return;
  }
  loop_.AskOnlyAt(drawn.next, RedrawReason::Animation);
  if (!drawn.present) return;
  renderer_->Paint(*context_->Picture());
  window_->Swap();
  context_->Presented();
  ++presented_;
  if (automation_) automation_->Write(context_->Shown());
}

}  // namespace bianmin::platform
