// Staff open what waits for them from the queue and come back to where they were, on a whole kiosk by a finger.
#include <gmock/gmock.h>

#include "tests/support/staff_desk.h"
#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using ::testing::IsEmpty;

class QueueJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  QueueJourney() {
    kiosk.ChooseLanguageAndSize();
    support::Employ(kiosk.store());
  }
  void OpensTheQueue() {
    kiosk.TapAll({"header.logo", "device.sign_in"});
    kiosk.TapDigits(support::kSupervisor.number.text());
    kiosk.Tap("footer.next");
    kiosk.TapDigits("738291");
    kiosk.TapAll({"footer.next", "workbench.queue"});
    ASSERT_EQ(kiosk.Page(), "queue");
  }
  void Filters(std::string_view choice) {
    kiosk.TapAll({"queue.filters", choice});
    ASSERT_EQ(kiosk.Page(), "queue");
  }
  // The rows in sight, by their ids.
  std::vector<std::string> Rows() {
    std::vector<std::string> rows;
    for (const ui::Item& item : kiosk.Shown().items) {
      const bool is_row = item.kind == ui::ItemKind::Control && item.id.starts_with("queue.row");
      if (is_row) rows.push_back(item.id);
    }
    return rows;
  }
  void OpensAndComesBack(const std::string& row, std::string_view page) {
    const auto before = Rows();
    kiosk.Tap(row);
    ASSERT_EQ(kiosk.Page(), page);
    EXPECT_THAT(kiosk.screen().Problems(), IsEmpty());
    kiosk.Tap("footer.back");
    ASSERT_EQ(kiosk.Page(), "queue");
    EXPECT_EQ(Rows(), before);
  }

  KioskWorld kiosk{GetParam()};
};

TEST_P(QueueJourney, AnOrderFarDownLeadsBackToItsPlace) {
  domain::Need need = support::LeakingPipe();
  need.description = "厨房水管漏水";
  for (int i = 0; i < 40; ++i) support::Must(kiosk.store().RegisterOrder(need));
  OpensTheQueue();
  kiosk.TapAll({"list.next", "list.next"});
  ASSERT_FALSE(Rows().empty());
  ASSERT_NE(Rows().front(), "queue.row0.0");
  OpensAndComesBack(Rows().front(), "case");
}

TEST_P(QueueJourney, AComplaintLeadsBackToTheFilter) {
  support::Must(kiosk.store().RegisterOrder(support::LeakingPipe()));
  support::Must(kiosk.store().FileComplaint(support::RudeClerk()));
  OpensTheQueue();
  Filters("queue.filter.4");
  OpensAndComesBack("queue.row4.0", "grievance");
}

TEST_P(QueueJourney, AnAnonymousRatingIsItsOwnLine) {
  const auto order = support::Must(kiosk.store().RegisterOrder(support::LeakingPipe())).number;
  support::Must(kiosk.store().GiveRating(support::AnonymousRating(order, 1)));
  OpensTheQueue();
  Filters("queue.filter.5");
  OpensAndComesBack("queue.row5.0", "ledger.line");
}

INSTANTIATE_TEST_SUITE_P(In, QueueJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
