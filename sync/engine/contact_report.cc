#include "sync/engine/contact_report.h"

#include "kiosk/base/log.h"

namespace bianmin::engine {
namespace {

// Each write wakes the kiosk: once a minute says enough.
constexpr base::Milliseconds kBetweenSuccesses = std::chrono::minutes{1};

const char* Name(Direction direction) {
  return direction == Direction::Out ? "sending records to the centre" : "asking the centre for news";
}

}  // namespace

void ContactReport::Succeeded(Direction direction, store::Outbox& outbox) {
  const std::lock_guard lock(mutex_);
  std::string& failing = failing_[static_cast<std::size_t>(direction)];
  const bool has_recovered = !failing.empty();
  if (has_recovered) base::LogNote("{} works again", Name(direction));
  failing.clear();
  for (const std::string& other : failing_) {
    if (!other.empty()) return;
  }
  const base::Milliseconds now = clock_.Steady();
  if (!has_recovered && success_written_ && now - *success_written_ < kBetweenSuccesses) return;
  if (const auto written = outbox.RecordSuccess(clock_.Now()); !written) {
    base::LogWarning("the contact with the centre could not be noted: {}", written.error().message);
    return;
  }
  success_written_ = now;
}

void ContactReport::Failed(Direction direction, store::Outbox& outbox, const std::string& why) {
  const std::lock_guard lock(mutex_);
  std::string& failing = failing_[static_cast<std::size_t>(direction)];
  if (failing != why) base::LogWarning("{} fails, all is kept and tried again: {}", Name(direction), why);
  failing = why;
  success_written_.reset();
  if (const auto written = outbox.RecordFailure(clock_.Now(), why); !written) {
    base::LogWarning("the failure to reach the centre could not be noted: {}", written.error().message);
  }
}

}  // namespace bianmin::engine
