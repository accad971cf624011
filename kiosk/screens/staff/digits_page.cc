#include "kiosk/screens/staff/digits_page.h"

#include <algorithm>

#include "kiosk/domain/staff.h"

namespace bianmin::screens {

std::optional<Action> DrawDigitsPage(const DigitsSpec& spec, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = spec.id,
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("footer.back"), !spec.is_saving},
                                                .next = ui::FooterButton{spec.next, !spec.is_saving}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  std::optional<Action> pressed;
  const bool is_crowded = frame.IsCrowded();
  const auto columns = frame.BeginColumns(spec.id, 1.0, 1.0);
  if (!is_crowded) frame.Question(spec.question);
  frame.TextField(spec.field_id, {.label = spec.label,
                                  .text = spec.digits,
                                  .placeholder = spec.placeholder,
                                  .error = spec.error,
                                  .hint = is_crowded ? std::string_view{} : spec.hint,
                                  .is_focused = true,
                                  .is_masked = spec.is_secret});
  if (const auto& typed = frame.Typings(); !typed.empty()) pressed = StaffAct{PressDigits{typed}};
  frame.NextColumn();
  if (auto key = frame.KeyPad("keys")) pressed = StaffAct{PressDigits{{*key}}};
  if (pressed && !spec.is_saving) action = std::move(pressed);
  return action;
}

bool TypeDigits(std::string& digits, std::size_t most, const std::vector<ui::Typed>& typed) {
  for (const ui::Typed& each : typed) {
    if (const auto* key = std::get_if<ui::Key>(&each); key && *key == ui::Key::Enter) return true;
    digits = ui::Apply(each, std::move(digits), most);
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  }
  return false;
}

std::string_view PinFaultText(std::string_view digits, const Scene& scene) {
  const auto pin = domain::Pin::Parse(digits);
  if (pin) return {};
  return pin.error() == domain::InputFault::EasyToGuess ? scene.T("pin.easy") : scene.T("sign_in.pin_short");
}

}  // namespace bianmin::screens
