#include "kiosk/store/casework.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/casework_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/registration.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using domain::CaseAct;
using domain::CaseFile;
using domain::RecordNumber;
using domain::SignedIn;

Error NoSuchOrder(const RecordNumber& number) {
  return {ErrorCode::NotFound, fmt::format("there is no order {} on this kiosk", number.text())};
}

Result<Done> CheckWords(const CaseAct& act) {
  if (auto parts = domain::CheckParts(act); !parts) return parts;
  const std::pair<std::string_view, std::string_view> codes[] = {{act.reason_code, "reason"},
                                                                 {act.service_code, "service"},
                                                                 {act.package_code, "package"},
                                                                 {act.provider_code, "provider"},
                                                                 {act.language, "language"}};
  for (const auto& [code, name] : codes) {
    if (code.empty()) continue;
    if (auto sound = CheckCode(code, name); !sound) return sound;
  }
  return CheckText(act.text, domain::kMaxFreeTextCharacters, "text");
}

domain::HandledOrder Handled(const RecordNumber& number, domain::OrderState state, const SignedIn& by,
                             const CaseAct& act) {
  return {.number = number,
          .act = act.act,
          .state = state,
          .role = by.role,
          .reason_code = act.reason_code,
          .provider_code = act.provider_code,
          .service_code = act.service_code,
          .text = act.text,
          .place = act.details ? act.details->place : ""};
}

}  // namespace

Result<CaseFile> Casework::Read(const RecordNumber& number) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<CaseFile> {
    const Snapshot snapshot{connection};
    if (!FindOrderHead(connection, number)) return NoSuchOrder(number);
    return LoadCase(core_, number);
  });
}

Result<CaseFile> Casework::RevealContact(const SignedIn& by, const RecordNumber& number) {
  Connection& connection = core_.connection();
  const AttemptedAct attempt{ActorText(by.number), "order.contact_shown", number.text()};
  return Attempted(core_, attempt, [&]() -> Result<CaseFile> {
    Act act{core_, by.number};
    MustBe(connection, {by.number, by.role});
    if (!FindOrderHead(connection, number)) return NoSuchOrder(number);
    act.Note("order.contact_shown", number.text(), number.text());
    CaseFile file = LoadCase(core_, number);
    act.Commit();
    return file;
  });
}

Result<CaseFile> Casework::Perform(const SignedIn& by, const RecordNumber& number, const CaseAct& act) {
  if (auto sound = CheckWords(act); !sound) return sound.error();
  Connection& connection = core_.connection();
  const std::string journalled = fmt::format("order.{}", domain::WireName(act.act));
  const AttemptedAct attempt{ActorText(by.number), journalled, number.text()};
  return Attempted(core_, attempt, [&]() -> Result<CaseFile> {
    Act making{core_, by.number};
    MustBe(connection, {by.number, by.role});
    if (act.assignee) MustBeAbleToOwn(connection, *act.assignee, domain::Concern{});
    const auto head = FindOrderHead(connection, number);
    if (!head) return NoSuchOrder(number);
    const auto state = domain::AfterStaff(head->state, act.act, by.role);
    if (!state) return state.error();
    AppendToHistory(connection, head->serial,
                    {.state = *state, .act = act.act, .by = domain::Actor::Staff, .at = making.now(), .note = ""});
    const KeptAct kept{.serial = head->serial, .order = head->id, .by = by, .act = act, .now = making.now()};
    InsertStaffAct(core_, kept);
    UpdateCase(core_, kept);
    const domain::EventStamp stamp = making.NewStamp();
    const std::string event = core_.parts.events.OrderHandled(Handled(number, *state, by, act), stamp);
    making.Tell(stamp, "order.handled", number, event, journalled);
    CaseFile file = LoadCase(core_, number);
    making.Commit();
    return file;
  });
}

Result<domain::Order> Casework::RegisterOnBehalf(const SignedIn& by, const domain::Need& need,
                                                 const domain::OnBehalf& behalf) {
  if (!behalf.has_consent) {
    return Error{ErrorCode::Refused, "the resident has not agreed that the centre keeps name, phone and address"};
  }
  if (auto sound = CheckNeed(need); !sound) return sound.error();
  return Attempted(core_, {ActorText(by.number), "order.on_behalf"}, [&]() -> Result<domain::Order> {
    Act act{core_, by.number};
    MustBe(core_.connection(), {by.number, by.role});
    domain::Order order = RegisterNeed(core_, act, need, domain::Actor::Staff);
    InsertOnBehalf(core_.connection(), order.number.Serial(), by.number, behalf, act.now());
    act.Note("order.on_behalf", order.number.text(), domain::WireName(behalf.identity));
    act.Commit();
    return order;
  });
}

Result<domain::ProviderRecords> Casework::RecordsOfProviders() {
  return Guarded(core_.connection(), [&]() -> Result<domain::ProviderRecords> {
    const Snapshot snapshot{core_.connection()};
    return LoadProviderRecords(core_.connection());
  });
}

}  // namespace bianmin::store
