#pragma once
// What the widgets of Frame draw with: shapes, recorded texts and icons, controls that are offered to the finger, and
// what is remembered between passes. One is made for each pass by Context. The only place that puts text on a draw
// list, so that the inventory misses nothing.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/flow.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/input.h"
#include "kiosk/ui/inventory.h"
#include "kiosk/ui/memory.h"
#include "kiosk/ui/pictures.h"
#include "kiosk/ui/text_layout.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/touch.h"
#include "kiosk/ui/widgets.h"

struct ImDrawList;

namespace bianmin::ui {

enum class Align { Left, Centre, Right };

struct TextStyle {
  TextRole role = TextRole::Body;
  bool bold = false;
  Colour ink;
  Align align = Align::Left;
  Privacy privacy = Privacy::Open;
  std::optional<TextStep> shown_at{};  // in the size of this step, when it is larger
};

// A text broken into lines for one width.
struct TextBlock {
  std::vector<TextLine> lines;
  float width = 0;  // of the widest line
  float height = 0;
};

struct ControlSpec {
  std::string_view id;
  std::string_view text;
  Pair colours;
  bool is_enabled = true;
  bool is_selected = false;
  SteadyTime again_after{300};
};

class Canvas {
 public:
  struct World {
    const Metrics& metrics;
    const Theme& theme;
    const Words& words;
    const Fonts& fonts;
    Touch& touch;
    Memory& memory;
    Inventory& inventory;
    Pictures& pictures;
    ImDrawList* page;
    ImDrawList* over;  // above the page: dialogs
    SteadyTime now;
    bool glides;
    bool listens_first;
    bool is_low;
  };
  explicit Canvas(const World& world);

  // ---- lengths, in pixels
  [[nodiscard]] float Px(Millimetres length) const { return metrics.Px(length); }
  [[nodiscard]] float Unit(double units = 1) const { return metrics.Px(metrics.Unit(units)); }
  [[nodiscard]] float Gap() const { return metrics.Px(metrics.Gap()); }
  [[nodiscard]] float Target() const { return metrics.Px(metrics.Target()); }
  [[nodiscard]] float Em(TextRole role = TextRole::Body) const { return metrics.Px(metrics.Em(role)); }
  [[nodiscard]] float LineHeight(TextRole role = TextRole::Body) const;
  [[nodiscard]] float Em(const TextStyle& style) const { return metrics.Px(EmOf(style)); }
  [[nodiscard]] float LineHeight(const TextStyle& style) const;
  [[nodiscard]] float Hairline() const;
  [[nodiscard]] float Radius() const { return Unit(3); }

  // ---- shapes
  void Fill(const Rect& rect, Colour colour, float radius = 0);
  void Outline(const Rect& rect, Colour colour, float thickness, float radius = 0);
  void Card(const Rect& rect, Colour ground, float radius);  // hairline and a soft shadow
  // From a colour at one edge to nothing at the other: there is more this way.
  void Fade(const Rect& rect, Colour colour, bool from_bottom);
  void Line(Point from, Point to, Colour colour, float thickness);
  // Through all points, with round ends; a single point is a dot.
  void Curve(std::span<const Point> points, Colour colour, float thickness);
  void Disc(Point centre, float radius, Colour colour);
  void Ring(Point centre, float radius, Colour colour, float thickness);
  void DrawIcon(Icon icon, Point centre, float em, Colour colour);
  void DrawPhoto(const std::shared_ptr<const base::Bitmap>& photo, const Rect& rect);

  // ---- texts: every one is recorded
  [[nodiscard]] TextBlock Layout(std::string_view text, const TextStyle& style, float width) const;
  [[nodiscard]] float NaturalWidth(std::string_view text, const TextStyle& style) const;
  void DrawText(const TextBlock& block, std::string_view text, const TextStyle& style, const Rect& area,
                std::string_view owner = {});
  // Breaks, draws at the top of the area and returns the height.
  float DrawText(std::string_view text, const TextStyle& style, const Rect& area, std::string_view owner = {});
  // One block, centred in the height of the area.
  void DrawTextMiddle(std::string_view text, const TextStyle& style, const Rect& area, std::string_view owner = {});
  [[nodiscard]] TextStyle Ink(TextRole role = TextRole::Body, bool bold = false) const;
  [[nodiscard]] TextStyle Quiet() const;

  // ---- controls
  Touch::Answer Control(const ControlSpec& spec, const Rect& rect);
  // The way of a finger that wrote on this pad and left it in this pass, in pixels; see Touch::OfferPad.
  PenStroke OfferPad(const Rect& pad);
  [[nodiscard]] bool IsWriting() const { return touch.IsWriting(); }

  // ---- clipping and layers
  void PushClip(const Rect& rect, bool scrolls);
  void PopClip();
  void BeginOver();  // from here on above the page
  void EndOver();

  // What is drawn under the texts that follow; the contrast in the inventory is against it.
  Colour ground;

  const Metrics& metrics;
  const Theme& theme;
  const Words& words;
  const Fonts& fonts;
  Touch& touch;
  Memory& memory;
  Inventory& inventory;
  const SteadyTime now;
  const bool glides;
  const bool listens_first;  // the first touch of a control only says it
  const bool is_low;         // every control within reach (Metrics::ReachFrom)
  Flow flow;
  bool acted = false;  // a widget reported something in this pass
  bool has_dialog = false;
  bool has_list = false;
  float drawn = 0;             // by the finger in this pass, in pixels, where the page itself does not move
  bool announces = true;       // what is drawn now is of the page itself; false in the header and in countdowns
  std::string heard;           // listening first: the control that was touched to be heard in this pass
  std::optional<Rect> reveal;  // should be brought into sight: a fault that was found, a keyboard that came up

 private:
  [[nodiscard]] Millimetres EmOf(const TextStyle& style) const;
  void Record(Item item, const Rect& rect);

  Pictures& pictures_;
  Touch::Answer HearFirst(const ControlSpec& spec, const Rect& rect, Touch::Answer answer);

  ImDrawList* page_;
  ImDrawList* over_;
  ImDrawList* list_;
  struct Clip {
    Rect rect;
    bool scrolls;
  };
  std::vector<Clip> clips_;
  bool is_over_ = false;
};

// What is drawn meanwhile is not announced with the page.
class Unannounced {
 public:
  explicit Unannounced(Canvas& canvas) : canvas_(canvas), before_(canvas.announces) { canvas.announces = false; }
  ~Unannounced() { canvas_.announces = before_; }
  Unannounced(const Unannounced&) = delete;
  Unannounced& operator=(const Unannounced&) = delete;

 private:
  Canvas& canvas_;
  bool before_;
};

// Sets the ground for a while.
class OnGround {
 public:
  OnGround(Canvas& canvas, Colour ground) : canvas_(canvas), before_(canvas.ground) { canvas.ground = ground; }
  ~OnGround() { canvas_.ground = before_; }
  OnGround(const OnGround&) = delete;
  OnGround& operator=(const OnGround&) = delete;

 private:
  Canvas& canvas_;
  Colour before_;
};

}  // namespace bianmin::ui
