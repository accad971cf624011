#include "sync/http/curl_transport.h"

#include <fmt/format.h>

#include <array>

#include "kiosk/base/bytes.h"
#include "kiosk/base/check.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/limits.h"
#include "sync/http/pack.h"

namespace bianmin::http {
namespace {

// Below this gzip gains nothing.
constexpr std::size_t kLeastPacked = 1024;
constexpr std::size_t kMostEtagBytes = 128;
// The longest sleep: sockets, libcurl's own time limits and being stopped all end it.
constexpr int kPollMilliseconds = 60'000;

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void Add(HeaderList& list, const std::string& header) {
  curl_slist* longer = curl_slist_append(list.get(), header.c_str());
  CHECK(longer != nullptr);
  static_cast<void>(list.release());
  list.reset(longer);
}

// An option that libcurl does not know or refuses is a bug of this file, or a library without HTTPS.
template <class Value>
void Set(CURL* easy, CURLoption option, Value value) {
  CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

bool IsFitEtag(const std::string& etag) {
  if (etag.empty() || etag.size() > kMostEtagBytes) return false;
  for (const char letter : etag) {
    if (letter < 0x21 || letter > 0x7e) return false;
  }
  return true;
}

}  // namespace

struct CurlTransport::Request {
  Method method = Method::Get;
  std::string path = {};
  std::string body = {};
  std::vector<std::string> headers = {};
  std::optional<std::chrono::milliseconds> total = {};  // nothing: as the patience says
  bool may_idle = false;                                // a long poll
  bool sent_etag = false;
  bool may_be_unknown = false;
  bool is_enrolment = false;
  bool is_heartbeat = false;
};

struct CurlTransport::Handles {
  CURL* easy = curl_easy_init();
  CURLM* multi = curl_multi_init();
  HeaderList headers;
  std::array<char, CURL_ERROR_SIZE> failure_text{};
  std::string body;
  std::size_t header_bytes = 0;
  bool is_body_cut = false;
  bool are_headers_cut = false;

  ~Handles() {
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }
};

base::Result<base::Done> StartHttp() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) return base::Done{};
  return base::Error{base::ErrorCode::Unavailable, "libcurl does not start; check that the package libcurl4 is whole"};
}

CurlTransport::CurlTransport(CentreAddress centre, const base::Clock& clock, std::stop_token stop, Patience patience)
    : centre_(std::move(centre)),
      clock_(clock),
      stop_(std::move(stop)),
      patience_(patience),
      handles_(std::make_unique<Handles>()) {
  CHECK(handles_->easy != nullptr && handles_->multi != nullptr);
  while (centre_.url.ends_with('/')) centre_.url.pop_back();
}

CurlTransport::~CurlTransport() = default;

engine::Outcome CurlTransport::PostJournal(const std::string& body) {
  return Ask({.method = Method::Post,
              .path = "/v1/journal",
              .body = body,
              .headers = {"Content-Type: application/json"},
              .may_be_unknown = true});
}

engine::Outcome CurlTransport::Post(const std::string& batch_id, const std::string& body,
                                    const std::string& journal_head) {
  Request request{.method = Method::Post,
                  .path = "/v1/events",
                  .body = body,
                  .headers = {"Content-Type: application/cloudevents-batch+json", "Bianmin-Batch: " + batch_id}};
  if (!journal_head.empty()) request.headers.push_back("Bianmin-Journal: " + journal_head);
  if (!centre_unpacks_ || body.size() < kLeastPacked) return Ask(request);

  Request packed = request;
  packed.body = Gzip(body);
  packed.headers.push_back("Content-Encoding: gzip");
  const Exchange exchange = Perform(packed);
  if (exchange.is_stopped || exchange.status != 415) return Classify(exchange, clock_.Now());
  base::LogNote("the centre does not unpack gzip; events travel as they are from now on");
  centre_unpacks_ = false;
  return Ask(request);
}

engine::Outcome CurlTransport::Get(const engine::ChangesQuery& query) {
  char* escaped = curl_easy_escape(handles_->easy, query.after.data(), static_cast<int>(query.after.size()));
  CHECK(escaped != nullptr);
  const std::string after = escaped;
  curl_free(escaped);
  Request request{.path = fmt::format("/v1/changes?after={}&limit={}&wait={}", after, query.limit, query.wait.count()),
                  .may_idle = true};
  if (query.wait.count() > 0) request.total = query.wait + patience_.beyond_wait;
  if (IsFitEtag(query.etag)) {
    request.headers.push_back("If-None-Match: " + query.etag);
    request.sent_etag = true;
  }
  return Ask(request);
}

engine::Outcome CurlTransport::GetRecord(const std::string& number) {
  return Ask({.path = "/v1/records/" + number, .may_be_unknown = true});
}

engine::Outcome CurlTransport::GetFrontPage() { return Ask({.path = "/v1/"}); }

engine::Outcome CurlTransport::PutHeartbeat(const std::string& body) {
  return Ask({.method = Method::Put,
              .path = "/v1/heartbeat",
              .body = body,
              .headers = {"Content-Type: application/json"},
              .is_heartbeat = true});
}

engine::Outcome CurlTransport::CaCerts() { return Ask({.path = "/.well-known/est/cacerts", .is_enrolment = true}); }

engine::Outcome CurlTransport::Enrol(const std::string& login, const std::string& code, const std::string& body) {
  const std::string credentials = base::ToBase64(base::AsBytes(login + ":" + code));
  return AskForCertificate("/.well-known/est/simpleenroll", body, {"Authorization: Basic " + credentials});
}

engine::Outcome CurlTransport::Reenrol(const std::string& body) {
  return AskForCertificate("/.well-known/est/simplereenroll", body, {});
}

engine::Outcome CurlTransport::AskForCertificate(const std::string& path, const std::string& body,
                                                 std::vector<std::string> headers) {
  headers.emplace_back("Content-Type: application/pkcs10");
  headers.emplace_back("Content-Transfer-Encoding: base64");
  return Ask({.method = Method::Post, .path = path, .body = body, .headers = std::move(headers), .is_enrolment = true});
}

engine::Outcome CurlTransport::Ask(const Request& request) { return Classify(Perform(request), clock_.Now()); }

Exchange CurlTransport::Perform(const Request& request) {
  Exchange exchange;
  exchange.method = request.method;
  exchange.sent_etag = request.sent_etag;
  exchange.may_be_unknown = request.may_be_unknown;
  exchange.is_enrolment = request.is_enrolment;
  exchange.is_heartbeat = request.is_heartbeat;
  SetUp(request);
  RunToTheEnd(exchange);
  ReadBack(exchange);
  return exchange;
}

void CurlTransport::SetUp(const Request& request) {
  CURL* easy = handles_->easy;
  curl_easy_reset(easy);
  handles_->failure_text[0] = '\0';
  handles_->body.clear();
  handles_->header_bytes = 0;
  handles_->is_body_cut = handles_->are_headers_cut = false;

  Set(easy, CURLOPT_URL, (centre_.url + request.path).c_str());
  SetUpManners();
  SetUpTls();
  SetUpLimits(request);
  SetUpContent(request);
}

// What it does not do: follow, guess, ask the environment.
void CurlTransport::SetUpManners() {
  CURL* easy = handles_->easy;
  Set(easy, CURLOPT_ERRORBUFFER, handles_->failure_text.data());
  Set(easy, CURLOPT_NOSIGNAL, 1L);
  Set(easy, CURLOPT_PROTOCOLS_STR, "https");
  Set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  Set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  Set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  Set(easy, CURLOPT_PROXY, "");  // not from the environment
  Set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  Set(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  Set(easy, CURLOPT_USERAGENT, "bianmin-sync/" BIANMIN_VERSION);
}

void CurlTransport::SetUpTls() {
  CURL* easy = handles_->easy;
  Set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  Set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  Set(easy, CURLOPT_CAINFO, centre_.ca.c_str());
  Set(easy, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  // All files may be replaced while the program runs: each connection reads them.
  Set(easy, CURLOPT_CA_CACHE_TIMEOUT, 0L);
  Set(easy, CURLOPT_MAXLIFETIME_CONN, static_cast<long>(std::chrono::seconds{domain::kLongestConnection}.count()));
  if (centre_.certificate.empty()) return;
  Set(easy, CURLOPT_SSLCERT, centre_.certificate.c_str());
  Set(easy, CURLOPT_SSLKEY, centre_.key.c_str());
}

void CurlTransport::SetUpLimits(const Request& request) {
  CURL* easy = handles_->easy;
  Set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience_.connect.count()));
  Set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total.value_or(patience_.total).count()));
  if (!request.may_idle) {
    Set(easy, CURLOPT_LOW_SPEED_LIMIT, patience_.slow_bytes);
    Set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(patience_.slow_for.count()));
  }
  Set(easy, CURLOPT_TCP_KEEPALIVE, 1L);

  // libcurl's own limit looks at the announced length only; what really comes is counted in the callbacks.
  Set(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(domain::kMaxResponseBytes));
  using Callback = std::size_t (*)(const char*, std::size_t, std::size_t, void*);
  Set(easy, CURLOPT_WRITEDATA, static_cast<void*>(handles_.get()));
  Set(easy, CURLOPT_WRITEFUNCTION,
      static_cast<Callback>([](const char* bytes, std::size_t, std::size_t count, void* to) {
        auto& handles = *static_cast<Handles*>(to);
        handles.is_body_cut = handles.body.size() + count > domain::kMaxResponseBytes;
        if (handles.is_body_cut) return std::size_t{0};
        handles.body.append(bytes, count);
        return count;
      }));
  Set(easy, CURLOPT_HEADERDATA, static_cast<void*>(handles_.get()));
  Set(easy, CURLOPT_HEADERFUNCTION, static_cast<Callback>([](const char*, std::size_t, std::size_t count, void* to) {
        auto& handles = *static_cast<Handles*>(to);
        handles.header_bytes += count;
        handles.are_headers_cut = handles.header_bytes > domain::kMaxResponseHeaderBytes;
        return handles.are_headers_cut ? std::size_t{0} : count;
      }));
}

void CurlTransport::SetUpContent(const Request& request) {
  CURL* easy = handles_->easy;
  HeaderList headers;
  for (const std::string& header : request.headers) Add(headers, header);
  Add(headers, request.is_enrolment ? "Accept: application/pkcs7-mime, application/problem+json"
                                    : "Accept: application/json, application/problem+json");
  Add(headers, "Expect:");  // no waiting for 100 Continue
  // The next heartbeat is minutes away: the centre need not keep a connection for it.
  if (request.is_heartbeat) Set(easy, CURLOPT_FORBID_REUSE, 1L);
  if (request.method != Method::Get) {
    Set(easy, CURLOPT_POST, 1L);
    if (request.method == Method::Put) Set(easy, CURLOPT_CUSTOMREQUEST, "PUT");
    Set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    Set(easy, CURLOPT_POSTFIELDS, request.body.data());
  }
  Set(easy, CURLOPT_HTTPHEADER, headers.get());
  handles_->headers = std::move(headers);
}

void CurlTransport::RunToTheEnd(Exchange& exchange) {
  CURLM* multi = handles_->multi;
  CHECK(curl_multi_add_handle(multi, handles_->easy) == CURLM_OK);
  const std::stop_callback wake(stop_, [multi] { curl_multi_wakeup(multi); });
  int running = 1;
  while (!stop_.stop_requested()) {
    CHECK(curl_multi_perform(multi, &running) == CURLM_OK);
    if (running == 0) break;
    CHECK(curl_multi_poll(multi, nullptr, 0, kPollMilliseconds, nullptr) == CURLM_OK);
  }
  exchange.is_stopped = running != 0;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    if (message->msg == CURLMSG_DONE) exchange.result = message->data.result;
  }
  curl_multi_remove_handle(multi, handles_->easy);
}

void CurlTransport::ReadBack(Exchange& exchange) {
  CURL* easy = handles_->easy;
  exchange.failure_text =
      handles_->failure_text[0] != '\0' ? handles_->failure_text.data() : curl_easy_strerror(exchange.result);
  exchange.is_body_cut = handles_->is_body_cut || exchange.result == CURLE_FILESIZE_EXCEEDED;
  exchange.are_headers_cut = handles_->are_headers_cut;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &exchange.status);
  curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &exchange.verify_result);
  const auto header = [easy](const char* name) -> std::string {
    curl_header* found = nullptr;
    return curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? found->value : "";
  };
  exchange.content_type = header("Content-Type");
  exchange.retry_after = header("Retry-After");
  exchange.etag = header("ETag");
  exchange.body = std::move(handles_->body);
  handles_->body.clear();
}

engine::EstConnector ConnectorTo(const std::string& url, const base::Clock& clock, std::stop_token stop) {
  return [url, &clock, stop](const engine::IdentityPaths& files) -> std::unique_ptr<engine::EstTransport> {
    return std::make_unique<CurlTransport>(CentreAddress{url, files.ca, files.certificate, files.key}, clock, stop);
  };
}

}  // namespace bianmin::http
