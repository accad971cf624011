#pragma once
// What the centre tells the kiosk: pages of changes from its feed. kiosk/wire reads them from the network's bytes,
// kiosk/store applies a page and the cursor behind it in one transaction.

#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/publication.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

struct OrderStatusChange {
  RecordNumber number;
  OrderState state = OrderState::Registered;
  std::string note;  // for the resident to read; may be empty
  base::TimePoint at;
};

struct ComplaintStatusChange {
  RecordNumber number;
  ComplaintState state = ComplaintState::Received;
  std::string answer;  // may be empty
  base::TimePoint at;
};

// A document was published for this kiosk, or withdrawn.
struct PublicationChange {
  Publication publication;
  // Why what came is not what was published; empty: it is whole. It is kept without its content, and told.
  std::string fault;
};

// A change that this program does not understand. It is kept as it came, for a later version or a person.
struct UnknownChange {
  std::string why;  // one sentence for operators
};

struct Change {
  std::string id;  // the centre's; the same change sent again has the same id
  std::string type;
  std::variant<OrderStatusChange, ComplaintStatusChange, PublicationChange, UnknownChange> what;
  std::string raw;  // its JSON text
};

struct ChangesPage {
  std::vector<Change> changes;  // oldest first
  std::string next;             // the cursor behind the last of them
  bool more = false;            // another page is ready now
};

}  // namespace bianmin::domain
