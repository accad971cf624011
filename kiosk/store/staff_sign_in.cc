// Whether a PIN is the right one: how it is tried, counted and journalled. A part of staff_accounts.h.
#include <fmt/format.h>

#include "kiosk/store/journal_rows.h"
#include "kiosk/store/pin_rows.h"
#include "kiosk/store/staff_accounts.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;
using base::TimePoint;
using domain::StaffMember;
using domain::StaffNumber;

constexpr const char* kSelect =
    "SELECT number, name, role, is_active, pin_is_given, pin_salt, pin_token, pin_passes, pin_bytes FROM staff "
    "WHERE number = ? AND is_active = 1";
constexpr const char* kSetPin =
    "UPDATE staff SET pin_salt = ?, pin_token = ?, pin_passes = ?, pin_bytes = ?, pin_is_given = 0 WHERE number = ?";

struct Account {
  StaffMember member;
  PinSeal seal;
};

std::optional<Account> Find(StoreCore& core, const StaffNumber& number) {
  Query row{core.connection(), kSelect};
  row.Bind(number.text());
  if (!row.Next()) return std::nullopt;
  return Account{.member = MemberOf(core, row),
                 .seal = {.salt = Exactly<base::Digest>(row.Blob(5), "staff.pin_salt"),
                          .token = Exactly<base::Digest>(row.Blob(6), "staff.pin_token"),
                          .work = {.passes = static_cast<unsigned>(row.Integer(7)),
                                   .bytes = static_cast<std::size_t>(row.Integer(8))}}};
}

// Why nothing may be tried now.
using Hold = std::variant<std::monostate, WaitUntil, LockedOut>;

Hold HoldOf(const domain::PinFailures& failures, TimePoint now) {
  if (domain::IsLockedOut(failures)) return LockedOut{};
  const TimePoint allowed = domain::NextPinAllowed(failures);
  if (failures.count > 0 && allowed > now) return WaitUntil{allowed};
  return {};
}

bool IsHeld(const Hold& hold) { return !std::holds_alternative<std::monostate>(hold); }

PinCheck AsCheck(const Hold& hold) {
  if (const auto* wait = std::get_if<WaitUntil>(&hold)) return *wait;
  return LockedOut{};
}

// What the journal says of a right and of a wrong PIN.
struct Names {
  std::string_view right;
  std::string_view wrong;
};
constexpr Names kSignIn{"staff.signed_in", "staff.sign_in_refused"};
constexpr Names kSignature{"staff.signed", "staff.signature_refused"};
constexpr Names kPinChange{"staff.pin_changed", "staff.pin_change_refused"};

// One attempt: everything about it is decided in one transaction, but the slow token is made before it.
class Attempt {
 public:
  Attempt(StoreCore& core, const StaffNumber& number, const Names& names)
      : core_(core), number_(number), names_(names) {}

  // `if_right` writes what a right PIN changes.
  template <class Write>
  Result<PinCheck> Try(std::string_view pin, Write if_right) {
    Connection& connection = core_.connection();
    const auto hold = Guarded(connection, [&]() -> Result<Hold> {
      const TimePoint now = core_.parts.clock.Now();
      known_ = Find(core_, number_);
      return HoldOf(FailuresOf(core_, number_, now), now);
    });
    if (!hold) return hold.error();
    if (IsHeld(*hold)) return AsCheck(*hold);
    const PinSeal seal = known_ ? known_->seal : PinSeal{.work = core_.parts.code_work};
    const auto token = TokenOfPin(core_, pin, seal.salt, seal.work);
    if (!token) return token.error();
    is_right_ = known_ && *token == seal.token;
    return Guarded(connection, [&] { return Conclude(if_right); });
  }

 private:
  template <class Write>
  Result<PinCheck> Conclude(Write if_right) {
    Act act = known_ ? Act{core_, number_} : Act{core_, NobodyKnown{}};
    // Meanwhile bianmin-admin may have changed it, or counted another wrong one.
    const auto still = Find(core_, number_);
    if (is_right_) is_right_ = still && still->seal.token == known_->seal.token;
    const Hold hold = HoldOf(FailuresOf(core_, number_, act.now()), act.now());
    if (IsHeld(hold)) return AsCheck(hold);
    if (is_right_) {
      ForgetWrongPins(core_, number_);
      if_right(core_.connection());
      act.Note(names_.right, "", domain::WireName(still->member.role));
      act.Commit();
      return PinCheck{still->member};
    }
    const domain::PinFailures failures = CountWrongPin(core_, number_, known_.has_value(), act.now());
    act.Note(names_.wrong, "", "");
    if (domain::IsLockedOut(failures)) act.Note("staff.locked_out", "", "");
    act.Commit();
    const Hold next = HoldOf(failures, act.now());
    if (IsHeld(next)) return AsCheck(next);
    return PinCheck{WrongPair{domain::FreePinTries(failures)}};
  }

  StoreCore& core_;
  const StaffNumber& number_;
  const Names& names_;
  std::optional<Account> known_;
  bool is_right_ = false;
};

}  // namespace

Result<PinCheck> StaffAccounts::CheckPin(const StaffNumber& number, std::string_view pin, PinUse use) {
  return Attempt{core_, number, use == PinUse::SignIn ? kSignIn : kSignature}.Try(pin, [](Connection&) {});
}

Result<PinCheck> StaffAccounts::ChangePin(const StaffNumber& number, std::string_view old_pin, const domain::Pin& pin) {
  if (old_pin == pin.digits()) return base::Error{base::ErrorCode::Invalid, "the new PIN is the old one"};
  const auto seal = SealPin(core_, pin.digits());
  if (!seal) return seal.error();
  return Attempt{core_, number, kPinChange}.Try(old_pin, [&](Connection& connection) {
    Query set{connection, kSetPin};
    set.Bind(seal->salt).Bind(seal->token).Bind(std::int64_t{seal->work.passes});
    set.Bind(static_cast<std::int64_t>(seal->work.bytes)).Bind(number.text()).Run();
  });
}

Result<Done> StaffAccounts::NoteCalibration(const StaffNumber& number, int width_mm) {
  return Guarded(core_.connection(), [&]() -> Result<Done> {
    Act act{core_, number};
    act.Note("screen.calibrated", "", fmt::format("{} mm", width_mm));
    act.Commit();
    return Done{};
  });
}

Result<Done> StaffAccounts::SignOut(const StaffNumber& number, bool by_itself) {
  return Guarded(core_.connection(), [&]() -> Result<Done> {
    Act act{core_, number};
    act.Note(by_itself ? "staff.signed_out_idle" : "staff.signed_out", "", "");
    act.Commit();
    return Done{};
  });
}

}  // namespace bianmin::store
