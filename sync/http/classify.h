#pragma once
// The table that turns what libcurl saw (its own result, status, headers, content type) into an outcome for the
// records. Pure: no clock, no network, nothing remembered. The rule behind it: proxies, login pages and broken routers
// answer too, with any status they like; only application/json and application/problem+json at the right status are
// taken for the centre's words, everything else means "keep it and try again".

#include <curl/curl.h>

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "sync/engine/transport.h"

namespace bianmin::http {

enum class Method { Post, Get, Put };

// One request and all that came back.
struct Exchange {
  Method method = Method::Post;
  bool sent_etag = false;
  bool may_be_unknown = false;  // a record that may not be there, or an address that older centres do not have
  bool is_enrolment = false;    // of EST: certificates come back instead of JSON
  bool is_heartbeat = false;    // nothing comes back

  CURLcode result = CURLE_OK;
  long verify_result = 0;        // OpenSSL's X509_V_ERR_… of the peer's certificate
  std::string failure_text;      // libcurl's own words
  bool is_stopped = false;       // we broke it off because the program stops
  bool is_body_cut = false;      // … because the body passed its limit
  bool are_headers_cut = false;  // … because the headers did

  long status = 0;
  std::string content_type;
  std::string retry_after;
  std::string etag;
  std::string body;
};

// `now` turns a date in Retry-After into a wait, and stands in the message about a wrong clock.
engine::Outcome Classify(const Exchange& exchange, base::TimePoint now);

// RFC 9110, 10.2.3: seconds, or an IMF-fixdate. Nothing when it is neither. Never negative; not otherwise limited.
std::optional<base::Milliseconds> ParseRetryAfter(std::string_view text, base::TimePoint now);

// A sentence for the operator: why there was no answer at all, and what to check.
std::string DescribeFailure(const Exchange& exchange, base::TimePoint now);

}  // namespace bianmin::http
