#pragma once
// 工作人员登录: the staff number, then the PIN, by a number pad. The PIN is shown as dots, recorded nowhere and never
// spoken. What is wrong with a pair is not told, only how often one may still try.

#include <optional>
#include <string>

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct SignInProblem {
  enum class Kind { None, NumberTooShort, PinTooShort, WrongPair, Wait, LockedOut, NotNow };
  Kind kind = Kind::None;
  int tries_left = 0;          // of WrongPair
  base::TimePoint wait_until;  // of Wait
};

enum class SignInStage { Number, Pin };

struct SignInState {
  SignInStage stage = SignInStage::Number;
  std::string number;
  std::string pin;
  SignInProblem problem;
  bool is_nobody_known = false;  // this kiosk has no account yet
};

// "请在 15 秒后再试", and the other sentences; empty for none.
std::string ProblemText(const SignInProblem& problem, const Scene& scene);

std::optional<Action> DrawSignIn(const SignInState& state, bool is_saving, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
