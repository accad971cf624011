#include "sync/http/classify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "kiosk/domain/limits.h"

namespace bianmin::http {
namespace {

using testing::HasSubstr;
using testing::Not;

const base::TimePoint kNow = *base::ParseUtc("2026-11-22T02:00:00Z");

std::string KindOf(const engine::Outcome& outcome) {
  static const std::array<std::string, 10> kNames{"answered",         "unchanged",    "failed",         "refused",
                                                  "too large",        "not admitted", "cursor too old", "not found",
                                                  "answer too large", "stopped"};
  static_assert(std::variant_size_v<engine::Outcome> == 10);
  return kNames[outcome.index()];
}

Exchange Answer(Method method, long status, std::string content_type) {
  Exchange exchange;
  exchange.method = method;
  exchange.status = status;
  exchange.content_type = std::move(content_type);
  exchange.body = "the body";
  return exchange;
}

// The whole table, written out a second time: every status a server can send, in the three forms that matter.
std::string Expected(const Exchange& exchange, bool is_json, bool is_problem) {
  const bool is_get = exchange.method == Method::Get;
  const bool sent_etag = exchange.sent_etag;
  const long status = exchange.status;
  if (status == 200 && is_json) return "answered";
  if (status == 304 && is_get && sent_etag) return "unchanged";
  if (is_problem) {
    if (status == 400 || status == 422) return "refused";
    if (status == 401 || status == 403) return "not admitted";
    if (status == 404 && exchange.may_be_unknown) return "not found";
    if (status == 410 && is_get) return "cursor too old";
    if (status == 413) return "too large";
  }
  if (status == 413 && !is_get) return "too large";
  return "failed";
}

TEST(Classify, EveryStatusInEveryForm) {
  Exchange post = Answer(Method::Post, 0, "");
  Exchange get = Answer(Method::Get, 0, "");
  Exchange repeated = get;
  repeated.sent_etag = true;
  Exchange record = get;
  record.may_be_unknown = true;
  for (Exchange exchange : {post, get, repeated, record}) {
    for (long status = 100; status < 1000; ++status) {
      for (const std::string type : {"application/json", "application/problem+json", "text/html", ""}) {
        exchange.status = status;
        exchange.content_type = type;
        EXPECT_EQ(KindOf(Classify(exchange, kNow)),
                  Expected(exchange, type == "application/json", type == "application/problem+json"))
            << status << " " << type << " " << exchange.sent_etag << exchange.may_be_unknown;
      }
    }
  }
}

TEST(Classify, ToARequestForACertificateOnlyCertificatesAreAnAnswer) {
  for (const std::string type : {"application/pkcs7-mime; smime-type=certs-only", "application/json",
                                 "application/problem+json", "text/html", ""}) {
    for (long status = 100; status < 1000; ++status) {
      Exchange exchange = Answer(Method::Post, status, type);
      exchange.is_enrolment = true;
      const bool is_problem = type == "application/problem+json";
      std::string expected = Expected(exchange, type.starts_with("application/pkcs7"), is_problem);
      if (status == 404 && is_problem) expected = "not found";
      EXPECT_EQ(KindOf(Classify(exchange, kNow)), expected) << status << " " << type;
    }
  }
}

TEST(Classify, ToAHeartbeatOnlyNothingIsAnAnswer) {
  for (const std::string type : {"application/json", "application/problem+json", "text/html", ""}) {
    for (long status = 100; status < 1000; ++status) {
      Exchange exchange = Answer(Method::Put, status, type);
      exchange.is_heartbeat = true;
      const bool is_problem = type == "application/problem+json";
      std::string expected = Expected(exchange, false, is_problem);
      if (status == 204) expected = "answered";
      if (status == 404 && is_problem) expected = "not found";
      if (status == 410 || (status == 413 && !is_problem)) expected = "failed";
      EXPECT_EQ(KindOf(Classify(exchange, kNow)), expected) << status << " " << type;
    }
  }
}

TEST(Classify, ACentreThatSlowsDownCodesSaysSoItself) {
  Exchange exchange = Answer(Method::Post, 429, "application/problem+json");
  exchange.is_enrolment = true;
  exchange.retry_after = "20";
  exchange.body = R"({"type":"urn:bianmin:problem:too-many-codes","title":"Too many","status":429,"detail":"wait"})";
  const auto outcome = Classify(exchange, kNow);
  ASSERT_TRUE(std::holds_alternative<engine::Failed>(outcome));
  EXPECT_THAT(std::get<engine::Failed>(outcome).why, HasSubstr("too-many-codes"));
  EXPECT_EQ(std::get<engine::Failed>(outcome).retry_after, std::chrono::seconds{20});
}

TEST(Classify, NothingButWordsOfTheCentreMayEverMakeAnEventDead) {
  // A body comes through only where the reader can check whose it is.
  for (long status = 100; status < 1000; ++status) {
    for (const std::string type : {"text/html", "text/plain", "application/xml", "", "application/json",
                                   "application/vnd.api+json", "application/problem+xml", "application/problem"}) {
      const auto outcome = Classify(Answer(Method::Post, status, type), kNow);
      EXPECT_FALSE(std::holds_alternative<engine::Refused>(outcome)) << status << " " << type;
      const auto* large = std::get_if<engine::TooLarge>(&outcome);
      EXPECT_TRUE(large == nullptr || large->problem.empty()) << status << " " << type;
    }
  }
}

TEST(Classify, ContentTypesAreReadAsHttpMeansThem) {
  for (const char* type : {"application/json", "Application/JSON", "application/json; charset=utf-8",
                           "application/json;charset=\"utf-8\"", " application/json ; x=y"}) {
    EXPECT_EQ(KindOf(Classify(Answer(Method::Post, 200, type), kNow)), "answered") << type;
  }
  for (const char* type : {"application/jsonp", "application/json5", "text/json", "json", "application/ json+x",
                           "text/html; was=application/json"}) {
    EXPECT_EQ(KindOf(Classify(Answer(Method::Post, 200, type), kNow)), "failed") << type;
  }
}

TEST(Classify, BodyAndEtagComeThrough) {
  Exchange exchange = Answer(Method::Get, 200, "application/json");
  exchange.etag = "\"abc\"";
  const auto outcome = Classify(exchange, kNow);
  const auto* answered = std::get_if<engine::Answered>(&outcome);
  ASSERT_NE(answered, nullptr);
  EXPECT_EQ(answered->body, "the body");
  EXPECT_EQ(answered->etag, "\"abc\"");
}

TEST(Classify, RetryAfterCountsWhereTheServerIsBusy) {
  for (const long status : {429L, 500L, 502L, 503L, 504L, 599L}) {
    Exchange exchange = Answer(Method::Post, status, "text/html");
    exchange.retry_after = "120";
    const auto outcome = Classify(exchange, kNow);
    EXPECT_EQ(std::get<engine::Failed>(outcome).retry_after, base::Milliseconds{120'000}) << status;
  }
  Exchange portal = Answer(Method::Post, 302, "text/html");
  portal.retry_after = "99999";
  EXPECT_EQ(std::get<engine::Failed>(Classify(portal, kNow)).retry_after, std::nullopt);
}

TEST(Classify, EveryFailureOfLibcurlIsAFailureWithASentence) {
  std::set<std::string> sentences;
  for (int code = 1; code < CURL_LAST; ++code) {
    for (const long status : {0L, 200L, 400L, 413L, 503L}) {
      for (const Method method : {Method::Post, Method::Get}) {
        Exchange exchange = Answer(method, status, "application/json");
        exchange.result = static_cast<CURLcode>(code);
        exchange.failure_text = "libcurl's words";
        const auto outcome = Classify(exchange, kNow);
        if (status == 413 && method == Method::Post) {
          EXPECT_EQ(std::get<engine::TooLarge>(outcome).problem, "") << code;
          continue;
        }
        ASSERT_EQ(KindOf(outcome), "failed") << code << " " << status;
        const std::string why = std::get<engine::Failed>(outcome).why;
        EXPECT_GT(why.size(), 20u) << code;
        EXPECT_THAT(why, Not(HasSubstr("\n")));
        sentences.insert(why);
      }
    }
  }
  EXPECT_GT(sentences.size(), 40u);
}

TEST(Classify, CutAnswers) {
  Exchange body = Answer(Method::Get, 200, "application/json");
  body.result = CURLE_WRITE_ERROR;
  body.is_body_cut = true;
  EXPECT_EQ(KindOf(Classify(body, kNow)), "answer too large");
  for (const long status : {0L, 302L, 400L, 413L, 500L}) {
    body.status = status;
    EXPECT_EQ(KindOf(Classify(body, kNow)), "failed") << status;
  }
  Exchange headers = Answer(Method::Get, 200, "application/json");
  headers.result = CURLE_WRITE_ERROR;
  headers.are_headers_cut = true;
  EXPECT_EQ(KindOf(Classify(headers, kNow)), "failed");
}

TEST(Classify, AProgramThatStopsLearnsNothing) {
  for (const long status : {0L, 200L, 400L, 503L}) {
    Exchange exchange = Answer(Method::Post, status, "application/problem+json");
    exchange.is_stopped = true;
    EXPECT_EQ(KindOf(Classify(exchange, kNow)), "stopped");
  }
}

TEST(DescribeFailure, AWrongClockIsNamedFirst) {
  Exchange exchange;
  exchange.result = CURLE_PEER_FAILED_VERIFICATION;
  for (const auto& [verify_result, says] : {std::pair{9L, "is not valid yet"}, std::pair{10L, "has expired"}}) {
    exchange.verify_result = verify_result;
    const std::string why = DescribeFailure(exchange, kNow);
    EXPECT_THAT(why, HasSubstr(says));
    EXPECT_THAT(why, HasSubstr("2026-11-22T02:00:00"));
    EXPECT_THAT(why, HasSubstr("set the clock right"));
  }
  exchange.verify_result = 20;
  EXPECT_THAT(DescribeFailure(exchange, kNow), HasSubstr("[centre] ca"));
  EXPECT_THAT(DescribeFailure(exchange, kNow), Not(HasSubstr("clock")));
  exchange.verify_result = 26;
  EXPECT_THAT(DescribeFailure(exchange, kNow), HasSubstr("by a server"));
  exchange.verify_result = 0;
  EXPECT_THAT(DescribeFailure(exchange, kNow), HasSubstr("[centre] url"));
}

struct Header {
  const char* text;
  std::optional<std::int64_t> milliseconds;
};

class RetryAfter : public testing::TestWithParam<Header> {};

TEST_P(RetryAfter, IsRead) {
  const auto wait = ParseRetryAfter(GetParam().text, kNow);
  EXPECT_EQ(wait ? std::optional(wait->count()) : std::nullopt, GetParam().milliseconds) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Headers, RetryAfter,
    testing::Values(
        Header{"0", 0}, Header{"1", 1000}, Header{" 120 ", 120'000}, Header{"007", 7000},
        Header{"99999999999999999999999999", INT64_MAX / 1000 * 1000},
        Header{"9223372036854775807", INT64_MAX / 1000 * 1000}, Header{"", std::nullopt}, Header{"-5", std::nullopt},
        Header{"+5", std::nullopt}, Header{"1.5", std::nullopt}, Header{"5s", std::nullopt},
        Header{"soon", std::nullopt}, Header{"Sun, 22 Nov 2026 02:02:00 GMT", 120'000},
        Header{"Sun, 22 Nov 2026 01:00:00 GMT", 0}, Header{"Wed, 21 Oct 2099 07:28:00 GMT", 2'300'938'080'000},
        Header{"Sun, 31 Feb 2026 02:02:00 GMT", std::nullopt}, Header{"Sun, 22 Nop 2026 02:02:00 GMT", std::nullopt},
        Header{"Sun, 22 Nov 2026 24:02:00 GMT", std::nullopt}, Header{"Sun, 22 Nov 2026 02:02:00 CST", std::nullopt},
        Header{"Sunday, 22-Nov-26 02:02:00 GMT", std::nullopt}));

}  // namespace
}  // namespace bianmin::http
