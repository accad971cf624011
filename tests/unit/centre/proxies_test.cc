// For whom a proxy asks, and how large a certificate it may pass on.

#include "sync/centre/proxies.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/kiosk_desk.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tls_pki.h"

namespace bianmin::centre {
namespace {

constexpr const char* kKiosk = "urn:bianmin:demo-city:jingan:k01";
constexpr std::size_t kMostForwardedBytes = 16 * 1024;  // escaped; as proxies.cc has it

class ProxiesTest : public testing::Test {
 protected:
  std::string ClientOf(const std::string& list, const std::string& forwarded = "") {
    Request request;
    request.peer = "10.0.0.5";
    if (!list.empty()) request.headers["x-forwarded-for"] = list;
    if (!forwarded.empty()) request.headers["forwarded"] = forwarded;
    return proxies_.ClientOf(request);
  }

  Proxies Load() {
    CentreSettings settings;
    settings.proxies = {"10.0.0.5", "2001:db8::5"};
    settings.tls.client_ca = tls::WritePem(folder_ / "ca.pem", city_.certificate());
    return support::Must(Proxies::Load(settings));
  }

  support::TemporaryFolder folder_;
  tls::Authority city_{"city"};
  Proxies proxies_ = Load();
};

TEST_F(ProxiesTest, TheLastAddressThatIsNoProxyOfOursIsTheClient) {
  EXPECT_EQ(ClientOf("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(ClientOf("203.0.113.7, 192.0.2.1"), "192.0.2.1") << "what stands before it the client may have written";
  EXPECT_EQ(ClientOf("192.0.2.1, 2001:DB8::5,10.0.0.5"), "192.0.2.1");
  EXPECT_EQ(ClientOf("192.0.2.1:4711"), "192.0.2.1");
  EXPECT_EQ(ClientOf("[2001:db8::1]:4711"), "2001:db8::1");
  EXPECT_EQ(ClientOf("2001:db8:0::1"), "2001:db8::1");
  EXPECT_EQ(ClientOf("::ffff:192.0.2.1"), "192.0.2.1");
}

TEST_F(ProxiesTest, ForwardedSaysTheSame) {
  EXPECT_EQ(ClientOf("", "for=192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(ClientOf("", R"(for=203.0.113.7, by=10.0.0.5;For="[2001:db8::1]:4711";proto=https)"), "2001:db8::1");
  EXPECT_EQ(ClientOf("", R"(for=192.0.2.1, for="10.0.0.5")"), "192.0.2.1");
  EXPECT_EQ(ClientOf("192.0.2.1", "for=192.0.2.1"), "192.0.2.1");
}

TEST_F(ProxiesTest, WhatNamesNobodyCountsForTheProxy) {
  for (const char* list : {"", ",", "unknown", "192.0.2.1, unknown", "10.0.0.5", "192.0.2", "["}) {
    EXPECT_EQ(ClientOf(list), "10.0.0.5") << list;
  }
  for (const char* forwarded : {"for", "for=", "for=_hidden", "by=192.0.2.1", "for=\"192.0.2.1", ";;,"}) {
    EXPECT_EQ(ClientOf("", forwarded), "10.0.0.5") << forwarded;
  }
  EXPECT_EQ(ClientOf("192.0.2.1", "for=192.0.2.2"), "10.0.0.5") << "one of the two is the client's own";
}

// What stands behind a certificate in PEM form is passed over: here it only makes the header longer.
TEST_F(ProxiesTest, ACertificateIsReadFromAHeaderOfAsManyBytesAsItsLimit) {
  const auto now = base::SystemClock().Now();
  const tls::Pem kiosk = city_.Issue({.alt_names = std::string("URI:") + kKiosk, .usage = "clientAuth"});
  std::string header;
  for (const char letter : kiosk.certificate) header += letter == '\n' ? std::string("%0A") : std::string(1, letter);
  header.resize(kMostForwardedBytes, 'x');
  const auto read = proxies_.CertificateIn(header, now);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->source(), kKiosk);
  const auto refused = proxies_.CertificateIn(header + "x", now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, base::ErrorCode::Invalid);
}

}  // namespace
}  // namespace bianmin::centre
