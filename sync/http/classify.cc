#include "sync/http/classify.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "sync/engine/centre_words.h"

namespace bianmin::http {
namespace {

using engine::Outcome;

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kCertificates = "application/pkcs7-mime";
constexpr std::string_view kProblem = "application/problem+json";

// "application/json" of " Application/JSON ; charset=utf-8".
std::string MediaType(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  std::erase_if(type, [](char letter) { return letter == ' ' || letter == '\t'; });
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
  return type;
}

std::string OrNone(const std::string& content_type) { return content_type.empty() ? "no content type" : content_type; }

engine::Failed Fail(std::string why) { return {std::move(why), std::nullopt}; }

// 4xx said by the centre itself, recognisable by problem+json.
Outcome ClassifyProblem(const Exchange& exchange) {
  switch (exchange.status) {
    case 400:
    case 422:
      return engine::Refused{exchange.body};
    case 401:
    case 403:
      return engine::NotAdmitted{exchange.body};
    case 404:
      if (exchange.may_be_unknown || exchange.is_enrolment || exchange.is_heartbeat) {
        return engine::NotFound{exchange.body};
      }
      break;
    case 410:
      if (exchange.method == Method::Get) return engine::CursorTooOld{exchange.body};
      break;
    case 413:
      return engine::TooLarge{exchange.body};
    default:
      break;
  }
  return Fail(
      fmt::format("the centre answered {}; check that [centre] url leads to this protocol's /v1 and that both "
                  "programs are of the same generation",
                  exchange.status));
}

Outcome ClassifySuccess(const Exchange& exchange) {
  if (exchange.status == 304 && exchange.method == Method::Get && exchange.sent_etag) return engine::Unchanged{};
  const long expected = exchange.is_heartbeat ? 204 : 200;
  if (exchange.status != expected) {
    return Fail(
        fmt::format("the answer was {} instead of {}; something between this kiosk and the centre answers in its place",
                    exchange.status, expected));
  }
  if (exchange.is_heartbeat) return engine::Answered{};
  if (MediaType(exchange.content_type) != (exchange.is_enrolment ? kCertificates : kJson)) {
    return Fail(
        fmt::format("the answer was 200 with {} instead of {}; something between this kiosk and the centre answers in "
                    "its place (a login page of the network?)",
                    OrNone(exchange.content_type), exchange.is_enrolment ? "certificates" : "JSON"));
  }
  return engine::Answered{exchange.body, exchange.etag};
}

}  // namespace

Outcome Classify(const Exchange& exchange, base::TimePoint now) {
  if (exchange.is_stopped) return engine::Stopped{};
  if (exchange.is_body_cut && exchange.status == 200) {
    return engine::AnswerTooLarge{
        fmt::format("the answer is larger than {} bytes and was cut off", domain::kMaxResponseBytes)};
  }
  // A peer that will not read so much may close the connection on us while we still send.
  if (exchange.result != CURLE_OK && exchange.status == 413 && exchange.method == Method::Post) {
    return engine::TooLarge{};
  }
  if (exchange.result != CURLE_OK || exchange.is_body_cut || exchange.are_headers_cut) {
    return Fail(DescribeFailure(exchange, now));
  }
  if (exchange.status < 400) return ClassifySuccess(exchange);
  const auto reason = exchange.is_enrolment ? engine::CentresReason(exchange.body) : std::nullopt;
  if (exchange.status == 429 && reason) {
    return engine::Failed{*reason, ParseRetryAfter(exchange.retry_after, now)};
  }
  if (exchange.status == 429 || exchange.status >= 500) {
    return engine::Failed{fmt::format("the centre is busy or out of order (it answered {}); nothing to do here, sync "
                                      "goes on by itself",
                                      exchange.status),
                          ParseRetryAfter(exchange.retry_after, now)};
  }
  if (MediaType(exchange.content_type) == kProblem) return ClassifyProblem(exchange);
  if (exchange.status == 413 && exchange.method == Method::Post) return engine::TooLarge{};
  return Fail(fmt::format(
      "the answer was {} with {}; that is not the centre but something on the way to it (a proxy, a login page?)",
      exchange.status, OrNone(exchange.content_type)));
}

}  // namespace bianmin::http
