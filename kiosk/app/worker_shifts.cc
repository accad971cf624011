// Shifts and residents' rights, on the worker's thread.
#include "kiosk/app/shift_command.h"
#include "kiosk/store/documents.h"
#include "kiosk/store/rights.h"

namespace bianmin::app {
namespace {

using store::PinCheck;
using store::PinUse;

constexpr int kPastShown = 10;

bool IsRight(const base::Result<PinCheck>& check) {
  return check.ok() && std::holds_alternative<domain::StaffMember>(*check);
}

ShiftClosedAnswer Close(const CloseShift& c, store::Store& store) {
  store::StaffAccounts accounts{store};
  auto leaver = accounts.CheckPin(c.closing.left_by, c.leaver_pin, PinUse::Signature);
  if (!IsRight(leaver)) return {.is_of_taker = false, .check = std::move(leaver), .closed = std::nullopt};
  if (const auto* taker = std::get_if<domain::StaffNumber>(&c.closing.successor)) {
    auto check = accounts.CheckPin(*taker, c.taker_pin, PinUse::Signature);
    if (!IsRight(check)) return {.is_of_taker = true, .check = std::move(check), .closed = std::nullopt};
  }
  return {.is_of_taker = false, .check = std::move(leaver), .closed = store::Shifts{store}.Close(c.closing)};
}

// Without one that cannot be read: the shift itself is there.
std::vector<domain::ArchivedDocument> PapersOf(const std::vector<domain::ClosedShift>& past, store::Store& store) {
  std::vector<domain::ArchivedDocument> papers;
  for (const domain::ClosedShift& shift : past) {
    const auto of_shift = store::Documents{store}.Of(domain::ShiftRecord(shift.shift.number));
    if (of_shift) papers.insert(papers.end(), of_shift->begin(), of_shift->end());
  }
  return papers;
}

ShiftsRead Read(store::Store& store) {
  store::Shifts shifts{store};
  ShiftsRead read{shifts.Review(), shifts.Latest(kPastShown)};
  if (read.past) read.papers = PapersOf(*read.past, store);
  return read;
}

struct Performer {
  store::Store& store;

  ShiftReport operator()(const ReadShifts&) const { return Read(store); }
  ShiftReport operator()(const OpenShift& c) const { return ShiftOpened{store::Shifts{store}.Open(c.by)}; }
  ShiftReport operator()(const CloseShift& c) const { return Close(c, store); }
  ShiftReport operator()(const ShowHeld& c) const { return HeldShown{store::Rights{store}.Show(c.number, c.by)}; }
  ShiftReport operator()(const CorrectContact& c) const {
    store::Rights rights{store};
    auto done = rights.CorrectContact(c.number, c.contact, c.by);
    return HeldChanged{.is_erased = false, .done = std::move(done), .held = rights.Show(c.number, c.by)};
  }
  ShiftReport operator()(const ErasePersonal& c) const {
    store::Rights rights{store};
    auto done = rights.ErasePersonal(c.number, c.by);
    return HeldChanged{.is_erased = true, .done = std::move(done), .held = rights.Show(c.number, c.by)};
  }
};

struct Failure {
  const base::Error& error;

  ShiftReport operator()(const ReadShifts&) const { return ShiftsRead{error, error}; }
  ShiftReport operator()(const OpenShift&) const { return ShiftOpened{error}; }
  ShiftReport operator()(const CloseShift&) const { return ShiftClosedAnswer{false, error, std::nullopt}; }
  ShiftReport operator()(const ShowHeld&) const { return HeldShown{error}; }
  ShiftReport operator()(const CorrectContact&) const { return HeldChanged{false, error, error}; }
  ShiftReport operator()(const ErasePersonal&) const { return HeldChanged{true, error, error}; }
};

}  // namespace

ShiftReport CarryOut(const ShiftCommand& command, store::Store& store) { return std::visit(Performer{store}, command); }
ShiftReport Failed(const ShiftCommand& command, const base::Error& error) {
  return std::visit(Failure{error}, command);
}

}  // namespace bianmin::app
