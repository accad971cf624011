#include "kiosk/platform/event_loop.h"

#include <algorithm>
#include <utility>

namespace bianmin::platform {

std::string_view Name(RedrawReason reason) {
  constexpr std::array<std::string_view, kRedrawReasonCount> kNames = {"start",         "input", "resize",   "damage",
                                                                       "model changed", "clock", "animation"};
  return kNames[static_cast<std::size_t>(reason)];
}

void RedrawCounts::Count(RedrawReasons reasons) {
  ++frames_;
  for (std::size_t i = 0; i < kRedrawReasonCount; ++i) {
    if (reasons.Has(static_cast<RedrawReason>(i))) ++counts_[i];
  }
}

void EventLoop::AskAt(base::Milliseconds steady, RedrawReason reason) {
  std::optional<base::Milliseconds>& moment = moments_[static_cast<std::size_t>(reason)];
  moment = moment ? std::min(*moment, steady) : steady;
}

void EventLoop::AskOnlyAt(std::optional<base::Milliseconds> steady, RedrawReason reason) {
  moments_[static_cast<std::size_t>(reason)] = steady;
}

void EventLoop::Wake() {
  is_woken_ = true;
  source_.Interrupt();
}

RedrawReasons EventLoop::Due() {
  RedrawReasons due = std::exchange(now_, {});
  due.Add(source_.TakeReasons());
  if (is_woken_.exchange(false)) due.Add(RedrawReason::ModelChanged);
  const base::Milliseconds time = clock_.Steady();
  for (std::size_t i = 0; i < moments_.size(); ++i) {
    if (!moments_[i] || *moments_[i] > time) continue;
    moments_[i].reset();
    due.Add(static_cast<RedrawReason>(i));
  }
  return due;
}

std::optional<base::Milliseconds> EventLoop::NextMoment() const {
  std::optional<base::Milliseconds> next;
  for (const std::optional<base::Milliseconds>& moment : moments_) {
    if (moment && (!next || *moment < *next)) next = moment;
  }
  return next;
}

RedrawReasons EventLoop::Wait() {
  // What is already pending first: events that came while a frame was drawn.
  source_.Sleep(base::Milliseconds{0});
  while (!source_.IsClosed()) {
    const RedrawReasons due = Due();
    if (!due.IsEmpty()) return due;
    const std::optional<base::Milliseconds> next = NextMoment();
    if (next) {
      source_.Sleep(std::max(base::Milliseconds{1}, *next - clock_.Steady()));
    } else {
      source_.Sleep(std::nullopt);
    }
  }
  return {};
}

}  // namespace bianmin::platform
