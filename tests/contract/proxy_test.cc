// The centre behind a proxy that ends TLS: whose word it takes for who a kiosk is, and, with a real nginx on the file
// that we ship, two copies and a real PostgreSQL, that a copy may die without anybody's loss.

#include <curl/curl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "sync/centre/postgres_archive.h"
#include "sync/http/curl_transport.h"
#include "tests/contract/archive_house.h"
#include "tests/contract/centre_house.h"
#include "tests/contract/enrolment_house.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/csr_samples.h"
#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using support::BatchOf;
using support::FreePort;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::TextOf;
using support::Told;
using support::UuidOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// As nginx writes $ssl_client_escaped_cert.
std::string HeaderWith(const std::string& pem) {
  char* escaped = curl_easy_escape(nullptr, pem.data(), static_cast<int>(pem.size()));
  std::string header = std::string("Bianmin-Client-Certificate: ") + escaped;
  curl_free(escaped);
  return header;
}

CentreHouse& HouseThatTrusts(const std::string& address) {
  static std::map<std::string, std::unique_ptr<CentreHouse>> houses;
  std::unique_ptr<CentreHouse>& house = houses[address];
  if (!house) {
    house = std::make_unique<CentreHouse>(
        "", fmt::format("[archive]\ndatabase = \"centre.db\"\n[proxy]\naddresses = [\"{}\"]\n", address));
    house->Start();
  }
  return *house;
}

TEST(ForwardedCertificate, IsTakenFromTheProxyAsIfTheKioskHadShownIt) {
  CentreHouse& house = HouseThatTrusts("127.0.0.1");
  const std::string header = HeaderWith(TextOf(house.Kiosk(kFirstKiosk).certificate));
  const Reply reply = house.Send({.headers = {header}});
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_THAT(reply.body, HasSubstr(kFirstKiosk));
  EXPECT_EQ(house.Send({}).status, 403) << "and without it nobody is anybody";
  EXPECT_THAT(house.Send({.identity = house.Kiosk(kSecondKiosk)}).body, HasSubstr(kSecondKiosk))
      << "who shows a certificate needs no header";
}

TEST(ForwardedCertificate, IsRefusedFromAnybodyElse) {
  CentreHouse& house = HouseThatTrusts("127.0.0.9");
  const std::string header = HeaderWith(TextOf(house.Kiosk(kFirstKiosk).certificate));
  const Reply stranger = house.Send({.headers = {header}});
  EXPECT_EQ(stranger.status, 403);
  EXPECT_EQ(stranger.content_type, "application/problem+json");
  const Reply kiosk = house.Send({.headers = {header}, .identity = house.Kiosk(kSecondKiosk)});
  EXPECT_EQ(kiosk.status, 403) << "a kiosk cannot speak for another";
  EXPECT_EQ(house.Send({.identity = house.Kiosk(kSecondKiosk)}).status, 200);
}

TEST(ForwardedCertificate, MustBeOneOfTheCitys) {
  CentreHouse& house = HouseThatTrusts("127.0.0.1");
  const tls::Authority another("Another city");
  const tls::Wish kiosk{.common_name = "kiosk", .alt_names = std::string("URI:") + kFirstKiosk, .usage = "clientAuth"};
  tls::Wish old = kiosk;
  old.begins_in = -48h;
  old.ends_in = -24h;
  tls::Wish nameless = kiosk;
  nameless.alt_names = "DNS:kiosk";
  tls::Wish server = kiosk;
  server.usage = "serverAuth";
  const std::string good = TextOf(house.Kiosk(kFirstKiosk).certificate);
  for (const std::string& pem :
       {another.Issue(kiosk).certificate, tls::SelfSigned(kiosk).certificate,
        TextOf(house.Issue(old, "old").certificate), TextOf(house.Issue(nameless, "nameless").certificate),
        TextOf(house.Issue(server, "server").certificate), std::string("no certificate"),
        good.substr(0, good.size() / 2), std::string(60'000, 'A')}) {
    EXPECT_EQ(house.Send({.headers = {HeaderWith(pem)}}).status, 403) << pem.substr(0, 100);
  }
  EXPECT_EQ(house.Send({.headers = {"Bianmin-Client-Certificate: %4"}}).status, 403);
  EXPECT_EQ(house.Send({.headers = {HeaderWith(good)}}).status, 200);
}

// Two copies of the centre on one database, nginx before them, and kiosks with the client that the daemon uses.
class CityTest : public testing::Test {
 protected:
  static constexpr int kCopies = 2;

  void SetUp() override {
    ASSERT_TRUE(http::StartHttp().ok());
    Write(authority_.Issue({.common_name = "centre", .alt_names = "DNS:localhost,IP:127.0.0.1"}), "centre");
    tls::WritePem(folder_ / "ca.pem", authority_.certificate());
    tls::WritePem(folder_ / "issuing.key", authority_.key());
    std::filesystem::copy_file(folder_ / "ca.pem", client_.folder() / "ca.pem",
                               std::filesystem::copy_options::overwrite_existing);
    for (int copy = 0; copy < kCopies; ++copy) StartCopy(copy);
    StartProxy();
  }

  void Write(const tls::Pem& pem, const std::string& name) {
    tls::WritePem(folder_ / (name + ".pem"), pem.certificate);
    tls::WritePem(folder_ / (name + ".key"), pem.key);
  }

  void StartCopy(int copy) {
    const std::string name = fmt::format("copy{}", copy);
    std::ofstream(folder_ / (name + ".toml")) << fmt::format(
        "[listen]\naddress = \"127.0.0.1\"\nport = {}\n[tls]\ncertificate = \"centre.pem\"\nkey = \"centre.key\"\n"
        "client_ca = \"ca.pem\"\n[postgres]\nconnection = \"{}\"\n[proxy]\naddresses = [\"127.0.0.1\"]\n[log]\n"
        "level = \"debug\"\n[enrolment]\nca = \"ca.pem\"\nca_key = \"issuing.key\"\n",
        ports_[copy], TheServer().Connection(database_));
    const std::vector<std::string> command{std::string(BIANMIN_BINARY_DIR) + "/bianmin-centre", "--config",
                                           folder_ / (name + ".toml")};
    copies_[copy] = std::make_unique<support::Process>(name, command, folder_ / (name + ".log"));
  }

  // The file that we ship, with this test's addresses, names and paths.
  std::string Site() const {
    std::string site = TextOf("packaging/centre/nginx-site.conf");
    const auto replace = [&site](const std::string& from, const std::string& to) {
      ASSERT_NE(site.find(from), std::string::npos) << from;
      for (auto at = site.find(from); at != std::string::npos; at = site.find(from, at + to.size())) {
        site.replace(at, from.size(), to);
      }
    };
    replace("10.0.0.11:8443", fmt::format("127.0.0.1:{}", ports_[0]));
    replace("10.0.0.12:8443", fmt::format("127.0.0.1:{}", ports_[1]));
    replace("listen 443 ssl", fmt::format("listen 127.0.0.1:{} ssl", port_));
    replace("centre.example.org", "localhost");
    replace("/etc/bianmin", folder_.path().string());
    return site;
  }

  void StartProxy() {
    std::ofstream(folder_ / "site.conf") << Site();
    const std::string folder = folder_.path().string();
    std::ofstream(folder_ / "nginx.conf")
        << (geteuid() == 0 ? "user root;\n" : "")
        << fmt::format(
               "daemon off;\nmaster_process off;\npid {0}/nginx.pid;\nerror_log {0}/nginx-errors.log warn;\n"
               "events {{ worker_connections 256; }}\nhttp {{\naccess_log off;\nclient_body_temp_path {0}/body;\n"
               "proxy_temp_path {0}/proxy;\nfastcgi_temp_path {0}/a;\nuwsgi_temp_path {0}/b;\nscgi_temp_path {0}/c;\n"
               "include {0}/site.conf;\n}}\n",
               folder);
    proxy_ = std::make_unique<support::Process>(
        "nginx",
        std::vector<std::string>{"/usr/sbin/nginx", "-e", folder_ / "nginx-errors.log", "-c", folder_ / "nginx.conf"},
        folder_ / "nginx.log");
    const auto deadline = steady_clock::now() + 30s;
    const auto greeter = Kiosk(kFirstKiosk);
    while (!std::holds_alternative<engine::Answered>(greeter->GetFrontPage())) {
      ASSERT_LT(steady_clock::now(), deadline) << TextOf(folder_ / "nginx-errors.log") << TextOf(folder_ / "copy0.log");
      std::this_thread::sleep_for(50ms);
    }
  }

  std::string Url(int port) const { return fmt::format("https://localhost:{}", port); }
  // bianmin-admin centre …, with the settings of one copy.
  Outcome Office(int copy, std::vector<std::string> words) {
    return contract::Office(folder_ / fmt::format("copy{}.toml", copy), std::move(words));
  }
  // Somebody asks for a certificate of the first kiosk at an address of the city.
  Reply Enrol(int port, const std::string& code, const std::string& request, const std::string& from = "") {
    Ask ask = EnrolmentOf(code, request);
    ask.base = Url(port);
    if (!from.empty()) ask.headers.push_back("X-Forwarded-For: " + from);
    return client_.Send(ask);
  }

  std::unique_ptr<http::CurlTransport> Kiosk(const std::string& source) {
    const std::string name = "kiosk" + source.substr(source.rfind(':') + 1);
    Write(authority_.Issue({.common_name = "kiosk", .alt_names = "URI:" + source, .usage = "clientAuth"}), name);
    const http::CentreAddress centre{fmt::format("https://localhost:{}", port_), folder_ / "ca.pem",
                                     folder_ / (name + ".pem"), folder_ / (name + ".key")};
    return std::make_unique<http::CurlTransport>(centre, base::SystemClock(), std::stop_token());
  }
  // Again and again until it is answered, as the daemon does; the last failure when that takes too long.
  engine::Outcome Send(http::CurlTransport& kiosk, int batch, const std::string& body) const {
    engine::Outcome outcome = kiosk.Post(UuidOf(batch), body);
    while (std::holds_alternative<engine::Failed>(outcome) && steady_clock::now() < deadline_) {
      std::this_thread::sleep_for(50ms);
      outcome = kiosk.Post(UuidOf(batch), body);
    }
    return outcome;
  }

  const steady_clock::time_point deadline_ = steady_clock::now() + 120s;
  support::TemporaryFolder folder_;
  tls::Authority authority_{"Test city"};
  CentreHouse client_;  // only its client is used
  std::string database_ = TheServer().NewDatabase();
  int port_ = FreePort();
  std::array<int, kCopies> ports_{FreePort(), FreePort()};
  std::array<std::unique_ptr<support::Process>, kCopies> copies_;
  std::unique_ptr<support::Process> proxy_;
};

TEST_F(CityTest, NothingIsMissingOrDoubledThoughACopyIsKilled) {
  constexpr int kKiosks = 3;
  constexpr int kBatches = 40;
  constexpr int kEvents = 20;
  const auto source_of = [](int kiosk) { return fmt::format("urn:bianmin:demo-city:jingan:k{}", 10 + kiosk); };
  std::atomic<int> answered = 0, sending = kKiosks;
  std::vector<std::unique_ptr<http::CurlTransport>> kiosks;
  for (int kiosk = 0; kiosk < kKiosks; ++kiosk) kiosks.push_back(Kiosk(source_of(kiosk)));
  const auto send_all = [&](int kiosk) {
    for (int batch = 0; batch < kBatches; ++batch) {
      std::vector<std::string> events;
      for (int i = 1; i <= kEvents; ++i) {
        const int n = batch * kEvents + i;
        events.push_back(Told{.n = n, .subject = NumberOf(kiosk * 1000 + n), .source = source_of(kiosk)}.Text());
      }
      const auto outcome = Send(*kiosks[static_cast<std::size_t>(kiosk)], batch, BatchOf(events));
      ASSERT_TRUE(std::holds_alternative<engine::Answered>(outcome)) << outcome.index();
      ASSERT_THAT(std::get<engine::Answered>(outcome).body, HasSubstr("\"accepted\":20")) << "the first answer";
      ++answered;
    }
  };
  std::vector<std::thread> threads;
  for (int kiosk = 0; kiosk < kKiosks; ++kiosk) {
    threads.emplace_back([&, kiosk] {
      send_all(kiosk);
      --sending;
    });
  }
  // Or once nobody sends any more, whatever the reason.
  const auto once = [&](int part) {
    while (answered < part * kKiosks * kBatches / 5 && sending > 0) std::this_thread::sleep_for(1ms);
  };
  once(1);
  copies_[0]->Kill();
  once(2);
  StartCopy(0);
  once(3);
  copies_[1]->Kill();
  StartCopy(1);
  once(4);
  EXPECT_EQ(copies_[0]->Stop(15s), 0);
  for (std::thread& thread : threads) thread.join();
  if (HasFatalFailure()) return;

  base::SystemRandom random;
  const auto archive = Must(centre::PostgresArchive::Open({TheServer().Connection(database_), ""},
                                                          centre::OpenMode::MustExist, base::SystemClock(), random));
  for (int kiosk = 0; kiosk < kKiosks; ++kiosk) {
    EXPECT_EQ(Must(archive->HoldingOf(source_of(kiosk))).events, kBatches * kEvents);
    EXPECT_EQ(Must(archive->HoldingOf(source_of(kiosk))).high, kBatches * kEvents);
  }
  const centre::Counts counts = Must(archive->CountAll());
  EXPECT_EQ(counts.events, kKiosks * kBatches * kEvents);
  EXPECT_EQ(counts.by_state.at("order registered"), kKiosks * kBatches * kEvents);
  EXPECT_EQ(counts.conflicts + counts.broken, 0);
  for (const char* log : {"copy0.log", "copy1.log"}) {
    EXPECT_THAT(TextOf(folder_ / log), HasSubstr("POST /v1/events: 200")) << "both copies took part";
  }
}

TEST_F(CityTest, WhatStaffSetOnTheDatabaseIsToldAtOnceByWhicheverCopyTheKioskWaitsAt) {
  const auto kiosk = Kiosk(kFirstKiosk);
  ASSERT_TRUE(std::holds_alternative<engine::Answered>(kiosk->Post(UuidOf(1), BatchOf({Told{}.Text()}))));
  const std::string config = folder_ / "copy0.toml";
  std::thread staff([&] {
    std::this_thread::sleep_for(700ms);
    const Outcome set = Admin({"centre", "set-status", NumberOf(1), "accepted", "--config", config});
    EXPECT_EQ(set.code, 0) << set.text;
  });
  const auto begin = steady_clock::now();
  const engine::Outcome outcome = kiosk->Get({.limit = 10, .wait = 20s});
  staff.join();
  ASSERT_TRUE(std::holds_alternative<engine::Answered>(outcome));
  EXPECT_THAT(std::get<engine::Answered>(outcome).body, HasSubstr("accepted"));
  EXPECT_LT(steady_clock::now() - begin, 10s);
  const Outcome counts = Admin({"centre", "counts", "--config", config, "--json"});
  EXPECT_EQ(counts.code, 0) << counts.text;
  EXPECT_THAT(counts.text, HasSubstr("order accepted"));
}

TEST_F(CityTest, AForgedHeaderDoesNotPassTheProxy) {
  Write(authority_.Issue(
            {.common_name = "kiosk", .alt_names = std::string("URI:") + kSecondKiosk, .usage = "clientAuth"}),
        "forged");
  const std::string forged = HeaderWith(TextOf(folder_ / "forged.pem"));
  const std::string base = fmt::format("https://localhost:{}", port_);
  EXPECT_EQ(client_.Send({.path = "/healthz", .base = base}).status, 200);
  EXPECT_EQ(client_.Send({.base = base, .headers = {forged}}).status, 403);
  Kiosk(kFirstKiosk);
  const Identity own{folder_ / "kioskk01.pem", folder_ / "kioskk01.key"};
  const Reply reply = client_.Send({.base = base, .headers = {forged}, .identity = own});
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, HasSubstr(kFirstKiosk));
  EXPECT_THAT(reply.body, Not(HasSubstr(kSecondKiosk)));
}

TEST_F(CityTest, OneCodeThatIsShownToBothCopiesAtOnceBringsOneCertificate) {
  for (int round = 0; round < 5; ++round) {
    const Outcome invited = Office(round % kCopies, {"invite", "demo-city/jingan/k01"});
    ASSERT_EQ(invited.code, 0) << invited.text;
    const std::string code(invited.Json().at("code").as_string());
    std::array<Reply, kCopies> replies;
    std::array<std::thread, kCopies> kiosks;
    for (std::size_t copy = 0; copy < kCopies; ++copy) {
      kiosks[copy] =
          std::thread([&, copy, request = tls::RequestFor({})] { replies[copy] = Enrol(ports_[copy], code, request); });
    }
    for (std::thread& kiosk : kiosks) kiosk.join();
    std::array statuses{replies[0].status, replies[1].status};
    std::sort(statuses.begin(), statuses.end());
    EXPECT_EQ(statuses, (std::array{200, 401})) << replies[0].body << replies[1].body;
    EXPECT_EQ(Office(0, {"kiosks"}).Json().at("certificates").as_array().size(), std::size_t(round) + 1);
  }
}

TEST_F(CityTest, WhomOneCopysStaffRevokeTheOtherRefusesAtTheNextRequest) {
  Kiosk(kFirstKiosk);
  const Identity own{folder_ / "kioskk01.pem", folder_ / "kioskk01.key"};
  for (const int port : ports_) EXPECT_EQ(client_.Send({.base = Url(port), .identity = own}).status, 200);
  ASSERT_EQ(Office(0, {"revoke", "demo-city/jingan/k01"}).code, 0);
  for (const int port : {ports_[0], ports_[1], port_}) {
    const Reply refused = client_.Send({.base = Url(port), .identity = own});
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("certificate-revoked"));
  }
}

TEST_F(CityTest, WrongCodesBehindTheProxyAreCountedForTheirClient) {
  constexpr const char* kGuesser = "203.0.113.9";
  const std::string wrong(28, 'A'), request = tls::RequestFor({});
  // To one copy, whose count it is; this test plays an outer proxy. What the guesser writes himself changes nothing.
  const auto guess = [&](const std::string& from) { return Enrol(ports_[0], wrong, request, from).status; };
  int guesses = 0, status = 401;
  for (; status == 401 && guesses < 25; ++guesses) {
    status = guess(fmt::format("198.51.100.{}, {}", guesses, kGuesser));
  }
  EXPECT_EQ(status, 429) << "ten a minute, and the minute may have turned once";
  EXPECT_EQ(guess("203.0.113.10"), 401) << "another client";
  EXPECT_EQ(guess(""), 401) << "or the proxy itself";
  // And through the real one, which appends the address it sees.
  std::vector<int> through;
  for (int i = 0; i < 50; ++i) through.push_back(Enrol(port_, wrong, request, "203.0.113.20").status);
  EXPECT_THAT(through, Contains(429)) << "either copy counts its own";
  EXPECT_EQ(Enrol(port_, wrong, request, "203.0.113.21").status, 401);
}

}  // namespace
}  // namespace bianmin::contract
