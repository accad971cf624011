#include "kiosk/domain/lookup_throttle.h"

#include <gtest/gtest.h>

#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

bool IsFound(const Lookup& lookup) { return std::holds_alternative<domain::Order>(lookup); }
bool IsNoSuchPair(const Lookup& lookup) { return std::holds_alternative<NoSuchPair>(lookup); }

class LookingUp : public testing::Test {
 protected:
  Lookup Right() { return Must(store_.Find(order_.number, "1234")); }
  Lookup WrongDigits() { return Must(store_.Find(order_.number, "1235")); }
  Lookup WrongNumber() {
    return Must(store_.Find(domain::RecordNumber::Of(desk_.code, order_.number.Serial() + 1), "1234"));
  }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  domain::Order order_ = Must(store_.RegisterOrder(LeakingPipe()));
};

TEST_F(LookingUp, NumberAndDigitsTogetherFindTheOrder) {
  const Lookup lookup = Right();
  ASSERT_TRUE(IsFound(lookup));
  EXPECT_EQ(std::get<domain::Order>(lookup).need.contact, order_.need.contact);
}

TEST_F(LookingUp, AWrongPairDoesNotTellWhichPartIsWrong) {
  EXPECT_TRUE(IsNoSuchPair(WrongDigits()));
  EXPECT_TRUE(IsNoSuchPair(WrongNumber()));
  for (const std::string digits : {"", "123", "01234", "13800001234"}) {
    Store fresh = desk_.OpenStore();
    desk_.clock.Advance(domain::kLookupWindow);
    EXPECT_TRUE(IsNoSuchPair(Must(fresh.Find(order_.number, digits)))) << digits;
  }
}

TEST_F(LookingUp, GuessingIsSlowedDownEvenForTheRightPair) {
  for (int guess = 0; guess < domain::kFreeLookupFailures; ++guess) EXPECT_TRUE(IsNoSuchPair(WrongDigits()));
  EXPECT_TRUE(IsFound(Right()));
  EXPECT_TRUE(IsNoSuchPair(WrongNumber()));  // one too many
  const Lookup told = Right();
  ASSERT_TRUE(std::holds_alternative<WaitUntil>(told));
  EXPECT_EQ(std::get<WaitUntil>(told).at, support::kMondayMorning + domain::kFirstLookupWait);

  desk_.clock.Advance(domain::kFirstLookupWait - 1ms);
  EXPECT_TRUE(std::holds_alternative<WaitUntil>(Right()));
  desk_.clock.Advance(1ms);
  EXPECT_TRUE(IsFound(Right()));
  EXPECT_TRUE(IsNoSuchPair(WrongDigits()));
  EXPECT_EQ(std::get<WaitUntil>(WrongDigits()).at, desk_.clock.Now() + 2 * domain::kFirstLookupWait);
}

TEST_F(LookingUp, ARestartDoesNotHelpAGuesser) {
  for (int guess = 0; guess <= domain::kFreeLookupFailures; ++guess) WrongDigits();
  Store restarted = desk_.OpenStore();
  EXPECT_TRUE(std::holds_alternative<WaitUntil>(Must(restarted.Find(order_.number, "1234"))));
}

TEST_F(LookingUp, AfterAnHourAllIsForgotten) {
  for (int guess = 0; guess <= domain::kFreeLookupFailures; ++guess) WrongDigits();
  desk_.clock.Advance(domain::kLookupWindow);
  for (int guess = 0; guess < domain::kFreeLookupFailures; ++guess) EXPECT_TRUE(IsNoSuchPair(WrongDigits()));
  EXPECT_TRUE(IsFound(Right()));
}

TEST_F(LookingUp, AClockSetBackDoesNotLockEverybodyOut) {
  for (int guess = 0; guess <= domain::kFreeLookupFailures; ++guess) WrongDigits();
  desk_.clock.SetWallClock(support::kMondayMorning - 24h * 365);
  ASSERT_TRUE(std::holds_alternative<WaitUntil>(Right()));
  desk_.clock.Advance(domain::kFirstLookupWait);
  EXPECT_TRUE(IsFound(Right()));
}

TEST_F(LookingUp, ALookupChangesNothingThatTheCentreHears) {
  Right();
  WrongDigits();
  EXPECT_EQ(Must(store_.Waiting()).waiting, 1);
}

}  // namespace
}  // namespace bianmin::store
