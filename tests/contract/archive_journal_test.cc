// What kiosks tell of their journals, kept by every kind of archive, and what can be proven by it afterwards.

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "kiosk/wire/journal.h"
#include "tests/contract/archive_house.h"

namespace bianmin::contract {
namespace {

using base::Digest;
using centre::JournalAudit;
using domain::JournalAnswer;
using domain::JournalHead;
using domain::JournalLine;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// An entry and the event it was made for, the n-th of both.
struct Entry {
  int n = 1;
  std::string act = "order.registered";
  std::string version = "";  // another one makes another hash

  Told Event() const { return {.n = n, .type = act, .subject = NumberOf(n)}; }
  Digest Hash() const { return base::Sha256("hash " + std::to_string(n) + version); }
  JournalLine Line() const { return {n, act, NumberOf(n), base::Sha256(Event().Text()), Hash()}; }
};

class ArchivedJournalTest : public ArchiveTest {
 protected:
  JournalAnswer Tells(const std::vector<Entry>& entries, std::optional<Digest> previous = std::nullopt) {
    domain::JournalPiece piece;
    for (const Entry& entry : entries) piece.lines.push_back(entry.Line());
    if (!entries.empty() && entries.front().n > 1) piece.previous = Entry{.n = entries.front().n - 1}.Hash();
    if (previous) piece.previous = *previous;
    return Must(desk_.archive->KeepJournal({kFirstKiosk, piece, desk_.now}));
  }
  std::vector<Entry> Entries(int first, int last) {
    std::vector<Entry> entries;
    for (int n = first; n <= last; ++n) entries.push_back({.n = n});
    return entries;
  }
  void Sends(const Entry& entry) { ASSERT_EQ(desk_.Post({entry.Event().Text()}, 1000 + entry.n).status, 200); }
  // A batch that comes with this head.
  void Claims(const JournalHead& head, int batch) {
    centre::Request request = support::PostOf(support::BatchOf({}), batch);
    request.headers["bianmin-journal"] = wire::WriteJournalHead(head);
    ASSERT_EQ(desk_.Handle(request).status, 200);
  }
  JournalAudit Audit(const std::string& source = kFirstKiosk) { return Must(desk_.archive->AuditJournal(source)); }
};

INSTANTIATE_TEST_SUITE_P(Both, ArchivedJournalTest, kBothArchives, NameOf);

TEST_P(ArchivedJournalTest, IsKeptPieceByPiece) {
  EXPECT_EQ(Tells({}).held, JournalHead{});
  EXPECT_EQ(Tells(Entries(1, 3)).held, (JournalHead{3, Entry{.n = 3}.Hash()}));
  EXPECT_EQ(Tells(Entries(4, 4)).held.sequence, 4);
  EXPECT_EQ(Tells(Entries(2, 6)).held.sequence, 6) << "told again, and more";
  EXPECT_EQ(Tells(Entries(2, 3)).held.sequence, 6);
  EXPECT_EQ(Tells({}).held, (JournalHead{6, Entry{.n = 6}.Hash()}));
  EXPECT_THAT(Audit().rewritten, IsEmpty());
  EXPECT_EQ(Audit(kSecondKiosk).held.sequence, 0) << "each kiosk has its own";
}

TEST_P(ArchivedJournalTest, WhatDoesNotJoinIsNotKept) {
  ASSERT_TRUE(Tells(Entries(1, 3)).is_joined);
  const JournalAnswer ahead = Tells(Entries(5, 6));
  EXPECT_FALSE(ahead.is_joined);
  EXPECT_EQ(ahead.held.sequence, 3);
  EXPECT_FALSE(Tells(Entries(4, 6), base::Sha256("another history")).is_joined);
  EXPECT_EQ(Audit().held.sequence, 3);
}

TEST_P(ArchivedJournalTest, NamesTheComplaintWhoseEventWasTakenAway) {
  const Entry complaint{.n = 2, .act = "complaint.filed"};
  ASSERT_TRUE(Tells({Entry{.n = 1}, complaint, Entry{.n = 3}, Entry{.n = 4}}).is_joined);
  Sends({.n = 1});
  EXPECT_THAT(Audit().missing, IsEmpty()) << "the others may still be on their way";
  Sends({.n = 3});
  const JournalAudit audit = Audit();
  ASSERT_THAT(audit.missing, SizeIs(1)) << "entry 4 waits";
  EXPECT_EQ(audit.missing[0].sequence, 2);
  EXPECT_EQ(audit.missing[0].act, "complaint.filed");
  EXPECT_EQ(audit.missing[0].record, NumberOf(2));
  ASSERT_THAT(audit.gaps, SizeIs(1));
  EXPECT_EQ(audit.gaps[0].first, 2);
  EXPECT_EQ(audit.gaps[0].last, 2);
  EXPECT_FALSE(audit.gaps[0].is_restored);
  Sends(complaint);
  EXPECT_THAT(Audit().missing, IsEmpty());
  EXPECT_THAT(Audit().gaps, IsEmpty());
}

TEST_P(ArchivedJournalTest, AnActWithoutAnEventIsNotMissed) {
  ASSERT_TRUE(Tells({Entry{.n = 1, .act = "contact.viewed"}, Entry{.n = 2}, Entry{.n = 3}}).is_joined);
  Sends({.n = 2});
  Sends({.n = 3});
  EXPECT_THAT(Audit().missing, IsEmpty());
}

TEST_P(ArchivedJournalTest, WhatIsKeptForAPersonHasArrived) {
  const Entry other{.n = 1, .act = "rating.given"};
  ASSERT_TRUE(Tells({other, Entry{.n = 2}}).is_joined);
  Told first = other.Event();
  first.data = R"({"another":1})";
  ASSERT_EQ(desk_.Post({first.Text()}, 1).status, 200);
  ASSERT_THAT(desk_.Post({other.Event().Text()}, 2).body, HasSubstr("urn:bianmin:problem:conflict"));
  Sends({.n = 2});
  EXPECT_THAT(Audit().missing, IsEmpty());
}

TEST_P(ArchivedJournalTest, KeepsWhatWasToldOtherwiseBefore) {
  Sends({.n = 2, .act = "rating.given"});
  ASSERT_TRUE(Tells({Entry{.n = 1}, Entry{.n = 2, .act = "rating.given"}, Entry{.n = 3}}).is_joined);
  desk_.now += std::chrono::hours{1};
  // The rating was taken out and the rest of the chain written anew.
  const Entry moved{.n = 2, .act = "order.cancelled", .version = "b"};
  ASSERT_TRUE(Tells({Entry{.n = 1}, moved}).is_joined);
  const JournalAudit audit = Audit();
  EXPECT_EQ(audit.held, (JournalHead{2, moved.Hash()}));
  ASSERT_THAT(audit.rewritten, SizeIs(2));
  EXPECT_EQ(audit.rewritten[0].entry.sequence, 2);
  EXPECT_EQ(audit.rewritten[0].entry.act, "rating.given");
  EXPECT_EQ(audit.rewritten[0].entry.record, NumberOf(2));
  EXPECT_EQ(audit.rewritten[0].instead, "order.cancelled");
  EXPECT_EQ(audit.rewritten[0].noticed, desk_.now);
  EXPECT_TRUE(audit.rewritten[0].is_archived);
  EXPECT_FALSE(audit.rewritten[1].is_archived);
}

TEST_P(ArchivedJournalTest, AHeadThatCameWithABatchBindsTheKiosk) {
  Claims({2, Entry{.n = 2}.Hash()}, 1);
  ASSERT_TRUE(Tells({Entry{.n = 1}, Entry{.n = 2, .version = "b"}}).is_joined);
  const JournalAudit audit = Audit();
  ASSERT_THAT(audit.rewritten, SizeIs(1));
  EXPECT_EQ(audit.rewritten[0].entry.sequence, 2);
  EXPECT_EQ(audit.rewritten[0].entry.act, "head.claimed");
  // One that turns out true leaves no trace.
  Claims({3, Entry{.n = 3}.Hash()}, 2);
  ASSERT_TRUE(Tells({Entry{.n = 3}}, Entry{.n = 2, .version = "b"}.Hash()).is_joined);
  EXPECT_THAT(Audit().rewritten, SizeIs(1));
}

TEST_P(ArchivedJournalTest, ARestoreExplainsAHeadThatWasLost) {
  ASSERT_TRUE(Tells(Entries(1, 3)).is_joined);
  Claims({6, Entry{.n = 6}.Hash()}, 1);  // entries 4 to 6 died with the disk before they were told
  desk_.now += std::chrono::hours{1};
  const Entry restored{.n = 4, .act = "kiosk.restored"};
  Claims({5, Entry{.n = 5, .version = "b"}.Hash()}, 2);
  ASSERT_TRUE(Tells({restored, Entry{.n = 5, .version = "b"}}).is_joined);
  EXPECT_THAT(Audit().rewritten, IsEmpty());
  ASSERT_TRUE(Tells({Entry{.n = 6, .version = "b"}}, Entry{.n = 5, .version = "b"}.Hash()).is_joined);
  ASSERT_THAT(Audit().rewritten, SizeIs(1));
  EXPECT_EQ(Audit().rewritten[0].instead, "kiosk.restored");
}

TEST_P(ArchivedJournalTest, KeepsAsManyClaimsAsItsLimit) {
  const int most = static_cast<int>(domain::kMaxJournalClaims);
  for (int n = 1; n <= most + 1; ++n) Claims({n, Entry{.n = n, .version = "b"}.Hash()}, n);
  ASSERT_TRUE(Tells(Entries(1, most + 1)).is_joined);
  EXPECT_THAT(Audit().rewritten, SizeIs(most));
}

TEST_P(ArchivedJournalTest, SaysWhenMoreWasRewrittenThanItLists) {
  const int most = static_cast<int>(domain::kMaxListedEvents);
  ASSERT_TRUE(Tells(Entries(1, most - 1)).is_joined);
  const Entry second{.n = 1, .version = "b"};
  ASSERT_TRUE(Tells({second}).is_joined);
  EXPECT_THAT(Audit().rewritten, SizeIs(most - 1));
  EXPECT_FALSE(Audit().is_cut);
  ASSERT_TRUE(Tells({Entry{.n = 2}}, second.Hash()).is_joined);
  ASSERT_TRUE(Tells({Entry{.n = 1, .version = "c"}}).is_joined);
  EXPECT_THAT(Audit().rewritten, SizeIs(most));
  EXPECT_TRUE(Audit().is_cut);
}

TEST_P(ArchivedJournalTest, TakesTheLongestPieceOverTheWire) {
  const int most = static_cast<int>(domain::kMaxJournalEntriesTold);
  domain::JournalPiece piece;
  for (int n = 1; n <= most; ++n) piece.lines.push_back(Entry{.n = n}.Line());
  centre::Request request = support::JsonOf("POST", "/v1/journal", wire::WriteJournal(piece));
  const auto answer = Must(wire::ReadJournalAnswer(desk_.Handle(request).body));
  EXPECT_TRUE(answer.is_joined);
  EXPECT_EQ(answer.held.sequence, most);
  request.body = "{}";
  EXPECT_EQ(desk_.Handle(request).status, 400);
  request.headers = {{"content-type", "text/plain"}};
  EXPECT_EQ(desk_.Handle(request).status, 415);
  request.method = "GET";
  EXPECT_EQ(desk_.Handle(request).status, 405);
  request.source.reset();
  request.method = "POST";
  EXPECT_EQ(desk_.Handle(request).status, 403);
}

}  // namespace
}  // namespace bianmin::contract
