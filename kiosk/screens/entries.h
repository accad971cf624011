#pragma once
// The text a resident is entering: one text a field, one field with the caret. Part of every draft; wiped with it.

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "kiosk/domain/input_fault.h"
#include "kiosk/ui/input.h"

namespace bianmin::screens {

enum class Field { Number, LastFour, Phone, Name, Description, AddressNote, Room, Ticket, Whom, Comment };

// The keyboard on the screen; None while a page offers choices and its field waits for a physical keyboard or a touch.
enum class Keyboard { None, Digits, Letters };

enum class Salutation { None, Mr, Ms };

struct Entries {
  std::map<Field, std::string> texts;
  std::optional<Field> focus;
  Keyboard keyboard = Keyboard::None;

  const std::string& Text(Field field) const;
  // Applies a key or text to the field that has the caret, within its limit.
  void Enter(const ui::Typed& typed);
};

std::size_t MostCharacters(Field field);

// Who a resident says they are; shared by all errands.
struct PersonDraft {
  std::string surname;
  Salutation salutation = Salutation::None;
  bool has_consented = false;
};

}  // namespace bianmin::screens
