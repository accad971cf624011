// What staff do on the pages of accounts, journal and their own PIN; and that a page asks the store for the right
// thing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/update_staff.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using domain::Role;
using screens::AccountsNotice;
using screens::AccountsStage;
using screens::AccountsState;
using screens::ChainView;
using screens::JournalState;
using screens::OwnPinStage;
using screens::OwnPinState;
using screens::StaffAct;
using ::testing::IsEmpty;

domain::StaffMember Member(const std::string& number, Role role) {
  return {.number = domain::StaffNumber::Parse(number).value(),
          .name = domain::PersonName::Parse("李梅").value(),
          .role = role};
}

class StaffWork : public ::testing::Test {
 protected:
  StaffWork() {
    model().staff = StaffSession{Member("1001", Role::Supervisor)};
    model().screen = StaffScreen{Workbench{}};
  }
  void Types(const std::string& digits) { counter_.Do(StaffAct{screens::PressDigits{{ui::Typed{digits}}}}); }
  template <class Wanted>
  Wanted Asked(const Commands& commands) {
    return std::get<Wanted>(std::get<AccountCommand>(Only<StaffCommand>(commands)));
  }
  Commands Hears(AccountReport report) { return counter_.Hear(StaffReport{std::move(report)}); }
  template <class Page>
  Page& On() {
    return *StaffState<Page>(model());
  }
  Commands Does(screens::AccountAct act) { return counter_.Do(StaffAct{std::move(act)}); }
  Commands Next() { return counter_.Do(screens::GoNext{}); }
  Model& model() { return counter_.model(); }
  Counter counter_;
};

class Accounts : public StaffWork {
 protected:
  Accounts() {
    Asked<ListStaff>(Does(screens::OpenTile{screens::StaffTile::Accounts}));
    Lists(Role::Supervisor);
  }
  void Lists(Role mine) {
    Hears(StaffListed{
        std::vector<store::StaffAccount>{{Member("1001", mine), false}, {Member("1002", Role::Clerk), true}}});
  }
};

TEST_F(Accounts, AreAddedByNumberNameRoleAndPinTwice) {
  Does(screens::AddAccount{});
  Next();
  EXPECT_TRUE(On<AccountsState>().shows_faults);
  Types("1003");
  Next();
  counter_.Do(screens::Focus{screens::Field::Name});
  ASSERT_TRUE(On<AccountsState>().entries.sheet) << "the sheet for words opens";
  On<AccountsState>().entries.sheet.reset();
  counter_.Type("王𠮷");
  Next();
  EXPECT_THAT(Next(), IsEmpty());
  EXPECT_EQ(On<AccountsState>().stage, AccountsStage::NewRole) << "a role must be chosen";
  Does(screens::ChooseRole{Role::Dispatcher});
  Next();
  Types("123456");
  Next();
  EXPECT_EQ(On<AccountsState>().stage, AccountsStage::NewPin) << "too easy";
  On<AccountsState>().pin.clear();
  Types("738291");
  Next();
  Types("738290");
  EXPECT_THAT(Next(), IsEmpty());
  EXPECT_TRUE(On<AccountsState>().differ);
  Types("738291");
  Next();
  Types("738291");
  const auto add = Asked<AddStaff>(Next());
  EXPECT_EQ(add.by.text(), "1001");
  EXPECT_EQ(add.member.number.text(), "1003");
  EXPECT_EQ(add.member.name.text(), "王𠮷");
  EXPECT_EQ(add.member.role, Role::Dispatcher);
  EXPECT_EQ(add.pin.digits(), "738291");
  Asked<ListStaff>(Hears(AccountChanged{AccountsNotice::Added, base::Done{}}));
  EXPECT_EQ(On<AccountsState>().stage, AccountsStage::List);
  EXPECT_EQ(On<AccountsState>().notice, AccountsNotice::Added);
  EXPECT_EQ(On<AccountsState>().pin, "");
}

TEST_F(Accounts, ATakenNumberIsAskedForAgain) {
  On<AccountsState>() = {.stage = AccountsStage::NewPinAgain, .number = "1002", .role = Role::Clerk};
  Hears(AccountChanged{AccountsNotice::Added, base::Error{base::ErrorCode::Conflict, "taken"}});
  EXPECT_EQ(On<AccountsState>().stage, AccountsStage::NewNumber);
  EXPECT_EQ(On<AccountsState>().notice, AccountsNotice::NumberTaken);
  EXPECT_EQ(On<AccountsState>().role, Role::Clerk) << "what else was entered is there";
}

TEST_F(Accounts, AreUnlockedDisabledAndGivenAnotherRole) {
  Does(screens::ChooseAccount{"1002"});
  EXPECT_EQ(Asked<Unlock>(Does(screens::UnlockAccount{})).number.text(), "1002");
  EXPECT_THAT(Does(screens::SetAccountActive{false}), IsEmpty()) << "one after the other";
  Hears(AccountChanged{AccountsNotice::Unlocked, base::Done{}});
  EXPECT_EQ(On<AccountsState>().stage, AccountsStage::One);
  EXPECT_FALSE(Asked<SetActive>(Does(screens::SetAccountActive{false})).is_active);
  Hears(AccountChanged{AccountsNotice::Disabled, base::Error{base::ErrorCode::Conflict, "the last"}});
  EXPECT_EQ(On<AccountsState>().notice, AccountsNotice::LastSupervisor);
  EXPECT_THAT(Does(screens::ChooseRole{Role::Clerk}), IsEmpty()) << "it has this one";
  EXPECT_EQ(Asked<ChangeRole>(Does(screens::ChooseRole{Role::Supervisor})).role, Role::Supervisor);
  Hears(AccountChanged{AccountsNotice::RoleChanged, base::Done{}});
  Does(screens::ResetAccountPin{});
  Types("925173");
  Next();
  Types("925173");
  EXPECT_EQ(Asked<ResetPin>(Next()).number.text(), "1002");
}

TEST_F(Accounts, WhoGivesUpBeingSupervisorSeesThemNoMore) {
  Lists(Role::Clerk);
  EXPECT_NE(StaffState<Workbench>(model()), nullptr);
  EXPECT_EQ(model().staff->member.role, Role::Clerk);
}

TEST_F(Accounts, WhoWasDisabledIsSignedOut) {
  domain::StaffMember me = Member("1001", Role::Supervisor);
  me.is_active = false;
  Hears(StaffListed{std::vector<store::StaffAccount>{{me, false}}});
  EXPECT_TRUE(counter_.IsOn<Home>());
}

TEST_F(StaffWork, OnesOwnPinIsChangedByTheOldOne) {
  Does(screens::OpenOwnPin{});
  Types("738291");
  Next();
  Types("925173");
  Next();
  Types("925174");
  EXPECT_THAT(Next(), IsEmpty());
  EXPECT_TRUE(On<OwnPinState>().differ);
  Types("925173");
  Next();
  Types("925173");
  const auto change = Asked<ChangeOwnPin>(Next());
  EXPECT_EQ(change.old_pin, "738291");
  EXPECT_EQ(change.pin.digits(), "925173");
  Hears(OwnPinAnswered{store::PinCheck{store::WrongPair{3}}});
  EXPECT_EQ(On<OwnPinState>().problem.tries_left, 3);
  EXPECT_EQ(On<OwnPinState>().old_pin, "");
  Hears(OwnPinAnswered{store::PinCheck{Member("1001", Role::Supervisor)}});
  EXPECT_EQ(On<OwnPinState>().stage, OwnPinStage::Done);
  Next();
  EXPECT_NE(StaffState<Workbench>(model()), nullptr);
}

std::vector<store::JournalEntry> Entries(std::int64_t newest, int count) {
  std::vector<store::JournalEntry> entries;
  for (int i = 0; i < count; ++i) entries.push_back({.sequence = newest - i, .act = "staff.signed_in"});
  return entries;
}

TEST_F(StaffWork, TheJournalIsTurnedPageByPage) {
  const Commands opened = Does(screens::OpenTile{screens::StaffTile::Journal});
  EXPECT_EQ(Asked<ReadJournal>(opened).query.most, screens::kJournalLines + 1);
  Hears(JournalRead{Entries(20, 7)});
  EXPECT_EQ(On<JournalState>().lines->size(), 6u);
  EXPECT_TRUE(On<JournalState>().has_older);
  EXPECT_THAT(Does(screens::NewerEntries{}), IsEmpty());
  EXPECT_EQ(Asked<ReadJournal>(Does(screens::OlderEntries{})).query.before, 15);
  Hears(JournalRead{Entries(14, 6)});
  EXPECT_FALSE(On<JournalState>().has_older);
  EXPECT_EQ(Asked<ReadJournal>(Does(screens::NewerEntries{})).query.before, 21);
}

TEST_F(StaffWork, TheJournalOfOneRecordIsAskedForByItsNumber) {
  Does(screens::OpenTile{screens::StaffTile::Journal});
  Does(screens::AskForRecord{});
  EXPECT_THAT(Next(), IsEmpty());
  EXPECT_TRUE(On<JournalState>().shows_faults);
  counter_.Type(SomeNumber().text());
  EXPECT_EQ(Asked<ReadJournal>(Next()).query.record, SomeNumber().text());
  EXPECT_FALSE(On<JournalState>().asks_record);
  EXPECT_EQ(Asked<ReadJournal>(Does(screens::ShowAllRecords{})).query.record, "");
}

TEST_F(StaffWork, TheChainIsCheckedPieceByPiece) {
  const Commands opened = Does(screens::OpenTile{screens::StaffTile::Journal});
  ASSERT_EQ(opened.size(), 2u);
  store::ChainCheck check{.so_far = {.entries = 5000}, .last_sequence = 5000};
  EXPECT_EQ(Asked<CheckChain>(Hears(ChainChecked{check})).check.last_sequence, 5000);
  EXPECT_EQ(On<JournalState>().chain.state, ChainView::State::BeingChecked);
  check.is_over = true;
  EXPECT_THAT(Hears(ChainChecked{check}), IsEmpty());
  EXPECT_EQ(On<JournalState>().chain.state, ChainView::State::Whole);
  check.so_far.first_broken = 17;
  EXPECT_THAT(Hears(ChainChecked{check}), IsEmpty());
  EXPECT_EQ(On<JournalState>().chain.first_broken, 17);
  counter_.Do(screens::GoBack{});
  EXPECT_THAT(Hears(ChainChecked{check}), IsEmpty()) << "nobody looks any more";
}

}  // namespace
}  // namespace bianmin::app
