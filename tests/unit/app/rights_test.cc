// A resident's rights, with the resident beside staff at the screen.
#include "tests/unit/app/workbench.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::RightsNotice;
using screens::RightsState;
using screens::ShiftAct;

class TheRightsOfAResident : public AtTheWorkbench {
 protected:
  domain::HeldFields Held() { return {.number = SomeNumber(), .contact = SomeNeed().contact}; }
  RightsState& Page() { return *On<RightsState>(); }
};

TEST_F(TheRightsOfAResident, WhatWasTypedForACorrectionIsGoneWithTheAnswer) {
  Does(ShiftAct{screens::OpenRights{}});
  Hears(ShiftReport{HeldShown{Held()}});
  Does(ShiftAct{screens::CorrectHeld{}});
  ASSERT_EQ(Page().entries.Text(Field::Name), "王建国");
  Next();
  Next();
  Hears(ShiftReport{HeldChanged{.is_erased = false, .done = base::Done{}, .held = Held()}});
  EXPECT_EQ(Page().notice, RightsNotice::Corrected);
  EXPECT_TRUE(Page().entries.texts.empty());
}

}  // namespace
}  // namespace bianmin::app
