#include "kiosk/screens/staff/touch_test.h"

#include <algorithm>
#include <numeric>

namespace bianmin::screens {
namespace {

std::size_t CountOf(ui::TouchCells cells) {
  return static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows);
}

constexpr std::array<const char*, kGlassParts> kDeadKeys = {
    N_("touch_test.dead.top_left"),    N_("touch_test.dead.top"),    N_("touch_test.dead.top_right"),
    N_("touch_test.dead.left"),        N_("touch_test.dead.middle"), N_("touch_test.dead.right"),
    N_("touch_test.dead.bottom_left"), N_("touch_test.dead.bottom"), N_("touch_test.dead.bottom_right")};

std::optional<Action> DrawGrid(const TouchTestState& state, const Scene& scene, ui::Frame& frame) {
  const ui::TouchCells cells = frame.CellsOfGlass();
  const std::vector<bool> none(CountOf(cells));
  const std::vector<bool>& reached = state.cells == cells ? state.reached : none;
  const auto left = std::count(reached.begin(), reached.end(), false);
  const std::string text =
      left == 0 ? std::string(scene.T("touch_test.none_left")) : scene.texts.Plural("touch_test.left", left);
  ui::TouchGridAnswer answer = frame.TouchGrid({.id = "touch_test",
                                                .cells = cells,
                                                .reached = reached,
                                                .title = scene.T("touch_test.how"),
                                                .text = text,
                                                .button = scene.T("footer.finish")});
  if (answer.finished) return StaffAct{EndTouchTest{}};
  if (answer.reached.empty()) return std::nullopt;
  return StaffAct{ReachCells{cells, std::move(answer.reached)}};
}

void DrawFindings(const TouchTestState& state, const Scene& scene, ui::Frame& frame) {
  const std::array<int, kGlassParts> dead = DeadCells(state);
  const int all = std::accumulate(dead.begin(), dead.end(), 0);
  if (state.reached.empty()) {
    frame.Empty(ui::Icon::Warning, scene.T("touch_test.nothing.title"), scene.T("touch_test.nothing.text"));
    return;
  }
  if (all == 0) {
    frame.Done(scene.T("touch_test.sound"));
    return;
  }
  frame.Question(scene.texts.Plural("touch_test.dead", all));
  {
    const auto card = frame.BeginCard();
    for (std::size_t part = 0; part < kGlassParts; ++part) {
      if (dead[part] == 0) continue;
      frame.Strong(scene.T(kDeadKeys[part], fmt::arg("count", dead[part])));
    }
  }
  frame.Heading(scene.T("touch_test.advice"));
  frame.Paragraph(scene.T("touch_test.clean"));
  frame.Paragraph(scene.T("touch_test.adjust"));
  frame.Paragraph(scene.T("touch_test.replace"));
}

}  // namespace

void Reach(TouchTestState& state, ui::TouchCells cells, const std::vector<std::size_t>& reached) {
  if (state.cells != cells) {
    state.cells = cells;
    state.reached.assign(CountOf(cells), false);
  }
  for (const std::size_t cell : reached) {
    if (cell < state.reached.size()) state.reached[cell] = true;
  }
}

std::array<int, kGlassParts> DeadCells(const TouchTestState& state) {
  std::array<int, kGlassParts> dead{};
  for (std::size_t i = 0; i < state.reached.size(); ++i) {
    if (state.reached[i]) continue;
    const auto columns = static_cast<std::size_t>(state.cells.columns);
    const std::size_t row = i / columns * 3 / static_cast<std::size_t>(state.cells.rows);
    const std::size_t column = i % columns * 3 / columns;
    ++dead[row * 3 + column];
  }
  return dead;
}

std::optional<Action> DrawTouchTest(const TouchTestState& state, const Scene& scene, ui::Frame& frame) {
  if (!state.is_over) return DrawGrid(state, scene, frame);
  const auto page = frame.BeginPage({.id = "touch_test.findings",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")},
                                                .next = ui::FooterButton{scene.T("touch_test.again")}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (page.press == ui::PagePress::Next) action = StaffAct{OpenTouchTest{}};
  frame.Title(scene.T("touch_test.title"));
  DrawFindings(state, scene, frame);
  return action;
}

}  // namespace bianmin::screens
