#pragma once
// The body of GET /v1/records/{number}. Used by bianmin-sync.

#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/domain/city_record.h"

namespace bianmin::wire {

// Corrupt when it is anything but a whole record as sync/openapi.yaml describes it: a member missing or of another
// kind, a word or time that means nothing, a history that is empty or longer than domain::kMaxHistoryEntries. A service
// code may have domain::kMaxSubjectBytes. Members that this program does not know are left alone. Whether it is the
// record that was asked for is the caller's to check.
base::Result<domain::CityRecord> ReadCityRecord(std::string_view text);

}  // namespace bianmin::wire
