#include "kiosk/app/wizard.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::Keyboard;

// What opens on the page when a field is touched; fields of words have the sheet.
Keyboard KeyboardOf(Field field) {
  switch (field) {
    case Field::Number:
    case Field::LastFour:
    case Field::Phone:
    case Field::Room:
    case Field::Ticket:
    case Field::Fee:
      return Keyboard::Digits;
    case Field::Name:
    case Field::Description:
    case Field::AddressNote:
    case Field::Whom:
    case Field::Comment:
    case Field::StaffText:
    case Field::Place:
    case Field::ShiftReason:
    case Field::ShiftNotes:
    case Field::Search:
    case Field::StaffWords:
    case Field::StaffMore:
      break;
  }
  return Keyboard::None;
}

}  // namespace

bool UpdatePerson(screens::PersonDraft& person, screens::Entries& entries, const screens::Action& action) {
  if (const auto* surname = std::get_if<screens::ChooseSurname>(&action)) {
    person.surname = surname->surname;
    entries.texts.erase(Field::Name);
    return true;
  }
  if (const auto* choice = std::get_if<screens::ChooseSalutation>(&action)) {
    person.salutation = choice->salutation;
    entries.texts.erase(Field::Name);
    return true;
  }
  if (const auto* consent = std::get_if<screens::GiveConsent>(&action)) {
    person.has_consented = consent->given;
    return true;
  }
  return UpdateEntries(entries, action);
}

bool UpdateEntries(screens::Entries& entries, const screens::Action& action) {
  if (const auto* focus = std::get_if<screens::Focus>(&action)) {
    Ask(entries, focus->field, KeyboardOf(focus->field));
    return true;
  }
  if (const auto* typed = std::get_if<screens::Enter>(&action)) {
    for (const ui::Typed& each : typed->typed) entries.Enter(each);
    return true;
  }
  if (std::holds_alternative<screens::SwitchKeyboard>(action)) {
    entries.keyboard = entries.keyboard == Keyboard::Letters ? Keyboard::Digits : Keyboard::Letters;
    return true;
  }
  return false;
}

void Ask(screens::Entries& entries, Field field, Keyboard keyboard) {
  if (entries.focus != field) entries.caret = std::string::npos;
  entries.focus = field;
  entries.keyboard = keyboard;
}

void AskNothing(screens::Entries& entries) {
  entries.focus.reset();
  entries.keyboard = Keyboard::None;
}

}  // namespace bianmin::app
