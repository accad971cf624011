#include "kiosk/app/update.h"
#include "kiosk/app/wizard.h"

namespace bianmin::app {
namespace {

using domain::OrderAct;
using screens::Field;
using screens::LookUpDraft;

// The act an action asks for on the order that is shown.
std::optional<ActOnOrder> ActOf(const screens::Action& action, const domain::RecordNumber& number) {
  if (std::holds_alternative<screens::Remind>(action)) return ActOnOrder{number, OrderAct::Remind, {}};
  if (std::holds_alternative<screens::ConfirmCompletion>(action))
    return ActOnOrder{number, OrderAct::ConfirmCompletion, {}};
  if (std::holds_alternative<screens::ReopenOrder>(action)) return ActOnOrder{number, OrderAct::Reopen, {}};
  if (const auto* cancel = std::get_if<screens::ChooseCancelReason>(&action)) {
    return ActOnOrder{number, OrderAct::Cancel, cancel->code};
  }
  return std::nullopt;
}

// The rating of an order that was just shown: it need not be found again.
screens::RatingDraft RatingDraftFor(const domain::Order& order) {
  screens::RatingDraft draft;
  draft.rates_order = true;
  draft.order = order.number;
  draft.order_service = order.need.service_code;
  draft.entries.texts[Field::Number] = order.number.text();
  draft.page = screens::RatingPage::Stars;
  return draft;
}

Commands AskStore(Model& model, LookUpDraft& draft) {
  draft.problem = {};
  if (AsksForMissing(draft)) return {};
  model.is_saving = true;
  return {
      FindRecord{*domain::RecordNumber::Parse(draft.entries.Text(Field::Number)), draft.entries.Text(Field::LastFour)}};
}

void GoBack(Model& model, LookUpDraft& draft) {
  draft.notice = screens::LookUpNotice::None;
  if (draft.asks_cancel) {
    draft.asks_cancel = false;
  } else if (draft.found) {
    draft.found.reset();
  } else {
    model.screen = Home{};
  }
}

// While a record of another kiosk is asked for or shown, nothing else of the page is there.
Commands UpdateForeign(Model& model, LookUpDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (std::holds_alternative<screens::AskCityAgain>(action)) {
    return LookUpForeign(model, domain::RecordNumber{draft.city->number}, at);
  }
  if (std::holds_alternative<screens::GoBack>(action)) draft.city.reset();
  return {};
}

}  // namespace

Commands LookUpForeign(Model& model, const domain::RecordNumber& number, const Circumstances& at) {
  if (!std::holds_alternative<LookUpDraft>(model.screen)) {
    Update(model, screens::Open{screens::Errand::LookUp}, at);
  }
  auto& draft = std::get<LookUpDraft>(model.screen);
  draft.problem = {};
  draft.found.reset();
  draft.asks_cancel = false;
  draft.notice = screens::LookUpNotice::None;
  draft.city = screens::CityLookUp{.number = number, .inquiry = {}, .answer = {}};
  return {AskCity{number}};
}

Commands UpdateLookUp(Model& model, LookUpDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (draft.city) return UpdateForeign(model, draft, action, at);
  if (UpdateEntries(draft.entries, action)) return {};
  if (std::holds_alternative<screens::GoNext>(action)) return draft.found ? Commands{} : AskStore(model, draft);
  if (std::holds_alternative<screens::GoBack>(action)) {
    GoBack(model, draft);
    return {};
  }
  const auto* order = draft.found ? std::get_if<domain::Order>(&*draft.found) : nullptr;
  if (order == nullptr) return {};
  if (std::holds_alternative<screens::AskCancel>(action)) {
    draft.asks_cancel = true;
  } else if (std::holds_alternative<screens::KeepOrder>(action)) {
    draft.asks_cancel = false;
  } else if (std::holds_alternative<screens::RateFoundOrder>(action)) {
    model.screen = RatingDraftFor(*order);
  } else if (auto act = ActOf(action, order->number)) {
    draft.notice = screens::LookUpNotice::None;
    model.is_saving = true;
    return {*std::move(act)};
  }
  return {};
}

}  // namespace bianmin::app
