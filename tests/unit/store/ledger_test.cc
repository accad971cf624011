#include "kiosk/store/ledger.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "kiosk/domain/limits.h"
#include "kiosk/store/grievances.h"
#include "kiosk/store/journal.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using domain::Rectification;
using domain::RectificationId;
using State = domain::RectificationState;
namespace rectifying = domain::rectifying;
using namespace std::chrono_literals;
using namespace std::string_literals;
using support::KioskDesk;
using support::kLi;
using support::kOtherSupervisor;
using support::kSupervisor;
using support::kZhang;
using support::Must;

constexpr base::Date kDue = std::chrono::year{2026} / 12 / 4;
const std::string kPng = "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"s + std::string(40, 'x') + "\0\0\0\0IEND\xAE\x42\x60\x82"s;
const std::string kJpeg = "\xFF\xD8\xFF\xE0"s + std::string(40, 'x') + "\xFF\xD9"s;

rectifying::Plan PlanFor(const domain::Handler& owner) {
  return {.cause = "派单太晚",
          .measure = "当天派单，次日回访",
          .owner = owner.number,
          .due = kDue,
          .is_about_staff = false,
          .subject = std::nullopt};
}

class AtTheLedger : public testing::Test {
 protected:
  AtTheLedger() {
    support::Employ(store_);
    std::filesystem::create_directory(stick_);
  }

  Rectification Do(const RectificationId& id, const domain::RectifyingRequest& request, const domain::Handler& by) {
    return Must(ledger_.Perform(id, request, by));
  }
  ErrorCode Refusal(const RectificationId& id, const domain::RectifyingRequest& request, const domain::Handler& by) {
    const auto result = ledger_.Perform(id, request, by);
    EXPECT_FALSE(result);
    return result ? ErrorCode::Invalid : result.error().code;
  }
  Rectification Only() {
    const auto lines = Must(ledger_.Open(kSupervisor));
    if (lines.size() != 1) throw std::runtime_error("not one line");
    return lines.front();
  }
  domain::RecordNumber Order() { return Must(store_.RegisterOrder(support::LeakingPipe())).number; }
  void OnTheStick(const std::string& name, const std::string& bytes) {
    std::ofstream{stick_ / name, std::ios::binary} << bytes;
  }
  RectificationId Planned() {
    const auto id = Must(ledger_.Enter({.problem = "等候区没有饮水", .service_code = ""}, kLi)).id;
    Do(id, PlanFor(kZhang), kLi);
    return id;
  }

  KioskDesk desk_;
  std::filesystem::path stick_ = desk_.folder() / "stick";
  Store store_ = desk_.OpenStore();
  Ledger ledger_{store_, stick_};
};

TEST_F(AtTheLedger, EveryBadRatingOpensALineAndNoOtherDoes) {
  for (const int stars : {3, 4, 5}) Must(store_.GiveRating(support::NamedRating(Order(), stars)));
  EXPECT_TRUE(Must(ledger_.Open(kSupervisor)).empty());
  const auto number = *Must(store_.GiveRating(support::NamedRating(Order(), 2))).number;
  const Rectification line = Only();
  EXPECT_EQ(line.number, number);
  EXPECT_EQ(line.facts.origin, domain::RectificationOrigin::Rating);
  EXPECT_EQ(line.facts.state, State::Open);
  EXPECT_EQ(line.reason_codes, (std::vector<std::string>{"late", "price"}));
  EXPECT_EQ(line.service_code, "home.repair.plumbing");
  EXPECT_EQ(line.due, base::Date{std::chrono::year{2026} / 11 / 30});
  EXPECT_TRUE(line.facts.is_named);
  EXPECT_EQ(Must(Grievances{store_}.Find(number, kLi)).rectifications, std::vector{line.id});
}

// R12
TEST_F(AtTheLedger, TheLineOfAnAnonymousRatingKnowsServiceDayAndReasonsAndNothingElse) {
  const domain::Order order = Must(store_.RegisterOrder(support::LeakingPipe()));
  desk_.clock.Advance(3h + 17min);
  const std::string moment = std::to_string(desk_.clock.Now().time_since_epoch().count());
  Must(store_.GiveRating(support::AnonymousRating(order.number, 1)));
  const Rectification line = Only();
  EXPECT_FALSE(line.number);
  EXPECT_FALSE(line.facts.is_named);
  EXPECT_EQ(line.service_code, "home.repair.plumbing");
  EXPECT_EQ(line.id.Text()[14], '4');  // a random key
  EXPECT_EQ(Must(ledger_.FindOf(*line.rating, kLi)).id, line.id);
  EXPECT_TRUE(line.facts.has_anonymous_rating);
  std::string row;
  std::istringstream whole{desk_.WholeDatabase()};
  for (std::string each; std::getline(whole, each);) {
    if (each.starts_with("rectification|")) row += each;
  }
  for (const std::string& trace : {order.number.text(), moment, order.need.contact.phone.digits()}) {
    EXPECT_EQ(row.find(trace), std::string::npos) << trace;
  }
  // Opening it told the city nothing that the rating did not tell.
  EXPECT_EQ(Must(store_.Waiting()).waiting, 2);
}

TEST_F(AtTheLedger, ALineIsPlannedDoneVerifiedByAnotherAndClosed) {
  const auto number = *Must(store_.GiveRating(support::NamedRating(Order(), 1))).number;
  const RectificationId id = Only().id;
  EXPECT_EQ(Do(id, PlanFor(kZhang), kLi).facts.owner, kZhang.number);
  EXPECT_EQ(Refusal(id, rectifying::ReportDone{}, kZhang), ErrorCode::Refused);  // no evidence
  Do(id, rectifying::AddWords{"已开会并更新派单流程"}, kZhang);
  EXPECT_EQ(Do(id, rectifying::ReportDone{}, kZhang).done_on, base::Date{std::chrono::year{2026} / 11 / 23});
  EXPECT_EQ(Refusal(id, rectifying::Verify{}, kZhang), ErrorCode::Refused);
  EXPECT_EQ(Do(id, rectifying::Verify{}, kLi).verified_by, kLi.number);
  EXPECT_EQ(Refusal(id, rectifying::Close{}, kLi), ErrorCode::Refused);  // nobody called yet
  Do(id, rectifying::CallBack{domain::CallBackResult::Satisfied, "很满意"}, kLi);
  EXPECT_EQ(Do(id, rectifying::Close{}, kLi).facts.state, State::Closed);
  EXPECT_TRUE(Must(ledger_.Open(kLi)).empty());
  const Rectification closed = Must(ledger_.Find(id, kLi));
  EXPECT_EQ(closed.call_back_words, "很满意");
  ASSERT_EQ(closed.evidence.size(), 1u);
  EXPECT_EQ(closed.evidence[0].words, "已开会并更新派单流程");
  EXPECT_EQ(closed.number, number);
}

TEST_F(AtTheLedger, WhatWasSentBackOrDidNotSatisfyIsDoneAgain) {
  Must(store_.GiveRating(support::NamedRating(Order(), 1)));
  const RectificationId id = Only().id;
  Do(id, PlanFor(kZhang), kLi);
  Do(id, rectifying::AddWords{"已整改"}, kZhang);
  Do(id, rectifying::ReportDone{}, kZhang);
  EXPECT_EQ(Do(id, rectifying::SendBack{"没有照片"}, kLi).facts.state, State::Planned);
  Do(id, rectifying::ReportDone{}, kZhang);
  Do(id, rectifying::Verify{}, kLi);
  const Rectification again = Do(id, rectifying::CallBack{domain::CallBackResult::NotSatisfied, "没有改"}, kLi);
  EXPECT_EQ(again.facts.state, State::Planned);
  EXPECT_FALSE(again.verified_by);
  EXPECT_FALSE(again.done_on);
}

TEST_F(AtTheLedger, ACallBackAtTheComplaintCountsForItsLines) {
  const auto number = *Must(store_.GiveRating(support::NamedRating(Order(), 1))).number;
  const RectificationId id = Only().id;
  Grievances grievances{store_};
  Must(grievances.Perform(number, domain::handling::Verify{.findings = "属实"}, kLi));
  Must(grievances.Perform(number, domain::handling::Answer{"已整改"}, kLi));
  EXPECT_EQ(grievances.Perform(number, domain::handling::Rectify{"流程已改"}, kLi).error().code, ErrorCode::Refused);
  Do(id, PlanFor(kZhang), kLi);
  Do(id, rectifying::AddWords{"已整改"}, kZhang);
  Do(id, rectifying::ReportDone{}, kZhang);
  Do(id, rectifying::Verify{}, kLi);
  Must(grievances.Perform(number, domain::handling::Rectify{"流程已改"}, kLi));
  Must(grievances.Perform(number, domain::handling::CallBack{domain::CallBackResult::Satisfied, ""}, kLi));
  EXPECT_TRUE(Must(ledger_.Find(id, kLi)).facts.is_called_back);
  EXPECT_EQ(Do(id, rectifying::Close{}, kLi).facts.state, State::Closed);
}

TEST_F(AtTheLedger, TheLineOfAWindowIsForSupervisorsUntilSomebodySaysWhomItConcerns) {
  domain::GivenRating window = support::AnonymousRating(Order(), 1);
  window.rated = domain::RatedVisit{
      .window_code = "window-3", .date = std::chrono::year{2026} / 11 / 23, .ticket = "A017", .visit_id = ""};
  window.service_code = "window-3";
  Must(store_.GiveRating(window));
  EXPECT_TRUE(Must(ledger_.Open(kLi)).empty());
  const RectificationId id = Only().id;
  EXPECT_EQ(ledger_.Find(id, kLi).error().code, ErrorCode::NotFound);
  EXPECT_EQ(ledger_.FindOf(*Only().rating, kLi).error().code, ErrorCode::NotFound);
  rectifying::Plan plan = PlanFor(kLi);
  plan.is_about_staff = true;
  plan.subject = kZhang.number;
  Do(id, plan, kSupervisor);
  EXPECT_EQ(ledger_.Find(id, kZhang).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(ledger_.Find(id, kLi).ok());
  plan.owner = kZhang.number;
  EXPECT_EQ(Refusal(id, plan, kSupervisor), ErrorCode::Refused);
}

TEST_F(AtTheLedger, AnAppealAgainstAnAnonymousRatingIsMadeAtItsLine) {
  Must(store_.GiveRating(support::AnonymousRating(Order(), 1)));
  const RectificationId id = Only().id;
  EXPECT_EQ(Do(id, rectifying::Appeal{"重复评价"}, kLi).facts.appeal, domain::AppealState::Pending);
  EXPECT_EQ(Must(store_.CountsSoFar()).ratings, 1);
  EXPECT_EQ(Do(id, rectifying::DecideAppeal{true, "属实"}, kSupervisor).facts.state, State::Closed);
  EXPECT_EQ(Must(store_.CountsSoFar()).ratings, 0);
  EXPECT_NE(desk_.WholeDatabase().find("anonymous_rating|"), std::string::npos);
}

TEST_F(AtTheLedger, OverdueLinesComeFirst) {
  const auto late = Must(ledger_.Enter({.problem = "饮水机坏了", .service_code = ""}, kLi)).id;
  const auto done = Must(ledger_.Enter({.problem = "地面湿滑", .service_code = ""}, kLi)).id;
  Do(done, PlanFor(kZhang), kLi);
  Do(done, rectifying::AddWords{"已铺防滑垫"}, kZhang);
  Do(done, rectifying::ReportDone{}, kZhang);
  desk_.clock.Advance(24h * 14);
  const auto fresh = Must(ledger_.Enter({.problem = "缺少老花镜", .service_code = ""}, kLi)).id;
  const auto lines = Must(ledger_.Open(kLi));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].id, late);
  EXPECT_EQ(lines[1].id, done);
  EXPECT_EQ(lines[2].id, fresh);
}

TEST_F(AtTheLedger, EachActIsJournalledAndToldToTheCity) {
  const RectificationId id = Planned();
  Database database = desk_.OpenDatabase();
  const auto entry = Must(Journal{database}.Latest(1)).back();
  EXPECT_EQ(entry.act, "rectification.changed");
  EXPECT_EQ(entry.actor, "staff:1002");
  EXPECT_EQ(entry.record, id.Text());
  const auto batch = Must(Outbox{database}.NextBatch());
  ASSERT_EQ(batch.size(), 2u);
  EXPECT_EQ(boost::json::parse(batch[0].body).at("data").at("act").as_string(), "open");
  const auto event = boost::json::parse(batch[1].body);
  EXPECT_FALSE(event.as_object().contains("subject"));
  EXPECT_EQ(event.at("data").at("state").as_string(), "planned");
  EXPECT_EQ(event.at("data").at("due").as_string(), "2026-12-04");
  EXPECT_EQ(boost::json::serialize(event.at("data")).find("1001"), std::string::npos);
  EXPECT_NE(KioskDesk::Unseal(batch[1].body, desk_.centre).find("当天派单"), std::string::npos);
  for (const char* words : {"饮水", "派单"}) EXPECT_EQ(desk_.WholeDatabase().find(words), std::string::npos);
}

TEST_F(AtTheLedger, APhotoIsTakenFromTheStickByItsContentAndKeptEncrypted) {
  const RectificationId id = Planned();
  OnTheStick("b.png", kPng);
  OnTheStick("a.JPG", kJpeg);
  OnTheStick("letter.txt", kPng);
  OnTheStick("movie.png", "not a picture");
  OnTheStick(".hidden.png", kPng);
  std::filesystem::create_symlink(stick_ / "b.png", stick_ / "link.png");
  std::filesystem::create_directory(stick_ / "folder.png");
  EXPECT_EQ(Must(ledger_.Pictures()), (std::vector<std::string>{"a.JPG", "b.png", "movie.png"}));
  for (const std::string name : {"movie.png", "link.png", "folder.png", "../kiosk.db", "missing.png", ""}) {
    EXPECT_EQ(Refusal(id, rectifying::AddPhoto{name}, kZhang), ErrorCode::Invalid) << name;
  }
  Do(id, rectifying::AddPhoto{"b.png"}, kZhang);
  const Rectification line = Do(id, rectifying::AddPhoto{"a.JPG"}, kLi);
  ASSERT_EQ(line.evidence.size(), 2u);
  EXPECT_EQ(line.evidence[0].photo_bytes, kPng.size());
  EXPECT_EQ(line.evidence[1].by, kLi.number);
  EXPECT_EQ(Must(ledger_.Photo(id, 0, kLi)), kPng);
  EXPECT_EQ(Must(ledger_.Photo(id, 1, kLi)), kJpeg);
  EXPECT_EQ(ledger_.Photo(id, 2, kLi).error().code, ErrorCode::NotFound);
  int files = 0;
  for (const auto& each : std::filesystem::directory_iterator{desk_.folder() / "evidence"}) {
    std::ifstream file{each.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(bytes.find("PNG"), std::string::npos);
    EXPECT_EQ(each.status().permissions() & std::filesystem::perms::others_all, std::filesystem::perms::none);
    ++files;
  }
  EXPECT_EQ(files, 2);
  std::filesystem::remove_all(stick_);
  EXPECT_EQ(ledger_.Pictures().error().code, ErrorCode::Unavailable);
}

TEST_F(AtTheLedger, PhotosEvidenceAndTextsHaveLimits) {
  const RectificationId id = Planned();
  OnTheStick("largest.jpg", "\xFF\xD8\xFF"s + std::string(domain::kMaxEvidencePhotoBytes - 5, 'x') + "\xFF\xD9"s);
  OnTheStick("larger.jpg", "\xFF\xD8\xFF"s + std::string(domain::kMaxEvidencePhotoBytes - 4, 'x') + "\xFF\xD9"s);
  EXPECT_EQ(Refusal(id, rectifying::AddPhoto{"larger.jpg"}, kZhang), ErrorCode::TooLarge);
  Do(id, rectifying::AddPhoto{"largest.jpg"}, kZhang);
  std::string longest;
  for (std::size_t i = 0; i < domain::kMaxFreeTextCharacters; ++i) longest += "字";
  EXPECT_EQ(Refusal(id, rectifying::AddWords{longest + "字"}, kZhang), ErrorCode::TooLarge);
  EXPECT_EQ(Refusal(id, rectifying::AddWords{""}, kZhang), ErrorCode::Invalid);
  for (std::size_t i = 1; i < domain::kMaxEvidencePerRectification; ++i) {
    Do(id, rectifying::AddWords{longest}, kZhang);
  }
  EXPECT_EQ(Refusal(id, rectifying::AddWords{"再一条"}, kZhang), ErrorCode::TooLarge);
  rectifying::Plan past = PlanFor(kZhang);
  past.due = std::chrono::year{2026} / 11 / 22;
  EXPECT_EQ(Refusal(id, past, kLi), ErrorCode::Invalid);
  EXPECT_EQ(ledger_.Enter({.problem = "", .service_code = ""}, kLi).error().code, ErrorCode::Invalid);
}

TEST_F(AtTheLedger, AnExportHoldsClosedOnesTooAndIsJournalled) {
  const RectificationId id = Planned();
  Do(id, rectifying::AddWords{"已装饮水机"}, kZhang);
  Do(id, rectifying::ReportDone{}, kZhang);
  Do(id, rectifying::Verify{}, kLi);
  Do(id, rectifying::Close{}, kLi);
  const auto lines = Must(ledger_.Export(kOtherSupervisor));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].evidence.size(), 1u);
  Database database = desk_.OpenDatabase();
  EXPECT_EQ(Must(Journal{database}.Latest(1)).back().act, "ledger.exported");
}

TEST_F(AtTheLedger, NobodyVerifiesByTheirOwnEvidence) {
  const RectificationId id = Planned();
  Do(id, rectifying::AddWords{"已装饮水机"}, kLi);
  Do(id, rectifying::ReportDone{}, kZhang);
  EXPECT_EQ(Refusal(id, rectifying::Verify{}, kLi), ErrorCode::Refused);
  EXPECT_EQ(Do(id, rectifying::Verify{}, kSupervisor).facts.state, State::Verified);
}

TEST_F(AtTheLedger, OnlyASupervisorSaysThatItIsNotAboutAMemberOfStaffAfterAll) {
  const RectificationId id = Must(ledger_.Enter({.problem = "窗口态度", .service_code = ""}, kLi)).id;
  rectifying::Plan plan = PlanFor(kLi);
  plan.is_about_staff = true;
  plan.subject = kZhang.number;
  Do(id, plan, kLi);
  EXPECT_EQ(Refusal(id, PlanFor(kLi), kLi), ErrorCode::Refused);
  EXPECT_FALSE(Do(id, PlanFor(kLi), kSupervisor).facts.concern.is_about_staff);
}

}  // namespace
}  // namespace bianmin::store
