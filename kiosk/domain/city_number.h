#pragma once
// Record numbers of requests that another system of the city brought to the centre (Open311). They are built like those
// of kiosks and begin with "OP", which no kiosk can be called, because kiosks' letters hold no O. RecordNumber::Parse
// reads them, too.

#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

// `serial` lies in [0, kMostCitySerial].
RecordNumber CityNumber(std::int64_t serial);
inline constexpr std::int64_t kMostCitySerial = 9'999'999;

bool IsCityNumber(const RecordNumber& number);

}  // namespace bianmin::domain
