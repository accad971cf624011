#pragma once
// The text a resident is entering: one text a field, one field with the caret. Part of every draft; wiped with it.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/domain/input_fault.h"
#include "kiosk/screens/composition.h"
#include "kiosk/ui/input.h"

namespace bianmin::screens {

enum class Field {
  Number,
  LastFour,
  Phone,
  Name,
  Description,
  AddressNote,
  Room,
  Ticket,
  Whom,
  Comment,
  Search,     // of staff, in the queue
  StaffText,  // what staff write to an order
  Place,
  Fee,
  ShiftReason,
  ShiftNotes,
  StaffWords,  // what staff write to a complaint or the 整改台账
  StaffMore
};

// The keyboard on the page; None while a page offers choices and its field waits for a physical keyboard or a touch.
enum class Keyboard { None, Digits, Letters };

// Fields of words open the text-entry sheet when touched; numbers have their pad on the page.
bool IsOfWords(Field field);

enum class Salutation { None, Mr, Ms };

struct Entries {
  std::map<Field, std::string> texts;
  std::optional<Field> focus;
  Keyboard keyboard = Keyboard::None;
  std::size_t caret = std::string::npos;  // bytes before it, in the text of the focused field; npos: at its end
  std::optional<Composition> sheet;       // open over the page

  const std::string& Text(Field field) const;
  // The caret's place in the focused field's text.
  std::size_t Caret() const;
  // Applies a key or text at the caret of the focused field, within its limit.
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
