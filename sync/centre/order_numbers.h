#pragma once
// What both archives need for FindOrders and AddRequest beyond their SQL.

#include <optional>

#include "kiosk/domain/record_number.h"
#include "sync/centre/archive.h"

namespace bianmin::centre {

// The order of a list: newest first, of the same moment by number.
bool IsNewer(const FoundOrder& a, const FoundOrder& b);

// The number after the last one that was given; TooLarge when there are no more. Its day begins anew each day, so that
// an archive which was restored from a backup of an earlier day gives no number twice.
base::Result<domain::RecordNumber> NextCityNumber(std::optional<std::int64_t> last, base::TimePoint now);
// As an archive keeps it; nothing for what is no number.
std::optional<std::int64_t> SerialIn(const std::string& text);

base::Error RetryKeyIsTaken();
// The event breaks a rule of events; the log of the centre says nothing more, because it may hold what is personal.
base::Error CannotBeArchived();

// A batch of the one event.
OfferedBatch BatchOf(const CityRequest& request, const std::string& event);

}  // namespace bianmin::centre
