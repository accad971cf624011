#include "kiosk/screens/staff/sign_in.h"

#include <algorithm>

#include "kiosk/screens/staff/digits_page.h"

namespace bianmin::screens {
namespace {

// Longer waits are told as a time of day.
constexpr std::chrono::seconds kLongestCountedWait{120};

std::string WaitText(base::TimePoint until, const Scene& scene) {
  const auto left = std::chrono::ceil<std::chrono::seconds>(until - scene.now);
  if (left > kLongestCountedWait) return scene.T("sign_in.wait_until", fmt::arg("time", i18n::ClockTime(until)));
  return scene.texts.Plural("sign_in.wait", std::max<std::int64_t>(1, left.count()));
}

std::optional<Action> DrawNobodyKnown(const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "sign_in.nobody",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("footer.back")}, .next = {}},
                                     .step = {}});
  frame.Empty(ui::Icon::People, scene.T("sign_in.nobody.title"), scene.T("sign_in.nobody.text"));
  return ActionOf(page.press);
}

}  // namespace

std::string ProblemText(const SignInProblem& problem, const Scene& scene) {
  switch (problem.kind) {
    case SignInProblem::Kind::None:
      return {};
    case SignInProblem::Kind::NumberTooShort:
      return std::string(scene.T("sign_in.number_short"));
    case SignInProblem::Kind::PinTooShort:
      return std::string(scene.T("sign_in.pin_short"));
    case SignInProblem::Kind::WrongPair:
      return scene.texts.Plural("sign_in.wrong", problem.tries_left);
    case SignInProblem::Kind::Wait:
      return problem.wait_until > scene.now ? WaitText(problem.wait_until, scene) : std::string{};
    case SignInProblem::Kind::LockedOut:
      return std::string(scene.T("sign_in.locked_out"));
    case SignInProblem::Kind::NotNow:
      return std::string(scene.T("sign_in.not_now"));
  }
  return {};
}

std::optional<Action> DrawSignIn(const SignInState& state, bool is_saving, const Scene& scene, ui::Frame& frame) {
  if (state.is_nobody_known) return DrawNobodyKnown(scene, frame);
  const std::string error = ProblemText(state.problem, scene);
  if (state.stage == SignInStage::Number) {
    return DrawDigitsPage({.id = "sign_in.number",
                           .field_id = "field.staff_number",
                           .question = scene.T("sign_in.ask_number"),
                           .label = scene.T("staff.number"),
                           .placeholder = scene.T("sign_in.number.placeholder"),
                           .error = error,
                           .hint = scene.T("sign_in.number.hint"),
                           .digits = state.number,
                           .next = scene.T("footer.next")},
                          scene, frame);
  }
  return DrawDigitsPage({.id = "sign_in.pin",
                         .field_id = "field.pin",
                         .question = scene.T("sign_in.ask_pin"),
                         .label = scene.T("sign_in.pin"),
                         .placeholder = scene.T("sign_in.pin.placeholder"),
                         .error = error,
                         .hint = scene.T("sign_in.pin.hint"),
                         .digits = state.pin,
                         .next = scene.T("sign_in.submit"),
                         .is_secret = true,
                         .is_saving = is_saving},
                        scene, frame);
}

}  // namespace bianmin::screens
