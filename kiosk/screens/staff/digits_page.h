#pragma once
// A page that asks staff for digits by a number pad: a staff number or a PIN. A PIN is shown as dots.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct DigitsSpec {
  std::string_view id;        // of the page
  std::string_view field_id;  // of the field
  std::string_view question;
  std::string_view label;
  std::string_view placeholder;
  std::string_view error;
  std::string_view hint;
  std::string_view digits;
  std::string_view next;  // what the footer's right button says
  bool is_secret = false;
  bool is_saving = false;
};

// GoBack, GoNext or PressDigits, or what the header gives.
std::optional<Action> DrawDigitsPage(const DigitsSpec& spec, const Scene& scene, ui::Frame& frame);

// Applies the keys of the pad or of a keyboard to digits, at most `most` of them. True when Enter was among them; what
// came behind it is dropped.
bool TypeDigits(std::string& digits, std::size_t most, const std::vector<ui::Typed>& typed);

// Why a new PIN cannot be taken; empty: it can.
std::string_view PinFaultText(std::string_view digits, const Scene& scene);

}  // namespace bianmin::screens
