#pragma once
// Finds out that the centre lost what it had confirmed, and sends it again: after the centre came back from a backup of
// its own, it holds less than this kiosk delivered, or its archive is another one. Then everything that it may lack
// waits again, and is recognised by its id where it is not lacking. Delivered events are kept for
// domain::kDeliveredEventsKept; what is older and missing is told to the operator, once.
//
// Asks only when nothing waits, because an answer that is under way would look like a loss. Belongs to one thread, with
// the relay's database and transport.

#include <optional>

#include "kiosk/base/time.h"
#include "kiosk/store/arrivals.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/outbox.h"
#include "kiosk/wire/front_page.h"
#include "sync/engine/transport.h"

namespace bianmin::engine {

// How often the two are held against each other.
inline constexpr std::chrono::minutes kReconcileEvery{10};

class Reconciler {
 public:
  Reconciler(store::Database& database, Transport& transport, const base::Clock& clock);

  // At most one request. True when something waits again: the relay has work.
  bool RunOnce();

 private:
  // How much was sent again since the two last agreed.
  enum class Resent { Nothing, AboveTheHighest, Everything };

  bool Compare(const store::Delivery& delivery, const wire::CentreHolding& holding);
  bool SendAgain(const store::Delivery& delivery, const wire::CentreHolding& holding);
  void Agree(const wire::CentreHolding& holding, std::int64_t surplus);

  store::Outbox outbox_;
  store::Arrivals arrivals_;
  store::Inbox inbox_;
  Transport& transport_;
  const base::Clock& clock_;
  std::optional<base::Milliseconds> asked_at_;  // on the stopwatch
  Resent resent_ = Resent::Nothing;
};

}  // namespace bianmin::engine
