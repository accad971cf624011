#pragma once
// The rows of an order and its history, inside somebody's transaction.

#include <optional>
#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/order.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// What can be known without the key.
struct OrderHead {
  std::int64_t serial = 0;
  domain::OrderState state = domain::OrderState::Registered;
  base::Digest lookup_token{};
  domain::OrderId id;
};

// Of the words of a member of staff, each entry of the history has its own.
inline constexpr std::string_view kStaffActTable = "staff_act";
std::string StaffActId(const domain::OrderId& order, std::int64_t place);

std::optional<OrderHead> FindOrderHead(Connection& connection, const domain::RecordNumber& number);
// The whole order; it must exist.
domain::Order LoadOrder(StoreCore& core, const domain::RecordNumber& number);
void InsertOrder(StoreCore& core, const domain::Order& order);
// Sets the state and adds to the history.
void AppendToHistory(Connection& connection, std::int64_t serial, const domain::HistoryEntry& entry);
// When the resident reminded last.
std::optional<base::TimePoint> LastReminder(Connection& connection, std::int64_t serial);

}  // namespace bianmin::store
