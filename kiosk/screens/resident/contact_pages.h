#pragma once
// The pages every errand shares: what is done with personal data, who somebody is, and how to reach them.

#include "kiosk/domain/personal.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// "王女士" when chosen from the list, otherwise what was typed.
std::string NameText(const PersonDraft& person, const Entries& entries);
// The contact, once name and phone are sound.
std::optional<domain::Contact> ContactOf(const PersonDraft& person, const Entries& entries);

// The notice of the Personal Information Protection Law, article 17, and the consent that everything personal waits
// for.
std::optional<Action> DrawPrivacy(const Scene& scene, const PersonDraft& person, bool shows_faults, ui::Frame& frame);
std::optional<Action> DrawName(const Scene& scene, const PersonDraft& person, const Entries& entries, bool shows_faults,
                               ui::Frame& frame);
std::optional<Action> DrawPhone(const Scene& scene, const Entries& entries, bool shows_faults, ui::Frame& frame);

// A text field with its keyboard: physical, scanner or on the screen.
struct EntrySpec {
  Field field;
  std::string_view id;
  std::string_view label;
  std::string_view placeholder;
  std::string_view error;
  std::string_view hint;
  int lines = 1;
};
std::optional<Action> DrawEntry(const EntrySpec& spec, const Entries& entries, ui::Frame& frame);
// The on-screen keyboard for the field that has the caret.
std::optional<Action> DrawKeyboard(const Entries& entries, ui::Frame& frame);
// The second of two columns: that keyboard, and beside or below it the button that changes it.
std::optional<Action> DrawKeyboardColumn(const Scene& scene, const Entries& entries, ui::Frame& frame);

// The sentence for a fault: what to do about it. Empty for none.
std::string_view FaultText(const Scene& scene, Field field, std::optional<domain::InputFault> fault);
std::optional<domain::InputFault> FaultOf(const Entries& entries, Field field);

}  // namespace bianmin::screens
