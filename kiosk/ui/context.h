// Owns the drawing library, the fonts and what the widget layer remembers between frames. One per window; single
// threaded. Used by the app (and by tests, which need no window and no GPU).
//
// Draw runs the stable loop: it lets the screen draw again and again, a tenth of a millisecond each, until two passes
// give the same picture and all input is used up (at most kMaxPasses), so that whoever presents the result presents
// once. It stops at once after a pass in which a widget reported something: then the app updates its model and calls
// Draw again, with nothing of the input lost or handed out twice.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/font_files.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/input.h"
#include "kiosk/ui/inventory.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/widgets.h"

struct ImDrawData;

namespace bianmin::ui {

// How it is to look now; may change between any two frames.
struct Look {
  PixelSize pixels;
  Millimetres panel_width{476};
  TextStep step = TextStep::Standard;
  ThemeName theme = ThemeName::Standard;
  bool listens_first = false;  // the first touch of a control only tells which it is (TakeHeard), the second presses it
  bool is_animated = true;     // inertia; off where every frame is drawn by the processor
  Words words;
};

struct Drawn {
  bool acted = false;    // a widget reported something: update the model and draw again before presenting
  bool present = false;  // the picture differs from the last one presented
  int passes = 0;
  std::optional<SteadyTime> next;  // draw again at this time, for an animation or a held key
  bool is_repeating = false;       // a key is held that types again and again, for as long as the finger stays
};

class Context {
 public:
  static constexpr int kMaxPasses = 6;
  static constexpr SteadyTime kDoublePress{300};

  [[nodiscard]] static std::unique_ptr<Context> Create(const FontFiles& fonts);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // Input is kept until a Draw takes it.
  void Add(InputEvent event);

  Drawn Draw(const Look& look, SteadyTime now, const std::function<void(Frame&)>& screen);

  // The result of the last pass, for a renderer; valid until the next Draw.
  [[nodiscard]] ImDrawData* Picture() const;
  // The renderer says that it has shown the picture; the next equal one need not be presented.
  void Presented();
  // The window lost its contents: the next Draw asks to present even an equal picture.
  void Damaged();

  [[nodiscard]] const Inventory& Shown() const;
  // Listening first: the control that was touched to be heard since the last call.
  [[nodiscard]] std::optional<std::string> TakeHeard();

  // End of a resident's session: scroll positions, presses, pending input and recorded texts are forgotten, and the
  // glyphs of rare characters are dropped from the font atlas.
  void ForgetSession();

  // True when every character of the text can be drawn. For names and addresses as they are typed.
  [[nodiscard]] bool CanShow(std::string_view text) const;
  [[nodiscard]] const FontState& FontsFound() const;

 private:
  Context();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bianmin::ui
