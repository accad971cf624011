#include "kiosk/store/search.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/search_rows.h"
#include "kiosk/store/sql.h"
#include "kiosk/store/work_item_rows.h"
#include "kiosk/store/work_queue.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using support::BrokenLift;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

const domain::QueueViewer kClerk{domain::StaffNumber::Parse("1001").value(), domain::Role::Clerk};

// What was just saved is looked through, what is indexed is looked up: both find the same.
class Searching : public testing::TestWithParam<bool> {
 protected:
  void Index() {
    while (Must(IndexMoreRecords(store_))) continue;
  }
  std::vector<std::string> Found(std::string_view typed, const domain::QueueViewer& viewer = kClerk) {
    if (GetParam()) Index();
    std::vector<std::string> numbers;
    for (const auto& item : Must(WorkQueue{store_}.Search(viewer, domain::SearchWords::Parse(typed).value())).items) {
      numbers.push_back(item.number->text());
    }
    return numbers;
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
};

INSTANTIATE_TEST_SUITE_P(, Searching, testing::Bool(),
                         [](const auto& is) { return is.param ? "Indexed" : "JustSaved"; });

TEST_P(Searching, FindsARecordByAllThatIsKnownOfIt) {
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  const std::vector expected{order.text()};
  for (const std::string& typed :
       {std::string("漏水"), std::string("䶮字路口"), std::string("王𠮷"), std::string("３号楼"),
        std::string("静安花园3号楼"), std::string("1234"), std::string("138 0000 1234"), order.text(), order.Grouped(),
        order.text().substr(6), std::string("王 漏水"), std::string("💧，")}) {
    EXPECT_EQ(Found(typed), expected) << typed;
  }
  EXPECT_TRUE(Found("漏电").empty());
  EXPECT_TRUE(Found("李 漏水").empty());
}

TEST_P(Searching, FindsComplaintsAndNamedRatingsOpenOrNot) {
  const auto complaint = Must(store_.FileComplaint(BrokenLift())).number;
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  const auto rating = Must(store_.GiveRating(support::NamedRating(order, 5))).number;
  Must(store_.CancelOrder(order, "not_needed"));
  EXPECT_EQ(Found("静安物业"), std::vector{complaint.text()});
  EXPECT_EQ(Found("看了水表"), std::vector{rating->text()});
  EXPECT_EQ(Found("厨房水管"), std::vector{order.text()});
  EXPECT_EQ(Found("5678"), (std::vector{rating->text(), complaint.text()})) << "the newest first";
}

TEST_P(Searching, FindsNothingThatWasSealedOrGivenAnonymously) {
  auto sealed = BrokenLift();
  sealed.about = domain::About::Centre;
  const auto number = Must(store_.FileComplaint(sealed)).number;
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  Must(store_.GiveRating(support::AnonymousRating(order, 1)));
  EXPECT_TRUE(Found("电梯三天").empty());
  EXPECT_TRUE(Found("看了水表").empty());
  EXPECT_TRUE(Found(number.text()).empty());
}

TEST_P(Searching, HidesFromAMemberWhatIsAboutThem) {
  const auto complaint = Must(store_.FileComplaint(BrokenLift())).number;
  SetAboutStaff(store_.database().connection(), complaint.Serial(), kClerk.number);
  EXPECT_TRUE(Found("静安物业").empty());
  EXPECT_TRUE(Found(complaint.text()).empty());
  const domain::QueueViewer other{domain::StaffNumber::Parse("1002").value(), domain::Role::Clerk};
  EXPECT_EQ(Found("静安物业", other), std::vector{complaint.text()});
}

TEST_P(Searching, StopsAtItsLimitAndSaysSo) {
  for (std::size_t i = 0; i < domain::kMaxSearchResults; ++i) Must(store_.RegisterOrder(LeakingPipe()));
  if (GetParam()) Index();
  WorkQueue queue{store_};
  const auto words = domain::SearchWords::Parse("漏水").value();
  EXPECT_FALSE(Must(queue.Search(kClerk, words)).may_be_more);
  Must(store_.RegisterOrder(LeakingPipe()));
  const auto answer = Must(queue.Search(kClerk, words));
  EXPECT_TRUE(answer.may_be_more);
  EXPECT_EQ(answer.items.size(), domain::kMaxSearchResults);
}

TEST_P(Searching, LeavesNoWordAndNoPlainPieceOnTheDisk) {
  Must(store_.RegisterOrder(LeakingPipe()));
  if (GetParam()) Index();
  const std::string files = desk_.RawFiles();
  for (const std::string_view piece : {"漏水", "水管", "王𠮷", "门铃"}) {
    EXPECT_EQ(files.find(piece), std::string::npos) << piece;
  }
}

// What SQLite's index and the fingerprints give, against looking at every record.
TEST_P(Searching, FindsWhatANaiveSearchFinds) {
  const std::u32string alphabet = U"王李水电漏修3号楼ＡaB𠮷䶮　 ，";
  base::SeededRandom random{7};
  const auto text = [&](std::size_t characters) {
    std::string made;
    for (std::size_t i = 0; i < characters; ++i) base::AppendCharacter(made, alphabet[random.Below(alphabet.size())]);
    return made;
  };
  std::vector<std::pair<std::string, domain::SearchedTexts>> all;
  for (int i = 0; i < 300; ++i) {
    domain::Need need = LeakingPipe();
    need.description = text(8);
    need.address_text = text(6);
    const auto number = Must(store_.RegisterOrder(need)).number;
    all.emplace_back(number.text(), *LoadSearchedTexts(store_.core(), number.Serial()));
  }
  int hits = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string typed = i % 10 == 9 ? text(3) + " " + text(2) : text(2 + random.Below(3));
    const auto words = domain::SearchWords::Parse(typed);
    if (!words) continue;
    std::vector<std::string> expected;
    for (const auto& [number, texts] : all) {
      if (domain::Holds(texts, *words)) expected.insert(expected.begin(), number);
    }
    if (expected.size() > domain::kMaxSearchResults) expected.resize(domain::kMaxSearchResults);
    ASSERT_EQ(Found(typed), expected) << typed;
    hits += static_cast<int>(expected.size());
  }
  EXPECT_GT(hits, 200);
}

class TheIndex : public testing::Test {
 protected:
  std::size_t Hits(std::string_view typed) {
    return Must(WorkQueue{store_}.Search(kClerk, domain::SearchWords::Parse(typed).value())).items.size();
  }
  SQLite::Database& sqlite() { return store_.database().connection().sqlite; }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
};

TEST_F(TheIndex, ForgetsWhatIsTakenOut) {
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  EXPECT_FALSE(Must(IndexMoreRecords(store_)));
  {
    Transaction transaction{store_.database().connection()};
    RemoveFromSearch(store_.core(), order.Serial());
    transaction.Commit();
  }
  EXPECT_EQ(Hits("漏水"), 0u);
  EXPECT_EQ(Hits("1234"), 0u);
}

TEST_F(TheIndex, CatchesUpInSteps) {
  for (std::size_t i = 0; i < domain::kIndexedPerStep + 1; ++i) Must(store_.RegisterOrder(LeakingPipe()));
  EXPECT_TRUE(Must(IndexMoreRecords(store_)));
  EXPECT_FALSE(Must(IndexMoreRecords(store_)));
  EXPECT_EQ(sqlite().execAndGet("SELECT indexed_to - (SELECT max(serial) FROM orders) FROM search_backlog").getInt(),
            0);
  EXPECT_FALSE(Must(IndexMoreRecords(store_)));
}

TEST_F(TheIndex, TakesUpTheRecordsOfAnOlderDatabaseStepByStep) {
  std::vector<domain::RecordNumber> numbers;
  for (std::size_t i = 0; i < domain::kIndexedPerStep + 1; ++i) {
    numbers.push_back(Must(store_.RegisterOrder(LeakingPipe())).number);
  }
  Must(store_.FileComplaint(BrokenLift()));
  sqlite().exec(
      "UPDATE search_backlog SET still_to_index = (SELECT max(serial) FROM complaint), "
      "indexed_to = (SELECT max(serial) FROM complaint)");
  const std::string oldest = numbers.front().text().substr(6);
  EXPECT_EQ(Hits("漏水"), 0u);
  EXPECT_TRUE(Must(IndexMoreRecords(store_)));
  EXPECT_EQ(Hits("静安物业"), 1u) << "the newest first";
  EXPECT_EQ(Hits(oldest), 0u);
  EXPECT_FALSE(Must(IndexMoreRecords(store_)));
  EXPECT_EQ(Hits(oldest), 1u);
  EXPECT_FALSE(Must(IndexMoreRecords(store_)));
  EXPECT_EQ(Hits(oldest), 1u);
}

}  // namespace
}  // namespace bianmin::store
