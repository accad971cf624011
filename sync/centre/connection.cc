#include "sync/centre/connection.h"

#include <fmt/chrono.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include "kiosk/base/log.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"
#include "sync/centre/endpoints.h"
#include "sync/centre/handle.h"
#include "sync/centre/problem.h"
#include "sync/centre/tls.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

constexpr std::size_t kMostBodiesOfStrangers = 16;
constexpr std::size_t kMostDrainedBytes = 4 * 1024 * 1024;
constexpr std::chrono::seconds kGoodbyeTime{2};
constexpr std::size_t kMostLoggedTarget = 80;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

auto Into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

std::string DateHeader(base::TimePoint now) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

Response ProblemOfHead(const error_code& error) {
  if (error == http::error::body_limit) {
    return Problem(413, problem::kTooLarge, fmt::format("Send {} bytes at most.", domain::kMaxRequestBytes));
  }
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return Problem(431, problem::kTooLarge,
                   fmt::format("The header may have {} bytes at most.", domain::kMaxRequestHeaderBytes));
  }
  return Problem(400, problem::kMalformed, "This is no HTTP/1.1 request.");
}

bool IsHttpFault(const error_code& error) {
  return error.category() == make_error_code(http::error::bad_method).category() &&
         error != http::error::end_of_stream && error != http::error::partial_message;
}

// Counts one body in memory for as long as it lives.
class BodyTicket {
 public:
  explicit BodyTicket(std::size_t& bodies) : bodies_(bodies) { ++bodies_; }
  ~BodyTicket() { --bodies_; }
  BodyTicket(const BodyTicket&) = delete;
  BodyTicket& operator=(const BodyTicket&) = delete;

 private:
  std::size_t& bodies_;
};

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, asio::ssl::context& context, Floor& floor)
    : floor_(floor), stream_(std::move(socket), context), buffer_(2 * domain::kMaxRequestHeaderBytes) {
  error_code error;
  const auto peer = stream_.socket().remote_endpoint(error);
  peer_ = error ? "?" : peer.address().to_string();
  is_proxy_ = !error && floor.proxies.Include(peer.address());
  floor_.connections.insert(this);
  floor_.metrics.SetConnections(floor_.connections.size());
}

Connection::~Connection() {
  floor_.connections.erase(this);
  floor_.metrics.SetConnections(floor_.connections.size());
}

void Connection::StopIfIdle() {
  if (is_idle_) stream_.cancel();
}

asio::awaitable<void> Connection::Serve() {
  const bool is_safe = co_await ShakeHands();
  if (!is_safe) co_return;
  bool goes_on = true;
  while (goes_on && !floor_.is_stopping) goes_on = co_await ServeOne();
  error_code error;
  stream_.expires_after(kGoodbyeTime);
  co_await stream_.async_shutdown(Into(error));
}

asio::awaitable<bool> Connection::ShakeHands() {
  error_code error;
  stream_.expires_after(domain::kHandshakeTime);
  co_await stream_.async_handshake(Into(error));
  if (error) {
    const bool is_about_tls = error.category() == asio::error::get_ssl_category();
    const bool is_told = is_about_tls && floor_.tls_warning.IsDue(floor_.clock.Steady());
    base::WriteLog(is_told ? base::LogLevel::Warning : base::LogLevel::Debug,
                   fmt::format("no TLS with {}: {}", peer_, error.message()));
    co_return false;
  }
  certificate_ = CertificateOfPeer(stream_.session());
  if (certificate_) source_ = certificate_->source();
  co_return true;
}

asio::awaitable<bool> Connection::AwaitFirstByte() {
  if (buffer_.size() > 0) co_return true;
  error_code error;
  is_idle_ = true;
  stream_.expires_after(MayStay() ? domain::kIdleConnectionTime : domain::kRequestHeaderTime);
  const std::size_t count = co_await stream_.async_read_some(buffer_.prepare(4096), Into(error));
  buffer_.commit(count);
  is_idle_ = false;
  co_return !error;
}

asio::awaitable<bool> Connection::ServeOne() {
  const bool has_begun = co_await AwaitFirstByte();
  if (!has_begun) co_return false;
  Parser parser;
  parser.header_limit(domain::kMaxRequestHeaderBytes);
  parser.body_limit(domain::kMaxRequestBytes);
  error_code error;
  stream_.expires_after(domain::kRequestHeaderTime);
  co_await http::async_read_header(stream_, buffer_, parser, Into(error));
  if (error) {
    if (IsHttpFault(error)) co_await SendFault(error);
    co_return false;
  }
  Request request = HeadOf(parser);
  if (is_proxy_) request.peer = floor_.proxies.ClientOf(request);
  auto refusal = floor_.proxies.Identify(request, is_proxy_, floor_.clock.Now());
  if (!refusal) refusal = Refusal(parser, request);
  // Strangers, who may send a body only to be enrolled or with an api_key, cannot take the places of kiosks.
  std::size_t& bodies = request.source ? floor_.bodies : floor_.bodies_of_strangers;
  const std::size_t most_bodies = request.source ? domain::kMaxBodiesAtOnce : kMostBodiesOfStrangers;
  if (!refusal && bodies >= most_bodies && !parser.is_done()) {
    refusal = Unavailable({base::ErrorCode::Unavailable, "too many requests at once; some were asked to wait"});
  }
  if (refusal) {
    Record(request, *refusal);
    if (!parser.is_done()) {
      co_await SendAndDrain(*refusal);
      co_return false;
    }
    co_return co_await Send(*refusal, parser.get().keep_alive());
  }
  const BodyTicket ticket(bodies);
  const bool is_whole =
      co_await ReadBody(parser, request.source ? domain::kRequestBodyTime : domain::kRequestHeaderTime);
  if (!is_whole) co_return false;
  request.body = std::move(parser.get().body());
  const Response response = co_await Answer(request);
  Record(request, response);
  co_return co_await Send(response, parser.get().keep_alive());
}

std::optional<Response> Connection::Refusal(Parser& parser, const Request& head) {
  if (floor_.open311 != nullptr && Open311Desk::IsAddressed(head)) {
    parser.body_limit(domain::kMaxFormBytes);  // of a body that does not say its length
    return Open311Desk::RefusalBeforeBody(head);
  }
  if (floor_.enrolment == nullptr || !EnrolmentDesk::IsAddressed(head)) return RefusalBeforeBody(head);
  parser.body_limit(domain::kMaxCertificateRequestBytes);  // the same
  const auto length = parser.content_length();
  if (length && *length > domain::kMaxCertificateRequestBytes) {
    return Problem(413, problem::kTooLarge, fmt::format("Send {} bytes at most.", domain::kMaxCertificateRequestBytes));
  }
  return EnrolmentDesk::RefusalBeforeBody(head);
}

asio::awaitable<bool> Connection::ReadBody(Parser& parser, std::chrono::seconds patience) {
  if (parser.is_done()) co_return true;
  error_code error;
  stream_.expires_after(patience);
  if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    co_await asio::async_write(stream_, asio::buffer(kContinue), Into(error));
    if (error) co_return false;
  }
  co_await http::async_read(stream_, buffer_, parser, Into(error));
  if (error && IsHttpFault(error)) co_await SendFault(error);
  co_return !error;
}

asio::awaitable<void> Connection::SendFault(error_code error) {
  const Response response = ProblemOfHead(error);
  floor_.metrics.CountRequest("", response.status);
  co_await SendAndDrain(response);
}

asio::awaitable<Response> Connection::HandleOnArchiveThread(const Request& request) {
  const base::TimePoint now = floor_.clock.Now();
  Registry* registry = floor_.enrolment != nullptr ? &floor_.enrolment->registry() : nullptr;
  if (auto refusal = RefusalOfCertificate(registry, request, now)) co_return *refusal;
  if (registry != nullptr && EnrolmentDesk::IsAddressed(request)) co_return floor_.enrolment->Handle(request, now);
  if (floor_.open311 != nullptr && Open311Desk::IsAddressed(request)) {
    co_return floor_.open311->Handle(floor_.archive, request, now);
  }
  co_return Handle(floor_.archive, floor_.quota, request, now, floor_.arrival_keys);
}

// Reading and signing take as long as storing: done beside it, for another batch. What the registry says is asked where
// the batch is stored, since it is not to be touched elsewhere.
asio::awaitable<Response> Connection::AnswerBatch(const Request& request) {
  const base::TimePoint now = floor_.clock.Now();
  const auto batch = ReadBatch(request, now);
  const auto store = [&]() -> Response {
    Registry* registry = floor_.enrolment != nullptr ? &floor_.enrolment->registry() : nullptr;
    if (auto refusal = RefusalOfCertificate(registry, request, now)) return *refusal;
    return batch ? StoreBatch(floor_.archive, *batch) : batch.error();
  };
  Response response = asio::post(floor_.archive_thread, asio::use_future(store)).get();
  if (batch) SignBatch(response, *batch, floor_.arrival_keys);
  co_return response;
}

asio::awaitable<Response> Connection::Answer(const Request& request) {
  if (floor_.is_draining && request.target == "/readyz") co_return NotReady();
  if (IsBatch(request)) {
    co_return co_await asio::co_spawn(floor_.batch_threads, AnswerBatch(request), asio::use_awaitable);
  }
  const auto archive_executor = floor_.archive_thread.get_executor();
  NewsDesk::Place place(floor_.desk, request.source.value_or(""), stream_.get_executor());
  bool has_deadline = false;
  for (;;) {
    Response response = co_await asio::co_spawn(archive_executor, HandleOnArchiveThread(request), asio::use_awaitable);
    if (response.may_wait.count() == 0 || floor_.desk.is_closed()) co_return response;
    if (!has_deadline) place.SetDeadline(response.may_wait);
    has_deadline = true;
    const bool has_news = co_await place.Wait();
    if (!has_news) co_return response;
  }
}

asio::awaitable<bool> Connection::Send(const Response& response, bool keep_alive) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
  message.set(http::field::date, DateHeader(floor_.clock.Now()));
  if (!response.content_type.empty()) message.set(http::field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) message.set(name, value);
  message.body() = response.body;
  message.keep_alive(keep_alive && MayStay() && !floor_.is_draining);
  message.prepare_payload();
  if (response.status == 204) message.erase(http::field::content_length);  // RFC 9110, 8.6
  error_code error;
  stream_.expires_after(domain::kResponseTime);
  co_await http::async_write(stream_, message, Into(error));
  co_return !error && message.keep_alive();
}

// Answers a request whose body was not read. What the client is still sending is thrown away, or closing would make its
// side lose the answer.
asio::awaitable<void> Connection::SendAndDrain(const Response& response) {
  co_await Send(response, false);
  error_code error;
  stream_.expires_after(kGoodbyeTime);
  for (std::size_t drained = 0; !error && drained < kMostDrainedBytes;) {
    buffer_.clear();
    drained += co_await stream_.async_read_some(buffer_.prepare(16384), Into(error));
  }
}

Request Connection::HeadOf(const Parser& parser) const {
  const auto& head = parser.get();
  Request request;
  request.method = std::string(head.method_string());
  request.target = std::string(head.target());
  request.source = source_;
  request.peer = peer_;
  if (certificate_) {
    request.serial = certificate_->serial();
    request.good_until = certificate_->not_after();
  }
  for (const auto& field : head) {
    std::string name(field.name_string());
    for (char& letter : name) {
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    // Several lines of one name are one list (RFC 9110, 5.3).
    const auto [place, is_first] = request.headers.try_emplace(std::move(name), std::string(field.value()));
    if (!is_first) place->second += ", " + std::string(field.value());
  }
  return request;
}

void Connection::Record(const Request& request, const Response& response) const {
  floor_.metrics.CountRequest(request.target, response.status);
  const base::LogLevel level = response.status >= 400 ? base::LogLevel::Warning : base::LogLevel::Debug;
  // The query of Open311 may hold a key.
  const std::string target =
      Open311Desk::IsAddressed(request) ? request.target.substr(0, request.target.find('?')) : request.target;
  base::WriteLog(level, fmt::format("{} {} {}: {} {}", request.source.value_or(request.peer), request.method,
                                    target.substr(0, kMostLoggedTarget), response.status,
                                    response.status >= 400 ? response.body : ""));
}

}  // namespace bianmin::centre
