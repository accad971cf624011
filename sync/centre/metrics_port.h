#pragma once
// A port of this machine alone where an operator's programs ask how the centre is: /metrics for Prometheus, and
// /healthz and /readyz without a certificate. Plain HTTP on 127.0.0.1, one short request a connection, few at once.
// Lives on the sockets' thread, and answers while the centre drains, too.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "kiosk/base/result.h"
#include "sync/centre/message.h"
#include "sync/centre/metrics.h"

namespace bianmin::centre {

class MetricsPort {
 public:
  // Answers GET /healthz and /readyz as the centre's own port does.
  using Asker = std::function<boost::asio::awaitable<Response>(Request request)>;

  MetricsPort(boost::asio::io_context& io, const Metrics& metrics, Asker ask)
      : acceptor_(io), metrics_(metrics), ask_(std::move(ask)) {}

  // Fails with a plain sentence that says what to change.
  base::Result<base::Done> Listen(std::uint16_t port);
  // Until Close().
  boost::asio::awaitable<void> Serve();
  void Close();

 private:
  boost::asio::awaitable<void> ServeOne(boost::asio::ip::tcp::socket socket);
  boost::asio::awaitable<Response> Answer(const std::string& method, const std::string& target);

  boost::asio::ip::tcp::acceptor acceptor_;
  const Metrics& metrics_;
  Asker ask_;
  int open_ = 0;
};

}  // namespace bianmin::centre
