#pragma once
// What the tests against hostile servers share: an authority, a kiosk's certificate, and a server to be set up.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/log.h"
#include "sync/http/curl_transport.h"
#include "tests/support/hostile_server.h"
#include "tests/support/sim_kiosk.h"

namespace bianmin::http {

inline constexpr const char* kBatch = "01234567-89ab-7cde-8123-456789abcdef";
inline constexpr const char* kOneEvent = R"([{"specversion":"1.0","id":"1"}])";

struct Pki {
  tls::Authority authority{"the city's authority"};
  tls::Authority rogue{"somebody's authority"};
  std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("bianmin-tls-{}", getpid());
  std::filesystem::path ca, certificate, key;
  tls::Wish server_wish;

  Pki() {
    std::filesystem::create_directories(folder);
    server_wish.common_name = "localhost";
    server_wish.alt_names = "DNS:localhost,IP:127.0.0.1";
    tls::Wish kiosk;
    kiosk.common_name = "k01";
    kiosk.alt_names = std::string("URI:") + sim::Kiosk::kSource;
    kiosk.usage = "clientAuth";
    const tls::Pem identity = authority.Issue(kiosk);
    ca = tls::WritePem(folder / "ca.pem", authority.certificate());
    certificate = tls::WritePem(folder / "kiosk.pem", identity.certificate);
    key = tls::WritePem(folder / "kiosk.key", identity.key);
  }
  ~Pki() { std::filesystem::remove_all(folder); }
};

class HostileServerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ASSERT_TRUE(StartHttp().ok());
    static_cast<void>(base::OpenLog("test", {}, base::LogLevel::Error));
    pki_ = std::make_unique<Pki>();
  }
  static void TearDownTestSuite() { pki_.reset(); }

  static Patience Short() {
    return {std::chrono::seconds{5}, std::chrono::seconds{4}, std::chrono::seconds{1}, 64, std::chrono::seconds{2}};
  }

  void Serve(tls::Behaviour behaviour) {
    Serve({pki_->authority.Issue(pki_->server_wish), TLS1_3_VERSION, pki_->authority.certificate(),
           std::move(behaviour)});
  }
  void Serve(tls::ServerWish wish) { server_.emplace(std::move(wish)); }

  CurlTransport Transport(const std::string& host = "localhost", std::stop_token stop = {}) {
    return CurlTransport({server_->Url(host), pki_->ca, pki_->certificate, pki_->key}, base::SystemClock(), stop,
                         Short());
  }

  static inline std::unique_ptr<Pki> pki_;
  std::optional<tls::HostileServer> server_;
};

}  // namespace bianmin::http
