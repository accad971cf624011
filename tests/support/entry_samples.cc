#include "tests/support/entry_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;

ui::PenStroke Stroke(std::initializer_list<ui::Point> points) {
  ui::PenStroke stroke;
  for (const ui::Point& at : points) stroke.push_back({at, {}});
  return stroke;
}

}  // namespace

void AddEntrySamples(NeedDraft draft, ComplaintDraft complaint, std::vector<ScreenSample>& samples) {
  draft.entries.focus = Field::Description;
  const auto add = [&](const char* name, Composition composition) {
    composition.engine = EngineState::Ready;
    draft.entries.sheet = std::move(composition);
    samples.push_back({name, [draft](app::Model& model) { model.screen = draft; }});
  };
  add("entry_ink", {.way = ui::EntryWay::Ink,
                    .ink = {Stroke({{40, 20}, {38, 60}}), Stroke({{20, 30}, {60, 28}}), Stroke({{30, 50}, {55, 70}})},
                    .candidates = {{"水", 0}, {"木", 0}, {"永", 0}, {"氷", 0}, {"求", 0}, {"本", 0}, {"术", 0}}});
  Composition pinyin{.way = ui::EntryWay::Pinyin,
                     .letters = "shuiguanloushui",
                     .shown_letters = "shui guan lou shui",
                     .candidates = {{"水管漏水", 15},
                                    {"水管", 8},
                                    {"税关", 8},
                                    {"水", 4},
                                    {"睡", 4},
                                    {"税", 4},
                                    {"谁", 4},
                                    {"说", 4},
                                    {"随", 4},
                                    {"岁", 4},
                                    {"虽", 4},
                                    {"髓", 4}}};
  add("entry_pinyin", pinyin);
  pinyin.shows_all = true;
  add("entry_all", pinyin);
  add("entry_nine_keys", {.way = ui::EntryWay::Pinyin, .has_nine_keys = true, .letters = "7484"});
  add("entry_strokes",
      {.way = ui::EntryWay::Strokes, .letters = "szpn", .candidates = {{"水", 4}, {"永", 4}, {"书", 4}}});
  add("entry_latin", {.way = ui::EntryWay::Latin});
  complaint.entries.focus = Field::Comment;
  complaint.entries.texts[Field::Comment].clear();
  complaint.entries.sheet = Composition{.way = ui::EntryWay::Ink, .engine = EngineState::Missing};
  samples.push_back({"entry_empty", [complaint](app::Model& model) { model.screen = complaint; }});
}

}  // namespace bianmin::testing
