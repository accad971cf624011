#include "kiosk/domain/order.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

using enum OrderState;

constexpr WireNames<OrderState, 8> kStateNames{{{Registered, "registered"},
                                                {Accepted, "accepted"},
                                                {Dispatched, "dispatched"},
                                                {InService, "in_service"},
                                                {AwaitingAcceptance, "awaiting_acceptance"},
                                                {Completed, "completed"},
                                                {Cancelled, "cancelled"},
                                                {Declined, "declined"}}};
constexpr WireNames<OrderAct, 15> kActNames{{{OrderAct::Accept, "accept"},
                                             {OrderAct::Dispatch, "dispatch"},
                                             {OrderAct::BeginService, "begin_service"},
                                             {OrderAct::FinishService, "finish_service"},
                                             {OrderAct::ConfirmCompletion, "confirm_completion"},
                                             {OrderAct::Cancel, "cancel"},
                                             {OrderAct::Decline, "decline"},
                                             {OrderAct::Reopen, "reopen"},
                                             {OrderAct::Remind, "remind"},
                                             {OrderAct::Reclassify, "reclassify"},
                                             {OrderAct::AskBack, "ask_back"},
                                             {OrderAct::Assign, "assign"},
                                             {OrderAct::SetPriority, "set_priority"},
                                             {OrderAct::ConfirmDetails, "confirm_details"},
                                             {OrderAct::ReportProblem, "report_problem"}}};
constexpr WireNames<Actor, 4> kActorNames{
    {{Actor::Resident, "resident"}, {Actor::Staff, "staff"}, {Actor::Provider, "provider"}, {Actor::Centre, "centre"}}};
constexpr WireNames<Urgency, 2> kUrgencyNames{{{Urgency::Ordinary, "ordinary"}, {Urgency::Urgent, "urgent"}}};
constexpr WireNames<HalfDay, 2> kHalfDayNames{{{HalfDay::Morning, "morning"}, {HalfDay::Afternoon, "afternoon"}}};

// Which act leads from where to where, and who may do it. Whatever is not listed is refused.
struct Rule {
  OrderAct act;
  OrderState from;
  OrderState to;
  bool by_resident;
  bool by_provider;  // staff and the centre may do all that is listed
};
constexpr Rule kRules[] = {
    {OrderAct::Accept, Registered, Accepted, false, false},
    {OrderAct::Decline, Registered, Declined, false, false},
    {OrderAct::Decline, Accepted, Declined, false, false},
    {OrderAct::Dispatch, Registered, Dispatched, false, false},
    {OrderAct::Dispatch, Accepted, Dispatched, false, false},
    {OrderAct::Dispatch, Dispatched, Dispatched, false, false},
    {OrderAct::BeginService, Dispatched, InService, false, true},
    {OrderAct::FinishService, InService, AwaitingAcceptance, false, true},
    {OrderAct::ConfirmCompletion, AwaitingAcceptance, Completed, true, false},
    {OrderAct::Cancel, Registered, Cancelled, true, false},
    {OrderAct::Cancel, Accepted, Cancelled, true, false},
    {OrderAct::Cancel, Dispatched, Cancelled, true, false},
    {OrderAct::Reopen, AwaitingAcceptance, Accepted, true, false},
    {OrderAct::Reopen, Completed, Accepted, true, false},
    {OrderAct::Reopen, Declined, Accepted, false, false},
    {OrderAct::Reopen, Cancelled, Accepted, false, false},
    {OrderAct::Remind, Registered, Registered, true, false},
    {OrderAct::Remind, Accepted, Accepted, true, false},
    {OrderAct::Remind, Dispatched, Dispatched, true, false},
    {OrderAct::Remind, InService, InService, true, false},
    {OrderAct::Reclassify, Registered, Registered, false, false},
    {OrderAct::Reclassify, Accepted, Accepted, false, false},
    {OrderAct::AskBack, Registered, Registered, false, false},
    {OrderAct::AskBack, Accepted, Accepted, false, false},
    {OrderAct::AskBack, Dispatched, Dispatched, false, false},
    {OrderAct::AskBack, InService, InService, false, false},
    {OrderAct::Assign, Registered, Registered, false, false},
    {OrderAct::Assign, Accepted, Accepted, false, false},
    {OrderAct::Assign, Dispatched, Dispatched, false, false},
    {OrderAct::Assign, InService, InService, false, false},
    {OrderAct::Assign, AwaitingAcceptance, AwaitingAcceptance, false, false},
    {OrderAct::SetPriority, Registered, Registered, false, false},
    {OrderAct::SetPriority, Accepted, Accepted, false, false},
    {OrderAct::SetPriority, Dispatched, Dispatched, false, false},
    {OrderAct::SetPriority, InService, InService, false, false},
    {OrderAct::ConfirmDetails, Dispatched, Dispatched, false, false},
    {OrderAct::ReportProblem, Dispatched, Dispatched, false, false},
    {OrderAct::ReportProblem, InService, InService, false, false},
    {OrderAct::ReportProblem, AwaitingAcceptance, AwaitingAcceptance, false, false},
};

bool MayDo(const Rule& rule, Actor by) {
  if (by == Actor::Resident) return rule.by_resident;
  if (by == Actor::Provider) return rule.by_provider;
  return rule.act != OrderAct::Remind;  // only residents remind
}

}  // namespace

Stage StageOf(OrderState state) {
  switch (state) {
    case Registered:
      return Stage::Received;
    case Accepted:
    case Dispatched:
    case InService:
    case AwaitingAcceptance:
      return Stage::InProgress;
    case Completed:
      return Stage::Done;
    case Cancelled:
    case Declined:
      return Stage::Ended;
  }
  return Stage::Ended;
}

bool IsOpen(OrderState state) { return StageOf(state) == Stage::Received || StageOf(state) == Stage::InProgress; }

bool HasVisit(OrderState state) {
  switch (state) {
    case OrderState::Dispatched:
    case OrderState::InService:
    case OrderState::AwaitingAcceptance:
    case OrderState::Completed:
      return true;
    default:
      return false;
  }
}

base::Result<OrderState> After(OrderState state, OrderAct act, Actor by) {
  for (const Rule& rule : kRules) {
    if (rule.act == act && rule.from == state && MayDo(rule, by)) return rule.to;
  }
  return base::Error{base::ErrorCode::Refused, fmt::format("'{}' by {} is not possible while an order is {}",
                                                           WireName(act), WireName(by), WireName(state))};
}

bool HasPassed(const Appointment& appointment, base::TimePoint now) {
  constexpr int kNoon = 12;
  const base::LocalTime local = base::ToLocal(now);
  if (appointment.date != local.date) return appointment.date < local.date;
  return appointment.half == HalfDay::Morning && local.hour >= kNoon;
}

bool MovesTheOrder(OrderAct act) {
  return std::any_of(std::begin(kRules), std::end(kRules),
                     [act](const Rule& rule) { return rule.act == act && rule.from != rule.to; });
}

std::optional<OrderAct> ActBetween(OrderState from, OrderState to) {
  if (from == to) return std::nullopt;
  for (const Rule& rule : kRules) {
    if (rule.from == from && rule.to == to) return rule.act;
  }
  return std::nullopt;
}

std::string_view WireName(OrderState state) { return NameIn(kStateNames, state); }
std::string_view WireName(OrderAct act) { return NameIn(kActNames, act); }
std::string_view WireName(Actor actor) { return NameIn(kActorNames, actor); }
std::string_view WireName(Urgency urgency) { return NameIn(kUrgencyNames, urgency); }
std::string_view WireName(HalfDay half) { return NameIn(kHalfDayNames, half); }
std::optional<OrderState> ParseOrderState(std::string_view text) { return ParseIn(kStateNames, text); }
std::optional<OrderAct> ParseOrderAct(std::string_view text) { return ParseIn(kActNames, text); }
std::optional<Actor> ParseActor(std::string_view text) { return ParseIn(kActorNames, text); }
std::optional<Urgency> ParseUrgency(std::string_view text) { return ParseIn(kUrgencyNames, text); }
std::optional<HalfDay> ParseHalfDay(std::string_view text) { return ParseIn(kHalfDayNames, text); }

}  // namespace bianmin::domain
