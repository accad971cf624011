#include "kiosk/screens/staff/journal.h"

#include <array>

#include "kiosk/base/time.h"
#include "kiosk/screens/resident/contact_pages.h"

namespace bianmin::screens {
namespace {

constexpr std::string_view kStaff = "staff:";

using Names = std::map<std::string, std::string>;

std::string StaffText(std::string_view actor, const Names& names, const Scene& scene) {
  const std::string number(actor.substr(kStaff.size()));
  const auto name = names.find(number);
  if (name == names.end()) return scene.T("journal.who.staff", fmt::arg("number", number));
  return scene.T("journal.who.staff_named", fmt::arg("name", name->second), fmt::arg("number", number));
}

std::string WhoText(std::string_view actor, const Names& names, const Scene& scene) {
  if (actor.starts_with(kStaff)) return StaffText(actor, names, scene);
  if (actor == "resident") return std::string(scene.T("journal.who.resident"));
  if (actor == "centre") return std::string(scene.T("journal.who.centre"));
  if (actor == "kiosk") return std::string(scene.T("journal.who.kiosk"));
  if (actor == "operator") return std::string(scene.T("journal.who.operator"));
  return std::string(scene.T("journal.who.unknown"));
}

std::string RecordText(std::string_view record, const Names& names, const Scene& scene) {
  if (record.starts_with(kStaff)) return StaffText(record, names, scene);
  const auto number = domain::RecordNumber::Parse(record);
  return number ? number->Grouped() : std::string(record);
}

// An anonymous rating has only a day.
std::string WhenText(std::string_view at, const Scene& scene) {
  const auto moment = base::ParseUtc(at);
  return moment ? i18n::DateTime(scene.texts, *moment) : std::string(at);
}

std::string_view ActText(const JournalLine& line, const Scene& scene) {
  const std::string_view key = ActKey(line.act);
  return key.empty() ? std::string_view{line.act} : scene.T(key);
}

std::string_view OutcomeText(const JournalLine& line, const Scene& scene) {
  return IsRefused(line.act) ? scene.T("journal.refused") : scene.T("journal.done");
}

void DrawLine(const JournalLine& line, const Names& names, const Scene& scene, ui::Frame& frame) {
  const std::string who = WhoText(line.actor, names, scene);
  const std::string when = WhenText(line.at, scene);
  const std::string record = RecordText(line.record, names, scene);
  const auto who_arg = fmt::arg("who", who);
  const auto when_arg = fmt::arg("when", when);
  const std::string text = line.record.empty()
                               ? scene.T("journal.line", when_arg, who_arg)
                               : scene.T("journal.line.record", when_arg, who_arg, fmt::arg("record", record));
  frame.Status({.tone = IsRefused(line.act) ? ui::Tone::Warning : ui::Tone::Success,
                .name = ActText(line, scene),
                .state = OutcomeText(line, scene),
                .text = text,
                .advice = {},
                .privacy = ui::Privacy::Sensitive});
}

void DrawTable(const std::vector<JournalLine>& lines, const Names& names, const Scene& scene, ui::Frame& frame) {
  const std::array<ui::TableColumn, 5> columns{
      {{.title = scene.T("journal.when"), .weight = 1.5},
       {.title = scene.T("journal.who"), .weight = 1.3, .privacy = ui::Privacy::Sensitive},
       {.title = scene.T("journal.what"), .weight = 2},
       {.title = scene.T("journal.on"), .weight = 1.5, .privacy = ui::Privacy::Sensitive},
       {.title = scene.T("journal.outcome"), .weight = 0.8}}};
  std::vector<std::array<std::string, 3>> texts;
  for (const JournalLine& line : lines)
    texts.push_back(
        {WhenText(line.at, scene), WhoText(line.actor, names, scene), RecordText(line.record, names, scene)});
  std::vector<std::vector<std::string_view>> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [when, who, record] = texts[i];
    rows.push_back({when, who, ActText(lines[i], scene), record, OutcomeText(lines[i], scene)});
  }
  frame.Table(columns, rows);
}

// A table where there is room for its columns, otherwise one entry below the other.
void DrawLines(const JournalState& state, const Scene& scene, ui::Frame& frame) {
  const auto card = frame.BeginCard();
  if (frame.Facing() == ui::Orientation::Landscape && frame.Step() == ui::TextStep::Standard)
    return DrawTable(*state.lines, state.names, scene, frame);
  for (const JournalLine& line : *state.lines) DrawLine(line, state.names, scene, frame);
}

void DrawChain(const ChainView& chain, const Scene& scene, ui::Frame& frame) {
  switch (chain.state) {
    case ChainView::State::BeingChecked:
      frame.Note(scene.T("journal.chain.checking", fmt::arg("count", chain.entries)), ui::Icon::Hourglass);
      break;
    case ChainView::State::Whole:
      frame.Note(scene.texts.Plural("journal.chain.whole", chain.entries), ui::Icon::Success);
      break;
    case ChainView::State::Broken:
      frame.Banner({.tone = ui::Tone::Danger,
                    .title = scene.T("journal.chain.broken.title"),
                    .text = scene.T("journal.chain.broken.text", fmt::arg("entry", chain.first_broken))});
      break;
    case ChainView::State::NotNow:
      frame.Note(scene.T("journal.chain.not_now"), ui::Icon::Warning);
      break;
  }
}

std::optional<Action> DrawAskRecord(const JournalState& state, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage(
      {.id = "journal.record",
       .header = scene.header,
       .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = ui::FooterButton{scene.T("find.ask")}},
       .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  const bool is_crowded = frame.IsCrowded();
  const auto columns = frame.BeginColumns("journal.record", 1.0, 1.0);
  if (!is_crowded) frame.Question(scene.T("journal.ask_record"));
  const std::string_view error =
      state.shows_faults ? FaultText(scene, Field::Number, FaultOf(state.entries, Field::Number)) : std::string_view{};
  const EntrySpec spec{.field = Field::Number,
                       .id = "field.number",
                       .label = scene.T("find.number.label"),
                       .placeholder = scene.T("find.number.placeholder"),
                       .error = error,
                       .hint = is_crowded ? std::string_view{} : scene.T("find.number.hint")};
  if (auto pressed = DrawEntry(spec, state.entries, frame)) action = std::move(pressed);
  if (auto pressed = DrawKeyboardColumn(scene, state.entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawFilter(const JournalState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto row = frame.BeginRow();
  const auto button = [&](std::string_view id, std::string_view key, ui::Icon icon, AccountAct act) {
    if (frame.SecondaryButton(id, {.text = scene.T(key), .icon = icon})) action = StaffAct{std::move(act)};
  };
  button("journal.by_record", N_("journal.by_record"), ui::Icon::Search, AskForRecord{});
  if (state.record) button("journal.all", N_("journal.all"), ui::Icon::Close, ShowAllRecords{});
  if (!state.newer.empty()) button("journal.newer", N_("journal.newer"), ui::Icon::Up, NewerEntries{});
  return action;
}

}  // namespace

std::optional<Action> DrawJournal(const JournalState& state, const Scene& scene, ui::Frame& frame) {
  if (state.asks_record) return DrawAskRecord(state, scene, frame);
  ui::FooterSpec footer{.back = ui::FooterButton{scene.T("staff.back")}, .next = {}};
  if (state.has_older) footer.next = ui::FooterButton{scene.T("journal.older")};
  const auto page = frame.BeginPage({.id = "journal", .header = scene.header, .footer = footer, .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (page.press == ui::PagePress::Next) action = StaffAct{OlderEntries{}};
  frame.Title(scene.T("workbench.journal"));
  DrawChain(state.chain, scene, frame);
  if (auto pressed = DrawFilter(state, scene, frame)) action = std::move(pressed);
  if (state.record) frame.Heading(scene.T("journal.of", fmt::arg("record", state.record->Grouped())));
  if (state.could_not_read) {
    frame.Empty(ui::Icon::Warning, scene.T("journal.unread.title"), scene.T("journal.unread.text"));
  } else if (!state.lines) {
    frame.Note(scene.T("staff.reading"), ui::Icon::Hourglass);
  } else if (state.lines->empty()) {
    frame.Empty(ui::Icon::Book, scene.T("journal.none.title"), scene.T("journal.none.text"));
  } else {
    DrawLines(state, scene, frame);
  }
  return action;
}

}  // namespace bianmin::screens
