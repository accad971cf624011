// What a screen says about a widget when it draws one: plain values, made in place, alive only during the call. Texts
// are finished, translated UTF-8; none is glued together here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/icon.h"
#include "kiosk/ui/theme.h"

namespace bianmin::ui {

// Sensitive text (a name, phone, address, anything a resident wrote) is drawn but never recorded in the inventory.
enum class Privacy { Open, Sensitive };

// ---- the page ----------------------------------------------------------------------------------------------------

// Always in the same place. Ids: header.logo, header.notice, header.language, header.text_size, header.sound,
// header.leave.
struct HeaderSpec {
  std::string_view centre;  // the centre's name; pressable
  std::string_view time;    // "10:24", empty hides it
  std::string_view notice;  // for staff: "设备需要检查"; empty: all is well
  Icon notice_icon = Icon::Repair;
  std::string_view language;   // what the button offers: "EN" or "中文"
  std::string_view text_size;  // "长辈版"
  bool text_size_is_on = false;
  std::string_view sound;  // 看和听; empty: no such button
  bool sound_is_on = false;
  std::string_view leave;  // 返回首页 or 退出; empty: no such button
  Icon leave_icon = Icon::Home;
  bool is_compact = false;  // one row where it can be: the name gives way, its mark stays
};

struct FooterButton {
  std::string_view text;
  bool is_enabled = true;
};

// Ids: footer.back (left), footer.next (right). No button, no footer.
struct FooterSpec {
  std::optional<FooterButton> back;
  std::optional<FooterButton> next;
};

// "第 2 步，共 5 步：您需要什么服务？" and the bar under it.
struct StepSpec {
  std::string_view text;
  int current = 1;
  int count = 1;
};

struct PageSpec {
  std::string_view id;  // "home", "register.service"; scroll position is kept by it
  HeaderSpec header;
  FooterSpec footer;
  std::optional<StepSpec> step;
};

enum class PagePress { Logo, Notice, Language, TextSize, Sound, Leave, Back, Next };

// ---- layout ------------------------------------------------------------------------------------------------------

// Columns of a grid. `landscape` and `portrait` give the number of tiles in each row, the last one repeating: {2, 3} is
// two wide tiles above three. Empty: landscape 3, portrait 2. From 长辈版 on one column, but for short choices.
struct GridSpec {
  std::string_view id;
  std::vector<int> landscape;
  std::vector<int> portrait;
  bool fills_page = false;        // rows stretch to the height that is left
  double tallest_row = 0;         // units; stretched rows grow no taller; 0: no limit
  bool has_button_below = false;  // of the height that is left, stretched rows leave room for one button
  bool is_short = false;          // a word or number in each: stays in as many columns as there is room for
};

// ---- controls ----------------------------------------------------------------------------------------------------

struct TileSpec {
  Icon icon = Icon::None;
  std::string_view title;
  std::string_view subtitle;
  Tint tint = Tint::None;
  bool is_enabled = true;
  std::optional<TextStep> shown_at{};  // the title in the size of this step, when it is larger: a sample
};

enum class Mark { Radio, Check };

struct ChoiceSpec {
  std::string_view text;
  std::string_view note;   // a second line, quieter
  std::string_view aside;  // at the right: a price, a count
  Icon icon = Icon::None;
  bool is_selected = false;
  bool is_enabled = true;
  Mark mark = Mark::Radio;
  Privacy privacy = Privacy::Open;
  std::optional<TextStep> shown_at{};  // as in TileSpec
};

struct ButtonSpec {
  std::string_view text;
  Icon icon = Icon::None;
  bool is_enabled = true;
};

struct TextFieldSpec {
  std::string_view label;
  std::string_view text;
  std::string_view placeholder;
  std::string_view error;   // under the field, with an icon; says what to do
  std::string_view hint;    // under the field when there is no error
  bool is_focused = false;  // shows the caret; the screen decides who has it
  bool is_masked = false;   // shows • for every character
  int lines = 1;            // least height
  Privacy privacy = Privacy::Sensitive;
};

// The words under the stars from one (非常不满意) to five (非常满意); nothing is chosen before the resident chooses.
struct StarsSpec {
  std::string_view label;
  int chosen = 0;  // 0: nothing yet
  std::span<const std::string_view> words;
};

// ---- reading -----------------------------------------------------------------------------------------------------

struct RowSpec {
  std::string_view label;
  std::string_view value;
  std::string_view edit;  // a button at the right ("修改"), needs an id
  Privacy privacy = Privacy::Open;
};

struct FigureSpec {
  std::string_view label;
  std::string_view value;  // grouped by the caller: "JA 0426 1187"
};

enum class StepState { Done, Current, Future, Stopped };

struct TimelineStep {
  StepState state = StepState::Future;
  std::string_view title;
  std::string_view state_word;  // "已完成", "进行中"; beside the icon, never colour alone
  std::string_view time;
  std::string_view note;
  Privacy privacy = Privacy::Open;  // of the note
};

struct BannerSpec {
  Tone tone = Tone::Information;
  std::string_view title;  // the word: "请注意"
  std::string_view text;
};

// A square of `side` × `side` modules, row by row, true is black; with its own quiet zone drawn round it.
struct QrSpec {
  const std::vector<bool>& modules;
  int side = 0;
  std::string_view caption;
};

struct TableColumn {
  std::string_view title;
  double weight = 1;
  bool is_number = false;           // right-aligned
  Privacy privacy = Privacy::Open;  // of what stands under the title
};

struct CountdownSpec {
  std::string_view text;  // "30 秒后返回首页"
  int seconds_left = 0;
  int seconds_total = 1;
};

struct DialogSpec {
  std::string_view id;
  Tone tone = Tone::Neutral;
  std::string_view title;
  std::string_view text;
  std::optional<CountdownSpec> countdown;
  std::string_view primary;    // id: <id>.primary
  std::string_view secondary;  // id: <id>.secondary; empty: one button only
  bool primary_is_dangerous = false;
};

enum class DialogPress { Primary, Secondary };

// ---- for staff ---------------------------------------------------------------------------------------------------

// One thing of the machine: an icon for its tone, its name, how it is in a word, and, where there is something to say,
// a sentence and what to do.
struct StatusSpec {
  Tone tone = Tone::Success;
  std::string_view name;            // "打印机"
  std::string_view state;           // "缺纸"
  std::string_view text;            // may be empty
  std::string_view advice;          // may be empty
  Privacy privacy = Privacy::Open;  // of `text`
};

// A pad for a finger's signature. Points are parts of the pad's width, from its upper left corner.
struct SignatureSpec {
  std::string_view hint;  // shown while nothing is written
  std::span<const std::vector<Point>> strokes;
};

// One row of a long list: words that flow from left to right and wrap, each with an icon that says the same.
struct ListPart {
  std::string text;
  Icon icon = Icon::None;
  Tone tone = Tone::Neutral;
  bool is_bold = false;
  bool begins_line = false;
  int gives_way = 0;  // where rows would be higher than the panel has room for, the highest is left out first; 0: never
};
struct ListRow {
  std::vector<ListPart> parts;
  bool is_enabled = true;  // false: still being fetched; it cannot be pressed
};

// A list of any length, of which only the rows in sight exist. All rows are as high as the tallest of `measured_by`,
// which stand for the longest that any row can be. It fills what is left of the page; nothing may follow it.
struct ListSpec {
  std::string_view id;  // of the rows: <id>.<place>; its place is kept by it. The buttons: list.previous, list.next
  std::int64_t rows = 0;
  std::span<const ListRow> measured_by;
};

struct ListAnswer {
  std::int64_t first = 0;  // in sight, with those that are cut
  std::int64_t count = 0;
  std::optional<std::int64_t> pressed;
};

// How many cells the test of the touch panel divides the glass into, and which of them a finger has reached.
struct TouchCells {
  int columns = 0;
  int rows = 0;
  friend bool operator==(TouchCells, TouchCells) = default;
};

struct TouchGridSpec {
  std::string_view id;  // the page
  TouchCells cells;
  const std::vector<bool>& reached;  // row by row
  std::string_view title;            // on the card in the middle, shown while no finger is on the glass
  std::string_view text;
  std::string_view button;  // id: <id>.finish
};

struct TouchGridAnswer {
  std::vector<std::size_t> reached;  // in this pass, and not before
  bool finished = false;
};

// The widget layer's own words, from the catalogue, set with the look.
struct Words {
  std::string_view page_up;    // 上一页
  std::string_view page_down;  // 下一页
  std::string_view page_of;    // 第 <page> 页，共 <pages> 页; filled in by the widget layer
  std::string_view erase;      // 删除
  std::string_view clear;      // 清空
  std::string_view shift;      // 大写
  std::string_view space;      // 空格
};

}  // namespace bianmin::ui
