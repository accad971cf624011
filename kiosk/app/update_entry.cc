#include <algorithm>

#include "kiosk/app/update.h"
#include "kiosk/screens/resident/text_entry.h"

namespace bianmin::app {
namespace {

using screens::Composition;
using screens::Entries;
using ui::EntryWay;

bool IsComposedFrom(const Composition& composition, char letter) {
  switch (composition.way) {
    case EntryWay::Pinyin:
      return letter == '\'' || (letter >= 'a' && letter <= 'z') ||
             (composition.has_nine_keys && letter >= '2' && letter <= '9');
    case EntryWay::Strokes:
      return std::string_view{"hspnz*"}.find(letter) != std::string_view::npos;
    case EntryWay::Ink:
    case EntryWay::Latin:
      break;
  }
  return false;
}

Commands AskEngine(Model& model, Entries& entries) {
  Composition& composition = *entries.sheet;
  composition.question = ++model.questions;
  if (composition.IsEmpty()) composition.Clear();
  if (composition.way == EntryWay::Latin) return {};
  return {Question{.number = composition.question,
                   .way = composition.way,
                   .has_nine_keys = composition.has_nine_keys,
                   .letters = composition.letters,
                   .ink = composition.ink,
                   .before = entries.focus ? entries.Text(*entries.focus).substr(0, entries.Caret()) : std::string{}}};
}

void CloseSheet(Entries& entries) { entries.sheet.reset(); }

// What one press on the sheet changes; true when the engines are to be asked again.
struct OnPress {
  Model& model;
  Entries& entries;
  Composition& composition;
  const std::function<std::string_view(std::string_view)>& text_of;  // of a key of the catalogue

  bool operator()(const ui::sheet::ChooseWay& chosen) const {
    composition.Clear();
    composition.way = chosen.way;
    composition.engine = screens::EngineState::Loading;
    model.way = chosen.way;
    return true;
  }
  bool operator()(const ui::sheet::PickPhrase& picked) const {
    const auto phrases = screens::PhrasesOf(*entries.focus);
    if (picked.index < phrases.size()) entries.Enter(std::string(text_of(phrases[picked.index])));
    return false;
  }
  bool operator()(const ui::sheet::PickCandidate& picked) const {
    if (picked.index >= composition.candidates.size()) return false;
    const screens::Candidate candidate = composition.candidates[picked.index];
    entries.Enter(candidate.text);
    const std::size_t used = std::min(candidate.length, composition.letters.size());
    const std::string rest = composition.way == EntryWay::Ink ? std::string{} : composition.letters.substr(used);
    composition.Clear();
    composition.letters = rest;
    return true;
  }
  bool operator()(const ui::sheet::Compose& typed) const {
    if (!IsComposedFrom(composition, typed.letter)) return false;
    if (composition.letters.size() >= screens::kMostComposedLetters) return false;
    composition.letters += typed.letter;
    composition.shows_all = false;
    return true;
  }
  bool operator()(const ui::sheet::Type& typed) const {
    const auto* key = std::get_if<ui::Key>(&typed.typed);
    const bool is_erase = key != nullptr && *key == ui::Key::Backspace;
    if (is_erase && !composition.letters.empty()) {
      composition.letters.pop_back();
      return true;
    }
    if (is_erase && !composition.ink.empty()) return (*this)(ui::sheet::UndoStroke{});
    const bool had_composition = !composition.IsEmpty();
    if (key != nullptr && *key == ui::Key::Delete) composition.Clear();
    entries.Enter(typed.typed);
    return had_composition;
  }
  bool operator()(const ui::sheet::Write& written) const {
    if (composition.ink.size() >= screens::kMostInkStrokes) return false;
    composition.ink.push_back(written.stroke);
    composition.shows_all = false;
    return true;
  }
  bool operator()(const ui::sheet::UndoStroke&) const {
    if (composition.ink.empty()) return false;
    composition.ink.pop_back();
    return true;
  }
  bool operator()(const ui::sheet::ShowAll& all) const {
    composition.shows_all = all.shown;
    return false;
  }
  bool operator()(const ui::sheet::SwitchKeys&) const {
    composition.Clear();
    composition.has_nine_keys = model.has_nine_keys = !composition.has_nine_keys;
    return true;
  }
  bool operator()(const ui::sheet::MoveCaret& moved) const {
    entries.caret = moved.to;
    return false;
  }
  bool operator()(const ui::sheet::ReadAloud&) const { return false; }
  bool operator()(const ui::sheet::Done&) const { return false; }
};

// A key of a physical keyboard, as the way to write understands it.
ui::sheet::Press PressOf(const Composition& composition, char letter) {
  const bool has_choice = !composition.candidates.empty() && !composition.letters.empty();
  if (has_choice && letter == ' ') return ui::sheet::PickCandidate{0};
  if (has_choice && !composition.has_nine_keys && letter >= '1' && letter <= '8') {
    return ui::sheet::PickCandidate{static_cast<std::size_t>(letter - '1')};
  }
  if (IsComposedFrom(composition, letter)) return ui::sheet::Compose{letter};
  return ui::sheet::Type{std::string(1, letter)};
}

// A page of staff on which words are entered has them in a member `entries`.
struct EntriesOfPage {
  template <class Page>
  Entries* operator()(Page& page) const {
    if constexpr (requires { page.entries; }) {
      return &page.entries;
    } else {
      return nullptr;
    }
  }
};

}  // namespace

screens::Entries* EntriesOf(Screen& screen) {
  if (auto* need = std::get_if<screens::NeedDraft>(&screen)) return &need->entries;
  if (auto* rating = std::get_if<screens::RatingDraft>(&screen)) return &rating->entries;
  if (auto* complaint = std::get_if<screens::ComplaintDraft>(&screen)) return &complaint->entries;
  if (auto* look_up = std::get_if<screens::LookUpDraft>(&screen)) return &look_up->entries;
  if (auto* staffs = std::get_if<StaffScreen>(&screen)) return std::visit(EntriesOfPage{}, *staffs);
  return nullptr;
}

Commands OpenSheet(Model& model, Entries& entries) {
  Composition composition;
  const bool is_chinese = model.language == i18n::Language::Chinese;
  const bool is_large = model.comfort.step != ui::TextStep::Standard;
  const EntryWay first = !is_chinese ? EntryWay::Latin : is_large ? EntryWay::Ink : EntryWay::Pinyin;
  composition.way = model.way.value_or(first);
  composition.has_nine_keys = model.has_nine_keys;
  entries.caret = std::string::npos;
  entries.sheet = std::move(composition);
  return AskEngine(model, entries);
}

Commands UpdateSheet(Model& model, Entries& entries, const ui::sheet::Press& press, const Circumstances& at) {
  if (std::holds_alternative<ui::sheet::Done>(press)) {
    CloseSheet(entries);
    return {};
  }
  if (std::holds_alternative<ui::sheet::ReadAloud>(press)) return {ReadAloud{entries.Text(*entries.focus)}};
  const bool asks = std::visit(OnPress{model, entries, *entries.sheet, at.text_of}, press);
  return asks ? AskEngine(model, entries) : Commands{};
}

Commands TypeOnSheet(Model& model, Entries& entries, const screens::Enter& entered, const Circumstances& at) {
  Commands commands;
  const auto press = [&](const ui::sheet::Press& each) {
    for (Command& command : UpdateSheet(model, entries, each, at)) commands.push_back(std::move(command));
  };
  for (const ui::Typed& typed : entered.typed) {
    if (!entries.sheet) return commands;
    const auto* key = std::get_if<ui::Key>(&typed);
    if (key != nullptr && *key == ui::Key::Enter) {
      const bool has_choice = !entries.sheet->IsEmpty() && !entries.sheet->candidates.empty();
      press(has_choice ? ui::sheet::Press{ui::sheet::PickCandidate{0}} : ui::sheet::Press{ui::sheet::Done{}});
    } else if (key != nullptr) {
      press(ui::sheet::Type{typed});
    } else {
      const std::string& text = std::get<std::string>(typed);
      const bool is_key = text.size() == 1;
      press(is_key ? PressOf(*entries.sheet, text.front()) : ui::sheet::Press{ui::sheet::Type{text}});
    }
  }
  return commands;
}

void Update(Model& model, const Answer& answer) {
  Entries* entries = EntriesOf(model.screen);
  if (entries == nullptr || !entries->sheet) return;
  Composition& composition = *entries->sheet;
  if (answer.way != composition.way) return;
  composition.engine = answer.engine;
  if (answer.number != composition.question || composition.IsEmpty()) return;
  composition.shown_letters = answer.shown_letters;
  composition.candidates = answer.candidates;
}

}  // namespace bianmin::app
