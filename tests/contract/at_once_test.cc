// One order in two hands at once: staff at the kiosk, without network, and the city, through the real daemon and the
// real centre. Whoever was first, both acts stay in the history, and both sides end in one state: the city's, unless
// the kiosk's act leads on from it.

#include <gmock/gmock.h>

#include <thread>

#include "kiosk/store/casework.h"
#include "kiosk/store/journal.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/casework_acts.h"
#include "tests/support/staff_desk.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using domain::OrderAct;
using domain::OrderState;
using support::Must;

struct TwoActs {
  OrderAct at_kiosk;
  OrderState at_centre;
  OrderState outcome;
};

class TwoAtOnce : public testing::TestWithParam<std::tuple<TwoActs, bool>> {
 protected:
  TwoAtOnce() {
    centre_.Start();
    kiosk_.StartSync();
    support::Employ(store_);
  }
  bool IsDelivered() { return Must(store_.Waiting()).waiting == 0; }
  void ActsHere() {
    const domain::SignedIn dispatcher{support::kDispatcher.number, support::kDispatcher.role};
    Must(store::Casework{store_}.Perform(dispatcher, number_, support::AnActOf(acts_.at_kiosk)));
  }
  void CityActs() {
    const Outcome set = Admin({"centre", "set-status", number_.text(), std::string(domain::WireName(acts_.at_centre)),
                               "--force", "--note", "市级平台统一安排", "--config", centre_.config().string()});
    ASSERT_EQ(set.code, 0) << set.text;
  }
  std::string StateAtCentre() {
    const auto counts = Admin({"centre", "counts", "--config", centre_.config().string(), "--json"}).Json();
    const auto& states = counts.at("by_state").as_object();
    return states.size() == 1 ? std::string(states.begin()->key()) : "several";
  }
  domain::CaseFile Here() { return Must(store::Casework{store_}.Read(number_)); }

  TwoActs acts_ = std::get<0>(GetParam());
  bool is_kiosk_first_ = std::get<1>(GetParam());
  CentreHouse centre_;
  KioskHouse kiosk_{centre_};
  store::Store store_ = kiosk_.desk().OpenStore();
  domain::RecordNumber number_ = Must(store_.RegisterOrder(support::LeakingPipe())).number;
};

TEST_P(TwoAtOnce, BothActsAreKeptAndBothSidesAgree) {
  ASSERT_TRUE(Comes([&] { return IsDelivered(); }));
  kiosk_.sync().Kill();  // the line is down
  kiosk_.desk().clock.Advance(10min);
  if (is_kiosk_first_) ActsHere();
  CityActs();
  if (!is_kiosk_first_) ActsHere();
  kiosk_.StartSync();
  const std::string outcome = "order " + std::string(domain::WireName(acts_.outcome));
  EXPECT_TRUE(Comes([&] { return IsDelivered() && StateAtCentre() == outcome && Here().order.state == acts_.outcome; }))
      << StateAtCentre() << " at the centre, " << domain::WireName(Here().order.state) << " here";

  bool has_ours = false;
  bool has_theirs = false;
  for (const domain::CaseEntry& entry : Here().entries) {
    has_ours |= entry.staff == support::kDispatcher.number && entry.what.act == acts_.at_kiosk;
    has_theirs |= entry.what.by == domain::Actor::Centre && entry.what.state == acts_.at_centre;
  }
  EXPECT_TRUE(has_ours);
  EXPECT_TRUE(has_theirs);
  const auto events = Admin({"centre", "list", "--type", "cn.bianmin.order.handled.v1", "--config",
                             centre_.config().string(), "--json"})
                          .Json();
  EXPECT_EQ(events.at("records").as_array().size(), 1U) << "the kiosk's act, once";
  EXPECT_FALSE(Must(store::Journal{store_.database()}.Verify()).first_broken);
}

INSTANTIATE_TEST_SUITE_P(
    Of, TwoAtOnce,
    testing::Combine(testing::Values(TwoActs{OrderAct::Accept, OrderState::Declined, OrderState::Declined},
                                     TwoActs{OrderAct::Dispatch, OrderState::Accepted, OrderState::Dispatched},
                                     TwoActs{OrderAct::Decline, OrderState::InService, OrderState::InService},
                                     TwoActs{OrderAct::Accept, OrderState::Accepted, OrderState::Accepted}),
                     testing::Bool()),
    [](const auto& each) {
      const TwoActs& acts = std::get<0>(each.param);
      const bool is_kiosk_first = std::get<1>(each.param);
      return std::string(domain::WireName(acts.at_kiosk)) + "_and_" + std::string(domain::WireName(acts.at_centre)) +
             (is_kiosk_first ? "_here_first" : "_there_first");
    });

}  // namespace
}  // namespace bianmin::contract
