#include "kiosk/store/work_queue.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/migrations.h"
#include "kiosk/store/sql.h"
#include "kiosk/store/work_item_rows.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using domain::WorkItem;
using domain::WorkKind;
using support::AnonymousRating;
using support::BrokenLift;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;
using support::NamedRating;

const domain::QueueViewer kClerk{domain::StaffNumber::Parse("1001").value(), domain::Role::Clerk};
const domain::QueueViewer kOther{domain::StaffNumber::Parse("1002").value(), domain::Role::Clerk};
const domain::QueueViewer kSupervisor{domain::StaffNumber::Parse("9001").value(), domain::Role::Supervisor};

class TheQueue : public testing::Test {
 protected:
  TheQueue() { support::Employ(store_); }
  domain::RecordNumber Registers(domain::Urgency urgency = domain::Urgency::Ordinary) {
    domain::Need need = LeakingPipe();
    need.urgency = urgency;
    return Must(store_.RegisterOrder(need)).number;
  }
  std::vector<WorkItem> Items(const domain::QueueFilter& filter = domain::AllOpen{},
                              const domain::QueueViewer& viewer = kClerk) {
    const auto page = Must(WorkQueue{store_}.Page(viewer, filter, 0, domain::kMaxQueuePage));
    EXPECT_EQ(page.total, static_cast<std::int64_t>(page.items.size()));
    return page.items;
  }
  void CentreSays(const domain::RecordNumber& number, domain::OrderState state) {
    Must(Inbox{store_.database()}.ApplyChanges(
        "changes",
        {.changes =
             {{.id = number.text() + std::string(domain::WireName(state)) + std::to_string(++changes_),
               .type = "cn.bianmin.order.status.v1",
               .what = domain::OrderStatusChange{.number = number, .state = state, .note = "", .at = desk_.clock.Now()},
               .raw = "{}"}},
         .next = "1"},
        desk_.clock.Now()));
  }
  Connection& connection() { return store_.database().connection(); }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  int changes_ = 0;
};

TEST_F(TheQueue, HoldsAnOrderFromItsRegistrationToItsEnd) {
  const auto number = Registers();
  const auto items = Items();
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].number, number);
  EXPECT_EQ(items[0].kind, WorkKind::Order);
  EXPECT_EQ(items[0].state, "registered");
  EXPECT_EQ(items[0].service_code, "home.repair.plumbing");
  EXPECT_EQ(items[0].place.due, support::kMondayMorning + 24h);
  EXPECT_FALSE(items[0].is_confirmed);
  EXPECT_FALSE(items[0].owner);
  Must(store_.CancelOrder(number, "not_needed"));
  EXPECT_TRUE(Items().empty());
}

TEST_F(TheQueue, FollowsWhatTheCitySays) {
  const auto number = Registers();
  CentreSays(number, domain::OrderState::Accepted);
  ASSERT_EQ(Items().size(), 1u);
  EXPECT_EQ(Items()[0].state, "accepted");
  EXPECT_FALSE(Items()[0].place.due) << "somebody has answered: the clock stopped";
  for (const auto state : {domain::OrderState::Dispatched, domain::OrderState::InService,
                           domain::OrderState::AwaitingAcceptance, domain::OrderState::Completed}) {
    CentreSays(number, state);
  }
  EXPECT_TRUE(Items().empty());
}

TEST_F(TheQueue, GivesAReopenedOrderANewClock) {
  const auto number = Registers();
  CentreSays(number, domain::OrderState::Completed);
  EXPECT_TRUE(Items().empty());
  desk_.clock.Advance(72h);
  Must(store_.Reopen(number));
  ASSERT_EQ(Items().size(), 1u);
  EXPECT_EQ(Items()[0].place.due, support::kMondayMorning + 72h + 24h);
}

TEST_F(TheQueue, HoldsComplaintsSuggestionsAndBadRatings) {
  Must(store_.FileComplaint(BrokenLift()));
  auto suggestion = BrokenLift();
  suggestion.kind = domain::ComplaintKind::Suggestion;
  Must(store_.FileComplaint(suggestion));
  const auto order = Registers();
  Must(store_.GiveRating(NamedRating(order, 2)));
  const auto good = Registers();
  Must(store_.GiveRating(NamedRating(good, 3)));
  EXPECT_EQ(Items().size(), 5u);
  EXPECT_EQ(Items(domain::ComplaintsAndSuggestions{}).size(), 2u);
  ASSERT_EQ(Items(domain::BadRatings{}).size(), 1u);
  EXPECT_EQ(Items(domain::BadRatings{})[0].kind, WorkKind::Rating);
  EXPECT_EQ(Items(domain::OfService{"home.repair.plumbing"}).size(), 3u);
  EXPECT_EQ(Items(domain::InState{"received"}).size(), 3u);
}

TEST_F(TheQueue, OnlyCountsComplaintsAboutTheCentre) {
  auto sealed = BrokenLift();
  sealed.about = domain::About::Centre;
  Must(store_.FileComplaint(sealed));
  EXPECT_TRUE(Items(domain::AllOpen{}, kSupervisor).empty());
  EXPECT_EQ(Must(WorkQueue{store_}.Counts(kClerk, desk_.clock.Now())).sealed, 1);
}

TEST_F(TheQueue, ListsAnonymousBadRatingsByServiceAndDayOnly) {
  const auto order = Registers();
  Must(store_.GiveRating(AnonymousRating(order, 1)));
  const auto ratings = Items(domain::BadRatings{});
  ASSERT_EQ(ratings.size(), 1u);
  EXPECT_TRUE(ratings[0].HasOnlyDay());
  EXPECT_LT(ratings[0].place.serial, 0);
  EXPECT_EQ(ratings[0].place.arrived, base::FromLocal({.date = base::LocalDate(desk_.clock.Now())}));
  EXPECT_EQ(ratings[0].place.due, base::FromLocal({.date = std::chrono::year{2026} / 12 / 1}));
  const auto serial = WorkSerial(connection(), *ratings[0].rating);
  EXPECT_EQ(serial, ratings[0].place.serial);
}

TEST_F(TheQueue, HidesFromAMemberWhatIsAboutThem) {
  auto about_staff = BrokenLift();
  about_staff.about = domain::About::Staff;
  const auto number = Must(store_.FileComplaint(about_staff)).number;
  EXPECT_TRUE(Items(domain::AllOpen{}, kClerk).empty()) << "nobody said yet whom it is about";
  EXPECT_EQ(Items(domain::AllOpen{}, kSupervisor).size(), 1u);
  SetAboutStaff(connection(), number.Serial(), kClerk.number);
  EXPECT_TRUE(Items(domain::AllOpen{}, kClerk).empty());
  EXPECT_EQ(Items(domain::AllOpen{}, kOther).size(), 1u);
  WorkQueue queue{store_};
  EXPECT_EQ(queue.Item(kClerk, number).error().code, base::ErrorCode::NotFound);
  EXPECT_EQ(Must(queue.Item(kOther, number)).number, number);
  EXPECT_EQ(Must(queue.Counts(kClerk, desk_.clock.Now() - 1h)).new_since, 0);
  EXPECT_EQ(Must(queue.Counts(kOther, desk_.clock.Now() - 1h)).new_since, 1);
}

TEST_F(TheQueue, TakesOwnersPrioritiesAndEndsFromStaff) {
  const auto first = Registers();
  const auto second = Registers();
  SetPriority(connection(), second.Serial(), domain::PriorityClass::First);
  SetOwner(connection(), second.Serial(), kClerk.number);
  ASSERT_EQ(Items().size(), 2u);
  EXPECT_EQ(Items()[0].number, second);
  ASSERT_EQ(Items(domain::MineOnly{}).size(), 1u);
  EXPECT_EQ(Items(domain::MineOnly{})[0].owner, kClerk.number);
  EXPECT_TRUE(Items(domain::MineOnly{}, kOther).empty());
  SetOwner(connection(), second.Serial(), std::nullopt);
  EXPECT_TRUE(Items(domain::MineOnly{}).empty());
  Must(store_.CancelOrder(first, "not_needed"));
  EXPECT_EQ(Items().size(), 1u);
}

TEST_F(TheQueue, KnowsWhatIsNewInThisShift) {
  Registers();
  desk_.clock.Advance(2h);
  const auto late = Registers();
  Must(store_.GiveRating(AnonymousRating(late, 1)));  // of today: new, as nobody can say when it came
  EXPECT_EQ(Items(domain::NewSince{desk_.clock.Now() - 1h}).size(), 2u);
  EXPECT_EQ(Items(domain::NewSince{desk_.clock.Now() - 3h}).size(), 3u);
  desk_.clock.Advance(24h);
  EXPECT_TRUE(Items(domain::NewSince{desk_.clock.Now() - 1h}).empty());
}

TEST_F(TheQueue, SaysWhatIsAtTheCity) {
  Registers();
  Must(Outbox{store_.database()}.RecordAnswers(std::vector<Answer>{{.sequence = 1, .is = Delivered{}}},
                                               desk_.clock.Now()));
  EXPECT_TRUE(Items()[0].is_confirmed);
}

TEST_F(TheQueue, AlertsOfUrgentNeedsUntilSomebodyTakesNote) {
  WorkQueue queue{store_};
  EXPECT_EQ(Must(queue.Alert()).count, 0);
  const auto number = Registers(domain::Urgency::Urgent);
  Registers();
  EXPECT_EQ(Must(queue.Alert()).count, 1);
  EXPECT_EQ(Must(queue.Alert()).numbers, std::vector{number});
  EXPECT_EQ(Must(queue.AcknowledgeUrgent(kClerk.number)), 1);
  EXPECT_EQ(Must(queue.Alert()).count, 0);
  EXPECT_EQ(Must(queue.AcknowledgeUrgent(kClerk.number)), 0);
  SQLite::Statement entry(connection().sqlite,
                          "SELECT actor, record, at FROM journal WHERE act = 'urgent.acknowledged' ORDER BY sequence");
  ASSERT_TRUE(entry.executeStep());
  EXPECT_EQ(entry.getColumn(0).getString(), "staff:1001");
  EXPECT_EQ(entry.getColumn(1).getString(), number.text());
  EXPECT_FALSE(entry.executeStep());
}

// ---- order and pages

struct Seeded {
  bool is_urgent;
  int priority;
  std::optional<base::TimePoint> due;
};

// A queue of every kind of row around `now`, written past the use cases.
class SeededQueue : public TheQueue {
 protected:
  void Fill(int rows, std::uint64_t seed) {
    base::SeededRandom random{seed};
    const char* const kinds[] = {"order", "complaint", "suggestion", "rating"};
    Transaction transaction{connection()};
    for (int i = 0; i < rows; ++i) {
      const auto number = domain::RecordNumber::Of(desk_.code, 1000 + i);
      const std::int64_t arrived = Minutes(random, 20000);
      const bool has_clock = random.Below(4) > 0;
      const std::string due = has_clock ? std::to_string(Minutes(random, 6000)) : "NULL";
      const std::uint64_t kind = random.Below(4);
      connection().sqlite.exec(
          "INSERT INTO work_item (serial, number, kind, is_open, is_urgent, priority, due, "
          "arrived, service_code, state, owner, about_staff) VALUES (" +
          std::to_string(1000 + i) + ", '" + number.text() + "', '" + kinds[kind] + "', " +
          (random.Below(10) > 0 ? "1" : "0") + ", " + std::to_string(random.Below(5) == 0) + ", " +
          std::to_string(1 + random.Below(3)) + ", " + due + ", " + std::to_string(arrived) + ", 's" +
          std::to_string(random.Below(3)) + "', 'state" + std::to_string(random.Below(2)) + "', " +
          (random.Below(3) == 0 ? "'1001'" : "NULL") + ", '" + (random.Below(9) == 0 ? "1001" : "") + "')");
    }
    // Changes of every kind, so that the counts are those of rows that moved.
    connection().sqlite.exec("UPDATE work_item SET priority = 4 - priority WHERE serial % 7 = 0");
    connection().sqlite.exec("UPDATE work_item SET is_open = 1 - is_open WHERE serial % 11 = 0");
    connection().sqlite.exec("UPDATE work_item SET due = NULL, state = 'state1' WHERE serial % 13 = 0");
    connection().sqlite.exec("DELETE FROM work_item WHERE serial % 17 = 0");
    transaction.Commit();
  }

  // Minutes around now, so that many fall on the same moment and some on now itself.
  std::int64_t Minutes(base::Random& random, int span) {
    const auto minutes = std::chrono::minutes{static_cast<int>(random.Below(span)) - span / 2};
    return (desk_.clock.Now() + minutes).time_since_epoch().count();
  }

  // The same by sorting all rows in memory.
  std::vector<std::int64_t> Sorted(const std::string& where) {
    std::vector<domain::QueuePlace> places;
    SQLite::Statement row(connection().sqlite,
                          "SELECT is_urgent, priority, due, arrived, serial FROM work_item WHERE is_open = 1 AND "
                          "about_staff <> '1001' AND " +
                              where + " ORDER BY serial");
    while (row.executeStep()) {
      domain::QueuePlace place{.is_urgent = row.getColumn(0).getInt() == 1,
                               .priority = *domain::PriorityOf(row.getColumn(1).getInt()),
                               .arrived = base::TimePoint{base::Milliseconds{row.getColumn(3).getInt64()}},
                               .serial = row.getColumn(4).getInt64()};
      if (!row.isColumnNull(2)) place.due = base::TimePoint{base::Milliseconds{row.getColumn(2).getInt64()}};
      places.push_back(place);
    }
    std::sort(places.begin(), places.end(),
              [&](const auto& one, const auto& other) { return ComesBefore(one, other, desk_.clock.Now()); });
    std::vector<std::int64_t> serials;
    for (const auto& place : places) serials.push_back(place.serial);
    return serials;
  }

  std::vector<std::int64_t> Paged(const domain::QueueFilter& filter, std::int64_t step) {
    std::vector<std::int64_t> serials;
    WorkQueue queue{store_};
    for (std::int64_t offset = 0;; offset += step) {
      const auto page = Must(queue.Page(kClerk, filter, offset, step));
      for (const WorkItem& item : page.items) serials.push_back(item.place.serial);
      if (page.items.empty()) {
        EXPECT_EQ(page.total, static_cast<std::int64_t>(serials.size()));
        return serials;
      }
    }
  }
};

TEST_F(SeededQueue, PagesAreWhatSortingInMemoryGives) {
  const std::string now = std::to_string(desk_.clock.Now().time_since_epoch().count());
  for (const std::uint64_t seed : {1, 2, 3}) {
    connection().sqlite.exec("DELETE FROM work_item");
    Fill(1500, seed);
    const std::pair<domain::QueueFilter, std::string> filters[] = {
        {domain::AllOpen{}, "1"},
        {domain::MineOnly{}, "owner = '1001'"},
        {domain::OverdueOnly{}, "due < " + now},
        {domain::ComplaintsAndSuggestions{}, "kind IN ('complaint', 'suggestion')"},
        {domain::BadRatings{}, "kind = 'rating'"},
        {domain::OfService{"s1"}, "service_code = 's1'"},
        {domain::InState{"state1"}, "state = 'state1'"},
        {domain::NewSince{desk_.clock.Now() - 100h},
         "arrived >= " + std::to_string((desk_.clock.Now() - 100h).time_since_epoch().count())}};
    for (const auto& [filter, where] : filters) {
      const auto expected = Sorted(where);
      EXPECT_FALSE(expected.empty());
      EXPECT_EQ(Paged(filter, 37), expected) << where << " seed " << seed;
      EXPECT_EQ(Paged(filter, 200), expected) << where << " seed " << seed;
    }
  }
}

TEST_F(SeededQueue, CountsAreThoseOfTheRows) {
  Fill(1500, 4);
  const auto counts = Must(WorkQueue{store_}.Counts(kClerk, desk_.clock.Now() - 100h));
  const std::string now = std::to_string(desk_.clock.Now().time_since_epoch().count());
  const auto rows = [&](const std::string& where) { return static_cast<std::int64_t>(Sorted(where).size()); };
  EXPECT_EQ(counts.all, rows("1"));
  EXPECT_EQ(counts.mine, rows("owner = '1001'"));
  EXPECT_EQ(counts.overdue, rows("due < " + now));
  EXPECT_EQ(counts.complaints_and_suggestions, rows("kind IN ('complaint', 'suggestion')"));
  EXPECT_EQ(counts.bad_ratings, rows("kind = 'rating'"));
  ASSERT_EQ(counts.by_service.size(), 3u);
  EXPECT_EQ(counts.by_service[1], (std::pair<std::string, std::int64_t>{"s1", rows("service_code = 's1'")}));
  ASSERT_EQ(counts.by_state.size(), 2u);
  EXPECT_EQ(counts.by_state[0].second, rows("state = 'state0'"));
  connection().sqlite.exec("DELETE FROM work_item");
  EXPECT_EQ(connection().sqlite.execAndGet("SELECT count(*) FROM work_count").getInt(), 0);
}

TEST_F(SeededQueue, APageHasALimitAndAnEnd) {
  Fill(400, 5);
  WorkQueue queue{store_};
  EXPECT_EQ(Must(queue.Page(kClerk, domain::AllOpen{}, 0, 1000)).items.size(), domain::kMaxQueuePage);
  EXPECT_TRUE(Must(queue.Page(kClerk, domain::AllOpen{}, 400, 10)).items.empty());
  EXPECT_TRUE(Must(queue.Page(kClerk, domain::AllOpen{}, 0, 0)).items.empty());
  EXPECT_EQ(Must(queue.Page(kClerk, domain::AllOpen{}, -5, 1)).offset, 0);
}

// The queue as one text, without the random keys of what is anonymous.
std::string QueueIn(SQLite::Database& database) {
  return database
      .execAndGet(
          "SELECT group_concat(kind || is_open || is_urgent || ifnull(number, '') || arrived || service_code || "
          "state || about_staff) FROM (SELECT * FROM work_item ORDER BY kind, serial)")
      .getString();
}

// A record of each kind, in a file of the schema before the queue.
TEST(AnOlderDatabase, HasItsRecordsInTheQueue) {
  constexpr int kBeforeTheQueue = 4;
  KioskDesk desk;
  {
    Store store = desk.OpenStore();
    const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
    const auto cancelled = Must(store.RegisterOrder(LeakingPipe())).number;
    Must(store.CancelOrder(cancelled, "not_needed"));
    Must(store.FileComplaint(BrokenLift()));
    Must(store.GiveRating(NamedRating(order, 1)));
    Must(store.GiveRating(AnonymousRating(cancelled, 1)));
  }
  const std::filesystem::path file = desk.folder() / "older.db";
  {
    Connection old{SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}, file};
    Migrate(old, kBeforeTheQueue);
    old.sqlite.exec("ATTACH '" + desk.file().string() + "' AS newer");
    for (const std::string& table : std::initializer_list<std::string>{"orders", "order_history", "complaint",
                                                                       "named_rating", "anonymous_rating"}) {
      const std::string columns =
          old.sqlite.execAndGet("SELECT group_concat(name) FROM pragma_table_info('" + table + "')").getString();
      old.sqlite.exec("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM newer." + table);
    }
  }
  SQLite::Database newer(desk.file().string(), SQLite::OPEN_READONLY);
  Database database = Must(Database::Open({.file = file}));
  EXPECT_EQ(QueueIn(database.connection().sqlite), QueueIn(newer));
  EXPECT_EQ(database.connection().sqlite.execAndGet("SELECT sum(items) FROM work_count WHERE scope = 'open'").getInt(),
            4);
}

}  // namespace
}  // namespace bianmin::store
