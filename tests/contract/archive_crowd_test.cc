// Several processes on one archive: each thread has an object of its own, as a copy of the centre or bianmin-admin
// would, and nothing is lost, doubled or passed over.

#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::HasSubstr;

std::string KioskOf(int n) { return "urn:bianmin:demo-city:jingan:k" + std::to_string(10 + n); }

class ArchiveCrowdTest : public ArchiveTest {
 protected:
  // Each on a thread of its own, all at once.
  template <class Act>
  void AtOnce(int crowd, Act act) {
    std::vector<std::thread> threads;
    for (int each = 0; each < crowd; ++each) threads.emplace_back(act, each);
    for (std::thread& thread : threads) thread.join();
  }
};

INSTANTIATE_TEST_SUITE_P(Both, ArchiveCrowdTest, kBothArchives, NameOf);

TEST_P(ArchiveCrowdTest, CopiesThatStartAtOnceMakeOneArchive) {
  const auto house = ArchiveHouse::New(GetParam());
  std::vector<std::string> epochs(4);
  AtOnce(4, [&](int each) { epochs[static_cast<std::size_t>(each)] = house->Open()->Epoch(); });
  EXPECT_NE(epochs[0], "");
  EXPECT_THAT(epochs, testing::Each(epochs[0]));
}

// A kiosk that got no answer sends the same again, and this time to another copy, while the first is still at it.
TEST_P(ArchiveCrowdTest, OneKiosksBatchesThroughTwoCopiesAreTakenOnce) {
  constexpr int kRounds = 20;
  constexpr int kEvents = 25;
  std::atomic<int> accepted = 0;
  std::vector<std::vector<std::string>> answers(2, std::vector<std::string>(kRounds));
  AtOnce(2, [&](int copy) {
    ArchiveDesk desk(house_->Open());
    for (int round = 0; round < kRounds; ++round) {
      std::vector<std::string> events;
      for (int i = 0; i < kEvents; ++i) events.push_back(Told{.n = round * kEvents + i + 1}.Text());
      answers[static_cast<std::size_t>(copy)][static_cast<std::size_t>(round)] = desk.Post(events, round).body;
      // Half of what is new and half of what may be on its way, in a batch of its own.
      std::vector<std::string> mixed;
      for (int i = 0; i < kEvents; ++i) mixed.push_back(Told{.n = round * kEvents + i + kEvents / 2}.Text());
      const std::string answer = desk.Post(mixed, 1000 * (copy + 1) + round).body;
      const auto begin = answer.find("\"accepted\":") + 11;
      accepted += std::stoi(answer.substr(begin));
    }
  });
  EXPECT_EQ(answers[0], answers[1]) << "the same batch has one answer";
  for (const std::string& answer : answers[0]) {
    const auto begin = answer.find("\"accepted\":") + 11;
    accepted += std::stoi(answer.substr(begin));
  }
  constexpr int kDifferent = kRounds * kEvents + kEvents / 2 - 1;
  EXPECT_EQ(accepted, kDifferent) << "each is accepted once, by one of the copies";
  const auto holding = Must(desk_.archive->HoldingOf(kFirstKiosk));
  EXPECT_EQ(holding.events, kDifferent);
  EXPECT_EQ(holding.high, kDifferent);
  EXPECT_EQ(Must(desk_.archive->CountAll()).events, kDifferent);
  EXPECT_EQ(Must(desk_.archive->CountAll()).conflicts, 0);
}

// The order in which changes become visible is that of their positions: who reads up to one has missed none before it.
TEST_P(ArchiveCrowdTest, NoCursorPassesOverAChangeThatIsWrittenLate) {
  constexpr int kWriters = 4;
  constexpr int kChanges = 30;
  for (int n = 0; n < kWriters; ++n) {
    const Told order{.n = n + 1, .subject = NumberOf(n + 1), .source = KioskOf(n)};
    ASSERT_EQ(desk_.Post({order.Text()}, n, KioskOf(n)).status, 200);
  }
  std::atomic<int> writing = kWriters;
  std::map<std::string, std::set<std::int64_t>> seen;
  std::set<std::int64_t> told_of;
  std::int64_t newest = 0;
  std::map<std::string, std::int64_t> cursors;
  const auto read_on = [&](centre::Archive& archive) {
    const centre::News news = Must(archive.NewsSince(newest));
    EXPECT_GE(news.newest, newest);
    for (const std::string& source : news.sources) {
      for (const centre::Change& change : Must(archive.ChangesAfter(source, cursors[source], 500)).changes) {
        cursors[source] = change.position;
        seen[source].insert(change.position);
        told_of.insert(change.position);
      }
    }
    newest = news.newest;
  };
  AtOnce(kWriters + 1, [&](int each) {
    ArchiveDesk desk(house_->Open());
    if (each == kWriters) {
      while (writing > 0) read_on(*desk.archive);
      return;
    }
    for (int i = 0; i < kChanges; ++i) {
      const std::string state = i % 2 == 0 ? "accepted" : "dispatched";
      EXPECT_TRUE(desk.archive->AddStatus({NumberOf(each + 1), state, "", kMondayMorning}, true).ok());
    }
    --writing;
  });
  read_on(*desk_.archive);
  for (int n = 0; n < kWriters; ++n) EXPECT_EQ(seen[KioskOf(n)].size(), std::size_t{kChanges}) << KioskOf(n);
  EXPECT_EQ(told_of.size(), std::size_t{kWriters * kChanges});
}

TEST_P(ArchiveCrowdTest, StaffAndKioskActOnOneOrderAtOnceAndBothKnowWhereItStands) {
  ASSERT_EQ(desk_.Post({Told{}.Text()}).status, 200);
  constexpr int kActs = 20;
  AtOnce(2, [&](int each) {
    ArchiveDesk desk(house_->Open());
    for (int i = 0; i < kActs; ++i) {
      if (each == 0) {
        const std::string type = i % 2 == 0 ? "order.cancelled" : "order.reopened";
        EXPECT_EQ(desk.Post({Told{.n = i + 2, .type = type}.Text()}, i + 2).status, 200);
      } else {
        EXPECT_TRUE(desk.archive->AddStatus({NumberOf(1), "accepted", "", kMondayMorning}, true).ok());
      }
    }
  });
  const std::string last = desk_.Announced().back();
  EXPECT_EQ(last, desk_.StateOf(NumberOf(1))) << "the last that the kiosk is told is how it stands";
}

// What a kiosk does until it has an answer. One thread a copy; the server dies again and again under all of them.
class ServerDeathTest : public testing::Test {
 protected:
  static constexpr int kCopies = 3;
  static constexpr int kBatches = 40;
  static constexpr int kEvents = 20;

  void SendsAll(int copy) {
    const std::string source = KioskOf(copy);
    ArchiveDesk desk(house_->Open());
    for (int batch = 0; batch < kBatches; ++batch) {
      std::vector<std::string> events;
      for (int i = 1; i <= kEvents; ++i) {
        const int n = batch * kEvents + i;
        events.push_back(Told{.n = n, .subject = NumberOf(copy * 1000 + n), .source = source}.Text());
      }
      centre::Response answer = desk.Post(events, batch, source);
      while (answer.status == 503) {
        ++refused_;
        std::this_thread::sleep_for(20ms);
        answer = desk.Post(events, batch, source);
      }
      ASSERT_EQ(answer.status, 200) << answer.body;
      ASSERT_THAT(answer.body, HasSubstr("\"accepted\":20")) << "the first answer, though it was lost";
      ++answered_;
    }
  }

  template <class Death>
  void SendsAllThrough(Death death) {
    std::vector<std::thread> threads;
    for (int copy = 0; copy < kCopies; ++copy) threads.emplace_back([this, copy] { SendsAll(copy); });
    constexpr int kDeaths = 5;
    for (int n = 1; n <= kDeaths; ++n) {
      const int until = n * kCopies * kBatches / (kDeaths + 1);
      while (answered_ < until) std::this_thread::sleep_for(1ms);
      death();
    }
    for (std::thread& thread : threads) thread.join();
    ArchiveDesk desk(house_->Open());
    for (int copy = 0; copy < kCopies; ++copy) {
      const auto holding = Must(desk.archive->HoldingOf(KioskOf(copy)));
      EXPECT_EQ(holding.events, kBatches * kEvents);
      EXPECT_EQ(holding.high, kBatches * kEvents);
    }
    const auto counts = Must(desk.archive->CountAll());
    EXPECT_EQ(counts.events, kCopies * kBatches * kEvents);
    EXPECT_EQ(counts.by_state.at("order registered"), kCopies * kBatches * kEvents);
    EXPECT_EQ(counts.conflicts + counts.broken + counts.changes, 0);
  }

  std::unique_ptr<ArchiveHouse> house_ = ArchiveHouse::New(ArchiveKind::Postgres);
  std::atomic<int> answered_ = 0;
  std::atomic<int> refused_ = 0;
};

TEST_F(ServerDeathTest, NothingIsLostOrDoubledThoughTheServerIsKilledAndStartedAgain) {
  SendsAllThrough([] {
    TheServer().Crash();
    TheServer().Start();
  });
  EXPECT_GT(refused_, 0) << "no kill met a batch";
}

TEST_F(ServerDeathTest, NothingIsLostOrDoubledThoughSessionsAreKilledAndTheServerRecovers) {
  SendsAllThrough([] { TheServer().KillSessions(); });
}

}  // namespace
}  // namespace bianmin::contract
