// How a kiosk comes to its certificate and keeps one: every step broken off, and every answer a centre may give.

#include "sync/engine/enrolment.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "sync/engine/renewer.h"
#include "sync/engine/trust.h"
#include "tests/support/scripted_est.h"
#include "tests/support/simulated_clock.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::engine {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using std::chrono::days;
using std::chrono::hours;
using testing::HasSubstr;

constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";

std::string ProblemOf(const std::string& type) {
  return R"({"type":"urn:bianmin:problem:)" + type + R"(","title":"no","status":401,"detail":"because"})";
}

class EnrolmentTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { static_cast<void>(base::OpenLog("test", {}, base::LogLevel::Error)); }

  EnrolmentTest() { tls::WritePem(folder_ / "brought.pem", authority_.certificate()); }

  base::Result<pki::Certificate> Enrol() {
    return engine::Enrol({kiosk_, files_, folder_ / "brought.pem", "0123"}, est_.Connector(), clock_.Now());
  }
  pki::Certificate Enrolled() {
    auto certificate = Enrol();
    EXPECT_TRUE(certificate.ok()) << (certificate.ok() ? "" : certificate.error().message);
    return *certificate;
  }
  Renewer NewRenewer(bool may_write = true) { return {kiosk_, files_, may_write, est_.Connector(), clock_, random_}; }
  pki::Certificate Current() {
    auto current = identity_.Current();
    EXPECT_TRUE(current.ok()) << (current.ok() ? "" : current.error().message);
    return *current;
  }
  unsigned ModeOf(const fs::path& file) { return static_cast<unsigned>(fs::status(file).permissions()); }

  support::TemporaryFolder folder_;
  IdentityPaths files_{folder_ / "pki/ca.pem", folder_ / "pki/kiosk.pem", folder_ / "pki/kiosk.key"};
  domain::KioskName kiosk_ = domain::KioskName::Parse(kSource).value();
  Identity identity_{files_};
  sim::SimulatedClock clock_{base::SystemClock().Now()};
  base::SeededRandom random_{1};
  tls::Authority authority_{"city"};
  tls::Authority next_authority_{"city's next"};
  support::ScriptedEst est_{authority_, kSource, clock_};
};

TEST_F(EnrolmentTest, ACodeBecomesACertificateAKeyAndTheTrustedAuthorities) {
  const auto certificate = Enrolled();
  EXPECT_EQ(est_.login, "demo-city/jingan/k01");
  EXPECT_EQ(est_.code, "0123");
  EXPECT_EQ(Current(), certificate);
  EXPECT_EQ(identity_.Trust()->size(), 1U);
  EXPECT_EQ(ModeOf(files_.key), 0600U);
  EXPECT_FALSE(fs::exists(identity_.NextPaths().key));
  EXPECT_FALSE(fs::exists(identity_.NextPaths().certificate));
}

// A certificate's common name ends at 64 letters, all the names of a kiosk together do not.
TEST_F(EnrolmentTest, AKioskOfTheLongestNamesIsEnrolledAndRenewed) {
  const std::string longest(domain::kMaxKioskNamePartCharacters, 'a');
  kiosk_ = {longest, longest, longest};
  est_.source = kiosk_.Source();
  const auto first = Enrolled();
  clock_.SetWallClock(RenewalDue(first));
  NewRenewer().RunOnce();
  EXPECT_GT(Current().not_after(), first.not_after());
}

TEST_F(EnrolmentTest, WhatTheCentreRefusesIsSaidAndNothingIsStored) {
  est_.instead = NotAdmitted{ProblemOf("code-used")};
  EXPECT_THAT(Enrol().error().message, HasSubstr("code-used"));
  est_.instead = NotFound{ProblemOf("not-found")};
  EXPECT_THAT(Enrol().error().message, HasSubstr("enrols no kiosks"));
  est_.instead = Failed{"the line is down", std::nullopt};
  EXPECT_THAT(Enrol().error().message, HasSubstr("the line is down"));
  est_.instead = Answered{"rubbish", ""};
  EXPECT_THAT(Enrol().error().message, HasSubstr("base64"));
  est_.instead.reset();
  est_.source = "urn:bianmin:demo-city:jingan:k02";
  EXPECT_THAT(Enrol().error().message, HasSubstr("k02"));
  EXPECT_EQ(identity_.Current().error().code, ErrorCode::NotFound);
}

TEST_F(EnrolmentTest, AfterALostAnswerTheSameKeyAsksAgain) {
  est_.instead = Failed{"the answer was lost", std::nullopt};
  EXPECT_FALSE(Enrol().ok());
  est_.instead.reset();
  Enrolled();
  ASSERT_EQ(est_.requests.size(), 2U);
  const auto key_of = [](const std::string& request) { return pki::KeyOfRequest(*pki::DecodeLines(request)).value(); };
  EXPECT_EQ(key_of(est_.requests[0]), key_of(est_.requests[1]));
}

TEST_F(EnrolmentTest, RunAgainAfterItWorkedItSaysThatItHadWorked) {
  const auto first = Enrolled();
  est_.instead = NotAdmitted{ProblemOf("code-used")};
  EXPECT_EQ(Enrolled(), first);
  EXPECT_EQ(Current(), first);
  EXPECT_FALSE(fs::exists(identity_.NextPaths().key));
  est_.welcome = NotAdmitted{ProblemOf("certificate-revoked")};
  EXPECT_THAT(Enrol().error().message, HasSubstr("code-used"));
  est_.instead = NotAdmitted{ProblemOf("wrong-code")};
  est_.welcome.reset();
  EXPECT_THAT(Enrol().error().message, HasSubstr("wrong-code"));
  EXPECT_EQ(Current(), first);
}

TEST_F(EnrolmentTest, ACertificateThatTheCentreDoesNotLetInReplacesNothing) {
  const auto first = Enrolled();
  est_.welcome = NotAdmitted{ProblemOf("certificate-revoked")};
  EXPECT_THAT(Enrol().error().message, HasSubstr("certificate-revoked"));
  EXPECT_EQ(Current(), first);
}

TEST_F(EnrolmentTest, AClockThatIsWrongIsNamed) {
  est_.lifetime = hours{0};
  EXPECT_THAT(Enrol().error().message, HasSubstr("set the clock right"));
}

// Kills the replacement between any two steps, and looks whether a usable pair is there after the next start.
TEST_F(EnrolmentTest, BrokenOffAnywhereAWorkingPairIsThereAfterTheNextStart) {
  const auto first = Enrolled();
  const auto key = identity_.NextKey().value();
  ASSERT_TRUE(identity_.Recover().ok());
  EXPECT_EQ(Current(), first) << "killed after the key was made";
  EXPECT_EQ(identity_.NextKey()->PublicDer(), key.PublicDer());

  const auto next =
      est_.issuer.Issue({key.PublicDer(), kSource, clock_.Now(), clock_.Now() + days{90}}, random_).value();
  ASSERT_TRUE(identity_.KeepNext(next).ok());
  ASSERT_TRUE(identity_.Recover().ok());
  EXPECT_EQ(Current(), first) << "killed after the certificate was stored";
  EXPECT_EQ(identity_.Next(), next);

  ASSERT_TRUE(base::MoveIntoPlace(identity_.NextPaths().key, files_.key).ok());
  EXPECT_EQ(identity_.Current().error().code, ErrorCode::Corrupt);
  ASSERT_TRUE(identity_.Recover().ok());
  EXPECT_EQ(Current(), next) << "killed between the two renames";
  ASSERT_TRUE(identity_.Recover().ok());
  EXPECT_EQ(Current(), next);
  EXPECT_FALSE(identity_.Next());
}

TEST_F(EnrolmentTest, AStrayNextCertificateIsThrownAway) {
  const auto first = Enrolled();
  const tls::Pem stray = authority_.Issue({.usage = "clientAuth"});
  tls::WritePem(identity_.NextPaths().certificate, stray.certificate);
  ASSERT_TRUE(identity_.Recover().ok());
  EXPECT_EQ(Current(), first);
  EXPECT_FALSE(fs::exists(identity_.NextPaths().certificate));
  const auto key = identity_.NextKey();
  EXPECT_FALSE(identity_.KeepNext(pki::Certificate::Read(stray.certificate).value()).ok()) << "for another key";
}

TEST_F(EnrolmentTest, ItIsRenewedWithANewKeyAtTwoThirdsOfItsLife) {
  const auto first = Enrolled();
  Renewer renewer = NewRenewer();
  clock_.SetWallClock(RenewalDue(first) - std::chrono::minutes{2});
  renewer.RunOnce();
  EXPECT_EQ(est_.asked, 1);
  EXPECT_EQ(Current(), first);
  clock_.Advance(std::chrono::minutes{2});
  renewer.RunOnce();
  EXPECT_EQ(est_.asked, 2);
  const auto second = Current();
  EXPECT_GT(second.not_after(), first.not_after() + days{50});
  EXPECT_NE(second.PublicDer(), first.PublicDer());
  EXPECT_EQ(ModeOf(files_.key), 0600U);
  renewer.RunOnce();
  EXPECT_EQ(est_.asked, 2);
}

TEST_F(EnrolmentTest, ARenewalThatFailsIsTriedAgainWithTheSameKeyUntilItWorks) {
  const auto first = Enrolled();
  Renewer renewer = NewRenewer();
  clock_.SetWallClock(RenewalDue(first));
  est_.instead = Failed{"the line is down", std::nullopt};
  for (int i = 0; i < 5; ++i) {
    const auto wait = renewer.RunOnce();
    EXPECT_GT(wait.count(), 0);
    EXPECT_LE(wait, hours{1});
    clock_.Advance(wait);
  }
  EXPECT_EQ(est_.asked, 6);
  EXPECT_EQ(Current(), first);
  est_.instead.reset();
  est_.welcome = Failed{"the line is down", std::nullopt};  // the certificate came, and then the line went
  clock_.Advance(renewer.RunOnce());
  const int asked = est_.asked;
  EXPECT_EQ(Current(), first);
  est_.welcome.reset();
  clock_.Advance(renewer.RunOnce());
  EXPECT_EQ(est_.asked, asked) << "the one that came was kept";
  EXPECT_NE(Current(), first);
}

TEST_F(EnrolmentTest, AReplacementThatBrokeOffInTheRunningProgramIsFinishedByIt) {
  Enrolled();
  const auto next =
      est_.issuer.Issue({identity_.NextKey()->PublicDer(), kSource, clock_.Now(), clock_.Now() + days{90}}, random_)
          .value();
  ASSERT_TRUE(identity_.KeepNext(next).ok());
  Renewer renewer = NewRenewer();
  ASSERT_TRUE(base::MoveIntoPlace(identity_.NextPaths().key, files_.key).ok());
  renewer.RunOnce();
  EXPECT_EQ(Current(), next);
}

TEST_F(EnrolmentTest, ANextOneThatIsNotLetInIsDropped) {
  const auto first = Enrolled();
  Renewer renewer = NewRenewer();
  clock_.SetWallClock(RenewalDue(first));
  est_.welcome = NotAdmitted{ProblemOf("no-certificate")};
  clock_.Advance(renewer.RunOnce());
  EXPECT_EQ(Current(), first);
  EXPECT_FALSE(identity_.Next());
  est_.welcome.reset();
  renewer.RunOnce();
  EXPECT_NE(Current(), first);
}

TEST_F(EnrolmentTest, AnExpiredCertificateIsNotSentToTheCentre) {
  const auto first = Enrolled();
  Renewer renewer = NewRenewer();
  clock_.SetWallClock(first.not_after());
  EXPECT_EQ(renewer.RunOnce(), hours{1});
  EXPECT_EQ(est_.asked, 1);
}

TEST_F(EnrolmentTest, AKeyThatSystemdHoldsIsLeftAlone) {
  const auto first = Enrolled();
  Renewer renewer = NewRenewer(false);
  clock_.SetWallClock(RenewalDue(first));
  EXPECT_EQ(renewer.RunOnce(), hours{1});
  EXPECT_EQ(est_.asked, 1);
}

TEST_F(EnrolmentTest, TheChangeOfAnAuthorityIsLearntInTwoSteps) {
  Enrolled();
  Renewer renewer = NewRenewer();
  const auto next = support::CertificateOf(next_authority_);
  est_.trust = {est_.issuer.certificate(), next};
  renewer.RunOnce();
  EXPECT_EQ(identity_.Trust()->size(), 2U);
  est_.trust = {next};
  est_.needs_old_authority = true;  // the centre still shows a certificate of the old one
  clock_.Advance(hours{12});
  renewer.RunOnce();
  EXPECT_EQ(identity_.Trust()->size(), 2U) << "without the old one the line would be lost";
  est_.needs_old_authority = false;
  clock_.Advance(hours{11});
  renewer.RunOnce();
  EXPECT_EQ(identity_.Trust()->size(), 2U) << "asked too early";
  clock_.Advance(hours{1});
  renewer.RunOnce();
  ASSERT_EQ(identity_.Trust()->size(), 1U);
  EXPECT_EQ(identity_.Trust()->front(), next);
}

TEST_F(EnrolmentTest, NoAnswerAboutAuthoritiesChangesTheFile) {
  Enrolled();
  const tls::Pem leaf = authority_.Issue({});
  const auto rubbish = pki::WriteCertsOnly({pki::Certificate::Read(leaf.certificate).value()});
  for (const Outcome& answer : std::initializer_list<Outcome>{
           Answered{"", ""}, Answered{rubbish, ""}, Failed{"the line is down", {}}, NotFound{ProblemOf("not-found")},
           NotAdmitted{"<html>"}, Refused{ProblemOf("malformed")}}) {
    est_.trust_answer = answer;
    Renewer renewer = NewRenewer();
    renewer.RunOnce();
    ASSERT_TRUE(identity_.Trust().ok());
    EXPECT_EQ(identity_.Trust()->front(), est_.issuer.certificate());
  }
}

}  // namespace
}  // namespace bianmin::engine
