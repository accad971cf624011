// Sizes on the glass. Everything a resident reads or touches is specified in millimetres and turned into pixels here,
// once, from the physical width of the panel (`display.width_mm`), so that text and targets are the same size on every
// kiosk (R-sizes: EN 301 549 5.1.4 for text, VVSG 2.0 for targets). Used by the widget layer, the test gate and,
// for orientation and text step only, by screens.
#pragma once

#include <string>
#include <string_view>

namespace bianmin::ui {

// A length on the glass. Converts to pixels only through Metrics.
struct Millimetres {
  constexpr explicit Millimetres(double length) : value(length) {}
  double value;
  friend constexpr auto operator<=>(Millimetres, Millimetres) = default;
  friend constexpr Millimetres operator+(Millimetres a, Millimetres b) { return Millimetres{a.value + b.value}; }
  friend constexpr Millimetres operator-(Millimetres a, Millimetres b) { return Millimetres{a.value - b.value}; }
  friend constexpr Millimetres operator*(Millimetres a, double factor) { return Millimetres{a.value * factor}; }
};

// A size of the whole surface, in pixels.
struct PixelSize {
  int width = 0;
  int height = 0;
  friend bool operator==(PixelSize, PixelSize) = default;
};

// Pixels, from the top left corner of the surface.
struct Point {
  float x = 0;
  float y = 0;
};

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  [[nodiscard]] float Right() const { return x + width; }
  [[nodiscard]] float Bottom() const { return y + height; }
  [[nodiscard]] Point Centre() const { return {x + width / 2, y + height / 2}; }
  [[nodiscard]] bool IsEmpty() const { return width <= 0 || height <= 0; }
  [[nodiscard]] bool Contains(Point p) const { return p.x >= x && p.x < Right() && p.y >= y && p.y < Bottom(); }
  [[nodiscard]] bool Contains(const Rect& other, float tolerance = 0.5F) const;
  [[nodiscard]] Rect Intersect(const Rect& other) const;  // empty when they do not meet
  [[nodiscard]] Rect Inset(float by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
  friend bool operator==(const Rect&, const Rect&) = default;
};

// The text sizes a resident chooses between; Elder and ExtraLarge are what the screens call 长辈版 and 特大.
enum class TextStep { Standard, Elder, ExtraLarge };

// The four text sizes of every page, and Figure: the number a resident takes away.
enum class TextRole { Note, Body, Question, Title, Figure };

enum class Orientation { Landscape, Portrait };

// The physical facts of one panel and one text step. A value: cheap to copy, never changes.
class Metrics {
 public:
  Metrics(PixelSize pixels, Millimetres panel_width, TextStep step);

  [[nodiscard]] PixelSize Pixels() const { return pixels_; }
  [[nodiscard]] TextStep Step() const { return step_; }
  // The same panel at another step.
  [[nodiscard]] Metrics At(TextStep step) const;
  [[nodiscard]] Orientation Facing() const;
  // A portrait panel so tall that a person in a wheelchair does not reach all of it.
  [[nodiscard]] bool IsTall() const;
  [[nodiscard]] float Px(Millimetres length) const;  // rounded to whole pixels
  [[nodiscard]] Millimetres Mm(float pixels) const { return Millimetres{pixels / px_per_mm_}; }

  // The em of a text, not its line box; body is never below 8.7, 10.0, 12.9 mm by step.
  [[nodiscard]] Millimetres Em(TextRole role) const;
  [[nodiscard]] double LineSpacing(TextRole role) const;   // line box ÷ em, never below 1.3
  [[nodiscard]] Millimetres Target() const;                // least side of anything pressed
  [[nodiscard]] Millimetres Gap() const;                   // least space between two targets
  [[nodiscard]] Millimetres Margin() const;                // page edge to content
  [[nodiscard]] Millimetres Unit(double units = 1) const;  // the 8-unit grid: one unit is 1 mm, scaled with the step

  // Where controls may begin, in pixels from the top, when they are to be within reach of a wheelchair (is_low). The
  // 2010 ADA Standards (308.2.1) and, about the same, ISO 21542 let what a seated person operates lie between some 400
  // and 1 200 mm above the floor. That this is the lower 55 % of the glass is our own choice: of a 21.5-inch panel
  // upright (476 mm) these are 262 mm, of a 32-inch one (708 mm) 389 mm, within reach when its lower edge hangs no
  // higher than 930 and 810 mm.
  [[nodiscard]] float ReachFrom() const;

  // From this height on a portrait panel is tall. Our own choice: below it (15.6 inches upright is 344 mm) the whole of
  // the glass can be hung within reach.
  static constexpr Millimetres kTallPanel{450};

  // The widest a text line may be: 40 characters of the body (WCAG 1.4.8).
  static constexpr int kMaxCharactersALine = 40;

 private:
  PixelSize pixels_;
  double px_per_mm_;
  TextStep step_;
};

[[nodiscard]] std::string_view Name(TextStep step);

}  // namespace bianmin::ui
