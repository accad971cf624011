#include "tests/support/hostile_server.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

#include "kiosk/base/check.h"

namespace bianmin::tls {
namespace {

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Memory = std::unique_ptr<BIO, FreeBio>;

Memory MemoryOf(const std::string& text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

void UseIdentity(SSL_CTX* context, const Pem& identity) {
  const Memory certificate_text = MemoryOf(identity.certificate), key_text = MemoryOf(identity.key);
  X509* certificate = PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr);
  CHECK(SSL_CTX_use_certificate(context, certificate) == 1);
  CHECK(SSL_CTX_use_PrivateKey(context, key) == 1);
  X509_free(certificate);
  EVP_PKEY_free(key);
}

void DemandClients(SSL_CTX* context, const std::string& ca) {
  const Memory text = MemoryOf(ca);
  X509* certificate = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr);
  CHECK(X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate) == 1);
  X509_free(certificate);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

std::size_t AnnouncedLength(std::string_view head) {
  constexpr std::string_view kName = "\r\nContent-Length: ";
  const std::size_t at = head.find(kName);
  std::size_t length = 0;
  if (at != head.npos) std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  return length;
}

}  // namespace

std::string Visit::ReadSome(std::size_t most) {
  std::string bytes(most, '\0');
  const int count = SSL_read(ssl_, bytes.data(), static_cast<int>(most));
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

std::string Visit::ReadRequest() {
  std::string request;
  for (;;) {
    const std::string more = ReadSome(65536);
    if (more.empty()) return request;
    if (request.empty()) ++server_.requests_;
    request += more;
    const std::size_t end = request.find("\r\n\r\n");
    if (end != request.npos && request.size() >= end + 4 + AnnouncedLength(std::string_view(request).substr(0, end))) {
      return request;
    }
  }
}

bool Visit::Send(std::string_view bytes) {
  return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
}

bool Visit::SendAnswer(std::string_view status, std::string_view headers, std::string_view body) {
  return Send(fmt::format("HTTP/1.1 {}\r\n{}Content-Length: {}\r\n\r\n{}", status, headers, body.size(), body));
}

bool Visit::Wait(std::chrono::milliseconds time) {
  std::unique_lock lock(server_.mutex_);
  return !server_.ending_.wait_for(lock, time, [this] { return server_.is_ending_; });
}

void Visit::Reset() {
  const linger at_once{1, 0};
  setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  SSL_set_quiet_shutdown(ssl_, 1);
}

HostileServer::HostileServer(ServerWish wish) : wish_(std::move(wish)) {
  signal(SIGPIPE, SIG_IGN);  // clients hang up on it all the time
  context_ = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_security_level(context_, 0);
  CHECK(SSL_CTX_set_min_proto_version(context_, TLS1_VERSION) == 1);
  CHECK(SSL_CTX_set_max_proto_version(context_, wish_.most_tls) == 1);
  UseIdentity(context_, wish_.identity);
  if (!wish_.clients_ca.empty()) DemandClients(context_, wish_.clients_ca);

  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  CHECK(bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
  CHECK(listen(listener_, 16) == 0);
  CHECK(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

HostileServer::~HostileServer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
    for (const int each : sockets_) shutdown(each, SHUT_RDWR);
  }
  ending_.notify_all();
  shutdown(listener_, SHUT_RDWR);
  accepting_.join();
  for (std::thread& visit : visits_) visit.join();
  for (const int each : sockets_) close(each);
  close(listener_);
  SSL_CTX_free(context_);
}

std::string HostileServer::Url(const std::string& host) const { return fmt::format("https://{}:{}", host, port_); }

void HostileServer::Accept() {
  for (;;) {
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const std::lock_guard lock(mutex_);
    if (socket < 0 || is_ending_) {
      if (socket >= 0) close(socket);
      return;
    }
    ++connections_;
    sockets_.push_back(socket);
    visits_.emplace_back([this, socket] { Serve(socket); });
  }
}

void HostileServer::Serve(int socket) {
  SSL* ssl = SSL_new(context_);
  SSL_set_fd(ssl, socket);
  if (SSL_accept(ssl) == 1) {
    Visit visit(*this, ssl, socket);
    wish_.behaviour(visit);
    SSL_shutdown(ssl);
  }
  SSL_free(ssl);
  const std::lock_guard lock(mutex_);
  std::erase(sockets_, socket);
  close(socket);
}

}  // namespace bianmin::tls
