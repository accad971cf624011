#include "kiosk/screens/resident/resume_form.h"

#include <algorithm>

#include "kiosk/domain/limits.h"

namespace bianmin::screens {
namespace {

std::string ProblemText(const ResumeProblem& problem, const Scene& scene) {
  switch (problem.kind) {
    case ResumeProblem::Kind::None:
      return {};
    case ResumeProblem::Kind::NoSuchDraft:
      return std::string(scene.T("resume.no_such"));
    case ResumeProblem::Kind::Wait:
      return scene.T("resume.wait", fmt::arg("time", i18n::ClockTime(problem.wait_until)));
    case ResumeProblem::Kind::Lost:
      return std::string(scene.T("resume.lost"));
    case ResumeProblem::Kind::NotNow:
      return std::string(scene.T("resume.not_now"));
  }
  return {};
}

std::string ErrorText(const ResumeState& state, const Scene& scene) {
  const bool is_short = state.shows_faults && state.digits.size() < domain::kDraftCodeDigits;
  return is_short ? std::string(scene.T("resume.short")) : ProblemText(state.problem, scene);
}

// "482 9": in the group they were read in.
std::string Shown(const std::string& digits) {
  constexpr std::size_t kGroup = 3;
  return digits.size() <= kGroup ? digits : digits.substr(0, kGroup) + " " + digits.substr(kGroup);
}

constexpr std::size_t kMostTyped = 16;  // with the spaces and hyphens people put between digits

}  // namespace

bool EnterDigits(ResumeState& state, const std::vector<ui::Typed>& typed) {
  for (const ui::Typed& each : typed) {
    if (const auto* key = std::get_if<ui::Key>(&each); key && *key == ui::Key::Enter) return true;
    state.digits = ui::Apply(each, std::move(state.digits), kMostTyped);
    std::erase_if(state.digits, [](char c) { return c < '0' || c > '9'; });
    if (state.digits.size() > domain::kDraftCodeDigits) state.digits.resize(domain::kDraftCodeDigits);
  }
  return false;
}

std::optional<Action> DrawResumeForm(const ResumeState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "resume",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("footer.back"), !is_saving},
                                                .next = ui::FooterButton{scene.T("resume.open"), !is_saving}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  std::optional<Action> pressed;
  {
    const bool is_crowded = frame.IsCrowded();
    const auto columns = frame.BeginColumns("resume", 1.0, 1.0);
    if (!is_crowded) frame.Question(scene.T("resume.question"));
    const std::string error = ErrorText(state, scene);
    frame.TextField("field.code", {.label = scene.T("keep.code"),
                                   .text = Shown(state.digits),
                                   .placeholder = scene.T("resume.placeholder"),
                                   .error = error,
                                   .hint = is_crowded ? std::string_view{} : scene.T("resume.hint"),
                                   .is_focused = true});
    if (const auto& typed = frame.Typings(); !typed.empty()) pressed = EnterCode{typed};
    frame.NextColumn();
    if (auto key = frame.KeyPad("keys")) pressed = EnterCode{{*key}};
  }
  if (pressed && !is_saving) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
