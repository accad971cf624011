// What staff do to an order, from the counter's database.

#include "kiosk/store/casework.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/staff_accounts.h"
#include "kiosk/store/work_queue.h"
#include "tests/support/casework_acts.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using domain::Actor;
using domain::CareClass;
using domain::CaseAct;
using domain::CaseFile;
using domain::OrderAct;
using domain::OrderState;
using domain::Role;
using domain::SignedIn;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

SignedIn Clerk() { return {domain::StaffNumber::Parse("7077").value(), Role::Clerk}; }
SignedIn Dispatcher() { return {domain::StaffNumber::Parse("2002").value(), Role::Dispatcher}; }
SignedIn Supervisor() { return {domain::StaffNumber::Parse("3003").value(), Role::Supervisor}; }

class AtTheCounter : public testing::Test {
 protected:
  AtTheCounter() {
    for (const SignedIn& who : {Clerk(), Dispatcher(), Supervisor()}) support::Hire(store_, {who.number, who.role});
    support::Hire(store_, support::kZhang);  // to whom support::AnActOf gives an order
  }
  CaseFile Do(const SignedIn& by, const CaseAct& act) {
    desk_.clock.Advance(10min);
    return Must(Casework{store_}.Perform(by, number_, act));
  }
  base::Error Refused(const SignedIn& by, const CaseAct& act) {
    const auto refused = Casework{store_}.Perform(by, number_, act);
    if (refused) throw std::runtime_error("the act was not refused");
    return refused.error();
  }
  CaseFile Read() { return Must(Casework{store_}.Read(number_)); }
  void CitySays(OrderState state) {
    domain::ChangesPage page{.changes = {}, .next = "c", .more = false};
    page.changes.push_back(
        {.id = "c" + base::FormatUtc(desk_.clock.Now()),
         .type = "cn.bianmin.order.status.v1",
         .what = domain::OrderStatusChange{.number = number_, .state = state, .note = "", .at = desk_.clock.Now()},
         .raw = "{}"});
    ASSERT_EQ(Must(Inbox{store_.database()}.ApplyChanges("orders", page, desk_.clock.Now())).applied, 1);
  }
  std::vector<std::string> Journalled() {
    std::vector<std::string> acts;
    for (const JournalEntry& entry : Must(Journal{store_.database()}.Latest(100))) {
      if (!entry.act.starts_with("staff.")) acts.push_back(entry.act + " " + entry.actor);
    }
    return acts;
  }
  std::string LastEvent() { return Must(Outbox{store_.database()}.NextBatch()).back().body; }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  domain::RecordNumber number_ = Must(store_.RegisterOrder(LeakingPipe())).number;
};

TEST_F(AtTheCounter, AnOrderGoesAllTheWayAndEverythingAboutItCanBeRead) {
  Do(Clerk(), {.act = OrderAct::Accept, .text = "已电话联系"});
  Do(Clerk(), {.act = OrderAct::Assign, .assignee = Dispatcher().number});
  Do(Dispatcher(), {.act = OrderAct::SetPriority, .text = "独居，八十七岁", .care = CareClass::Elder});
  const CaseFile dispatched = Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"});
  EXPECT_EQ(dispatched.confirm_by, desk_.clock.Now() + 24h);
  EXPECT_EQ(ProviderClock(dispatched, desk_.clock.Now()), domain::ClockState::Running);
  EXPECT_EQ(ProviderClock(dispatched, desk_.clock.Now() + 24h + 1ms), domain::ClockState::Overdue);
  Do(Clerk(), {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()});
  Do(Clerk(), {.act = OrderAct::BeginService});
  Do(Clerk(), {.act = OrderAct::ReportProblem, .text = "缺一个接头"});
  Do(Clerk(), {.act = OrderAct::FinishService});
  Do(Clerk(), {.act = OrderAct::ConfirmCompletion, .signature = support::ASignature()});

  const CaseFile file = Read();
  EXPECT_EQ(file.order.state, OrderState::Completed);
  EXPECT_EQ(file.order.need.description, LeakingPipe().description);
  EXPECT_EQ(file.assigned_to, Dispatcher().number);
  EXPECT_EQ(file.care, CareClass::Elder);
  EXPECT_EQ(file.provider_code, "kuaixiu");
  EXPECT_EQ(file.details, support::TomorrowMorning());
  EXPECT_EQ(file.signature, support::ASignature());
  EXPECT_EQ(AnsweredAt(file), support::kMondayMorning + 10min);
  EXPECT_EQ(ResponseClock(file, desk_.clock.Now()), domain::ClockState::Met);
  EXPECT_EQ(ProviderClock(file, desk_.clock.Now()), domain::ClockState::Met);
  ASSERT_EQ(file.entries.size(), 10u);
  EXPECT_EQ(file.entries[0].staff, std::nullopt);
  EXPECT_EQ(file.entries[1].staff, Clerk().number);
  EXPECT_EQ(file.entries[1].what.note, "已电话联系");
  EXPECT_EQ(file.entries[2].assignee, Dispatcher().number);
  EXPECT_EQ(file.entries[3].care, CareClass::Elder);
  EXPECT_EQ(file.entries[3].what.note, "独居，八十七岁");
  EXPECT_EQ(file.entries[4].provider_code, "kuaixiu");
  EXPECT_EQ(file.city.waiting, 10);
  EXPECT_EQ(file.city.waiting_since, support::kMondayMorning);
}

TEST_F(AtTheCounter, TheQueueKnowsWhoseItIsHowPressingAndWhichClockRuns) {
  const domain::QueueViewer viewer{.number = Clerk().number, .role = Role::Clerk};
  const auto item = [&] { return Must(WorkQueue{store_}.Item(viewer, number_)); };
  Do(Clerk(), {.act = OrderAct::Assign, .assignee = Dispatcher().number});
  EXPECT_EQ(item().owner, Dispatcher().number);
  Do(Dispatcher(), {.act = OrderAct::SetPriority, .text = "低保", .care = CareClass::Hardship});
  EXPECT_EQ(item().place.priority, domain::PriorityClass::Second);
  Do(Dispatcher(), {.act = OrderAct::SetPriority, .text = "卧床", .care = CareClass::Illness});
  EXPECT_EQ(item().place.priority, domain::PriorityClass::First);
  const CaseFile dispatched = Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"});
  EXPECT_EQ(item().place.due, dispatched.confirm_by);
  Do(Clerk(), {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()});
  EXPECT_EQ(item().place.due, std::nullopt);
  Do(Dispatcher(), {.act = OrderAct::SetPriority, .text = "误记", .care = CareClass::None});
  EXPECT_EQ(item().place.priority, domain::PriorityClass::Ordinary);
}

TEST_F(AtTheCounter, AResidentReadsWhatWasAgreedAsLongAsItHolds) {
  const auto visit = [&] { return std::get<domain::Order>(Must(store_.Find(number_, "1234"))).visit; };
  Do(Clerk(), {.act = OrderAct::Accept});
  Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"});
  EXPECT_FALSE(visit()) << "nobody has agreed to anything yet";
  Do(Clerk(), {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()});
  ASSERT_TRUE(visit());
  EXPECT_EQ(visit()->provider_code, "kuaixiu");
  EXPECT_EQ(visit()->details, support::TomorrowMorning());
  EXPECT_EQ(std::get<domain::Order>(Must(store_.FindByReceipt(number_))).visit->details, support::TomorrowMorning());
  Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "anju", .language = "wuu"});
  EXPECT_EQ(Read().language, "wuu");
  EXPECT_FALSE(visit()) << "what one provider agreed to, another did not";
  Do(Clerk(), {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()});
  Do(Clerk(), {.act = OrderAct::BeginService});
  Do(Clerk(), {.act = OrderAct::FinishService});
  EXPECT_TRUE(visit());
  Must(store_.Reopen(number_));
  EXPECT_FALSE(visit());
  CitySays(OrderState::Dispatched);
  EXPECT_FALSE(visit()) << "the city has sent somebody, with whom nothing is agreed";
  EXPECT_FALSE(Read().details);
}

TEST_F(AtTheCounter, TheFirstClassificationStaysBesideTheCorrectedOne) {
  Do(Clerk(), {.act = OrderAct::Reclassify, .service_code = "home.drain", .package_code = "simple"});
  const CaseFile file = Do(Clerk(), {.act = OrderAct::Reclassify, .text = "看过照片", .service_code = "home.electric"});
  EXPECT_EQ(file.order.need.service_code, "home.electric");
  ASSERT_TRUE(file.first);
  EXPECT_EQ(file.first->service_code, "home.repair.plumbing");
  EXPECT_EQ(file.first->package_code, "visit");
  EXPECT_EQ(file.entries[1].service_code, "home.drain");
  EXPECT_THAT(LastEvent(), HasSubstr(R"("service_code":"home.electric")"));
}

TEST_F(AtTheCounter, WhatIsNotAllowedIsRefusedWhateverTheScreenDidAndLeavesItsTraceInTheJournalAlone) {
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"}).code, ErrorCode::Refused);
  EXPECT_EQ(Refused(Supervisor(), {.act = OrderAct::FinishService}).code, ErrorCode::Refused);
  EXPECT_THAT(Journalled(), ElementsAre("order.registered resident", "order.dispatch_refused staff:7077",
                                        "order.finish_service_refused staff:3003"));
  EXPECT_EQ(Must(Journal{store_.database()}.Latest(1)).at(0).record, number_.text());
  EXPECT_EQ(Read().entries.size(), 1u);
  EXPECT_EQ(Read().city.waiting, 1);
  EXPECT_FALSE(Must(Journal{store_.database()}.Verify()).first_broken);

  // What is only ill-written is corrected on the page: no trace.
  const std::string before = desk_.WholeDatabase();
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Decline}).code, ErrorCode::Invalid);
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Decline, .reason_code = "Not A Code"}).code, ErrorCode::Invalid);
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Remind}).code, ErrorCode::Invalid);
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::AskBack, .text = std::string("\x01")}).code, ErrorCode::Invalid);
  std::string text(domain::kMaxFreeTextCharacters, 'a');
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::AskBack, .text = text + "a"}).code, ErrorCode::TooLarge);
  EXPECT_EQ(desk_.WholeDatabase(), before);
  EXPECT_TRUE(Casework{store_}.Perform(Clerk(), number_, {.act = OrderAct::AskBack, .text = text}).ok());
  const auto foreign = domain::RecordNumber::Of(desk_.code, 42);
  EXPECT_EQ(Casework{store_}.Perform(Clerk(), foreign, {.act = OrderAct::Accept}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(Casework{store_}.Read(foreign).error().code, ErrorCode::NotFound);
  EXPECT_EQ(Casework{store_}.RevealContact(Clerk(), foreign).error().code, ErrorCode::NotFound);
}

// Every state × act × role once more, against the rows: what the rule refuses leaves the file as it was.
TEST_F(AtTheCounter, TheStoreRefusesExactlyWhatTheRuleRefuses) {
  for (OrderState state : support::kOrderStates) {
    for (OrderAct act : support::kStaffActs) {
      for (const SignedIn& by : {Clerk(), Dispatcher(), Supervisor()}) {
        desk_.clock.Advance(1min);
        CitySays(state);
        const std::size_t entries = Read().entries.size();
        const auto done = Casework{store_}.Perform(by, number_, support::AnActOf(act));
        const auto rule = domain::AfterStaff(state, act, by.role);
        ASSERT_EQ(done.ok(), rule.ok()) << WireName(act) << " in " << WireName(state);
        const CaseFile file = Read();
        EXPECT_EQ(file.order.state, rule ? *rule : state);
        EXPECT_EQ(file.entries.size(), std::min(entries + (rule ? 1 : 0), domain::kMaxHistoryEntries));
      }
    }
  }
}

TEST_F(AtTheCounter, WordsOfStaffSignaturesAndPlacesAreInNoFileInPlainText) {
  Do(Clerk(), {.act = OrderAct::AskBack, .text = "请问门禁密码是多少"});
  Do(Dispatcher(), {.act = OrderAct::Dispatch, .text = "居民指定老张", .provider_code = "laozhang", .is_manual = true});
  Do(Clerk(), {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()});
  Do(Clerk(), {.act = OrderAct::BeginService});
  Do(Clerk(), {.act = OrderAct::FinishService});
  Do(Clerk(), {.act = OrderAct::ConfirmCompletion, .signature = support::ASignature()});
  const std::string raw = desk_.RawFiles();
  for (const std::string& word : {std::string("门禁密码"), std::string("居民指定"), support::TomorrowMorning().place,
                                  domain::WriteSignature(support::ASignature())}) {
    EXPECT_EQ(raw.find(word), std::string::npos) << word;
  }
}

TEST_F(AtTheCounter, TheCityHearsTheActAndTheRoleAndNeverWho) {
  Do(Clerk(), {.act = OrderAct::Decline, .reason_code = "not_offered", .text = "请联系物业"});
  const std::string event = LastEvent();
  EXPECT_THAT(event, HasSubstr(R"("act":"decline","state":"declined","role":"clerk","reason_code":"not_offered")"));
  EXPECT_EQ(event.find("7077"), std::string::npos);
  EXPECT_EQ(event.find("物业"), std::string::npos);
  EXPECT_EQ(KioskDesk::Unseal(event, desk_.centre), R"({"text":"请联系物业"})");
}

TEST_F(AtTheCounter, ResidentsReadWhyAndWhatIsAskedAndNothingMeantForTheOffice) {
  Do(Clerk(), {.act = OrderAct::AskBack, .text = "几楼"});
  Do(Dispatcher(), {.act = OrderAct::SetPriority, .text = "低保", .care = CareClass::Hardship});
  Do(Clerk(), {.act = OrderAct::Decline, .reason_code = "not_offered", .text = "请联系物业"});
  const domain::Order order = Must(store_.FindOrder(number_));
  ASSERT_EQ(order.history.size(), 4u);
  EXPECT_EQ(order.history[1].note, "几楼");
  EXPECT_EQ(order.history[2].note, "");
  EXPECT_EQ(order.history[3].note, "请联系物业");
  EXPECT_EQ(order.history[3].reason_code, "not_offered");
}

TEST_F(AtTheCounter, EveryActIsJournalledWithWhoAndLookingAtAContactIsOne) {
  Do(Clerk(), {.act = OrderAct::Accept});
  Must(Casework{store_}.Read(number_));
  const CaseFile shown = Must(Casework{store_}.RevealContact(Dispatcher(), number_));
  EXPECT_EQ(shown.order.need.contact, LeakingPipe().contact);
  EXPECT_THAT(Journalled(),
              ElementsAre("order.registered resident", "order.accept staff:7077", "order.contact_shown staff:2002"));
  EXPECT_EQ(Read().city.waiting, 2);  // the city does not hear of it
  EXPECT_FALSE(Must(Journal{store_.database()}.Verify()).first_broken);
}

TEST_F(AtTheCounter, WhatTheCitySetFirstStandsAndBothActsAreKept) {
  CitySays(OrderState::Declined);
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Accept}).code, ErrorCode::Refused);
  const CaseFile file = Read();
  EXPECT_EQ(file.order.state, OrderState::Declined);
  EXPECT_EQ(file.entries.back().what.by, Actor::Centre);
}

TEST_F(AtTheCounter, TheCitysWordAfterAnActHereWinsAndTheActStaysInTheHistory) {
  Do(Clerk(), {.act = OrderAct::Accept});
  desk_.clock.Advance(1min);
  CitySays(OrderState::Declined);
  const CaseFile file = Read();
  EXPECT_EQ(file.order.state, OrderState::Declined);
  ASSERT_EQ(file.entries.size(), 3u);
  EXPECT_EQ(file.entries[1].staff, Clerk().number);
  EXPECT_EQ(file.entries[2].what.by, Actor::Centre);
  // A clerk cannot take that back; a supervisor can, for the record.
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Reopen, .text = "再看"}).code, ErrorCode::Refused);
  EXPECT_EQ(Do(Supervisor(), {.act = OrderAct::Reopen, .text = "再看"}).order.state, OrderState::Accepted);
}

TEST_F(AtTheCounter, ARefusedEventIsSaidWithItsReason) {
  Do(Clerk(), {.act = OrderAct::Accept});
  const std::vector<Answer> answers{{.sequence = 1, .is = Delivered{}},
                                    {.sequence = 2, .is = store::Refused{"malformed"}}};
  Must(Outbox{store_.database()}.RecordAnswers(answers, desk_.clock.Now()));
  const CaseFile file = Read();
  EXPECT_EQ(file.city.waiting, 0);
  EXPECT_EQ(file.city.waiting_since, std::nullopt);
  EXPECT_EQ(file.city.refused, "malformed");
}

TEST_F(AtTheCounter, AnotherDispatchMakesAnotherProviderConfirmAnew) {
  Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"});
  Do(Clerk(), {.act = OrderAct::ConfirmDetails, .details = support::TomorrowMorning()});
  const CaseFile file = Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "laozhang"});
  EXPECT_EQ(file.provider_code, "laozhang");
  EXPECT_FALSE(file.details);
  EXPECT_FALSE(file.confirmed_at);
  EXPECT_EQ(file.confirm_by, desk_.clock.Now() + 24h);
}

TEST_F(AtTheCounter, WhatProvidersHaveInHandAndHowTheyAreRatedIsCounted) {
  Do(Dispatcher(), {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"});
  const auto other = Must(store_.RegisterOrder(LeakingPipe())).number;
  Must(Casework{store_}.Perform(Dispatcher(), other, {.act = OrderAct::Dispatch, .provider_code = "kuaixiu"}));
  Must(Casework{store_}.Perform(Clerk(), other, {.act = OrderAct::BeginService}));
  Must(Casework{store_}.Perform(Clerk(), other, {.act = OrderAct::FinishService}));
  Must(store_.GiveRating(support::NamedRating(other, 4)));
  Must(store_.GiveRating(support::AnonymousRating(number_, 1)));
  const auto records = Must(Casework{store_}.RecordsOfProviders());
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records.at("kuaixiu").orders_in_hand, 1);
  EXPECT_EQ(records.at("kuaixiu").ratings, 1);
  EXPECT_EQ(records.at("kuaixiu").stars, 4);
}

TEST_F(AtTheCounter, RegisteringForSomebodyKeepsHowTheyWereIdentified) {
  const auto refused = Casework{store_}.RegisterOnBehalf(Clerk(), LeakingPipe(), {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Refused);
  const domain::OnBehalf behalf{.identity = domain::IdentityProof::IdCard, .has_consent = true};
  number_ = Must(Casework{store_}.RegisterOnBehalf(Clerk(), LeakingPipe(), behalf)).number;
  const CaseFile file = Read();
  ASSERT_TRUE(file.on_behalf);
  EXPECT_EQ(file.on_behalf->staff, Clerk().number);
  EXPECT_EQ(file.on_behalf->identity, domain::IdentityProof::IdCard);
  EXPECT_EQ(file.on_behalf->consented_at, desk_.clock.Now());
  EXPECT_EQ(file.entries[0].what.by, Actor::Staff);
  EXPECT_FALSE(AnsweredAt(file));
  EXPECT_THAT(Journalled(),
              ElementsAre("order.registered resident", "order.registered staff:7077", "order.on_behalf staff:7077"));
  EXPECT_TRUE(std::holds_alternative<domain::Order>(Must(store_.Find(number_, "1234"))));
  domain::Need bad = LeakingPipe();
  bad.service_code = "Nonsense!";
  EXPECT_EQ(Casework{store_}.RegisterOnBehalf(Clerk(), bad, behalf).error().code, ErrorCode::Invalid);
}

TEST_F(AtTheCounter, WhoDoesNotWorkHereAnyMoreDoesNothing) {
  Must(StaffAccounts{store_}.SetActive(Operator{}, Clerk().number, false));
  EXPECT_EQ(Refused(Clerk(), {.act = OrderAct::Accept}).code, ErrorCode::Refused);
  EXPECT_EQ(Casework{store_}.RevealContact(Clerk(), number_).error().code, ErrorCode::Refused);
  EXPECT_EQ(Casework{store_}.RegisterOnBehalf(Clerk(), LeakingPipe(), {.has_consent = true}).error().code,
            ErrorCode::Refused);
  EXPECT_EQ(Refused(Dispatcher(), {.act = OrderAct::Assign, .assignee = Clerk().number}).code, ErrorCode::Refused);
  const SignedIn pretender{Dispatcher().number, Role::Supervisor};
  EXPECT_EQ(Refused(pretender, {.act = OrderAct::Accept}).code, ErrorCode::Refused);
}

}  // namespace
}  // namespace bianmin::store
