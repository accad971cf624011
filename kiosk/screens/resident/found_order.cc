#include "kiosk/screens/resident/found_order.h"

#include "kiosk/domain/timeline.h"
#include "kiosk/screens/resident/order_timeline.h"
#include "kiosk/screens/resident/visit.h"

namespace bianmin::screens {
namespace {

using domain::Order;
using domain::OrderAct;
using domain::OrderState;

void DrawNotice(LookUpNotice notice, const Scene& scene, ui::Frame& frame) {
  const auto banner = [&](ui::Tone tone, std::string_view title, std::string_view text) {
    frame.Banner({.tone = tone, .title = scene.T(title), .text = scene.T(text)});
  };
  switch (notice) {
    case LookUpNotice::None:
      return;
    case LookUpNotice::Reminded:
      return banner(ui::Tone::Success, N_("notice.done"), N_("notice.reminded"));
    case LookUpNotice::RemindedBefore:
      return banner(ui::Tone::Information, N_("notice.note"), N_("notice.reminded_before"));
    case LookUpNotice::Cancelled:
      return banner(ui::Tone::Success, N_("notice.done"), N_("notice.cancelled"));
    case LookUpNotice::Completed:
      return banner(ui::Tone::Success, N_("notice.done"), N_("notice.completed"));
    case LookUpNotice::Reopened:
      return banner(ui::Tone::Success, N_("notice.done"), N_("notice.reopened"));
    case LookUpNotice::NotPossible:
      return banner(ui::Tone::Warning, N_("notice.note"), N_("notice.not_possible"));
  }
}

bool May(const Order& order, OrderAct act) { return domain::After(order.state, act, domain::Actor::Resident).ok(); }

std::optional<Action> DrawActs(const Order& order, Paper paper, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const auto row = frame.BeginRow();
  if (May(order, OrderAct::ConfirmCompletion) &&
      frame.PrimaryButton("lookup.confirm", {.text = scene.T("lookup.confirm"), .icon = ui::Icon::Check})) {
    action = ConfirmCompletion{};
  }
  if (order.state == OrderState::Completed &&
      frame.PrimaryButton("lookup.rate", {.text = scene.T("lookup.rate"), .icon = ui::Icon::Star})) {
    action = RateFoundOrder{};
  }
  if (May(order, OrderAct::Remind) &&
      frame.SecondaryButton("lookup.remind", {.text = scene.T("lookup.remind"), .icon = ui::Icon::Bell})) {
    action = Remind{};
  }
  if (May(order, OrderAct::Reopen) &&
      frame.SecondaryButton("lookup.reopen", {.text = scene.T("lookup.reopen"), .icon = ui::Icon::Exchange})) {
    action = ReopenOrder{};
  }
  if (May(order, OrderAct::Cancel) &&
      frame.SecondaryButton("lookup.cancel", {.text = scene.T("lookup.cancel"), .icon = ui::Icon::Cancelled})) {
    action = AskCancel{};
  }
  if (auto asked = DrawPrintButton("lookup.print", paper, scene, frame)) action = std::move(asked);
  return action;
}

}  // namespace

std::string_view StateKey(OrderState state) {
  switch (state) {
    case OrderState::Registered:
      return N_("order.state.registered");
    case OrderState::Accepted:
      return N_("order.state.accepted");
    case OrderState::Dispatched:
      return N_("order.state.dispatched");
    case OrderState::InService:
      return N_("order.state.in_service");
    case OrderState::AwaitingAcceptance:
      return N_("order.state.awaiting_acceptance");
    case OrderState::Completed:
      return N_("order.state.completed");
    case OrderState::Cancelled:
      return N_("order.state.cancelled");
    case OrderState::Declined:
      return N_("order.state.declined");
  }
  return "";
}

std::optional<Action> DrawFoundOrder(const Order& order, const LookUpDraft& draft, const Scene& scene,
                                     ui::Frame& frame) {
  const domain::Service* service = scene.catalogue.Find(order.need.service_code);
  const std::string_view name = service ? scene.Of(service->name) : scene.T("lookup.unknown_service");
  const std::string number = order.number.Grouped();
  const std::string registered = i18n::DateTime(scene.texts, order.registered_at);
  const std::string respond_by = i18n::DateTime(scene.texts, order.respond_by);
  const std::string phone = order.need.contact.phone.Masked();
  DrawNotice(draft.notice, scene, frame);
  DrawPaper(draft.print.paper, scene, frame);
  std::optional<Action> action;
  const auto columns = frame.BeginColumns("order", 1.0, 1.0);
  frame.Title(scene.T(StateKey(order.state)));
  {
    const auto card = frame.BeginCard();
    const auto row = [&](std::string_view label, std::string_view value, ui::Privacy privacy = ui::Privacy::Open) {
      frame.Row("", {.label = scene.T(label), .value = value, .edit = {}, .privacy = privacy});
    };
    row(N_("lookup.number"), number);
    row(N_("lookup.service"), name);
    row(N_("lookup.registered_at"), registered);
    if (order.state == OrderState::Registered) row(N_("lookup.respond_by"), respond_by);
    if (order.arrival) row(N_("lookup.arrived"), ArrivedAt(*order.arrival, scene));
    row(N_("lookup.phone"), phone, ui::Privacy::Sensitive);
  }
  action = DrawActs(order, draft.print.paper, scene, frame);
  frame.NextColumn();
  if (order.visit) DrawVisit(*order.visit, scene, frame);
  DrawOrderTimeline(order.state, domain::TimelineOf(order), scene, frame);
  return action;
}

std::optional<Action> DrawCancelReasons(const Order& order, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("cancel.question", fmt::arg("number", order.number.Grouped())));
  frame.Note(scene.T("cancel.note"));
  {
    const auto grid = frame.BeginGrid({.id = "cancel", .landscape = {2}, .portrait = {1}, .fills_page = false});
    for (const domain::Choice& reason : scene.catalogue.cancel_reasons) {
      if (frame.Choice("cancel." + reason.code, {.text = scene.Of(reason.text)}))
        action = ChooseCancelReason{reason.code};
    }
  }
  if (frame.SecondaryButton("cancel.keep", {.text = scene.T("cancel.keep"), .icon = ui::Icon::Back}))
    action = KeepOrder{};
  return action;
}

}  // namespace bianmin::screens
