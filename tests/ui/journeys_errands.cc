// Each errand from the home screen to the disk and back, in every view.
#include <gmock/gmock.h>

#include "tests/ui/journeys.h"

namespace bianmin::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

domain::Order OrderBehind(KioskWorld& kiosk, const domain::RecordNumber& number, std::string_view last_four) {
  return std::get<domain::Order>(support::Must(kiosk.store().Find(number, last_four)));
}

bool HasMissingGlyphs(const ui::Inventory& shown) {
  for (const ui::Item& item : shown.items) {
    if (item.is_missing_glyph) return true;
  }
  return false;
}

TEST_P(AnyJourney, AnOrdinaryNeedIsOnTheDiskWithAllThatWasTapped) {
  FillsInACleaning(kiosk);
  ASSERT_EQ(kiosk.Page(), "register.review");
  EXPECT_EQ(kiosk.Counts().orders, 0) << "nothing is stored before it is submitted";
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "outcome");
  const auto number = NumberOn<screens::OrderDone>(kiosk);
  EXPECT_TRUE(kiosk.Shown().Shows(number.Grouped()));
  const domain::Need need = OrderBehind(kiosk, number, "8000").need;
  EXPECT_EQ(need.service_code, "home.cleaning");
  EXPECT_EQ(need.package_code, "deep");
  EXPECT_EQ(need.description, "打扫全屋") << "staff read Chinese, whatever the resident reads";
  EXPECT_EQ(need.urgency, domain::Urgency::Ordinary);
  EXPECT_EQ(need.address_text, "永和新村 3号楼 2单元 302");
  EXPECT_EQ(need.appointment, (domain::Appointment{*base::ParseDate("2026-11-25"), domain::HalfDay::Morning}));
  EXPECT_EQ(need.contact.name.text(), "沈女士");
  EXPECT_EQ(need.contact.phone.digits(), "13800138000");
  kiosk.Tap("footer.next");
  EXPECT_EQ(kiosk.Page(), "home");
}

TEST_P(AnyJourney, AnUrgentNeedElsewhereKeepsEveryRareCharacter) {
  kiosk.TapAll({"home.register", "group.life", "service.home.plumbing", "package.visit"});
  kiosk.Type("䶮字弄尽头，𠮷姐家");
  EXPECT_FALSE(HasMissingGlyphs(kiosk.Shown()));
  kiosk.Tap("urgency.urgent");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("urgency.danger.title"))) << "in danger one calls 110 and asks no kiosk";
  kiosk.TapAll({"footer.next", "privacy.consent", "footer.next", "compound.other"});
  kiosk.Type("㛃水弄7号");
  kiosk.TapAll({"footer.next", "day.soon", "footer.next"});
  kiosk.Type("𠮷䶮㛃");
  EXPECT_FALSE(HasMissingGlyphs(kiosk.Shown()));
  kiosk.Press(ui::Key::Enter);
  kiosk.Type("021 6234-5678");
  kiosk.Press(ui::Key::Enter);
  ASSERT_EQ(kiosk.Page(), "register.review");
  kiosk.Tap("footer.next");
  const domain::Order order = OrderBehind(kiosk, NumberOn<screens::OrderDone>(kiosk), "5678");
  EXPECT_EQ(order.need.description, "䶮字弄尽头，𠮷姐家");
  EXPECT_EQ(order.need.urgency, domain::Urgency::Urgent);
  EXPECT_THAT(order.need.address_text, HasSubstr("㛃水弄7号"));
  EXPECT_EQ(order.need.appointment, std::nullopt);
  EXPECT_EQ(order.need.contact.name.text(), "𠮷䶮㛃");
  EXPECT_EQ(order.need.contact.phone.digits(), "02162345678");
  EXPECT_EQ(order.respond_by - order.registered_at, std::chrono::minutes{30});
}

TEST_P(AnyJourney, OneStarAsksForAReasonAndCountsOnceForAVisit) {
  GivesStars(kiosk, "12", 1);
  ASSERT_EQ(kiosk.Page(), "rate.reasons");
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "rate.reasons");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("fault.reason")));
  kiosk.TapAll({"reason.attitude", "footer.next", "who.anonymous"});
  ASSERT_EQ(kiosk.Page(), "rate.review");
  EXPECT_EQ(kiosk.Counts().ratings, 0);
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "outcome");
  EXPECT_EQ(kiosk.Counts().ratings, 1);
  EXPECT_EQ(kiosk.Counts().stars_in_total, 1);
  kiosk.Tap("footer.next");

  GivesStars(kiosk, "12", 5);
  kiosk.TapAll({"footer.next", "who.anonymous", "footer.next"});
  EXPECT_TRUE(std::holds_alternative<screens::RatedBefore>(kiosk.On<app::Outcome>().kind));
  EXPECT_EQ(kiosk.Counts().ratings, 1);
}

TEST_P(AnyJourney, ANamedBadRatingIsPromisedAnAnswer) {
  GivesStars(kiosk, "13", 2);
  kiosk.TapAll({"reason.slow", "footer.next", "who.named"});
  ASSERT_EQ(kiosk.Page(), "rate.privacy");
  AgreesAndGivesContact(kiosk);
  ASSERT_EQ(kiosk.Page(), "rate.review");
  kiosk.Tap("footer.next");
  EXPECT_TRUE(std::get<screens::RatingDone>(kiosk.On<app::Outcome>().kind).answer_by);
  EXPECT_EQ(kiosk.Counts().ratings, 1);
}

TEST_P(AnyJourney, AnAnonymousComplaintIsFoundByNobody) {
  kiosk.TapAll({"home.complain", "kind.complaint", "about.staff", "subject.attitude", "occasion.today"});
  kiosk.Type("2 号窗口说话难听");
  kiosk.TapAll({"footer.next", "who.anonymous"});
  ASSERT_EQ(kiosk.Page(), "complain.review");
  EXPECT_EQ(kiosk.Counts().complaints, 0);
  kiosk.Tap("footer.next");
  ASSERT_EQ(kiosk.Page(), "outcome");
  EXPECT_EQ(kiosk.Counts().complaints, 1);
  const auto number = NumberOn<screens::ComplaintDone>(kiosk);
  EXPECT_TRUE(kiosk.Shown().Shows(number.Grouped()));
  EXPECT_TRUE(std::holds_alternative<store::NoSuchPair>(support::Must(kiosk.store().Find(number, "0000"))));
}

TEST_P(AnyJourney, ANamedComplaintIsFoundByItsNumber) {
  kiosk.TapAll({"home.complain", "kind.complaint", "about.charge", "subject.overcharged", "occasion.yesterday"});
  kiosk.Tap("field.whom");
  kiosk.Type("䶮师傅");
  kiosk.TapAll({"entry.done", "footer.next", "who.named"});
  AgreesAndGivesContact(kiosk);
  kiosk.Tap("footer.next");
  const auto number = NumberOn<screens::ComplaintDone>(kiosk);
  const auto filed = std::get<domain::Complaint>(support::Must(kiosk.store().Find(number, "8000"))).filed;
  EXPECT_EQ(filed.about, domain::About::Charge);
  EXPECT_EQ(filed.subject_code, "overcharged");
  EXPECT_EQ(filed.whom, "䶮师傅");
  EXPECT_EQ(filed.occasion, domain::Occasion::Yesterday);
  kiosk.Tap("footer.next");
  LooksUp(kiosk, number, "8000");
  ASSERT_EQ(kiosk.Page(), "lookup.record");
  EXPECT_TRUE(kiosk.Shown().Shows(number.Grouped()));
}

TEST_P(AnyJourney, ASuggestionIsNothingWithoutWords) {
  kiosk.TapAll({"home.complain", "kind.suggestion", "about.facility", "footer.next"});
  ASSERT_EQ(kiosk.Page(), "complain.words");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("fault.suggestion")));
  kiosk.Type("门口放一把椅子");
  kiosk.TapAll({"footer.next", "who.named"});
  AgreesAndGivesContact(kiosk);
  kiosk.Tap("footer.next");
  const auto number = NumberOn<screens::ComplaintDone>(kiosk);
  const auto filed = std::get<domain::Complaint>(support::Must(kiosk.store().Find(number, "8000"))).filed;
  EXPECT_EQ(filed.kind, domain::ComplaintKind::Suggestion);
  EXPECT_EQ(filed.description, "门口放一把椅子");
}

TEST_P(AnyJourney, AnOrderIsFoundRemindedOfAndCancelled) {
  const domain::Order order = AnOrder(kiosk);
  LooksUp(kiosk, order.number, "1234");
  ASSERT_EQ(kiosk.Page(), "lookup.record");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("order.state.registered")));
  kiosk.Tap("lookup.remind");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("notice.reminded")));
  kiosk.Tap("lookup.remind");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("notice.reminded_before")));
  EXPECT_EQ(OrderBehind(kiosk, order.number, "1234").history.size(), 2u) << "registered and reminded, once";
  kiosk.Tap("lookup.cancel");
  ASSERT_EQ(kiosk.Page(), "lookup.cancel");
  kiosk.Tap("cancel.keep");
  EXPECT_EQ(OrderBehind(kiosk, order.number, "1234").state, domain::OrderState::Registered);
  kiosk.TapAll({"lookup.cancel", "cancel.solved"});
  EXPECT_EQ(kiosk.Page(), "lookup.record");
  EXPECT_TRUE(kiosk.Shown().Shows(kiosk.Text("notice.cancelled")));
  EXPECT_EQ(OrderBehind(kiosk, order.number, "1234").state, domain::OrderState::Cancelled);
  EXPECT_FALSE(kiosk.Has("lookup.cancel")) << "a cancelled order cannot be cancelled";
}

TEST_P(AnyJourney, WhatWasChangedFromTheReviewIsWhatIsStored) {
  FillsInACleaning(kiosk);
  kiosk.TapAll({"edit.time", "day.soon", "footer.next"});
  ASSERT_EQ(kiosk.Page(), "register.review");
  kiosk.TapAll({"edit.phone", "keys.clear"});
  kiosk.TapDigits("13900139001");
  kiosk.TapAll({"footer.next", "footer.next"});
  const domain::Need need = OrderBehind(kiosk, NumberOn<screens::OrderDone>(kiosk), "9001").need;
  EXPECT_EQ(need.appointment, std::nullopt);
  EXPECT_EQ(need.contact.phone.digits(), "13900139001");
  EXPECT_EQ(need.contact.name.text(), "沈女士");
}

INSTANTIATE_TEST_SUITE_P(Errands, AnyJourney, ::testing::ValuesIn(JourneyViews()), NameOf);

}  // namespace
}  // namespace bianmin::testing
