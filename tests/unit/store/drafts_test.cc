// Interrupted forms: for a day, for whoever has the code, for nobody else.
#include "kiosk/store/drafts.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/lookup_throttle.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using domain::DraftCode;
using support::KioskDesk;
using support::Must;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kForm = "厨房水管漏水，䶮字路口那栋，𠮷姐家，13800001234";

DraftCode Code(int number) { return DraftCode::Parse(std::to_string(482'913 + number)).value(); }

class Drafts : public testing::Test {
 protected:
  DraftLookup Open(const DraftCode& code) { return Must(store_.OpenDraft(code)); }
  bool IsThere(const DraftCode& code) { return std::holds_alternative<KeptDraft>(Open(code)); }
  // By looking at the rows, which costs no guess.
  std::int64_t Rows() const {
    SQLite::Database database(desk_.file().string(), SQLite::OPEN_READONLY);
    return database.execAndGet("SELECT count(*) FROM draft").getInt64();
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
};

TEST_F(Drafts, TheCodeBringsTheFormBackAsOftenAsUntilItIsForgotten) {
  Must(store_.KeepDraft(Code(0), kForm));
  EXPECT_EQ(std::get<KeptDraft>(Open(Code(0))).content, kForm);
  EXPECT_TRUE(IsThere(Code(0)));
  Must(store_.ForgetDraft(Code(0)));
  EXPECT_TRUE(std::holds_alternative<NoSuchDraft>(Open(Code(0))));
  EXPECT_TRUE(store_.ForgetDraft(Code(0)).ok()) << "also when there is none";
}

TEST_F(Drafts, APowerCutTakesNoneAway) {
  Must(store_.KeepDraft(Code(0), kForm));
  Store restarted = desk_.OpenStore();
  EXPECT_EQ(std::get<KeptDraft>(Must(restarted.OpenDraft(Code(0)))).content, kForm);
}

TEST_F(Drafts, VanishAfterADay) {
  Must(store_.KeepDraft(Code(0), kForm));
  desk_.clock.Advance(domain::kDraftKept - 1ms);
  EXPECT_TRUE(IsThere(Code(0)));
  desk_.clock.Advance(1ms);
  EXPECT_FALSE(IsThere(Code(0)));
  EXPECT_EQ(Rows(), 0);
}

TEST_F(Drafts, AreErasedWhileNobodyAsksForThem) {
  Must(store_.KeepDraft(Code(0), kForm));
  desk_.clock.Advance(1h);
  Must(store_.KeepDraft(Code(1), kForm));
  desk_.clock.Advance(domain::kDraftKept - 1h);
  Database other = desk_.OpenDatabase();
  EXPECT_EQ(Must(EraseExpiredDrafts(other, desk_.clock.Now())), 1);
  EXPECT_EQ(Must(EraseExpiredDrafts(other, desk_.clock.Now())), 0);
  EXPECT_TRUE(IsThere(Code(1)));
}

TEST_F(Drafts, AClockSetBackKeepsNoneForLonger) {
  Must(store_.KeepDraft(Code(0), kForm));
  desk_.clock.SetWallClock(support::kMondayMorning - 24h * 365);
  Database other = desk_.OpenDatabase();
  Must(EraseExpiredDrafts(other, desk_.clock.Now()));
  EXPECT_TRUE(IsThere(Code(0)));
  desk_.clock.Advance(domain::kDraftKept);
  EXPECT_FALSE(IsThere(Code(0)));
}

TEST_F(Drafts, TwoDoNotShareACode) {
  Must(store_.KeepDraft(Code(0), kForm));
  const auto second = store_.KeepDraft(Code(0), "another form");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::Conflict);
  EXPECT_EQ(std::get<KeptDraft>(Open(Code(0))).content, kForm);
}

TEST_F(Drafts, OfTooManyTheOldestGoes) {
  const int most = static_cast<int>(domain::kMaxDrafts);
  for (int i = 0; i < most; ++i) {
    Must(store_.KeepDraft(Code(i), kForm));
    desk_.clock.Advance(1s);
  }
  EXPECT_TRUE(IsThere(Code(0)));
  Must(store_.KeepDraft(Code(most), kForm));
  EXPECT_FALSE(IsThere(Code(0)));
  EXPECT_TRUE(IsThere(Code(1)));
  EXPECT_TRUE(IsThere(Code(most)));
  EXPECT_EQ(Rows(), most);
}

TEST_F(Drafts, HaveALargestSize) {
  EXPECT_TRUE(store_.KeepDraft(Code(0), std::string(domain::kMaxDraftBytes, 'x')).ok());
  const auto larger = store_.KeepDraft(Code(1), std::string(domain::kMaxDraftBytes + 1, 'x'));
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().code, base::ErrorCode::TooLarge);
}

TEST_F(Drafts, WrongCodesAreSlowedDownEvenAfterARestart) {
  Must(store_.KeepDraft(Code(0), kForm));
  for (int guess = 1; guess <= domain::kFreeLookupFailures + 1; ++guess) EXPECT_FALSE(IsThere(Code(guess)));
  Store restarted = desk_.OpenStore();
  const DraftLookup told = Must(restarted.OpenDraft(Code(0)));
  ASSERT_TRUE(std::holds_alternative<WaitUntil>(told)) << "the right one too, or guessing would go on";
  EXPECT_EQ(std::get<WaitUntil>(told).at, desk_.clock.Now() + domain::kFirstLookupWait);
  desk_.clock.Advance(domain::kFirstLookupWait);
  EXPECT_TRUE(IsThere(Code(0)));
}

TEST_F(Drafts, AGuesserWhoStaysAllDayTriesAFewHundredTimes) {
  int guesses = 0;
  for (const auto end = desk_.clock.Now() + domain::kDraftKept; desk_.clock.Now() < end;) {
    const DraftLookup told = Open(Code(guesses));
    if (const auto* wait = std::get_if<WaitUntil>(&told)) {
      desk_.clock.Advance(wait->at - desk_.clock.Now());
    } else {
      ++guesses;
      desk_.clock.Advance(2s);
    }
  }
  EXPECT_LT(guesses, 240);  // of 866,781 codes
}

TEST_F(Drafts, GuessingCodesLeavesLookingUpAlone) {
  const auto order = Must(store_.RegisterOrder(support::LeakingPipe()));
  for (int guess = 0; guess <= domain::kFreeLookupFailures; ++guess) Open(Code(guess));
  EXPECT_TRUE(std::holds_alternative<domain::Order>(Must(store_.Find(order.number, "1234"))));
  EXPECT_TRUE(std::holds_alternative<WaitUntil>(Open(Code(0))));
}

TEST_F(Drafts, TheCentreHearsNothing) {
  Must(store_.KeepDraft(Code(0), kForm));
  Open(Code(0));
  Must(store_.ForgetDraft(Code(0)));
  EXPECT_EQ(Must(store_.Waiting()).waiting, 0);
}

TEST_F(Drafts, AThiefOfTheDiskReadsNeitherFormNorCode) {
  Must(store_.KeepDraft(Code(0), kForm));
  const std::string bytes = desk_.RawFiles();
  EXPECT_THAT(bytes, Not(HasSubstr("13800001234")));
  EXPECT_THAT(bytes, Not(HasSubstr("漏水")));
  EXPECT_THAT(bytes, Not(HasSubstr(Code(0).digits())));
}

TEST_F(Drafts, TheKiosksKeyAloneOpensNone) {
  Must(store_.KeepDraft(Code(0), kForm));
  Must(store_.KeepDraft(Code(1), "another form"));
  {  // whoever has disk and key puts the one row in the place of the other
    SQLite::Database database(desk_.file().string(), SQLite::OPEN_READWRITE);
    ASSERT_EQ(database.exec("UPDATE draft SET content = (SELECT content FROM draft ORDER BY length(content) DESC "
                            "LIMIT 1)"),
              2);
  }
  const auto opened = store_.OpenDraft(Code(1));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, base::ErrorCode::Corrupt);
}

}  // namespace
}  // namespace bianmin::store
