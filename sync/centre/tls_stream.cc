#include "sync/centre/tls_stream.h"

#include <openssl/err.h>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <cerrno>

#include "kiosk/base/check.h"

namespace bianmin::centre {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

// What an earlier call left behind would be taken for what the next one says.
void ForgetErrors() {
  ERR_clear_error();
  errno = 0;
}

}  // namespace

TlsStream::TlsStream(asio::ip::tcp::socket socket, asio::ssl::context& context)
    : line_(std::make_shared<Line>(Line{std::move(socket)})),
      timer_(line_->socket.get_executor()),
      session_(SSL_new(context.native_handle())) {
  CHECK(session_ != nullptr);
  error_code ignored;
  line_->socket.native_non_blocking(true, ignored);
  CHECK(SSL_set_fd(session_.get(), static_cast<int>(line_->socket.native_handle())) == 1);
  SSL_set_mode(session_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_set_accept_state(session_.get());
}

// A handler that has left the timer cannot be called back: a later time may be set before it runs, or all this be gone.
void TlsStream::expires_after(std::chrono::steady_clock::duration time) {
  line_->is_time_over = false;
  timer_.expires_after(time);
  timer_.async_wait([line = std::weak_ptr(line_), set = ++line_->times_set](const error_code& error) {
    const auto pending = line.lock();
    if (error || !pending || pending->times_set != set) return;
    error_code ignored;
    pending->is_time_over = true;
    pending->socket.cancel(ignored);
  });
}

void TlsStream::cancel() {
  error_code ignored;
  timer_.cancel();
  line_->socket.cancel(ignored);
}

TlsStream::Step TlsStream::Handshake() {
  ForgetErrors();
  return StepAfter(SSL_do_handshake(session_.get()), 0);
}

TlsStream::Step TlsStream::Shutdown() {
  ForgetErrors();
  int result = SSL_shutdown(session_.get());
  if (result == 0) result = SSL_shutdown(session_.get());  // ours is said; now theirs
  return StepAfter(result, 0);
}

TlsStream::Step TlsStream::Read(asio::mutable_buffer buffer) {
  if (buffer.size() == 0) return {};
  std::size_t count = 0;
  ForgetErrors();
  const int result = SSL_read_ex(session_.get(), buffer.data(), buffer.size(), &count);
  return StepAfter(result, count);
}

TlsStream::Step TlsStream::Write(const std::string& bytes) {
  if (bytes.empty()) return {};
  std::size_t count = 0;
  ForgetErrors();
  const int result = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &count);
  return StepAfter(result, count);
}

TlsStream::Step TlsStream::StepAfter(int result, std::size_t count) {
  if (result > 0) return {Want::Nothing, {}, count};
  const int system_error = errno;
  switch (SSL_get_error(session_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {Want::ToRead, {}, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Want::ToWrite, {}, 0};
    case SSL_ERROR_ZERO_RETURN:
      return {Want::Nothing, asio::error::eof, 0};
    case SSL_ERROR_SYSCALL:
      if (system_error == 0) return {Want::Nothing, asio::error::eof, 0};
      return {Want::Nothing, error_code(system_error, boost::system::system_category()), 0};
    default:
      const unsigned long error = ERR_get_error();
      if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return {Want::Nothing, asio::error::eof, 0};
      return {Want::Nothing, error_code(static_cast<int>(error), asio::error::get_ssl_category()), 0};
  }
}

}  // namespace bianmin::centre
