#include "tests/support/x_cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "tests/support/x_process.h"

namespace bianmin::support {
namespace {

using std::chrono::steady_clock;

constexpr int kPollMilliseconds = 50;

sockaddr_in Loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool SendAll(int to, const char* bytes, ssize_t count) {
  while (count > 0) {
    const ssize_t sent = send(to, bytes, static_cast<std::size_t>(count), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes += sent;
    count -= sent;
  }
  return true;
}

// With a reset, as a line that is gone looks to both.
void CutOff(int socket) {
  const linger at_once{1, 0};
  setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close(socket);
}

}  // namespace

CuttingProxy::CuttingProxy(int centre, std::uint64_t seed)
    : centre_(centre), random_(seed), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(listener_, 64) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw StepFailed("the cutting proxy cannot listen");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

CuttingProxy::~CuttingProxy() {
  is_ending_ = true;
  accepting_.join();
  carriers_.clear();
  close(listener_);
}

// Most lines carry a batch or some and break then; some break in the handshake, in a request or in its answer.
CuttingProxy::Fate CuttingProxy::NextFate() {
  static constexpr std::array<std::uint64_t, 4> kMost{600, 4'000, 40'000, 400'000};
  const auto bytes = [this] { return static_cast<std::size_t>(random_.Below(kMost[random_.Below(kMost.size())])); };
  return {.bytes = {bytes(), bytes()}, .milliseconds = 20 + static_cast<int>(random_.Below(4'000))};
}

void CuttingProxy::Accept() {
  while (!is_ending_) {
    carriers_.remove_if([](const Carrier& carrier) { return carrier.has_ended.load(); });  // a long run has thousands
    pollfd wait{.fd = listener_, .events = POLLIN, .revents = 0};
    if (poll(&wait, 1, kPollMilliseconds) <= 0) continue;
    const int kiosk = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (kiosk < 0) continue;
    ++connections_;
    Carrier& carrier = carriers_.emplace_back();
    carrier.thread = std::jthread([this, kiosk, fate = NextFate(), &carrier] {
      Carry(kiosk, fate);
      carrier.has_ended = true;
    });
  }
}

void CuttingProxy::Carry(int kiosk, Fate fate) {
  const int centre = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(centre_);
  const int ends[2] = {kiosk, centre};
  bool is_open = connect(centre, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  const auto cut_at = steady_clock::now() + std::chrono::milliseconds{fate.milliseconds};
  while (is_open && !is_ending_) {
    if (!holds_ && steady_clock::now() >= cut_at) break;
    pollfd waits[2] = {{.fd = kiosk, .events = POLLIN, .revents = 0}, {.fd = centre, .events = POLLIN, .revents = 0}};
    if (poll(waits, 2, kPollMilliseconds) < 0) break;
    for (int from = 0; from < 2 && is_open; ++from) {
      if (waits[from].revents == 0) continue;
      std::array<char, 16384> bytes;
      const ssize_t count = recv(ends[from], bytes.data(), bytes.size(), 0);
      is_open = count > 0;
      if (!is_open) break;
      const bool is_last = !holds_ && static_cast<std::size_t>(count) > fate.bytes[from];
      const ssize_t passed = is_last ? static_cast<ssize_t>(fate.bytes[from]) : count;
      is_open = SendAll(ends[1 - from], bytes.data(), passed) && !is_last;
      fate.bytes[from] -= std::min(fate.bytes[from], static_cast<std::size_t>(passed));
      if (is_last) ++cuts_;
    }
  }
  for (const int end : ends) CutOff(end);
}

}  // namespace bianmin::support
