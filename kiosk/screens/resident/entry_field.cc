#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/screens/resident/contact_pages.h"

namespace bianmin::screens {
namespace {

bool MaySwitch(const Entries& entries) {
  if (!entries.focus || entries.keyboard == Keyboard::None) return false;
  return *entries.focus == Field::Number || *entries.focus == Field::Ticket || *entries.focus == Field::Room;
}

// The button that changes the keyboard, for fields of digits and letters; flat keys have it among themselves.
std::optional<Action> DrawKeyboardSwitch(const Scene& scene, const Entries& entries, ui::Frame& frame) {
  if (!MaySwitch(entries) || frame.HasFlatKeys()) return std::nullopt;
  const bool has_letters = entries.keyboard == Keyboard::Letters;
  const std::string_view text = has_letters ? scene.T("keyboard.digits") : scene.T("keyboard.letters");
  if (frame.SecondaryButton("keys.switch", {.text = text, .icon = ui::Icon::None})) return SwitchKeyboard{};
  return std::nullopt;
}

}  // namespace

std::optional<Action> DrawEntry(const EntrySpec& spec, const Entries& entries, ui::Frame& frame) {
  std::optional<Action> action;
  const bool has_focus = entries.focus == spec.field;
  const std::string& raw = entries.Text(spec.field);
  const bool is_phone = spec.field == Field::Phone;
  const std::string shown = is_phone ? i18n::GroupedPhone(raw) : raw;
  if (frame.TextField(spec.id, {.label = spec.label,
                                .text = shown,
                                .placeholder = spec.placeholder,
                                .error = spec.error,
                                .hint = spec.hint,
                                .is_focused = has_focus,
                                .is_masked = false,
                                .lines = spec.lines})) {
    action = Focus{spec.field};
  }
  if (!has_focus) return action;
  if (const auto& typed = frame.Typings(); !typed.empty()) action = Enter{typed};
  return action;
}

std::optional<Action> DrawKeyboard(const Entries& entries, ui::Frame& frame) {
  if (!entries.focus || entries.keyboard == Keyboard::None) return std::nullopt;
  const bool has_letters = entries.keyboard == Keyboard::Letters;
  const std::string_view other = !MaySwitch(entries) ? "" : has_letters ? "123" : "ABC";
  const auto typed = has_letters ? frame.LatinKeyboard("keys", other) : frame.KeyPad("keys", other);
  if (!typed) return std::nullopt;
  const auto* key = std::get_if<ui::Key>(&*typed);
  if (key != nullptr && *key == ui::Key::OtherKeys) return SwitchKeyboard{};
  return Enter{{*typed}};
}

std::optional<Action> DrawKeyboardColumn(const Scene& scene, const Entries& entries, ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_below = frame.Facing() == ui::Orientation::Portrait;
  if (!is_below) action = DrawKeyboardSwitch(scene, entries, frame);
  frame.NextColumn();
  if (auto pressed = DrawKeyboard(entries, frame)) action = std::move(pressed);
  if (!is_below) return action;
  auto pressed = DrawKeyboardSwitch(scene, entries, frame);
  return pressed ? pressed : action;
}

std::optional<domain::InputFault> FaultOf(const Entries& entries, Field field) {
  const std::string& text = entries.Text(field);
  const auto fault = [](const auto& parsed) {
    return parsed ? std::nullopt : std::optional<domain::InputFault>{parsed.error()};
  };
  switch (field) {
    case Field::Phone:
      return fault(domain::Phone::Parse(text));
    case Field::Number:
      return fault(domain::RecordNumber::Parse(text));
    case Field::Name:
      return fault(domain::PersonName::Parse(text));
    case Field::LastFour:
      if (text.empty()) return domain::InputFault::Missing;
      return text.size() < 4 ? std::optional{domain::InputFault::TooShort} : std::nullopt;
    case Field::AddressNote:
    case Field::Room:
    case Field::Ticket:
      if (base::Trim(text).empty()) return domain::InputFault::Missing;
      break;
    case Field::Description:
    case Field::Whom:
    case Field::Comment:
    case Field::Search:
    case Field::StaffText:
    case Field::Place:
    case Field::Fee:
    case Field::ShiftReason:
    case Field::ShiftNotes:
    case Field::StaffWords:
    case Field::StaffMore:
      break;
  }
  return fault(domain::ParseText(text, MostCharacters(field)));
}

std::string_view FaultText(const Scene& scene, Field field, std::optional<domain::InputFault> fault) {
  using domain::InputFault;
  if (!fault) return {};
  if (field == Field::Phone) {
    switch (*fault) {
      case InputFault::Missing:
        return scene.T("fault.phone.missing");
      case InputFault::TooShort:
        return scene.T("fault.phone.short");
      case InputFault::TooLong:
        return scene.T("fault.phone.long");
      default:
        return scene.T("fault.phone.wrong");
    }
  }
  if (field == Field::Number) {
    switch (*fault) {
      case InputFault::Missing:
        return scene.T("fault.number.missing");
      case InputFault::TooShort:
        return scene.T("fault.number.short");
      case InputFault::TooLong:
        return scene.T("fault.number.long");
      default:
        return scene.T("fault.number.wrong");
    }
  }
  switch (*fault) {
    case InputFault::Missing:
      return field == Field::LastFour ? scene.T("fault.last_four")
             : field == Field::Ticket ? scene.T("fault.ticket")
                                      : scene.T("fault.text.missing");
    case InputFault::TooShort:
      return scene.T("fault.last_four");
    case InputFault::TooLong:
      return scene.T("fault.text.long");
    default:
      return scene.T("fault.text.character");
  }
}

}  // namespace bianmin::screens
