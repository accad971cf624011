#pragma once
// What the kiosk offers now: its own files, and over them what the city has published. A newer offer comes into use
// while nobody is at the kiosk, so that nothing changes under anybody's finger: first the store notes that it is on
// trial, then it is used, and when the kiosk has shown it for domain::kTrialLasts the trial is over. A kiosk that ends
// before that finds the trial when it starts (store::Publications). Used by App; belongs to its thread.

#include <memory>
#include <optional>

#include "kiosk/app/city_offer.h"
#include "kiosk/app/command.h"

namespace bianmin::app {

class Offering {
 public:
  // `local` must outlive it.
  explicit Offering(const Settings& local) : local_(local) {}

  const domain::Catalogue& catalogue() const;
  const domain::ProviderList& providers() const;
  const domain::KioskSettings& kiosk() const;
  std::span<const domain::Notice> notices() const;

  // From the worker; the newest counts.
  void Comes(std::shared_ptr<const CityOffer> offer) { next_ = std::move(offer); }
  // While nobody is at the kiosk: what to ask of the store before the next offer is used.
  std::optional<StoreCommand> Ask(base::Milliseconds now);
  // The store's answer.
  void Answered(const OfferTaken& report, base::Milliseconds now);
  // While nobody is at the kiosk: uses the next offer when the store is ready. True when it does so now: whatever was
  // made of the one before must be made anew.
  bool Switch(base::Milliseconds now);
  // Whether the settings changed with the last Switch.
  bool HasOtherSettings() const { return has_other_settings_; }
  // A picture of it was drawn.
  void Shown() { is_shown_ = true; }
  // What to tell the store when the trial is over; once.
  std::optional<StoreCommand> EndOfTrial(base::Milliseconds now);
  // When that will be; nothing: nothing is on trial.
  std::optional<base::Milliseconds> trial_ends() const { return trial_ends_; }

 private:
  const Settings& local_;
  std::shared_ptr<const CityOffer> current_;  // null: the files alone
  std::shared_ptr<const CityOffer> next_;     // null: there is none
  bool is_asked_ = false;                     // the store has not answered yet
  std::shared_ptr<const CityOffer> ready_;    // the store is ready for it
  base::Milliseconds ask_again_{0};
  bool has_other_settings_ = false;
  bool is_shown_ = false;
  std::optional<base::Milliseconds> trial_ends_;
};

}  // namespace bianmin::app
