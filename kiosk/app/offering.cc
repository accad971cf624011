#include "kiosk/app/offering.h"

#include "kiosk/base/log.h"
#include "kiosk/domain/publication_limits.h"

namespace bianmin::app {
namespace {

constexpr std::chrono::minutes kAskAgain{1};

}  // namespace

const domain::Catalogue& Offering::catalogue() const {
  return current_ && current_->catalogue ? *current_->catalogue : local_.catalogue;
}

const domain::ProviderList& Offering::providers() const {
  return current_ && current_->providers ? *current_->providers : local_.providers;
}

const domain::KioskSettings& Offering::kiosk() const {
  return current_ && current_->kiosk ? *current_->kiosk : local_.kiosk;
}

std::span<const domain::Notice> Offering::notices() const {
  return current_ ? std::span<const domain::Notice>(current_->notices) : std::span<const domain::Notice>{};
}

std::optional<StoreCommand> Offering::Ask(base::Milliseconds now) {
  if (!next_ || is_asked_ || ready_ == next_ || now < ask_again_) return std::nullopt;
  is_asked_ = true;
  return TakeOffer{next_, next_->calendar.value_or(local_.calendar)};
}

void Offering::Answered(const OfferTaken& report, base::Milliseconds now) {
  is_asked_ = false;
  if (report.taken) {
    ready_ = report.offer;
    return;
  }
  ask_again_ = now + kAskAgain;
  base::LogError("what the city has published cannot be taken into use: {}", report.taken.error().message);
}

bool Offering::Switch(base::Milliseconds now) {
  if (!next_ || ready_ != next_) return false;
  has_other_settings_ = next_->kiosk || (current_ && current_->kiosk);
  current_ = std::move(next_);
  next_.reset();
  ready_.reset();
  is_shown_ = false;
  trial_ends_.reset();
  if (!current_->untried.empty()) trial_ends_ = now + domain::kTrialLasts;
  return true;
}

std::optional<StoreCommand> Offering::EndOfTrial(base::Milliseconds now) {
  if (!trial_ends_ || now < *trial_ends_ || !is_shown_) return std::nullopt;
  trial_ends_.reset();
  return EndTrial{current_};
}

}  // namespace bianmin::app
