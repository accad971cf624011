// Shifts and residents' rights, on the worker's thread.
#include <filesystem>

#include "kiosk/app/shift_command.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
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

SheetsExported Export(const ExportSheets& c) {
  const std::filesystem::path folder = c.folder;
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) {
    return {base::Error{base::ErrorCode::NotFound, folder.string() + " is not there: no memory stick is plugged in"}};
  }
  const auto page = print::RenderReport(c.report);
  if (!page) return {page.error()};
  if (auto written = base::ReplaceFile(folder / (c.name + ".csv"), c.table); !written) return {written.error()};
  return {base::ReplaceFile(folder / (c.name + ".pdf"), page->pdf)};
}

SheetsExported Logged(SheetsExported exported) {
  if (!exported.done) base::LogWarning("a report was not exported: {}", exported.done.error().message);
  return exported;
}

struct Performer {
  store::Store& store;

  ShiftReport operator()(const ReadShifts&) const {
    store::Shifts shifts{store};
    return ShiftsRead{shifts.Review(), shifts.Latest(kPastShown)};
  }
  ShiftReport operator()(const OpenShift& c) const { return ShiftOpened{store::Shifts{store}.Open(c.by)}; }
  ShiftReport operator()(const CloseShift& c) const { return Close(c, store); }
  ShiftReport operator()(const ExportSheets& c) const { return Logged(Export(c)); }
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
  ShiftReport operator()(const ExportSheets& c) const { return Logged(Export(c)); }
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
