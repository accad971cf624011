#pragma once
// Moving through the pages of an errand: forward when the page is complete, back without losing anything, from the
// review to a page and back to the review. The same for every draft.

#include <algorithm>
#include <variant>
#include <vector>

#include "kiosk/screens/action.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/resident/find_record.h"

namespace bianmin::app {

enum class Moved { Stayed, ToPage, OutAtStart, Submitted };

// `pages` as PagesOf gives them now, `is_complete(page)`, `step_of(page)`; the last page is the review.
template <class Draft, class Page, class IsComplete, class StepOf>
Moved MoveOn(Draft& draft, const std::vector<Page>& pages, const IsComplete& is_complete, const StepOf& step_of) {
  if (!is_complete(draft.page)) {
    draft.shows_faults = true;
    return Moved::Stayed;
  }
  draft.shows_faults = false;
  if (draft.page == pages.back()) return Moved::Submitted;
  const auto here = std::find(pages.begin(), pages.end(), draft.page);
  const Page next = here == pages.end() ? pages.front() : *(here + 1);
  const bool ends_step = step_of(next) != step_of(draft.page);
  if (draft.returns_to_review && ends_step && is_complete(pages.back())) {
    draft.page = pages.back();
    draft.returns_to_review = false;
  } else {
    draft.page = next;
    if (next == pages.back()) draft.returns_to_review = false;
  }
  return Moved::ToPage;
}

template <class Draft, class Page>
Moved MoveBack(Draft& draft, const std::vector<Page>& pages) {
  draft.shows_faults = false;
  const auto here = std::find(pages.begin(), pages.end(), draft.page);
  if (here == pages.begin() || here == pages.end()) return Moved::OutAtStart;
  draft.page = *(here - 1);
  return Moved::ToPage;
}

// Name, phone, consent and typed text: the same in every errand. True when the action was one of these.
bool UpdatePerson(screens::PersonDraft& person, screens::Entries& entries, const screens::Action& action);
// Typing, focus and keyboards. True when the action was one of these.
bool UpdateEntries(screens::Entries& entries, const screens::Action& action);
// Puts the caret where a page that asks for this field wants it.
void Ask(screens::Entries& entries, screens::Field field, screens::Keyboard keyboard);
void AskNothing(screens::Entries& entries);

// A record is not looked up before its number and the digits are there: puts the caret where one is wanting and says
// so. True then.
template <class Draft>
bool AsksForMissing(Draft& draft) {
  const std::optional<screens::Field> missing = screens::MissingFrom(draft.entries);
  draft.shows_faults = missing.has_value();
  if (missing && draft.entries.focus != *missing) UpdateEntries(draft.entries, screens::Focus{*missing});
  return draft.shows_faults;
}

}  // namespace bianmin::app
