#include "tests/support/account_samples.h"

#include "kiosk/base/time.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using domain::Role;

const base::TimePoint kSampleNow = *base::ParseUtc("2026-11-22T02:24:00Z");

std::function<void(app::Model&)> ShowsStaff(app::StaffScreen screen) {
  return [screen = std::move(screen)](app::Model& model) { model.screen = screen; };
}

void AddSignIn(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, SignInState state) {
    samples.push_back({name, [state](app::Model& model) { model.screen = state; }});
  };
  add("sign_in_number", {.number = "1001"});
  add("sign_in_number_short", {.number = "1", .problem = {.kind = SignInProblem::Kind::NumberTooShort}});
  const auto pin = [&](const char* name, SignInProblem problem) {
    add(name, {.stage = SignInStage::Pin, .number = "1001", .pin = "738291", .problem = problem});
  };
  pin("sign_in_pin", {});
  pin("sign_in_wrong", {.kind = SignInProblem::Kind::WrongPair, .tries_left = 2});
  pin("sign_in_wait", {.kind = SignInProblem::Kind::Wait, .wait_until = kSampleNow + std::chrono::seconds{15}});
  pin("sign_in_wait_long", {.kind = SignInProblem::Kind::Wait, .wait_until = kSampleNow + std::chrono::hours{2}});
  pin("sign_in_locked", {.kind = SignInProblem::Kind::LockedOut});
  pin("sign_in_not_now", {.kind = SignInProblem::Kind::NotNow});
  add("sign_in_nobody", {.is_nobody_known = true});
}

void AddWorkbench(std::vector<ScreenSample>& samples) {
  for (const auto& [name, role] :
       {std::pair{"workbench_clerk", Role::Clerk}, {"workbench_supervisor", Role::Supervisor}})
    samples.push_back(SignedInSample(name, role, [role = role](app::Model& model) {
      model.screen = app::StaffScreen{app::Workbench{}};
      model.machine.outbox = store::OutboxStatus{};
      model.machine.contact = store::CentreContact{.last_success = base::ParseUtc("2026-11-22T01:20:00Z").value()};
      if (role == Role::Supervisor) return;
      model.machine.outbox->waiting = 3;
      model.machine.outbox->waiting_since = base::ParseUtc("2026-11-22T01:24:00Z").value();
      model.machine.contact->last_error = "no route to host";
    }));
  samples.push_back(SignedInSample("staff_idle", Role::Clerk, [](app::Model& model) {
    model.screen = app::StaffScreen{app::Workbench{}};
    model.session = domain::Session(model.staff_times);
    model.session.Touched(base::Milliseconds{1000} - model.staff_times.idle - std::chrono::seconds{8});
  }));
}

void AddOwnPin(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, OwnPinState state) {
    samples.push_back(SignedInSample(name, Role::Clerk, ShowsStaff(std::move(state))));
  };
  add("own_pin_old", {.old_pin = "738291", .problem = {.kind = SignInProblem::Kind::WrongPair, .tries_left = 3}});
  add("own_pin_new", {.stage = OwnPinStage::New, .pin = "123456", .shows_faults = true});
  add("own_pin_again", {.stage = OwnPinStage::Again, .again = "738"});
  samples.push_back(SignedInSample("own_pin_given", Role::Clerk, [](app::Model& model) {
    model.staff->member.has_given_pin = true;
    model.screen = app::StaffScreen{OwnPinState{.stage = OwnPinStage::New}};
  }));
  add("own_pin_done", {.stage = OwnPinStage::Done});
}

AccountsState SampleAccounts() {
  AccountsState state;
  state.lines = {{SampleMember("1001", "李梅", Role::Supervisor), false},
                 {SampleMember("1002", "欧阳建国", Role::Clerk), true},
                 {SampleMember("1003", "王𠮷", Role::Dispatcher), false},
                 {SampleMember("20010418", "赵长寿", Role::Clerk), false}};
  state.lines->back().member.is_active = false;
  return state;
}

void AddAccounts(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, AccountsState state) {
    samples.push_back(SignedInSample(name, Role::Supervisor, ShowsStaff(std::move(state))));
  };
  add("accounts_reading", {});
  AccountsState state = SampleAccounts();
  state.notice = AccountsNotice::Added;
  add("accounts", state);
  state.notice = AccountsNotice::None;
  state.stage = AccountsStage::One;
  state.chosen = state.lines->at(1).member.number;
  add("account_locked", state);
  state.chosen = state.lines->at(0).member.number;
  state.notice = AccountsNotice::LastSupervisor;
  add("account_last_supervisor", state);
  state.chosen = state.lines->at(3).member.number;
  state.notice = AccountsNotice::None;
  add("account_disabled", state);
  state.chosen.reset();
  state.shows_faults = true;
  state.stage = AccountsStage::NewNumber;
  state.notice = AccountsNotice::NumberTaken;
  state.number = "1001";
  add("account_number", state);
  state.stage = AccountsStage::NewName;
  state.entries.focus = Field::Name;
  add("account_name", state);
  state.stage = AccountsStage::NewRole;
  add("account_role", state);
  state.stage = AccountsStage::NewPin;
  state.differ = true;
  add("account_pin", state);
  state.stage = AccountsStage::NewPinAgain;
  add("account_pin_again", state);
}

void AddJournal(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, JournalState state) {
    samples.push_back(SignedInSample(name, Role::Supervisor, ShowsStaff(std::move(state))));
  };
  JournalState state;
  add("journal_reading", state);
  state.lines = {{1204, "2026-11-22T02:20:11.000Z", "staff.signed_in", "", "staff:1001"},
                 {1203, "2026-11-22T02:19:40.000Z", "staff.sign_in_refused", "", "staff:1001"},
                 {1202, "2026-11-22T01:55:02.000Z", "staff.added", "staff:1003", "operator"},
                 {1201, "2026-11-22", "rating.given", "", "resident"},
                 {1200, "2026-11-22T01:31:00.000Z", "order.status", "JA06900182", "centre"},
                 {1197, "2026-11-21T09:00:00.000Z", "something.new", "JA06900182", "staff:20010418"}};
  state.names = {{"1001", "李梅"}, {"20010418", "欧阳建国"}};
  state.has_older = true;
  state.chain.entries = 800;
  add("journal", state);
  state.newer = {1300};
  state.record = domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 690018);
  state.chain = {.state = ChainView::State::Whole, .entries = 1204};
  add("journal_of_record", state);
  state.chain = {.state = ChainView::State::Broken, .entries = 1204, .first_broken = 1187};
  state.lines->clear();
  add("journal_broken", state);
  state.asks_record = true;
  state.shows_faults = true;
  state.entries.focus = Field::Number;
  state.entries.keyboard = Keyboard::Digits;
  state.entries.texts[Field::Number] = "JA0690";
  add("journal_record", state);
  JournalState unread;
  unread.could_not_read = true;
  unread.chain.state = ChainView::State::NotNow;
  add("journal_unread", unread);
}

}  // namespace

domain::StaffMember SampleMember(const std::string& number, const std::string& name, Role role) {
  return {.number = domain::StaffNumber::Parse(number).value(),
          .name = domain::PersonName::Parse(name).value(),
          .role = role};
}

ScreenSample SignedInSample(const std::string& name, Role role, std::function<void(app::Model&)> prepare) {
  return {name, [role, prepare = std::move(prepare)](app::Model& model) {
            model.staff = app::StaffSession{SampleMember("1001", "李梅", role)};
            prepare(model);
          }};
}

void AddAccountSamples(std::vector<ScreenSample>& samples) {
  AddSignIn(samples);
  AddWorkbench(samples);
  AddOwnPin(samples);
  AddAccounts(samples);
  AddJournal(samples);
}

}  // namespace bianmin::testing
