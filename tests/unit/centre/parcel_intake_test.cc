// Parcels at the centre: whose are taken, what becomes of their events, and that one which is refused leaves nothing.

#include "sync/centre/parcel_intake.h"

#include <gmock/gmock.h>

#include "kiosk/base/file.h"
#include "kiosk/domain/parcel_limits.h"
#include "sync/centre/sqlite_registry.h"
#include "tests/support/centre_desk.h"
#include "tests/support/parcel_samples.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;
using std::chrono::hours;
using support::BatchOf;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::Must;
using support::Told;
using testing::HasSubstr;

class ParcelIntakeTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(base::StartCrypto()); }

  void Write(const std::vector<std::string>& batches) { WriteAt(base::SystemClock().Now(), batches); }
  void WriteAt(base::TimePoint now, const std::vector<std::string>& batches) {
    std::filesystem::remove(file_);
    support::WriteParcel(file_, sender_, keys_.public_key, batches, now);
  }
  base::Result<ParcelCounts> Take() {
    ParcelRules rules{
        .authorities = Must(pki::Authorities::Of({Must(pki::Certificate::Read(authority_.certificate()))})),
        .key = keys_.secret_key,
        .may_be_out_of_date = may_be_out_of_date_,
        .most_events = most_events_};
    return ParcelIntake(*desk_.archive, registry_.get(), rules, base::SystemClock(), random_).Take(file_);
  }
  // How Take() refuses; nothing may have been stored then.
  base::Error Refusal() {
    const auto taken = Take();
    EXPECT_FALSE(taken.ok());
    const Counts counts = Must(desk_.archive->CountAll());
    EXPECT_EQ(counts.events + counts.broken + counts.conflicts, 0);
    return taken.ok() ? base::Error{} : taken.error();
  }

  support::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "k01.bianmin";
  tls::Authority authority_{"city"};
  parcel::Sender sender_ = support::SenderOf(authority_, kFirstKiosk);
  base::SealKeys keys_ = base::NewSealKeys();
  base::SystemRandom random_;
  support::CentreDesk desk_;
  std::unique_ptr<SqliteRegistry> registry_;
  bool may_be_out_of_date_ = false;
  std::size_t most_events_ = ParcelRules{}.most_events;
};

TEST_F(ParcelIntakeTest, WhatWasTakenInIsKnownHoweverOftenAndWhicheverWayItComes) {
  const std::string first = Told{.n = 1}.Text(), second = Told{.n = 2, .subject = support::NumberOf(2)}.Text();
  ASSERT_EQ(desk_.Post({first}).status, 200) << "over the network, before the line broke";
  Write({BatchOf({first}), BatchOf({second, R"({"id":"no event"})"}),
         BatchOf({Told{.n = 1, .data = R"({"service_code":"other"})"}.Text()})});
  auto counts = Must(Take());
  EXPECT_EQ(counts.source, kFirstKiosk);
  EXPECT_EQ(counts.duplicate, 1U);
  EXPECT_EQ(counts.accepted, 1U);
  EXPECT_EQ(counts.broken, 1U);
  EXPECT_EQ(counts.conflict, 1U);
  counts = Must(Take());
  EXPECT_EQ(counts.accepted, 0U);
  EXPECT_EQ(counts.duplicate, 2U);
  const Response answer = desk_.Post({first, second}, 7);
  EXPECT_THAT(answer.body, HasSubstr("\"duplicate\":2")) << "the line is back";
  const Holding holding = Must(desk_.archive->HoldingOf(kFirstKiosk));
  EXPECT_EQ(holding.events, 2);
  EXPECT_EQ(holding.high, 2);
  const Counts all = Must(desk_.archive->CountAll());
  EXPECT_EQ(all.broken, 1);
  EXPECT_EQ(all.conflicts, 1);
}

TEST_F(ParcelIntakeTest, AnEventOfAnotherKioskRefusesAllOfIt) {
  Write({BatchOf({Told{.n = 1}.Text()}), BatchOf({Told{.n = 2, .source = kSecondKiosk}.Text()})});
  EXPECT_THAT(Refusal().message, HasSubstr(kSecondKiosk));
}

TEST_F(ParcelIntakeTest, WhatIsDamagedBehindItsFirstBatchStoresNothing) {
  Write({BatchOf({Told{.n = 1}.Text()}), BatchOf({Told{.n = 2}.Text()})});
  std::string bytes = Must(base::ReadFile(file_, 1 << 20));
  bytes[bytes.size() - 120] = static_cast<char>(bytes[bytes.size() - 120] ^ 1);
  Must(base::ReplaceFile(file_, bytes));
  EXPECT_EQ(Refusal().code, ErrorCode::Corrupt);
  Write({BatchOf({Told{.n = 1}.Text()}), "no array"});
  EXPECT_EQ(Refusal().code, ErrorCode::Invalid) << "though it is signed";
}

TEST_F(ParcelIntakeTest, OnlyTheCitysKiosksAreBelieved) {
  const tls::Authority another("another city");
  sender_ = support::SenderOf(another, kFirstKiosk);
  Write({BatchOf({Told{}.Text()})});
  EXPECT_THAT(Refusal().message, HasSubstr("tls.client_ca"));
  const tls::Pem own = tls::SelfSigned({.alt_names = std::string("URI:") + kFirstKiosk, .usage = "clientAuth"});
  sender_ = {Must(pki::Certificate::ReadAll(own.certificate)), Must(pki::PrivateKey::Read(own.key))};
  Write({BatchOf({Told{}.Text()})});
  EXPECT_EQ(Refusal().code, ErrorCode::Refused);
  sender_ = support::SenderOf(authority_, "urn:bianmin:no-kiosk");
  Write({BatchOf({Told{}.Text()})});
  EXPECT_THAT(Refusal().message, HasSubstr("names no kiosk"));
  // A certificate of the city's, and a key that is not its own.
  sender_ = {support::SenderOf(authority_, kFirstKiosk).certificates, Must(pki::PrivateKey::New())};
  base::SystemRandom random;
  std::filesystem::remove(file_);
  const auto writer = Must(parcel::Writer::Begin(file_, sender_, keys_.public_key, desk_.now, random));
  Must(writer->Add(BatchOf({Told{}.Text()})));
  EXPECT_FALSE(writer->Finish().ok()) << "not even written";
}

TEST_F(ParcelIntakeTest, ACertificateCountsForTheMomentOfTheExport) {
  sender_ = support::SenderOf(authority_, kFirstKiosk, hours{-1});
  const base::TimePoint now = base::SystemClock().Now();
  WriteAt(now, {BatchOf({Told{}.Text()})});
  EXPECT_THAT(Refusal().message, HasSubstr("--out-of-date"));
  WriteAt(now - hours{48}, {BatchOf({Told{}.Text()})});
  EXPECT_THAT(Refusal().message, HasSubstr("--out-of-date")) << "not yet good";
  WriteAt(now - hours{2}, {BatchOf({Told{}.Text()})});
  EXPECT_EQ(Must(Take()).accepted, 1U);
  WriteAt(now, {BatchOf({Told{.n = 2}.Text()})});
  may_be_out_of_date_ = true;
  EXPECT_EQ(Must(Take()).accepted, 1U);
}

TEST_F(ParcelIntakeTest, ARevokedKioskIsRefusedWhateverItsDate) {
  registry_ = Must(SqliteRegistry::Open(":memory:"));
  Write({BatchOf({Told{}.Text()})});
  Must(registry_->Revoke(kFirstKiosk, desk_.now));
  may_be_out_of_date_ = true;
  EXPECT_THAT(Refusal().message, HasSubstr("revoked"));
}

TEST_F(ParcelIntakeTest, TakesAsManyEventsAsItMayAndNoneBeyond) {
  EXPECT_EQ(most_events_, domain::kMaxParcelEvents);
  const std::string batch = BatchOf(std::vector<std::string>(domain::kMaxBatchEvents, "1"));
  most_events_ = 3 * domain::kMaxBatchEvents;
  Write({batch, batch, batch, "[1]"});
  EXPECT_EQ(Refusal().code, ErrorCode::TooLarge);
  Write({batch, batch, batch});
  EXPECT_EQ(Must(Take()).broken, most_events_);
  EXPECT_EQ(Must(desk_.archive->CountAll()).broken, 1) << "all alike";
  Write({BatchOf(std::vector<std::string>(domain::kMaxBatchEvents + 1, "1"))});
  EXPECT_EQ(Take().error().code, ErrorCode::TooLarge);
}

}  // namespace
}  // namespace bianmin::centre
