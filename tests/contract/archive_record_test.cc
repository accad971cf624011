// What kiosks send and staff set, told step by step, to every kind of archive.

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using base::ErrorCode;
using centre::Counts;
using centre::News;
using centre::Request;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::PostOf;
using support::Told;
using testing::ElementsAre;
using testing::HasSubstr;

class ArchivedRecordTest : public ArchiveTest {
 protected:
  void Sends(Told told) {
    told.n = ++sent_;
    ASSERT_EQ(desk_.Post({told.Text()}, sent_).status, 200);
  }
  base::Result<std::string> Staff(const std::string& state, bool is_forced = false) {
    return desk_.archive->AddStatus({NumberOf(1), state, "", desk_.now}, is_forced);
  }
  std::string State() { return desk_.StateOf(NumberOf(1)); }
  std::vector<std::string> Announced() { return desk_.Announced(); }

  int sent_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Both, ArchivedRecordTest, kBothArchives, NameOf);

TEST_P(ArchivedRecordTest, AnOrderStandsWhereTheLastActOfResidentOrStaffPutIt) {
  Sends({});
  EXPECT_EQ(State(), "registered");
  EXPECT_EQ(*Staff("accepted"), "registered");
  EXPECT_EQ(*Staff("dispatched"), "accepted");
  EXPECT_EQ(*Staff("in_service"), "dispatched");
  EXPECT_EQ(*Staff("awaiting_acceptance"), "in_service");
  Sends({.type = "order.completed"});
  EXPECT_EQ(State(), "completed");
}

TEST_P(ArchivedRecordTest, StaffCannotDoWhatNoActLeadsTo) {
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

TEST_P(ArchivedRecordTest, AWordThatIsNoStateIsRefusedEvenWithForce) {
  Sends({});
  const auto refused = Staff("finished", true);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::Invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("awaiting_acceptance"));
}

TEST_P(ArchivedRecordTest, NobodyCanSetWhatNoKioskSent) {
  const auto refused = Staff("accepted");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
}

TEST_P(ArchivedRecordTest, AnActThatArrivesBeforeItsOrderIsNotUndoneByIt) {
  ASSERT_EQ(desk_.Post({Told{.n = 2, .type = "order.cancelled"}.Text()}, 1).status, 200);
  ASSERT_EQ(desk_.Post({Told{.n = 1}.Text()}, 2).status, 200);
  EXPECT_EQ(State(), "cancelled");
}

TEST_P(ArchivedRecordTest, AnOlderActThatArrivesLateChangesNothing) {
  ASSERT_EQ(desk_.Post({Told{.n = 1}.Text(), Told{.n = 3, .type = "order.reopened"}.Text()}, 1).status, 200);
  ASSERT_EQ(desk_.Post({Told{.n = 2, .type = "order.cancelled"}.Text()}, 2).status, 200);
  EXPECT_EQ(State(), "accepted");
}

// The resident cancels at a kiosk without network, while staff have accepted. Both sides must end in one state.
TEST_P(ArchivedRecordTest, WhenBothActAtOnceTheCentreTellsTheKioskWhatCameOfIt) {
  Sends({});
  EXPECT_TRUE(Staff("accepted").ok());
  Sends({.type = "order.cancelled"});
  EXPECT_EQ(State(), "cancelled");
  EXPECT_THAT(Announced(), ElementsAre("accepted", "cancelled"));
}

TEST_P(ArchivedRecordTest, ACancellationThatComesTooLateIsAnsweredWithWhereTheOrderStands) {
  Sends({});
  EXPECT_TRUE(Staff("dispatched").ok());
  EXPECT_TRUE(Staff("in_service").ok());
  Sends({.type = "order.cancelled"});
  EXPECT_EQ(State(), "in_service");
  EXPECT_THAT(Announced(), ElementsAre("dispatched", "in_service", "in_service"));
}

TEST_P(ArchivedRecordTest, AResidentsOwnActIsNotEchoedWhileStaffHaveDoneNothing) {
  Sends({});
  Sends({.type = "order.cancelled"});
  EXPECT_TRUE(Announced().empty());
}

std::string HandledAs(const std::string& act, const std::string& state) {
  return R"({"act":")" + act + R"(","state":")" + state + R"(","role":"clerk"})";
}

TEST_P(ArchivedRecordTest, WhatStaffAtTheKioskDoMovesTheRecordAndWhatTheyLearnDoesNot) {
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

TEST_P(ArchivedRecordTest, WhereTheCityLeftAnOrderTheKioskGoesOn) {
  Sends({});
  EXPECT_TRUE(Staff("accepted").ok());
  Sends({.type = "order.handled", .data = HandledAs("dispatch", "dispatched")});
  EXPECT_EQ(State(), "dispatched");
  EXPECT_THAT(Announced(), ElementsAre("accepted", "dispatched"));
}

// The kiosk accepted without network what the city declined: reopening would lead there, accepting does not.
TEST_P(ArchivedRecordTest, AnActThatDoesNotLeadFromTheCitysStateIsAnsweredWithIt) {
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

TEST_P(ArchivedRecordTest, AComplaintFollowsWhatStaffDoAtTheKiosk) {
  Sends({.type = "complaint.filed"});
  for (const std::string state :
       {"being_handled", "answered", "being_handled", "answered", "closed", "being_handled"}) {
    Sends(Handled(state));
    EXPECT_EQ(State(), state);
  }
  EXPECT_TRUE(Announced().empty());
}

// Both act at once: the city's word wins, and only a kiosk that believes otherwise is told.
TEST_P(ArchivedRecordTest, OnceTheCityHasSpokenAKioskMovesAComplaintForwardOnly) {
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

TEST_P(ArchivedRecordTest, OfAHandledRatingAndOfARectificationThereIsNoRecordToAskFor) {
  Sends(Handled("answered", "bad_rating"));
  Sends({.type = "rectification.changed"});
  EXPECT_EQ(desk_.archive->FindRecord(NumberOf(1), 10).error().code, ErrorCode::NotFound);
}

TEST_P(ArchivedRecordTest, AComplaintGoesForward) {
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

TEST_P(ArchivedRecordTest, TwoKiosksWithTheSameLettersAreNoticed) {
  Sends({});
  Request other = PostOf(support::BatchOf({Told{.source = kSecondKiosk}.Text()}));
  other.source = kSecondKiosk;
  ASSERT_EQ(desk_.Handle(other).status, 200);
  const auto refused = Staff("accepted");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("kiosk.code"));
}

TEST_P(ArchivedRecordTest, NewsNamesTheKiosksItIsFor) {
  EXPECT_EQ(Must(desk_.archive->NewsSince(0)).newest, 0);
  Sends({});
  EXPECT_TRUE(Staff("accepted").ok());
  const News news = Must(desk_.archive->NewsSince(0));
  EXPECT_THAT(news.sources, ElementsAre(kFirstKiosk));
  EXPECT_TRUE(Must(desk_.archive->NewsSince(news.newest)).sources.empty());
}

TEST_P(ArchivedRecordTest, CountsAndListTellNumbersTypesAndTimes) {
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

TEST_P(ArchivedRecordTest, KeepsTheAnswersOfTheLastBatchesOnly) {
  const auto body = [](int n) { return std::vector{Told{.n = n, .subject = NumberOf(n)}.Text()}; };
  const std::string first = desk_.Post(body(1), 1).body;
  const int kept = static_cast<int>(domain::kMaxKeptAnswersPerKiosk);
  for (int n = 2; n <= kept; ++n) desk_.Post(body(n), n);
  EXPECT_EQ(desk_.Post(body(1), 1).body, first);
  desk_.Post(body(kept + 1), kept + 1);
  const std::string later = desk_.Post(body(1), 1).body;
  EXPECT_THAT(later, HasSubstr("\"duplicate\":1")) << "forgotten as a batch, but its event is still known";
}

}  // namespace
}  // namespace bianmin::contract
