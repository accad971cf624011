#include "tests/support/model_texts.h"

#include "kiosk/base/text.h"

namespace bianmin::testing {
namespace {

class Texts {
 public:
  void Add(const std::string& text) { all_ += text + '\n'; }
  void Add(const screens::Entries& entries) {
    const auto& [texts, focus, keyboard, caret, sheet] = entries;
    for (const auto& [field, text] : texts) Add(text);
    if (sheet) Add(*sheet);
  }
  void Add(const screens::Composition& composition) {
    const auto& [way, nine_keys, letters, ink, shown_letters, candidates, engine, question, shows_all] = composition;
    Add(letters);
    Add(shown_letters);
    for (const screens::Candidate& candidate : candidates) Add(candidate.text);
  }
  void Add(const screens::PersonDraft& person) {
    const auto& [surname, salutation, has_consented] = person;
    Add(surname);
  }
  void Add(const domain::Address& address) {
    const auto& [compound, building, unit, room, note] = address;
    for (const std::string& text : {compound, building, unit, room, note}) Add(text);
  }
  void Add(const domain::Contact& contact) {
    Add(contact.name.text());
    Add(contact.phone.digits());
  }
  void Add(const domain::Order& order) {
    const auto& [service, package, description, urgency, address, address_text, appointment, registers, contact] =
        order.need;
    Add(order.number.text());
    Add(description);
    if (address) Add(*address);
    Add(address_text);
    Add(contact);
    for (const domain::HistoryEntry& entry : order.history) Add(entry.note);
    if (order.visit) Add(order.visit->details.place);
  }
  void Add(const domain::Complaint& complaint) {
    const auto& [kind, about, subject, whom, occasion, description, order, contact] = complaint.filed;
    Add(complaint.number.text());
    Add(whom);
    Add(description);
    if (contact) Add(*contact);
    Add(complaint.answer);
  }
  void Add(const domain::NamedRating& rating) {
    Add(rating.number.text());
    if (rating.answer) Add(rating.answer->answer);
  }
  const std::string& all() const { return all_; }

 private:
  std::string all_;
};

struct Reader {
  Texts& texts;

  void operator()(const app::Home&) const {}
  void operator()(const app::Greeting&) const {}
  void operator()(const screens::NeedDraft& draft) const {
    const auto& [page, returns, faults, group, service, package, phrases, urgency, registers, address, elsewhere,
                 has_time, day, half, person, entries] = draft;
    texts.Add(service);
    texts.Add(package);
    texts.Add(address);
    texts.Add(person);
    texts.Add(entries);
  }
  void operator()(const screens::RatingDraft& draft) const {
    const auto& [page, returns, faults, rates_order, order, order_service, window, no_ticket, stars, reasons, named,
                 person, entries, problem] = draft;
    if (order) texts.Add(order->text());
    for (const std::string& reason : reasons) texts.Add(reason);
    texts.Add(order_service);
    texts.Add(window);
    texts.Add(person);
    texts.Add(entries);
  }
  void operator()(const screens::ComplaintDraft& draft) const {
    const auto& [page, returns, faults, kind, about, subject, occasion, named, person, entries] = draft;
    texts.Add(subject);
    texts.Add(person);
    texts.Add(entries);
  }
  void operator()(const screens::LookUpDraft& draft) const {
    const auto& [faults, entries, problem, found, asks_cancel, print, notice, receipt, city] = draft;
    texts.Add(entries);
    if (city) texts.Add(city->number.text());
    if (found) std::visit([this](const auto& record) { texts.Add(record); }, *found);
  }
  void operator()(const screens::InformationState&) const {}
  void operator()(const screens::ResumeState& state) const { texts.Add(state.digits); }
  void operator()(const app::Outcome& outcome) const {
    if (const auto* done = std::get_if<screens::OrderDone>(&outcome.kind)) texts.Add(done->number.text());
    if (const auto* done = std::get_if<screens::ComplaintDone>(&outcome.kind)) texts.Add(done->number.text());
    if (const auto* done = std::get_if<screens::RatingDone>(&outcome.kind); done && done->number)
      texts.Add(done->number->text());
    if (const auto* kept = std::get_if<screens::FormKept>(&outcome.kind)) texts.Add(kept->code.digits());
    if (const auto* failed = std::get_if<screens::NotSaved>(&outcome.kind)) texts.Add(failed->reason);
  }
  void operator()(const app::Unavailable& unavailable) const { texts.Add(unavailable.reason); }
  void operator()(const app::Device&) const {}
  void operator()(const screens::CalibrationState& state) const { texts.Add(state.problem); }
  void operator()(const screens::TouchTestState&) const {}
  void operator()(const screens::SignInState& state) const {
    texts.Add(state.number);
    texts.Add(state.pin);
  }
  void operator()(const app::StaffScreen& screen) const { std::visit(*this, screen); }

  // ---- the pages of staff
  void operator()(const app::Workbench&) const {}
  void operator()(const screens::ShiftHomeState& state) const {
    for (const domain::ClosedShift& shift : state.past) texts.Add(shift.notes + shift.left_because);
  }
  void operator()(const screens::ShiftCheckState&) const {}
  void operator()(const screens::ShiftClosingState& state) const {
    texts.Add(state.entries);
    texts.Add(state.leaver_pin);
    texts.Add(state.taker_number);
    texts.Add(state.taker_pin);
    if (state.closed) texts.Add(state.closed->notes + state.closed->left_because);
  }
  void operator()(const screens::RightsState& state) const {
    texts.Add(state.entries);
    if (!state.held) return;
    texts.Add(state.held->number.text());
    texts.Add(state.held->address + state.held->words);
    if (state.held->contact) texts.Add(*state.held->contact);
  }
  void operator()(const screens::OwnPinState& state) const {
    texts.Add(state.old_pin);
    texts.Add(state.pin);
    texts.Add(state.again);
  }
  void operator()(const screens::AccountsState& state) const {
    for (const screens::AccountLine& line : state.lines.value_or(std::vector<screens::AccountLine>{}))
      texts.Add(line.member.name.text());
    texts.Add(state.number);
    texts.Add(state.pin);
    texts.Add(state.again);
    texts.Add(state.entries);
  }
  void operator()(const screens::WorkQueueState& state) const {
    texts.Add(state.entries);
    if (!state.words) return;
    for (const std::u32string& word : state.words->words()) {
      std::string text;
      for (const char32_t character : word) base::AppendCharacter(text, character);
      texts.Add(text);
    }
  }
  void operator()(const screens::GrievanceState& state) const {
    texts.Add(state.number.text());
    texts.Add(state.entries);
    if (state.contact) texts.Add(*state.contact);
    for (const screens::Workmate& each : state.workmates) texts.Add(each.name);
    if (state.grievance) texts.Add(state.grievance->answer);
    if (state.queue) (*this)(*state.queue);
  }
  void operator()(const screens::LedgerState& state) const {
    texts.Add(state.entries);
    for (const screens::Workmate& each : state.workmates) texts.Add(each.name);
    if (state.line) texts.Add(state.line->problem + state.line->cause + state.line->measure);
    if (state.queue) (*this)(*state.queue);
  }
  void operator()(const screens::CaseState& state) const {
    texts.Add(state.entries);
    if (state.queue) (*this)(*state.queue);
    for (const screens::Colleague& each : state.colleagues) texts.Add(each.name);
    if (!state.file) return;
    texts.Add(state.file->order);
    for (const domain::CaseEntry& entry : state.file->entries) texts.Add(entry.what.note);
    if (state.file->details) texts.Add(state.file->details->place);
  }
  void operator()(const screens::OnBehalfState&) const {}
  void operator()(const screens::JournalState& state) const {
    if (state.record) texts.Add(state.record->text());
    for (const auto& [number, name] : state.names) texts.Add(name);
    texts.Add(state.entries);
  }
};

}  // namespace

std::string TextsIn(const app::Model& model) {
  Texts texts;
  std::visit(Reader{texts}, model.screen);
  if (model.staff) texts.Add(model.staff->member.name.text());
  if (model.keeping) texts.Add(model.keeping->code.digits());
  return texts.all();
}

}  // namespace bianmin::testing
