// How an operator sees a real bianmin-centre and stops it: the metrics port, readiness, and the drain on SIGTERM.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include <future>
#include <thread>

#include "tests/contract/centre_house.h"
#include "tests/support/centre_desk.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using support::BatchOf;
using support::FreePort;
using support::kFirstKiosk;
using support::NumberOf;
using support::Told;
using testing::HasSubstr;
using testing::Not;

class OperationTest : public testing::Test {
 protected:
  explicit OperationTest(const std::string& listen = "")
      : house_(listen, fmt::format("[archive]\ndatabase = \"centre.db\"\n[metrics]\nport = {}\n", metrics_port_)) {}

  void SetUp() override {
    house_.Start();
    kiosk_ = house_.Kiosk(kFirstKiosk);
  }
  Reply Watch(const std::string& path, const std::string& method = "GET") const {
    return house_.Send({.method = method, .path = path, .base = fmt::format("http://127.0.0.1:{}", metrics_port_)});
  }
  Ask Batch(const std::vector<std::string>& events, int batch) const { return PostOf(kiosk_, BatchOf(events), batch); }

  int metrics_port_ = FreePort();
  CentreHouse house_;
  Identity kiosk_;
};

TEST_F(OperationTest, TheMetricsTellWhatKiosksDid) {
  ASSERT_EQ(house_.Send(Batch({Told{}.Text(), "17"}, 1)).status, 200);
  ASSERT_EQ(house_.Send(Batch({Told{}.Text()}, 2)).status, 200);
  ASSERT_EQ(house_.Send({.path = "/v1/changes", .identity = kiosk_}).status, 200);
  ASSERT_EQ(house_.Send({.path = "/v1/changes"}).status, 403);
  const Reply metrics = Watch("/metrics");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_EQ(metrics.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_requests_total{route=\"events\",status=\"200\"} 2\n"));
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_requests_total{route=\"changes\",status=\"200\"} 1\n"));
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_requests_total{route=\"changes\",status=\"403\"} 1\n"));
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_events_total{verdict=\"accepted\"} 1\n"));
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_events_total{verdict=\"duplicate\"} 1\n"));
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_events_total{verdict=\"broken\"} 1\n"));
  EXPECT_THAT(metrics.body, HasSubstr("bianmin_batch_seconds_count 2\n"));
  EXPECT_THAT(metrics.body, Not(HasSubstr("jingan"))) << "no kiosk is told from another";
}

TEST_F(OperationTest, TheMetricsTellHowTheFleetIsWithoutNamingAKiosk) {
  const std::string heartbeat = R"({"time":"2026-11-23T01:30:00Z","sync_version":"0.1.0","waiting":3,"dead":1,)"
                                R"("printer":"paper_out","uptime_seconds":9})";
  ASSERT_EQ(house_.Send(HeartbeatOf(kiosk_, heartbeat)).status, 204);
  const auto end = steady_clock::now() + 30s;  // it is counted every ten seconds
  std::string text;
  do {
    std::this_thread::sleep_for(50ms);
    text = Watch("/metrics").body;
  } while (text.find("bianmin_fleet_kiosks_seen 1\n") == text.npos && steady_clock::now() < end);
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_kiosks_seen 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_alerts{kind=\"paper\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_fleet_events_waiting 3\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_requests_total{route=\"heartbeat\",status=\"204\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("jingan")));
}

TEST_F(OperationTest, TheMetricsPortIsOfThisMachineAloneAndKnowsNoKiosks) {
  EXPECT_EQ(Watch("/healthz").status, 200);
  EXPECT_THAT(Watch("/readyz").body, HasSubstr("ready"));
  EXPECT_EQ(Watch("/v1/changes").status, 404);
  EXPECT_EQ(Watch("/metrics", "DELETE").status, 405);
  EXPECT_EQ(house_.Send({.path = "/metrics", .identity = kiosk_}).status, 404) << "and not at the kiosks' port";
  const Reply elsewhere = house_.Send({.path = "/metrics", .base = fmt::format("http://127.0.0.2:{}", metrics_port_)});
  EXPECT_NE(elsewhere.failure, "");
}

std::chrono::nanoseconds CpuTimeOf(pid_t process) {
  clockid_t clock{};
  timespec time{};
  EXPECT_EQ(clock_getcpuclockid(process, &clock), 0);
  EXPECT_EQ(clock_gettime(clock, &time), 0);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

TEST_F(OperationTest, WithoutAFileNumberLeftNeitherPortSpinsAndBothAnswerAgainAfterwards) {
  const pid_t centre = house_.process().pid();
  rlimit usual{};
  ASSERT_EQ(prlimit(centre, RLIMIT_NOFILE, nullptr, &usual), 0);
  const rlimit none_left{3, usual.rlim_max};
  ASSERT_EQ(prlimit(centre, RLIMIT_NOFILE, &none_left, nullptr), 0);
  auto watching = std::async(std::launch::async, [this] { return Watch("/healthz"); });
  auto asking = std::async(std::launch::async, [this] { return house_.Send({.path = "/healthz"}); });
  std::this_thread::sleep_for(300ms);
  const auto before = CpuTimeOf(centre);
  std::this_thread::sleep_for(1s);
  EXPECT_LT(CpuTimeOf(centre) - before, 300ms);
  EXPECT_EQ(watching.wait_for(0s), std::future_status::timeout) << "nobody can be let in";
  EXPECT_EQ(asking.wait_for(0s), std::future_status::timeout);
  ASSERT_EQ(prlimit(centre, RLIMIT_NOFILE, &usual, nullptr), 0);
  EXPECT_EQ(watching.get().status, 200);
  EXPECT_EQ(asking.get().status, 200);
}

// The window in which a load balancer learns that this copy goes away.
class DrainTest : public OperationTest {
 protected:
  DrainTest() : OperationTest("drain_seconds = 3") {}
};

TEST_F(DrainTest, ServesOnForAWhileButSaysThatItIsNotReady) {
  ASSERT_EQ(house_.Send(Batch({Told{}.Text()}, 1)).status, 200);
  auto waiting = std::async(std::launch::async,
                            [this] { return house_.Send({.path = "/v1/changes?wait=25", .identity = kiosk_}); });
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(Watch("/readyz").status, 200);
  const auto begin = steady_clock::now();
  ASSERT_EQ(kill(house_.process().pid(), SIGTERM), 0);
  EXPECT_EQ(waiting.get().status, 200);
  EXPECT_LT(steady_clock::now() - begin, 1s) << "who waits for news is answered at once";
  EXPECT_EQ(Watch("/readyz").status, 503);
  EXPECT_EQ(Watch("/healthz").status, 200);
  EXPECT_EQ(house_.Send({.path = "/readyz"}).status, 503);
  const Reply batch = house_.Send(Batch({Told{.n = 2, .subject = NumberOf(2)}.Text()}, 2));
  EXPECT_EQ(batch.status, 200);
  EXPECT_EQ(batch.headers.at("connection"), "close") << "the next one goes to another copy";
  EXPECT_EQ(house_.process().Wait(10s), 0);
  EXPECT_GT(steady_clock::now() - begin, 2500ms);
  EXPECT_EQ(house_.Send({.path = "/readyz"}).status, 0) << "nobody listens any more";
}

TEST_F(DrainTest, ASecondSignalDoesNotWait) {
  const auto begin = steady_clock::now();
  ASSERT_EQ(kill(house_.process().pid(), SIGTERM), 0);
  while (Watch("/readyz").status == 200) std::this_thread::sleep_for(20ms);
  EXPECT_EQ(house_.Stop(10s), 0);
  EXPECT_LT(steady_clock::now() - begin, 2500ms);
}

TEST_F(OperationTest, ABatchThatIsOnItsWayIsStillTakenIn) {
  std::vector<std::string> events;
  for (int n = 1; n <= 200; ++n) events.push_back(Told{.n = n, .subject = NumberOf(n)}.Text());
  Ask slow = Batch(events, 1);
  slow.bytes_a_second = static_cast<long>(slow.body.size() / 2);
  auto sending = std::async(std::launch::async, [&] { return house_.Send(slow); });
  std::this_thread::sleep_for(800ms);
  ASSERT_EQ(kill(house_.process().pid(), SIGTERM), 0);
  const Reply answer = sending.get();
  EXPECT_EQ(answer.status, 200) << answer.failure;
  EXPECT_THAT(answer.body, HasSubstr("\"accepted\":200"));
  EXPECT_EQ(house_.process().Wait(10s), 0);
}

}  // namespace
}  // namespace bianmin::contract
