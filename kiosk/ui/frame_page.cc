// The body of every page between header and footer: turned leaf by leaf, or, at the standard text size, also drawn by
// the finger.
#include <algorithm>
#include <cmath>
#include <limits>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/page_frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

struct Paging {
  bool is_on = false;
  bool is_column = false;  // at the right of the body; otherwise a strip under it
  Rect up;
  Rect label;
  Rect down;
  Rect body;
  std::vector<Leaf> leaves;
};

float TopPad(const Canvas& c) { return c.Unit(8); }
float BottomPad(const Canvas& c) { return c.Unit(4); }

// A finger draws the body only at the standard size: large text is turned, which needs no aim.
bool IsDrawnByFinger(const Canvas& c) { return c.metrics.Step() == TextStep::Standard && !c.is_low; }

LeafRoom RoomIn(const Canvas& c, const Rect& body) {
  LeafRoom room{.height = body.height - TopPad(c) - BottomPad(c)};
  if (c.is_low) room.first_control = std::max(0.0F, c.metrics.ReachFrom() - body.y - TopPad(c));
  return room;
}

// "第 1 页，共 3 页". The word says where a narrow column divides it; elsewhere it is one line.
std::string PageOf(const Canvas& c, std::size_t page, std::size_t pages, bool is_column) {
  std::string text(c.words.page_of);
  const auto fill_in = [&](std::string_view name, std::size_t number) {
    if (const std::size_t at = text.find(name); at != std::string::npos)
      text.replace(at, name.size(), std::to_string(number));
  };
  fill_in("<page>", page);
  fill_in("<pages>", pages);
  const std::size_t at = text.find('\n');
  if (is_column || at == std::string::npos) return text;
  const bool is_latin = at > 0 && static_cast<unsigned char>(text[at - 1]) < 0x80;
  return text.replace(at, 1, is_latin ? " " : "");
}

// At the right: up, the number of the page, down.
void LayOutColumn(const Canvas& c, Paging& p) {
  const float margin = c.Px(c.metrics.Margin());
  const std::string label = PageOf(c, p.leaves.size(), p.leaves.size(), true);
  const float words = std::max(c.NaturalWidth(c.words.page_up, c.Ink()), c.NaturalWidth(c.words.page_down, c.Ink()));
  const float width = std::max({c.Target(), words + c.Unit(6), c.NaturalWidth(label, c.Quiet())});
  const float label_height = label.empty() ? 0 : c.Layout(label, c.Quiet(), width).height;
  const float gap = c.Gap() + c.Unit(2);
  const float low = c.Unit(5);
  const float room = p.body.height - low - 2 * gap - label_height;
  const float height = std::min(c.LineHeight() + c.Unit(18), std::floor(room / 2));
  const float x = p.body.Right() - margin - width;
  p.down = {x, p.body.Bottom() - low - height, width, height};
  p.label = {x, p.down.y - gap - label_height, width, label_height};
  p.up = {x, p.label.y - gap - height, width, height};
  p.body.width = x - c.Unit(8) + margin;
}

// Under the body: up at the left, the number of the page, down at the right; the number above them when it does not
// fit.
void LayOutStrip(const Canvas& c, Paging& p) {
  const float margin = c.Px(c.metrics.Margin());
  const float room = p.body.width - 2 * margin;
  const float height = TallButton(c);
  const float gap = std::max(c.Gap(), c.Unit(4));
  const float label = c.NaturalWidth(PageOf(c, p.leaves.size(), p.leaves.size(), false), c.Quiet());
  const float least = std::max(ButtonWidth(c, c.words.page_up, Icon::Up, c.Unit(3)),
                               ButtonWidth(c, c.words.page_down, Icon::Down, c.Unit(3)));
  const bool is_beside = 2 * least + label + 2 * gap <= room;
  const float between = is_beside ? label + 2 * gap : c.Gap();
  const float width = std::floor((room - between) / 2);
  const float y = p.body.Bottom() - height - c.Unit(3);
  p.up = {margin, y, width, height};
  p.down = {margin + room - width, y, width, height};
  p.label = {p.up.Right(), y, p.down.x - p.up.Right(), height};
  if (!is_beside) p.label = {margin, y - c.Unit(2) - c.LineHeight(), room, c.LineHeight()};
  p.body.height = std::min(p.up.y, p.label.y) - std::max(c.Gap(), c.Unit(3)) - p.body.y;
}

Paging LayOutBody(const Canvas& c, float top, float bottom) {
  Paging p;
  p.body = {0, top, static_cast<float>(c.metrics.Pixels().width), bottom - top};
  p.leaves = DivideIntoLeaves(c.memory.Pieces(), RoomIn(c, p.body));
  p.is_on = p.leaves.size() > 1;
  if (!p.is_on) return p;
  p.is_column = c.metrics.Facing() == Orientation::Landscape;
  if (p.is_column) {
    LayOutColumn(c, p);
  } else {
    LayOutStrip(c, p);
  }
  p.leaves = DivideIntoLeaves(c.memory.Pieces(), RoomIn(c, p.body));
  return p;
}

// One paging button: the arrow and the word, one above the other in a high column, side by side in a strip.
bool DrawPager(Canvas& c, std::string_view id, std::string_view text, Icon icon, const Rect& rect, bool is_column,
               bool enabled) {
  ButtonLook look = SecondaryLook(c);
  const bool is_high = rect.height >= 2.4F * c.LineHeight();
  look.icon_above = is_column && is_high;
  return DrawButton(c, id, text, is_column && !is_high ? Icon::None : icon, rect, look, enabled);
}

// Draws the paging buttons and says how far the content is moved up now.
float Turn(Canvas& c, const Paging& p, float content) {
  float scroll = c.memory.Scroll();
  const float drawn = c.touch.TakeScroll(c.now, c.glides);
  // A page that one came back to is not measured yet: its place is kept until it is.
  if (content == 0) return scroll;
  if (!p.is_on) {
    c.drawn = drawn;
    if (!c.memory.had_list) c.touch.StopGliding();
    return 0;
  }
  const float pad = TopPad(c);
  const auto place_of = [&](std::size_t leaf) { return p.leaves[leaf].from - pad; };
  const float most = std::max(place_of(p.leaves.size() - 1), content - p.body.height);
  if (IsDrawnByFinger(c)) {
    scroll += drawn;
    if (scroll <= 0 || scroll >= most) c.touch.StopGliding();
    scroll = std::clamp(std::round(scroll), 0.0F, most);
  }
  std::size_t at = LeafAt(p.leaves, scroll + pad);
  if (!IsDrawnByFinger(c)) scroll = place_of(at);
  const bool is_inside = scroll > place_of(at) + 1;
  int turned = 0;
  const bool is_last = at + 1 == p.leaves.size();
  const bool is_of_list = is_last && c.memory.had_list;  // a list is the last thing of its page
  const bool may_down = is_of_list ? c.memory.list.may_down : !is_last;
  const auto pager = [&](std::string_view id, std::string_view text, Icon icon, const Rect& rect, bool enabled) {
    return DrawPager(c, id, text, icon, rect, p.is_column, enabled);
  };
  if (pager(is_of_list ? "list.previous" : "page.previous", c.words.page_up, Icon::Up, p.up, scroll > 0.5F)) --turned;
  if (pager(is_of_list ? "list.next" : "page.next", c.words.page_down, Icon::Down, p.down, may_down)) ++turned;
  for (const Typed& typed : c.touch.TypedNow()) {
    if (const Key* key = std::get_if<Key>(&typed)) {
      if (*key == Key::PageUp) --turned;
      if (*key == Key::PageDown) ++turned;
    }
  }
  TextStyle quiet = c.Quiet();
  quiet.align = Align::Centre;
  c.DrawTextMiddle(PageOf(c, at + 1, p.leaves.size(), p.is_column), quiet, p.label);
  if (turned == 0) return scroll;
  c.touch.StopGliding();
  if (is_of_list && (turned > 0 || c.memory.list.may_up)) {
    c.memory.list.turned = turned;
    return scroll;
  }
  if (turned > 0) return place_of(std::min(at + 1, p.leaves.size() - 1));
  if (is_inside || at == 0) return place_of(at);
  return place_of(at - 1);
}

// In portrait the controls of a short page belong in the lower two thirds, within reach.
float DropOf(const Canvas& c, const Paging& p, float content) {
  if (c.metrics.Facing() != Orientation::Portrait || p.is_on) return 0;
  const float first = c.memory.Measure("body/first_control", 1e6F);
  const float third = static_cast<float>(c.metrics.Pixels().height) / 3;
  return std::clamp(third - first, 0.0F, std::max(0.0F, p.body.height - content));
}

// What is shown of the content from this place on: whole pieces, unless a finger has drawn it elsewhere.
std::optional<Leaf> Shown(const Canvas& c, const Paging& p, float scroll) {
  if (!p.is_on) return p.leaves.front();
  const float from = scroll + TopPad(c);
  const Leaf& leaf = p.leaves[LeafAt(p.leaves, from)];
  if (std::abs(leaf.from - from) <= 1) return leaf;
  for (const Piece& piece : c.memory.Pieces()) {
    if (std::abs(piece.top - from) <= 1) return LeafFrom(c.memory.Pieces(), RoomIn(c, p.body), piece.top);
  }
  return std::nullopt;
}

}  // namespace

Page Frame::BeginPage(const PageSpec& spec) {
  Canvas& c = canvas_;
  const PixelSize pixels = c.metrics.Pixels();
  std::optional<PagePress> pressed;
  c.memory.Enter(spec.id);
  c.inventory.page = spec.id;
  c.Fill({0, 0, static_cast<float>(pixels.width), static_cast<float>(pixels.height)}, c.theme.page);
  float top = DrawHeader(c, spec.header, pressed);
  if (spec.step) top = DrawSteps(c, *spec.step, top);
  float bottom = DrawFooter(c, spec.footer, pressed);
  if (c.is_low) bottom = DrawLowBar(c, spec.header, bottom, pressed);
  if (pressed == PagePress::Back) c.memory.WentBack();
  if (pressed == PagePress::Next) c.memory.SeekFault();

  const Paging paging = LayOutBody(c, top, bottom);
  const float content = c.memory.Measure("body/content", 0);
  const float scroll = Turn(c, paging, content);
  // Paging changes nothing for the screen: the loop goes on.
  if (paging.is_on) c.acted = pressed.has_value();
  c.memory.SetScroll(scroll);
  c.touch.OfferBody(paging.body, paging.is_on && IsDrawnByFinger(c));

  const float margin = c.Px(c.metrics.Margin());
  const std::optional<Leaf> leaf = Shown(c, paging, scroll);
  is_paged_ = paging.is_on;
  has_loose_edges_ = !leaf;
  drop_ = c.is_low && leaf ? leaf->drop : std::round(DropOf(c, paging, content));
  body_ = paging.body;
  body_origin_ = body_.y - scroll;
  Rect clip = body_;
  if (leaf && is_paged_) {
    const float from = std::max(clip.y, body_origin_ + drop_ + leaf->clip_from);
    clip = {clip.x, from, clip.width, std::min(clip.Bottom(), body_origin_ + drop_ + leaf->clip_to) - from};
  }
  c.PushClip(clip, paging.is_on);
  first_item_ = c.inventory.items.size();
  c.flow.Start(margin, body_.width - 2 * margin, body_origin_ + drop_ + TopPad(c));
  return {this, &Frame::EndPage, pressed};
}

void Frame::EndPage() {
  Canvas& c = canvas_;
  const float origin = body_origin_ + drop_;
  c.memory.SetMeasure("body/content", std::ceil(c.flow.Y() + BottomPad(c) - origin));
  float first = 1e6F;
  for (std::size_t i = first_item_; i < c.inventory.items.size(); ++i) {
    const Item& item = c.inventory.items[i];
    if (item.kind == ItemKind::Control && !item.id.starts_with("dialog")) {
      first = item.rect.y - drop_;
      break;
    }
  }
  c.memory.SetMeasure("body/first_control", first);
  std::vector<Piece> pieces = c.flow.Pieces();
  for (Piece& piece : pieces) {
    piece.top -= origin;
    piece.bottom -= origin;
  }
  if (c.reveal) Reveal(pieces, c.reveal->y - origin, c.reveal->Bottom() - origin);
  c.memory.SetPieces(std::move(pieces));
  const float width = static_cast<float>(c.metrics.Pixels().width);
  const float fade = c.Unit(5);
  if (has_loose_edges_) {
    if (c.memory.Scroll() > 0) c.Fade({0, body_.y, width, fade}, c.theme.page, false);
    if (c.flow.Y() > body_.Bottom()) c.Fade({0, body_.Bottom() - fade, width, fade}, c.theme.page, true);
  }
  c.PopClip();
}

float Frame::MostControl() const {
  const LeafRoom room = RoomIn(canvas_, body_);
  return room.height - room.first_control;
}

// Moves the content so far that what is to be seen between these places is; to a leaf that begins with a whole piece.
void Frame::Reveal(const std::vector<Piece>& pieces, float top, float bottom) {
  Canvas& c = canvas_;
  if (!IsDrawnByFinger(c) || top < c.memory.Scroll()) return c.memory.SetScroll(std::max(0.0F, top - TopPad(c)));
  const float needed = bottom + BottomPad(c) - body_.height;
  if (needed <= c.memory.Scroll()) return;
  float to = top - TopPad(c);
  for (const Piece& piece : pieces) {
    const float place = piece.top - TopPad(c);
    if (place >= needed) to = std::min(to, place);
  }
  c.memory.SetScroll(std::max(0.0F, to));
}

}  // namespace bianmin::ui
