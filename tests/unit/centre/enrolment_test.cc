// The three addresses of EST, without sockets: who gets a certificate, for which key and in whose name.

#include "sync/centre/enrolment.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/domain/enrolment_limits.h"
#include "sync/centre/one_time_code.h"
#include "sync/centre/sqlite_registry.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"
#include "tests/support/centre_desk.h"
#include "tests/support/csr_samples.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tls_pki.h"

namespace bianmin::centre {
namespace {

using std::chrono::days;
using std::chrono::hours;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::Must;
using testing::HasSubstr;

constexpr const char* kEnrol = "/.well-known/est/simpleenroll";
constexpr const char* kReenrol = "/.well-known/est/simplereenroll";

std::string TypeOf(const Response& response) {
  EXPECT_EQ(response.content_type, "application/problem+json") << response.body;
  const auto body = boost::json::parse(response.body).as_object();
  EXPECT_EQ(body.at("status").as_int64(), response.status);
  return std::string(body.at("type").as_string()).substr(std::string_view("urn:bianmin:problem:").size());
}

std::string HeaderOf(const Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

class EnrolmentTest : public testing::Test {
 protected:
  SigningOffice Office() {
    auto issuer = Must(pki::Issuer::Of(Must(pki::Certificate::Read(authority_.certificate())),
                                       Must(pki::PrivateKey::Read(authority_.key()))));
    return {issuer, {issuer.certificate(), Must(pki::Certificate::Read(next_authority_.certificate()))}, days{90}};
  }
  std::string Invited(const std::string& source = kFirstKiosk) {
    const auto code = OneTimeCode::New(random_);
    Must(registry_->Invite({source, code.Fingerprint(), now_ + hours{24}}));
    return code.Text();
  }
  Request Asked(const char* target, const std::string& body) const {
    Request request;
    request.method = "POST";
    request.target = target;
    request.headers["content-type"] = "application/pkcs10";
    request.body = body;
    request.peer = "192.0.2.7";
    return request;
  }
  Response Enrol(const std::string& code, const std::string& body = tls::RequestFor({}),
                 const std::string& login = "demo-city/jingan/k01") {
    Request request = Asked(kEnrol, body);
    request.headers["authorization"] = "Basic " + base::ToBase64(base::AsBytes(login + ":" + code));
    return desk_.Handle(request, now_);
  }
  Response Reenrol(const pki::Certificate& shown, const std::string& body = tls::RequestFor({})) {
    const Request request = Showing(shown, Asked(kReenrol, body));
    if (auto refusal = RefusalOfCertificate(registry_.get(), request, now_)) return *refusal;
    return desk_.Handle(request, now_);
  }
  static Request Showing(const pki::Certificate& shown, Request request) {
    request.source = shown.source();
    request.serial = shown.serial();
    request.good_until = shown.not_after();
    return request;
  }
  static pki::Certificate Given(const Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    EXPECT_EQ(response.content_type, "application/pkcs7-mime; smime-type=certs-only");
    auto all = Must(pki::ReadCertsOnly(response.body));
    EXPECT_EQ(all.size(), 1U);
    return all.front();
  }

  base::TimePoint now_ = base::SystemClock().Now();
  base::SeededRandom random_{17};
  tls::Authority authority_{"city"};
  tls::Authority next_authority_{"city's next"};
  std::unique_ptr<SqliteRegistry> registry_ = Must(SqliteRegistry::Open(":memory:"));
  EnrolmentDesk desk_{*registry_, Office(), random_};
};

TEST_F(EnrolmentTest, CacertsTellsEveryAuthorityThatKiosksAreToTrust) {
  Request request;
  request.method = "GET";
  request.target = "/.well-known/est/cacerts";
  const Response response = desk_.Handle(request, now_);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(Must(pki::ReadCertsOnly(response.body)).size(), 2U);
}

TEST_F(EnrolmentTest, ACodeBringsACertificateInTheInvitedName) {
  const auto key = Must(pki::PrivateKey::New());
  const auto given = Given(Enrol(Invited(), pki::EncodeLines(Must(pki::MakeRequest(key, "anything")))));
  EXPECT_EQ(given.source(), kFirstKiosk);
  EXPECT_TRUE(given.Fits(key));
  EXPECT_LT(given.not_after(), now_ + days{90});
  EXPECT_GT(given.not_after(), now_ + days{89});
  EXPECT_LT(given.not_before(), now_);
  EXPECT_EQ(Must(registry_->List(10)).front().serial, given.serial());
}

TEST_F(EnrolmentTest, WhatARequestSaysOfItselfIsNotBelieved) {
  const auto given = Given(
      Enrol(Invited(), tls::RequestFor({.common_name = "k02", .alt_names = "URI:urn:bianmin:demo-city:jingan:k02"})));
  EXPECT_EQ(given.source(), kFirstKiosk);
}

TEST_F(EnrolmentTest, WrongCodesAreRefusedAndThenNotEvenLookedAt) {
  const std::string code = Invited();
  EXPECT_EQ(TypeOf(Enrol("0000-0000-0000-0000-0000-0000-0000")), "wrong-code");
  EXPECT_EQ(TypeOf(Enrol(code, tls::RequestFor({}), "demo-city/jingan/k02")), "wrong-code");
  EXPECT_EQ(TypeOf(Enrol(code, tls::RequestFor({}), "")), "wrong-code");
  const Response wrong = Enrol("short");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_THAT(HeaderOf(wrong, "WWW-Authenticate"), HasSubstr("Basic realm="));
  for (int i = 4; i < domain::kMaxWrongCodesPerMinute; ++i) Enrol("short");
  const Response stopped = Enrol(code);
  EXPECT_EQ(TypeOf(stopped), "too-many-codes");
  EXPECT_EQ(stopped.status, 429);
  EXPECT_NE(HeaderOf(stopped, "Retry-After"), "");
  now_ += std::chrono::minutes{1};
  Given(Enrol(code));
}

TEST_F(EnrolmentTest, ACodeIsGoodOnceAndItsCertificateComesAgainForTheSameKeyOnly) {
  const std::string code = Invited();
  const std::string request = tls::RequestFor({});
  const auto first = Given(Enrol(code, request));
  EXPECT_EQ(Given(Enrol(code, request)), first) << "the answer may have been lost";
  EXPECT_EQ(TypeOf(Enrol(code)), "code-used");
  EXPECT_EQ(Must(registry_->List(10)).size(), 1U);
  Must(registry_->Revoke(kFirstKiosk, now_));
  EXPECT_EQ(TypeOf(Enrol(code, request)), "wrong-code");
}

TEST_F(EnrolmentTest, ACodeEndsAfterADay) {
  const std::string code = Invited();
  now_ += hours{24};
  const Response late = Enrol(code);
  EXPECT_EQ(TypeOf(late), "code-expired");
  EXPECT_EQ(late.status, 401);
}

TEST_F(EnrolmentTest, ARequestThatCannotBeSignedLeavesTheCodeGood) {
  const std::string code = Invited();
  EXPECT_EQ(TypeOf(Enrol(code, tls::RequestFor({.kind = tls::KeyKind::Rsa2048}))), "unfit-key");
  EXPECT_EQ(TypeOf(Enrol(code, tls::RequestFor({.kind = tls::KeyKind::P384}))), "unfit-key");
  EXPECT_EQ(TypeOf(Enrol(code, tls::RequestFor({.is_signature_broken = true}))), "malformed");
  for (const std::string& garbage : {std::string(), std::string("!"), std::string("AAAA"), std::string(500, 'M')}) {
    const Response response = Enrol(code, garbage);
    EXPECT_EQ(response.status, 400) << garbage;
    EXPECT_EQ(TypeOf(response), "malformed");
  }
  EXPECT_EQ(Enrol(code, std::string(domain::kMaxCertificateRequestBytes, 'A')).status, 400);
  const Response huge = Enrol(code, std::string(domain::kMaxCertificateRequestBytes + 1, 'A'));
  EXPECT_EQ(huge.status, 413);
  EXPECT_EQ(TypeOf(huge), "too-large");
  Given(Enrol(code));
}

TEST_F(EnrolmentTest, TheRightQuestionsAtTheRightAddresses) {
  Request request = Asked(kEnrol, "");
  const Response no_code = desk_.Handle(request, now_);
  EXPECT_EQ(TypeOf(no_code), "code-needed");
  EXPECT_NE(HeaderOf(no_code, "WWW-Authenticate"), "");
  request.headers["authorization"] = "Bearer x";
  EXPECT_EQ(TypeOf(desk_.Handle(request, now_)), "wrong-code");
  request.headers["content-type"] = "text/plain";
  EXPECT_EQ(desk_.Handle(request, now_).status, 415);
  request.method = "GET";
  EXPECT_EQ(desk_.Handle(request, now_).status, 405);
  request.target = "/.well-known/est/csrattrs";
  EXPECT_TRUE(EnrolmentDesk::IsAddressed(request));
  EXPECT_EQ(desk_.Handle(request, now_).status, 404);
  request.target = "/v1/";
  EXPECT_FALSE(EnrolmentDesk::IsAddressed(request));
  EXPECT_EQ(TypeOf(desk_.Handle(Asked(kReenrol, tls::RequestFor({})), now_)), "no-certificate");
}

TEST_F(EnrolmentTest, ACertificateBringsTheNextOneInTheSameName) {
  const auto first = Given(Enrol(Invited()));
  now_ += days{60};
  const auto next = Given(Reenrol(first, tls::RequestFor({.alt_names = "URI:urn:bianmin:demo-city:jingan:k02"})));
  EXPECT_EQ(next.source(), kFirstKiosk);
  EXPECT_GT(next.not_after(), first.not_after());
  EXPECT_NE(next.PublicDer(), first.PublicDer());
  EXPECT_EQ(TypeOf(Reenrol(next, tls::RequestFor({.kind = tls::KeyKind::Rsa2048}))), "unfit-key");
}

TEST_F(EnrolmentTest, RevokedOrExpiredItCountsNoMoreAndNoOtherKioskIsTouched) {
  const auto first = Given(Enrol(Invited()));
  const auto other = Given(Enrol(Invited(kSecondKiosk), tls::RequestFor({}), "demo-city/jingan/k02"));
  const auto refused = [&](const pki::Certificate& shown, const char* target) {
    Request request = Showing(shown, {});
    request.target = target;
    return RefusalOfCertificate(registry_.get(), request, now_);
  };
  EXPECT_FALSE(refused(first, "/v1/events"));
  Must(registry_->Revoke(kFirstKiosk, now_));
  ASSERT_TRUE(refused(first, "/v1/events"));
  EXPECT_EQ(refused(first, "/v1/events")->status, 403);
  EXPECT_EQ(TypeOf(*refused(first, "/v1/changes?after=")), "certificate-revoked");
  EXPECT_EQ(TypeOf(Reenrol(first)), "certificate-revoked");
  EXPECT_FALSE(refused(first, "/healthz"));
  EXPECT_FALSE(refused(first, "/.well-known/est/cacerts"));
  EXPECT_FALSE(refused(other, "/v1/events"));
  now_ = other.not_after();
  EXPECT_EQ(TypeOf(*refused(other, "/v1/events")), "certificate-expired");
  EXPECT_EQ(TypeOf(Reenrol(other)), "certificate-expired");
}

TEST_F(EnrolmentTest, AKioskThatRenewsInALoopIsStopped) {
  const auto first = Given(Enrol(Invited()));
  for (int i = 1; i < domain::kMaxCertificatesPerDay; ++i) Given(Reenrol(first));
  const Response stopped = Reenrol(first);
  EXPECT_EQ(stopped.status, 429);
  EXPECT_EQ(TypeOf(stopped), "too-many-requests");
}

class OfficeTest : public EnrolmentTest {
 protected:
  base::Result<SigningOffice> Open() { return OpenSigningOffice(settings_, tls_); }

  support::TemporaryFolder folder_;
  EnrolmentSettings settings_{tls::WritePem(folder_ / "ca.pem", authority_.certificate()),
                              tls::WritePem(folder_ / "ca.key", authority_.key()), folder_ / "ca.pem",
                              folder_ / "registry.db", 90};
  TlsSettings tls_{"", "", folder_ / "ca.pem"};
};

TEST_F(OfficeTest, OpensWithFilesThatFitEachOther) {
  const auto office = Open();
  ASSERT_TRUE(office.ok()) << office.error().message;
  EXPECT_EQ(office->trust.size(), 1U);
  EXPECT_EQ(office->lifetime, days{90});
}

TEST_F(OfficeTest, SaysWhichSettingIsWrong) {
  const auto told = [&] {
    const auto office = Open();
    return office.ok() ? std::string("nothing") : office.error().message;
  };
  std::filesystem::permissions(folder_ / "ca.key", std::filesystem::perms{0644});
  EXPECT_THAT(told(), HasSubstr("enrolment.ca_key"));
  tls::WritePem(folder_ / "ca.key", next_authority_.key());
  EXPECT_THAT(told(), HasSubstr("the key is not that of the certificate"));
  tls::WritePem(folder_ / "ca.key", "nothing");
  EXPECT_THAT(told(), HasSubstr("ca.key: it holds no private key"));
  tls::WritePem(folder_ / "ca.key", authority_.key());
  tls_.client_ca = tls::WritePem(folder_ / "other.pem", next_authority_.certificate());
  EXPECT_THAT(told(), HasSubstr("tls.client_ca"));
  settings_.trust = folder_ / "none.pem";
  EXPECT_THAT(told(), HasSubstr("enrolment.trust"));
  settings_.ca = folder_ / "none.pem";
  EXPECT_THAT(told(), HasSubstr("enrolment.ca"));
}

}  // namespace
}  // namespace bianmin::centre
