#include "sync/centre/order_numbers.h"

#include <charconv>

#include "kiosk/domain/city_number.h"

namespace bianmin::centre {

bool IsNewer(const FoundOrder& a, const FoundOrder& b) {
  return a.requested_at != b.requested_at ? a.requested_at > b.requested_at : a.number > b.number;
}

base::Result<domain::RecordNumber> NextCityNumber(std::optional<std::int64_t> last, base::TimePoint now) {
  const std::int64_t serial = domain::NextSerial(last, base::LocalDate(now));
  if (serial <= domain::kMostCitySerial) return domain::CityNumber(serial);
  return base::Error{base::ErrorCode::TooLarge, "the numbers of the city's requests are used up"};
}

std::optional<std::int64_t> SerialIn(const std::string& text) {
  std::int64_t serial = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return serial;
}

base::Error RetryKeyIsTaken() {
  return {base::ErrorCode::Conflict, "the Idempotency-Key was used for another request; take a new one"};
}

base::Error CannotBeArchived() {
  return {base::ErrorCode::Invalid, "the request cannot be archived: a field is larger than an event may be"};
}

OfferedBatch BatchOf(const CityRequest& request, const std::string& event) {
  OfferedBatch batch;
  batch.source = request.source;
  batch.received = request.received;
  batch.elements.push_back(ReadElement(event));
  return batch;
}

}  // namespace bianmin::centre
