// What clients may do to the real centre without harm: be slow, be many, lie, flood, vanish; and what the machine may
// do to it: kill it between commit and answer.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>
#include <future>
#include <thread>

#include "kiosk/domain/limits.h"
#include "tests/contract/centre_house.h"
#include "tests/contract/kiosk_house.h"
#include "tests/contract/rude_client.h"
#include "tests/support/centre_desk.h"
#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using support::BatchOf;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using support::UuidOf;
using testing::AnyOf;
using testing::HasSubstr;

class RobustnessTest : public testing::Test {
 protected:
  void SetUp() override { house_.Start(); }

  std::int64_t EventsHeld() {
    SQLite::Database archive(house_.archive().string(), SQLite::OPEN_READONLY);
    archive.setBusyTimeout(5000);
    return archive.execAndGet("SELECT COUNT(*) FROM event").getInt64();
  }

  CentreHouse house_;
  Identity kiosk_ = house_.Kiosk(kFirstKiosk);
};

TEST_F(RobustnessTest, SlowAndSilentSocketsDoNotKeepOthersFromBeingServed) {
  const auto silent = SilentSockets(house_.port(), 100);
  std::vector<std::unique_ptr<RudeKiosk>> half;
  for (int i = 0; i < 30; ++i) {
    half.push_back(std::make_unique<RudeKiosk>(house_, kiosk_));
    ASSERT_TRUE(half.back()->Say("GET /v1/ HTTP/1.1\r\nHost: loc"));
  }
  const auto begin = steady_clock::now();
  for (int n = 1; n <= 20; ++n) {
    const Reply reply = house_.Send(PostOf(kiosk_, BatchOf({Told{.n = n, .subject = NumberOf(n)}.Text()}), n));
    ASSERT_EQ(reply.status, 200) << reply.failure;
  }
  EXPECT_LT(steady_clock::now() - begin, 10s);
  const auto deadline = steady_clock::now() + domain::kHandshakeTime + 5s;
  std::size_t closed = 0;
  while (closed < silent.size() + half.size() && steady_clock::now() < deadline) {
    std::this_thread::sleep_for(100ms);
    closed = 0;
    for (const auto& socket : silent) closed += socket->IsClosed() ? 1 : 0;
    for (const auto& request : half) closed += request->IsClosed() ? 1 : 0;
  }
  EXPECT_EQ(closed, silent.size() + half.size()) << "the centre gives up on whoever does not speak";
}

// The centre asks for a body (100 Continue) once it has a place for it.
TEST_F(RobustnessTest, WhoFindsNoPlaceForABodyIsToldToComeAgain) {
  const std::string head =
      "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/cloudevents-batch+json\r\n"
      "Bianmin-Batch: " +
      UuidOf(900) + "\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
  std::vector<std::unique_ptr<RudeKiosk>> half;
  const auto takes_a_place = [&] {
    half.push_back(std::make_unique<RudeKiosk>(house_, kiosk_));
    return half.back()->Say(head) && half.back()->Hears("100 Continue") && half.back()->Say("[");
  };
  int batches = 0;
  const auto send_batch = [&] {
    const int n = ++batches;
    return house_.Send(PostOf(kiosk_, BatchOf({Told{.n = n, .subject = NumberOf(n)}.Text()}), n));
  };
  while (half.size() + 1 < domain::kMaxBodiesAtOnce) ASSERT_TRUE(takes_a_place()) << half.size();
  EXPECT_EQ(send_batch().status, 200) << "one place is left";
  ASSERT_TRUE(takes_a_place());
  const Reply refused = send_batch();
  EXPECT_EQ(refused.status, 503) << refused.failure;
  EXPECT_TRUE(refused.headers.contains("retry-after"));
  EXPECT_EQ(house_.Send({.path = "/v1/", .identity = kiosk_}).status, 200) << "what has no body needs no place";
  half.pop_back();
  EXPECT_TRUE(Comes([&] { return send_batch().status == 200; }));
}

TEST_F(RobustnessTest, HeadersAndBodiesPastTheirLimitsAreRefused) {
  Ask large_head{.path = "/v1/", .headers = {"X-Padding: " + std::string(domain::kMaxRequestHeaderBytes, 'x')}};
  large_head.identity = kiosk_;
  EXPECT_EQ(house_.Send(large_head).status, 431);
  const Ask large_body = PostOf(kiosk_, std::string(8 * 1024 * 1024, ' '));
  EXPECT_EQ(house_.Send(large_body).status, 413);
  Ask chunked = large_body;
  chunked.headers.push_back("Transfer-Encoding: chunked");
  EXPECT_EQ(house_.Send(chunked).status, 413);
  EXPECT_EQ(house_.Send(PostOf(kiosk_, "[" + std::string(domain::kMaxBatchBytes, ' ') + "]", 2)).status, 200)
      << "the largest batch passes, though libcurl asks first (Expect: 100-continue)";
}

TEST_F(RobustnessTest, WhoIsNotAKioskOfThisCityIsNotLetIn) {
  const tls::Authority other("Another city");
  const Identity foreign =
      house_.Write(other.Issue({.alt_names = std::string("URI:") + kFirstKiosk, .usage = "clientAuth"}), "foreign");
  EXPECT_NE(house_.Send({.identity = foreign}).failure, "");
  const Identity self_signed =
      house_.Write(tls::SelfSigned({.alt_names = std::string("URI:") + kFirstKiosk, .usage = "clientAuth"}), "self");
  EXPECT_NE(house_.Send({.identity = self_signed}).failure, "");
  const Identity expired = house_.Issue({.alt_names = std::string("URI:") + kFirstKiosk,
                                         .usage = "clientAuth",
                                         .begins_in = std::chrono::hours{-48},
                                         .ends_in = std::chrono::hours{-24}},
                                        "expired");
  EXPECT_NE(house_.Send({.identity = expired}).failure, "");
  const Identity for_servers = house_.Issue({.alt_names = std::string("URI:") + kFirstKiosk}, "for_servers");
  EXPECT_NE(house_.Send({.identity = for_servers}).failure, "") << "a server's certificate is no kiosk's";
  const Identity nameless = house_.Issue({.alt_names = "DNS:k01", .usage = "clientAuth"}, "nameless");
  EXPECT_EQ(house_.Send({.identity = nameless}).status, 403);
  EXPECT_EQ(house_.Send({}).status, 403);
  EXPECT_EQ(house_.Send({.identity = kiosk_}).status, 200);
}

TEST_F(RobustnessTest, AKioskSpeaksForItselfOnly) {
  const std::string of_the_other = BatchOf({Told{.source = kSecondKiosk}.Text()});
  EXPECT_EQ(house_.Send(PostOf(kiosk_, of_the_other)).status, 403);
  EXPECT_EQ(EventsHeld(), 0);
  EXPECT_EQ(house_.Send(PostOf(house_.Kiosk(kSecondKiosk), of_the_other)).status, 200);
}

TEST_F(RobustnessTest, OldTlsIsRefused) {
  EXPECT_NE(house_.Send({.path = "/healthz", .at_most_tls_1_1 = true}).failure, "");
  EXPECT_TRUE(house_.Logs("unsupported protocol")) << "it is the centre that refuses:\n" << house_.Log();
}

TEST_F(RobustnessTest, TextThatIsNoTlsAndTextThatIsNoHttpEndTheConnectionOnly) {
  for (const char* nonsense : {"GET / HTTP/1.1\r\n\r\n", "\r\n\r\n", "hello"}) Socket(house_.port()).Say(nonsense);
  Ask strange{.method = "G\tET", .path = "/healthz"};
  EXPECT_THAT(house_.Send(strange).status, AnyOf(0, 400));
  EXPECT_EQ(house_.Send({.path = "/healthz"}).status, 200);
}

// Commit and answer are two steps; the power can go between them.
TEST_F(RobustnessTest, KilledAfterTheCommitItGivesTheFirstAnswerWhenItIsBack) {
  for (int round = 1; round <= 5; ++round) {
    std::vector<std::string> events;
    for (int n = 0; n < 300; ++n) {
      events.push_back(Told{.n = 1000 * round + n, .subject = NumberOf(1000 * round + n)}.Text());
    }
    events.push_back("42");
    const Ask ask = PostOf(kiosk_, BatchOf(events), round);
    auto lost = std::async(std::launch::async, [&] { return house_.Send(ask); });
    const std::int64_t wanted = 300 * round;
    const auto deadline = steady_clock::now() + 20s;
    while (EventsHeld() < wanted && steady_clock::now() < deadline) std::this_thread::sleep_for(200us);
    house_.Kill();
    lost.get();
    house_.Start();
    const Reply again = house_.Send(ask);
    ASSERT_EQ(again.status, 200) << again.failure;
    const auto answer = boost::json::parse(again.body).as_object();
    EXPECT_EQ(answer.at("accepted").as_int64(), 300) << "as when it was taken";
    EXPECT_EQ(answer.at("duplicate").as_int64(), 0);
    EXPECT_EQ(answer.at("problems").as_array().size(), 1U);
    EXPECT_EQ(house_.Send(ask).body, again.body);
    EXPECT_EQ(EventsHeld(), wanted);
  }
}

class LongPollTest : public RobustnessTest {
 protected:
  void SetUp() override {
    RobustnessTest::SetUp();
    ASSERT_EQ(house_.Send(PostOf(kiosk_, BatchOf({Told{}.Text()}))).status, 200);
  }
  std::future<Reply> Waits(const std::string& seconds) {
    return std::async(std::launch::async, [this, seconds] {
      return house_.Send({.path = "/v1/changes?wait=" + seconds, .identity = kiosk_});
    });
  }
};

TEST_F(LongPollTest, IsAnsweredSoonAfterStaffOfAnotherProcessSetAStatus) {
  auto waiting = Waits("20");
  std::this_thread::sleep_for(500ms);
  base::SystemRandom random;
  const auto archive =
      Must(centre::SqliteArchive::Open(house_.archive(), centre::OpenMode::MustExist, kMondayMorning, random));
  const auto begin = steady_clock::now();
  Must(archive->AddStatus({NumberOf(1), "accepted", "", kMondayMorning}, false));
  const Reply reply = waiting.get();
  EXPECT_LT(steady_clock::now() - begin, 2s);
  EXPECT_THAT(reply.body, HasSubstr("\"accepted\""));
}

TEST_F(LongPollTest, EndsWithNothingWhenItsTimeIsOver) {
  const auto begin = steady_clock::now();
  const Reply reply = Waits("1").get();
  EXPECT_GT(steady_clock::now() - begin, 900ms);
  EXPECT_EQ(reply.status, 200);
  EXPECT_THAT(reply.body, HasSubstr("\"events\":[]"));
}

TEST_F(LongPollTest, AStoppingCentreAnswersThoseWhoWaitAndEndsWell) {
  std::vector<std::future<Reply>> waiting;
  for (int i = 0; i < 5; ++i) waiting.push_back(Waits("25"));
  const Socket idle(house_.port());
  std::this_thread::sleep_for(700ms);
  const auto begin = steady_clock::now();
  EXPECT_EQ(house_.Stop(15s), 0);
  EXPECT_LT(steady_clock::now() - begin, 5s);
  for (auto& each : waiting) EXPECT_EQ(each.get().status, 200);
}

TEST(Crowd, IsTurnedAwayWithoutHarmToThoseInside) {
  CentreHouse house("max_connections = 3");
  house.Start();
  {
    const Socket first(house.port()), second(house.port()), third(house.port());
    std::this_thread::sleep_for(200ms);
    EXPECT_NE(house.Send({.path = "/healthz", .patience = 3s}).failure, "");
  }
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(house.Send({.path = "/healthz"}).status, 200);
  EXPECT_TRUE(house.Logs("max_connections"));
}

TEST(Start, SaysPlainlyWhatIsWrong) {
  CentreHouse house;
  const auto run = [&house](const std::string& config) {
    support::Process process("bianmin-centre",
                             {std::string(BIANMIN_BINARY_DIR) + "/bianmin-centre", "--config", config},
                             house.folder() / "start.log");
    EXPECT_EQ(process.Wait(10s), 1);
    const std::string text = support::TextOf(house.folder() / "start.log");
    std::filesystem::remove(house.folder() / "start.log");
    return text;
  };
  EXPECT_THAT(run((house.folder() / "missing.toml").string()), HasSubstr("missing.toml"));
  std::filesystem::permissions(house.folder() / "centre.key", std::filesystem::perms(0644));
  EXPECT_THAT(run(house.config().string()), HasSubstr("chmod 600"));
  std::filesystem::permissions(house.folder() / "centre.key", std::filesystem::perms(0600));
  house.Start();
  EXPECT_THAT(run(house.config().string()), HasSubstr("choose another listen.port"));
  house.Kill();
  std::filesystem::remove(house.folder() / "ca.pem");
  EXPECT_THAT(run(house.config().string()), HasSubstr("tls.client_ca"));
  std::ofstream(house.folder() / "centre.pem") << "no certificate";
  EXPECT_THAT(run(house.config().string()), HasSubstr("tls.client_ca"));
}

}  // namespace
}  // namespace bianmin::contract
