#include "kiosk/screens/staff/own_pin.h"

#include "kiosk/screens/staff/digits_page.h"

namespace bianmin::screens {
namespace {

std::optional<Action> DrawDone(const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "own_pin.done",
                                     .header = scene.header,
                                     .footer = {.back = {}, .next = ui::FooterButton{scene.T("footer.finish")}},
                                     .step = {}});
  frame.Done(scene.T("own_pin.done"));
  frame.Paragraph(scene.T("own_pin.done.text"));
  return ActionOf(page.press);
}

std::string OldPinError(const OwnPinState& state, const Scene& scene) {
  return state.problem.kind == SignInProblem::Kind::WrongPair
             ? scene.texts.Plural("own_pin.wrong", state.problem.tries_left)
             : ProblemText(state.problem, scene);
}

std::string_view NewPinError(const OwnPinState& state, const Scene& scene) {
  if (state.differ) return scene.T("pin.differ");
  if (!state.shows_faults) return {};
  return state.pin == state.old_pin ? scene.T("own_pin.is_old") : PinFaultText(state.pin, scene);
}

}  // namespace

std::optional<Action> DrawOwnPin(const OwnPinState& state, bool is_given, bool is_saving, const Scene& scene,
                                 ui::Frame& frame) {
  if (state.stage == OwnPinStage::Done) return DrawDone(scene, frame);
  DigitsSpec spec{.id = "own_pin.old",
                  .field_id = "field.old_pin",
                  .question = scene.T("own_pin.ask_old"),
                  .label = scene.T("sign_in.pin"),
                  .placeholder = scene.T("sign_in.pin.placeholder"),
                  .digits = state.old_pin,
                  .next = scene.T("footer.next"),
                  .is_secret = true,
                  .is_saving = is_saving};
  std::string error = OldPinError(state, scene);
  if (state.stage == OwnPinStage::New) {
    spec.id = "own_pin.new";
    spec.field_id = "field.pin";
    spec.question = scene.T(is_given ? N_("own_pin.given") : N_("pin.ask_new"));
    spec.hint = scene.T("pin.new.hint");
    spec.digits = state.pin;
    error = NewPinError(state, scene);
  } else if (state.stage == OwnPinStage::Again) {
    spec.id = "own_pin.again";
    spec.field_id = "field.pin_again";
    spec.question = scene.T("pin.ask_again");
    spec.digits = state.again;
    spec.next = scene.T("pin.store");
    error.clear();
  }
  spec.error = error;
  return DrawDigitsPage(spec, scene, frame);
}

}  // namespace bianmin::screens
