// What somebody may do who wants the centre's memory or its attention: bombs, endless headers, crowds that say nothing,
// drips, and bodies that end in the middle. It is refused, the centre stays small, and everybody else is served on.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <zlib.h>

#include <thread>

#include "kiosk/domain/limits.h"
#include "tests/contract/rude_client.h"
#include "tests/support/centre_desk.h"
#include "tests/support/slow_build.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using support::BatchOf;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::NumberOf;
using support::Told;

constexpr long kMostKib = support::kLargeBuildFactor * (100'000'000L / 1024);

// A gigabyte of zeros: a packed piece that needs nothing of what stands before it, again and again. Its end is missing,
// which nobody finds out who does not unpack all of it.
std::string PackedGigabyte() {
  constexpr std::size_t kHeader = 10;  // RFC 1952, 2.3
  constexpr std::size_t kPieces = 100;
  const std::string zeros(10'000'000, '\0');
  std::string piece(20'000, '\0');
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(piece.data());
  stream.avail_out = static_cast<uInt>(piece.size());
  EXPECT_EQ(deflate(&stream, Z_FULL_FLUSH), Z_OK);
  EXPECT_EQ(stream.avail_in, 0U);
  piece.resize(stream.total_out);
  deflateEnd(&stream);
  std::string packed = piece;
  for (std::size_t i = 1; i < kPieces; ++i) packed += piece.substr(kHeader);
  return packed;
}

class AttackTest : public testing::Test {
 protected:
  void SetUp() override { house_.Start(); }
  void TearDown() override {
    const long peak = house_.process().PeakKib();
    if (kMostKib > 0) {
      EXPECT_LT(peak, kMostKib);
    }
    EXPECT_TRUE(IsServedOn());
  }

  // Somebody else's batch, in time.
  bool IsServedOn() {
    const Identity other = house_.Kiosk(kSecondKiosk);
    const int n = ++batches_;
    const auto begin = steady_clock::now();
    const Reply reply =
        house_.Send(PostOf(other, BatchOf({Told{.n = n, .subject = NumberOf(n), .source = kSecondKiosk}.Text()}), n));
    return reply.status == 200 && steady_clock::now() - begin < support::kSlowBuildFactor * 5s;
  }

  std::int64_t EventsOf(const char* source) {
    SQLite::Database archive(house_.archive().string(), SQLite::OPEN_READONLY);
    archive.setBusyTimeout(5000);
    SQLite::Statement count(archive, "SELECT COUNT(*) FROM event WHERE source = ?");
    count.bind(1, source);
    count.executeStep();
    return count.getColumn(0).getInt64();
  }

  CentreHouse house_;
  Identity kiosk_ = house_.Kiosk(kFirstKiosk);

 private:
  int batches_ = 0;
};

TEST_F(AttackTest, AMegabyteThatUnpacksToAGigabyte) {
  Ask bomb = PostOf(kiosk_, PackedGigabyte(), 2);
  bomb.headers.push_back("Content-Encoding: gzip");
  ASSERT_LT(bomb.body.size(), domain::kMaxRequestBytes);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(house_.Send(bomb).status, 413);
}

TEST_F(AttackTest, ThreeHundredMegabytesOfHeaders) {
  constexpr std::size_t kMost = 300'000'000;
  for (const std::string& line : {"X-Padding: " + std::string(8000, 'x') + "\r\n", std::string(8000, 'y')}) {
    RudeKiosk kiosk(house_, kiosk_);
    std::size_t sent = 0;
    ASSERT_TRUE(kiosk.Say("GET /v1/ HTTP/1.1\r\nHost: localhost\r\n"));
    while (sent < kMost && kiosk.Say(line)) sent += line.size();
    EXPECT_LT(sent, kMost / 10) << "the centre goes on reading";
  }
}

// A byte at a time, each soon enough to be one that is still speaking: the time for the whole head ends it.
TEST_F(AttackTest, HeadersThatDrip) {
  std::vector<std::unique_ptr<RudeKiosk>> drips;
  for (int i = 0; i < 40; ++i) {
    drips.push_back(std::make_unique<RudeKiosk>(house_, kiosk_));
    ASSERT_TRUE(drips.back()->Say("GET /v1/ HTTP/1.1\r\nX-Drip: "));
  }
  const auto begin = steady_clock::now();
  const auto deadline = begin + domain::kRequestHeaderTime + 10s;
  std::size_t ended = 0;
  bool is_served = true;
  steady_clock::duration last_whole{};  // for so long all of them were listened to
  while (ended < drips.size() && steady_clock::now() < deadline) {
    ended = 0;
    for (const auto& drip : drips) ended += drip->IsClosed() || !drip->Say("x") ? 1 : 0;
    if (ended == 0) last_whole = steady_clock::now() - begin;
    is_served = is_served && IsServedOn();
    std::this_thread::sleep_for(200ms);
  }
  EXPECT_EQ(ended, drips.size());
  EXPECT_GT(last_whole, domain::kRequestHeaderTime / 2) << "a slow line has its time";
  EXPECT_TRUE(is_served);
}

TEST_F(AttackTest, AHundredHalfOpenSocketsAndHalfAsManyBodiesAsHavePlaces) {
  const auto silent = SilentSockets(house_.port(), 100);
  // Fewer than there are places for bodies; each holds back the last byte of a large one.
  std::vector<std::unique_ptr<RudeKiosk>> half;
  const std::string body = "[" + std::string(domain::kMaxBatchBytes - 2, ' ') + "]";
  const std::string head =
      "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/cloudevents-batch+json\r\n"
      "Bianmin-Batch: " +
      support::UuidOf(7) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  for (std::size_t i = 0; i < domain::kMaxBodiesAtOnce / 2; ++i) {
    half.push_back(std::make_unique<RudeKiosk>(house_, kiosk_));
    ASSERT_TRUE(half.back()->Say(head + body.substr(0, body.size() - 1)));
  }
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(IsServedOn());
}

std::vector<std::string> EventsFrom(int first) {
  std::vector<std::string> events;
  for (int n = first; n < first + 20; ++n) events.push_back(Told{.n = n, .subject = NumberOf(n)}.Text());
  return events;
}

// A line that breaks in the middle of a batch leaves nothing of it behind, however its end was announced.
TEST_F(AttackTest, ABodyThatEndsInTheMiddleIsNoBatch) {
  const std::string body = BatchOf(EventsFrom(1));
  const std::string whole_part = body.substr(0, body.find("},{") + 1) + "]";  // a batch in itself
  const std::string head =
      "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/cloudevents-batch+json\r\n"
      "Bianmin-Batch: " +
      support::UuidOf(1) + "\r\n";
  const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  char size[16];
  std::snprintf(size, sizeof size, "%zx", whole_part.size());
  const std::string chunk = "Transfer-Encoding: chunked\r\n\r\n" + std::string(size) + "\r\n" + whole_part + "\r\n";
  for (const std::string& said : {head + length + body.substr(0, body.size() / 2), head + length + whole_part,
                                  head + chunk, head + chunk + "0\r\n"}) {
    RudeKiosk kiosk(house_, kiosk_);
    EXPECT_TRUE(kiosk.Say(said));
  }
  EXPECT_TRUE(IsServedOn());
  EXPECT_EQ(EventsOf(kFirstKiosk), 0);
  // Other events: what came of a part, however late, would be one too many.
  EXPECT_EQ(house_.Send(PostOf(kiosk_, BatchOf(EventsFrom(21)))).status, 200);
  EXPECT_EQ(EventsOf(kFirstKiosk), 20);
}

}  // namespace
}  // namespace bianmin::contract
