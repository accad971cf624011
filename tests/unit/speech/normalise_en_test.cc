// How numbers, signs and letters are said in English.

#include <gtest/gtest.h>

#include <ostream>

#include "kiosk/speech/characters.h"
#include "kiosk/speech/normalise.h"

namespace bianmin::speech {
namespace {

struct Case {
  const char* written;
  const char* spoken;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.written; }

class EnglishText : public testing::TestWithParam<Case> {};

TEST_P(EnglishText, IsSaidAsPeopleSayIt) {
  EXPECT_EQ(ToUtf8(NormaliseEnglish(Clean(GetParam().written))), GetParam().spoken);
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, EnglishText,
    testing::Values(Case{"Call 021 5550 0100.", "Call 0 2 1, 5 5 5 0, 0 1 0 0."}, Case{"Dial 12345", "Dial 1 2 3 4 5"},
                    Case{"120 (ambulance)", "1 2 0 (ambulance)"}, Case{"120 minutes", "120 minutes"},
                    Case{"JA 0426 1187", "J eh, 0 4 2 6, 1 1 8 7"}, Case{"Block A, room 302", "Block eh, room 3 0 2"},
                    Case{"A room", "A room"}, Case{"Step 1 of 6", "Step 1 of 6"}, Case{"ending 567", "ending 5 6 7"},
                    Case{"12,000", "12000"}, Case{"3.14", "3 point 1 4"}, Case{"aged 70–80", "aged 70 to 80"},
                    Case{"3-2-101", "3 dash 2 dash 1 0 1"}, Case{"-5℃", "minus 5 degrees Celsius"},
                    Case{"5 km", "5 kilometres"}, Case{"85%", "85 percent"}, Case{"2/3", "2 of 3"},
                    Case{"No. 3", "number 3"}, Case{"0426", "0 4 2 6"}));

INSTANTIATE_TEST_SUITE_P(TimesDatesMoney, EnglishText,
                         testing::Values(Case{"14:30", "14 30"}, Case{"08:05", "8 oh 5"}, Case{"8:00", "8 o'clock"},
                                         Case{"10:00:05", "10 o'clock and 5 seconds"},
                                         Case{"Mon to Fri 08:30–17:30", "Monday to Friday 8 30 to 17 30"},
                                         Case{"2026-11-25", "25 November 2026"},
                                         Case{"Wed 25 Nov", "Wednesday 25 November"},
                                         Case{"¥30.00/hour", "30 yuan per hour"}, Case{"¥30.50", "30 yuan 50"}));

INSTANTIATE_TEST_SUITE_P(Signs, EnglishText,
                         testing::Values(Case{"•••", ""}, Case{"138 **** 5678", "1 3 8 , 5 6 7 8"},
                                         Case{"Terms & conditions", "Terms and conditions"}, Case{"Jing'an", "Jing'an"},
                                         Case{"QR-code", "QR-code"}, Case{"好，thanks", ", thanks"}));

}  // namespace
}  // namespace bianmin::speech
