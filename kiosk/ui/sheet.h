#pragma once
// The sheet on which a text is entered: the question, the text with its caret, phrases, and one of four ways to write:
// by finger, in pinyin, by strokes, in letters and digits. It lays itself out on any panel so that nothing scrolls:
// what one writes with always stays in reach. Pure values, like the other widgets'; what is being composed is the
// caller's.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/ui/input.h"
#include "kiosk/ui/widgets.h"

namespace bianmin::ui {

enum class EntryWay { Ink, Pinyin, Strokes, Latin };

struct SheetTab {
  EntryWay way;
  std::string_view text;
};

// The sheet's words, from the catalogue.
struct SheetWords {
  std::string_view undo;        // 撤销一笔
  std::string_view more;        // 更多
  std::string_view fewer;       // 收起
  std::string_view other;       // 换一批: other phrases
  std::string_view split;       // 分词
  std::string_view nine_keys;   // 九键
  std::string_view all_keys;    // 全键
  std::string_view read_aloud;  // 读出来
  std::string_view done;        // 完成
  std::string_view write_here;  // 用手指在这里写字
  std::string_view stroke_h;    // 横
  std::string_view stroke_s;    // 竖
  std::string_view stroke_p;    // 撇
  std::string_view stroke_n;    // 点
  std::string_view stroke_z;    // 折
  std::string_view stroke_any;  // 任意
};

struct SheetSpec {
  std::string_view question;
  std::string_view text;  // UTF-8
  std::size_t caret = 0;  // bytes before it
  std::string_view placeholder;
  std::string_view notice;  // why nothing can be composed just now; takes the place of the candidates
  std::span<const std::string_view> phrases;
  std::span<const SheetTab> tabs;
  EntryWay way = EntryWay::Ink;
  bool has_nine_keys = false;  // pinyin by nine keys; where ten keys do not fit side by side there are only these
  std::string_view composed;   // the letters or strokes so far, as read: "shui guan"
  std::span<const std::string> candidates;
  bool shows_all = false;          // the candidates take the place of the keys
  std::span<const PenStroke> ink;  // millimetres from the pad's corner
  bool can_read_aloud = false;
  SheetWords words;
};

// What the person did on the sheet.
namespace sheet {

struct ChooseWay {
  EntryWay way;
};
struct PickPhrase {
  std::size_t index = 0;
};
struct PickCandidate {
  std::size_t index = 0;
};
struct Compose {
  char letter = 0;  // a–z or ' in pinyin, 2–9 and ' by nine keys, h s p n z * by strokes
};
struct Type {
  Typed typed;  // Backspace takes back what is being composed before it takes from the text
};
struct Write {
  PenStroke stroke;  // millimetres from the pad's corner
};
struct UndoStroke {};
struct ShowAll {
  bool shown = false;
};
struct SwitchKeys {};  // nine keys or all letters
struct MoveCaret {
  std::size_t to = 0;  // bytes before it
};
struct ReadAloud {};
struct Done {};

using Press = std::variant<ChooseWay, PickPhrase, PickCandidate, Compose, Type, Write, UndoStroke, ShowAll, SwitchKeys,
                           MoveCaret, ReadAloud, Done>;

}  // namespace sheet

}  // namespace bianmin::ui
