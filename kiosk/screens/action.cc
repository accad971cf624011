#include "kiosk/screens/action.h"

namespace bianmin::screens {

Action::Action(const Action&) = default;
Action::Action(Action&&) noexcept = default;
Action& Action::operator=(const Action&) = default;
Action& Action::operator=(Action&&) noexcept = default;
Action::~Action() = default;

StaffAct::StaffAct(const StaffAct&) = default;
StaffAct::StaffAct(StaffAct&&) noexcept = default;
StaffAct& StaffAct::operator=(const StaffAct&) = default;
StaffAct& StaffAct::operator=(StaffAct&&) noexcept = default;
StaffAct::~StaffAct() = default;

}  // namespace bianmin::screens
