#pragma once
// The only place of navigation: what a resident did, or what came of a command, changes the model and may ask for
// commands. Pure but for the random number of a visit; no drawing, no files, no clock of its own.

#include <vector>

#include "kiosk/app/command.h"
#include "kiosk/app/model.h"
#include "kiosk/base/random.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/screens/action.h"

namespace bianmin::app {

// What an update may look at besides the model.
struct Circumstances {
  const domain::Catalogue& catalogue;
  const domain::AddressTree& addresses;
  const domain::KioskCode& kiosk;
  base::Random& random;
  base::TimePoint now;
  base::Milliseconds steady;
};

using Commands = std::vector<Command>;

Commands Update(Model& model, const screens::Action& action, const Circumstances& at);
Commands Update(Model& model, const Report& report, const Circumstances& at);
// Time has passed: the idle session ends, a result page goes home. True when the screen changed by it.
bool Elapse(Model& model, base::Milliseconds steady);

// Leaves for the home screen; asks first when something that was entered would be lost.
void AskToLeave(Model& model);
// The end of a session: every typed thing gone, language and text size as they were at first.
void Reset(Model& model);

// ---- the errands, each in its own file
Commands UpdateNeed(Model& model, screens::NeedDraft& draft, const screens::Action& action, const Circumstances& at);
Commands UpdateRating(Model& model, screens::RatingDraft& draft, const screens::Action& action,
                      const Circumstances& at);
Commands UpdateComplaint(Model& model, screens::ComplaintDraft& draft, const screens::Action& action,
                         const Circumstances& at);
Commands UpdateLookUp(Model& model, screens::LookUpDraft& draft, const screens::Action& action,
                      const Circumstances& at);
// Shows 查询进度 with a record that another kiosk took, and asks the city for it. The caller has proven the receipt
// genuine, and has found that the record is not in this kiosk's database.
Commands LookUpForeign(Model& model, const domain::RecordNumber& number, const Circumstances& at);
Commands UpdateInformation(Model& model, screens::InformationState& state, const screens::Action& action);

}  // namespace bianmin::app
