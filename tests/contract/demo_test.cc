// bianmin-admin demo fill: what it invents fits together as if people had done it, and does not depend on the hour.
#include <gmock/gmock.h>

#include "kiosk/store/grievances.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/work_queue.h"
#include "sync/admin/demo_fill.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/staff_desk.h"

namespace bianmin::contract {
namespace {

using support::Must;

struct FilledKiosk {
  explicit FilledKiosk(int hour) {
    sim::SimulatedClock clock{base::FromLocal({.date = std::chrono::year{2026} / 11 / 23, .hour = hour})};
    Must(admin::FillWithDemo({.kiosk_config = kiosk.Place("kiosk.toml").string(), .records = 600, .seed = 3}, clock,
                             kiosk.desk().random));
    support::Employ(store);
  }

  CentreHouse centre;  // not started: nobody is told
  KioskHouse kiosk{centre};
  store::Store store = kiosk.desk().OpenStore();
};

TEST(DemoFill, PutsTheSameIntoTheQueueAsIntoTheLedgerAndOntoThePagesOfComplaints) {
  FilledKiosk filled{16};
  const domain::Handler& reader = support::kSupervisor;
  const auto queue = Must(store::WorkQueue{filled.store}.Counts({reader.number, reader.role}, {}));
  EXPECT_GT(queue.complaints_and_suggestions, 0);
  EXPECT_GT(queue.bad_ratings, 0);
  EXPECT_EQ(Must(store::Ledger{filled.store}.Open(reader)).size(), static_cast<std::size_t>(queue.bad_ratings));
  std::int64_t voices = 0;
  for (const domain::GrievanceSummary& each : Must(store::Grievances{filled.store}.Open(reader))) {
    if (each.kind == domain::GrievanceKind::BadRating) continue;
    ++voices;
    const auto item = Must(store::WorkQueue{filled.store}.Item({reader.number, reader.role}, each.number));
    EXPECT_EQ(item.state, domain::WireName(domain::StateOf(each.step))) << each.number.text();
  }
  EXPECT_EQ(voices, queue.complaints_and_suggestions);
}

TEST(DemoFill, InventsTheSameForTheSameSeedAtAnyHour) {
  FilledKiosk morning{9};
  FilledKiosk evening{17};
  const domain::Counts one = Must(morning.store.CountsSoFar());
  const domain::Counts other = Must(evening.store.CountsSoFar());
  EXPECT_EQ(one.orders, other.orders);
  EXPECT_EQ(one.complaints, other.complaints);
  EXPECT_EQ(one.stars_in_total, other.stars_in_total);
}

}  // namespace
}  // namespace bianmin::contract
