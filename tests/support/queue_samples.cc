#include "tests/support/queue_samples.h"

#include "kiosk/base/time.h"
#include "tests/support/account_samples.h"

namespace bianmin::testing {
namespace {

using namespace screens;
using namespace std::chrono_literals;
using domain::WorkItem;
using domain::WorkKind;

const base::TimePoint kSampleNow = *base::ParseUtc("2026-11-22T02:24:00Z");

WorkItem Item(std::int64_t serial, WorkKind kind, const std::string& service, const std::string& state) {
  WorkItem item;
  item.place = {.arrived = kSampleNow - 5h, .serial = serial};
  item.number = domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), serial);
  item.kind = kind;
  item.service_code = service;
  item.state = state;
  return item;
}

std::vector<WorkItem> SampleItems() {
  WorkItem urgent = Item(690018, WorkKind::Order, "home.plumbing", "registered");
  urgent.place.is_urgent = true;
  urgent.place.due = kSampleNow - 2h;
  WorkItem late = Item(689004, WorkKind::Complaint, "", "being_handled");
  late.place.due = kSampleNow - 75h;
  late.owner = domain::StaffNumber::Parse("1002").value();
  late.is_confirmed = true;
  WorkItem first = Item(690011, WorkKind::Order, "home.cleaning", "registered");
  first.place.priority = domain::PriorityClass::First;
  first.place.due = kSampleNow + 3h;
  WorkItem rating = Item(7, WorkKind::Rating, "window_1", "received");
  rating.number.reset();
  rating.rating = domain::RatingId{};
  rating.place.due = kSampleNow + 90h;
  WorkItem answered = Item(690002, WorkKind::Suggestion, "", "answered");
  answered.is_confirmed = true;
  return {urgent, late, first, rating, answered};
}

WorkQueueState SampleQueue() {
  WorkQueueState state;
  state.shift_began = kSampleNow - 4h;
  state.counts = domain::QueueCounts{.all = 1'000'000,
                                     .mine = 12,
                                     .new_since = 37,
                                     .overdue = 4'210,
                                     .complaints_and_suggestions = 830,
                                     .bad_ratings = 64,
                                     .sealed = 3,
                                     .by_service = {{"", 830}, {"home.cleaning", 41'000}, {"home.plumbing", 9}},
                                     .by_state = {{"accepted", 9'000}, {"received", 894}, {"registered", 52}}};
  state.rows = domain::QueuePage{.total = 5, .items = SampleItems(), .as_of = kSampleNow};
  return state;
}

}  // namespace

void AddQueueSamples(std::vector<ScreenSample>& samples) {
  const auto add = [&](const char* name, WorkQueueState state, std::int64_t alerts = 0) {
    samples.push_back(SignedInSample(name, domain::Role::Clerk, [state, alerts](app::Model& model) {
      model.machine.alert.count = alerts;
      model.screen = app::StaffScreen{state};
    }));
  };
  add("queue_reading", {.asked = 0});
  WorkQueueState state = SampleQueue();
  add("queue", state);
  add("queue_urgent", state, 2);
  state.rows->total = 1'000'000;
  state.asked = 100;
  add("queue_million", state);
  state.leaf = QueueLeaf::Filters;
  add("queue_filters", state);
  state = SampleQueue();
  state.rows->total = 0;
  state.rows->items.clear();
  add("queue_empty", state);
  state.is_unreadable = true;
  add("queue_unreadable", state);
  state = SampleQueue();
  state.words = domain::SearchWords::Parse("漏水").value();
  state.found = domain::SearchAnswer{.items = SampleItems(), .may_be_more = true};
  add("queue_found", state);
  state.found->items.clear();
  add("queue_found_nothing", state);
  state.words.reset();
  state.found.reset();
  state.fault = domain::SearchFault::TooShort;
  add("queue_search_short", state);
  state.fault.reset();
  state.words = domain::SearchWords::Parse("漏水").value();
  add("queue_searching", state);
  samples.push_back({"home_urgent", [](app::Model& model) { model.machine.alert.count = 1; }});
}

}  // namespace bianmin::testing
