#include "kiosk/store/shifts.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/outbox.h"
#include "kiosk/store/staff_accounts.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/staff_desk.h"

namespace bianmin::store {
namespace {

using namespace std::chrono_literals;
using domain::NoSuccessor;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

domain::StaffNumber Staff(const char* number) { return domain::StaffNumber::Parse(number).value(); }

class AShift : public testing::Test {
 protected:
  AShift() { support::Employ(store_); }
  Closing ClosingOf(const domain::Shift& shift) {
    return {.shift = shift.id,
            .left_by = Staff("1001"),
            .successor = Staff("1002"),
            .left_because = "师傅明天才有空",
            .notes = "302室王女士下午会再来电话"};
  }
  domain::ShiftFigures Figures() { return Must(shifts_.Review()).figures; }

  KioskDesk desk_;
  Store store_ = desk_.OpenStore();
  Shifts shifts_{store_};
};

TEST_F(AShift, CountsWhatCameInAndWhatIsLeft) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  EXPECT_EQ(shift.number, 1);
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  domain::Need urgent = LeakingPipe();
  urgent.urgency = domain::Urgency::Urgent;
  Must(store_.RegisterOrder(urgent));
  Must(store_.CancelOrder(order, "not_needed"));
  Must(store_.FileComplaint(support::BrokenLift()));
  Must(store_.GiveRating(support::NamedRating(order, 1)));
  desk_.clock.Advance(2h);
  const domain::ShiftReview review = Must(shifts_.Review());
  const domain::ShiftFigures& f = review.figures;
  EXPECT_EQ(f.orders_in, 2);
  EXPECT_EQ(f.urgent_in, 1);
  EXPECT_EQ(f.complaints_in, 1);
  EXPECT_EQ(f.ratings_in, 1);
  EXPECT_EQ(f.bad_ratings_in, 1);
  EXPECT_EQ(f.orders_moved, 1);
  EXPECT_EQ(f.orders_ended, 1);
  EXPECT_EQ(f.orders_open, 1);
  EXPECT_EQ(f.orders_unanswered, 1);
  EXPECT_EQ(f.orders_overdue, 1);  // the urgent one, after half an hour
  EXPECT_EQ(f.complaints_open, 1);
  EXPECT_EQ(f.complaints_overdue, 0);
  EXPECT_EQ(f.bad_ratings_open, 1);
  ASSERT_EQ(review.left.size(), 3U);
  EXPECT_TRUE(review.left[0].is_overdue);
  EXPECT_EQ(review.left[0].kind, domain::LeftRecord::Kind::Order);
}

TEST_F(AShift, ReckonsUpItsEventsWithTheCity) {
  Must(shifts_.Open(Staff("1001")));
  for (int i = 0; i < 5; ++i) Must(store_.RegisterOrder(LeakingPipe()));
  Outbox outbox{store_.database()};
  Must(outbox.RecordAnswers(std::vector<Answer>{{1, Delivered{}}, {2, Delivered{}}, {3, Refused{"malformed"}}},
                            desk_.clock.Now()));
  desk_.clock.Advance(1h);
  domain::Reconciliation city = Figures().city;
  EXPECT_EQ(city.made, 5);
  EXPECT_EQ(city.confirmed, 2);
  EXPECT_EQ(city.waiting, 2);
  EXPECT_EQ(city.waiting_since, support::kMondayMorning);
  EXPECT_EQ(city.refused, 1);
  EXPECT_EQ(city.refused_why, "malformed");
  EXPECT_EQ(city.missing(), 0);
  // What is no longer kept stays confirmed; what disappeared is missed.
  EXPECT_EQ(Must(outbox.Prune(std::chrono::year{2026} / 12 / 31)), 2);
  EXPECT_EQ(Figures().city.confirmed, 2);
  SQLite::Database(desk_.file().string(), SQLite::OPEN_READWRITE).exec("DELETE FROM outbox WHERE sequence = 4");
  EXPECT_EQ(Figures().city.missing(), 1);
}

TEST_F(AShift, IsClosedByTwoAndFrozen) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  Must(store_.RegisterOrder(LeakingPipe()));
  desk_.clock.Advance(8h);
  const auto closed = Must(shifts_.Close(ClosingOf(shift)));
  EXPECT_EQ(closed.taken_by, Staff("1002"));
  EXPECT_EQ(closed.figures.orders_in, 1);
  EXPECT_EQ(domain::DurationOf(shift.opened_at, closed.closed_at), 8h);
  Must(store_.RegisterOrder(LeakingPipe()));
  const auto kept = Must(shifts_.Latest(5));
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].figures, closed.figures);
  EXPECT_EQ(kept[0].notes, "302室王女士下午会再来电话");
  EXPECT_TRUE(Must(shifts_.IsUnchanged(1)));
  SQLite::Database database(desk_.file().string(), SQLite::OPEN_READWRITE);
  EXPECT_THROW(database.exec("UPDATE shift SET figures = 'x'"), SQLite::Exception);
  EXPECT_THROW(database.exec("DELETE FROM shift"), SQLite::Exception);
  database.exec(
      "DROP TRIGGER shift_is_frozen; UPDATE shift SET figures = replace(figures, 'orders_in 1', 'orders_in 9')");
  EXPECT_FALSE(Must(shifts_.IsUnchanged(1)));
}

TEST_F(AShift, HandsOnWhatComesBetweenTwoShifts) {
  const auto first = Must(shifts_.Open(Staff("1001")));
  Must(shifts_.Close(ClosingOf(first)));
  Must(store_.RegisterOrder(LeakingPipe()));  // in the night
  desk_.clock.Advance(10h);
  Must(shifts_.Open(Staff("1002")));
  EXPECT_EQ(Figures().orders_in, 1);
  EXPECT_EQ(Figures().staff_acts, 1);  // opening it
}

TEST_F(AShift, IsClosedOnceThoughTheClosingIsSaidTwice) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  const auto closed = Must(shifts_.Close(ClosingOf(shift)));
  const auto entries = Must(Journal{store_.database()}.Verify()).entries;
  EXPECT_EQ(Must(shifts_.Close(ClosingOf(shift))).closed_at, closed.closed_at);
  EXPECT_EQ(Must(Journal{store_.database()}.Verify()).entries, entries);
  Closing others = ClosingOf(shift);
  others.successor = NoSuccessor::ClosedForTheDay;
  EXPECT_EQ(shifts_.Close(others).error().code, base::ErrorCode::Conflict);
  others.shift = domain::ShiftId{};
  EXPECT_EQ(shifts_.Close(others).error().code, base::ErrorCode::NotFound);
}

TEST_F(AShift, IsNotSignedByOnePersonForBoth) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  Closing closing = ClosingOf(shift);
  closing.successor = closing.left_by;
  EXPECT_EQ(shifts_.Close(closing).error().code, base::ErrorCode::Refused);
}

TEST_F(AShift, IsOpenOnce) {
  Must(shifts_.Open(Staff("1001")));
  EXPECT_EQ(shifts_.Open(Staff("1002")).error().code, base::ErrorCode::Conflict);
}

TEST_F(AShift, SaysThatTheClockWentBackAndIsNeverNegative) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  desk_.clock.SetWallClock(desk_.clock.Now() - 24h);
  const auto closed = shifts_.Close(ClosingOf(shift));
  ASSERT_FALSE(closed);
  EXPECT_NE(closed.error().message.find("clock"), std::string::npos);
  EXPECT_EQ(domain::DurationOf(shift.opened_at, desk_.clock.Now()), 0min);
  EXPECT_EQ(domain::LengthOf(shift.opened_at, desk_.clock.Now()), domain::ShiftLength::ClockWentBack);
  desk_.clock.SetWallClock(desk_.clock.Now() + 24h + domain::kLongestShift);
  EXPECT_EQ(domain::LengthOf(shift.opened_at, desk_.clock.Now()), domain::ShiftLength::Usual);
  desk_.clock.Advance(1ms);
  EXPECT_EQ(domain::LengthOf(shift.opened_at, desk_.clock.Now()), domain::ShiftLength::TooLong);
  EXPECT_TRUE(shifts_.Close(ClosingOf(shift)));
}

TEST_F(AShift, TellsTheCityItsFiguresAndNobodysName) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  Must(shifts_.Close(ClosingOf(shift)));
  const auto events = Must(Outbox{store_.database()}.NextBatch());
  ASSERT_EQ(events.size(), 1U);
  const std::string& body = events[0].body;
  for (const char* word : {"1001", "1002", "302", "王女士", "师傅"}) EXPECT_EQ(body.find(word), body.npos) << word;
  EXPECT_EQ(boost::json::parse(body).at("data").at("has_successor").as_bool(), true);
  const std::string whole = desk_.WholeDatabase();
  for (const char* word : {"王女士", "师傅"}) EXPECT_EQ(whole.find(word), whole.npos) << word;
}

TEST_F(AShift, CountsAnonymousRatingsByDaysThatAreOver) {
  Must(shifts_.Open(Staff("1001")));
  const auto order = Must(store_.RegisterOrder(LeakingPipe())).number;
  Must(store_.GiveRating(support::AnonymousRating(order, 2)));
  EXPECT_EQ(Figures().ratings_in, 0);
  EXPECT_EQ(Figures().anonymous_yesterday, 0);
  desk_.clock.Advance(24h);
  EXPECT_EQ(Figures().anonymous_yesterday, 1);
  EXPECT_EQ(Figures().anonymous_bad_yesterday, 1);
}

TEST_F(AShift, TakesNotesUpToTheirLimit) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  Closing closing = ClosingOf(shift);
  closing.notes = std::string(domain::kMaxShiftNotesCharacters + 1, 'x');
  EXPECT_EQ(shifts_.Close(closing).error().code, base::ErrorCode::TooLarge);
  closing.notes.pop_back();
  EXPECT_TRUE(shifts_.Close(closing));
}

TEST_F(AShift, NamesNothingThatIsAboutAMemberOfStaffOrTheWholeCentre) {
  Must(shifts_.Open(Staff("1002")));
  auto centre = support::BrokenLift();
  centre.about = domain::About::Centre;
  Must(store_.FileComplaint(support::RudeClerk()));
  Must(store_.FileComplaint(centre));
  const auto lift = Must(store_.FileComplaint(support::BrokenLift())).number;
  const domain::ShiftReview review = Must(shifts_.Review());
  ASSERT_EQ(review.left.size(), 1u);
  EXPECT_EQ(review.left[0].number, lift);
  EXPECT_EQ(review.figures.complaints_open, 3);
}

TEST_F(AShift, CountsAnonymousBadRatingsUntilTheyAreRectified) {
  Must(store_.GiveRating(support::AnonymousRating(Must(store_.RegisterOrder(LeakingPipe())).number, 1)));
  EXPECT_EQ(Figures().bad_ratings_open, 1);
}

TEST_F(AShift, IsSignedByWhoWorksHereOnly) {
  const auto shift = Must(shifts_.Open(Staff("1001")));
  Must(StaffAccounts{store_}.SetActive(Operator{}, Staff("1002"), false));
  EXPECT_EQ(shifts_.Close(ClosingOf(shift)).error().code, base::ErrorCode::Refused);
  Closing nobody = ClosingOf(shift);
  nobody.successor = domain::NoSuccessor::ComesLater;
  Must(shifts_.Close(nobody));
  EXPECT_EQ(shifts_.Open(Staff("1002")).error().code, base::ErrorCode::Refused);
}

}  // namespace
}  // namespace bianmin::store
