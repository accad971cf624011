// The pen a screen draws with, for one pass of one frame. A screen calls widgets from top to bottom; they flow in a
// column no wider than 40 characters, wrap, are turned leaf by leaf when they are too many for the panel, keep the
// sizes of the standards, and record themselves in the inventory. Each control takes a stable id ("home.register") and
// returns what the person did.
//
// Made by Context for each pass and only alive during it. A screen keeps nothing of it. A press counts when it starts
// and ends on the same control; a second press of it within 300 ms does not count; an action is handed out once.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bitmap.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/input.h"
#include "kiosk/ui/sheet.h"
#include "kiosk/ui/widgets.h"

namespace bianmin::ui {

class Frame;
class Canvas;
struct Piece;

// Ends what it began when it goes out of scope.
class [[nodiscard]] Scope {
 public:
  Scope(Frame* frame, void (Frame::*end)()) : frame_(frame), end_(end) {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope() { (frame_->*end_)(); }

 private:
  Frame* frame_;
  void (Frame::*end_)();
};

class [[nodiscard]] Page : public Scope {
 public:
  Page(Frame* frame, void (Frame::*end)(), std::optional<PagePress> pressed) : Scope(frame, end), press(pressed) {}
  const std::optional<PagePress> press;  // in the header or the footer
};

class Frame {
 public:
  explicit Frame(Canvas& canvas);
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  // ---- the page, once a frame: header, step line, body, footer
  Page BeginPage(const PageSpec& spec);

  // ---- layout inside the body; nothing else may be begun outside a page
  Scope BeginGrid(const GridSpec& spec);  // Tiles and Choices side by side
  Scope BeginRow();                       // buttons side by side, wrapping
  Scope BeginCard();                      // a white card around what follows
  Scope BeginColumns(std::string_view id, double left,
                     double right);  // weights; stacked in portrait and when too narrow
  void NextColumn();
  void Space(double units = 8);
  void Divider();

  // ---- reading
  void Title(std::string_view text, Icon icon = Icon::None);
  void Question(std::string_view text);
  void Heading(std::string_view text);  // body size, bold: names the group that follows
  void Paragraph(std::string_view text, Privacy privacy = Privacy::Open);
  void Strong(std::string_view text, Privacy privacy = Privacy::Open);
  void Note(std::string_view text, Icon icon = Icon::None);
  // True when the row's edit button was pressed; `id` may be empty when there is none.
  bool Row(std::string_view id, const RowSpec& spec);
  void Figure(const FigureSpec& spec);
  void Done(std::string_view text);  // the large tick of a result page and its sentence
  void Empty(Icon icon, std::string_view title, std::string_view text);  // nothing here, waiting, or offline
  void Timeline(std::span<const TimelineStep> steps);
  void Banner(const BannerSpec& spec);
  void QrCode(const QrSpec& spec);
  // As large as what is left of the page; nothing may follow it. Its texture lives as long as it is drawn.
  void Photo(const std::shared_ptr<const base::Bitmap>& photo);
  void Table(std::span<const TableColumn> columns, std::span<const std::vector<std::string_view>> rows);
  void Countdown(const CountdownSpec& spec);

  // ---- controls: true when pressed
  bool Tile(std::string_view id, const TileSpec& spec);
  bool Choice(std::string_view id, const ChoiceSpec& spec);
  bool PrimaryButton(std::string_view id, const ButtonSpec& spec);
  bool SecondaryButton(std::string_view id, const ButtonSpec& spec);
  bool DangerButton(std::string_view id, const ButtonSpec& spec);
  bool TextField(std::string_view id, const TextFieldSpec& spec);        // true: it was touched and wants the caret
  std::optional<int> Stars(std::string_view id, const StarsSpec& spec);  // 1 to 5; ids <id>.1 … <id>.5

  // Keyboards on the screen give what a physical one gives. Ids: <id>.0 … <id>.9, <id>.erase, <id>.clear. With a word
  // for it, flat keys (HasFlatKeys) have a key for the other keyboard, too: <id>.switch, Key::OtherKeys.
  std::optional<Typed> KeyPad(std::string_view id, std::string_view other = {});
  // Ids: <id>.a … <id>.z, <id>.0 …, <id>.shift, <id>.space, <id>.erase, <id>.clear. Flat: letters, erase and switch.
  std::optional<Typed> LatinKeyboard(std::string_view id, std::string_view other = {});

  // The text-entry sheet; it fills the page, on which nothing else may be drawn. Ids: entry.text, entry.pad,
  // entry.way.<ink|pinyin|strokes|latin>, entry.pick.<n>, entry.more, entry.phrase.<n>, entry.<letter>, entry.erase,
  // entry.undo, entry.clear, entry.read, entry.done.
  std::optional<sheet::Press> Sheet(const SheetSpec& spec);

  // Over everything else; call it last on the page. Nothing under it can be pressed while it is drawn.
  std::optional<DialogPress> Dialog(const DialogSpec& spec);

  // ---- for staff
  void Status(const StatusSpec& spec);
  // The way of a finger that wrote on the pad and has left the glass.
  std::optional<std::vector<Point>> SignaturePad(std::string_view id, const SignatureSpec& spec);
  // A signature that was given, `width` parts of the column wide.
  void SignatureShown(std::span<const std::vector<Point>> strokes, double width);
  // `row_at` is asked for the rows in sight only.
  ListAnswer List(const ListSpec& spec, const std::function<ListRow(std::int64_t)>& row_at);
  // A bank card (ISO/IEC 7810 ID-1) lying on the glass, `width` pixels wide, with a word on it when there is room.
  void CardOutline(float width, std::string_view text);
  // Instead of a page: cells over the whole glass that fill where the finger goes.
  [[nodiscard]] TouchCells CellsOfGlass() const;
  TouchGridAnswer TouchGrid(const TouchGridSpec& spec);

  // ---- what else a screen may ask
  // What was typed on a physical keyboard or by a scanner since the last frame; handed out once.
  [[nodiscard]] const std::vector<Typed>& Typings();
  [[nodiscard]] Orientation Facing() const;
  [[nodiscard]] TextStep Step() const;
  [[nodiscard]] PixelSize Pixels() const;
  // Whether the panel is so tall that its controls can be brought down within reach (Look::is_low).
  [[nodiscard]] bool MayBeLow() const;
  // Whether they are brought down now.
  [[nodiscard]] bool IsLow() const;
  // True from when this page turned out higher than its panel, for as long as it stays: a page with keys then leaves
  // out what is not needed for typing, so that what is typed and the keys are seen together.
  [[nodiscard]] bool IsCrowded();
  // The page is crowded, and what is typed does not fit beside its keys either: they lie flat under it.
  [[nodiscard]] bool HasFlatKeys() const;
  // True when a finger has touched the page where there is nothing to press; handed out once.
  bool TouchedElsewhere();

 private:
  void EndPage();
  // The highest that something pressed can be and still be seen whole.
  [[nodiscard]] float MostControl() const;
  void Reveal(const std::vector<Piece>& pieces, float top, float bottom);
  void EndGrid();
  void EndRow();
  void EndCard();
  void EndColumns();

  Canvas& canvas_;
  // Of the page that is begun.
  Rect body_;
  float body_origin_ = 0;         // where the content begins, moved up
  float drop_ = 0;                // the content moved down, within reach
  bool is_paged_ = false;         // it does not fit
  bool is_crowded_ = false;       // what is typed has its keys beside it, though the page seemed too high
  bool has_loose_edges_ = false;  // a finger has drawn it so that pieces are cut
  std::size_t first_item_ = 0;
  int cards_ = 0;
  float last_row_bottom_ = -1;
  std::vector<Colour> grounds_;  // outside the open cards
};

// Applies one typed thing to a text: appends valid UTF-8 up to `most` characters, or erases the last character.
// Control characters and invalid bytes are dropped. Enter, Tab and the rest leave the text as it is.
[[nodiscard]] std::string Apply(const Typed& typed, std::string text, std::size_t most);

}  // namespace bianmin::ui
