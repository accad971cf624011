// The centre's TLS against Asio's, on a real connection of this machine.

#include "sync/centre/tls_stream.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <cstring>
#include <functional>
#include <thread>

#include "tests/support/tls_pki.h"

namespace bianmin::centre {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::ip::tcp;
using boost::system::error_code;
using ClientStream = asio::ssl::stream<tcp::socket>;

auto Into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

class ATlsStream : public testing::Test {
 protected:
  using Server = std::function<asio::awaitable<void>(TlsStream& stream)>;

  void SetUp() override {
    std::signal(SIGPIPE, SIG_IGN);
    const tls::Pem pem = tls::Authority("city").Issue({.common_name = "localhost", .alt_names = "DNS:localhost"});
    server_context_.use_certificate_chain(asio::buffer(pem.certificate));
    server_context_.use_private_key(asio::buffer(pem.key), asio::ssl::context::pem);
    SSL_CTX_set_num_tickets(server_context_.native_handle(), 0);  // unread, they would make an end a reset
  }

  // `client` speaks in a thread of its own, `server` to the end.
  void Meet(const std::function<void(tcp::socket)>& client, Server server) {
    tcp::acceptor acceptor(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
    const std::jthread other([&, endpoint = acceptor.local_endpoint()] {
      asio::io_context io;
      tcp::socket socket(io);
      socket.connect(endpoint);
      client(std::move(socket));
    });
    TlsStream stream(acceptor.accept(), server_context_);
    std::exception_ptr failure;
    asio::co_spawn(io_, server(stream), [&](std::exception_ptr ended) {
      failure = ended;
      stream.cancel();
    });
    io_.run();
    stream.socket().close();
    if (failure) std::rethrow_exception(failure);
  }

  void MeetSafely(const std::function<void(ClientStream&)>& client, Server server) {
    Meet(
        [&](tcp::socket socket) {
          asio::ssl::context context(asio::ssl::context::tls_client);
          ClientStream stream(std::move(socket), context);
          stream.handshake(ClientStream::client);
          client(stream);
        },
        [server](TlsStream& stream) -> asio::awaitable<void> {
          stream.expires_after(10s);
          co_await stream.async_handshake(asio::use_awaitable);
          co_await server(stream);
        });
  }

  asio::io_context io_;
  asio::ssl::context server_context_{asio::ssl::context::tls_server};
};

// More than the kernel keeps for somebody who does not read yet.
TEST_F(ATlsStream, WaitsForWhoeverReadsSlowly) {
  std::string sent(8 * 1024 * 1024, '\0');
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = static_cast<char>(i * 31 + i / 4096);
  std::string got(sent.size(), '\0');
  MeetSafely(
      [&](ClientStream& stream) {
        std::this_thread::sleep_for(100ms);
        asio::read(stream, asio::buffer(got));
      },
      [&](TlsStream& stream) -> asio::awaitable<void> {
        co_await asio::async_write(stream, asio::buffer(sent), asio::use_awaitable);
      });
  EXPECT_TRUE(got == sent);
}

TEST_F(ATlsStream, EndsAReadWhenItsTimeIsOverAndReadsOnInALaterOne) {
  std::string got(5, '\0');
  error_code first, second;
  MeetSafely(
      [](ClientStream& stream) {
        std::this_thread::sleep_for(150ms);
        asio::write(stream, asio::buffer("hello", 5));
        char byte = 0;
        error_code ignored;
        stream.read_some(asio::buffer(&byte, 1), ignored);  // until the server has read
      },
      [&](TlsStream& stream) -> asio::awaitable<void> {
        stream.expires_after(20ms);
        co_await stream.async_read_some(asio::buffer(got), Into(first));
        stream.expires_after(1ms);
        std::this_thread::sleep_for(10ms);  // over before anybody could look
        stream.expires_after(10s);
        co_await stream.async_read_some(asio::buffer(got), Into(second));
      });
  EXPECT_EQ(first, asio::error::operation_aborted);
  EXPECT_FALSE(second) << second.message();
  EXPECT_EQ(got, "hello");
}

// There is always something to read: nobody is found waiting when the time is over.
TEST_F(ATlsStream, EndsWhoeverSendsWithoutAPause) {
  error_code error;
  MeetSafely(
      [](ClientStream& stream) {
        const std::string much(64 * 1024, 'x');
        error_code gone;
        while (!gone) asio::write(stream, asio::buffer(much), gone);
      },
      [&](TlsStream& stream) -> asio::awaitable<void> {
        stream.expires_after(100ms);
        std::string some(16 * 1024, '\0');
        for (int i = 0; i < 1'000'000 && !error; ++i) co_await stream.async_read_some(asio::buffer(some), Into(error));
      });
  EXPECT_EQ(error, asio::error::operation_aborted) << error.message();
}

TEST_F(ATlsStream, SeesTheEndHoweverItIsSaid) {
  for (const bool says_goodbye : {true, false}) {
    error_code end;
    MeetSafely(
        [&](ClientStream& stream) {
          error_code ignored;
          if (says_goodbye) stream.shutdown(ignored);
        },
        [&](TlsStream& stream) -> asio::awaitable<void> {
          char byte = 0;
          co_await stream.async_read_some(asio::buffer(&byte, 1), Into(end));
          error_code ignored;
          co_await stream.async_shutdown(Into(ignored));
        });
    EXPECT_EQ(end, asio::error::eof) << says_goodbye << " " << end.message();
    io_.restart();
  }
}

TEST_F(ATlsStream, WritingToSomebodyWhoHasGoneIsAnError) {
  error_code error;
  MeetSafely([](ClientStream& stream) { stream.next_layer().close(); },
             [&](TlsStream& stream) -> asio::awaitable<void> {
               const std::string much(64 * 1024, 'x');
               for (int i = 0; i < 1000 && !error; ++i) {
                 co_await asio::async_write(stream, asio::buffer(much), Into(error));
               }
             });
  EXPECT_TRUE(error);
}

TEST_F(ATlsStream, TellsWhatIsNoHandshakeFromALineThatEnds) {
  for (const char* said : {"GET / HTTP/1.1\r\n\r\n", ""}) {
    error_code error;
    Meet([&](tcp::socket socket) { asio::write(socket, asio::buffer(said, std::strlen(said))); },
         [&](TlsStream& stream) -> asio::awaitable<void> {
           stream.expires_after(10s);
           co_await stream.async_handshake(Into(error));
         });
    EXPECT_EQ(error.category() == asio::error::get_ssl_category(), said[0] != '\0') << error.message();
    EXPECT_TRUE(error);
    io_.restart();
  }
}

}  // namespace
}  // namespace bianmin::centre
