#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>

#include "kiosk/domain/limits.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;
using support::CentreDesk;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::PostOf;
using support::TemporaryFolder;
using support::Told;
using testing::ElementsAre;
using testing::HasSubstr;

Response Handle(Archive& archive, const Request& request, base::TimePoint now) {
  RecordQuota quota;
  return centre::Handle(archive, quota, request, now);
}

// What kiosks send and staff set, told step by step.
class RecordTest : public testing::Test {
 protected:
  void Sends(Told told) {
    told.n = ++sent_;
    ASSERT_EQ(desk_.Post({told.Text()}, sent_).status, 200);
  }
  base::Result<std::string> Staff(const std::string& state, bool is_forced = false) {
    return desk_.archive->AddStatus({NumberOf(1), state, "", desk_.now}, is_forced);
  }
  std::string State() {
    const auto events = Must(desk_.archive->List({.number = NumberOf(1), .limit = 1}));
    return events.empty() ? "nothing" : events.back().state;
  }
  // The states that the feed told the kiosk, oldest first.
  std::vector<std::string> Announced() {
    std::vector<std::string> states;
    for (const Change& change : Must(desk_.archive->ChangesAfter(kFirstKiosk, 0, 100)).changes) {
      const auto begin = change.bytes.find("\"state\":\"") + 9;
      states.push_back(change.bytes.substr(begin, change.bytes.find('"', begin) - begin));
    }
    return states;
  }

  CentreDesk desk_;
  int sent_ = 0;
};

TEST_F(RecordTest, AnOrderStandsWhereTheLastActOfResidentOrStaffPutIt) {
  Sends({});
  EXPECT_EQ(State(), "registered");
  EXPECT_EQ(*Staff("accepted"), "registered");
  EXPECT_EQ(*Staff("dispatched"), "accepted");
  EXPECT_EQ(*Staff("in_service"), "dispatched");
  EXPECT_EQ(*Staff("awaiting_acceptance"), "in_service");
  Sends({.type = "order.completed"});
  EXPECT_EQ(State(), "completed");
}

TEST_F(RecordTest, StaffCannotDoWhatNoActLeadsTo) {
  Sends({});
  const auto refused = Staff("in_service");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  EXPECT_THAT(refused.error().message, HasSubstr("it may become: accepted, dispatched, cancelled, declined"));
  EXPECT_EQ(State(), "registered");
  EXPECT_TRUE(Announced().empty());
  EXPECT_TRUE(Staff("in_service", true).ok()) << "unless they insist";
  EXPECT_EQ(State(), "in_service");
}

TEST_F(RecordTest, AWordThatIsNoStateIsRefusedEvenWithForce) {
  Sends({});
  const auto refused = Staff("finished", true);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::Invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("awaiting_acceptance"));
}

TEST_F(RecordTest, NobodyCanSetWhatNoKioskSent) {
  const auto refused = Staff("accepted");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
}

TEST_F(RecordTest, AnActThatArrivesBeforeItsOrderIsNotUndoneByIt) {
  ASSERT_EQ(desk_.Post({Told{.n = 2, .type = "order.cancelled"}.Text()}, 1).status, 200);
  ASSERT_EQ(desk_.Post({Told{.n = 1}.Text()}, 2).status, 200);
  EXPECT_EQ(State(), "cancelled");
}

TEST_F(RecordTest, AnOlderActThatArrivesLateChangesNothing) {
  ASSERT_EQ(desk_.Post({Told{.n = 1}.Text(), Told{.n = 3, .type = "order.reopened"}.Text()}, 1).status, 200);
  ASSERT_EQ(desk_.Post({Told{.n = 2, .type = "order.cancelled"}.Text()}, 2).status, 200);
  EXPECT_EQ(State(), "accepted");
}

// The resident cancels at a kiosk without network, while staff have accepted. Both sides must end in one state.
TEST_F(RecordTest, WhenBothActAtOnceTheCentreTellsTheKioskWhatCameOfIt) {
  Sends({});
  EXPECT_TRUE(Staff("accepted").ok());
  Sends({.type = "order.cancelled"});
  EXPECT_EQ(State(), "cancelled");
  EXPECT_THAT(Announced(), ElementsAre("accepted", "cancelled"));
}

TEST_F(RecordTest, ACancellationThatComesTooLateIsAnsweredWithWhereTheOrderStands) {
  Sends({});
  EXPECT_TRUE(Staff("dispatched").ok());
  EXPECT_TRUE(Staff("in_service").ok());
  Sends({.type = "order.cancelled"});
  EXPECT_EQ(State(), "in_service");
  EXPECT_THAT(Announced(), ElementsAre("dispatched", "in_service", "in_service"));
}

TEST_F(RecordTest, AResidentsOwnActIsNotEchoedWhileStaffHaveDoneNothing) {
  Sends({});
  Sends({.type = "order.cancelled"});
  EXPECT_TRUE(Announced().empty());
}

std::string HandledAs(const std::string& act, const std::string& state) {
  return R"({"act":")" + act + R"(","state":")" + state + R"(","role":"clerk"})";
}

TEST_F(RecordTest, WhatStaffAtTheKioskDoMovesTheRecordAndWhatTheyLearnDoesNot) {
  Sends({});
  Sends({.type = "order.handled", .data = HandledAs("accept", "accepted")});
  EXPECT_EQ(State(), "accepted");
  Sends({.type = "order.handled", .data = HandledAs("set_priority", "accepted")});
  Sends({.type = "order.handled", .data = HandledAs("dispatch", "dispatched")});
  EXPECT_EQ(State(), "dispatched");
  Sends({.type = "order.handled", .data = HandledAs("an_act_of_next_year", "accepted")});
  EXPECT_EQ(State(), "dispatched");
  EXPECT_TRUE(Announced().empty());
}

TEST_F(RecordTest, WhereTheCityLeftAnOrderTheKioskGoesOn) {
  Sends({});
  EXPECT_TRUE(Staff("accepted").ok());
  Sends({.type = "order.handled", .data = HandledAs("dispatch", "dispatched")});
  EXPECT_EQ(State(), "dispatched");
  EXPECT_THAT(Announced(), ElementsAre("accepted", "dispatched"));
}

// The kiosk accepted without network what the city declined: reopening would lead there, accepting does not.
TEST_F(RecordTest, AnActThatDoesNotLeadFromTheCitysStateIsAnsweredWithIt) {
  Sends({});
  EXPECT_TRUE(Staff("declined").ok());
  Sends({.type = "order.handled", .data = HandledAs("accept", "accepted")});
  EXPECT_EQ(State(), "declined");
  EXPECT_THAT(Announced(), ElementsAre("declined", "declined"));
  Sends({.type = "order.handled", .data = HandledAs("ask_back", "accepted")});
  EXPECT_EQ(State(), "declined");
}

Told Handled(const std::string& state, const std::string& kind = "complaint") {
  return {.type = "complaint.handled", .data = R"({"kind":")" + kind + R"(","state":")" + state + R"("})"};
}

TEST_F(RecordTest, AComplaintFollowsWhatStaffDoAtTheKiosk) {
  Sends({.type = "complaint.filed"});
  for (const std::string state :
       {"being_handled", "answered", "being_handled", "answered", "closed", "being_handled"}) {
    Sends(Handled(state));
    EXPECT_EQ(State(), state);
  }
  EXPECT_TRUE(Announced().empty());
}

// Both act at once: the city's word wins, and only a kiosk that believes otherwise is told.
TEST_F(RecordTest, OnceTheCityHasSpokenAKioskMovesAComplaintForwardOnly) {
  Sends({.type = "complaint.filed"});
  EXPECT_TRUE(Staff("answered").ok());
  Sends(Handled("being_handled"));
  EXPECT_EQ(State(), "answered");
  EXPECT_THAT(Announced(), ElementsAre("answered", "answered"));
  Sends(Handled("answered"));
  EXPECT_THAT(Announced(), ElementsAre("answered", "answered"));
  Sends(Handled("closed"));
  EXPECT_EQ(State(), "closed");
  Sends(Handled("being_handled"));
  EXPECT_EQ(State(), "closed");
  EXPECT_THAT(Announced(), ElementsAre("answered", "answered", "closed"));
}

TEST_F(RecordTest, OfAHandledRatingAndOfARectificationThereIsNoRecordToAskFor) {
  Sends(Handled("answered", "bad_rating"));
  Sends({.type = "rectification.changed"});
  EXPECT_EQ(desk_.archive->FindRecord(NumberOf(1), 10).error().code, ErrorCode::NotFound);
}

TEST_F(RecordTest, AComplaintGoesForward) {
  Sends({.type = "complaint.filed"});
  EXPECT_EQ(State(), "received");
  EXPECT_TRUE(Staff("being_handled").ok());
  EXPECT_TRUE(Staff("answered").ok());
  EXPECT_EQ(Staff("received").error().code, ErrorCode::Refused);
  EXPECT_TRUE(Staff("being_handled").ok()) << "taken up again";
  EXPECT_TRUE(Staff("closed").ok());
  EXPECT_EQ(Staff("answered").error().code, ErrorCode::Refused);
  EXPECT_EQ(Staff("accepted").error().code, ErrorCode::Invalid);
}

TEST_F(RecordTest, TwoKiosksWithTheSameLettersAreNoticed) {
  Sends({});
  Request other = PostOf(support::BatchOf({Told{.source = kSecondKiosk}.Text()}));
  other.source = kSecondKiosk;
  ASSERT_EQ(desk_.Handle(other).status, 200);
  const auto refused = Staff("accepted");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("kiosk.code"));
}

TEST_F(RecordTest, NewsNamesTheKiosksItIsFor) {
  EXPECT_EQ(Must(desk_.archive->NewsSince(0)).newest, 0);
  Sends({});
  EXPECT_TRUE(Staff("accepted").ok());
  const News news = Must(desk_.archive->NewsSince(0));
  EXPECT_THAT(news.sources, ElementsAre(kFirstKiosk));
  EXPECT_TRUE(Must(desk_.archive->NewsSince(news.newest)).sources.empty());
}

TEST_F(RecordTest, CountsAndListTellNumbersTypesAndTimes) {
  Sends({});
  Sends({.type = "rating.given", .subject = "", .time = "2026-11-22T16:00:00.000Z"});
  EXPECT_TRUE(Staff("accepted").ok());
  const Counts counts = Must(desk_.archive->CountAll());
  EXPECT_EQ(counts.events, 2);
  EXPECT_EQ(counts.kiosks, 1);
  EXPECT_EQ(counts.changes, 1);
  EXPECT_EQ(counts.by_type.at("cn.bianmin.rating.given.v1"), 1);
  EXPECT_EQ(counts.by_state.at("order accepted"), 1);
  const auto events = Must(desk_.archive->List({.limit = 10}));
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].number, NumberOf(1));
  EXPECT_EQ(events[0].time, kMondayMorning);
  EXPECT_EQ(events[0].state, "accepted");
  EXPECT_EQ(events[1].number, "");
  EXPECT_EQ(Must(desk_.archive->List({.limit = 1})).size(), 1U);
  EXPECT_EQ(Must(desk_.archive->List({.source = kSecondKiosk, .limit = 10})).size(), 0U);
  EXPECT_EQ(Must(desk_.archive->List({.type = "cn.bianmin.order.registered.v1", .limit = 10})).size(), 1U);
}

TEST(SqliteArchive, KeepsTheAnswersOfTheLastBatchesOnly) {
  CentreDesk desk;
  const auto body = [](int n) { return std::vector{Told{.n = n, .subject = NumberOf(n)}.Text()}; };
  const std::string first = desk.Post(body(1), 1).body;
  const int kept = static_cast<int>(domain::kMaxKeptAnswersPerKiosk);
  for (int n = 2; n <= kept; ++n) desk.Post(body(n), n);
  EXPECT_EQ(desk.Post(body(1), 1).body, first);
  desk.Post(body(kept + 1), kept + 1);
  const std::string later = desk.Post(body(1), 1).body;
  EXPECT_THAT(later, HasSubstr("\"duplicate\":1")) << "forgotten as a batch, but its event is still known";
}

class ArchiveFileTest : public testing::Test {
 protected:
  base::Result<std::unique_ptr<SqliteArchive>> Open(OpenMode mode = OpenMode::MakeIfMissing) {
    return SqliteArchive::Open(file_, mode, kMondayMorning, random_);
  }
  base::Error Fault(OpenMode mode = OpenMode::MakeIfMissing) {
    const auto opened = Open(mode);
    return opened ? base::Error{ErrorCode::Invalid, "it opened"} : opened.error();
  }
  void Write(const std::string& content) { std::ofstream(file_, std::ios::binary) << content; }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "centre.db";
  base::SeededRandom random_{1};
};

TEST_F(ArchiveFileTest, HoldsWhatItHeldWhenOpenedAgain) {
  std::string epoch;
  {
    const auto archive = Must(Open());
    epoch = archive->Epoch();
    ASSERT_EQ(Handle(*archive, PostOf(support::BatchOf({Told{}.Text()})), kMondayMorning).status, 200);
  }
  const auto archive = Must(Open(OpenMode::MustExist));
  EXPECT_EQ(archive->Epoch(), epoch);
  EXPECT_EQ(Must(archive->HoldingOf(kFirstKiosk)).events, 1);
}

TEST_F(ArchiveFileTest, TwoProcessesMayUseItAtOnce) {
  const auto centre = Must(Open());
  const auto admin = Must(Open(OpenMode::MustExist));
  ASSERT_EQ(Handle(*centre, PostOf(support::BatchOf({Told{}.Text()})), kMondayMorning).status, 200);
  ASSERT_TRUE(admin->AddStatus({NumberOf(1), "accepted", "", kMondayMorning}, false).ok());
  EXPECT_EQ(Must(centre->NewsSince(0)).newest, 1);
}

TEST_F(ArchiveFileTest, AnAnonymousRatingLeavesNoMomentBehind) {
  {
    const auto archive = Must(Open());
    const Told rating{.type = "rating.given", .subject = "", .time = "2026-11-22T16:00:00.000Z"};
    const base::TimePoint moment = kMondayMorning + std::chrono::milliseconds{4'567'890};
    ASSERT_EQ(Handle(*archive, PostOf(support::BatchOf({rating.Text()})), moment).status, 200);
  }
  std::ifstream stream(file_, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  EXPECT_THAT(bytes, HasSubstr("2026-11-22T16:00:00.000Z"));
  EXPECT_EQ(bytes.find("2026-11-23T02:46:07"), std::string::npos);
}

TEST_F(ArchiveFileTest, SaysPlainlyWhatIsWrongWithAFile) {
  EXPECT_EQ(Fault(OpenMode::MustExist).code, ErrorCode::NotFound);
  Write("this is a letter to the street office, and no database at all; it is long enough to be read as a header");
  EXPECT_EQ(Fault().code, ErrorCode::Corrupt);
  EXPECT_THAT(Fault().message, HasSubstr(file_.string() + " is not a database"));
  file_ = folder_ / "missing" / "centre.db";
  EXPECT_EQ(Fault().code, ErrorCode::Unavailable);
  EXPECT_THAT(Fault().message, HasSubstr("cannot be opened"));
}

TEST_F(ArchiveFileTest, RefusesTheFileOfANewerProgramAndOfAnotherOne) {
  const auto change = [this](const char* sql) {
    SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(sql);
  };
  Must(Open());
  change("PRAGMA user_version = 99");
  EXPECT_EQ(Fault().code, ErrorCode::Refused);
  EXPECT_THAT(Fault().message, HasSubstr("newer bianmin-centre"));
  std::filesystem::remove(file_);
  change("CREATE TABLE holiday (day TEXT)");
  EXPECT_EQ(Fault().code, ErrorCode::Corrupt);
  EXPECT_THAT(Fault().message, HasSubstr("another program"));
}

TEST_F(ArchiveFileTest, ABusyArchiveIsToldToTheKioskWhichSendsAgain) {
  const auto archive = Must(Open());
  ASSERT_EQ(Handle(*archive, PostOf(support::BatchOf({Told{}.Text()})), kMondayMorning).status, 200);
  const Request next = PostOf(support::BatchOf({Told{.n = 2, .subject = NumberOf(2)}.Text()}), 2);
  {
    SQLite::Database other(file_.string(), SQLite::OPEN_READWRITE);
    SQLite::Transaction holds_the_lock(other, SQLite::TransactionBehavior::EXCLUSIVE);
    const Response busy = Handle(*archive, next, kMondayMorning);
    EXPECT_EQ(busy.status, 503);
    EXPECT_THAT(busy.headers, testing::Contains(testing::Pair("Retry-After", testing::_)));
  }
  EXPECT_EQ(Handle(*archive, next, kMondayMorning).status, 200);
  EXPECT_EQ(Must(archive->HoldingOf(kFirstKiosk)).events, 2);
}

}  // namespace
}  // namespace bianmin::centre
