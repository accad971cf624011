// What the centre has signed, from its acknowledgement to the record that a resident looks up.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "sync/engine/reconciler.h"
#include "sync/engine/relay.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/scripted_centre.h"

namespace bianmin::engine {
namespace {

namespace json = boost::json;
using sim::SentBatch;
using support::KioskDesk;
using support::Must;

class AnArrival : public testing::Test {
 protected:
  AnArrival() {
    centre_.holding.arrival_keys = {base::VerifyKeyOf(key_)};
    centre_.on_post = [this](const SentBatch& batch) { return Sign(batch); };
    number_ = Must(store_.RegisterOrder(support::LeakingPipe())).number;
  }

  // The acknowledgement of a batch of one event, signed.
  Outcome Sign(const SentBatch& batch) const {
    json::value answer = json::parse(std::get<Answered>(sim::ScriptedCentre::Acknowledge(batch)).body);
    const std::string event = batch.body.substr(1, batch.body.size() - 2);
    const auto proof = domain::Prove({*number_, base::Sha256(event), desk_.clock.Now()}, key_);
    answer.as_object()["arrivals"] = {{{"index", 0},
                                       {"received", base::FormatUtc(told_)},
                                       {"key", proof.key},
                                       {"signature", base::ToBase64(proof.signature)}}};
    return Answered{json::serialize(answer), ""};
  }
  std::optional<domain::ArrivalProof> Shown() { return Must(store_.FindOrder(*number_)).arrival; }
  std::int64_t Waiting() { return Must(outbox_.Status()).waiting; }

  KioskDesk desk_;
  base::SecretKey key_ = base::SecretKey::New(desk_.random);
  base::TimePoint told_ = desk_.clock.Now();
  store::Store store_ = desk_.OpenStore();
  store::Database database_ = desk_.OpenDatabase();
  store::Outbox outbox_{database_};
  store::Arrivals arrivals_{database_};
  sim::ScriptedCentre centre_{desk_.clock};
  ContactReport report_{desk_.clock};
  Relay relay_{database_, centre_, desk_.clock, desk_.random, report_};
  std::optional<domain::RecordNumber> number_;
};

TEST_F(AnArrival, IsKeptWhenTheCentresKeyProvesIt) {
  EXPECT_FALSE(Shown());
  relay_.RunOnce();
  EXPECT_EQ(centre_.front_pages, 1) << "the key was not known";
  ASSERT_TRUE(Shown());
  EXPECT_EQ(Shown()->arrival.received, told_);
  EXPECT_TRUE(domain::IsProven(*Shown(), base::VerifyKeyOf(key_)));
  EXPECT_EQ(Waiting(), 0);
}

TEST_F(AnArrival, AsksForNoKeyThatItHas) {
  Must(arrivals_.ReplaceKeys(centre_.holding.arrival_keys));
  relay_.RunOnce();
  EXPECT_EQ(centre_.front_pages, 0);
  EXPECT_TRUE(Shown());
}

TEST_F(AnArrival, WithAFalseSignatureIsNotShownButTheRecordIsDelivered) {
  told_ += std::chrono::seconds{1};  // as signed, it was another time
  relay_.RunOnce();
  EXPECT_EQ(Waiting(), 0);
  EXPECT_FALSE(Shown());
}

TEST_F(AnArrival, OfAKeyThatTheCentreDoesNotNameIsNotShown) {
  centre_.holding.arrival_keys = {base::VerifyKeyOf(base::SecretKey::New(desk_.random))};
  relay_.RunOnce();
  EXPECT_EQ(Waiting(), 0);
  EXPECT_FALSE(Shown());
}

TEST_F(AnArrival, IsShownNoLongerWhenTheCentreHasGivenUpItsKey) {
  relay_.RunOnce();
  ASSERT_TRUE(Shown());
  const base::VerifyKey former = centre_.holding.arrival_keys[0];
  const base::VerifyKey next = base::VerifyKeyOf(base::SecretKey::New(desk_.random));
  centre_.holding = {"epoch-1", 1, 1, {next, former}};
  Reconciler(database_, centre_, desk_.clock).RunOnce();
  EXPECT_TRUE(Shown()) << "a key that is still named";
  centre_.holding.arrival_keys = {next};
  Reconciler(database_, centre_, desk_.clock).RunOnce();
  EXPECT_FALSE(Shown());
}

TEST_F(AnArrival, KeepsItsFirstProof) {
  relay_.RunOnce();
  const auto first = Shown();
  Must(outbox_.SendAgain(0));
  desk_.clock.Advance(std::chrono::hours{1});
  told_ = desk_.clock.Now();
  relay_.RunOnce();
  EXPECT_EQ(Waiting(), 0);
  ASSERT_TRUE(Shown());
  EXPECT_EQ(Shown()->arrival.received, first->arrival.received);
}

}  // namespace
}  // namespace bianmin::engine
