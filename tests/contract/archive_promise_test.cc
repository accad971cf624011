// What archive.h promises of a batch, a feed and a record, asked of every kind of archive.

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "kiosk/wire/batch.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using base::ErrorCode;
using centre::Changes;
using centre::Counts;
using centre::KnownRecord;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using support::UuidOf;
using testing::ElementsAre;
using testing::HasSubstr;

class ArchivePromiseTest : public ArchiveTest {
 protected:
  Counts Count() { return Must(desk_.archive->CountAll()); }
};

INSTANTIATE_TEST_SUITE_P(Both, ArchivePromiseTest, kBothArchives, NameOf);

TEST_P(ArchivePromiseTest, AnEventIsKeptOnceHoweverOftenItComes) {
  const std::string event = Told{}.Text();
  EXPECT_THAT(desk_.Post({event}, 1).body, HasSubstr("\"accepted\":1,\"duplicate\":0"));
  EXPECT_THAT(desk_.Post({event}, 2).body, HasSubstr("\"accepted\":0,\"duplicate\":1"));
  EXPECT_THAT(desk_.Post({event, event}, 3).body, HasSubstr("\"accepted\":0,\"duplicate\":2"));
  EXPECT_EQ(Count().events, 1);
  EXPECT_EQ(Must(desk_.archive->HoldingOf(kFirstKiosk)).events, 1);
}

TEST_P(ArchivePromiseTest, TwiceInOneBatchIsOnceAndADuplicate) {
  const std::string event = Told{}.Text();
  EXPECT_THAT(desk_.Post({event, event}).body, HasSubstr("\"accepted\":1,\"duplicate\":1"));
  EXPECT_EQ(Count().events, 1);
}

TEST_P(ArchivePromiseTest, OtherBytesUnderAKnownIdKeepBoth) {
  ASSERT_EQ(desk_.Post({Told{}.Text()}, 1).status, 200);
  const std::string other = Told{.data = R"({"service_code":"repair"})"}.Text();
  EXPECT_THAT(desk_.Post({other}, 2).body, HasSubstr("urn:bianmin:problem:conflict"));
  EXPECT_THAT(desk_.Post({other}, 3).body, HasSubstr("urn:bianmin:problem:conflict"));
  const std::string third = Told{.n = 2, .data = R"({"service_code":"a"})"}.Text();
  const std::string fourth = Told{.n = 2, .data = R"({"service_code":"b"})"}.Text();
  EXPECT_THAT(desk_.Post({third, fourth}, 4).body, HasSubstr("\"accepted\":1"));
  EXPECT_EQ(Count().events, 2);
  EXPECT_EQ(Count().conflicts, 2);
}

TEST_P(ArchivePromiseTest, ABatchThatWasAnsweredGetsItsFirstAnswerAgain) {
  const std::vector<std::string> batch{Told{}.Text(), "{}"};
  const auto first = desk_.Post(batch);
  EXPECT_EQ(first.status, 200);
  const auto other = ArchiveDesk(house_->Open()).Post(batch);
  EXPECT_EQ(other.body, first.body);
  EXPECT_THAT(desk_.Post({Told{}.Text()}).body, HasSubstr("\"duplicate\":1")) << "another batch under the same name";
}

TEST_P(ArchivePromiseTest, AnArrivalIsSignedWithTheMomentItFirstCame) {
  base::SeededRandom random{7};
  const auto key = base::SecretKey::New(random);
  desk_.keys = {key, {base::VerifyKeyOf(key)}};
  const Told order, complaint{.n = 2, .type = "complaint.filed", .subject = NumberOf(2)};
  const Told act{.n = 3, .type = "order.cancelled"};
  const auto first_came = desk_.now;
  ASSERT_THAT(desk_.Post({order.Text()}, 1).body, HasSubstr("\"accepted\":1"));
  desk_.now += std::chrono::minutes{5};
  const auto read =
      Must(wire::ReadAcknowledgement(desk_.Post({act.Text(), "17", complaint.Text(), order.Text()}, 2).body));
  ASSERT_EQ(read.arrivals.size(), 2U) << "neither an act nor what is broken is signed";
  const auto is_proven = [&](const wire::SignedArrival& signed_arrival, const Told& told, const std::string& number) {
    const domain::Arrival arrival{*domain::RecordNumber::Parse(number), base::Sha256(told.Text()),
                                  signed_arrival.received};
    return domain::IsProven({arrival, signed_arrival.key, signed_arrival.signature}, base::VerifyKeyOf(key));
  };
  EXPECT_EQ(read.arrivals[0].index, 2U);
  EXPECT_EQ(read.arrivals[0].received, desk_.now);
  EXPECT_TRUE(is_proven(read.arrivals[0], complaint, NumberOf(2)));
  EXPECT_EQ(read.arrivals[1].index, 3U);
  EXPECT_EQ(read.arrivals[1].received, first_came);
  EXPECT_TRUE(is_proven(read.arrivals[1], order, NumberOf(1)));
  desk_.keys.reset();
  EXPECT_THAT(desk_.Post({order.Text()}, 3).body, testing::Not(HasSubstr("arrivals")));
}

TEST_P(ArchivePromiseTest, WhatIsNoEventIsParkedWithItsBytesAndHoldsUpNobody) {
  const std::string with_nul = Told{.n = 3, .type = "of.next.year", .subject = "a\\u0000b"}.Text();
  const std::string garbled = "{\"id\":\"\xff\xfe\"}";
  const auto answer = desk_.Post({Told{}.Text(), with_nul, garbled, "17", Told{.n = 2}.Text()});
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("\"accepted\":2"));
  EXPECT_THAT(answer.body, HasSubstr("control character"));
  EXPECT_EQ(Count().broken, 3);
  EXPECT_THAT(desk_.Post({garbled}, 2).body, HasSubstr("urn:bianmin:problem:malformed"));
  EXPECT_EQ(Count().broken, 3) << "the same bytes again";
}

TEST_P(ArchivePromiseTest, ATypeOfNextYearIsKeptUnread) {
  const Told unknown{
      .type = "robot.visited", .subject = "座位 \\\"7\\\" {a,b} \\\\ NULL", .time = "0000-01-01T00:00:00.001Z"};
  ASSERT_THAT(desk_.Post({unknown.Text()}).body, HasSubstr("\"accepted\":1"));
  EXPECT_EQ(Count().unknown, 1);
  const auto listed = Must(desk_.archive->List({.limit = 1})).at(0);
  EXPECT_EQ(listed.number, "座位 \"7\" {a,b} \\ NULL");
  EXPECT_EQ(base::FormatUtc(listed.time), "0000-01-01T00:00:00.001Z");
}

TEST_P(ArchivePromiseTest, TheHighestSequenceOfAKioskIsItsOwn) {
  ASSERT_THAT(desk_.Post({Told{.n = 7}.Text(), Told{.n = 3}.Text()}, 1).body,
              HasSubstr("\"high\":\"0000000000000007\""));
  ASSERT_THAT(desk_.Post({Told{.n = 4}.Text()}, 2).body, HasSubstr("\"high\":\"0000000000000007\""));
  ASSERT_THAT(desk_.Post({Told{.n = 5, .source = kSecondKiosk}.Text()}, 3, kSecondKiosk).body,
              HasSubstr("\"high\":\"0000000000000005\""));
  EXPECT_EQ(Must(desk_.archive->HoldingOf(kFirstKiosk)).events, 3);
  EXPECT_EQ(Must(desk_.archive->HoldingOf(kSecondKiosk)).high, 5);
  EXPECT_EQ(Must(desk_.archive->HoldingOf("urn:bianmin:demo-city:jingan:k09")).events, 0);
  EXPECT_EQ(Count().kiosks, 2);
}

TEST_P(ArchivePromiseTest, TheLargestBatchFits) {
  std::vector<std::string> events;
  const int most = static_cast<int>(domain::kMaxBatchEvents);
  for (int n = 1; n <= most; ++n) events.push_back(Told{.n = n, .subject = NumberOf(n)}.Text());
  EXPECT_THAT(desk_.Post(events).body, HasSubstr("\"accepted\":500"));
  const auto listed = Must(desk_.archive->List({.limit = 1000}));
  ASSERT_EQ(listed.size(), events.size());
  for (int n = 1; n <= most; ++n) ASSERT_EQ(listed[static_cast<std::size_t>(n - 1)].sequence, n) << "in their order";
  EXPECT_EQ(Count().by_state.at("order registered"), most);
}

TEST_P(ArchivePromiseTest, AnEmptyBatchIsAnswered) {
  EXPECT_THAT(desk_.Post({}).body, HasSubstr("\"count\":0"));
  EXPECT_EQ(Count().events, 0);
}

TEST_P(ArchivePromiseTest, ActsOfOneBatchAreTakenInTheirOrder) {
  ASSERT_EQ(desk_
                .Post({Told{.n = 1}.Text(), Told{.n = 2, .type = "order.cancelled"}.Text(),
                       Told{.n = 3, .type = "order.reopened"}.Text()})
                .status,
            200);
  EXPECT_EQ(desk_.StateOf(NumberOf(1)), "accepted");
  const KnownRecord record = Must(desk_.archive->FindRecord(NumberOf(1), 10));
  ASSERT_EQ(record.history.size(), 3U);
  EXPECT_EQ(record.history[0].state, "registered");
  EXPECT_EQ(record.history[2].state, "accepted");
  EXPECT_EQ(record.history[2].at, kMondayMorning);
  EXPECT_EQ(record.registration.service_code, "cleaning");
  EXPECT_EQ(Must(desk_.archive->FindRecord(NumberOf(1), 2)).history.back().state, "accepted");
  EXPECT_EQ(Must(desk_.archive->FindRecord(NumberOf(1), 2)).history.front().state, "registered");
}

TEST_P(ArchivePromiseTest, ARestoredKioskIsToldWhatItsLostActsLedTo) {
  ASSERT_EQ(desk_
                .Post({Told{.n = 1}.Text(), Told{.n = 2, .subject = NumberOf(2)}.Text(),
                       Told{.n = 3, .type = "order.cancelled", .subject = NumberOf(2)}.Text()},
                      1)
                .status,
            200);
  const Told restored{.n = 1000, .type = "kiosk.restored", .subject = "", .data = R"({"last_sequence":1})"};
  const Told late{.n = 4, .type = "order.cancelled"};
  ASSERT_THAT(desk_.Post({late.Text(), restored.Text()}, 2).body, HasSubstr("\"accepted\":2"));
  EXPECT_THAT(desk_.Announced(), ElementsAre("cancelled", "cancelled")) << "what came in with the same batch, too";
}

TEST_P(ArchivePromiseTest, TheFeedComesInPagesAndInOrder) {
  ASSERT_EQ(desk_.Post({Told{}.Text()}).status, 200);
  for (const char* state : {"accepted", "dispatched", "in_service"}) {
    Must(desk_.archive->AddStatus({NumberOf(1), state, "说明", kMondayMorning}, false));
  }
  const Changes first = Must(desk_.archive->ChangesAfter(kFirstKiosk, 0, 2));
  EXPECT_TRUE(first.has_more);
  ASSERT_EQ(first.changes.size(), 2U);
  const Changes rest = Must(desk_.archive->ChangesAfter(kFirstKiosk, first.changes[1].position, 2));
  EXPECT_FALSE(rest.has_more);
  ASSERT_EQ(rest.changes.size(), 1U);
  EXPECT_THAT(rest.changes[0].bytes, HasSubstr("说明"));
  EXPECT_EQ(Must(desk_.archive->NewestChange()), rest.changes[0].position);
  EXPECT_TRUE(Must(desk_.archive->ChangesAfter(kSecondKiosk, 0, 10)).changes.empty());
}

TEST_P(ArchivePromiseTest, TheEpochIsThatOfTheArchiveAndNotOfWhoOpensIt) {
  EXPECT_EQ(house_->Open()->Epoch(), desk_.archive->Epoch());
  EXPECT_NE(ArchiveHouse::New(GetParam())->Open()->Epoch(), desk_.archive->Epoch());
  EXPECT_EQ(ArchiveHouse::New(GetParam())->TryOpen(centre::OpenMode::MustExist).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(house_->TryOpen(centre::OpenMode::MustExist).ok());
  EXPECT_TRUE(desk_.archive->Probe().ok());
}

}  // namespace
}  // namespace bianmin::contract
