#include <fmt/format.h>

#include "kiosk/app/city_offer.h"
#include "kiosk/app/update.h"
#include "kiosk/app/update_staff.h"
#include "kiosk/base/log.h"
#include "kiosk/domain/figures.h"
#include "kiosk/domain/receipt_token.h"
#include "kiosk/print/qr.h"

namespace bianmin::app {
namespace {

using screens::FindProblem;
using screens::LookUpNotice;

// A QR code that opens no web page: the receipt's token, or without a city key what any scanner reads as the number.
screens::QrModules QrOf(const domain::RecordNumber& number, const Circumstances& at) {
  auto qr = print::EncodeQr(at.city != nullptr ? domain::ReceiptToken(number, *at.city) : number.text());
  if (!qr) {
    base::LogError("a QR code could not be made: {}", qr.error().message);
    return {};
  }
  return {std::move(qr->modules), qr->side};
}

void Show(Model& model, screens::OutcomeKind kind, const Circumstances& at) {
  model.screen = Outcome{std::move(kind), at.steady + kOutcomeStays};
}

void ShowFailure(Model& model, const base::Error& error, const Circumstances& at) {
  base::LogError("nothing was saved: {}", error.message);
  Show(model, screens::NotSaved{error.message}, at);
}

Commands Handle(Model& model, const OrderRegistered& report, const Circumstances& at) {
  if (!std::holds_alternative<screens::NeedDraft>(model.screen)) return {};
  if (!report.order) {
    ShowFailure(model, report.order.error(), at);
    return {};
  }
  const domain::Order& order = *report.order;
  Show(model,
       screens::OrderDone{order.number, order.need.urgency, order.respond_by, QrOf(order.number, at),
                          order.need.service_code},
       at);
  Commands commands = PrintAtOnce(model);
  // Staff are called at once.
  if (order.need.urgency == domain::Urgency::Urgent) commands.push_back(ExamineMachine{model.machine.data_folder});
  return commands;
}

Commands Handle(Model& model, const RatingGiven& report, const Circumstances& at) {
  const auto* draft = std::get_if<screens::RatingDraft>(&model.screen);
  if (draft == nullptr) return {};
  if (report.receipt) {
    const auto& number = report.receipt->number;
    Show(model,
         screens::RatingDone{number, report.receipt->answer_by, number ? QrOf(*number, at) : screens::QrModules{}}, at);
    return PrintAtOnce(model);
  } else if (report.receipt.error().code == base::ErrorCode::Conflict) {
    Show(model, screens::RatedBefore{}, at);
  } else {
    ShowFailure(model, report.receipt.error(), at);
  }
  return {};
}

Commands Handle(Model& model, const ComplaintFiled& report, const Circumstances& at) {
  if (!std::holds_alternative<screens::ComplaintDraft>(model.screen)) return {};
  if (!report.complaint) {
    ShowFailure(model, report.complaint.error(), at);
    return {};
  }
  const domain::Complaint& complaint = *report.complaint;
  Show(model,
       screens::ComplaintDone{complaint.number, complaint.filed.kind, complaint.answer_by,
                              complaint.filed.is_anonymous(), QrOf(complaint.number, at)},
       at);
  return PrintAtOnce(model);
}

FindProblem ProblemOf(const store::Lookup& lookup) {
  if (const auto* wait = std::get_if<store::WaitUntil>(&lookup)) return {FindProblem::Kind::Wait, wait->at};
  return {FindProblem::Kind::NoSuchPair, {}};
}

void FoundForRating(screens::RatingDraft& draft, const store::Lookup& lookup) {
  const auto* order = std::get_if<domain::Order>(&lookup);
  if (order == nullptr) {
    const bool is_other =
        std::holds_alternative<domain::Complaint>(lookup) || std::holds_alternative<domain::NamedRating>(lookup);
    draft.problem = is_other ? FindProblem{FindProblem::Kind::NotAnOrder, {}} : ProblemOf(lookup);
    return;
  }
  // A service is rated once it was given.
  const bool was_served =
      order->state == domain::OrderState::AwaitingAcceptance || order->state == domain::OrderState::Completed;
  if (!was_served) {
    draft.problem = {FindProblem::Kind::CannotBeRated, {}};
    return;
  }
  draft.order = order->number;
  draft.order_service = order->need.service_code;
  draft.page = screens::RatingPage::Stars;
  draft.entries.focus.reset();
  draft.entries.keyboard = screens::Keyboard::None;
}

Commands Handle(Model& model, const RecordFound& report, const Circumstances& at) {
  const bool is_asked_for = std::holds_alternative<screens::RatingDraft>(model.screen) ||
                            std::holds_alternative<screens::LookUpDraft>(model.screen);
  if (!is_asked_for) return {};
  if (!report.lookup) {
    ShowFailure(model, report.lookup.error(), at);
  } else if (auto* rating = std::get_if<screens::RatingDraft>(&model.screen)) {
    FoundForRating(*rating, *report.lookup);
  } else if (auto* draft = std::get_if<screens::LookUpDraft>(&model.screen)) {
    draft->print = {};
    if (const auto* order = std::get_if<domain::Order>(&*report.lookup)) {
      draft->found = *order;
    } else if (const auto* complaint = std::get_if<domain::Complaint>(&*report.lookup)) {
      draft->found = *complaint;
    } else if (const auto* given = std::get_if<domain::NamedRating>(&*report.lookup)) {
      draft->found = *given;
    } else if (draft->receipt) {
      // Genuine, and not of this kiosk: the city is asked.
      return LookUpForeign(model, *std::exchange(draft->receipt, std::nullopt), at);
    } else {
      draft->problem = ProblemOf(*report.lookup);
    }
    if (draft->found) draft->entries.texts[screens::Field::LastFour].clear();
  }
  return {};
}

LookUpNotice NoticeOf(domain::OrderAct act) {
  switch (act) {
    case domain::OrderAct::Remind:
      return LookUpNotice::Reminded;
    case domain::OrderAct::Cancel:
      return LookUpNotice::Cancelled;
    case domain::OrderAct::ConfirmCompletion:
      return LookUpNotice::Completed;
    case domain::OrderAct::Reopen:
      return LookUpNotice::Reopened;
    default:
      return LookUpNotice::None;
  }
}

Commands Handle(Model& model, const OrderActedOn& report, const Circumstances& at) {
  auto* draft = std::get_if<screens::LookUpDraft>(&model.screen);
  if (draft == nullptr) return {};
  draft->asks_cancel = false;
  draft->print = {};
  if (report.order) {
    draft->found = *report.order;
    draft->notice = NoticeOf(report.act);
  } else if (report.order.error().code == base::ErrorCode::Refused) {
    const bool is_reminder = report.act == domain::OrderAct::Remind;
    draft->notice = is_reminder ? LookUpNotice::RemindedBefore : LookUpNotice::NotPossible;
  } else {
    ShowFailure(model, report.order.error(), at);
  }
  return {};
}

Commands Handle(Model& model, const OrderRead& report, const Circumstances&) {
  auto* draft = std::get_if<screens::LookUpDraft>(&model.screen);
  if (draft && draft->found && report.order) draft->found = *report.order;
  return {};
}

Commands Handle(Model& model, const RecordsCounted& report, const Circumstances& at) {
  auto* state = std::get_if<screens::InformationState>(&model.screen);
  if (state == nullptr) return {};
  if (!report.counts) {
    ShowFailure(model, report.counts.error(), at);
    return {};
  }
  state->figures = domain::Publish(*report.counts);
  state->counted_at = at.now;
  return {};
}

Commands Handle(Model& model, const MachineExamined& report, const Circumstances&) {
  Machine& machine = model.machine;
  machine.outbox = report.outbox ? std::optional{*report.outbox} : std::nullopt;
  machine.contact = report.contact ? std::optional{*report.contact} : std::nullopt;
  machine.free_bytes = report.free_bytes;
  if (report.alert) machine.alert = *report.alert;
  machine.backup = report.backup ? std::optional{*report.backup} : std::nullopt;
  return {};
}

Commands Handle(Model& model, const CityAsked& report, const Circumstances&) {
  auto* draft = std::get_if<screens::LookUpDraft>(&model.screen);
  const bool is_awaited = draft && draft->city && !draft->city->answer && draft->city->number == report.number;
  if (!is_awaited) return {};
  if (report.inquiry) {
    draft->city->inquiry = *report.inquiry;
  } else {
    base::LogError("the city could not be asked: {}", report.inquiry.error().message);
    draft->city->answer = domain::CityUnreachable{};
  }
  return {};
}

Commands Handle(Model& model, const CityAnswered& report, const Circumstances&) {
  auto* draft = std::get_if<screens::LookUpDraft>(&model.screen);
  const bool is_awaited = draft && draft->city && !draft->city->answer && draft->city->inquiry == report.inquiry;
  if (is_awaited) draft->city->answer = report.answer;
  return {};
}

Commands Handle(Model& model, const CalibrationStored& report, const Circumstances&) {
  auto* state = std::get_if<screens::CalibrationState>(&model.screen);
  if (report.calibration) {
    model.machine.panel = {report.calibration->width_mm, report.calibration->measured_on, {}};
    if (state != nullptr) state->stage = screens::CalibrationStage::Stored;
  } else if (state != nullptr) {
    state->problem = report.calibration.error().message;
  }
  return {};
}

Commands Handle(Model& model, const Noticed& report, const Circumstances&) {
  Notice(model.machine, report.line);
  return {};
}

// bianmin-sync brought or took something: the line to the centre is looked at, and an order that is on the screen is
// read again.
Commands Handle(Model& model, const ChangedElsewhere&, const Circumstances&) {
  Commands commands = RefreshQueue(model);
  commands.push_back(ExamineMachine{model.machine.data_folder});
  for (Command& command : ReadCaseAgain(model)) commands.push_back(std::move(command));
  const auto* draft = std::get_if<screens::LookUpDraft>(&model.screen);
  if (draft == nullptr || !draft->found) return commands;
  const auto* order = std::get_if<domain::Order>(&*draft->found);
  if (order != nullptr) commands.push_back(ReadOrderAgain{order->number});
  return commands;
}

// The rest is the app's, which knows what is in use (offering.h).
Commands Handle(Model& model, const CityOffered& report, const Circumstances&) {
  NoticePublications(model.machine, LinesOf(*report.offer));
  return {};
}
Commands Handle(Model&, const OfferTaken&, const Circumstances&) { return {}; }
Commands Handle(Model&, const TrialEnded&, const Circumstances&) { return {}; }

Commands Handle(Model& model, const StoreState& report, const Circumstances&) {
  model.machine.store_trouble = report.reason;
  // Whoever looks at the device page goes on looking.
  const bool is_looked_at = IsForStaff(model.screen);
  if (!report.reason.empty() && !is_looked_at) Reset(model);
  if (report.reason.empty() && std::holds_alternative<Unavailable>(model.screen)) model.screen = FirstScreen(model);
  return {ExamineMachine{model.machine.data_folder}};
}

bool AnswersCommand(const Report& report) {
  return !std::holds_alternative<ChangedElsewhere>(report) && !std::holds_alternative<OrderRead>(report) &&
         !std::holds_alternative<RecordsCounted>(report) && !std::holds_alternative<MachineExamined>(report) &&
         !std::holds_alternative<Noticed>(report) && !std::holds_alternative<CityAsked>(report) &&
         !std::holds_alternative<CityAnswered>(report) && !std::holds_alternative<CityOffered>(report) &&
         !std::holds_alternative<OfferTaken>(report) && !std::holds_alternative<TrialEnded>(report) &&
         !std::holds_alternative<DraftKept>(report) && !std::holds_alternative<DraftForgotten>(report) &&
         !std::holds_alternative<StaffReport>(report);
}

}  // namespace

Commands Update(Model& model, const Report& report, const Circumstances& at) {
  if (AnswersCommand(report)) model.is_saving = false;
  return std::visit([&](const auto& each) { return Handle(model, each, at); }, report);
}

}  // namespace bianmin::app
