#pragma once
// What of a form is kept when its resident is interrupted, and what becomes of it when they come back: the catalogue,
// the addresses, the day and the program may have changed since. Every answer is held against what is offered now; what
// does not fit any more is left out, and the form goes on at the first page that needs an answer. A phrase that is not
// offered any more stays as words.
//
// Never kept: the last four digits of a phone (they prove who asks), and the consent. Consent is given to a notice that
// one has just read, by the person who stands there (PIPL, articles 14 and 17); so whoever comes back reads it again
// before anything personal is shown.

#include <optional>
#include <string>

#include "kiosk/app/model.h"
#include "kiosk/app/update.h"

namespace bianmin::app {

// The form on the screen as bytes; nothing when the screen is no form.
std::optional<std::string> DraftBytes(const Screen& screen, const Circumstances& at);

struct ReopenedForm {
  Screen form;
  int page = 0;                      // to open, as the form numbers its pages
  std::optional<int> after_consent;  // when `page` is the notice: where to go on behind it
};
// Corrupt or Refused (by another version of the program): the form is lost, and its resident has to be told.
base::Result<ReopenedForm> ReopenDraft(std::string_view bytes, const Circumstances& at);

}  // namespace bianmin::app
