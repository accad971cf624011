#pragma once
// The finger: which control it is on, whether it presses, writes, drags the page or lets it glide. Pure state; knows
// neither fonts nor drawing. The canvas offers it every control of a pass (Offer), the page offers its scrolling body,
// a writing pad offers itself.
//
// A press counts when it starts and ends on the same control, and not again within its `again_after`: neither on that
// control nor at that place, where another page may have come up under a trembling finger. A finger that moves more
// than the slack along a scrolling body drags the body and presses nothing.

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/input.h"

namespace bianmin::ui {

class Touch {
 public:
  enum class Answer { Nothing, Held, Pressed };

  // Takes from the queue what one pass may take: at most one touching or letting go, so that each is seen by a drawing
  // of its own. Typed things up to there are collected for the pass. False when there was nothing to take.
  bool Take(std::deque<InputEvent>& queue, float slack);

  // A control drawn in this pass. `area` is what of it can be touched.
  Answer Offer(std::string_view id, const Rect& area, bool enabled, SteadyTime again_after);
  // The body of the page in this pass; `can_scroll` when its content does not fit.
  void OfferBody(const Rect& body, bool can_scroll);
  // A pad that is written on. A finger that goes down on it writes until it leaves the glass, wherever it goes. Returns
  // the whole way of the finger in the pass in which it left; before that, Pen() is the way so far.
  std::vector<PenPoint> OfferPad(const Rect& area, bool enabled);
  [[nodiscard]] const std::vector<PenPoint>& Pen() const { return pen_; }
  [[nodiscard]] bool IsWriting() const { return is_writing_; }
  // How often a held control, one that repeats, is due again by `now`; each time is handed out once.
  int TakeRepeats(std::string_view id, SteadyTime now);
  // When the control that asked for repeats is due next; nothing: none is held.
  [[nodiscard]] std::optional<SteadyTime> NextRepeat() const;
  // Where the finger is, or was when it left in this pass.
  [[nodiscard]] Point Finger() const { return at_; }
  // After everything was offered.
  void EndPass();

  // How far the body moved since the last call, in pixels; positive moves the content up.
  [[nodiscard]] float TakeScroll(SteadyTime now, bool glides);
  [[nodiscard]] bool IsGliding() const { return glide_speed_ != 0; }
  void StopGliding() { glide_speed_ = 0; }

  // The finger itself, for the test of the touch panel: where it is while it is down, where it went down, and every
  // place it was seen at in this pass, oldest first, beginning where the last pass left it.
  [[nodiscard]] std::optional<Point> FingerNow() const { return is_down_ ? std::optional{at_} : std::nullopt; }
  [[nodiscard]] Point FingerStart() const { return start_; }
  [[nodiscard]] const std::vector<Point>& FingerPath() const { return path_; }

  [[nodiscard]] const std::vector<Typed>& TypedNow() const { return typed_; }
  // The end of a session; only when and where the last press was is kept, against its echo.
  void Forget();

 private:
  void Move(Point to, SteadyTime when, float slack);
  void StartGlide(SteadyTime when);
  [[nodiscard]] bool IsEcho(std::string_view id, SteadyTime again_after) const;

  bool is_down_ = false;
  SteadyTime down_at_{};
  bool went_down_ = false;  // in this pass
  bool went_up_ = false;    // in this pass
  bool is_dragging_ = false;
  bool may_drag_ = false;  // the press started on a body that scrolls
  Point start_;
  Point at_;
  std::vector<Point> path_;  // of this pass
  SteadyTime up_at_{};
  std::string held_;

  std::string last_pressed_;
  SteadyTime last_pressed_at_{-1'000'000};
  Point last_start_;
  float slack_ = 0;

  bool is_writing_ = false;  // on a pad
  std::vector<PenPoint> pen_;
  std::string repeating_;  // the held control that asked for repeats
  int repeats_taken_ = 0;

  float scroll_ = 0;  // not yet taken
  struct Sample {
    SteadyTime when;
    float y;
  };
  std::deque<Sample> samples_;  // of the last tenth of a second of a drag
  float glide_speed_ = 0;       // pixels a second when the finger left
  SteadyTime glide_start_{};
  float glide_taken_ = 0;

  std::vector<Typed> typed_;
};

}  // namespace bianmin::ui
