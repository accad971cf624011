#include <fmt/format.h>

#include <functional>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/registration.h"
#include "kiosk/store/store.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::Order;
using domain::OrderAct;
using domain::RecordNumber;

// What a resident does to an order: the rule's act, the event's type and the bytes to tell.
struct ResidentAct {
  OrderAct act;
  std::string_view type;
  std::function<std::string(const RecordNumber&, const domain::EventStamp&)> event;
};

Error NoSuchOrder(const RecordNumber& number) {
  return {ErrorCode::NotFound, fmt::format("there is no order {} on this kiosk", number.text())};
}

// Why a reminder must wait; a last reminder in the future means that the clock was set back.
Result<Done> CheckReminderPause(Connection& connection, std::int64_t serial, base::TimePoint now) {
  const auto last = LastReminder(connection, serial);
  if (!last || *last > now || now - *last >= domain::kReminderPause) return Done{};
  return Error{ErrorCode::Refused, fmt::format("this order was reminded of less than {} hours ago",
                                               std::chrono::hours{domain::kReminderPause}.count())};
}

Result<Order> Perform(StoreCore& core, const RecordNumber& number, const ResidentAct& resident) {
  Connection& connection = core.connection();
  return Guarded(connection, [&]() -> Result<Order> {
    Act act{core};
    const auto head = FindOrderHead(connection, number);
    if (!head) return NoSuchOrder(number);
    const auto state = domain::After(head->state, resident.act, domain::Actor::Resident);
    if (!state) return state.error();
    if (resident.act == OrderAct::Remind) {
      if (auto allowed = CheckReminderPause(connection, head->serial, act.now()); !allowed) return allowed.error();
    }
    AppendToHistory(connection, head->serial,
                    {.state = *state, .act = resident.act, .by = domain::Actor::Resident, .at = act.now(), .note = ""});
    const domain::EventStamp stamp = act.NewStamp();
    act.Tell(stamp, resident.type, number, resident.event(number, stamp));
    Order order = LoadOrder(core, number);
    act.Commit();
    return order;
  });
}

}  // namespace

Result<Order> Store::RegisterOrder(const domain::Need& need) {
  if (auto sound = CheckNeed(need); !sound) return sound.error();
  return Guarded(core_->connection(), [&]() -> Result<Order> {
    Act act{*core_};
    Order order = RegisterNeed(*core_, act, need, domain::Actor::Resident);
    act.Commit();
    return order;
  });
}

Result<Order> Store::CancelOrder(const RecordNumber& number, std::string_view reason_code) {
  if (auto code = CheckCode(reason_code, "reason"); !code) return code.error();
  const domain::EventWriter& events = core_->parts.events;
  return Perform(*core_, number, {OrderAct::Cancel, "order.cancelled", [&](const auto& order, const auto& stamp) {
                                    return events.OrderCancelled(order, reason_code, stamp);
                                  }});
}

Result<Order> Store::RemindOrder(const RecordNumber& number) {
  const domain::EventWriter& events = core_->parts.events;
  return Perform(*core_, number, {OrderAct::Remind, "order.reminded", [&](const auto& order, const auto& stamp) {
                                    return events.OrderReminded(order, stamp);
                                  }});
}

Result<Order> Store::ConfirmCompletion(const RecordNumber& number) {
  const domain::EventWriter& events = core_->parts.events;
  return Perform(*core_, number,
                 {OrderAct::ConfirmCompletion, "order.completed",
                  [&](const auto& order, const auto& stamp) { return events.OrderCompletionConfirmed(order, stamp); }});
}

Result<Order> Store::Reopen(const RecordNumber& number) {
  const domain::EventWriter& events = core_->parts.events;
  return Perform(*core_, number, {OrderAct::Reopen, "order.reopened", [&](const auto& order, const auto& stamp) {
                                    return events.OrderReopened(order, stamp);
                                  }});
}

Result<Order> Store::FindOrder(const RecordNumber& number) {
  return Guarded(core_->connection(), [&]() -> Result<Order> {
    if (!FindOrderHead(core_->connection(), number)) return NoSuchOrder(number);
    return LoadOrder(*core_, number);
  });
}

}  // namespace bianmin::store
