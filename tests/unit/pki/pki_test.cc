// Keys, requests, certificates and what the centre signs.

#include <gmock/gmock.h>

#include "sync/pki/authorities.h"
#include "sync/pki/certificate_request.h"
#include "sync/pki/certs_only.h"
#include "sync/pki/issuer.h"
#include "sync/pki/signature.h"
#include "tests/support/csr_samples.h"
#include "tests/support/tls_pki.h"

namespace bianmin::pki {
namespace {

using base::ErrorCode;
using std::chrono::days;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";
const base::TimePoint kNow = base::SystemClock().Now();

Issuer OfficeOf(const tls::Authority& authority) {
  return Issuer::Of(Certificate::Read(authority.certificate()).value(), PrivateKey::Read(authority.key()).value())
      .value();
}

CertificateWish WishFor(const PrivateKey& key) {
  return {key.PublicDer(), kSource, kNow - std::chrono::hours{1}, kNow + days{90}};
}

class PkiTest : public testing::Test {
 protected:
  tls::Authority authority_{"city"};
  base::SeededRandom random_{3};
};

TEST_F(PkiTest, AKeyComesBackFromItsFileAndAsksForItself) {
  const auto key = PrivateKey::New().value();
  const auto read = PrivateKey::Read(key.Pem()).value();
  EXPECT_EQ(read.PublicDer(), key.PublicDer());
  const auto request = MakeRequest(read, "demo-city/jingan/k01");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(KeyOfRequest(*request).value(), key.PublicDer());
  EXPECT_NE(PrivateKey::New().value().PublicDer(), key.PublicDer());
}

TEST_F(PkiTest, WhatIsNoKeyOfOursIsRefused) {
  EXPECT_FALSE(PrivateKey::Read("").ok());
  EXPECT_FALSE(PrivateKey::Read(authority_.certificate()).ok());
}

TEST_F(PkiTest, OnlySignedRequestsForP256AreTaken) {
  const auto judged = [](const tls::RequestWish& wish) { return KeyOfRequest(*DecodeLines(tls::RequestFor(wish))); };
  EXPECT_TRUE(judged({}).ok());
  EXPECT_EQ(judged({.kind = tls::KeyKind::Rsa2048}).error().code, ErrorCode::Refused);
  EXPECT_EQ(judged({.kind = tls::KeyKind::P384}).error().code, ErrorCode::Refused);
  EXPECT_EQ(judged({.kind = tls::KeyKind::Ed25519}).error().code, ErrorCode::Refused);
  EXPECT_THAT(judged({.is_signature_broken = true}).error().message, HasSubstr("not signed"));
  const std::string good = *DecodeLines(tls::RequestFor({}));
  EXPECT_EQ(KeyOfRequest("").error().code, ErrorCode::Invalid);
  EXPECT_EQ(KeyOfRequest(good.substr(0, good.size() - 1)).error().code, ErrorCode::Invalid);
  EXPECT_EQ(KeyOfRequest(good + "x").error().code, ErrorCode::Invalid);
  for (std::size_t at = 0; at < good.size(); at += 7) {
    std::string garbled = good;
    garbled[at] = static_cast<char>(garbled[at] ^ 0x55);
    EXPECT_FALSE(KeyOfRequest(garbled).ok()) << at;
  }
}

TEST_F(PkiTest, ACertificateNamesTheKioskItsTimesAndItsKey) {
  const auto key = PrivateKey::New().value();
  const Issuer office = OfficeOf(authority_);
  const auto issued = office.Issue(WishFor(key), random_).value();
  EXPECT_EQ(issued.source(), kSource);
  EXPECT_EQ(issued.serial().size(), 32U);
  EXPECT_EQ(issued.not_after(), std::chrono::floor<std::chrono::seconds>(kNow + days{90}));
  EXPECT_TRUE(issued.Fits(key));
  EXPECT_FALSE(issued.Fits(PrivateKey::New().value()));
  EXPECT_FALSE(issued.is_authority());
  EXPECT_NE(office.Issue(WishFor(key), random_)->serial(), issued.serial());
  const auto read = Certificate::Read(issued.Pem()).value();
  EXPECT_EQ(read, issued);
  EXPECT_EQ(Certificate::ReadDer(issued.Der()).value(), issued);
}

TEST_F(PkiTest, NoLetterOfANameMeansAnythingToTheIssuer) {
  const auto key = PrivateKey::New().value();
  CertificateWish wish = WishFor(key);
  wish.source = "urn:bianmin:a:b:c,URI:urn:bianmin:x:y:z";
  EXPECT_EQ(OfficeOf(authority_).Issue(wish, random_)->source(), wish.source);
}

TEST_F(PkiTest, NothingOutlivesItsAuthority) {
  const Issuer office = OfficeOf(authority_);
  CertificateWish wish = WishFor(PrivateKey::New().value());
  wish.not_after = kNow + days{4000};
  EXPECT_EQ(office.Issue(wish, random_)->not_after(), office.certificate().not_after());
  wish.not_before = kNow + days{3000};
  EXPECT_THAT(office.Issue(wish, random_).error().message, HasSubstr("expired"));
}

TEST_F(PkiTest, AnOfficeNeedsAnAuthorityAndItsOwnKey) {
  const tls::Authority other("other");
  const auto key = PrivateKey::Read(authority_.key()).value();
  EXPECT_FALSE(Issuer::Of(Certificate::Read(other.certificate()).value(), key).ok());
  const tls::Pem leaf = authority_.Issue({});
  EXPECT_THAT(
      Issuer::Of(Certificate::Read(leaf.certificate).value(), PrivateKey::Read(leaf.key).value()).error().message,
      HasSubstr("authority"));
}

TEST_F(PkiTest, CertificatesTravelAsPkcs7) {
  const tls::Authority other("other");
  const auto bundle = Certificate::ReadAll(authority_.certificate() + other.certificate()).value();
  ASSERT_EQ(bundle.size(), 2U);
  const std::string text = WriteCertsOnly(bundle);
  EXPECT_THAT(text, Not(HasSubstr("BEGIN")));
  const auto read = ReadCertsOnly(text).value();
  EXPECT_EQ(read.size(), 2U);
  EXPECT_TRUE((read[0] == bundle[0] && read[1] == bundle[1]) || (read[0] == bundle[1] && read[1] == bundle[0]));
  for (const char* rubbish : {"", "!", "AAAA", "MIIB", "<html>"}) EXPECT_FALSE(ReadCertsOnly(rubbish).ok()) << rubbish;
  EXPECT_FALSE(ReadCertsOnly(WriteCertsOnly({})).ok());
  EXPECT_FALSE(ReadCertsOnly(EncodeLines(bundle[0].Der())).ok());
}

TEST_F(PkiTest, ABundleHasALimit) {
  std::string pem;
  for (int i = 0; i < 16; ++i) pem += authority_.certificate();
  EXPECT_TRUE(Certificate::ReadAll(pem).ok());
  EXPECT_FALSE(Certificate::ReadAll(pem + authority_.certificate()).ok());
  EXPECT_FALSE(Certificate::ReadAll("nothing").ok());
}

TEST_F(PkiTest, ASignatureIsForItsBytesAndItsKey) {
  const auto key = PrivateKey::New().value();
  const auto certificate = OfficeOf(authority_).Issue(WishFor(key), random_).value();
  Signer signer(key);
  signer.Add("one ");
  signer.Add("two");
  const std::string signature = signer.Finish();
  EXPECT_LE(signature.size(), kMaxSignatureBytes);
  const auto accepts = [](const Certificate& signed_by, std::string_view bytes, std::string_view offered) {
    SignatureCheck check(signed_by);
    check.Add(bytes);
    return check.Accepts(offered);
  };
  EXPECT_TRUE(accepts(certificate, "one two", signature));
  EXPECT_FALSE(accepts(certificate, "one  two", signature));
  EXPECT_FALSE(accepts(certificate, "one two", signature + '\0'));
  EXPECT_FALSE(accepts(certificate, "one two", ""));
  EXPECT_FALSE(accepts(Certificate::Read(authority_.certificate()).value(), "one two", signature));
}

TEST_F(PkiTest, AnAuthorityVouchesForItsClientsWhileTheirTimeLasts) {
  const auto key = PrivateKey::New().value();
  const auto certificate = OfficeOf(authority_).Issue(WishFor(key), random_).value();
  const auto city = Authorities::Of({Certificate::Read(authority_.certificate()).value()}).value();
  EXPECT_EQ(city.Judge(certificate, {}, kNow), Standing::Good);
  EXPECT_EQ(city.Judge(certificate, {}, certificate.not_after() + std::chrono::seconds{1}), Standing::OutOfDate);
  EXPECT_EQ(city.Judge(certificate, {}, kNow - std::chrono::hours{2}), Standing::OutOfDate);
  const tls::Authority another{"another city"};
  const auto others = Authorities::Of({Certificate::Read(another.certificate()).value()}).value();
  EXPECT_EQ(others.Judge(certificate, {}, kNow), Standing::Unknown);
  EXPECT_EQ(others.Judge(certificate, {Certificate::Read(authority_.certificate()).value()}, kNow), Standing::Unknown)
      << "nobody vouches for who comes along";
  EXPECT_EQ(Authorities().Judge(certificate, {}, kNow), Standing::Unknown);
  const auto server = authority_.Issue({.alt_names = "DNS:localhost", .usage = "serverAuth"});
  EXPECT_EQ(city.Judge(Certificate::Read(server.certificate).value(), {}, kNow), Standing::Unknown);
}

// OpenSSL ends at the first fault from the top: an authority out of date would hide that it never signed.
TEST_F(PkiTest, AForgedCertificateIsUnknownAlsoWhenTheAuthorityItNamesIsOutOfDate) {
  const tls::Authority forger{"city"};
  const tls::Pem forged = forger.Issue({.alt_names = std::string("URI:") + kSource, .usage = "clientAuth"});
  const auto authority = Certificate::Read(authority_.certificate()).value();
  const auto city = Authorities::Of({authority}).value();
  const auto certificate = Certificate::Read(forged.certificate).value();
  EXPECT_EQ(city.Judge(certificate, {}, kNow), Standing::Unknown);
  EXPECT_EQ(city.Judge(certificate, {}, authority.not_after() + days{1}), Standing::Unknown);
  const auto genuine = OfficeOf(authority_).Issue(WishFor(PrivateKey::New().value()), random_).value();
  EXPECT_EQ(city.Judge(genuine, {}, authority.not_after() + days{1}), Standing::OutOfDate);
}

}  // namespace
}  // namespace bianmin::pki
