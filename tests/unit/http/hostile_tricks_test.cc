// What a real network and a hostile one answer, over real TLS: each of it must be judged rightly, in limited time and
// memory, and must cost no record.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <zlib.h>

#include "kiosk/domain/limits.h"
#include "sync/engine/relay.h"
#include "tests/unit/http/hostile_fixture.h"

namespace bianmin::http {
namespace {

using engine::Outcome;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using tls::Visit;

constexpr const char* kProblem = R"({"type":"urn:bianmin:problem:malformed","title":"no"})";
#ifdef __SANITIZE_ADDRESS__
constexpr long kMostKilobytes = 256 * 1024;  // freed memory is kept back for a while
#else
constexpr long kMostKilobytes = 24 * 1024;
#endif

struct Trick {
  const char* name;
  const char* outcome;  // "failed", "too large" …
  tls::Behaviour behaviour;
  const char* says = "";
};

void Flood(Visit& visit, std::string_view head, const std::string& piece, std::size_t bytes) {
  visit.ReadRequest();
  if (!visit.Send(head)) return;
  for (std::size_t sent = 0; sent < bytes; sent += piece.size()) {
    if (!visit.Send(piece)) return;
  }
}

// 200 MiB of zeros, packed piece by piece so that the making of the bomb does not take its memory.
const std::string& GzipBomb() {
  static const std::string bomb = [] {
    const std::string zeros(1 << 16, '\0');
    std::string packed(1 << 20, '\0');
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int i = 0; i < 3200; ++i) {
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
      stream.avail_in = static_cast<uInt>(zeros.size());
      EXPECT_EQ(deflate(&stream, Z_NO_FLUSH), Z_OK);
    }
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
  }();
  return bomb;
}

tls::Behaviour Answers(std::string status, std::string headers, std::string body) {
  return [=](Visit& visit) {
    visit.ReadRequest();
    visit.SendAnswer(status, headers, body);
  };
}

const std::string kJson = "Content-Type: application/json\r\n";
const std::string kHtml = "Content-Type: text/html\r\n";
const std::string kProblemType = "Content-Type: application/problem+json\r\n";

std::vector<Trick> FalseAnswers() {
  return {
      {"CaptivePortal", "failed", Answers("200 OK", kHtml, "<html>login"), "login page"},
      {"RedirectToHttp", "failed", Answers("302 Found", "Location: http://127.0.0.1:9/steal\r\n", "")},
      {"RedirectToAFile", "failed", Answers("301 Moved", "Location: file:///etc/passwd\r\n", "")},
      {"RedirectToItself", "failed", Answers("308 Moved", "Location: /v1/events\r\n", "")},
      {"HtmlBadRequest", "failed", Answers("400 Bad Request", kHtml, "<center>nginx"), "not the centre"},
      {"HtmlForbidden", "failed", Answers("403 Forbidden", kHtml, "blocked")},
      {"HtmlTooLarge", "too large", Answers("413 Too Large", kHtml, "<center>nginx")},
      {"ProblemTooLarge", "too large", Answers("413 Too Large", kProblemType, kProblem)},
      {"ProblemBadRequest", "refused", Answers("400 Bad Request", kProblemType, kProblem)},
      {"ProblemUnprocessable", "refused", Answers("422 No", kProblemType, kProblem)},
      {"ProblemForbidden", "not admitted", Answers("403 Forbidden", kProblemType, kProblem)},
      {"NoEncodingIsRight", "failed", Answers("415 No", kProblemType, kProblem)},
      {"BusyForACentury", "failed", Answers("429 Slow", "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n", "")},
      {"BusyForAllTime", "failed", Answers("429 Slow", "Retry-After: 99999999999999999999\r\n", "")},
      {"BusySinceYesterday", "failed", Answers("429 Slow", "Retry-After: -86400\r\n", "")},
      {"BusyForAWhile", "failed", Answers("503 No", "Retry-After: 4000000000\r\n", "")},
      {"BadGateway", "failed", Answers("502 Bad Gateway", kHtml, "<center>nginx"), "busy or out of order"},
  };
}

// An acknowledgement of three events by somebody who gets it wrong; {} stands for the batch's id.
tls::Behaviour Acknowledges(std::string form) {
  return [=](Visit& visit) {
    const std::string request = visit.ReadRequest();
    constexpr std::string_view kId = "Bianmin-Batch: ";
    const std::size_t at = request.find(kId);
    if (at == request.npos) return;
    std::string answer = form;
    for (std::size_t gap = answer.find("{}"); gap != answer.npos; gap = answer.find("{}")) {
      answer.replace(gap, 2, request.substr(at + kId.size(), 36));
    }
    visit.SendAnswer("200 OK", kJson, answer);
  };
}

std::string Counts(const std::string& count, const std::string& accepted, const std::string& problems = "") {
  return R"({"batch":"{}","count":)" + count + R"(,"accepted":)" + accepted +
         R"(,"duplicate":0,"high":"0000000000000003","problems":[)" + problems + "]}";
}

std::string ProblemAt(int index, const std::string& id = "") {
  return R"({"index":)" + std::to_string(index) + R"(,"id":")" + id +
         R"(","type":"urn:bianmin:problem:malformed","title":"no","detail":"","retryable":false})";
}

std::vector<Trick> FalseAcknowledgements() {
  const std::string right = Counts("3", "3");
  std::string of_another = right;
  of_another.replace(of_another.find("{}"), 2, "01a202e0-9092-7f89-9124-46474b3ae83b");
  return {
      {"AnotherBatch", "answered", Acknowledges(of_another)},
      {"CountsMore", "answered", Acknowledges(Counts("9", "9"))},
      {"CountsFewer", "answered", Acknowledges(Counts("2", "2"))},
      {"CountsNone", "answered", Acknowledges(Counts("0", "0"))},
      {"DoesNotAddUp", "answered", Acknowledges(Counts("3", "1"))},
      {"CountsBelowNothing", "answered", Acknowledges(Counts("3", "-3"))},
      {"CountsThatWrapAround", "answered", Acknowledges(Counts("3", "18446744073709551619"))},
      {"AProblemTwice", "answered", Acknowledges(Counts("3", "1", ProblemAt(0) + "," + ProblemAt(0)))},
      {"AProblemOfNobody", "answered", Acknowledges(Counts("3", "2", ProblemAt(3)))},
      {"AProblemUnderAnotherId", "answered",
       Acknowledges(Counts("3", "2", ProblemAt(0, "01a202e0-9092-7f89-9124-46474b3ae83b")))},
      {"SaidTwice", "answered", Acknowledges(right + right)},
      {"HalfOfItInAWholeAnswer", "answered", Acknowledges(right.substr(0, right.size() / 2))},
      {"AListOfIt", "answered", Acknowledges("[" + right + "]")},
  };
}

std::vector<Trick> BrokenAnswers() {
  return {
      {"NotHttp", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("hello, this is not http\n");
       }},
      {"Silence", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Wait(seconds{30});
       },
       "in time"},
      {"OneByteAtATime", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n");
         while (visit.Wait(milliseconds{200}) && visit.Send("x")) {
         }
       },
       "in time"},
      // Fast enough not to count as stalled: only the time for the whole request ends it.
      {"AHundredBytesAtATime", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
         while (visit.Wait(milliseconds{200}) && visit.Send(std::string(100, 'x'))) {
         }
       },
       "in time"},
      {"Truncated", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"batch\":");
       }},
      {"ResetBeforeTheAnswer", "failed",
       [](Visit& visit) {
         visit.ReadSome(10);
         visit.Reset();
       }},
      {"ResetInTheAnswer", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"batch\":");
         visit.Reset();
       }},
      {"StallsInTheAnswer", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"batch\":");
         visit.Wait(seconds{30});
       },
       "in time"},
      {"HangsUp", "failed", [](Visit&) {}},
  };
}

std::vector<Trick> Floods() {
  return {
      {"AnnouncesNineGigabytes", "answer too large",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000000000\r\n\r\n");
         visit.Wait(seconds{30});
       }},
      {"EndlessChunks", "answer too large",
       [](Visit& visit) {
         Flood(visit, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
               "10000\r\n" + std::string(65536, 'x') + "\r\n", 1 << 30);
       }},
      {"EndlessWithoutLength", "answer too large",
       [](Visit& visit) {
         Flood(visit, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n",
               std::string(65536, 'x'), 1 << 30);
       }},
      {"GzipBomb", "answer too large",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.SendAnswer("200 OK", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", GzipBomb());
       }},
      {"GzipBombInARefusal", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.SendAnswer("400 No", "Content-Type: application/problem+json\r\nContent-Encoding: gzip\r\n", GzipBomb());
       }},
      {"NotGzipAtAll", "failed", Answers("200 OK", kJson + "Content-Encoding: gzip\r\n", "not gzip!")},
      {"HeaderFlood", "failed",
       [](Visit& visit) { Flood(visit, "HTTP/1.1 200 OK\r\n", "X-Again: " + std::string(100, 'a') + "\r\n", 1 << 24); },
       "went past 65536 bytes"},
      {"ContinueForEver", "failed", [](Visit& visit) { Flood(visit, "", "HTTP/1.1 100 Continue\r\n\r\n", 1 << 24); },
       "went past 65536 bytes"},
      {"TrailersWithAnotherType", "failed",
       [](Visit& visit) {
         visit.ReadRequest();
         visit.Send(
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
             "2\r\n{}\r\n0\r\nContent-Type: application/json\r\n\r\n");
       }},
  };
}

const std::vector<Trick>& Tricks() {
  static const std::vector<Trick> tricks = [] {
    std::vector<Trick> all = FalseAnswers();
    for (auto& each : FalseAcknowledgements()) all.push_back(each);
    for (auto& each : BrokenAnswers()) all.push_back(each);
    for (auto& each : Floods()) all.push_back(each);
    return all;
  }();
  return tricks;
}

class TricksTest : public HostileServerTest, public testing::WithParamInterface<std::size_t> {};

std::string KindOf(const Outcome& outcome) {
  static const std::array<std::string, 10> kNames{"answered",         "unchanged",    "failed",         "refused",
                                                  "too large",        "not admitted", "cursor too old", "not found",
                                                  "answer too large", "stopped"};
  return kNames[outcome.index()];
}

long MostMemoryKilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_P(TricksTest, AreJudgedRightlyInLimitedTimeAndMemory) {
  const Trick& trick = Tricks()[GetParam()];
  static_cast<void>(GzipBomb());  // the bomb's making is not its explosion
  Serve(trick.behaviour);
  auto transport = Transport();
  const long memory = MostMemoryKilobytes();
  const auto begin = base::SystemClock().Steady();
  const Outcome outcome = transport.Post(kBatch, kOneEvent);
  EXPECT_LT(base::SystemClock().Steady() - begin, seconds{8});
  EXPECT_LT(MostMemoryKilobytes() - memory, kMostKilobytes);
  EXPECT_EQ(KindOf(outcome), trick.outcome);
  const auto* failed = std::get_if<engine::Failed>(&outcome);
  EXPECT_THAT(failed == nullptr ? trick.says : failed->why, HasSubstr(trick.says));
}

TEST_P(TricksTest, CostNoRecord) {
  Serve(Tricks()[GetParam()].behaviour);
  auto transport = Transport();
  sim::Kiosk kiosk(base::SystemClock(), 1);
  for (int i = 0; i < 3; ++i) kiosk.ResidentComes();
  auto database = kiosk.OpenDatabase();
  base::SeededRandom random(1);
  engine::ContactReport report(base::SystemClock());
  engine::Relay relay(database, transport, base::SystemClock(), random, report);
  const auto wait = relay.RunOnce();
  EXPECT_GE(wait, domain::kPauseBetweenBatches / 2);
  EXPECT_LE(wait, domain::kMostRetryAfter);
  const auto status = store::Outbox(database).Status();
  EXPECT_EQ(status->waiting, 3);
  EXPECT_EQ(status->dead, 0);
}

INSTANTIATE_TEST_SUITE_P(Servers, TricksTest, testing::Range(std::size_t{0}, Tricks().size()),
                         [](const auto& each) { return Tricks()[each.param].name; });

}  // namespace
}  // namespace bianmin::http
