#pragma once
// How what was taken in here stands with the city, in words, for whoever is signed in: as honest as the last look at
// the outbox and the line.

#include <string>

#include "kiosk/app/model.h"
#include "kiosk/i18n/texts.h"

namespace bianmin::app {

// A few characters for the header: "已同步", "待上报 3 条", "连不上市级平台". Empty before the first look, and on pages
// where something is entered: it is a button that leads away from them.
std::string SyncInShort(const Model& model, const i18n::Texts& texts);
// The same in a sentence, with how many and since when.
std::string SyncSentence(const Machine& machine, const i18n::Texts& texts);

}  // namespace bianmin::app
