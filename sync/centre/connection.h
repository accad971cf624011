#pragma once
// One client's connection, from the TLS handshake to its end: reads requests one after another, has each answered by
// the archive's thread and those that help it, and gives up as soon as the client takes more time, or sends more, than
// it may. Lives on the sockets' thread.

#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <set>
#include <string>

#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/arrival_keys.h"
#include "sync/centre/enrolment.h"
#include "sync/centre/message.h"
#include "sync/centre/metrics.h"
#include "sync/centre/news_desk.h"
#include "sync/centre/open311.h"
#include "sync/centre/proxies.h"
#include "sync/centre/record_quota.h"
#include "sync/centre/tls_stream.h"
#include "sync/pki/certificate.h"

namespace bianmin::centre {

class Connection;

// Says when a warning that strangers can cause may be written again, so that they cannot fill the log.
class RareWarning {
 public:
  bool IsDue(base::Milliseconds now) {
    if (last_ && now - *last_ < kBetweenWarnings) return false;
    last_ = now;
    return true;
  }

 private:
  static constexpr base::Milliseconds kBetweenWarnings = std::chrono::minutes{1};
  std::optional<base::Milliseconds> last_;
};

// What all connections of a server share.
struct Floor {
  Archive& archive;   // touched on archive_thread only
  RecordQuota quota;  // the same
  const base::Clock& clock;
  boost::asio::thread_pool& archive_thread;
  boost::asio::thread_pool& batch_threads;  // each has a batch in memory, and waits for archive_thread in between
  NewsDesk desk;
  std::set<Connection*> connections;
  std::size_t bodies = 0;               // being read or answered
  std::size_t bodies_of_strangers = 0;  // the same, of those who showed no certificate
  bool is_draining = false;             // on the way to an end: not ready any more, and nobody waits for news
  bool is_stopping = false;             // no connection comes in any more
  RareWarning tls_warning;
  Metrics& metrics;
  Proxies proxies;
  EnrolmentDesk* enrolment = nullptr;         // touched on archive_thread only; none: kiosks are not enrolled here
  const ArrivalKeys* arrival_keys = nullptr;  // none: arrivals are not signed
  Open311Desk* open311 = nullptr;             // the same; none: other systems of the city find nothing here
};

class Connection {
 public:
  Connection(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context, Floor& floor);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Returns when the connection is over. Errors of the network end it silently: the client sends again.
  boost::asio::awaitable<void> Serve();
  // Ends it if no request has begun.
  void StopIfIdle();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  boost::asio::awaitable<bool> ShakeHands();
  boost::asio::awaitable<bool> ServeOne();
  boost::asio::awaitable<bool> AwaitFirstByte();
  // The answer to give before the body is read, if it is not to be read.
  std::optional<Response> Refusal(Parser& parser, const Request& head);
  boost::asio::awaitable<bool> ReadBody(Parser& parser, std::chrono::seconds patience);
  boost::asio::awaitable<Response> Answer(const Request& request);
  boost::asio::awaitable<Response> HandleOnArchiveThread(const Request& request);
  boost::asio::awaitable<Response> AnswerBatch(const Request& request);
  boost::asio::awaitable<void> SendFault(boost::system::error_code error);
  boost::asio::awaitable<bool> Send(const Response& response, bool keep_alive);
  boost::asio::awaitable<void> SendAndDrain(const Response& response);
  Request HeadOf(const Parser& parser) const;
  // Strangers have one request a connection.
  bool MayStay() const { return source_ || is_proxy_; }
  void Record(const Request& request, const Response& response) const;

  Floor& floor_;
  TlsStream stream_;
  boost::beast::flat_buffer buffer_;
  std::string peer_;                             // address, for the log
  bool is_proxy_ = false;                        // of those that the settings name
  std::optional<pki::Certificate> certificate_;  // what the client showed
  std::optional<std::string> source_;            // of the certificate
  bool is_idle_ = true;
};

}  // namespace bianmin::centre
