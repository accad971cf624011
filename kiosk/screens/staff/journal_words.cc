// What the journal's acts are called on the screen. Whoever journals a new act adds a line here, and its text.
#include <array>
#include <utility>

#include "kiosk/screens/staff/journal.h"

namespace bianmin::screens {

std::string_view ActKey(std::string_view act) {
  using Words = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kWords = std::to_array<Words>({
      {"order.registered", N_("journal.order.registered")},
      {"order.cancelled", N_("journal.order.cancelled")},
      {"order.reminded", N_("journal.order.reminded")},
      {"order.completed", N_("journal.order.completed")},
      {"order.reopened", N_("journal.order.reopened")},
      {"order.status", N_("journal.order.status")},
      {"complaint.filed", N_("journal.complaint.filed")},
      {"suggestion.filed", N_("journal.suggestion.filed")},
      {"complaint.status", N_("journal.complaint.status")},
      {"rating.given", N_("journal.rating.given")},
      {"staff.added", N_("journal.staff.added")},
      {"staff.enabled", N_("journal.staff.enabled")},
      {"staff.disabled", N_("journal.staff.disabled")},
      {"staff.role_changed", N_("journal.staff.role_changed")},
      {"staff.pin_reset", N_("journal.staff.pin_reset")},
      {"staff.unlocked", N_("journal.staff.unlocked")},
      {"staff.signed_in", N_("journal.staff.signed_in")},
      {"staff.sign_in_refused", N_("journal.staff.sign_in_refused")},
      {"staff.locked_out", N_("journal.staff.locked_out")},
      {"staff.signed_out", N_("journal.staff.signed_out")},
      {"staff.signed_out_idle", N_("journal.staff.signed_out_idle")},
      {"staff.signed", N_("journal.staff.signed")},
      {"staff.signature_refused", N_("journal.staff.signature_refused")},
      {"staff.pin_changed", N_("journal.staff.pin_changed")},
      {"staff.pin_change_refused", N_("journal.staff.pin_change_refused")},
      {"screen.calibrated", N_("journal.screen.calibrated")},
  });
  for (const auto& [name, key] : kWords) {
    if (name == act) return key;
  }
  return "";
}

bool IsRefused(std::string_view act) { return act.ends_with("_refused") || act == "staff.locked_out"; }

}  // namespace bianmin::screens
