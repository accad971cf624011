#include "kiosk/domain/casework.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using enum OrderAct;

constexpr WireNames<CareClass, 6> kCareNames{{{CareClass::None, "none"},
                                              {CareClass::Elder, "elder"},
                                              {CareClass::Disabled, "disabled"},
                                              {CareClass::Child, "child"},
                                              {CareClass::Illness, "illness"},
                                              {CareClass::Hardship, "hardship"}}};
constexpr WireNames<IdentityProof, 5> kIdentityNames{{{IdentityProof::NotChecked, "not_checked"},
                                                      {IdentityProof::IdCard, "id_card"},
                                                      {IdentityProof::SocialCard, "social_card"},
                                                      {IdentityProof::ResidencePermit, "residence_permit"},
                                                      {IdentityProof::KnownToStaff, "known_to_staff"}}};

// What an act is made of.
enum Part : unsigned {
  kReason = 1,
  kText = 2,
  kService = 4,
  kProvider = 8,
  kAssignee = 16,
  kCare = 32,
  kDetails = 64,
  kSignature = 128,
  kLanguage = 256
};
struct NamedPart {
  Part part;
  std::string_view name;
};
constexpr NamedPart kParts[] = {{kReason, "reason code"}, {kText, "text"},           {kService, "service"},
                                {kProvider, "provider"},  {kAssignee, "assignee"},   {kCare, "care class"},
                                {kDetails, "details"},    {kSignature, "signature"}, {kLanguage, "language"}};

// The one place that says what staff may do: an act, the parts it needs, those it may also have, and the least role.
// In which states it is possible is the order's own rule (order.cc). The rows stand in the order in which a clerk looks
// for the acts.
struct StaffRule {
  OrderAct act;
  unsigned needs;
  unsigned may_have;
  Role least;
  bool is_for_resident;
  bool tells_its_text;
};
constexpr StaffRule kRules[] = {
    {Accept, 0, kText, Role::Clerk, true, true},
    {ConfirmDetails, kDetails, kText, Role::Clerk, true, false},
    {BeginService, 0, kText, Role::Clerk, true, false},
    {FinishService, 0, kText, Role::Clerk, true, false},
    {ConfirmCompletion, kSignature, kText, Role::Clerk, true, false},
    {Dispatch, kProvider, kText | kLanguage, Role::Dispatcher, true, false},
    {AskBack, kText, 0, Role::Clerk, true, true},
    {Reclassify, kService, kText, Role::Clerk, true, false},
    {Assign, kAssignee, kText, Role::Clerk, false, false},
    {SetPriority, kCare | kText, 0, Role::Dispatcher, false, false},
    {ReportProblem, kText, 0, Role::Clerk, false, false},
    {Reopen, kText, 0, Role::Clerk, true, false},
    {Decline, kReason, kText, Role::Clerk, true, true},
    {OrderAct::Cancel, kReason, kText, Role::Clerk, true, false},
};

// What was ended before any work was done is taken up again by a supervisor alone.
struct Exception {
  OrderAct act;
  OrderState state;
  Role least;
};
constexpr Exception kExceptions[] = {{Reopen, OrderState::Declined, Role::Supervisor},
                                     {Reopen, OrderState::Cancelled, Role::Supervisor}};

const StaffRule* RuleOf(OrderAct act) {
  for (const StaffRule& rule : kRules) {
    if (rule.act == act) return &rule;
  }
  return nullptr;
}

unsigned PartsOf(const CaseAct& act) {
  unsigned parts = 0;
  if (!act.reason_code.empty()) parts |= kReason;
  if (!act.text.empty()) parts |= kText;
  if (!act.service_code.empty()) parts |= kService;
  if (!act.provider_code.empty()) parts |= kProvider;
  if (act.assignee) parts |= kAssignee;
  if (act.care) parts |= kCare;
  if (act.details) parts |= kDetails;
  if (!act.signature.empty()) parts |= kSignature;
  if (!act.language.empty()) parts |= kLanguage;
  return parts;
}

Result<Done> CheckDetails(const Details& details) {
  const auto place = ParseText(details.place, kMaxAddressTextCharacters);
  if (!place) return Error{ErrorCode::Invalid, "the place is too long or holds characters that cannot be shown"};
  if (details.fee_fen < 0 || details.fee_fen > kDearestFeeFen) {
    return Error{ErrorCode::TooLarge, fmt::format("the fee must lie between 0 and {} fen", kDearestFeeFen)};
  }
  return Done{};
}

}  // namespace

Result<Done> CheckParts(const CaseAct& act) {
  const StaffRule* rule = RuleOf(act.act);
  if (rule == nullptr) {
    return Error{ErrorCode::Invalid, fmt::format("'{}' is no act of staff", WireName(act.act))};
  }
  const unsigned needed = rule->needs | (act.is_manual ? unsigned{kText} : 0);
  const unsigned there = PartsOf(act);
  for (const auto& [part, name] : kParts) {
    if ((needed & part) != 0 && (there & part) == 0) {
      return Error{ErrorCode::Invalid, fmt::format("'{}' needs a {}", WireName(act.act), name)};
    }
    if ((there & part) != 0 && ((needed | rule->may_have) & part) == 0) {
      return Error{ErrorCode::Invalid, fmt::format("'{}' has no {}", WireName(act.act), name)};
    }
  }
  if (act.details) {
    if (auto sound = CheckDetails(*act.details); !sound) return sound;
  }
  return act.signature.empty() ? Result<Done>{Done{}} : CheckSignature(act.signature);
}

std::optional<Role> LeastRole(OrderState state, OrderAct act) {
  const StaffRule* rule = RuleOf(act);
  if (rule == nullptr || !After(state, act, Actor::Staff)) return std::nullopt;
  for (const Exception& each : kExceptions) {
    if (each.act == act && each.state == state) return each.least;
  }
  return rule->least;
}

Result<OrderState> AfterStaff(OrderState state, OrderAct act, Role role) {
  const auto after = After(state, act, Actor::Staff);
  if (!after) return after;
  const auto least = LeastRole(state, act);
  if (least && Reaches(role, *least)) return after;
  return Error{ErrorCode::Refused, fmt::format("'{}' while an order is {} is not for a {}", WireName(act),
                                               WireName(state), WireName(role))};
}

std::vector<OrderAct> ActsOf(OrderState state, Role role) {
  std::vector<OrderAct> acts;
  for (const StaffRule& rule : kRules) {
    if (AfterStaff(state, rule.act, role)) acts.push_back(rule.act);
  }
  return acts;
}

bool IsForTheResident(OrderAct act) {
  const StaffRule* rule = RuleOf(act);
  return rule == nullptr || rule->is_for_resident;
}

bool TellsItsText(OrderAct act) {
  const StaffRule* rule = RuleOf(act);
  return rule != nullptr && rule->tells_its_text;
}

std::string_view WireName(CareClass care) { return NameIn(kCareNames, care); }
std::optional<CareClass> ParseCareClass(std::string_view text) { return ParseIn(kCareNames, text); }
std::string_view WireName(IdentityProof identity) { return NameIn(kIdentityNames, identity); }
std::optional<IdentityProof> ParseIdentityProof(std::string_view text) { return ParseIn(kIdentityNames, text); }

}  // namespace bianmin::domain
