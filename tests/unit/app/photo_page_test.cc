// The page of an evidence photo: it is asked for once, and an answer that comes too late is not kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/app/update_staff.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using base::ErrorCode;
using screens::LedgerState;
using screens::PhotoProblem;
using screens::ShowPhoto;
using screens::StaffAct;
using ::testing::IsEmpty;

domain::RectificationId IdOf(std::uint8_t last) {
  base::UuidBytes id{};
  id.back() = last;
  return domain::RectificationId{id};
}

class AtALine : public ::testing::Test {
 protected:
  AtALine() {
    const domain::StaffMember member{.number = domain::StaffNumber::Parse("1024").value(),
                                     .name = domain::PersonName::Parse("赵敏").value(),
                                     .role = domain::Role::Clerk,
                                     .is_active = true};
    counter_.model().staff = StaffSession{.member = member};
    domain::Rectification line{.id = IdOf(1)};
    line.evidence = {{.by = member.number, .words = "已换新灯"}, {.by = member.number, .photo_bytes = 4000}};
    ShowStaffScreen(counter_.model(), LedgerState{.line = line});
  }
  Commands Press(std::size_t place) { return counter_.Do(StaffAct{screens::GrievanceAct{ShowPhoto{place}}}); }
  void Hears(std::uint8_t line, std::size_t place, base::Result<std::shared_ptr<const base::Bitmap>> bitmap) {
    counter_.Hear(StaffReport{GrievanceReport{PhotoRead{IdOf(line), place, std::move(bitmap)}}});
  }
  static std::shared_ptr<const base::Bitmap> ABitmap() { return std::make_shared<const base::Bitmap>(); }
  LedgerState& Page() { return std::get<LedgerState>(std::get<StaffScreen>(counter_.model().screen)); }

  Counter counter_;
};

TEST_F(AtALine, APhotoIsAskedForByItsPlaceAndShown) {
  const auto asked = std::get<ReadPhoto>(std::get<GrievanceCommand>(Only<StaffCommand>(Press(1))));
  EXPECT_EQ(asked.id, IdOf(1));
  EXPECT_EQ(asked.place, 1u);
  EXPECT_FALSE(Page().photo->bitmap);
  Hears(1, 1, ABitmap());
  EXPECT_TRUE(Page().photo->bitmap);
  counter_.Do(screens::GoBack{});
  EXPECT_FALSE(Page().photo);
  EXPECT_TRUE(Page().line) << "back on the line's page";
}

TEST_F(AtALine, WhatIsNotThereIsNotAskedFor) {
  EXPECT_THAT(Press(2), IsEmpty());
  EXPECT_FALSE(Page().photo);
}

TEST_F(AtALine, APhotoThatComesTooLateIsNotKept) {
  Press(1);
  counter_.Do(screens::GoBack{});
  const auto bitmap = ABitmap();
  Hears(1, 1, bitmap);
  EXPECT_FALSE(Page().photo);
  Press(1);
  Hears(1, 0, bitmap);
  Hears(2, 1, bitmap);
  EXPECT_FALSE(Page().photo->bitmap);
  EXPECT_EQ(bitmap.use_count(), 1);
}

TEST_F(AtALine, WhyItCannotBeSeenIsSaid) {
  const std::pair<ErrorCode, PhotoProblem> problems[] = {{ErrorCode::TooLarge, PhotoProblem::TooLarge},
                                                         {ErrorCode::Invalid, PhotoProblem::Damaged},
                                                         {ErrorCode::Corrupt, PhotoProblem::Unreadable},
                                                         {ErrorCode::Unavailable, PhotoProblem::Unreadable}};
  for (const auto& [code, problem] : problems) {
    Press(1);
    Hears(1, 1, base::Error{code, "why"});
    EXPECT_EQ(Page().photo->problem, problem);
  }
}

}  // namespace
}  // namespace bianmin::app
