#pragma once
// The text-entry sheet over the page of an errand: one for every field of words, with what to write asked once more at
// its top and phrases that spare most of the writing.

#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// `entries` has a sheet and a focused field of words.
std::optional<Action> DrawTextEntry(const Entries& entries, const Scene& scene, ui::Frame& frame);

// The phrases offered for a field, as keys of the catalogue; picked by their place.
std::span<const std::string_view> PhrasesOf(Field field);

}  // namespace bianmin::screens
