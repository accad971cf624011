#pragma once
// The frame all errands share: header, step line, 上一步 and 下一步 or 提交 always in the same place.

#include <functional>

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct WizardSpec {
  std::string_view id;
  int step = 1;
  int steps = 1;
  std::string_view step_key;  // what this step is about, in the step line
  bool is_review = false;
  bool is_saving = false;  // submitted and not yet on disk: nothing can be pressed
};

std::optional<Action> DrawWizard(const WizardSpec& spec, const Scene& scene, ui::Frame& frame,
                                 const std::function<std::optional<Action>()>& draw_page);

// Named or anonymous: the choice before anything personal is asked.
struct WhoSpec {
  std::string_view question;
  std::string_view anonymous_note;
  std::string_view named_note;
  std::optional<bool> is_named;
  bool shows_faults = false;
};
std::optional<Action> DrawWho(const WhoSpec& spec, const Scene& scene, ui::Frame& frame);

// "请看一下" and what to do, when the resident pressed on too early.
void DrawFault(bool is_shown, std::string_view text, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
