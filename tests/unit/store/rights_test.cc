#include "kiosk/store/rights.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kiosk/store/casework.h"
#include "kiosk/store/documents.h"
#include "kiosk/store/grievances.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/outbox.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

class AResidentsRights : public testing::Test {
 protected:
  AResidentsRights() { support::Employ(store_); }
  void DeliverAll() {
    std::vector<Answer> answers;
    for (const auto& event : Must(Outbox{store_.database()}.NextBatch()))
      answers.push_back({event.sequence, Delivered{}});
    Must(Outbox{store_.database()}.RecordAnswers(answers, desk_.clock.Now()));
  }
  std::string LatestAct() { return Must(Journal{store_.database()}.Latest(1)).at(0).act; }
  bool Opens(const domain::RecordNumber& number, const char* digits) {
    const auto lookup = Must(store_.Find(number, digits));
    return !std::holds_alternative<NoSuchPair>(lookup);
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  Rights rights_{store_};
  domain::StaffNumber clerk_ = support::kZhang.number;
};

TEST_F(AResidentsRights, ShowsWhatIsHeldAndThatSomebodyLooked) {
  const auto number = Must(store_.RegisterOrder(LeakingPipe())).number;
  const domain::HeldFields held = Must(rights_.Show(number, clerk_));
  EXPECT_EQ(held.contact, LeakingPipe().contact);
  EXPECT_EQ(held.address, LeakingPipe().address_text);
  EXPECT_TRUE(held.is_open);
  EXPECT_FALSE(held.is_delivered);
  EXPECT_EQ(LatestAct(), "personal.shown");
  EXPECT_EQ(Must(Journal{store_.database()}.Latest(1)).at(0).actor, "staff:1001");
  EXPECT_EQ(rights_.Show(domain::RecordNumber::Of(desk_.code, 42), clerk_).error().code, base::ErrorCode::NotFound);
}

TEST_F(AResidentsRights, CorrectsAContactWithWhichTheRecordIsFoundFromThenOn) {
  const auto number = Must(store_.RegisterOrder(LeakingPipe())).number;
  Must(rights_.CorrectContact(number, support::SomebodyElse(), clerk_));
  EXPECT_EQ(Must(store_.FindOrder(number)).need.contact, support::SomebodyElse());
  EXPECT_TRUE(Opens(number, "5678"));
  EXPECT_FALSE(Opens(number, "1234"));
  EXPECT_EQ(LatestAct(), "contact.corrected");
  const auto complaint = Must(store_.FileComplaint(support::BrokenLift())).number;
  Must(rights_.CorrectContact(complaint, LeakingPipe().contact, clerk_));
  EXPECT_TRUE(Opens(complaint, "1234"));
  auto anonymous = support::BrokenLift();
  anonymous.contact.reset();
  const auto nobodys = Must(store_.FileComplaint(anonymous)).number;
  EXPECT_EQ(rights_.CorrectContact(nobodys, LeakingPipe().contact, clerk_).error().code, base::ErrorCode::Refused);
}

TEST_F(AResidentsRights, ErasesAtAWishWhatIsNotOpen) {
  const auto number = Must(store_.RegisterOrder(LeakingPipe())).number;
  EXPECT_EQ(rights_.ErasePersonal(number, clerk_).error().code, base::ErrorCode::Refused);
  Must(store_.CancelOrder(number, "not_needed"));
  const auto paper =
      Must(Documents{store_}.Archive({.record = number.text(), .terms_version = "1", .pdf = "%PDF 王𠮷"}, clerk_));
  Must(rights_.ErasePersonal(number, clerk_));
  const domain::HeldFields held = Must(rights_.Show(number, clerk_));
  EXPECT_FALSE(held.contact);
  EXPECT_EQ(held.address + held.words, "");
  EXPECT_EQ(held.erased_at, desk_.clock.Now());
  EXPECT_EQ(held.documents, 0);
  EXPECT_FALSE(Opens(number, "1234"));
  EXPECT_FALSE(Opens(number, "0000"));
  // The statistics stay, and so does the paper's digest.
  const auto order = Must(store_.FindOrder(number));
  EXPECT_EQ(order.need.service_code, "home.repair.plumbing");
  EXPECT_TRUE(domain::IsErased(order.need.contact));
  EXPECT_FALSE(order.need.address);
  EXPECT_EQ(Must(Documents{store_}.Of(number.text())).at(0).digest, paper.digest);
  EXPECT_EQ(Documents{store_}.Read(paper.id, clerk_).error().code, base::ErrorCode::NotFound);
  const auto entries = Must(Journal{store_.database()}.Verify());
  EXPECT_FALSE(entries.first_broken);
  EXPECT_TRUE(rights_.ErasePersonal(number, clerk_));  // again: nothing more
  EXPECT_EQ(Must(Journal{store_.database()}.Verify()).entries, entries.entries);
}

TEST_F(AResidentsRights, ErasesWhenTheTimeIsOverAndTheCityHasIt) {
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  const auto open = Must(store_.RegisterOrder(LeakingPipe())).number;
  const auto rated = Must(store_.GiveRating(support::NamedRating(order, 5))).number;
  desk_.clock.Advance(24h * 10);
  Must(store_.CancelOrder(order, "not_needed"));
  desk_.clock.Advance(24h * 180);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 0);  // not delivered
  DeliverAll();
  EXPECT_EQ(Must(rights_.EraseOld(180)), 1);  // the rating; the order was closed exactly 180 days ago
  desk_.clock.Advance(1ms);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 1);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 0);
  EXPECT_FALSE(Must(rights_.Show(order, clerk_)).contact);
  EXPECT_FALSE(Must(rights_.Show(*rated, clerk_)).contact);
  EXPECT_TRUE(Must(rights_.Show(open, clerk_)).contact);
  EXPECT_EQ(Must(store_.CountsSoFar()).orders, 2);
}

TEST_F(AResidentsRights, ErasesInSmallSteps) {
  for (int i = 0; i <= domain::kErasedAtOnce; ++i) {
    Must(store_.CancelOrder(Must(store_.RegisterOrder(LeakingPipe())).number, "not_needed"));
  }
  DeliverAll();
  desk_.clock.Advance(24h * 200);
  EXPECT_EQ(Must(rights_.EraseOld(180)), domain::kErasedAtOnce);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 1);
}

TEST_F(AResidentsRights, AreNotCarriedOutByWhomTheRecordIsAbout) {
  const auto number = Must(store_.FileComplaint(support::RudeClerk())).number;  // about clerk_
  EXPECT_EQ(rights_.Show(number, clerk_).error().code, base::ErrorCode::NotFound);
  EXPECT_EQ(rights_.CorrectContact(number, LeakingPipe().contact, clerk_).error().code, base::ErrorCode::NotFound);
  EXPECT_EQ(rights_.ErasePersonal(number, clerk_).error().code, base::ErrorCode::NotFound);
  EXPECT_TRUE(rights_.Show(number, support::kLi.number));
}

TEST_F(AResidentsRights, AreCarriedOutByWhoWorksHereOnly) {
  const auto number = Must(store_.RegisterOrder(LeakingPipe())).number;
  Must(StaffAccounts{store_}.SetActive(Operator{}, clerk_, false));
  EXPECT_EQ(rights_.Show(number, clerk_).error().code, base::ErrorCode::Refused);
  EXPECT_EQ(Documents{store_}.Archive({.record = number.text(), .pdf = "%PDF"}, clerk_).error().code,
            base::ErrorCode::Refused);
}

// A record that is taken up again holds personal fields again.
TEST_F(AResidentsRights, EraseAgainWhatWasTakenUpAgain) {
  const domain::SignedIn supervisor{support::kSupervisor.number, support::kSupervisor.role};
  const auto number = Must(store_.RegisterOrder(LeakingPipe())).number;
  Must(store_.CancelOrder(number, "not_needed"));
  Must(rights_.ErasePersonal(number, clerk_));
  Must(Casework{store_}.Perform(supervisor, number, {.act = domain::OrderAct::Reopen, .text = "又漏了"}));
  EXPECT_FALSE(Must(rights_.Show(number, clerk_)).erased_at);
  Must(Casework{store_}.Perform(supervisor, number,
                                {.act = domain::OrderAct::Cancel, .reason_code = "not_needed", .text = "修好了"}));
  DeliverAll();
  desk_.clock.Advance(24h * 181);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 1);
  EXPECT_EQ(Must(rights_.Show(number, clerk_)).erased_at, desk_.clock.Now());
}

class WhatStaffGathered : public AResidentsRights {
 protected:
  // A bad rating, appealed against and rectified with words and a photo; nothing of it is open.
  domain::RecordNumber RectifiedRating() {
    const auto stick = desk_.folder() / "stick";
    std::filesystem::create_directory(stick);
    std::ofstream{stick / "a.jpg", std::ios::binary} << "\xFF\xD8\xFF\xE0 photo \xFF\xD9";
    const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
    const auto number = *Must(store_.GiveRating(support::NamedRating(order, 1))).number;
    Grievances grievances{store_};
    Ledger ledger{store_, stick};
    const auto line = Must(grievances.Find(number, support::kLi)).rectifications.at(0);
    Must(ledger.Perform(
        line,
        domain::rectifying::Plan{
            .cause = "c", .measure = "m", .owner = support::kZhang.number, .due = std::chrono::year{2026} / 12 / 4},
        support::kLi));
    Must(ledger.Perform(line, domain::rectifying::AddWords{"已向王𠮷致歉"}, support::kZhang));
    Must(ledger.Perform(line, domain::rectifying::AddPhoto{"a.jpg"}, support::kZhang));
    Must(grievances.Perform(number, domain::handling::Appeal{"王𠮷评错了"}, support::kLi));
    Must(grievances.Perform(number, domain::handling::DecideAppeal{true, "属实"}, support::kSupervisor));
    return number;
  }
  std::size_t Photos() {
    const std::filesystem::directory_iterator files{desk_.folder() / "evidence"};
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
  }
  std::int64_t Count(const char* sql) { return store_.database().connection().sqlite.execAndGet(sql).getInt64(); }
};

TEST_F(WhatStaffGathered, GoesWithTheRecordAndItsPhotosToo) {
  const auto number = RectifiedRating();
  EXPECT_EQ(Photos(), 1u);
  const auto bytes_before = Count("SELECT length(reason) + length(decision) FROM rating_appeal");
  Must(rights_.ErasePersonal(number, support::kLi.number));
  EXPECT_EQ(Photos(), 0u);
  EXPECT_EQ(Count("SELECT count(*) FROM evidence"), 0);
  EXPECT_LT(Count("SELECT length(reason) + length(decision) FROM rating_appeal"), bytes_before);
  EXPECT_EQ(Count("SELECT count(*) FROM rating_appeal WHERE state = 'upheld'"), 1);
}

TEST_F(WhatStaffGathered, GoesWhenTheTimeIsOver) {
  const auto number = RectifiedRating();
  DeliverAll();
  desk_.clock.Advance(24h * 180);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 0);  // closed exactly 180 days ago
  desk_.clock.Advance(1ms);
  EXPECT_EQ(Must(rights_.EraseOld(180)), 1);
  EXPECT_EQ(Photos(), 0u);
  EXPECT_TRUE(Must(rights_.Show(number, support::kLi.number)).erased_at);
}

TEST(AnArchivedDocument, ComesBackAsItWasAndIsReadableByNobodyElse) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  support::Employ(store);
  const auto clerk = support::kZhang.number;
  Documents documents{store};
  const std::string pdf = "%PDF-1.5 服务合同 王𠮷";
  const auto archived = Must(documents.Archive({.record = "JA06900013", .terms_version = "2026-1", .pdf = pdf}, clerk));
  EXPECT_EQ(archived.digest, base::Sha256(pdf));
  EXPECT_EQ(Must(documents.Read(archived.id, clerk)), pdf);
  EXPECT_EQ(desk.WholeDatabase().find("服务合同"), std::string::npos);
  const auto acts = Must(Journal{store.database()}.Latest(2));
  EXPECT_EQ(acts.at(0).act, "document.archived");
  EXPECT_EQ(acts.at(1).act, "document.read");
  EXPECT_EQ(acts.at(1).record, "JA06900013");
  EXPECT_TRUE(documents.Archive({.record = "x", .pdf = std::string(domain::kMaxDocumentBytes, 'x')}, clerk));
  EXPECT_EQ(
      documents.Archive({.record = "x", .pdf = std::string(domain::kMaxDocumentBytes + 1, 'x')}, clerk).error().code,
      base::ErrorCode::TooLarge);
}

}  // namespace
}  // namespace bianmin::store
