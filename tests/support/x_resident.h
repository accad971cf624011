#pragma once

// A resident made of a script: taps, drags and types on a running kiosk through a real X server, and reads what is on
// the glass from the inventory the kiosk writes after every presented frame (--automation DIR). Used by the end-to-end
// tests, the benchmark and packaging/run.sh. Every wait has a limit; when it is over, StepFailed says what was wanted
// and what the screen showed instead. One thread.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/x_display.h"
#include "tests/support/x_process.h"

namespace bianmin::support {

// One thing on the screen, as the kiosk's own inventory tells it. `rect` is its visible part, in pixels of the window.
struct SeenItem {
  std::string id;
  std::string kind;  // "control", "text", "decoration"
  std::string text;
  PixelRect rect;
  bool is_visible = true;
  bool is_enabled = true;
  bool is_selected = false;
};

struct SeenScreen {
  std::uint64_t sequence = 0;
  std::string page;
  std::vector<SeenItem> items;

  // The control of that id, else the text of that id, else nullptr.
  const SeenItem* Find(std::string_view id) const;
  // The first control that can be pressed where it is and whose id begins so, else nullptr.
  const SeenItem* FindFirst(std::string_view prefix) const;
  // What is written on or under that id; empty when nothing is.
  std::string TextOf(std::string_view id) const;
  // Every text on the screen, one a line: for messages and for searching.
  std::string Words() const;
};

// What the kiosk presented last into its --automation folder; an empty screen until it has presented anything.
SeenScreen ReadScreen(const std::filesystem::path& automation);

// What whoever listens first notices at each press.
struct Listener {
  std::function<void(const SeenScreen&)> before_touch;  // the screen as it is when the finger comes down
  std::function<void(std::string_view id)> heard;       // the control has been touched once, and not yet again
};

class XResident {
 public:
  // `pictures` empty: Picture() does nothing.
  XResident(XDisplay& display, std::filesystem::path automation, std::filesystem::path pictures);

  SeenScreen Look() const { return ReadScreen(automation_); }

  // Waits for a visible, enabled control and presses it: down, a moment, up on the same place. Pages the body forward
  // when the control is below. Returns when the kiosk has answered with a settled picture.
  void Tap(std::string_view id);
  // The first control in sight whose id begins so.
  void TapFirst(std::string_view prefix);
  // Presses one key of the on-screen pad for each character: "<prefix>.<character>".
  void TapKeys(std::string_view prefix, std::string_view characters);
  // Moves a finger from one place to the other in steps, then lifts it.
  void Drag(Point from, Point to);
  // Writes one character on the pad with that id, stroke by stroke.
  void WriteOn(std::string_view pad, std::string_view character);
  // Types on a physical keyboard or scanner.
  void Type(std::string_view text);

  SeenItem WaitFor(std::string_view id);
  // Until the condition holds for what is on the screen; `wanted` completes the sentence "expected …".
  SeenScreen WaitUntil(const std::string& wanted, const std::function<bool(const SeenScreen&)>& holds,
                       std::chrono::milliseconds patience);
  // Until no new frame has come for `quiet`.
  SeenScreen WaitUntilSettled(std::chrono::milliseconds quiet = std::chrono::milliseconds{120});
  // A control that appears only after time or paging; false after `patience`.
  bool Appears(std::string_view id, std::chrono::milliseconds patience);

  // Saves NN-name.png, numbered in the order of the calls.
  void Picture(std::string_view name);
  const std::vector<std::filesystem::path>& pictures() const { return taken_; }

  // From now on every control is touched twice, as the kiosk wants it of whoever listens first: the first touch only
  // says which it is. A control that was touched last on this page needs one touch.
  void ListenFirst(Listener listener) { listener_ = std::move(listener); }

  void SetPatience(std::chrono::milliseconds patience) { patience_ = patience; }
  // Asked in every wait; when it says true, the wait ends with StepFailed: the kiosk was killed, there is nothing to
  // wait for.
  void GiveUpWhen(std::function<bool()> is_hopeless) { is_hopeless_ = std::move(is_hopeless); }

 private:
  void Trace(const std::vector<Point>& way);
  void PressAt(Point point);
  void Press(std::string_view id, const SeenScreen& screen);
  void WaitForFrameAfter(std::uint64_t sequence, std::chrono::milliseconds patience);
  void Pause() const;
  Point OnScreen(Point in_window) const;
  void PauseAfter(std::string_view id);

  XDisplay& display_;
  std::filesystem::path automation_;
  std::filesystem::path picture_folder_;
  std::vector<std::filesystem::path> taken_;
  Point last_place_{.x = -1000, .y = -1000};
  std::chrono::steady_clock::time_point last_release_{};
  std::chrono::milliseconds patience_{10'000};
  std::function<bool()> is_hopeless_;
  std::map<std::string, std::chrono::steady_clock::time_point, std::less<>> pressed_at_;
  std::optional<Listener> listener_;
  std::pair<std::string, std::string> heard_;  // page and control
};

}  // namespace bianmin::support
