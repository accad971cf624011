// From the kiosk's store through the real daemon and the real centre, and back: what a resident confirmed arrives once,
// and what staff decide is on the kiosk, though both programs are killed meanwhile.

#include <gmock/gmock.h>

#include <map>
#include <thread>

#include "kiosk/store/outbox.h"
#include "tests/contract/kiosk_house.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using support::Must;

constexpr int kOrders = 40;

class RoundTripTest : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    kiosk_.StartSync();
  }

  std::int64_t Waiting() { return Must(store_.Waiting()).waiting; }

  CentreHouse centre_;
  KioskHouse kiosk_{centre_};
  store::Store store_ = kiosk_.desk().OpenStore();
};

TEST_F(RoundTripTest, AnOrderArrivesAndItsStatusComesBack) {
  const auto order = Must(store_.RegisterOrder(support::LeakingPipe()));
  ASSERT_TRUE(Comes([&] { return Waiting() == 0; }));
  const Outcome set = Admin({"centre", "set-status", order.number.text(), "accepted", "--note", "师傅明早到",
                             "--config", centre_.config().string()});
  ASSERT_EQ(set.code, 0) << set.text;
  const auto begin = steady_clock::now();
  EXPECT_TRUE(Comes([&] { return Must(store_.FindOrder(order.number)).state == domain::OrderState::Accepted; }));
  EXPECT_LT(steady_clock::now() - begin, 20s);
  EXPECT_EQ(Must(store_.FindOrder(order.number)).history.back().note, "师傅明早到");
  EXPECT_EQ(kiosk_.sync().Stop(10s), 0);
}

TEST_F(RoundTripTest, WhatArrivedIsProvenOnTheKioskAndOnPaper) {
  const auto order = Must(store_.RegisterOrder(support::LeakingPipe())).number;
  const auto complaint = Must(store_.FileComplaint(support::BrokenLift())).number;
  ASSERT_TRUE(Comes([&] { return Must(store_.FindOrder(order)).arrival.has_value(); }));
  ASSERT_TRUE(Comes([&] {
    const auto again = Must(store_.FindByReceipt(complaint));
    return std::get<domain::Complaint>(again).arrival.has_value();
  }));
  const auto proof = *Must(store_.FindOrder(order)).arrival;
  const std::string code = domain::ArrivalCode(proof);
  const std::string key = centre_.arrival_key().string();
  const Outcome genuine = Admin({"verify-receipt", "--key", key, code, "--json"});
  EXPECT_EQ(genuine.code, 0) << genuine.text;
  EXPECT_EQ(genuine.Json().at("number").as_string(), order.text());
  EXPECT_EQ(genuine.Json().at("received").as_string(), base::FormatUtc(proof.arrival.received));

  std::string forged = code;
  forged[5] = forged[5] == '3' ? '4' : '3';  // in the number
  EXPECT_EQ(Admin({"verify-receipt", "--key", key, forged}).code, 1);
  auto later = proof;
  later.arrival.received += 1h;
  const Outcome refused = Admin({"verify-receipt", "--key", key, domain::ArrivalCode(later)});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.text, testing::HasSubstr("NOT PROVEN"));
  const std::string other = (centre_.folder() / "other").string();
  ASSERT_EQ(Admin({"keygen", "--arrival-key", other + ".key", other + ".pub"}).code, 0);
  EXPECT_EQ(Admin({"verify-receipt", "--key", other + ".pub", code}).code, 1);
  EXPECT_EQ(Admin({"verify-receipt", "--key", other + ".pub", "--key", key, code}).code, 0);
  EXPECT_EQ(Admin({"verify-receipt", "--key", key, "JA06900013"}).code, 1);
}

TEST_F(RoundTripTest, NothingIsLostOrDoubledThoughDaemonAndCentreAreKilled) {
  std::map<std::string, int> confirmed;
  base::SeededRandom random(20261122);
  for (int n = 1; n <= kOrders; ++n) {
    confirmed[Must(store_.RegisterOrder(support::LeakingPipe())).number.text()] = 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(random.Below(60)));
    if (n % 10 == 0) {
      kiosk_.sync().Kill();
      kiosk_.StartSync();
    }
    if (n % 16 == 0) {
      centre_.Kill();
      centre_.Start();
    }
  }
  EXPECT_TRUE(Comes([&] { return Waiting() == 0; }));
  EXPECT_EQ(NumbersAt(centre_), confirmed);
  EXPECT_EQ(Must(store_.Waiting()).dead, 0);
}

}  // namespace
}  // namespace bianmin::contract
