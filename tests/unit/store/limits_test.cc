// Every text a resident may enter, at its limit and one past it, and what must never get in.

#include "kiosk/domain/limits.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using base::ErrorCode;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

std::string Repeated(std::string_view character, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += character;
  return text;
}

struct LimitedField {
  std::string name;
  std::size_t most;
  std::function<void(domain::Need&, std::string)> set;
};
void PrintTo(const LimitedField& field, std::ostream* out) { *out << field.name; }

class NeedFields : public testing::TestWithParam<LimitedField> {};

TEST_P(NeedFields, AreTakenAtTheirLimitAndRefusedPastIt) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::Need need = LeakingPipe();
  GetParam().set(need, Repeated("𠮷", GetParam().most));
  const auto taken = store.RegisterOrder(need);
  ASSERT_TRUE(taken) << taken.error().message;
  EXPECT_EQ(Must(store.FindOrder(taken->number)).need.description, need.description);

  GetParam().set(need, Repeated("𠮷", GetParam().most + 1));
  const auto refused = store.RegisterOrder(need);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::TooLarge);
  EXPECT_EQ(Must(store.Waiting()).waiting, 1);
}

TEST_P(NeedFields, RefuseWhatIsNotText) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  for (const std::string bad : {"a\x01", "a\xff", "\xed\xa0\x80", "a\u202Eb", "\uE000", "\xc0\xaf"}) {
    domain::Need need = LeakingPipe();
    GetParam().set(need, bad);
    const auto refused = store.RegisterOrder(need);
    ASSERT_FALSE(refused) << base::ToHex(base::AsBytes(bad));
    EXPECT_EQ(refused.error().code, ErrorCode::Invalid);
    EXPECT_NE(refused.error().message.find(GetParam().name), std::string::npos) << refused.error().message;
  }
  EXPECT_EQ(Must(store.Waiting()).waiting, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Each, NeedFields,
    testing::Values(LimitedField{"description", domain::kMaxFreeTextCharacters,
                                 [](domain::Need& need, std::string text) { need.description = std::move(text); }},
                    LimitedField{"address note", domain::kMaxAddressNoteCharacters,
                                 [](domain::Need& need, std::string text) { need.address->note = std::move(text); }},
                    LimitedField{"room", domain::kMaxConfiguredTextCharacters,
                                 [](domain::Need& need, std::string text) { need.address->room = std::move(text); }},
                    LimitedField{"address", domain::kMaxAddressTextCharacters,
                                 [](domain::Need& need, std::string text) { need.address_text = std::move(text); }}));

TEST(Limits, TheFullestNeedStillFitsIntoAnEvent) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::Need need = LeakingPipe();
  need.description = Repeated("\"", domain::kMaxFreeTextCharacters);
  need.address_text = Repeated("𠮷", domain::kMaxAddressTextCharacters);
  need.address->building = need.address->unit = need.address->room =
      Repeated("𠮷", domain::kMaxConfiguredTextCharacters);
  need.contact.name = domain::PersonName::Parse(Repeated("𠮷", domain::kMaxNameCharacters)).value();
  ASSERT_TRUE(store.RegisterOrder(need).ok());
  Database database = desk.OpenDatabase();
  EXPECT_LT(Must(Outbox{database}.NextBatch()).at(0).body.size(), domain::kMaxEventBytes);
}

TEST(Limits, HoldForRatings) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
  domain::GivenRating rating = support::AnonymousRating(order, 5);
  rating.comment = Repeated("龘", domain::kMaxFreeTextCharacters + 1);
  EXPECT_EQ(store.GiveRating(rating).error().code, ErrorCode::TooLarge);
  rating.comment = Repeated("龘", domain::kMaxFreeTextCharacters);
  rating.reason_codes.assign(domain::kMaxReasons + 1, "late");
  EXPECT_EQ(store.GiveRating(rating).error().code, ErrorCode::TooLarge);
  rating.reason_codes.assign(domain::kMaxReasons, "late");
  rating.service_code = "Home Repair";
  EXPECT_EQ(store.GiveRating(rating).error().code, ErrorCode::Invalid);
  rating.service_code = "home.repair";
  EXPECT_TRUE(store.GiveRating(rating).ok());
}

TEST(Limits, HoldForAVisit) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::GivenRating rating = support::AnonymousRating(domain::RecordNumber::Of(desk.code, 1), 5);
  domain::RatedVisit visit{.window_code = "w1",
                           .date = std::chrono::year{2026} / 11 / 23,
                           .ticket = std::string(domain::kMaxTicketCharacters + 1, '1'),
                           .visit_id = ""};
  rating.rated = visit;
  EXPECT_EQ(store.GiveRating(rating).error().code, ErrorCode::TooLarge);
  visit.ticket.pop_back();
  visit.date = std::chrono::year{2026} / 2 / 30;
  rating.rated = visit;
  EXPECT_EQ(store.GiveRating(rating).error().code, ErrorCode::Invalid);
  visit.date = std::chrono::year{2026} / 2 / 28;
  rating.rated = visit;
  EXPECT_TRUE(store.GiveRating(rating).ok());
}

TEST(Limits, HoldForComplaints) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::FiledComplaint complaint = support::BrokenLift();
  complaint.whom = Repeated("某", domain::kMaxSubjectCharacters + 1);
  EXPECT_EQ(store.FileComplaint(complaint).error().code, ErrorCode::TooLarge);
  complaint.whom = Repeated("某", domain::kMaxSubjectCharacters);
  complaint.description = Repeated("某", domain::kMaxFreeTextCharacters + 1);
  EXPECT_EQ(store.FileComplaint(complaint).error().code, ErrorCode::TooLarge);
  complaint.description = Repeated("某", domain::kMaxFreeTextCharacters);
  complaint.subject_code = "电梯";
  EXPECT_EQ(store.FileComplaint(complaint).error().code, ErrorCode::Invalid);
  complaint.subject_code = "";
  EXPECT_TRUE(store.FileComplaint(complaint).ok());
}

}  // namespace
}  // namespace bianmin::store
