#pragma once
// Sleeps until there is a reason to draw: an event of the window, a moment that was asked for, or a wake-up from
// another thread. Costs nothing while it sleeps. Used by Display; tested without a window through EventSource.

#include <array>
#include <atomic>
#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/platform/redraw.h"

namespace bianmin::platform {

// Where events come from: the window, or a test.
class EventSource {
 public:
  virtual ~EventSource() = default;
  // Sleeps until an event, Interrupt, or the timeout (never, without one).
  virtual void Sleep(std::optional<base::Milliseconds> most) = 0;
  // From any thread: the sleep ends, or the next one does at once.
  virtual void Interrupt() = 0;
  // What happened since the last call.
  virtual RedrawReasons TakeReasons() = 0;
  [[nodiscard]] virtual bool IsClosed() const = 0;
};

class EventLoop {
 public:
  EventLoop(EventSource& source, const base::Clock& clock) : source_(source), clock_(clock) {}

  // Asks for a frame now, or at a steady time; the earliest moment of a reason stands.
  void Ask(RedrawReason reason) { now_.Add(reason); }
  void AskAt(base::Milliseconds steady, RedrawReason reason);
  // A later moment takes the place of the reason's earlier one; nothing takes it back.
  void AskOnlyAt(std::optional<base::Milliseconds> steady, RedrawReason reason);

  // From any thread: a frame for ModelChanged, soon.
  void Wake();

  // Sleeps until there is a reason, and returns all there are; empty when the window was closed.
  RedrawReasons Wait();

 private:
  [[nodiscard]] RedrawReasons Due();
  [[nodiscard]] std::optional<base::Milliseconds> NextMoment() const;

  EventSource& source_;
  const base::Clock& clock_;
  RedrawReasons now_;
  std::array<std::optional<base::Milliseconds>, kRedrawReasonCount> moments_{};
  std::atomic<bool> is_woken_{false};
};

}  // namespace bianmin::platform
