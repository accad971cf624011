// What goes over the wire to the right server, and that nothing goes to a wrong one.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"
#include "sync/http/pack.h"
#include "tests/unit/http/hostile_fixture.h"

namespace bianmin::http {
namespace {

using engine::Outcome;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using tls::Visit;

std::string Right(Visit& visit) {
  const std::string request = visit.ReadRequest();
  visit.SendAnswer("200 OK", "Content-Type: application/json\r\n", "{}");
  return request;
}

TEST_F(HostileServerTest, TheRightServerIsSpokenToAsTheProtocolSays) {
  std::string request;
  Serve([&](Visit& visit) { request = Right(visit); });
  auto transport = Transport();
  const Outcome outcome = transport.Post(kBatch, kOneEvent);
  ASSERT_TRUE(std::holds_alternative<engine::Answered>(outcome));
  EXPECT_EQ(std::get<engine::Answered>(outcome).body, "{}");
  EXPECT_THAT(request, testing::StartsWith("POST /v1/events HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nContent-Type: application/cloudevents-batch+json\r\n"));
  EXPECT_THAT(request, HasSubstr(fmt::format("\r\nBianmin-Batch: {}\r\n", kBatch)));
  EXPECT_THAT(request, HasSubstr("\r\nUser-Agent: bianmin-sync/"));
  EXPECT_THAT(request, testing::EndsWith(fmt::format("\r\n\r\n{}", kOneEvent)));
}

TEST_F(HostileServerTest, ALargeBatchTravelsPackedUntilTheCentreSaysItCannotUnpack) {
  std::vector<std::string> requests;
  Serve([&](Visit& visit) {
    for (std::string request; !(request = visit.ReadRequest()).empty();) {
      const bool is_packed = request.find("\r\nContent-Encoding: gzip\r\n") != request.npos;
      requests.push_back(request);
      is_packed ? visit.SendAnswer("415 No", "", "")
                : visit.SendAnswer("200 OK", "Content-Type: application/json\r\n", "{}");
    }
  });
  const std::string batch = "[\"" + std::string(10'000, 'x') + "\"]";
  auto transport = Transport();
  EXPECT_TRUE(std::holds_alternative<engine::Answered>(transport.Post(kBatch, batch)));
  EXPECT_TRUE(std::holds_alternative<engine::Answered>(transport.Post(kBatch, batch)));
  server_.reset();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_THAT(requests[0], testing::EndsWith("\r\n\r\n" + Gzip(batch)));
  EXPECT_THAT(requests[1], testing::EndsWith("\r\n\r\n" + batch));
  EXPECT_THAT(requests[2], testing::EndsWith("\r\n\r\n" + batch));
}

TEST_F(HostileServerTest, AQuestionForChangesNamesCursorLimitAndWait) {
  std::string request;
  Serve([&](Visit& visit) {
    request = visit.ReadRequest();
    visit.Send("HTTP/1.1 304 Not Modified\r\nETag: \"t\"\r\n\r\n");
  });
  auto transport = Transport();
  const Outcome outcome = transport.Get({"a b&c=d/é\r\nX: y", 17, seconds{3}, "\"t\""});
  EXPECT_TRUE(std::holds_alternative<engine::Unchanged>(outcome));
  EXPECT_THAT(request, testing::StartsWith(
                           "GET /v1/changes?after=a%20b%26c%3Dd%2F%C3%A9%0D%0AX%3A%20y&limit=17&wait=3 HTTP/1.1\r\n"));
  EXPECT_THAT(request, HasSubstr("\r\nIf-None-Match: \"t\"\r\n"));
}

TEST_F(HostileServerTest, AnEtagThatWouldBreakTheRequestIsNotSentBack) {
  std::string request;
  Serve([&](Visit& visit) { request = Right(visit); });
  auto transport = Transport();
  transport.Get({"", 1, seconds{0}, "\"a\r\nX-Evil: 1\""});
  EXPECT_EQ(request.find("Evil"), request.npos);
}

TEST_F(HostileServerTest, StoppingEndsALongPollAtOnce) {
  std::stop_source stop;
  Serve([&](Visit& visit) {
    visit.ReadRequest();
    visit.Wait(milliseconds{300});  // by then the client sleeps
    stop.request_stop();
    visit.Wait(seconds{30});
  });
  auto transport = Transport("localhost", stop.get_token());
  const auto begin = base::SystemClock().Steady();
  EXPECT_TRUE(std::holds_alternative<engine::Stopped>(transport.Get({"", 500, seconds{25}, ""})));
  EXPECT_LT(base::SystemClock().Steady() - begin, seconds{3});
}

TEST_F(HostileServerTest, ACertificateOfTheKioskThatTheCentreDoesNotKnowIsAPlainFailure) {
  Serve({pki_->authority.Issue(pki_->server_wish), TLS1_3_VERSION, pki_->rogue.certificate(),
         [](Visit& visit) { Right(visit); }});
  auto transport = Transport();
  const Outcome outcome = transport.Post(kBatch, kOneEvent);
  ASSERT_TRUE(std::holds_alternative<engine::Failed>(outcome));
  EXPECT_THAT(std::get<engine::Failed>(outcome).why, HasSubstr("certificate"));
}

TEST_F(HostileServerTest, ARedirectIsNotFollowedEvenToAServerWithTheRightCertificate) {
  tls::HostileServer elsewhere(
      {pki_->authority.Issue(pki_->server_wish), TLS1_3_VERSION, "", [](Visit& visit) { Right(visit); }});
  for (const char* status : {"301 Moved", "302 Found", "303 See", "307 Moved", "308 Moved"}) {
    Serve([&](Visit& visit) {
      visit.ReadRequest();
      visit.SendAnswer(status, fmt::format("Location: {}/v1/events\r\n", elsewhere.Url()), "");
    });
    auto transport = Transport();
    EXPECT_TRUE(std::holds_alternative<engine::Failed>(transport.Post(kBatch, kOneEvent))) << status;
  }
  EXPECT_EQ(elsewhere.connections(), 0);
}

TEST_F(HostileServerTest, ARequestThatStallsIsGivenUpLongBeforeItsWholeTime) {
  Serve([](Visit& visit) {
    visit.ReadRequest();
    visit.Wait(seconds{60});
  });
  CurlTransport transport({server_->Url(), pki_->ca, pki_->certificate, pki_->key}, base::SystemClock(), {},
                          {.total = seconds{50}, .slow_for = seconds{1}});
  const auto begin = base::SystemClock().Steady();
  EXPECT_TRUE(std::holds_alternative<engine::Failed>(transport.Post(kBatch, kOneEvent)));
  EXPECT_LT(base::SystemClock().Steady() - begin, seconds{20});
}

TEST_F(HostileServerTest, ALongPollMayStallForAsLongAsItWasAskedTo) {
  Serve([](Visit& visit) {
    visit.ReadRequest();
    visit.Wait(seconds{3});
    visit.SendAnswer("200 OK", "Content-Type: application/json\r\n", "{}");
  });
  CurlTransport transport({server_->Url(), pki_->ca, pki_->certificate, pki_->key}, base::SystemClock(), {},
                          {.beyond_wait = seconds{20}, .slow_for = seconds{1}});
  EXPECT_TRUE(std::holds_alternative<engine::Answered>(transport.Get({"", 500, seconds{3}, ""})));
}

TEST_F(HostileServerTest, ABodyOfExactlyTheLimitIsTakenAndOneByteMoreIsNot) {
  const std::string body(domain::kMaxResponseBytes, ' ');
  for (const bool is_announced : {true, false}) {
    for (const std::size_t more : {std::size_t{0}, std::size_t{1}}) {
      Serve([&](Visit& visit) {
        visit.ReadRequest();
        const std::string length =
            is_announced ? fmt::format("Content-Length: {}\r\n", body.size() + more) : "Connection: close\r\n";
        visit.Send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + length + "\r\n" + body +
                   std::string(more, ' '));
      });
      auto transport = Transport();
      const Outcome outcome = transport.Get({"", 500, seconds{0}, ""});
      EXPECT_EQ(std::holds_alternative<engine::Answered>(outcome), more == 0) << is_announced;
      EXPECT_EQ(std::holds_alternative<engine::AnswerTooLarge>(outcome), more == 1) << is_announced;
    }
  }
}

TEST_F(HostileServerTest, HeadersOfExactlyTheLimitAreTakenAndOneByteMoreIsNot) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n";
  for (const std::size_t more : {std::size_t{0}, std::size_t{1}}) {
    Serve([&](Visit& visit) {
      visit.ReadRequest();
      const std::string before = head + "X-Fill: ", after = "\r\n\r\n";
      const std::size_t fill = domain::kMaxResponseHeaderBytes + more - before.size() - after.size();
      visit.Send(before + std::string(fill, 'x') + after + "{}");
    });
    auto transport = Transport();
    const Outcome outcome = transport.Post(kBatch, kOneEvent);
    EXPECT_EQ(std::holds_alternative<engine::Answered>(outcome), more == 0);
    EXPECT_EQ(std::holds_alternative<engine::Failed>(outcome), more == 1);
  }
}

struct Imposter {
  const char* name;
  const char* says;  // part of the sentence for the operator
  std::function<tls::ServerWish(Pki&)> wish;
  const char* host = "localhost";
};

class Imposters : public HostileServerTest, public testing::WithParamInterface<Imposter> {};

tls::ServerWish With(tls::Pem identity, int most_tls = TLS1_3_VERSION) {
  return {std::move(identity), most_tls, "", [](Visit& visit) { Right(visit); }};
}

TEST_P(Imposters, LearnNothingAndAreNamed) {
  Serve(GetParam().wish(*pki_));
  auto transport = Transport(GetParam().host);
  const Outcome outcome = transport.Post(kBatch, kOneEvent);
  ASSERT_TRUE(std::holds_alternative<engine::Failed>(outcome)) << outcome.index();
  EXPECT_THAT(std::get<engine::Failed>(outcome).why, HasSubstr(GetParam().says));
  EXPECT_EQ(server_->requests(), 0) << "a record was sent to somebody else";
}

tls::Wish Changed(const Pki& pki, const std::function<void(tls::Wish&)>& change) {
  tls::Wish wish = pki.server_wish;
  change(wish);
  return wish;
}

INSTANTIATE_TEST_SUITE_P(
    Servers, Imposters,
    testing::Values(
        Imposter{"Expired", "has expired",
                 [](Pki& pki) {
                   return With(
                       pki.authority.Issue(Changed(pki, [](auto& wish) { wish.ends_in = std::chrono::hours{-1}; })));
                 }},
        Imposter{"NotYetValid", "is not valid yet",
                 [](Pki& pki) {
                   return With(
                       pki.authority.Issue(Changed(pki, [](auto& wish) { wish.begins_in = std::chrono::hours{1}; })));
                 }},
        Imposter{"OtherHost", "[centre] url",
                 [](Pki& pki) {
                   return With(
                       pki.authority.Issue(Changed(pki, [](auto& wish) { wish.alt_names = "DNS:elsewhere.example"; })));
                 }},
        Imposter{"NoAltName", "[centre] url",
                 [](Pki& pki) {
                   return With(pki.authority.Issue(Changed(pki, [](auto& wish) {
                     wish.alt_names = "DNS:elsewhere.example";
                     wish.common_name = "localhost";
                   })));
                 }},
        Imposter{"OtherAuthority", "[centre] ca", [](Pki& pki) { return With(pki.rogue.Issue(pki.server_wish)); }},
        Imposter{"SelfSigned", "[centre] ca", [](Pki& pki) { return With(tls::SelfSigned(pki.server_wish)); }},
        Imposter{"AKiosksCertificate", "by a server",
                 [](Pki& pki) {
                   return With(pki.authority.Issue(Changed(pki, [](auto& wish) { wish.usage = "clientAuth"; })));
                 }},
        Imposter{"OldTls", "secure connection",
                 [](Pki& pki) { return With(pki.authority.Issue(pki.server_wish), TLS1_1_VERSION); }}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace bianmin::http
