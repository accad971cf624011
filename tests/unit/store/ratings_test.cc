#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using namespace std::chrono_literals;
using support::AnonymousRating;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;
using support::NamedRating;

domain::GivenRating RatedWindow(const std::string& ticket, const std::string& visit) {
  domain::GivenRating rating = AnonymousRating(domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 1), 4);
  rating.rated = domain::RatedVisit{
      .window_code = "window-3", .date = std::chrono::year{2026} / 11 / 23, .ticket = ticket, .visit_id = visit};
  rating.service_code = "window-3";
  return rating;
}

TEST(Ratings, AnOrderIsRatedOnceWhoeverTries) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
  EXPECT_FALSE(Must(store.GiveRating(AnonymousRating(order, 5))).number);
  for (const auto& second : {AnonymousRating(order, 5), NamedRating(order, 1)}) {
    const auto refused = store.GiveRating(second);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  }
  EXPECT_EQ(Must(store.CountsSoFar()).ratings, 1);
  EXPECT_EQ(Must(store.Waiting()).waiting, 2);
  const auto other = Must(store.RegisterOrder(LeakingPipe())).number;
  EXPECT_TRUE(store.GiveRating(NamedRating(other, 3)).ok());
}

TEST(Ratings, AVisitIsRatedOnceForItsTicketAndEachVisitWithoutTicketForItself) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  EXPECT_TRUE(store.GiveRating(RatedWindow("A017", "")).ok());
  EXPECT_EQ(store.GiveRating(RatedWindow("A017", "other")).error().code, ErrorCode::Conflict);
  EXPECT_TRUE(store.GiveRating(RatedWindow("A018", "")).ok());
  EXPECT_TRUE(store.GiveRating(RatedWindow("", "v1")).ok());
  EXPECT_TRUE(store.GiveRating(RatedWindow("", "v2")).ok());
  EXPECT_EQ(store.GiveRating(RatedWindow("", "")).error().code, ErrorCode::Invalid);
  EXPECT_EQ(Must(store.CountsSoFar()).ratings, 4);
}

TEST(Ratings, ANamedBadRatingGetsANumberAndAPromise) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto bad = Must(store.RegisterOrder(LeakingPipe())).number;
  const auto good = Must(store.RegisterOrder(LeakingPipe())).number;
  const RatingReceipt receipt = Must(store.GiveRating(NamedRating(bad, 2)));
  ASSERT_TRUE(receipt.number);
  EXPECT_GT(receipt.number->Serial(), good.Serial());
  // Five working days after Monday the 23rd end with Monday the 30th.
  EXPECT_EQ(receipt.answer_by, base::FromLocal({.date = std::chrono::year{2026} / 12 / 1}));
  const RatingReceipt thanks = Must(store.GiveRating(NamedRating(good, 5)));
  EXPECT_TRUE(thanks.number);
  EXPECT_FALSE(thanks.answer_by);
}

TEST(Ratings, ANamedOneIsFoundByItsNumberAndDigitsAndOnlyByBoth) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
  const RatingReceipt bad = Must(store.GiveRating(NamedRating(order, 2)));
  const auto found = std::get<domain::NamedRating>(Must(store.Find(*bad.number, "5678")));
  EXPECT_EQ(found.number, *bad.number);
  EXPECT_EQ(found.overall.stars(), 2);
  EXPECT_EQ(found.service_code, NamedRating(order, 2).service_code);
  EXPECT_EQ(found.given_at, support::kMondayMorning);
  ASSERT_TRUE(found.answer);
  EXPECT_EQ(found.answer->state, domain::ComplaintState::Received);
  EXPECT_EQ(found.answer->answer_by, bad.answer_by);
  EXPECT_EQ(found.answer->answer, "");
  EXPECT_TRUE(std::holds_alternative<NoSuchPair>(Must(store.Find(*bad.number, "1234"))));
  EXPECT_TRUE(std::holds_alternative<NoSuchPair>(Must(store.Find(order, "5678")))) << "that is the order's number";
  EXPECT_EQ(std::get<domain::NamedRating>(Must(store.FindByReceipt(*bad.number))).number, *bad.number);

  const auto other = Must(store.RegisterOrder(LeakingPipe())).number;
  const RatingReceipt good = Must(store.GiveRating(NamedRating(other, 5)));
  EXPECT_FALSE(std::get<domain::NamedRating>(Must(store.Find(*good.number, "5678"))).answer) << "nothing to wait for";
}

TEST(Ratings, ABadRatingNeedsAReason) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
  domain::GivenRating rating = AnonymousRating(order, 1);
  rating.reason_codes.clear();
  EXPECT_EQ(store.GiveRating(rating).error().code, ErrorCode::Invalid);
  rating.reason_codes = {"late"};
  EXPECT_TRUE(store.GiveRating(rating).ok());  // the refused one did not use up the order's one rating
}

// R12: whoever holds database, key and outbox cannot say which resident or order an anonymous rating came from, or
// when on that day.
TEST(Ratings, NothingLeadsFromAnAnonymousRatingToOrderPersonOrMoment) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const domain::Order order = Must(store.RegisterOrder(LeakingPipe()));
  const std::string before = desk.WholeDatabase();
  desk.clock.Advance(3h + 17min + 4s + 321ms);
  const base::TimePoint moment = desk.clock.Now();
  Must(store.GiveRating(AnonymousRating(order.number, 2)));

  // Only what the rating added: the lines that were not there before.
  std::string added;
  std::string whole = desk.WholeDatabase();
  for (std::size_t from = 0; from < whole.size();) {
    const std::size_t to = whole.find('\n', from);
    const std::string line = whole.substr(from, to - from);
    if (before.find(line + "\n") == std::string::npos) added += line + "\n";
    from = to == std::string::npos ? whole.size() : to + 1;
  }
  ASSERT_NE(added.find("anonymous_rating|"), std::string::npos);
  ASSERT_NE(added.find("spent_token|"), std::string::npos);
  ASSERT_NE(added.find("outbox|"), std::string::npos);
  ASSERT_NE(added.find("journal|"), std::string::npos);

  const std::vector<std::string> traces{
      order.number.text(),
      order.id.Text(),
      std::string(order.id.bytes().begin(), order.id.bytes().end()),
      order.need.contact.name.text(),
      order.need.contact.phone.digits(),
      order.need.contact.phone.LastFour() + "|",
      base::FormatUtc(moment),
      base::FormatUtc(moment).substr(0, 16),  // to the minute
      std::to_string(moment.time_since_epoch().count()),
      std::to_string(moment.time_since_epoch().count() / 1000),
      std::to_string(moment.time_since_epoch().count() / 60000),
  };
  for (const std::string& trace : traces) EXPECT_EQ(added.find(trace), std::string::npos) << trace;

  // The rating's id says no time either: version 4.
  Database database = desk.OpenDatabase();
  const auto batch = Must(Outbox{database}.NextBatch());
  ASSERT_EQ(batch.size(), 2u);
  EXPECT_EQ(batch[1].id.Text()[14], '4');
  const auto event = boost::json::parse(batch[1].body);
  EXPECT_FALSE(event.as_object().contains("subject"));
  EXPECT_EQ(event.at("time").as_string(), "2026-11-22T16:00:00.000Z");  // midnight in China
  EXPECT_EQ(event.at("data").at("rating_id").as_string()[14], '4');
  EXPECT_EQ(KioskDesk::Unseal(batch[1].body, desk.centre), R"({"comment":"师傅很耐心，还帮邻居看了水表"})");
}

TEST(Ratings, DeliveringAnAnonymousRatingDoesNotTellItsMomentEither) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
  Must(store.GiveRating(AnonymousRating(order, 5)));
  desk.clock.Advance(2s);
  const std::string stopwatch = std::to_string(desk.clock.Now().time_since_epoch().count());
  Database database = desk.OpenDatabase();
  Must(Outbox{database}.RecordAnswers(std::vector<Answer>{{.sequence = 2, .is = Delivered{}}}, desk.clock.Now()));
  EXPECT_EQ(desk.WholeDatabase().find(stopwatch), std::string::npos);
}

TEST(Ratings, ANamedRatingTellsTheCentreWhoAndWhat) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
  const RatingReceipt receipt = Must(store.GiveRating(NamedRating(order, 1)));
  Database database = desk.OpenDatabase();
  const auto batch = Must(Outbox{database}.NextBatch());
  const auto event = boost::json::parse(batch.back().body);
  EXPECT_EQ(event.at("subject").as_string(), receipt.number->text());
  EXPECT_EQ(event.at("data").at("service_request_id").as_string(), order.text());
  EXPECT_EQ(batch.back().body.find("㛃"), std::string::npos);
  EXPECT_NE(KioskDesk::Unseal(batch.back().body, desk.centre).find("㛃女士"), std::string::npos);
}

}  // namespace
}  // namespace bianmin::store
