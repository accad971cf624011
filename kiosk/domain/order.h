#pragma once
// An order (服务订单): a need that a resident registered, from its number to its completion (R02, R03, R06–R10). This
// file holds the values and the rule which act may follow which state; storing them is kiosk/store's.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/id.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/arrival.h"
#include "kiosk/domain/personal.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

using OrderId = base::Id<struct OrderTag>;

enum class Urgency { Ordinary, Urgent };

enum class OrderState {
  Registered,          // 登记接收
  Accepted,            // 已受理
  Dispatched,          // 已派单
  InService,           // 服务中
  AwaitingAcceptance,  // 待验收
  Completed,           // 已完成
  Cancelled,           // 已取消
  Declined,            // 不予受理, with a reason
};

enum class OrderAct {
  Accept,
  Dispatch,
  BeginService,
  FinishService,
  ConfirmCompletion,
  Cancel,
  Decline,
  Reopen,
  Remind,
  // Of staff, and leaving the state as it is: what is known of the case changes, not where it stands.
  Reclassify,      // 更正分类 (R05)
  AskBack,         // 追问
  Assign,          // 指派 to a member of staff
  SetPriority,     // 特殊群体优先 (R07)
  ConfirmDetails,  // 服务方确认 time, place and fee (R08)
  ReportProblem    // 突发问题 (R09)
};

// Who acts. The centre acts for staff and providers that work in the city's own systems.
enum class Actor { Resident, Staff, Provider, Centre };

// What residents are told of as three stages (R03): 登记接收, 处理中, 已完成; the rest ends outside them.
enum class Stage { Received, InProgress, Done, Ended };
Stage StageOf(OrderState state);
bool IsOpen(OrderState state);
// Whether somebody is to come, or has come: what was agreed before an order is reopened or cancelled holds no longer.
bool HasVisit(OrderState state);

// The state after `act`, or Refused with the reason when `by` may not do that now. 重开 leads back to 已受理; 催办
// changes nothing.
base::Result<OrderState> After(OrderState state, OrderAct act, Actor by);
// Whether the act is about where an order stands. The others change what is known of it.
bool MovesTheOrder(OrderAct act);
// The single act that leads from one state to another, for states that arrive from the centre. Nothing: no act does.
std::optional<OrderAct> ActBetween(OrderState from, OrderState to);

// Preferred time of a visit.
enum class HalfDay { Morning, Afternoon };
struct Appointment {
  base::Date date;
  HalfDay half = HalfDay::Morning;
  friend bool operator==(const Appointment&, const Appointment&) = default;
};
// Whether its half of the day is over; a morning's is at noon.
bool HasPassed(const Appointment& appointment, base::TimePoint now);

// What a provider and a resident agreed on (R08).
struct Details {
  Appointment when;
  std::string place;         // in words; empty: the order's address
  std::int64_t fee_fen = 0;  // 0: free of charge
  friend bool operator==(const Details&, const Details&) = default;
};

// Who comes, and what was agreed with them.
struct Visit {
  std::string provider_code;
  Details details;
};

// A need as the resident entered it, complete and valid.
struct Need {
  std::string service_code;
  std::string package_code;
  std::string description;  // may be empty when a phrase or the service says it all
  Urgency urgency = Urgency::Ordinary;
  std::optional<Address> address;
  std::string address_text;  // as Describe() gave it: what staff read even if the tree changes later
  std::optional<Appointment> appointment;
  bool wants_home_registration = false;  // 需要上门登记 (R04)
  Contact contact;
};

struct HistoryEntry {
  OrderState state = OrderState::Registered;
  OrderAct act = OrderAct::Accept;  // of the first entry: meaningless
  Actor by = Actor::Resident;
  base::TimePoint at;
  std::string note;         // for the resident to read
  std::string reason_code;  // of the catalogue, why staff declined or cancelled; otherwise empty
};

struct Order {
  OrderId id;
  RecordNumber number;
  Need need;
  base::TimePoint registered_at;
  base::TimePoint respond_by;
  OrderState state = OrderState::Registered;
  std::vector<HistoryEntry> history;  // oldest first; its first entry is the registration
  std::optional<Visit> visit = {};    // as its resident is told of it; nothing before it is agreed, or when it is off
  std::optional<ArrivalProof> arrival = {};  // what the centre has signed; nothing before it did
};

// The words that travel and are stored: "registered", "in_service", "confirm_completion", "resident" …
std::string_view WireName(OrderState state);
std::string_view WireName(OrderAct act);
std::string_view WireName(Actor actor);
std::string_view WireName(Urgency urgency);
std::string_view WireName(HalfDay half);
std::optional<OrderState> ParseOrderState(std::string_view text);
std::optional<OrderAct> ParseOrderAct(std::string_view text);
std::optional<Actor> ParseActor(std::string_view text);
std::optional<Urgency> ParseUrgency(std::string_view text);
std::optional<HalfDay> ParseHalfDay(std::string_view text);

}  // namespace bianmin::domain
