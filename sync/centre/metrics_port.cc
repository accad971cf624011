#include "sync/centre/metrics_port.h"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "kiosk/base/log.h"
#include "sync/centre/problem.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using base::Done;
using base::Error;
using base::ErrorCode;
using boost::system::error_code;

constexpr int kMostOpen = 8;
constexpr std::uint32_t kMostHeaderBytes = 8 * 1024;
constexpr std::chrono::seconds kRequestTime{5};
constexpr std::chrono::seconds kAnswerTime{30};
constexpr std::chrono::milliseconds kPauseAfterFailedAccept{100};
constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

auto Into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

}  // namespace

base::Result<Done> MetricsPort::Listen(std::uint16_t port) {
  const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
  error_code error;
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(kMostOpen, error);
  if (!error) return Done{};
  return Error{ErrorCode::Unavailable, fmt::format("cannot listen on 127.0.0.1 port {}: {}; choose another "
                                                   "metrics.port or stop the program that uses it",
                                                   port, error.message())};
}

asio::awaitable<void> MetricsPort::Serve() {
  asio::steady_timer pause(acceptor_.get_executor());
  while (acceptor_.is_open()) {
    error_code error;
    tcp::socket socket = co_await acceptor_.async_accept(Into(error));
    if (error == asio::error::operation_aborted || !acceptor_.is_open()) co_return;
    if (error) {
      pause.expires_after(kPauseAfterFailedAccept);
      co_await pause.async_wait(Into(error));
      continue;
    }
    if (open_ >= kMostOpen) continue;
    asio::co_spawn(acceptor_.get_executor(), ServeOne(std::move(socket)), asio::detached);
  }
}

void MetricsPort::Close() {
  error_code ignored;
  acceptor_.close(ignored);
}

asio::awaitable<Response> MetricsPort::Answer(const std::string& method, const std::string& target) {
  if (target != "/metrics" && target != "/healthz" && target != "/readyz") {
    co_return Problem(404, problem::kNotFound, "This port knows /metrics, /healthz and /readyz.");
  }
  if (method != "GET") co_return Problem(405, problem::kMethod, "Use GET here.");
  if (target == "/metrics") {
    Response response;
    response.content_type = kMetricsType;
    response.body = metrics_.Write();
    co_return response;
  }
  Request request;
  request.method = method;
  request.target = target;
  co_return co_await ask_(std::move(request));
}

asio::awaitable<void> MetricsPort::ServeOne(tcp::socket socket) {
  ++open_;
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer(kMostHeaderBytes);
  http::request_parser<http::empty_body> parser;
  parser.header_limit(kMostHeaderBytes);
  error_code error;
  stream.expires_after(kRequestTime);
  co_await http::async_read_header(stream, buffer, parser, Into(error));
  if (!error) {
    const Response response =
        co_await Answer(std::string(parser.get().method_string()), std::string(parser.get().target()));
    http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
    message.set(http::field::content_type, response.content_type);
    message.set(http::field::cache_control, "no-store");
    message.body() = response.body;
    message.keep_alive(false);
    message.prepare_payload();
    stream.expires_after(kAnswerTime);
    co_await http::async_write(stream, message, Into(error));
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
  }
  --open_;
}

}  // namespace bianmin::centre
