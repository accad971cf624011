#include "kiosk/app/update.h"
#include "kiosk/app/wizard.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::Keyboard;
using screens::RatingDraft;
using screens::RatingPage;

void AskForPage(RatingDraft& draft, const Circumstances& at) {
  switch (draft.page) {
    case RatingPage::Order:
      if (draft.entries.Text(Field::Number).empty()) draft.entries.texts[Field::Number] = at.kiosk.text();
      return Ask(draft.entries, Field::Number, Keyboard::Digits);
    case RatingPage::Window:
      return Ask(draft.entries, Field::Ticket, Keyboard::Digits);
    case RatingPage::Reasons:
      return Ask(draft.entries, Field::Comment, Keyboard::None);
    case RatingPage::Name:
      return Ask(draft.entries, Field::Name, Keyboard::None);
    case RatingPage::Phone:
      return Ask(draft.entries, Field::Phone, Keyboard::Digits);
    default:
      return AskNothing(draft.entries);
  }
}

Moved Advance(RatingDraft& draft, const Circumstances& at) {
  const Moved moved = MoveOn(
      draft, PagesOf(draft), [&](RatingPage page) { return IsComplete(draft, page); },
      [](RatingPage page) { return screens::StepOf(page); });
  if (moved == Moved::ToPage) AskForPage(draft, at);
  return moved;
}

bool UpdateRated(RatingDraft& draft, const screens::Action& action, const Circumstances& at) {
  const bool is_order = std::holds_alternative<screens::RateOrder>(action);
  if (is_order || std::holds_alternative<screens::RateVisit>(action)) {
    draft.rates_order = is_order;
    Advance(draft, at);
    return true;
  }
  if (const auto* window = std::get_if<screens::ChooseWindow>(&action)) {
    draft.window_code = window->code;
    return true;
  }
  if (std::holds_alternative<screens::HasNoTicket>(action)) {
    draft.has_no_ticket = !draft.has_no_ticket;
    return true;
  }
  return false;
}

bool UpdateOpinion(RatingDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (const auto* stars = std::get_if<screens::GiveStars>(&action)) {
    draft.stars[stars->dimension] = stars->stars;
  } else if (const auto* reason = std::get_if<screens::ToggleReason>(&action)) {
    if (draft.reasons.erase(reason->code) == 0) draft.reasons.insert(reason->code);
  } else if (const auto* name = std::get_if<screens::GiveName>(&action)) {
    draft.is_named = name->named;
    Advance(draft, at);
  } else {
    return false;
  }
  return true;
}

}  // namespace

Commands UpdateRating(Model& model, RatingDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (UpdateRated(draft, action, at) || UpdateOpinion(draft, action, at)) return {};
  if (UpdatePerson(draft.person, draft.entries, action)) {
    if (draft.page == RatingPage::Order) draft.order.reset();  // another number: to be found again
    return {};
  }
  if (const auto* edit = std::get_if<screens::Edit>(&action)) {
    draft.page = static_cast<RatingPage>(edit->page);
    draft.returns_to_review = true;
    AskForPage(draft, at);
    return {};
  }
  if (std::holds_alternative<screens::GoBack>(action)) {
    draft.problem = {};
    if (MoveBack(draft, PagesOf(draft)) == Moved::OutAtStart) {
      AskToLeave(model);
      return {};
    }
    AskForPage(draft, at);
    return {};
  }
  if (!std::holds_alternative<screens::GoNext>(action)) return {};
  if (draft.page == RatingPage::Order && !draft.order) {
    draft.problem = {};
    if (AsksForMissing(draft)) return {};
    model.is_saving = true;
    return {FindRecord{*domain::RecordNumber::Parse(draft.entries.Text(Field::Number)),
                       draft.entries.Text(Field::LastFour)}};
  }
  if (Advance(draft, at) != Moved::Submitted) return {};
  model.is_saving = true;
  const std::string visit = base::FormatUuid(base::NewUuidV4(at.random));
  return {GiveRating{RatingOf(draft, base::LocalDate(at.now), visit)}};
}

}  // namespace bianmin::app
