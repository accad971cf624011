#pragma once
// A record of another kiosk, which the city was asked for by its receipt: the question on its way, the record, or why
// there is nothing to show and what the resident can do. Acts on the order are not offered here; who to ask is said.

#include <optional>

#include "kiosk/domain/city_record.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

struct CityLookUp {
  domain::RecordNumber number;
  std::optional<domain::InquiryId> inquiry;  // the question that is on its way; nothing: not written down yet
  std::optional<domain::CityAnswer> answer;  // nothing: waiting
};

std::optional<Action> DrawCityRecord(const CityLookUp& asked, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
