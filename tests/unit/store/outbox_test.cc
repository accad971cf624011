#include "kiosk/store/outbox.h"

#include <gtest/gtest.h>

#include "kiosk/store/journal.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

class AnOutbox : public testing::Test {
 protected:
  void Register(int orders) {
    for (int i = 0; i < orders; ++i) Must(store_.RegisterOrder(LeakingPipe()));
  }
  std::vector<std::int64_t> Sequences(const BatchLimits& limits = {}, std::int64_t after = 0) {
    std::vector<std::int64_t> sequences;
    for (const OutboxEvent& event : Must(outbox_.NextBatch(limits, after))) sequences.push_back(event.sequence);
    return sequences;
  }
  void Answer1(std::int64_t sequence, std::variant<Delivered, Refused> is) {
    Must(outbox_.RecordAnswers(std::vector<Answer>{{.sequence = sequence, .is = std::move(is)}}, desk_.clock.Now()));
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  Database database_ = desk_.OpenDatabase();  // as bianmin-sync has it
  Outbox outbox_{database_};
};

using Numbers = std::vector<std::int64_t>;

TEST_F(AnOutbox, GivesWhatWaitsInOrderWithoutGaps) {
  EXPECT_TRUE(Sequences().empty());
  Register(3);
  EXPECT_FALSE(store_.CancelOrder(domain::RecordNumber::Of(desk_.code, 1), "x").ok());  // a refused act uses no number
  Register(1);
  EXPECT_EQ(Sequences(), (Numbers{1, 2, 3, 4}));
  EXPECT_EQ(Sequences({}, 2), (Numbers{3, 4}));
  Answer1(2, Delivered{});
  EXPECT_EQ(Sequences(), (Numbers{1, 3, 4}));
}

TEST_F(AnOutbox, HoldsABatchToItsLimits) {
  Register(4);
  const auto events = Must(outbox_.NextBatch());
  const std::size_t of_two = 2 + events[0].body.size() + 1 + events[1].body.size();
  EXPECT_EQ(Sequences({.most_events = 3}), (Numbers{1, 2, 3}));
  EXPECT_EQ(Sequences({.most_bytes = of_two}), (Numbers{1, 2}));
  EXPECT_EQ(Sequences({.most_bytes = of_two - 1}), (Numbers{1}));
  EXPECT_EQ(Sequences({.most_bytes = 1}), (Numbers{1}));  // or it would wait for ever
}

TEST_F(AnOutbox, GivesTheSameBytesAgainUntilTheyAreAnsweredFor) {
  Register(1);
  const std::string first = Must(outbox_.NextBatch()).at(0).body;
  Database reopened = desk_.OpenDatabase();
  EXPECT_EQ(Must(Outbox{reopened}.NextBatch()).at(0).body, first);
}

TEST_F(AnOutbox, KeepsWhatTheCentreRefusesForAPerson) {
  Register(3);
  Must(outbox_.RecordAnswers(
      std::vector<Answer>{{.sequence = 1, .is = Delivered{}}, {.sequence = 2, .is = Refused{"malformed: no type"}}},
      desk_.clock.Now()));
  const OutboxStatus status = Must(outbox_.Status());
  EXPECT_EQ(status.waiting, 1);
  EXPECT_EQ(status.delivered, 1);
  EXPECT_EQ(status.dead, 1);
  const auto dead = Must(outbox_.Dead());
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].sequence, 2);
  EXPECT_EQ(dead[0].type, "order.registered");
  EXPECT_EQ(dead[0].why, "malformed: no type");
  EXPECT_EQ(dead[0].record.size(), 10u);
  EXPECT_EQ(base::FormatDate(dead[0].refused_on), "2026-11-23");

  Must(outbox_.Revive(2));
  EXPECT_EQ(Sequences(), (Numbers{2, 3}));
  EXPECT_EQ(outbox_.Revive(2).error().code, ErrorCode::NotFound);
  EXPECT_EQ(outbox_.Revive(1).error().code, ErrorCode::NotFound);
}

TEST_F(AnOutbox, GivesWhatIsNotDeliveredOrAllThatIsKeptToWhoAsksForIt) {
  Register(4);
  Answer1(1, Delivered{});
  Answer1(2, Refused{"malformed"});
  const auto sequences = [&](OutboxPart part, std::int64_t after = 0) {
    Numbers found;
    for (const OutboxEvent& event : Must(outbox_.NextBatch({}, after, part))) found.push_back(event.sequence);
    return found;
  };
  EXPECT_EQ(sequences(OutboxPart::Waiting), (Numbers{3, 4}));
  EXPECT_EQ(sequences(OutboxPart::Undelivered), (Numbers{2, 3, 4}));
  EXPECT_EQ(sequences(OutboxPart::Kept), (Numbers{1, 2, 3, 4}));
  EXPECT_EQ(sequences(OutboxPart::Kept, 3), (Numbers{4}));
}

TEST_F(AnOutbox, TheFirstAnswerStands) {
  Register(1);
  Answer1(1, Delivered{});
  Answer1(1, Refused{"too late"});
  EXPECT_EQ(Must(outbox_.Status()).delivered, 1);
  EXPECT_EQ(Must(outbox_.Status()).dead, 0);
}

TEST_F(AnOutbox, SaysSinceWhenTheOldestWaits) {
  EXPECT_FALSE(Must(outbox_.Status()).waiting_since);
  Register(1);
  desk_.clock.Advance(5h);
  Register(1);
  EXPECT_EQ(Must(outbox_.Status()).waiting_since, support::kMondayMorning);
  Answer1(1, Delivered{});
  EXPECT_EQ(Must(outbox_.Status()).waiting_since, support::kMondayMorning + 5h);
}

TEST_F(AnOutbox, OfAnAnonymousRatingKnowsOnlyTheDay) {
  Register(1);
  Must(store_.GiveRating(support::AnonymousRating(Must(store_.RegisterOrder(LeakingPipe())).number, 5)));
  Answer1(1, Delivered{});
  Answer1(2, Delivered{});
  EXPECT_EQ(Must(outbox_.Status()).waiting_since, base::FromLocal({.date = std::chrono::year{2026} / 11 / 23}));
}

TEST_F(AnOutbox, PrunesOnlyWhatWasDeliveredLongAgo) {
  Register(4);
  Answer1(1, Delivered{});
  Answer1(2, Refused{"broken"});
  desk_.clock.Advance(24h);
  Answer1(3, Delivered{});
  EXPECT_EQ(Must(outbox_.Prune(base::LocalDate(desk_.clock.Now()))), 1);
  const OutboxStatus status = Must(outbox_.Status());
  EXPECT_EQ(status.delivered, 1);
  EXPECT_EQ(status.dead, 1);
  EXPECT_EQ(status.waiting, 1);
  // Pruning never makes a sequence free again.
  Answer1(4, Delivered{});
  EXPECT_EQ(Must(outbox_.Prune(base::LocalDate(desk_.clock.Now() + 48h))), 3 - 1);
  Register(1);
  EXPECT_EQ(Sequences(), (Numbers{5}));
  EXPECT_FALSE(Must(Journal{database_}.Verify()).first_broken);
}

TEST_F(AnOutbox, RemembersTheLastContactWithTheCentre) {
  CentreContact contact = Must(store_.Contact());
  EXPECT_FALSE(contact.last_success);
  EXPECT_FALSE(contact.last_failure);
  EXPECT_EQ(contact.last_error, "");

  Must(outbox_.RecordFailure(desk_.clock.Now(), "the centre does not answer"));
  contact = Must(store_.Contact());
  EXPECT_EQ(contact.last_failure, support::kMondayMorning);
  EXPECT_EQ(contact.last_error, "the centre does not answer");

  desk_.clock.Advance(1min);
  Must(outbox_.RecordSuccess(desk_.clock.Now()));
  contact = Must(store_.Contact());
  EXPECT_EQ(contact.last_success, support::kMondayMorning + 1min);
  EXPECT_EQ(contact.last_failure, support::kMondayMorning);
  EXPECT_EQ(contact.last_error, "");
}

}  // namespace
}  // namespace bianmin::store
