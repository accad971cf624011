// A list of any length: rows of one height, of which only those in sight are asked for and drawn. At the standard size
// a finger draws it; the buttons always turn it by as many rows as fit.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/parts.h"

namespace bianmin::ui {
namespace {

float Pad(const Canvas& c) { return c.Unit(4); }
float PartGap(const Canvas& c) { return c.Unit(6); }

TextStyle StyleOf(const Canvas& c, const ListPart& part, bool is_enabled) {
  TextStyle style{.bold = part.is_bold, .ink = is_enabled ? c.theme.ink : c.theme.ink_secondary};
  if (!part.is_bold) style.role = TextRole::Note;
  return style;
}

struct PlacedPart {
  const ListPart* part;
  TextStyle style;
  TextBlock block;
  float x = 0;
  float y = 0;
  float icon = 0;  // room for it
};

struct RowLayout {
  std::vector<PlacedPart> parts;
  float height = 0;  // without the padding
};

// Words from left to right; what does not fit on a line begins the next. Parts that give way sooner than `detail` are
// left out.
RowLayout LayOutRow(const Canvas& c, const ListRow& row, float width, int detail) {
  RowLayout layout;
  float x = 0;
  float y = 0;
  float line = 0;
  for (const ListPart& part : row.parts) {
    if (part.gives_way > detail) continue;
    PlacedPart placed{.part = &part, .style = StyleOf(c, part, row.is_enabled)};
    placed.icon = part.icon == Icon::None ? 0 : std::round(c.Em() * 1.15F) + c.Unit(1.5);
    const float natural = placed.icon + c.NaturalWidth(part.text, placed.style) + 1;
    if (x > 0 && (part.begins_line || x + natural > width)) {
      y += line;
      x = line = 0;
    }
    placed.block = c.Layout(part.text, placed.style, width - placed.icon);
    placed.x = x;
    placed.y = y;
    x += std::min(natural, width) + PartGap(c);
    line = std::max(line, placed.block.height);
    layout.height = std::max(layout.height, y + placed.block.height);
    layout.parts.push_back(std::move(placed));
  }
  return layout;
}

Colour IconInk(const Canvas& c, const ListPart& part, bool is_enabled) {
  if (!is_enabled) return c.theme.ink_secondary;
  if (part.tone == Tone::Neutral) return c.theme.accent_ink;
  return c.theme.tone_marks[static_cast<std::size_t>(part.tone)];
}

void DrawRow(Canvas& c, std::string_view id, const ListRow& row, const Rect& rect, int detail, bool held) {
  const Rect at = Sunk(c, rect, held);
  const Colour ground = held ? c.theme.card_pressed : c.theme.card;
  const OnGround on(c, ground);
  c.Fill(at, ground, c.Radius());
  c.Outline(at, c.theme.hairline, c.Hairline(), c.Radius());
  const float pad = Pad(c);
  const float room = at.width - 2 * pad;
  for (const PlacedPart& placed : LayOutRow(c, row, room, detail).parts) {
    if (placed.y + placed.block.height > at.height - 2 * pad + 1) break;  // longer than what the rows are measured by
    const float x = at.x + pad + placed.x;
    const float y = at.y + pad + placed.y;
    if (placed.icon > 0) {
      const float em = std::round(c.Em() * 1.15F);
      c.DrawIcon(placed.part->icon, {x + em / 2, y + std::round(c.LineHeight(placed.style) / 2)}, em,
                 IconInk(c, *placed.part, row.is_enabled));
    }
    c.DrawText(placed.block, placed.part->text, placed.style,
               {x + placed.icon, y, room - placed.x - placed.icon, placed.block.height}, id);
  }
}

struct ListPlan {
  Rect area;  // of the rows
  Rect up;
  Rect down;
  float button = 0;  // width of the buttons beside the rows
  float gap = 0;     // between the buttons, and above those under the rows
  float row = 0;     // height
  float step = 0;    // height and gap
  std::int64_t fitting = 1;
  int detail = 0;
  bool is_column = false;

  float UnderRows(const Canvas& c) const { return is_column ? 0 : TallButton(c) + gap; }
  float Least(const Canvas& c) const { return std::max(row + UnderRows(c), is_column ? 2 * TallButton(c) + gap : 0); }
};

float RowHeight(const Canvas& c, const ListSpec& spec, float width, int detail) {
  float height = c.Target();
  for (const ListRow& row : spec.measured_by) {
    height = std::max(height, std::ceil(LayOutRow(c, row, width - 2 * Pad(c), detail).height + 2 * Pad(c)));
  }
  return height;
}

// As much of each row as `most` pixels hold. It only becomes less while the page is shown: a page that is turned has
// less room than one that is not.
void ChooseDetail(Canvas& c, const ListSpec& spec, float most, ListPlan& plan) {
  constexpr int kMostDetail = 9;
  const std::string key = fmt::format("list/{}/{}", spec.id, Name(c.metrics.Step()));
  plan.detail = static_cast<int>(c.memory.Measure(key, kMostDetail));
  for (plan.row = RowHeight(c, spec, plan.area.width, plan.detail); plan.row > most && plan.detail > 0;) {
    plan.row = RowHeight(c, spec, plan.area.width, --plan.detail);
  }
  c.memory.SetMeasure(key, static_cast<float>(plan.detail));
  plan.step = plan.row + std::max(c.Gap(), c.Unit(3));
}

// How wide and high the rows are on a page that has room for something `most` pixels high. The buttons stand at the
// right of a lying panel, under the rows of a standing one. Large text leaves no room beside.
ListPlan PlanRows(Canvas& c, const ListSpec& spec, float width, float most) {
  ListPlan plan;
  plan.button = std::max(ButtonWidth(c, c.words.page_up, Icon::Up, c.Unit(3)),
                         ButtonWidth(c, c.words.page_down, Icon::Down, c.Unit(3)));
  plan.is_column = c.metrics.Facing() == Orientation::Landscape && plan.button * 4 < width;
  plan.gap = std::max(c.Gap(), c.Unit(4));
  plan.area.width = plan.is_column ? width - plan.button - c.Unit(6) : width;
  ChooseDetail(c, spec, most - plan.UnderRows(c), plan);
  return plan;
}

// Without buttons the rows have all of it.
void PlaceList(const Canvas& c, const Rect& room, bool has_buttons, ListPlan& plan) {
  const float height = TallButton(c);
  plan.area = {room.x, room.y, plan.area.width, room.height - plan.UnderRows(c)};
  if (!has_buttons) {
    plan.area = room;
  } else if (plan.is_column) {
    plan.up = {room.Right() - plan.button, room.y, plan.button, height};
    plan.down = {plan.up.x, room.y + height + plan.gap, plan.button, height};
  } else {
    const float width = std::floor((room.width - plan.gap) / 2);
    plan.up = {room.x, room.Bottom() - height, width, height};
    plan.down = {room.Right() - width, plan.up.y, width, height};
  }
  const auto fitting = static_cast<std::int64_t>((plan.area.height + plan.step - plan.row) / plan.step);
  plan.fitting = std::max<std::int64_t>(1, fitting);
  plan.area.height = static_cast<float>(plan.fitting) * plan.step - (plan.step - plan.row);
}

// Where the finger and the buttons have moved the list to.
void Move(Canvas& c, const ListSpec& spec, const ListPlan& plan, Memory::ListPlace& place, int turned) {
  const std::int64_t last = std::max<std::int64_t>(0, spec.rows - plan.fitting);
  const bool is_drawn = c.metrics.Step() == TextStep::Standard && !c.is_low;
  float into = place.into + (is_drawn ? std::round(c.drawn) : 0);
  const auto rows = static_cast<std::int64_t>(std::floor(into / plan.step));
  place.first += rows;
  place.into = into - static_cast<float>(rows) * plan.step;
  if (turned != 0) {
    if (turned > 0 || place.into <= 1) place.first += turned * plan.fitting;
    place.into = 0;
    c.touch.StopGliding();
  }
  if (place.first < 0 || place.first >= last) {
    if (is_drawn && c.drawn != 0) c.touch.StopGliding();
    place.into = place.first < last && place.first >= 0 ? place.into : 0;
    place.first = std::clamp<std::int64_t>(place.first, 0, last);
  }
}

bool MayUp(const Memory::ListPlace& place) { return place.first > 0 || place.into > 1; }
bool MayDown(const ListSpec& spec, const ListPlan& plan, const Memory::ListPlace& place) {
  return place.first + plan.fitting < spec.rows;
}

int TurnedBy(Canvas& c, const ListSpec& spec, const ListPlan& plan, const Memory::ListPlace& place) {
  const bool acted = c.acted;
  int turned = 0;
  const bool may_up = MayUp(place);
  const bool may_down = MayDown(spec, plan, place);
  if (DrawButton(c, "list.previous", c.words.page_up, Icon::Up, plan.up, SecondaryLook(c), may_up)) --turned;
  if (DrawButton(c, "list.next", c.words.page_down, Icon::Down, plan.down, SecondaryLook(c), may_down)) ++turned;
  for (const Typed& typed : c.touch.TypedNow()) {
    if (const Key* key = std::get_if<Key>(&typed)) {
      if (*key == Key::PageUp && may_up) --turned;
      if (*key == Key::PageDown && may_down) ++turned;
    }
  }
  c.acted = acted;  // turning changes nothing for the screen: the loop goes on
  return turned;
}

}  // namespace

ListAnswer Frame::List(const ListSpec& spec, const std::function<ListRow(std::int64_t)>& row_at) {
  Canvas& c = canvas_;
  c.has_list = true;
  ListPlan plan = PlanRows(c, spec, c.flow.Width(), MostControl());
  const Rect taken = c.flow.Take({.width = c.flow.Width(), .height = plan.Least(c), .before = c.Unit(4)});
  const float bottom = std::max(taken.Bottom(), body_.Bottom() - c.Unit(4));
  PlaceList(c, {taken.x, taken.y, taken.width, bottom - taken.y}, !is_paged_, plan);
  c.flow.ExtendTo(bottom);
  Memory::ListPlace& place = c.memory.PlaceOf(spec.id);
  const int turned = std::exchange(c.memory.list.turned, 0);
  Move(c, spec, plan, place, is_paged_ ? turned : TurnedBy(c, spec, plan, place));
  c.memory.list.may_up = MayUp(place);
  c.memory.list.may_down = MayDown(spec, plan, place);
  const bool is_longer = spec.rows > plan.fitting;
  c.touch.OfferBody(plan.area, is_longer && c.metrics.Step() == TextStep::Standard && !c.is_low);
  ListAnswer answer{.first = place.first};
  c.PushClip(plan.area, true);
  const std::int64_t end = std::min(spec.rows, place.first + plan.fitting + (place.into > 0 ? 1 : 0));
  for (std::int64_t at = place.first; at < end; ++at) {
    const float y = plan.area.y + static_cast<float>(at - place.first) * plan.step - place.into;
    const Rect rect{plan.area.x, std::round(y), plan.area.width, plan.row};
    const ListRow row = row_at(at);
    const std::string id = std::string(spec.id) + "." + std::to_string(at);
    const std::string_view text = row.parts.empty() ? std::string_view{} : std::string_view(row.parts.front().text);
    const Touch::Answer pressed =
        c.Control({.id = id, .text = text, .colours = {c.theme.card, c.theme.ink}, .is_enabled = row.is_enabled}, rect);
    DrawRow(c, id, row, rect, plan.detail, pressed == Touch::Answer::Held);
    if (pressed == Touch::Answer::Pressed) answer.pressed = at;
    ++answer.count;
  }
  c.PopClip();
  return answer;
}

}  // namespace bianmin::ui
