// What the journal's acts are called on the screen. Whoever journals a new act adds a line here, and its text.
#include <array>
#include <utility>

#include "kiosk/screens/staff/journal.h"

namespace bianmin::screens {

namespace {

constexpr std::string_view kRefused = "_refused";

using Words = std::pair<std::string_view, std::string_view>;
constexpr std::array kWords = std::to_array<Words>({
    {"order.registered", N_("journal.order.registered")},
    {"order.cancelled", N_("journal.order.cancelled")},
    {"order.reminded", N_("journal.order.reminded")},
    {"order.completed", N_("journal.order.completed")},
    {"order.reopened", N_("journal.order.reopened")},
    {"order.status", N_("journal.order.status")},
    {"order.accept", N_("case.act.accept")},
    {"order.dispatch", N_("case.act.dispatch")},
    {"order.begin_service", N_("case.act.begin_service")},
    {"order.finish_service", N_("case.act.finish_service")},
    {"order.confirm_completion", N_("case.act.confirm_completion")},
    {"order.cancel", N_("case.act.cancel")},
    {"order.decline", N_("case.act.decline")},
    {"order.reopen", N_("case.act.reopen")},
    {"order.reclassify", N_("case.act.reclassify")},
    {"order.ask_back", N_("case.act.ask_back")},
    {"order.assign", N_("case.act.assign")},
    {"order.set_priority", N_("case.act.set_priority")},
    {"order.confirm_details", N_("case.act.confirm_details")},
    {"order.report_problem", N_("case.act.report_problem")},
    {"order.contact_shown", N_("journal.order.contact_shown")},
    {"order.on_behalf", N_("on_behalf.title")},
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
    {"publication.came", N_("journal.publication.came")},
    {"publication.withdrawn", N_("journal.publication.withdrawn")},
    {"publication.taken", N_("journal.publication.taken")},
    {"shift.opened", N_("journal.shift.opened")},
    {"shift.taken", N_("journal.shift.taken")},
    {"shift.closed", N_("journal.shift.closed")},
    {"shift.figures", N_("journal.shift.figures")},
    {"kiosk.restored", N_("journal.kiosk.restored")},
    {"contact.corrected", N_("journal.contact.corrected")},
    {"personal.shown", N_("journal.personal.shown")},
    {"personal.erased", N_("journal.personal.erased")},
    {"document.archived", N_("journal.document.archived")},
    {"document.read", N_("journal.document.read")},
    {"complaint.handled", N_("journal.complaint.handled")},
    {"rectification.changed", N_("journal.rectification.changed")},
    {"contact.shown", N_("journal.contact.shown")},
    {"ledger.exported", N_("journal.ledger.exported")},
    {"urgent.acknowledged", N_("journal.urgent.acknowledged")},
});

}  // namespace

std::string_view ActKey(std::string_view act) {
  for (const auto& [name, key] : kWords) {
    if (name == act) return key;
  }
  // An act that came to nothing is called as the act; that it was refused stands beside it.
  return act.ends_with(kRefused) ? ActKey(act.substr(0, act.size() - kRefused.size())) : "";
}

bool IsRefused(std::string_view act) { return act.ends_with(kRefused) || act == "staff.locked_out"; }

}  // namespace bianmin::screens
