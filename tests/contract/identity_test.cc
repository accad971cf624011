// A kiosk's certificate from its first day on, with the real programs on both sides: enrolled by a code, renewed by the
// daemon, through the change of the centre's authority, until it is revoked.

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "sync/engine/identity.h"
#include "sync/http/curl_transport.h"
#include "tests/contract/enrolment_house.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using support::kFirstKiosk;
using support::Must;
using testing::HasSubstr;

class IdentityTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { Must(http::StartHttp()); }
  IdentityTest() { house_.centre().Start(); }

  engine::Identity Pki() const {
    const fs::path folder = house_.Files().certificate.parent_path();
    return engine::Identity({folder / "ca.pem", folder / "kiosk.pem", folder / "kiosk.key"});
  }
  // Gives the kiosk a certificate of the test's own authority, as if it had been enrolled long ago.
  void HasHad(std::chrono::hours begins_in, std::chrono::hours ends_in) {
    const fs::path folder = house_.Files().certificate.parent_path();
    fs::create_directories(folder);
    const Identity identity = house_.centre().Issue({.common_name = "k01",
                                                     .alt_names = std::string("URI:") + kFirstKiosk,
                                                     .usage = "clientAuth",
                                                     .begins_in = begins_in,
                                                     .ends_in = ends_in},
                                                    "long-ago");
    fs::copy_file(identity.certificate, house_.Files().certificate, fs::copy_options::overwrite_existing);
    fs::copy_file(identity.key, house_.Files().key, fs::copy_options::overwrite_existing);
    fs::copy_file(house_.kiosk().Place("brought.pem"), folder / "ca.pem", fs::copy_options::overwrite_existing);
  }
  void Enrolled() {
    const Outcome outcome = house_.Enrol(house_.Invited());
    ASSERT_EQ(outcome.code, 0) << outcome.text << house_.centre().Log();
  }
  // The resident registers a need, and it comes to the centre.
  bool Delivers() {
    Must(store_.RegisterOrder(support::LeakingPipe()));
    return Comes([&] { return Must(store_.Waiting()).waiting == 0; });
  }

  EnrolmentHouse house_;
  store::Store store_ = house_.kiosk().desk().OpenStore();
};

TEST_F(IdentityTest, ANewKioskIsEnrolledAndDelivers) {
  Enrolled();
  EXPECT_EQ(static_cast<unsigned>(fs::status(house_.Files().key).permissions()), 0600U);
  EXPECT_EQ(Must(Pki().Current()).source(), kFirstKiosk);
  house_.kiosk().StartSync();
  EXPECT_TRUE(Delivers()) << house_.KioskLog();
  EXPECT_EQ(house_.kiosk().sync().Stop(10s), 0);
}

TEST_F(IdentityTest, WithoutACertificateTheDaemonSaysWhatToDo) {
  house_.kiosk().StartSync();
  EXPECT_EQ(house_.kiosk().sync().Wait(60s), 1);
  EXPECT_THAT(house_.KioskLog(), HasSubstr("bianmin-sync enrol"));
  const Outcome wrong = house_.Enrol("0000-0000-0000-0000-0000-0000-0000");
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.text, HasSubstr("urn:bianmin:problem:wrong-code"));
  EXPECT_FALSE(fs::exists(house_.Files().certificate));
}

TEST_F(IdentityTest, KilledAtAnyMomentOfItEnrolmentWorksWithTheSameCodeAfterwards) {
  const std::string code = house_.Invited();
  for (int kill = 0; kill < 12; ++kill) {
    support::Process process("bianmin-sync enrol",
                             {"bash", "-c", "exec \"$1\" enrol --config \"$2\" --ca \"$3\" <<<\"$0\"", code,
                              (fs::path(BIANMIN_BINARY_DIR) / "bianmin-sync").string(),
                              house_.kiosk().Place("sync.toml").string(), house_.kiosk().Place("brought.pem").string()},
                             house_.kiosk().Place("killed.out"));
    std::this_thread::sleep_for(std::chrono::milliseconds{8 * kill});
    process.Kill();
    const auto current = Pki().Current();
    EXPECT_TRUE(!current || current->source() == kFirstKiosk);
  }
  const Outcome outcome = house_.Enrol(code);
  ASSERT_EQ(outcome.code, 0) << outcome.text;
  EXPECT_TRUE(Pki().Current().ok());
  EXPECT_EQ(house_.Office({"kiosks"}).Json().at("certificates").as_array().size(), 1U);
}

TEST_F(IdentityTest, TheDaemonRenewsACertificateWhoseTimeIsComing) {
  HasHad(-48h, 1h);
  const auto old = Must(Pki().Current());
  house_.kiosk().StartSync();
  EXPECT_TRUE(house_.KioskLogs("certificate is renewed")) << house_.KioskLog();
  const auto renewed = Must(Pki().Current());
  EXPECT_GT(renewed.not_after(), old.not_after() + std::chrono::days{80});
  EXPECT_NE(renewed.PublicDer(), old.PublicDer());
  EXPECT_TRUE(Delivers()) << house_.KioskLog();
}

TEST_F(IdentityTest, KilledAtAnyMomentOfARenewalTheKioskWorks) {
  for (int kill = 0; kill < 8; ++kill) {
    HasHad(-48h, 1h);
    house_.kiosk().StartSync();
    std::this_thread::sleep_for(std::chrono::milliseconds{15 * kill});
    house_.kiosk().sync().Kill();
    auto pki = Pki();
    Must(pki.Recover());
    ASSERT_TRUE(pki.Current().ok()) << pki.Current().error().message;
  }
  house_.kiosk().StartSync();
  EXPECT_TRUE(Delivers()) << house_.KioskLog();
}

TEST_F(IdentityTest, AnExpiredOneIsNamedWithItsCureAndRecordsAreKept) {
  HasHad(-48h, -1h);
  house_.kiosk().StartSync();
  Must(store_.RegisterOrder(support::LeakingPipe()));
  EXPECT_TRUE(house_.KioskLogs("this kiosk's certificate has expired at")) << house_.KioskLog();
  EXPECT_TRUE(house_.KioskLogs("bianmin-admin centre invite"));
  EXPECT_EQ(Must(store_.Waiting()).waiting, 1);
  EXPECT_EQ(house_.kiosk().sync().Stop(10s), 0);
  Enrolled();
  house_.kiosk().StartSync();
  EXPECT_TRUE(Comes([&] { return Must(store_.Waiting()).waiting == 0; })) << house_.KioskLog();
}

TEST_F(IdentityTest, RevokedItIsRefusedAtOnceOnTheConnectionThatIsOpen) {
  Enrolled();
  const fs::path folder = house_.Files().certificate.parent_path();
  http::CurlTransport line({house_.Url(), folder / "ca.pem", folder / "kiosk.pem", folder / "kiosk.key"},
                           base::SystemClock(), {});
  ASSERT_TRUE(std::holds_alternative<engine::Answered>(line.GetFrontPage()));
  house_.Office({"revoke", kLogin});
  const engine::Outcome refused = line.GetFrontPage();
  ASSERT_TRUE(std::holds_alternative<engine::NotAdmitted>(refused));
  EXPECT_THAT(std::get<engine::NotAdmitted>(refused).problem, HasSubstr("certificate-revoked"));
  EXPECT_TRUE(std::holds_alternative<engine::NotAdmitted>(line.Reenrol(tls::RequestFor({}))));

  house_.kiosk().StartSync();
  Must(store_.RegisterOrder(support::LeakingPipe()));
  EXPECT_TRUE(house_.KioskLogs("urn:bianmin:problem:certificate-revoked")) << house_.KioskLog();
  EXPECT_EQ(Must(store_.Waiting()).waiting, 1) << "it is kept";
  house_.kiosk().sync().Kill();
  Enrolled();
  house_.kiosk().StartSync();
  EXPECT_TRUE(Comes([&] { return Must(store_.Waiting()).waiting == 0; })) << house_.KioskLog();
}

// The city changes its authority while the kiosk works on.
TEST_F(IdentityTest, TheCentresAuthorityChangesAndTheKioskFollows) {
  CentreHouse& centre = house_.centre();
  const tls::Authority next("Test city's next");
  const auto place = [&](const char* name) { return centre.folder() / name; };
  const auto restart = [&] {
    centre.Kill();
    centre.Start();
  };
  const auto restart_sync = [&] {
    house_.kiosk().sync().Kill();
    house_.kiosk().StartSync();
  };
  // What cacerts tells and whom the centre admits are one file here.
  Enrolled();
  house_.kiosk().StartSync();
  ASSERT_TRUE(Delivers());
  const std::string old_pem = centre.authority().certificate();

  tls::WritePem(place("ca.pem"), old_pem + next.certificate());
  restart();
  restart_sync();
  EXPECT_TRUE(Comes([&] { return Must(Pki().Trust()).size() == 2; })) << house_.KioskLog();

  // The centre shows and signs with the new one. A kiosk that is not renewed yet is still admitted.
  const tls::Pem shown = next.Issue({.common_name = "centre", .alt_names = "DNS:localhost,IP:127.0.0.1"});
  centre.Write(shown, "centre");
  tls::WritePem(place("ca.pem"), next.certificate() + old_pem);
  tls::WritePem(place("issuing.key"), next.key());
  restart();
  EXPECT_TRUE(Delivers()) << house_.KioskLog();
  HasHad(-48h, 1h);
  tls::WritePem(Pki().paths().ca, old_pem + next.certificate());
  restart_sync();
  EXPECT_TRUE(house_.KioskLogs("certificate is renewed")) << house_.KioskLog();

  // The old one is taken away everywhere.
  tls::WritePem(place("ca.pem"), next.certificate());
  restart();
  restart_sync();
  EXPECT_TRUE(Comes([&] { return Must(Pki().Trust()).size() == 1; })) << house_.KioskLog();
  EXPECT_EQ(Must(Pki().Trust()).front().Pem(), next.certificate());
  EXPECT_TRUE(Delivers()) << house_.KioskLog();
}

}  // namespace
}  // namespace bianmin::contract
