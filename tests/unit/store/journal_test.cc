#include "kiosk/store/journal.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

class AJournal : public testing::Test {
 protected:
  AJournal() {
    Store store = desk_.OpenStore();
    const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
    Must(store.RemindOrder(order));
    Must(store.GiveRating(support::AnonymousRating(order, 5)));
    Must(store.CancelOrder(order, "not_needed"));
  }
  // What somebody does who has the file and SQLite, but hopes that nobody notices.
  void Tamper(const std::string& sql) {
    SQLite::Database database(desk_.file().string(), SQLite::OPEN_READWRITE);
    ASSERT_GE(database.exec(sql), 1) << sql;
  }
  ChainReport Verify() {
    Database database = desk_.OpenDatabase();
    return Must(Journal{database}.Verify());
  }

  KioskDesk desk_;
};

TEST_F(AJournal, HoldsEveryActInAnUnbrokenChain) {
  const ChainReport report = Verify();
  EXPECT_EQ(report.entries, 4);
  EXPECT_FALSE(report.first_broken) << report.what;
  Database database = desk_.OpenDatabase();
  const auto entries = Must(Journal{database}.Latest(10));
  ASSERT_EQ(entries.size(), 4u);
  EXPECT_EQ(entries[0].act, "order.registered");
  EXPECT_EQ(entries[0].at, "2026-11-23T01:30:00.000Z");
  EXPECT_EQ(entries[0].previous, base::Digest{});
  EXPECT_EQ(entries[2].act, "rating.given");
  EXPECT_EQ(entries[2].at, "2026-11-23");
  EXPECT_EQ(entries[2].record, "");
  EXPECT_EQ(entries[3].previous, entries[2].hash);
  EXPECT_EQ(entries[3].hash, report.head);
}

TEST_F(AJournal, ShowsAnEntryThatWasChanged) {
  for (const std::string column : {"at", "act", "record", "actor"}) {
    KioskDesk& desk = desk_;
    SQLite::Database database(desk.file().string(), SQLite::OPEN_READWRITE);
    const std::string kept = database.execAndGet("SELECT " + column + " FROM journal WHERE sequence = 2").getString();
    Tamper("UPDATE journal SET " + column + " = 'x' WHERE sequence = 2");
    EXPECT_EQ(Verify().first_broken, 2) << column;
    Tamper("UPDATE journal SET " + column + " = '" + kept + "' WHERE sequence = 2");
    EXPECT_FALSE(Verify().first_broken);
  }
}

TEST_F(AJournal, ShowsAnEntryThatWasRemoved) {
  Tamper(
      "PRAGMA foreign_keys = OFF; DELETE FROM outbox WHERE journal_sequence = 3; "
      "DELETE FROM journal WHERE sequence = 3");
  const ChainReport report = Verify();
  EXPECT_EQ(report.first_broken, 4);
  EXPECT_NE(report.what.find("removed"), std::string::npos);
}

TEST_F(AJournal, ShowsThatItsEndWasCutOff) {
  Tamper(
      "PRAGMA foreign_keys = OFF; DELETE FROM outbox WHERE journal_sequence >= 3; "
      "DELETE FROM journal WHERE sequence >= 3");
  const ChainReport report = Verify();
  EXPECT_EQ(report.entries, 2);
  EXPECT_EQ(report.first_broken, 3);
  EXPECT_NE(report.what.find("at the end"), std::string::npos);
}

TEST_F(AJournal, ShowsEntriesThatChangedPlaces) {
  Tamper(
      "PRAGMA foreign_keys = OFF;"
      "UPDATE journal SET sequence = 99 WHERE sequence = 2;"
      "UPDATE journal SET sequence = 2 WHERE sequence = 3;"
      "UPDATE journal SET sequence = 3 WHERE sequence = 99");
  EXPECT_EQ(Verify().first_broken, 2);
}

TEST_F(AJournal, ShowsAnEntryRewrittenTogetherWithItsHash) {
  Database database = desk_.OpenDatabase();
  JournalEntry entry = Must(Journal{database}.Latest(3)).at(0);
  ASSERT_EQ(entry.sequence, 2);
  entry.actor = "staff";
  Tamper("UPDATE journal SET actor = 'staff', hash = x'" + base::ToHex(HashOf(entry)) + "' WHERE sequence = 2");
  EXPECT_EQ(Verify().first_broken, 3);
}

TEST_F(AJournal, ShowsAnEventThatWasChangedBeforeItWasSent) {
  Tamper(
      "UPDATE outbox SET body = CAST(replace(CAST(body AS TEXT), 'not_needed', 'no_needed') AS BLOB) "
      "WHERE sequence = 4");
  const ChainReport report = Verify();
  EXPECT_EQ(report.first_broken, 4);
  EXPECT_NE(report.what.find("event 4"), std::string::npos);
}

TEST_F(AJournal, OfNothingIsWhole) {
  KioskDesk other;
  Database database = other.OpenDatabase();
  const ChainReport report = Must(Journal{database}.Verify());
  EXPECT_EQ(report.entries, 0);
  EXPECT_EQ(report.head, base::Digest{});
  EXPECT_FALSE(report.first_broken);
}

TEST_F(AJournal, IsCheckedInPiecesWithTheSameResult) {
  Database database = desk_.OpenDatabase();
  for (const int most : {1, 2, 3, 4, 5}) {
    ChainCheck check;
    int pieces = 0;
    for (; !check.is_over; ++pieces) check = Must(Journal{database}.VerifyPiece(check, most));
    EXPECT_EQ(pieces, 4 / most + 1);
    EXPECT_EQ(check.so_far.entries, 4);
    EXPECT_EQ(check.so_far.head, Verify().head);
    EXPECT_FALSE(check.so_far.first_broken);
  }
  Tamper("UPDATE journal SET act = 'x' WHERE sequence = 2");
  ChainCheck check;
  while (!check.is_over) check = Must(Journal{database}.VerifyPiece(check, 1));
  EXPECT_EQ(check.so_far.first_broken, 2);
}

TEST_F(AJournal, IsReadPageByPageNewestFirst) {
  Database database = desk_.OpenDatabase();
  Journal journal{database};
  const auto newest = Must(journal.Page({.record = "", .before = std::nullopt, .most = 3}));
  ASSERT_EQ(newest.size(), 3u);
  EXPECT_EQ(newest.front().sequence, 4);
  const auto oldest = Must(journal.Page({.record = "", .before = newest.back().sequence, .most = 3}));
  ASSERT_EQ(oldest.size(), 1u);
  EXPECT_EQ(oldest.front().act, "order.registered");
  const auto of_record = Must(journal.Page({.record = oldest.front().record, .before = std::nullopt, .most = 10}));
  EXPECT_EQ(of_record.size(), 3u) << "the anonymous rating is nobody's";
}

}  // namespace
}  // namespace bianmin::store
