#include "kiosk/domain/concern.h"

#include <gtest/gtest.h>

namespace bianmin::domain {
namespace {

StaffNumber Number(std::string_view text) { return StaffNumber::Parse(text).value(); }
StaffMember Member(std::string_view number, std::string_view name) {
  return {.number = Number(number), .name = PersonName::Parse(name).value()};
}
constexpr Role kRoles[] = {Role::Clerk, Role::Dispatcher, Role::Supervisor};

TEST(AConcern, IsKeptFromWhomItIsAboutAndFromNobodyElse) {
  const Concern about_1001{.is_about_staff = true, .subject = Number("1001"), .is_for_the_city_alone = false};
  for (const Role role : kRoles) {
    EXPECT_FALSE(MaySee(about_1001, {Number("1001"), role}));
    EXPECT_TRUE(MaySee(about_1001, {Number("1002"), role}));
    EXPECT_TRUE(MaySee({}, {Number("1001"), role}));
  }
}

TEST(AConcern, IsForSupervisorsAsLongAsNobodyKnowsWhomItIsAbout) {
  const Concern about_somebody{.is_about_staff = true, .subject = std::nullopt, .is_for_the_city_alone = false};
  for (const Role role : kRoles) {
    EXPECT_EQ(MaySee(about_somebody, {Number("1002"), role}), role == Role::Supervisor);
  }
}

TEST(AConcern, AboutTheWholeCentreIsReadByNobodyHere) {
  for (const Role role : kRoles) {
    EXPECT_FALSE(MaySee({.is_about_staff = false, .subject = std::nullopt, .is_for_the_city_alone = true},
                        {Number("1002"), role}));
  }
}

TEST(TheSubject, IsFoundInTheResidentsWordsWhenOneAndOnlyOneFits) {
  const std::vector<StaffMember> staff{Member("1001", "王小明"), Member("1002", "李红"), Member("01", "李红梅")};
  EXPECT_EQ(SubjectIn("3号窗口的王小明", staff), Number("1001"));
  EXPECT_EQ(SubjectIn("工号1002，态度很差", staff), Number("1002"));
  EXPECT_EQ(SubjectIn("工号01那位", staff), Number("01"));
  EXPECT_EQ(SubjectIn("工号1001，好像叫李红", staff), Number("1001"));  // the number counts more
  EXPECT_EQ(SubjectIn("王师傅", staff), std::nullopt);
  EXPECT_EQ(SubjectIn("李红梅", staff), std::nullopt);  // 李红 stands in it, too
  EXPECT_EQ(SubjectIn("1001和1002", staff), std::nullopt);
  EXPECT_EQ(SubjectIn("2015年来过", staff), std::nullopt);
  EXPECT_EQ(SubjectIn("11001", staff), std::nullopt);
  EXPECT_EQ(SubjectIn("", staff), std::nullopt);
  EXPECT_EQ(SubjectIn("王小明", {}), std::nullopt);
}

}  // namespace
}  // namespace bianmin::domain
