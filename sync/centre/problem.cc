#include "sync/centre/problem.h"

#include <boost/json.hpp>

#include "kiosk/base/check.h"
#include "kiosk/base/log.h"

namespace bianmin::centre {
namespace {

constexpr std::pair<std::string_view, std::string_view> kTitles[] = {
    {problem::kMalformed, "The text is not what the protocol asks for"},
    {problem::kConflict, "Another event was archived under this id"},
    {problem::kTooLarge, "The request is too large"},
    {problem::kUnsupportedEncoding, "The content encoding is not supported"},
    {problem::kUnsupportedType, "The content type is not supported"},
    {problem::kNoCertificate, "A client certificate is needed"},
    {problem::kForeignSource, "The source is not that of the certificate"},
    {problem::kNotFound, "There is nothing at this address"},
    {problem::kNoSuchRecord, "The centre has no such record"},
    {problem::kTooManyRequests, "This kiosk asks too often"},
    {problem::kMethod, "The method is not allowed here"},
    {problem::kCursorExpired, "The cursor is not of this archive"},
    {problem::kCodeNeeded, "A kiosk's name and one-time code are needed"},
    {problem::kWrongCode, "The one-time code is not known"},
    {problem::kCodeUsed, "The one-time code was used already"},
    {problem::kCodeExpired, "The one-time code has expired"},
    {problem::kTooManyCodes, "Too many wrong codes were tried"},
    {problem::kUnfitKey, "The key is not of the kind that is signed here"},
    {problem::kRevoked, "The certificate is revoked"},
    {problem::kExpired, "The certificate has expired"},
    {problem::kUnavailable, "The centre cannot work at the moment"},
};

constexpr const char* kRetryAfterSeconds = "30";

}  // namespace

std::string_view TitleOf(std::string_view type) {
  for (const auto& [each, title] : kTitles) {
    if (each == type) return title;
  }
  CHECK(false);
  return {};
}

Response Problem(int status, std::string_view type, std::string_view detail) {
  const boost::json::object body{{"type", type}, {"title", TitleOf(type)}, {"status", status}, {"detail", detail}};
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = boost::json::serialize(body);
  return response;
}

Response Unavailable(const base::Error& reason) {
  base::LogError("{}", reason.message);
  Response response = Problem(503, problem::kUnavailable, "Send the same request again later.");
  response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  return response;
}

Response NotReady() {
  Response response = Problem(503, problem::kUnavailable, "This copy of the centre is being stopped.");
  response.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  return response;
}

}  // namespace bianmin::centre
