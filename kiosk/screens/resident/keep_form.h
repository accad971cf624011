#pragma once
// A form that is interrupted: the warning that nobody seems to be there, with the code under which the form is kept;
// the question before leaving it; and the code once more for who keeps it and goes. The first two take the whole page,
// so that nobody who passes by reads in the form.

#include <optional>

#include "kiosk/domain/draft_code.h"
#include "kiosk/screens/resident/overlays.h"

namespace bianmin::screens {

struct KeepView {
  std::optional<domain::DraftCode> code;  // once it is on the disk; nothing before
  bool can_print = false;                 // offers 打印
};

// 您还在吗？ Until the code is there, only going on is possible.
std::optional<Action> DrawKeepWarning(const IdleWarning& warning, const KeepView& view, const Scene& scene,
                                      ui::Frame& frame);
// 要返回首页吗？ Go on, keep it, or clear it; nothing can be pressed while it is being kept.
std::optional<Action> DrawKeepQuestion(bool is_saving, const Scene& scene, ui::Frame& frame);

// The form is on the disk: a result page (outcome.h).
struct FormKept {
  domain::DraftCode code;
};
void DrawFormKept(const FormKept& kept, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
