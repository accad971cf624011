#pragma once
// Clients of the real centre that do not keep to what is usual: they say a part, or too much, or nothing more.

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/contract/centre_house.h"

namespace bianmin::contract {

// A bare TCP connection that says what it is told, or nothing.
class Socket {
 public:
  explicit Socket(int port) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~Socket() { close(descriptor_); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  void Say(std::string_view bytes) const {
    if (send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) throw std::runtime_error("cannot write");
  }
  // Whether the other side has closed, by a reset or in order, without waiting.
  bool IsClosed() const {
    char byte;
    const ssize_t count = recv(descriptor_, &byte, 1, MSG_DONTWAIT);
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
  }

 private:
  int descriptor_;
};

// So many that never say a request; every other one stops in the middle of a TLS hello.
inline std::vector<std::unique_ptr<Socket>> SilentSockets(int port, int count) {
  std::vector<std::unique_ptr<Socket>> silent;
  for (int i = 0; i < count; ++i) {
    silent.push_back(std::make_unique<Socket>(port));
    if (i % 2 == 0) silent.back()->Say(std::string_view("\x16\x03\x01\x02", 4));
  }
  return silent;
}

// A kiosk of this city, or a stranger who shows no certificate, that speaks TLS well, and then what it is told. It
// hangs up when it goes.
class RudeKiosk {
 public:
  RudeKiosk(const CentreHouse& house, const std::optional<Identity>& identity) : handle_(curl_easy_init()) {
    const std::string url = "https://localhost:" + std::to_string(house.port());
    curl_easy_setopt(handle_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle_, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(handle_, CURLOPT_PROXY, "");
    curl_easy_setopt(handle_, CURLOPT_CONNECTTIMEOUT_MS, long{kConnectMilliseconds});
    curl_easy_setopt(handle_, CURLOPT_CAINFO, (house.folder() / "ca.pem").c_str());
    if (identity) {
      curl_easy_setopt(handle_, CURLOPT_SSLCERT, identity->certificate.c_str());
      curl_easy_setopt(handle_, CURLOPT_SSLKEY, identity->key.c_str());
    }
    if (curl_easy_perform(handle_) != CURLE_OK ||
        curl_easy_getinfo(handle_, CURLINFO_ACTIVESOCKET, &socket_) != CURLE_OK) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~RudeKiosk() { curl_easy_cleanup(handle_); }
  RudeKiosk(const RudeKiosk&) = delete;
  RudeKiosk& operator=(const RudeKiosk&) = delete;

  // False when the centre does not take it: it has closed, or reads no more.
  bool Say(std::string_view bytes) {
    while (!bytes.empty()) {
      std::size_t sent = 0;
      const CURLcode code = curl_easy_send(handle_, bytes.data(), bytes.size(), &sent);
      if (code == CURLE_AGAIN) {
        if (!Waits(POLLOUT)) return false;
      } else if (code != CURLE_OK) {
        return false;
      }
      bytes.remove_prefix(sent);
    }
    return true;
  }
  // Waits until the centre has said these words; what it said is dropped. False when it closes or falls silent instead.
  bool Hears(std::string_view words) {
    std::string heard;
    while (heard.find(words) == std::string::npos) {
      char bytes[4096];
      std::size_t count = 0;
      const CURLcode code = curl_easy_recv(handle_, bytes, sizeof bytes, &count);
      if (code == CURLE_AGAIN) {
        if (!Waits(POLLIN)) return false;
      } else if (code != CURLE_OK || count == 0) {
        return false;
      }
      heard.append(bytes, count);
    }
    return true;
  }
  // Whether the other side has closed, without waiting; what it said until then is dropped.
  bool IsClosed() {
    char bytes[4096];
    std::size_t count = 0;
    CURLcode code = CURLE_OK;
    do {
      code = curl_easy_recv(handle_, bytes, sizeof bytes, &count);
    } while (code == CURLE_OK && count > 0);
    return code != CURLE_AGAIN;
  }

 private:
  static constexpr int kConnectMilliseconds = 20'000;
  static constexpr int kPatienceMilliseconds = 5000;

  bool Waits(short events) const {
    pollfd wait{.fd = socket_, .events = events, .revents = 0};
    return poll(&wait, 1, kPatienceMilliseconds) > 0;
  }

  CURL* handle_;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
};

}  // namespace bianmin::contract
