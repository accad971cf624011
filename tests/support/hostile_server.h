#pragma once
// A TLS server on the loopback interface that does to its client exactly what a test says: answers, lies, floods,
// stalls, cuts. One thread a connection; everything ends when the object goes.

#include <openssl/ssl.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/support/tls_pki.h"

namespace bianmin::tls {

class HostileServer;

// One accepted connection after its handshake.
class Visit {
 public:
  Visit(HostileServer& server, SSL* ssl, int socket) : server_(server), ssl_(ssl), socket_(socket) {}

  // The whole request, head and body; what has come so far when the client hangs up.
  std::string ReadRequest();
  // Up to `most` bytes of whatever comes.
  std::string ReadSome(std::size_t most);
  // False when the client has gone.
  bool Send(std::string_view bytes);
  bool SendAnswer(std::string_view status, std::string_view headers, std::string_view body);
  // False when the server is being ended.
  bool Wait(std::chrono::milliseconds time);
  // Ends the connection with a TCP reset.
  void Reset();

 private:
  HostileServer& server_;
  SSL* ssl_;
  int socket_;
};

using Behaviour = std::function<void(Visit&)>;

struct ServerWish {
  Pem identity;
  int most_tls = TLS1_3_VERSION;
  std::string clients_ca;  // PEM; when given, the client must show a certificate of it
  Behaviour behaviour;
};

class HostileServer {
 public:
  explicit HostileServer(ServerWish wish);
  ~HostileServer();
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;

  std::string Url(const std::string& host = "localhost") const;
  int connections() const { return connections_; }
  // Requests of which at least one byte was read.
  int requests() const { return requests_; }

 private:
  friend class Visit;

  void Accept();
  void Serve(int socket);

  ServerWish wish_;
  SSL_CTX* context_ = nullptr;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<int> requests_{0};

  std::mutex mutex_;
  std::condition_variable ending_;
  bool is_ending_ = false;
  std::vector<int> sockets_;  // to be shut down at the end
  std::vector<std::thread> visits_;
  std::thread accepting_;
};

}  // namespace bianmin::tls
