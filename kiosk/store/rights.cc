#include "kiosk/store/rights.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/grievance_rows.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/personal_rows.h"
#include "kiosk/store/photos.h"
#include "kiosk/store/staff_rows.h"

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

// What is about the asker themself is not held for them: another member of staff does it with the resident.
std::optional<domain::HeldFields> HeldFor(StoreCore& core, const RecordNumber& number, const StaffNumber& asker) {
  Connection& connection = core.connection();
  MustWorkHere(connection, asker);
  if (const auto grievance = FindGrievance(connection, number)) {
    const domain::Handler reader{.number = asker, .role = *ActiveRole(connection, asker)};
    if (!domain::MaySee(grievance->facts.concern, reader)) return std::nullopt;
  }
  return FindHeld(core, number);
}

}  // namespace

Result<domain::HeldFields> Rights::Show(const RecordNumber& number, const StaffNumber& by) {
  return Attempted(core_, {ActorText(by), "personal.shown", number.text()}, [&]() -> Result<domain::HeldFields> {
    Act act{core_, by};
    auto held = HeldFor(core_, number, by);
    if (!held) return NoSuchRecord(number);
    act.Note("personal.shown", number.text(), "shown");
    act.Commit();
    return *std::move(held);
  });
}

Result<Done> Rights::CorrectContact(const RecordNumber& number, const domain::Contact& contact, const StaffNumber& by) {
  return Attempted(core_, {ActorText(by), "contact.corrected", number.text()}, [&]() -> Result<Done> {
    Act act{core_, by};
    const auto held = HeldFor(core_, number, by);
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
  return Attempted(core_, {ActorText(by), "personal.erased", number.text()}, [&]() -> Result<Done> {
    Act act{core_, by};
    const auto held = HeldFor(core_, number, by);
    if (!held) return NoSuchRecord(number);
    if (held->erased_at) return Done{};
    if (held->is_open) {
      return Error{ErrorCode::Refused,
                   fmt::format("record {} is open; close or cancel it first, then erase", number.text())};
    }
    const auto photos = ErasePersonalOf(core_, *held, WhyErased::Request, act.now());
    const domain::EventStamp stamp = act.NewStamp();
    act.Tell(stamp, "personal.erased", number, core_.parts.events.PersonalErased(number, stamp));
    act.Commit();
    for (const std::string& photo : photos) DeletePhoto(core_.connection().file, photo);
    return Done{};
  });
}

Result<int> Rights::EraseOld(int keep_days) {
  return Guarded(core_.connection(), [&]() -> Result<int> {
    std::vector<RecordNumber> due;
    {
      // Looking takes a while; residents' records are written meanwhile.
      const Snapshot snapshot{core_.connection()};
      const base::TimePoint before = core_.parts.clock.Now() - std::chrono::days{keep_days};
      due = DueForErasure(core_.connection(), before, domain::kErasedAtOnce);
    }
    if (due.empty()) return 0;
    Act act{core_, Act::ByItself{}};
    std::vector<std::string> photos;
    for (const RecordNumber& number : due) {
      const auto held = FindHeld(core_, number);
      CHECK(held);
      if (held->is_open) continue;  // the city took it up again just now
      std::ranges::move(ErasePersonalOf(core_, *held, WhyErased::Age, act.now()), std::back_inserter(photos));
      act.Note("personal.erased", number.text(), "age");
    }
    act.Commit();
    for (const std::string& photo : photos) DeletePhoto(core_.connection().file, photo);
    return static_cast<int>(due.size());
  });
}

Result<Done> Rights::DeleteLostPhotos() {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    PrunePhotos(PhotosBeside(connection.file), PhotoNames(connection));
    return Done{};
  });
}

}  // namespace bianmin::store
