#pragma once
// The use cases of staff on complaints, suggestions and bad ratings (R14, R25; kiosk/domain/grievance.h has the rules).
// Each act is one transaction: the rows, the event for the city and the journal entry that names who acted. Used by the
// kiosk's staff pages. What somebody may not see does not exist for them: NotFound.

#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/handling.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

// A cheap view over a store.
class Grievances {
 public:
  explicit Grievances(Store& store) : core_(store.core()) {}

  // The open ones that `reader` may see: overdue first, then by when the clock that counts now ends.
  base::Result<std::vector<domain::GrievanceSummary>> Open(const domain::Handler& reader);
  base::Result<domain::Grievance> Find(const domain::RecordNumber& number, const domain::Handler& reader);
  // Whom to call. The journal says who looked. NotFound: anonymous.
  base::Result<domain::Contact> ShowContact(const domain::RecordNumber& number, const domain::Handler& reader);

  // Refused when the rules do not allow it now, or `by` is not what they say they are any more; Invalid for a text that
  // is missing or no text; TooLarge past a limit.
  base::Result<domain::Grievance> Perform(const domain::RecordNumber& number, const domain::HandlingRequest& request,
                                          const domain::Handler& by);

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
