#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "kiosk/base/check.h"
#include "kiosk/speech/speaker_thread.h"

namespace bianmin::speech {

Orders::Orders() : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { CHECK(wake_ >= 0); }
Orders::~Orders() { close(wake_); }

void Orders::Wake() const {
  const std::uint64_t one = 1;
  const ssize_t written = write(wake_, &one, sizeof one);
  CHECK(written == sizeof one);
}

void Orders::Put(std::vector<Utterance> what, Voice how) {
  const std::lock_guard lock(mutex_);
  if (has_ended_) return;
  waiting_ = Order{++ticket_, std::move(what), how};
  is_speaking_ = true;
  is_chiming_ = false;
  Wake();
}

bool Orders::PutChime(Voice how) {
  const std::lock_guard lock(mutex_);
  if (has_ended_) return true;
  if (is_speaking_) return false;
  waiting_ = Order{++ticket_, {}, how};
  is_speaking_ = is_chiming_ = true;
  Wake();
  return true;
}

void Orders::Drop() {
  ++ticket_;
  waiting_.reset();
  is_speaking_ = is_chiming_ = false;
  Wake();
}

void Orders::Cancel() {
  const std::lock_guard lock(mutex_);
  if (!is_chiming_) Drop();
}

void Orders::End() {
  has_ended_ = true;
  const std::lock_guard lock(mutex_);
  Drop();
}

std::optional<Order> Orders::Take() {
  // Under one lock with Put(): whoever waits afterwards is woken by later orders only.
  const std::lock_guard lock(mutex_);
  std::uint64_t wakes = 0;
  const ssize_t got = read(wake_, &wakes, sizeof wakes);
  static_cast<void>(got);
  return std::exchange(waiting_, std::nullopt);
}

bool Orders::Finish(std::uint64_t ticket) {
  const std::lock_guard lock(mutex_);
  if (ticket_ != ticket) return false;
  is_speaking_ = is_chiming_ = false;
  return true;
}

Orders::Woken Orders::Wait(int descriptor, base::Milliseconds time) const {
  std::array<pollfd, 2> watched{{{wake_, POLLIN, 0}, {descriptor, POLLIN, 0}}};
  const int ready = poll(watched.data(), watched.size(), static_cast<int>(time.count()));
  if (watched[0].revents != 0) return Woken::ByOrder;
  return ready == 0 ? Woken::ByTime : Woken::ByDescriptor;
}

}  // namespace bianmin::speech
