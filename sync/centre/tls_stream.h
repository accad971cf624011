#pragma once
// The centre's side of TLS on one socket, as a stream that Beast can read from and write to. OpenSSL works on the
// socket itself, so that a connection which waits costs its session alone: Asio's own stream keeps 68 KiB of buffers
// for each, and a city has thousands of kiosks that wait most of the time.
//
// Used from one thread, one operation at a time. SIGPIPE must be ignored in the process.

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/compose.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/buffer_traits.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace bianmin::centre {

class TlsStream {
 public:
  using executor_type = boost::asio::ip::tcp::socket::executor_type;

  TlsStream(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

  executor_type get_executor() { return line_->socket.get_executor(); }
  boost::asio::ip::tcp::socket& socket() { return line_->socket; }
  SSL* session() { return session_.get(); }

  // What is pending when this time is over ends with operation_aborted, and so does whatever is begun later, until the
  // next call: whoever sends without a pause has no more time than who is silent.
  void expires_after(std::chrono::steady_clock::duration time);
  // What is pending ends now. No time is set any more.
  void cancel();

  template <class Token>
  auto async_handshake(Token&& token) {
    return Run([this] { return Handshake(); }, std::forward<Token>(token));
  }
  // Says goodbye and waits for the other side's.
  template <class Token>
  auto async_shutdown(Token&& token) {
    return Run([this] { return Shutdown(); }, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    const boost::asio::mutable_buffer first = *boost::asio::buffer_sequence_begin(buffers);
    return Run([this, first] { return Read(first); }, std::forward<Token>(token));
  }
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    // A head and its body travel in one record.
    std::string bytes(std::min(boost::beast::buffer_bytes(buffers), kMostBytesOfRecord), '\0');
    boost::asio::buffer_copy(boost::asio::buffer(bytes), buffers);
    return Run([this, bytes = std::move(bytes)] { return Write(bytes); }, std::forward<Token>(token));
  }

 private:
  static constexpr std::size_t kMostBytesOfRecord = 16 * 1024;  // RFC 8446, 5.1

  enum class Want { Nothing, ToRead, ToWrite };
  struct Step {
    Want want = Want::Nothing;  // before it can be tried again; Nothing: it is over
    boost::system::error_code error;
    std::size_t count = 0;
  };

  // Tries `act` until it is over, waiting for the socket in between. Never completes before the caller has returned.
  template <class Act>
  struct Operation {
    TlsStream& stream;
    Act act;
    Step step{};
    bool has_begun = false;

    template <class Self>
    void operator()(Self& self, boost::system::error_code error = {}) {
      const bool is_over_before = has_begun && step.want == Want::Nothing;
      if (!error && stream.line_->is_time_over) error = boost::asio::error::operation_aborted;
      if (!is_over_before) step = error ? Step{Want::Nothing, error, 0} : act();
      const bool is_first = !std::exchange(has_begun, true);
      if (step.want != Want::Nothing) return stream.Await(step.want, std::move(self));
      if (is_first) return boost::asio::post(stream.get_executor(), std::move(self));
      self.complete(step.error, step.count);
    }
  };

  template <class Act, class Token>
  auto Run(Act act, Token&& token) {
    return boost::asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(
        Operation<Act>{*this, std::move(act)}, token, line_->socket);
  }

  template <class Handler>
  void Await(Want want, Handler&& handler) {
    const auto what = want == Want::ToRead ? boost::asio::socket_base::wait_read : boost::asio::socket_base::wait_write;
    line_->socket.async_wait(what, std::forward<Handler>(handler));
  }

  Step Handshake();
  Step Shutdown();
  Step Read(boost::asio::mutable_buffer buffer);
  Step Write(const std::string& bytes);
  Step StepAfter(int result, std::size_t count);

  struct Freed {
    void operator()(SSL* session) const { SSL_free(session); }
  };

  struct Line {
    boost::asio::ip::tcp::socket socket;
    int times_set = 0;  // how often expires_after() was called
    bool is_time_over = false;
  };

  std::shared_ptr<Line> line_;
  boost::asio::steady_timer timer_;
  std::unique_ptr<SSL, Freed> session_;
};

}  // namespace bianmin::centre
