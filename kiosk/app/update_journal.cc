// 操作记录: turned page by page; the chain is checked in pieces while the page is open.
#include "kiosk/app/update_staff.h"
#include "kiosk/app/wizard.h"
#include "kiosk/base/log.h"
#include "kiosk/screens/resident/contact_pages.h"

namespace bianmin::app {
namespace {

using screens::ChainView;
using screens::Field;
using screens::JournalState;
using screens::Keyboard;

// The entries older than `before`, or the newest; one more than is shown, which tells whether there are older ones.
Command Read(const JournalState& page, std::optional<std::int64_t> before) {
  return OfStaff(AccountCommand{ReadJournal{
      {.record = page.record ? page.record->text() : "", .before = before, .most = screens::kJournalLines + 1}}});
}

Commands ReadNewest(JournalState& page) {
  page.newer.clear();
  page.lines.reset();
  page.has_older = page.asks_record = page.could_not_read = false;
  page.entries = {};
  return {Read(page, std::nullopt)};
}

Commands ShowRecord(JournalState& page) {
  const auto number = domain::RecordNumber::Parse(page.entries.Text(Field::Number));
  page.shows_faults = !number;
  if (!number) return {};
  page.record = *number;
  return ReadNewest(page);
}

struct OnAct {
  JournalState& page;
  const std::string& code;

  Commands operator()(const screens::OlderEntries&) const {
    if (!page.lines || page.lines->empty() || !page.has_older) return {};
    page.newer.push_back(page.lines->front().sequence);
    return {Read(page, page.lines->back().sequence)};
  }
  Commands operator()(const screens::NewerEntries&) const {
    if (page.newer.empty()) return {};
    const std::int64_t first = page.newer.back();
    page.newer.pop_back();
    return {Read(page, first + 1)};
  }
  Commands operator()(const screens::AskForRecord&) const {
    page.asks_record = true;
    page.shows_faults = false;
    page.entries = {};
    page.entries.texts[Field::Number] = code;
    Ask(page.entries, Field::Number, Keyboard::Digits);
    return {};
  }
  Commands operator()(const screens::ShowAllRecords&) const {
    page.record.reset();
    return ReadNewest(page);
  }
  template <class Other>
  Commands operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Commands OpenJournal(Model& model) {
  ShowStaffScreen(model, JournalState{});
  auto* page = StaffState<JournalState>(model);
  if (page == nullptr) return {};
  return {Read(*page, std::nullopt), OfStaff(AccountCommand{CheckChain{}})};
}

Commands ActOnJournal(JournalState& page, const screens::AccountAct& act, const Circumstances& at) {
  return std::visit(OnAct{page, at.kiosk.text()}, act);
}

Commands OnPage(Model& model, JournalState& page, const screens::Action& action, const Circumstances&) {
  if (std::holds_alternative<screens::GoBack>(action)) {
    if (!page.asks_record) {
      ShowStaffScreen(model, Workbench{});
    } else {
      page.asks_record = false;
      page.entries = {};
    }
    return {};
  }
  if (!page.asks_record) return {};
  if (std::holds_alternative<screens::GoNext>(action)) return ShowRecord(page);
  if (std::holds_alternative<screens::SwitchKeyboard>(action)) {
    page.entries.keyboard = page.entries.keyboard == Keyboard::Letters ? Keyboard::Digits : Keyboard::Letters;
  }
  if (const auto* entered = std::get_if<screens::Enter>(&action)) {
    for (const ui::Typed& typed : entered->typed) page.entries.Enter(typed);
  }
  return {};
}

Commands Handle(Model& model, const JournalRead& report, const Circumstances&) {
  auto* page = StaffState<JournalState>(model);
  if (page == nullptr) return {};
  page->could_not_read = !report.entries;
  if (!report.entries) {
    base::LogError("the journal cannot be read: {}", report.entries.error().message);
    return {};
  }
  page->names = report.names;
  page->lines.emplace();
  for (const store::JournalEntry& entry : *report.entries)
    page->lines->push_back({entry.sequence, entry.at, entry.act, entry.record, entry.actor});
  page->has_older = page->lines->size() > static_cast<std::size_t>(screens::kJournalLines);
  if (page->has_older) page->lines->pop_back();
  return {};
}

Commands Handle(Model& model, const ChainChecked& report, const Circumstances&) {
  auto* page = StaffState<JournalState>(model);
  if (page == nullptr) return {};
  ChainView& chain = page->chain;
  if (!report.check) {
    base::LogError("the journal cannot be checked: {}", report.check.error().message);
    chain.state = ChainView::State::NotNow;
    return {};
  }
  const store::ChainReport& found = report.check->so_far;
  chain.entries = found.entries;
  if (found.first_broken) {
    base::LogError("the journal is broken: {}", found.what);
    chain.state = ChainView::State::Broken;
    chain.first_broken = *found.first_broken;
    return {};
  }
  if (!report.check->is_over) return {OfStaff(AccountCommand{CheckChain{*report.check}})};
  chain.state = ChainView::State::Whole;
  return {};
}

}  // namespace bianmin::app
