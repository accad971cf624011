#pragma once
// What staff do to an order, from its acceptance to the resident's signature: which act needs which parts, which role
// may do it, and whom the community serves first. kiosk/store keeps it, the staff screens offer only what is allowed
// here.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/signature.h"
#include "kiosk/domain/staff.h"

namespace bianmin::domain {

// 特殊群体优先 (R07). None takes it back.
enum class CareClass { None, Elder, Disabled, Child, Illness, Hardship };

// Who acts: a member of staff that is signed in.
struct SignedIn {
  StaffNumber number;
  Role role = Role::Clerk;
};

// One act with its parts. Which of them an act needs and which it may have is CheckParts' to say.
struct CaseAct {
  OrderAct act = OrderAct::Accept;
  std::string reason_code = {};  // of the catalogue: of declining and cancelling
  std::string text = {};         // a note, a question, a reason in words
  std::string service_code = {};
  std::string package_code = {};
  std::string provider_code = {};
  std::string language = {};  // that the provider must speak, as in MatchQuestion
  bool is_manual = false;     // not the provider with the most points: the text says why
  std::optional<StaffNumber> assignee = std::nullopt;
  std::optional<CareClass> care = std::nullopt;
  std::optional<Details> details = std::nullopt;
  Signature signature = {};
};

// Invalid when a part is missing, or there that does not belong to the act; TooLarge past a limit.
base::Result<base::Done> CheckParts(const CaseAct& act);

// The least role that may do `act` to an order in `state`; nothing: staff may not at all.
std::optional<Role> LeastRole(OrderState state, OrderAct act);
// The state after the act of a member of staff, or Refused with the reason.
base::Result<OrderState> AfterStaff(OrderState state, OrderAct act, Role role);
// All that this role may do now, in the order in which a clerk looks for it.
std::vector<OrderAct> ActsOf(OrderState state, Role role);

// Whether residents read of it: what concerns the office alone is left out of their timeline.
bool IsForTheResident(OrderAct act);
// Whether residents also read the words that staff wrote.
bool TellsItsText(OrderAct act);

// How staff made sure of whom they register for (R04).
enum class IdentityProof { NotChecked, IdCard, SocialCard, ResidencePermit, KnownToStaff };
struct OnBehalf {
  IdentityProof identity = IdentityProof::NotChecked;
  bool has_consent = false;  // the resident heard the notice and agreed; without it nothing is registered
};

std::string_view WireName(CareClass care);  // "elder" …
std::optional<CareClass> ParseCareClass(std::string_view text);
std::string_view WireName(IdentityProof identity);  // "id_card" …
std::optional<IdentityProof> ParseIdentityProof(std::string_view text);

}  // namespace bianmin::domain
