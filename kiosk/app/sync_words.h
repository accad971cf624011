#pragma once
// How what was taken in here stands with the city, in words, for whoever is signed in: as honest as the last look at
// the outbox and the line.

#include <string>

#include "kiosk/app/model.h"
#include "kiosk/i18n/texts.h"

namespace bianmin::app {

// For the header: "已同步", "待上报 3 条，最早 09:24", "连不上市级平台，自 11月22日"; in large text without the
// times. Empty before the first look, and on pages where something is entered: it is a button that leads away from
// them.
std::string SyncInHeader(const Model& model, const i18n::Texts& texts, base::TimePoint now);

}  // namespace bianmin::app
