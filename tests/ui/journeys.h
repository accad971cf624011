#pragma once
// What the journeys share: the views they are walked in, and the ways that several of them go. Each way is the shortest
// a resident can take, by the ids of the controls.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/kiosk_world.h"

namespace bianmin::testing {

// Both languages, two text sizes, both ways a panel can stand.
std::vector<KioskView> JourneyViews();
std::string NameOf(const ::testing::TestParamInfo<KioskView>& info);

// A kiosk whose resident has chosen language and text size.
class AnyJourney : public ::testing::TestWithParam<KioskView> {
 protected:
  AnyJourney() { kiosk.ChooseLanguageAndSize(); }
  KioskWorld kiosk{GetParam()};
};

// From the privacy page to the review: 沈女士, 138 0013 8000.
void AgreesAndGivesContact(KioskWorld& kiosk);
// From the home screen to the review of a cleaning at 永和新村 3号楼 2单元 302.
void FillsInACleaning(KioskWorld& kiosk);
// From the home screen to the page of reasons of a visit to window 2 with this ticket.
void GivesStars(KioskWorld& kiosk, std::string_view ticket, int stars);
// From the home screen to the record, when the pair is right.
void LooksUp(KioskWorld& kiosk, const domain::RecordNumber& number, std::string_view last_four);

// Two strokes of a finger across the pad.
void SignsOn(KioskWorld& kiosk, std::string_view pad);

// The number on the result page.
template <class Done>
domain::RecordNumber NumberOn(KioskWorld& kiosk) {
  return std::get<Done>(kiosk.On<app::Outcome>().kind).number;
}

// A plumbing order of a resident whose phone ends in 1234, as if it had been registered some time before.
domain::Order AnOrder(KioskWorld& kiosk);

}  // namespace bianmin::testing
