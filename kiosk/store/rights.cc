#include "kiosk/store/rights.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/personal_rows.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::RecordNumber;
using domain::StaffNumber;

Error NoSuchRecord(const RecordNumber& number) {
  return {ErrorCode::NotFound, fmt::format("there is no record {} on this kiosk", number.text())};
}

}  // namespace

Result<domain::HeldFields> Rights::Show(const RecordNumber& number, const StaffNumber& by) {
  return Guarded(core_.connection(), [&]() -> Result<domain::HeldFields> {
    Act act{core_, by};
    auto held = FindHeld(core_, number);
    if (!held) return NoSuchRecord(number);
    act.Note("personal.shown", number.text(), "shown");
    act.Commit();
    return *std::move(held);
  });
}

Result<Done> Rights::CorrectContact(const RecordNumber& number, const domain::Contact& contact, const StaffNumber& by) {
  return Guarded(core_.connection(), [&]() -> Result<Done> {
    Act act{core_, by};
    const auto held = FindHeld(core_, number);
    if (!held) return NoSuchRecord(number);
    if (!held->contact) {
      return Error{ErrorCode::Refused,
                   fmt::format("record {} holds no contact that could be corrected", number.text())};
    }
    WriteContact(core_, *held, contact);
    const domain::EventStamp stamp = act.NewStamp();
    act.Tell(stamp, "contact.corrected", number, core_.parts.events.ContactCorrected(number, contact, stamp));
    act.Commit();
    return Done{};
  });
}

Result<Done> Rights::ErasePersonal(const RecordNumber& number, const StaffNumber& by) {
  return Guarded(core_.connection(), [&]() -> Result<Done> {
    Act act{core_, by};
    const auto held = FindHeld(core_, number);
    if (!held) return NoSuchRecord(number);
    if (held->erased_at) return Done{};
    if (held->is_open) {
      return Error{ErrorCode::Refused,
                   fmt::format("record {} is open; close or cancel it first, then erase", number.text())};
    }
    ErasePersonalOf(core_, *held, WhyErased::Request, act.now());
    const domain::EventStamp stamp = act.NewStamp();
    act.Tell(stamp, "personal.erased", number, core_.parts.events.PersonalErased(number, stamp));
    act.Commit();
    return Done{};
  });
}

Result<int> Rights::EraseOld(int keep_days) {
  return Guarded(core_.connection(), [&]() -> Result<int> {
    Act act{core_, Act::ByItself{}};
    const auto due = DueForErasure(core_.connection(), act.now() - std::chrono::days{keep_days}, domain::kErasedAtOnce);
    for (const RecordNumber& number : due) {
      const auto held = FindHeld(core_, number);
      CHECK(held);
      ErasePersonalOf(core_, *held, WhyErased::Age, act.now());
      act.Note("personal.erased", number.text(), "age");
    }
    if (!due.empty()) act.Commit();
    return static_cast<int>(due.size());
  });
}

}  // namespace bianmin::store
