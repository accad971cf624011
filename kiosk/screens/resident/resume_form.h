#pragma once
// 继续上次填写: six digits bring an interrupted form back. A wrong code says no more than that.

#include <optional>
#include <string>

#include "kiosk/domain/draft_code.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// Why the last code brought nothing.
struct ResumeProblem {
  enum class Kind { None, NoSuchDraft, Wait, Lost, NotNow };
  Kind kind = Kind::None;
  base::TimePoint wait_until;  // of Wait
};

struct ResumeState {
  std::string digits;
  bool shows_faults = false;
  ResumeProblem problem;
};

// Applies the keys of the pad or of a keyboard. True when Enter was among them; what came behind it is dropped.
bool EnterDigits(ResumeState& state, const std::vector<ui::Typed>& typed);

std::optional<Action> DrawResumeForm(const ResumeState& state, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
