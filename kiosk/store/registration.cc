#include "kiosk/store/registration.h"

#include "kiosk/domain/limits.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/order_rows.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;
using domain::Order;

struct LimitedText {
  std::string_view text;
  std::size_t most_characters;
  std::string_view name;
};

Result<Done> CheckTexts(std::initializer_list<LimitedText> texts) {
  for (const LimitedText& each : texts) {
    if (auto clean = CheckText(each.text, each.most_characters, each.name); !clean) return clean;
  }
  return Done{};
}

}  // namespace

Result<Done> CheckNeed(const domain::Need& need) {
  if (auto code = CheckCode(need.service_code, "service"); !code) return code;
  if (!need.package_code.empty()) {
    if (auto code = CheckCode(need.package_code, "package"); !code) return code;
  }
  if (need.address) {
    const domain::Address& address = *need.address;
    auto clean = CheckTexts({{address.compound, domain::kMaxConfiguredTextCharacters, "compound"},
                             {address.building, domain::kMaxConfiguredTextCharacters, "building"},
                             {address.unit, domain::kMaxConfiguredTextCharacters, "unit"},
                             {address.room, domain::kMaxConfiguredTextCharacters, "room"},
                             {address.note, domain::kMaxAddressNoteCharacters, "address note"}});
    if (!clean) return clean;
  }
  return CheckTexts({{need.address_text, domain::kMaxAddressTextCharacters, "address"},
                     {need.description, domain::kMaxFreeTextCharacters, "description"}});
}

Order RegisterNeed(StoreCore& core, Act& act, const domain::Need& need, domain::Actor by) {
  Order order{.id = domain::OrderId::New(act.now(), core.parts.random),
              .number = act.NextNumber(),
              .need = need,
              .registered_at = act.now(),
              .respond_by = domain::OrderDue(core.parts.times, need.urgency, act.now()),
              .state = domain::OrderState::Registered,
              .history = {{.state = domain::OrderState::Registered,
                           .act = domain::OrderAct::Accept,
                           .by = by,
                           .at = act.now(),
                           .note = ""}}};
  InsertOrder(core, order);
  const domain::EventStamp stamp = act.NewStamp();
  act.Tell(stamp, "order.registered", order.number, core.parts.events.OrderRegistered(order, stamp));
  return order;
}

}  // namespace bianmin::store
