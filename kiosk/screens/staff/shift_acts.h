#pragma once
// 交接班 and the rights of a resident. Part of StaffAct.

#include <optional>
#include <variant>

#include "kiosk/domain/shift.h"

namespace bianmin::screens {

struct OpenShiftCheck {};    // 开班: the readiness check before it
struct OpenShiftClosing {};  // 交班
struct ChooseSuccessor {
  std::optional<domain::NoSuccessor> nobody;  // nothing: somebody takes over
};
struct PrintHomeForm {};  // 上门登记表, empty

struct OpenRights {};  // 查看、更正、删除
struct CorrectHeld {};
struct EraseHeld {};
struct AnswerErase {
  bool is_sure = false;
};

using ShiftAct = std::variant<OpenShiftCheck, OpenShiftClosing, ChooseSuccessor, PrintHomeForm, OpenRights, CorrectHeld,
                              EraseHeld, AnswerErase>;

}  // namespace bianmin::screens
