#pragma once
// One use case in the making: its transaction, its moment, and the event and journal entry that belong to it. Rows are
// written by the use case itself; nothing of all this exists before Commit.

#include <string>
#include <string_view>

#include "kiosk/domain/event.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// Who runs the fleet, by bianmin-admin. In the journal: "operator".
struct Operator {};
// Somebody tried a staff number that nobody has, or that was disabled. In the journal: "unknown".
struct NobodyKnown {};

// What somebody of the staff sets out to do: the actor, the act and the record as the journal writes them.
struct AttemptedAct {
  std::string actor;
  std::string act;
  std::string record = {};
};

class Act {
 public:
  // Of the program, at its hour: "kiosk" in the journal.
  struct ByItself {};
  Act(StoreCore& core, ByItself);
  // Of a resident.
  explicit Act(StoreCore& core);
  // Of a member of staff.
  Act(StoreCore& core, const domain::StaffNumber& by);
  Act(StoreCore& core, Operator by);
  Act(StoreCore& core, NobodyKnown by);

  base::TimePoint now() const { return now_; }
  base::Date today() const { return base::LocalDate(now_); }

  // The next free number of this kiosk.
  domain::RecordNumber NextNumber();
  // For the event of this act. A timeless one tells the day, not the moment.
  domain::EventStamp NewStamp();
  domain::EventStamp NewTimelessStamp();
  // Puts the frozen event into the outbox and the act into the journal. `type` is the event's type without its prefix
  // and version; where one type tells of many acts, `journalled_as` names the one.
  void Tell(const domain::EventStamp& stamp, std::string_view type, const domain::RecordNumber& record,
            const std::string& body, std::string_view journalled_as = {});
  // The same for what concerns the kiosk and no record.
  void Tell(const domain::EventStamp& stamp, std::string_view type, const std::string& body);
  // The same for a record that has an id and no number.
  void Tell(const domain::EventStamp& stamp, std::string_view type, const std::string& record_id,
            const std::string& body);
  // The same for what must be traced to no record and no moment.
  void TellTimelessly(const domain::EventStamp& stamp, std::string_view type, const std::string& body);

  // Puts what the city need not hear into the journal alone. `what` is what the entry's digest is made of.
  void Note(std::string_view act, std::string_view record, std::string_view what);

  void Commit() { transaction_.Commit(); }

  // The attempt came to nothing: "<act>_refused" in the journal, with the reason's digest. Nothing is thrown; a
  // database that cannot take the entry is told of in the log.
  static void NoteRefused(StoreCore& core, const AttemptedAct& attempt, const base::Error& why);

 private:
  std::int64_t NextSequence();
  struct Told;
  void Append(const Told& told);
  Act(StoreCore& core, std::string actor);

  StoreCore& core_;
  std::string actor_;
  Transaction transaction_;
  base::TimePoint now_;
};

// What kind of error leaves a trace: the rules, or what somebody else did meanwhile, did not allow the act. Wrong words
// are corrected on the page, and a database that fails takes no entry.
constexpr bool IsRefusal(base::ErrorCode code) {
  return code == base::ErrorCode::Refused || code == base::ErrorCode::Conflict || code == base::ErrorCode::NotFound;
}

// Guarded, for an act of staff: the journal tells of it even when it is refused and nothing else is written.
template <class Body>
auto Attempted(StoreCore& core, const AttemptedAct& attempt, Body body) -> decltype(body()) {
  auto outcome = Guarded(core.connection(), body);
  if (!outcome && IsRefusal(outcome.error().code)) Act::NoteRefused(core, attempt, outcome.error());
  return outcome;
}

}  // namespace bianmin::store
