#include "sync/centre/server.h"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>

#include "kiosk/base/log.h"
#include "kiosk/domain/limits.h"
#include "sync/centre/connection.h"
#include "sync/centre/handle.h"
#include "sync/centre/metrics_port.h"
#include "sync/centre/problem.h"
#include "sync/centre/tls.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::Done;
using base::Error;
using base::ErrorCode;
using boost::system::error_code;

constexpr std::chrono::milliseconds kPauseAfterFailedAccept{100};
// One batch is stored while one is read and one is signed.
constexpr std::size_t kBatchThreads = 3;
// However often somebody asks for the metrics, the fleet is counted this often.
constexpr std::chrono::seconds kBetweenFleetCounts{10};

// What a connection's coroutine ends with. A failure here is one nobody expected: memory, or a bug.
void LogEnd(const std::exception_ptr& failure) {
  if (!failure) return;
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& reason) {
    base::LogError("a connection ended with: {}", reason.what());
  }
}

}  // namespace

// Order matters: coroutines that are still alive when `io_` goes refer to what stands above it.
class Server::Sockets {
 public:
  Sockets(const CentreSettings& settings, Archive& archive, const base::Clock& clock, Metrics& metrics,
          EnrolmentDesk* enrolment, const ArrivalKeys* arrival_keys, Open311Desk* open311)
      : settings_(settings),
        clock_(clock),
        floor_{.archive = archive,
               .quota = {},
               .clock = clock,
               .archive_thread = archive_thread_,
               .batch_threads = batch_threads_,
               .desk = {},
               .connections = {},
               .tls_warning = {},
               .metrics = metrics,
               .proxies = {},
               .enrolment = enrolment,
               .arrival_keys = arrival_keys,
               .open311 = open311} {}

  base::Result<Done> Listen();
  std::uint16_t port() const { return port_; }
  void Run();

 private:
  asio::awaitable<void> Accept();
  asio::awaitable<void> Serve(tcp::socket socket);
  asio::awaitable<void> WatchNews();
  asio::awaitable<void> WatchFleet();
  asio::awaitable<void> CountFleet();
  asio::awaitable<std::optional<News>> AskForNews(std::int64_t position);
  asio::awaitable<Response> AskForHealth(Request request);
  asio::awaitable<Response> HandleOnArchiveThread(Request request);
  void WarnOfCrowd();
  void AwaitSignal();
  void BeginDrain();
  void BeginStop();
  void EndWhenEmpty();

  const CentreSettings settings_;
  const base::Clock& clock_;
  asio::thread_pool archive_thread_{1};
  asio::thread_pool batch_threads_{kBatchThreads};
  Floor floor_;
  std::uint16_t port_ = 0;
  RareWarning crowd_warning_;
  asio::ssl::context tls_{asio::ssl::context::tls_server};
  asio::io_context io_{1};
  tcp::acceptor acceptor_{io_};
  asio::signal_set signals_{io_};
  asio::steady_timer news_timer_{io_};
  asio::steady_timer fleet_timer_{io_};
  asio::steady_timer drain_timer_{io_};
  asio::steady_timer stop_timer_{io_};
  MetricsPort metrics_port_{io_, floor_.metrics, [this](Request request) { return AskForHealth(std::move(request)); }};
};

base::Result<Done> Server::Sockets::Listen() {
  if (auto prepared = PrepareTls(tls_, settings_.tls); !prepared) return prepared;
  auto proxies = Proxies::Load(settings_);
  if (!proxies) return proxies.error();
  floor_.proxies = std::move(*proxies);
  error_code error;
  const auto address = asio::ip::make_address(settings_.address, error);
  if (error) {
    return Error{ErrorCode::Invalid, fmt::format("listen.address: '{}' is not an IP address; use 127.0.0.1, 0.0.0.0 or "
                                                 "an address of this machine",
                                                 settings_.address)};
  }
  const tcp::endpoint endpoint(address, settings_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return Error{ErrorCode::Unavailable, fmt::format("cannot listen on {} port {}: {}; choose another listen.port or "
                                                     "stop the program that uses it",
                                                     settings_.address, settings_.port, error.message())};
  }
  port_ = acceptor_.local_endpoint().port();
  return settings_.metrics_port == 0 ? base::Result<Done>(Done{}) : metrics_port_.Listen(settings_.metrics_port);
}

void Server::Sockets::Run() {
  std::signal(SIGPIPE, SIG_IGN);  // a client that has gone is an error like any other
  signals_.add(SIGTERM);
  signals_.add(SIGINT);
  AwaitSignal();
  asio::co_spawn(io_, Accept(), LogEnd);
  asio::co_spawn(io_, WatchNews(), LogEnd);
  if (settings_.metrics_port != 0) {
    asio::co_spawn(io_, metrics_port_.Serve(), LogEnd);
    asio::co_spawn(io_, WatchFleet(), LogEnd);
  }
  io_.run();
  batch_threads_.join();  // they wait for the archive's
  archive_thread_.join();
}

// The first one drains; whoever sends a second one does not want to wait.
void Server::Sockets::AwaitSignal() {
  signals_.async_wait([this](const error_code& error, int) {
    if (error) return;
    if (floor_.is_draining) return BeginStop();
    AwaitSignal();
    BeginDrain();
  });
}

void Server::Sockets::BeginDrain() {
  base::LogNote("draining; {} connections are open", floor_.connections.size());
  floor_.is_draining = true;
  floor_.desk.Close();
  if (settings_.drain_time.count() == 0) return BeginStop();
  drain_timer_.expires_after(settings_.drain_time);
  drain_timer_.async_wait([this](const error_code& error) {
    if (!error) BeginStop();
  });
}

void Server::Sockets::BeginStop() {
  if (floor_.is_stopping) return;
  base::LogNote("stopping; {} connections are open", floor_.connections.size());
  floor_.is_stopping = true;
  error_code ignored;
  acceptor_.close(ignored);
  signals_.cancel(ignored);
  drain_timer_.cancel();
  news_timer_.cancel();
  fleet_timer_.cancel();
  for (Connection* connection : floor_.connections) connection->StopIfIdle();
  stop_timer_.expires_after(domain::kStopTime);
  stop_timer_.async_wait([this](const error_code& error) {
    if (!error) io_.stop();
  });
  EndWhenEmpty();
}

// Whoever asks how the centre is gets an answer for as long as it works.
void Server::Sockets::EndWhenEmpty() {
  if (!floor_.is_stopping || !floor_.connections.empty()) return;
  stop_timer_.cancel();
  metrics_port_.Close();
}

asio::awaitable<void> Server::Sockets::Accept() {
  asio::steady_timer pause(io_);
  while (!floor_.is_stopping) {
    error_code error;
    tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (floor_.is_stopping) co_return;
    if (error) {
      base::LogWarning("cannot accept a connection: {}", error.message());
      pause.expires_after(kPauseAfterFailedAccept);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (floor_.connections.size() >= settings_.max_connections) {
      floor_.metrics.CountTurnedAway();
      WarnOfCrowd();
      continue;  // the socket closes; the kiosk comes again
    }
    socket.set_option(tcp::no_delay(true), error);
    asio::co_spawn(io_, Serve(std::move(socket)), LogEnd);
  }
}

void Server::Sockets::WarnOfCrowd() {
  if (!crowd_warning_.IsDue(clock_.Steady())) return;
  base::LogWarning("{} connections are open, as many as listen.max_connections allows; more are turned away",
                   settings_.max_connections);
}

asio::awaitable<void> Server::Sockets::Serve(tcp::socket socket) {
  {
    Connection connection(std::move(socket), tls_, floor_);
    co_await connection.Serve();
  }
  EndWhenEmpty();
}

asio::awaitable<Response> Server::Sockets::HandleOnArchiveThread(Request request) {
  co_return Handle(floor_.archive, floor_.quota, request, clock_.Now());
}

asio::awaitable<Response> Server::Sockets::AskForHealth(Request request) {
  if (floor_.is_draining && request.target == "/readyz") co_return NotReady();
  const auto archive_executor = archive_thread_.get_executor();
  co_return co_await asio::co_spawn(archive_executor, HandleOnArchiveThread(std::move(request)), asio::use_awaitable);
}

asio::awaitable<std::optional<News>> Server::Sockets::AskForNews(std::int64_t position) {
  auto news = floor_.archive.NewsSince(position);
  if (!news) co_return std::nullopt;
  co_return std::move(*news);
}

// Changes may come from another process, so the archive is asked; it is one look at an index.
asio::awaitable<void> Server::Sockets::WatchNews() {
  const auto archive_executor = archive_thread_.get_executor();
  std::int64_t position = 0;
  while (!floor_.is_stopping) {
    error_code interrupted;
    news_timer_.expires_after(domain::kNewsInterval);
    co_await news_timer_.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
    if (floor_.desk.is_empty()) continue;
    const auto news = co_await asio::co_spawn(archive_executor, AskForNews(position), asio::use_awaitable);
    if (!news) continue;  // those who wait get their error when their time is over
    position = news->newest;
    floor_.desk.Call(news->sources);
  }
}

asio::awaitable<void> Server::Sockets::CountFleet() {
  auto counts = floor_.archive.CountFleet(clock_.Now());
  floor_.metrics.SetFleet(counts ? std::optional(std::move(*counts)) : std::nullopt);
  co_return;
}

asio::awaitable<void> Server::Sockets::WatchFleet() {
  const auto archive_executor = archive_thread_.get_executor();
  while (!floor_.is_stopping) {
    co_await asio::co_spawn(archive_executor, CountFleet(), asio::use_awaitable);
    if (floor_.is_stopping) co_return;
    error_code interrupted;
    fleet_timer_.expires_after(kBetweenFleetCounts);
    co_await fleet_timer_.async_wait(asio::redirect_error(asio::use_awaitable, interrupted));
  }
}

Server::Server(const CentreSettings& settings, Archive& archive, const base::Clock& clock, Metrics& metrics,
               EnrolmentDesk* enrolment, const ArrivalKeys* arrival_keys, Open311Desk* open311)
    : sockets_(std::make_unique<Sockets>(settings, archive, clock, metrics, enrolment, arrival_keys, open311)) {}
Server::~Server() = default;
base::Result<Done> Server::Listen() { return sockets_->Listen(); }
std::uint16_t Server::port() const { return sockets_->port(); }
void Server::Run() { sockets_->Run(); }

}  // namespace bianmin::centre
