#include "kiosk/screens/entries.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/receipt_token.h"
#include "kiosk/ui/frame.h"

namespace bianmin::screens {

const std::string& Entries::Text(Field field) const {
  static const std::string kNothing;
  const auto found = texts.find(field);
  return found == texts.end() ? kNothing : found->second;
}

namespace {

// A number begins with two letters and has no others: a letter behind them begins another number. So a scanned number
// takes the place of what stood there, were it only the letters of this kiosk.
bool BeginsNumber(const ui::Typed& typed, const std::string& text) {
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  const auto* added = std::get_if<std::string>(&typed);
  // The token of a receipt begins so, too, and goes on with letters.
  const bool is_token = text.starts_with("BM") || text.starts_with("bm");
  return added != nullptr && !added->empty() && is_letter(added->front()) && text.size() >= 2 && !is_token;
}

}  // namespace

std::size_t Entries::Caret() const {
  if (!focus) return 0;
  return std::min(caret, Text(*focus).size());
}

void Entries::Enter(const ui::Typed& typed) {
  if (!focus) return;
  std::string& text = texts[*focus];
  if (*focus == Field::Number && BeginsNumber(typed, text)) text.clear();
  if (const auto* key = std::get_if<ui::Key>(&typed); key && *key == ui::Key::Delete) {
    text.clear();
    caret = std::string::npos;
    return;
  }
  const std::size_t at = Caret();
  const std::string behind = text.substr(at);
  const std::size_t most = MostCharacters(*focus);
  const std::size_t used = base::CountCharacters(behind);
  std::string before = ui::Apply(typed, text.substr(0, at), used < most ? most - used : 0);
  caret = behind.empty() ? std::string::npos : before.size();
  text = std::move(before) + behind;
}

bool IsOfWords(Field field) {
  switch (field) {
    case Field::Name:
    case Field::Description:
    case Field::AddressNote:
    case Field::Whom:
    case Field::Comment:
    case Field::Search:
    case Field::StaffText:
    case Field::Place:
    case Field::ShiftReason:
    case Field::ShiftNotes:
    case Field::StaffWords:
    case Field::StaffMore:
      return true;
    case Field::Number:
    case Field::LastFour:
    case Field::Phone:
    case Field::Room:
    case Field::Ticket:
    case Field::Fee:
      break;
  }
  return false;
}

std::size_t MostCharacters(Field field) {
  constexpr std::size_t kSeparators = 4;  // spaces and hyphens people put between digits
  switch (field) {
    case Field::Number:
      return domain::kReceiptTokenCharacters;  // a scanned receipt; a typed number is shorter
    case Field::LastFour:
      return 4;
    case Field::Phone:
      return domain::kMaxPhoneDigits + kSeparators;
    case Field::Name:
      return domain::kMaxNameCharacters;
    case Field::Description:
    case Field::Comment:
    case Field::StaffText:
    case Field::StaffWords:
    case Field::StaffMore:
      return domain::kMaxFreeTextCharacters;
    case Field::Fee:
      return domain::kMaxFeeDigits;
    case Field::Place:
    case Field::AddressNote:
      return domain::kMaxAddressNoteCharacters;
    case Field::ShiftReason:
    case Field::ShiftNotes:
      return domain::kMaxShiftNotesCharacters;
    case Field::Room:
      return 5;
    case Field::Ticket:
      return domain::kMaxTicketCharacters;
    case Field::Whom:
      return domain::kMaxSubjectCharacters;
    case Field::Search:
      return domain::kMaxSearchCharacters;
  }
  return 0;
}

}  // namespace bianmin::screens
