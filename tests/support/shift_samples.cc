#include "tests/support/shift_samples.h"

#include "kiosk/base/time.h"
#include "tests/support/account_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using domain::LeftRecord;
using domain::Role;
using std::chrono::hours;
using std::chrono::minutes;

const base::TimePoint kSampleNow = *base::ParseUtc("2026-11-22T02:24:00Z");

domain::StaffNumber Staff(const char* number) { return domain::StaffNumber::Parse(number).value(); }

domain::RecordNumber Number(std::int64_t serial) {
  return domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), serial);
}

domain::Shift SampleShift() { return {.number = 128, .opened_by = Staff("1001"), .opened_at = kSampleNow - hours{9}}; }

domain::ShiftFigures SampleFigures() {
  return {.orders_in = 42,
          .urgent_in = 2,
          .complaints_in = 7,
          .suggestions_in = 3,
          .ratings_in = 8,
          .bad_ratings_in = 1,
          .anonymous_yesterday = 12,
          .anonymous_bad_yesterday = 2,
          .orders_moved = 37,
          .orders_ended = 31,
          .staff_acts = 164,
          .orders_open = 11,
          .orders_unanswered = 4,
          .orders_overdue = 1,
          .complaints_open = 5,
          .complaints_overdue = 0,
          .bad_ratings_open = 1,
          .city = {.made = 6034,
                   .confirmed = 6030,
                   .waiting = 3,
                   .waiting_since = kSampleNow - hours{2},
                   .refused = 1,
                   .refused_why = "malformed: the event is not JSON"}};
}

domain::ShiftReview SampleReview() {
  domain::ShiftReview review{.shift = SampleShift(), .at = kSampleNow, .figures = SampleFigures()};
  review.last_act_at = kSampleNow - minutes{4};
  const auto add = [&](LeftRecord::Kind kind, std::int64_t serial, const char* code, const char* state, hours due) {
    review.left.push_back({.kind = kind,
                           .number = Number(serial),
                           .service_code = code,
                           .state = state,
                           .arrived_at = kSampleNow - hours{20},
                           .due = kSampleNow + due,
                           .is_overdue = due < hours{0}});
  };
  add(LeftRecord::Kind::Order, 6900003, "home.repair.plumbing", "registered", hours{-3});
  add(LeftRecord::Kind::Order, 6900013, "home.cleaning", "registered", hours{5});
  add(LeftRecord::Kind::Order, 6900021, "home.repair.plumbing", "dispatched", hours{7});
  add(LeftRecord::Kind::Complaint, 6900030, "lift", "being_handled", hours{40});
  add(LeftRecord::Kind::BadRating, 6900033, "home.cleaning", "received", hours{70});
  return review;
}

domain::ClosedShift SampleClosed() {
  return {.shift = SampleShift(),
          .closed_at = kSampleNow,
          .left_by = Staff("1001"),
          .taken_by = Staff("1002"),
          .no_successor = std::nullopt,
          .figures = SampleFigures(),
          .left_because = "等服务方确认时间",
          .notes = "居民下午会再来电话，打印纸快用完了。"};
}

void AddHome(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, const ShiftHomeState& state, bool can_print = false) {
    samples.push_back(SignedInSample(name, Role::Clerk, [=](app::Model& model) {
      model.machine.can_print_sheets = can_print;
      model.screen = app::StaffScreen{state};
    }));
  };
  add("shift_loading", {});
  add("shift_unread", {.is_loading = false, .has_failed = true});
  domain::ShiftReview closed = SampleReview();
  closed.shift.reset();
  add("shift_none", {.is_loading = false, .review = closed, .past = {SampleClosed()}}, true);
  add("shift_open", {.is_loading = false, .review = SampleReview(), .past = {SampleClosed()}}, true);
  add("shift_form_failed",
      {.is_loading = false, .review = closed, .past = {}, .papers = {}, .form = {.printed = SheetState::Failed}}, true);
  domain::ShiftReview forgotten = SampleReview();
  forgotten.shift->opened_at = kSampleNow - hours{33};
  add("shift_forgotten", {.is_loading = false, .review = forgotten});
  domain::ShiftReview ahead = SampleReview();
  ahead.shift->opened_at = kSampleNow + hours{23};
  add("shift_clock_back", {.is_loading = false, .review = ahead});
}

void AddCheck(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, const ShiftCheckState& state, bool is_saving = false) {
    samples.push_back(SignedInSample(name, Role::Clerk, [=](app::Model& model) {
      model.is_saving = is_saving;
      model.screen = app::StaffScreen{state};
    }));
  };
  add("shift_check", {.last_act_at = kSampleNow - minutes{3}});
  add("shift_check_clock", {.has_failed = true, .last_act_at = kSampleNow + hours{24}});
}

void AddClosing(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, ShiftClosingState state) {
    if (!state.review.shift) state.review = SampleReview();
    samples.push_back(SignedInSample(name, Role::Clerk, [state = std::move(state)](app::Model& model) {
      model.machine.can_print_sheets = true;
      model.machine.export_folder = "/media/kiosk/USB";
      model.screen = app::StaffScreen{state};
    }));
  };
  add("shift_close_came_in", {});
  add("shift_close_left", {.stage = ClosingStage::Left, .shows_faults = true});
  domain::ShiftReview nothing = SampleReview();
  nothing.left.clear();
  nothing.figures.city = {.made = 6034, .confirmed = 6034};
  add("shift_close_nothing_left", {.stage = ClosingStage::Left, .review = nothing});
  add("shift_close_city", {.stage = ClosingStage::City});
  add("shift_close_even", {.stage = ClosingStage::City, .review = nothing});
  ShiftClosingState notes{.stage = ClosingStage::Notes};
  notes.entries.texts[Field::ShiftNotes] = "居民下午会再来电话，打印纸快用完了。";
  add("shift_close_notes", notes);
  add("shift_close_who", {.stage = ClosingStage::Who, .shows_faults = true});
  add("shift_close_nobody",
      {.stage = ClosingStage::Who, .has_chosen_successor = true, .nobody = domain::NoSuccessor::ClosedForTheDay});
  add("shift_sign_leaver", {.stage = ClosingStage::LeaverPin, .leaver_pin = "738291"});
  add("shift_sign_again", {.stage = ClosingStage::LeaverPin, .trouble = screens::ClosingTrouble::DiskFull});
  add("shift_sign_number", {.stage = ClosingStage::TakerNumber, .taker_number = "1001", .is_same_person = true});
  add("shift_sign_taker", {.stage = ClosingStage::TakerPin,
                           .taker_pin = "384",
                           .problem = {.kind = SignInProblem::Kind::WrongPair, .tries_left = 3}});
  add("shift_closed", {.stage = ClosingStage::Done, .closed = SampleClosed()});
  add("shift_closed_taken", {.stage = ClosingStage::Done,
                             .closed = SampleClosed(),
                             .taking = {.printed = SheetState::Failed, .exported = SheetState::Taken}});
  add("shift_closed_no_stick",
      {.stage = ClosingStage::Done, .closed = SampleClosed(), .taking = {.exported = SheetState::Failed}});
}

domain::HeldFields SampleHeld() {
  return {.kind = domain::HeldFields::Kind::Order,
          .number = Number(6900013),
          .is_open = false,
          .is_delivered = true,
          .contact =
              domain::Contact{domain::PersonName::Parse("王𠮷").value(), domain::Phone::Parse("13800001234").value()},
          .address = "静安花园 3号楼 2单元 302（门铃坏了，请敲门）",
          .words = "厨房水管漏水，请上午来。",
          .documents = 1};
}

void AddRights(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, RightsState state) {
    samples.push_back(SignedInSample(
        name, Role::Clerk, [state = std::move(state)](app::Model& model) { model.screen = app::StaffScreen{state}; }));
  };
  RightsState ask{.shows_faults = true, .notice = RightsNotice::NoSuchRecord};
  ask.entries.texts[Field::Number] = "JA0690";
  ask.entries.focus = Field::Number;
  ask.entries.keyboard = Keyboard::Digits;
  add("rights_ask", ask);
  add("rights_shown", {.stage = RightsStage::Shown, .held = SampleHeld()});
  add("rights_corrected", {.stage = RightsStage::Shown, .held = SampleHeld(), .notice = RightsNotice::Corrected});
  add("rights_sure", {.stage = RightsStage::Shown, .held = SampleHeld(), .asks_erase = true});
  domain::HeldFields open = SampleHeld();
  open.is_open = true;
  add("rights_open", {.stage = RightsStage::Shown, .held = open, .notice = RightsNotice::StillOpen});
  domain::HeldFields erased{.number = Number(6900013), .erased_at = kSampleNow};
  add("rights_erased", {.stage = RightsStage::Shown, .held = erased, .notice = RightsNotice::Erased});
  RightsState name{.stage = RightsStage::Name, .held = SampleHeld()};
  name.entries.texts[Field::Name] = "王𠮷";
  add("rights_name", name);
  RightsState phone{.stage = RightsStage::Phone, .held = SampleHeld(), .shows_faults = true};
  phone.entries.texts[Field::Phone] = "1380000";
  phone.entries.focus = Field::Phone;
  phone.entries.keyboard = Keyboard::Digits;
  add("rights_phone", phone);
}

}  // namespace

void AddShiftSamples(std::vector<ScreenSample>& samples) {
  AddHome(samples);
  AddCheck(samples);
  AddClosing(samples);
  AddRights(samples);
}

}  // namespace bianmin::testing
