#pragma once
// What the voice says about what is on the screen: taken from the inventory of the frame, so that everything spoken is
// on the screen and a masked text is never spoken. Each sentence carries its key of the catalogue, under which an
// institution may keep a recording. Pure.

#include <string>
#include <vector>

#include "kiosk/i18n/texts.h"
#include "kiosk/speech/utterance.h"
#include "kiosk/ui/inventory.h"

namespace bianmin::app {

using Announcement = std::vector<speech::Utterance>;

// What was on the screen when something was last said, so that only what is new is said next.
class Announcer {
 public:
  // What has come up since the last call: all of a new page (with the names of what can be pressed when
  // `names_controls`), or the sentences that appeared on the same page. Empty: nothing new.
  Announcement WhatIsNew(const ui::Inventory& shown, const i18n::Texts& texts, bool names_controls);
  void Forget() { *this = {}; }

 private:
  std::string page_;
  std::string language_;
  std::vector<std::string> said_;
};

// The whole page, from its top.
Announcement DescribePage(const ui::Inventory& shown, const i18n::Texts& texts, bool names_controls);
// One control: its words and its state. Empty when it is not on the screen.
Announcement DescribeControl(const ui::Inventory& shown, std::string_view id, const i18n::Texts& texts);
// A text of the resident's own, read back on request.
Announcement ReadBack(std::string_view text, i18n::Language language);

}  // namespace bianmin::app
