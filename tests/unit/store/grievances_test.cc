#include "kiosk/store/grievances.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/ledger.h"
#include "kiosk/store/sql.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using domain::ComplaintState;
using domain::Grievance;
using domain::GrievanceKind;
using domain::HandlingStep;
using domain::RecordNumber;
namespace handling = domain::handling;
using namespace std::chrono_literals;
using support::kDispatcher;
using support::KioskDesk;
using support::kLi;
using support::kOtherSupervisor;
using support::kSupervisor;
using support::kZhang;
using support::Must;

const handling::Verify kFound{.severity = domain::Severity::Serious,
                              .is_about_staff = false,
                              .subject = std::nullopt,
                              .findings = "物业确认电梯停运三天",
                              .remedy_sought = "尽快修好"};

class HandlingAtTheDesk : public testing::Test {
 protected:
  HandlingAtTheDesk() { support::Employ(store_); }

  Grievance Do(const RecordNumber& number, const domain::HandlingRequest& request, const domain::Handler& by) {
    return Must(grievances_.Perform(number, request, by));
  }
  ErrorCode Refusal(const RecordNumber& number, const domain::HandlingRequest& request, const domain::Handler& by) {
    const auto result = grievances_.Perform(number, request, by);
    return result ? ErrorCode::Invalid : result.error().code;
  }
  // What the resident reads at 查询进度.
  domain::Complaint Seen(const RecordNumber& number) {
    return std::get<domain::Complaint>(Must(store_.Find(number, "5678")));
  }
  boost::json::value LastEvent() {
    Database database = desk_.OpenDatabase();
    return boost::json::parse(Must(Outbox{database}.NextBatch()).back().body);
  }
  JournalEntry LastEntry() {
    Database database = desk_.OpenDatabase();
    return Must(Journal{database}.Latest(1)).back();
  }
  void CitySays(const RecordNumber& number, ComplaintState state, const std::string& answer) {
    Database database = desk_.OpenDatabase();
    const domain::ChangesPage page{
        .changes = {{.id = "city-" + std::string(domain::WireName(state)),
                     .type = "cn.bianmin.complaint.status.v1",
                     .what =
                         domain::ComplaintStatusChange{
                             .number = number, .state = state, .answer = answer, .at = desk_.clock.Now()},
                     .raw = "{}"}},
        .next = "c",
        .more = false};
    Must(Inbox{database}.ApplyChanges("changes", page, desk_.clock.Now()));
  }
  RecordNumber BadRating(int stars = 1) {
    const auto order = Must(store_.RegisterOrder(support::LeakingPipe())).number;
    return *Must(store_.GiveRating(support::NamedRating(order, stars))).number;
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  Grievances grievances_{store_};
  Ledger ledger_{store_};
  RecordNumber lift_ = Must(store_.FileComplaint(support::BrokenLift())).number;
};

TEST_F(HandlingAtTheDesk, AComplaintGoesFromReceiptToClosingAndTheResidentReadsTheAnswer) {
  const Grievance received = Must(grievances_.Find(lift_, kLi));
  EXPECT_EQ(received.facts.step, HandlingStep::Received);
  EXPECT_EQ(std::get<domain::SaidByComplaint>(received.said).description, support::BrokenLift().description);
  EXPECT_TRUE(received.facts.is_named);

  const Grievance verified = Do(lift_, kFound, kLi);
  EXPECT_EQ(verified.owner, kLi.number);
  EXPECT_EQ(verified.severity, domain::Severity::Serious);
  EXPECT_EQ(verified.remedy_sought, "尽快修好");
  EXPECT_EQ(verified.times.verified, desk_.clock.Now());
  EXPECT_EQ(Seen(lift_).state, ComplaintState::BeingHandled);

  desk_.clock.Advance(2h);
  Do(lift_, handling::Answer{"物业已报修，明天上午恢复。"}, kLi);
  EXPECT_EQ(Seen(lift_).state, ComplaintState::Answered);
  EXPECT_EQ(Seen(lift_).answer, "物业已报修，明天上午恢复。");
  Do(lift_, handling::Answer{"电梯已经修好。"}, kLi);
  EXPECT_EQ(Seen(lift_).answer, "电梯已经修好。");

  const Grievance rectified = Do(lift_, handling::Rectify{"电梯修好，物业致歉"}, kLi);
  EXPECT_EQ(rectified.remedy_given, "电梯修好，物业致歉");
  EXPECT_EQ(rectified.times.call_back_by, base::FromLocal({.date = std::chrono::year{2026} / 11 / 27}));
  Do(lift_, handling::CallBack{domain::CallBackResult::Satisfied, ""}, kLi);
  const Grievance closed = Do(lift_, handling::Close{""}, kLi);
  EXPECT_EQ(closed.facts.step, HandlingStep::Closed);
  EXPECT_EQ(Seen(lift_).state, ComplaintState::Closed);
  ASSERT_EQ(closed.history.size(), 6u);
  EXPECT_EQ(closed.history[1].words, "物业已报修，明天上午恢复。");
  EXPECT_EQ(closed.history[4].outcome, "satisfied");
  EXPECT_TRUE(Must(grievances_.Open(kLi)).empty());
}

TEST_F(HandlingAtTheDesk, WhoeverGaveABadRatingReadsHowFarItIsAndTheAnswer) {
  const RecordNumber number = BadRating();
  const auto answer = [&] { return std::get<domain::NamedRating>(Must(store_.Find(number, "5678"))).answer.value(); };
  EXPECT_EQ(answer().state, ComplaintState::Received);
  Do(number, kFound, kSupervisor);
  EXPECT_EQ(answer().state, ComplaintState::BeingHandled);
  Do(number, handling::Answer{"师傅迟到，已向您致歉。"}, kSupervisor);
  EXPECT_EQ(answer().state, ComplaintState::Answered);
  EXPECT_EQ(answer().answer, "师傅迟到，已向您致歉。");
}

TEST_F(HandlingAtTheDesk, EachActIsJournalledByNameAndToldToTheCityWithNoNumberOfStaffInTheOpen) {
  Do(lift_, kFound, kLi);
  EXPECT_EQ(LastEntry().actor, "staff:1002");
  EXPECT_EQ(LastEntry().act, "complaint.handled");
  EXPECT_EQ(LastEntry().record, lift_.text());
  const auto event = LastEvent();
  EXPECT_EQ(event.at("type").as_string(), "cn.bianmin.complaint.handled.v1");
  EXPECT_EQ(event.at("subject").as_string(), lift_.text());
  EXPECT_EQ(event.at("data").at("step").as_string(), "verified");
  EXPECT_EQ(event.at("data").at("state").as_string(), "being_handled");
  EXPECT_EQ(event.at("data").at("outcome").as_string(), "serious");
  const std::string body = boost::json::serialize(event);
  EXPECT_EQ(boost::json::serialize(event.at("data")).find("1002"), std::string::npos);
  const auto sealed = boost::json::parse(KioskDesk::Unseal(body, desk_.centre));
  EXPECT_EQ(sealed.at("staff").as_string(), "1002");
  EXPECT_EQ(sealed.at("words").as_string(), kFound.findings);
  for (const char* words : {"物业确认", "尽快修好", "电梯三天"}) {
    EXPECT_EQ(desk_.WholeDatabase().find(words), std::string::npos) << words;
  }
}

TEST_F(HandlingAtTheDesk, AnAnswerInTheDatabaseIsEncrypted) {
  Do(lift_, kFound, kLi);
  Do(lift_, handling::Answer{"物业已报修，明天上午恢复。"}, kLi);
  EXPECT_EQ(desk_.WholeDatabase().find("物业已报修"), std::string::npos);
}

// R25
TEST_F(HandlingAtTheDesk, WhatIsSaidAboutAClerkDoesNotExistForThatClerkAndIsClosedByASupervisor) {
  const RecordNumber rude = Must(store_.FileComplaint(support::RudeClerk())).number;
  EXPECT_EQ(grievances_.Find(rude, kZhang).error().code, ErrorCode::NotFound);
  EXPECT_EQ(grievances_.ShowContact(rude, kZhang).error().code, ErrorCode::NotFound);
  EXPECT_EQ(Refusal(rude, handling::TakeUp{}, kZhang), ErrorCode::NotFound);
  EXPECT_EQ(Must(grievances_.Open(kZhang)).size(), 1u);
  EXPECT_EQ(Must(grievances_.Open(kLi)).size(), 2u);
  EXPECT_EQ(grievances_.Find(rude, kZhang).error().message.find("1001"), std::string::npos);

  handling::Verify about_zhang = kFound;
  about_zhang.is_about_staff = true;
  about_zhang.subject = kZhang.number;
  Do(rude, about_zhang, kLi);
  Do(rude, handling::Answer{"向您道歉。"}, kLi);
  Do(rude, handling::CallBack{domain::CallBackResult::Satisfied, ""}, kLi);
  EXPECT_EQ(Refusal(rude, handling::Close{""}, kLi), ErrorCode::Refused);
  EXPECT_EQ(Refusal(rude, handling::Close{""}, kDispatcher), ErrorCode::Refused);
  EXPECT_EQ(Do(rude, handling::Close{""}, kSupervisor).facts.step, HandlingStep::Closed);
  // Whom it is about does not travel in the open either.
  EXPECT_EQ(boost::json::serialize(LastEvent().at("data")).find("1001"), std::string::npos);
}

TEST_F(HandlingAtTheDesk, ASubjectWhoIsFoundOutLaterLosesItTogetherWithItsRectifications) {
  Do(lift_, handling::TakeUp{}, kZhang);
  handling::Verify verify = kFound;
  verify.is_about_staff = true;
  verify.subject = kZhang.number;
  EXPECT_EQ(Refusal(lift_, verify, kZhang), ErrorCode::Refused);
  EXPECT_EQ(Do(lift_, verify, kLi).owner, kLi.number);
  Do(lift_, handling::RequireRectification{"窗口没有及时报修"}, kLi);
  EXPECT_EQ(grievances_.Find(lift_, kZhang).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(Must(ledger_.Open(kZhang)).empty());
  EXPECT_EQ(Must(ledger_.Open(kLi)).size(), 1u);
  EXPECT_EQ(Refusal(lift_, handling::AssignTo{kZhang.number}, kDispatcher), ErrorCode::Refused);
}

TEST_F(HandlingAtTheDesk, OneAboutStaffWhoAreNotNamedIsForSupervisors) {
  domain::FiledComplaint somebody = support::RudeClerk();
  somebody.whom = "穿蓝衣服的工作人员";
  const RecordNumber number = Must(store_.FileComplaint(somebody)).number;
  EXPECT_EQ(grievances_.Find(number, kLi).error().code, ErrorCode::NotFound);
  EXPECT_EQ(grievances_.Find(number, kDispatcher).error().code, ErrorCode::NotFound);
  EXPECT_TRUE(grievances_.Find(number, kSupervisor).ok());
}

TEST_F(HandlingAtTheDesk, OneAboutTheCentreIsCountedHereAndHandledByTheCity) {
  domain::FiledComplaint centre = support::BrokenLift();
  centre.about = domain::About::Centre;
  const RecordNumber number = Must(store_.FileComplaint(centre)).number;
  EXPECT_EQ(grievances_.Find(number, kSupervisor).error().code, ErrorCode::NotFound);
  EXPECT_EQ(Refusal(number, handling::TakeUp{}, kSupervisor), ErrorCode::NotFound);
  EXPECT_EQ(Must(store_.CountsSoFar()).complaints, 2);
  CitySays(number, ComplaintState::Answered, "市里已经处理。");
  EXPECT_EQ(Seen(number).answer, "市里已经处理。");
}

TEST_F(HandlingAtTheDesk, TheCitysWordWinsAndBothStayInTheHistory) {
  Do(lift_, kFound, kLi);
  Do(lift_, handling::Answer{"本中心的答复"}, kLi);
  CitySays(lift_, ComplaintState::Closed, "市里的答复");
  EXPECT_EQ(Seen(lift_).state, ComplaintState::Closed);
  EXPECT_EQ(Seen(lift_).answer, "市里的答复");
  const Grievance after = Must(grievances_.Find(lift_, kLi));
  EXPECT_EQ(after.facts.step, HandlingStep::Closed);
  EXPECT_EQ(after.answer, "本中心的答复");
  ASSERT_EQ(after.history.size(), 3u);
  EXPECT_FALSE(after.history[2].act);
  EXPECT_FALSE(after.history[2].by);
  EXPECT_EQ(after.history[2].outcome, "closed");
  EXPECT_EQ(Refusal(lift_, handling::Rectify{"修好"}, kLi), ErrorCode::Refused);
}

TEST_F(HandlingAtTheDesk, TheCitysWordTakesNoStepBackThatSaysTheSame) {
  Do(lift_, kFound, kLi);
  Do(lift_, handling::Answer{"答复"}, kLi);
  Do(lift_, handling::Rectify{"修好"}, kLi);
  CitySays(lift_, ComplaintState::Answered, "");
  EXPECT_EQ(Must(grievances_.Find(lift_, kLi)).facts.step, HandlingStep::Rectified);
  EXPECT_EQ(Seen(lift_).answer, "答复");
}

TEST_F(HandlingAtTheDesk, MoreTimeIsASupervisorsToGiveWithAReason) {
  EXPECT_EQ(Refusal(lift_, handling::Extend{"涉及多个部门"}, kDispatcher), ErrorCode::Refused);
  EXPECT_EQ(Refusal(lift_, handling::Extend{""}, kSupervisor), ErrorCode::Invalid);
  const Grievance longer = Do(lift_, handling::Extend{"涉及多个部门"}, kSupervisor);
  EXPECT_EQ(longer.times.answer_by, base::FromLocal({.date = std::chrono::year{2026} / 12 / 15}));
  EXPECT_EQ(Seen(lift_).answer_by, longer.times.answer_by);
}

TEST_F(HandlingAtTheDesk, AResidentWhoIsNotSatisfiedIsAnsweredAgainWithinTheSameTime) {
  Do(lift_, kFound, kLi);
  Do(lift_, handling::Answer{"答复"}, kLi);
  desk_.clock.Advance(48h);
  const Grievance again = Do(lift_, handling::CallBack{domain::CallBackResult::NotSatisfied, "还没有修好"}, kLi);
  EXPECT_EQ(again.facts.step, HandlingStep::Verified);
  EXPECT_FALSE(again.times.answered);
  EXPECT_EQ(again.times.answer_by, base::FromLocal({.date = std::chrono::year{2026} / 12 / 3}));
  EXPECT_EQ(Seen(lift_).state, ComplaintState::BeingHandled);
  Do(lift_, handling::Answer{"第二次答复"}, kLi);
  for (int call = 0; call < domain::kCallBackTries; ++call) {
    EXPECT_EQ(Refusal(lift_, handling::Close{""}, kLi), ErrorCode::Refused);
    Do(lift_, handling::CallBack{domain::CallBackResult::NotReached, ""}, kLi);
  }
  Do(lift_, handling::Close{"三次未接通"}, kLi);
  EXPECT_EQ(Do(lift_, handling::TakeUpAgain{"居民来访"}, kSupervisor).facts.calls_not_reached, 0);
}

TEST_F(HandlingAtTheDesk, WhoReachesForWhatIsKeptFromThemIsInTheJournal) {
  const RecordNumber rude = Must(store_.FileComplaint(support::RudeClerk())).number;
  EXPECT_EQ(grievances_.ShowContact(rude, kZhang).error().code, ErrorCode::NotFound);
  EXPECT_EQ(LastEntry().act, "contact.shown_refused");
  EXPECT_EQ(LastEntry().actor, "staff:" + kZhang.number.text());
  EXPECT_EQ(LastEntry().record, rude.text());
  EXPECT_EQ(Refusal(rude, handling::TakeUp{}, kZhang), ErrorCode::NotFound);
  EXPECT_EQ(LastEntry().act, "complaint.handled_refused");
}

TEST_F(HandlingAtTheDesk, TheContactIsShownOnDemandAndTheJournalSaysToWhom) {
  EXPECT_EQ(Must(grievances_.ShowContact(lift_, kLi)), support::SomebodyElse());
  EXPECT_EQ(LastEntry().act, "contact.shown");
  EXPECT_EQ(LastEntry().actor, "staff:1002");
  EXPECT_EQ(LastEntry().record, lift_.text());
  domain::FiledComplaint anonymous = support::BrokenLift();
  anonymous.contact.reset();
  const RecordNumber number = Must(store_.FileComplaint(anonymous)).number;
  EXPECT_EQ(grievances_.ShowContact(number, kLi).error().code, ErrorCode::NotFound);
}

TEST_F(HandlingAtTheDesk, TextsHaveLimitsAndMustBeThereWhereSomethingIsSaid) {
  Do(lift_, kFound, kLi);
  std::string longest;
  for (std::size_t i = 0; i < domain::kMaxFreeTextCharacters; ++i) longest += "字";
  EXPECT_EQ(Refusal(lift_, handling::Answer{longest + "字"}, kLi), ErrorCode::TooLarge);
  EXPECT_EQ(Refusal(lift_, handling::Answer{""}, kLi), ErrorCode::Invalid);
  EXPECT_TRUE(grievances_.Perform(lift_, handling::Answer{longest}, kLi).ok());
  handling::Verify contradiction = kFound;
  contradiction.subject = kZhang.number;
  EXPECT_EQ(Refusal(Must(store_.FileComplaint(support::BrokenLift())).number, contradiction, kLi), ErrorCode::Invalid);
}

TEST_F(HandlingAtTheDesk, TheListBeginsWithWhatIsOverdue) {
  desk_.clock.Advance(24h);
  const RecordNumber second = Must(store_.FileComplaint(support::BrokenLift())).number;
  const RecordNumber bad = BadRating();
  desk_.clock.Advance(31min);
  const auto list = Must(grievances_.Open(kLi));
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].number, bad);  // verified at once
  EXPECT_EQ(list[0].kind, GrievanceKind::BadRating);
  EXPECT_EQ(list[1].number, lift_);
  EXPECT_EQ(list[2].number, second);
}

// A rating is excluded only through a recorded appeal, and the original is never overwritten.
TEST_F(HandlingAtTheDesk, AnExcludedRatingCountsNoMoreAndStaysWhereItIs) {
  const RecordNumber bad = BadRating();
  const auto before = Must(store_.CountsSoFar());
  EXPECT_EQ(before.ratings, 1);
  Do(bad, handling::Appeal{"评价的是另一家单位"}, kSupervisor);
  EXPECT_EQ(Refusal(bad, handling::DecideAppeal{true, "属实"}, kSupervisor), ErrorCode::Refused);
  EXPECT_EQ(Refusal(bad, handling::DecideAppeal{true, "属实"}, kDispatcher), ErrorCode::Refused);
  const Grievance decided = Do(bad, handling::DecideAppeal{true, "属实"}, kOtherSupervisor);
  EXPECT_EQ(decided.facts.appeal, domain::AppealState::Upheld);
  EXPECT_EQ(decided.facts.step, HandlingStep::Closed);
  EXPECT_EQ(std::get<domain::SaidByRating>(decided.said).stars, 1);
  EXPECT_EQ(Must(store_.CountsSoFar()).ratings, 0);
  EXPECT_EQ(Must(store_.CountsSoFar()).stars_in_total, 0);
  EXPECT_TRUE(Must(ledger_.Open(kLi)).empty());
  EXPECT_NE(desk_.WholeDatabase().find("named_rating|" + std::to_string(bad.Serial())), std::string::npos);
}

TEST_F(HandlingAtTheDesk, ARejectedAppealChangesNothing) {
  const RecordNumber bad = BadRating(2);
  Do(bad, handling::Appeal{"不属实"}, kLi);
  const Grievance decided = Do(bad, handling::DecideAppeal{false, "评价属实"}, kSupervisor);
  EXPECT_EQ(decided.facts.step, HandlingStep::Received);
  EXPECT_EQ(Must(store_.CountsSoFar()).ratings, 1);
  EXPECT_EQ(Refusal(bad, handling::Appeal{"再次申诉"}, kLi), ErrorCode::Refused);
}

// Otherwise a colleague's complaint would be opened to the colleague.
TEST_F(HandlingAtTheDesk, OnlyASupervisorSaysThatItIsNotAboutAMemberOfStaffAfterAll) {
  const auto number = Must(store_.FileComplaint(support::RudeClerk())).number;
  EXPECT_EQ(Refusal(number, kFound, kLi), ErrorCode::Refused);
  EXPECT_FALSE(Do(number, kFound, kSupervisor).facts.concern.is_about_staff);
  handling::Verify about_zhang = kFound;
  about_zhang.is_about_staff = true;
  about_zhang.subject = kZhang.number;
  EXPECT_EQ(Do(Must(store_.FileComplaint(support::RudeClerk())).number, about_zhang, kLi).severity,
            domain::Severity::Serious);
}

TEST_F(HandlingAtTheDesk, TheResidentReadsTheLatestAnswerWhoeverGaveIt) {
  Do(lift_, kFound, kLi);
  CitySays(lift_, ComplaintState::Answered, "市级平台：已派人维修。");
  EXPECT_EQ(Seen(lift_).answer, "市级平台：已派人维修。");
  desk_.clock.Advance(1h);
  Do(lift_, handling::Answer{"电梯已经修好。"}, kLi);
  EXPECT_EQ(Seen(lift_).answer, "电梯已经修好。");
  CitySays(lift_, ComplaintState::Closed, "市级平台：已结案。");
  EXPECT_EQ(Seen(lift_).answer, "市级平台：已结案。");
}

TEST_F(HandlingAtTheDesk, AnAnswerThatTheCityTakesBackIsOwedAgain) {
  Do(lift_, kFound, kLi);
  Do(lift_, handling::Answer{"电梯已经修好。"}, kLi);
  EXPECT_TRUE(Must(grievances_.Find(lift_, kLi)).times.call_back_by);
  CitySays(lift_, ComplaintState::BeingHandled, "");
  const Grievance again = Must(grievances_.Find(lift_, kLi));
  EXPECT_FALSE(again.times.answered);
  EXPECT_FALSE(again.times.call_back_by);
}

}  // namespace
}  // namespace bianmin::store
