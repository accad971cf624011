#include "sync/engine/journal_teller.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"
#include "kiosk/wire/journal.h"
#include "tests/support/centre_desk.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/scripted_centre.h"

namespace bianmin::engine {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using support::Must;

class ATeller : public testing::Test {
 protected:
  ATeller() {
    centre_.on_journal = [this](const std::string& body) { return Answer(body); };
  }

  Outcome Answer(const std::string& body) {
    ++asked_;
    centre::Request request;
    request.method = "POST";
    request.target = "/v1/journal";
    request.headers = {{"content-type", "application/json"}};
    request.body = body;
    request.source = support::kFirstKiosk;
    const auto response = city_.Handle(request);
    if (response.status != 200) return Refused{response.body};
    return Answered{response.body, ""};
  }
  void Acts(int count) {
    for (int i = 0; i < count; ++i) Must(store_.RegisterOrder(support::LeakingPipe()));
  }
  void RunFor(base::Milliseconds time) {
    const auto end = desk_.clock.Steady() + time;
    while (desk_.clock.Steady() < end) {
      const auto wait = teller_->RunOnce();
      ASSERT_GT(wait, base::Milliseconds::zero());
      desk_.clock.Advance(std::min(wait, end - desk_.clock.Steady()));
    }
  }
  void Restart() { teller_.emplace(database_, centre_, desk_.clock, desk_.random); }
  domain::JournalHead Head() { return Must(store::Journal(database_).Head()); }
  centre::JournalAudit Audit() { return Must(city_.archive->AuditJournal(support::kFirstKiosk)); }

  support::KioskDesk desk_;
  store::Store store_ = desk_.OpenStore();
  store::Database database_ = desk_.OpenDatabase();
  support::CentreDesk city_;
  sim::ScriptedCentre centre_{desk_.clock};
  std::optional<JournalTeller> teller_{std::in_place, database_, centre_, desk_.clock, desk_.random};
  int asked_ = 0;
};

TEST_F(ATeller, OfNothingAsksNobody) {
  RunFor(minutes{5});
  EXPECT_EQ(asked_, 0);
}

TEST_F(ATeller, TellsAllThatIsThereAndThenWhatIsAdded) {
  Acts(static_cast<int>(domain::kMaxJournalEntriesTold) + 2);
  RunFor(minutes{2});
  EXPECT_EQ(Audit().held, Head());
  const int before = asked_;
  Acts(1);
  RunFor(minutes{2});
  EXPECT_EQ(Audit().held, Head());
  EXPECT_EQ(asked_, before + 1) << "one question for what is new";
  Restart();
  RunFor(minutes{2});
  EXPECT_LE(asked_, before + 3) << "after a start it finds out where it stood";
  EXPECT_EQ(Audit().held, Head());
}

TEST_F(ATeller, TellsAgainWhatTheCentreLost) {
  Acts(40);
  RunFor(minutes{2});
  city_.archive = support::CentreDesk{}.archive;
  Acts(1);
  RunFor(minutes{2});
  EXPECT_EQ(Audit().held, Head());
}

TEST_F(ATeller, FindsOutByItselfThatTheCentreLostIt) {
  Acts(40);
  RunFor(minutes{2});
  city_.archive = support::CentreDesk{}.archive;
  RunFor(minutes{12});
  EXPECT_EQ(Audit().held, Head());
  const int before = asked_;
  RunFor(hours{1});
  EXPECT_LE(asked_, before + 14) << "a question and one line each ten minutes";
}

TEST_F(ATeller, TellsAnotherHistoryFromWhereItPartsFromTheFirst) {
  Acts(30);
  RunFor(minutes{2});
  support::KioskDesk other;
  auto store = other.OpenStore();
  for (int i = 0; i < 20; ++i) Must(store.RegisterOrder(support::LeakingPipe()));
  store::Database database = other.OpenDatabase();
  JournalTeller teller(database, centre_, desk_.clock, desk_.random);
  for (int i = 0; i < 100; ++i) desk_.clock.Advance(std::max(teller.RunOnce(), base::Milliseconds{1}));
  EXPECT_EQ(Audit().held, Must(store::Journal(database).Head()));
  EXPECT_EQ(Audit().rewritten.size(), 30u);
}

TEST_F(ATeller, OfAnOlderCentreAsksAgainInAnHour) {
  centre_.on_journal = [this](const std::string&) {
    ++asked_;
    return NotFound{sim::CentresProblem("not-found")};
  };
  Acts(1);
  RunFor(minutes{59});
  EXPECT_EQ(asked_, 1);
  RunFor(minutes{2});
  EXPECT_EQ(asked_, 2);
}

TEST_F(ATeller, IsPatientWithALineThatIsDead) {
  centre_.on_journal = [this](const std::string&) {
    ++asked_;
    return Failed{"dead", std::nullopt};
  };
  Acts(1);
  RunFor(hours{6});
  EXPECT_LT(asked_, 60);
  centre_.on_journal = [this](const std::string& body) { return Answer(body); };
  RunFor(hours{1});
  EXPECT_EQ(Audit().held, Head());
}

TEST_F(ATeller, TakesNothingElseForAnAnswer) {
  centre_.on_journal = [](const std::string&) { return Answered{R"({"status":"ok"})", ""}; };
  Acts(1);
  RunFor(hours{1});
  centre_.on_journal = [this](const std::string& body) { return Answer(body); };
  RunFor(hours{1});
  EXPECT_EQ(Audit().held, Head()) << "what it told was never counted as taken";
}

}  // namespace
}  // namespace bianmin::engine
