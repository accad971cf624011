// The daemon's loops with real threads, real TLS and the real database; the process around them is tests/e2e's.

#include "sync/daemon/daemon.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include "kiosk/base/log.h"
#include "sync/daemon/instance_lock.h"
#include "sync/http/curl_transport.h"
#include "tests/support/hostile_server.h"
#include "tests/support/scripted_centre.h"
#include "tests/support/sim_kiosk.h"

namespace bianmin::daemon {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using std::chrono::seconds;
using testing::HasSubstr;

std::string HeaderOf(const std::string& request, const std::string& name) {
  const auto at = request.find("\r\n" + name + ": ");
  if (at == request.npos) return {};
  const auto begin = at + name.size() + 4;
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

// Takes every batch, counts its events, and holds each question for changes back for as long as it runs.
class SmallCentre {
 public:
  void Serve(tls::Visit& visit) {
    for (std::string request; !(request = visit.ReadRequest()).empty();) {
      if (request.starts_with("GET")) {
        is_asked_ = true;
        if (!visit.Wait(seconds{60})) return;
        continue;
      }
      if (request.starts_with("PUT /v1/heartbeat")) {
        if (!visit.SendAnswer("204 No Content", "", "")) return;
        has_heard_ = true;
        continue;
      }
      if (request.starts_with("POST /v1/journal")) {
        const std::string unknown = sim::CentresProblem("not-found");
        if (!visit.SendAnswer("404 Not Found", "Content-Type: application/problem+json\r\n", unknown)) return;
        continue;
      }
      const json::value events = json::parse(request.substr(request.find("\r\n\r\n") + 4));
      const std::size_t count = events.as_array().size();
      const json::object answer{{"batch", HeaderOf(request, "Bianmin-Batch")},
                                {"count", count},
                                {"accepted", count},
                                {"duplicate", 0},
                                {"high", "0000000000000001"},
                                {"problems", json::array()}};
      if (!visit.SendAnswer("200 OK", "Content-Type: application/json\r\n", json::serialize(answer))) return;
      taken_ += static_cast<int>(count);
    }
  }
  int taken() const { return taken_; }
  bool is_asked() const { return is_asked_; }
  bool has_heard() const { return has_heard_; }

 private:
  std::atomic<int> taken_{0};
  std::atomic<bool> is_asked_{false};
  std::atomic<bool> has_heard_{false};  // how the kiosk is
};

class DaemonTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ASSERT_TRUE(http::StartHttp().ok());
    static_cast<void>(base::OpenLog("test", {}, base::LogLevel::Error));
  }

  DaemonTest() {
    fs::create_directories(folder_);
    tls::Wish server, kiosk;
    server.alt_names = "DNS:localhost";
    kiosk.usage = "clientAuth";
    const tls::Pem identity = authority_.Issue(kiosk);
    server_.emplace(tls::ServerWish{authority_.Issue(server), TLS1_3_VERSION, authority_.certificate(),
                                    [this](tls::Visit& visit) { centre_.Serve(visit); }});
    settings_.kiosk = domain::KioskName::Parse(sim::Kiosk::kSource).value();
    settings_.database = kiosk_.file();
    settings_.url = server_->Url();
    settings_.ca = tls::WritePem(folder_ / "ca.pem", authority_.certificate());
    settings_.certificate = tls::WritePem(folder_ / "kiosk.pem", identity.certificate);
    settings_.key = tls::WritePem(folder_ / "kiosk.key", identity.key);
  }
  ~DaemonTest() override {
    server_.reset();
    fs::remove_all(folder_);
  }

  // Runs the daemon while `story` does, then stops it; returns how long stopping took.
  template <class Story>
  base::Milliseconds While(Story story) {
    std::stop_source stop;
    auto ended = std::async(std::launch::async,
                            [&] { return daemon::Run(settings_, base::SystemClock(), random_, stop.get_token()); });
    story();
    const auto begin = base::SystemClock().Steady();
    stop.request_stop();
    EXPECT_TRUE(ended.get().ok());
    return base::SystemClock().Steady() - begin;
  }

  template <class Condition>
  static bool WaitUntil(Condition condition) {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    for (int i = 0; i < 1000 && !condition(); ++i) never.wait_for(lock, std::chrono::milliseconds{10});
    return condition();
  }

  fs::path folder_ = fs::temp_directory_path() / fmt::format("bianmin-daemon-{}", getpid());
  base::SystemRandom random_;
  tls::Authority authority_{"authority"};
  sim::Kiosk kiosk_{base::SystemClock(), 9};
  SmallCentre centre_;
  std::optional<tls::HostileServer> server_;
  engine::SyncSettings settings_;
};

TEST_F(DaemonTest, WhatWaitedAndWhatComesIsSentAndStoppingIsPromptDuringALongPoll) {
  kiosk_.ResidentRegistersNeed();
  const auto stopped_in = While([&] {
    EXPECT_TRUE(WaitUntil([&] { return centre_.taken() == 1 && centre_.is_asked(); }));
    const auto begin = base::SystemClock().Steady();
    kiosk_.ResidentRegistersNeed();
    EXPECT_TRUE(WaitUntil([&] { return centre_.taken() == 2; }));
    EXPECT_LT(base::SystemClock().Steady() - begin, seconds{5}) << "the change counter woke nobody";
  });
  EXPECT_LT(stopped_in, seconds{3});
  EXPECT_EQ(kiosk_.store().Waiting()->waiting, 0);
  EXPECT_TRUE(kiosk_.store().Contact()->last_success);
}

TEST_F(DaemonTest, TellsTheCentreSoonHowTheKioskIs) {
  const auto stopped_in = While([&] { EXPECT_TRUE(WaitUntil([&] { return centre_.has_heard(); })); });
  EXPECT_LT(stopped_in, seconds{3});
}

TEST_F(DaemonTest, ADatabaseThatIsNotThereYetIsWaitedForAndServedWhenTheKioskHasMadeIt) {
  settings_.database = folder_ / "later.db";
  const auto stopped_in = While([&] {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable().wait_for(lock, std::chrono::milliseconds{300});
    EXPECT_FALSE(fs::exists(settings_.database)) << "the daemon makes no databases";
    EXPECT_TRUE(store::Database::Open({.file = settings_.database}).ok());
    EXPECT_TRUE(WaitUntil([&] { return centre_.is_asked(); }));
  });
  EXPECT_LT(stopped_in, seconds{3});
}

TEST_F(DaemonTest, AFileThatIsNoDatabaseEndsItWithASentence) {
  settings_.database = settings_.ca;
  const auto ended = daemon::Run(settings_, base::SystemClock(), random_, {});
  ASSERT_FALSE(ended.ok());
  EXPECT_THAT(ended.error().message, HasSubstr("ca.pem"));
}

TEST_F(DaemonTest, OnlyOneDaemonServesADatabase) {
  {
    const auto first = InstanceLock::Take(kiosk_.file());
    ASSERT_TRUE(first.ok());
    const auto second = InstanceLock::Take(kiosk_.file());
    ASSERT_FALSE(second.ok());
    EXPECT_THAT(second.error().message, HasSubstr("another bianmin-sync"));
    EXPECT_TRUE(InstanceLock::Take(folder_ / "other.db").ok());
  }
  EXPECT_TRUE(InstanceLock::Take(kiosk_.file()).ok());
}

TEST_F(DaemonTest, ALockThatCannotBeMadeIsAPlainError) {
  const auto lock = InstanceLock::Take(folder_ / "no such folder" / "kiosk.db");
  ASSERT_FALSE(lock.ok());
  EXPECT_THAT(lock.error().message, HasSubstr("[storage] database"));
}

}  // namespace
}  // namespace bianmin::daemon
