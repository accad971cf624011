#include "kiosk/app/update.h"
#include "kiosk/app/wizard.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::Keyboard;
using screens::NeedDraft;
using screens::NeedPage;

void AskForPage(NeedDraft& draft) {
  switch (draft.page) {
    case NeedPage::Details:
      return Ask(draft.entries, Field::Description, Keyboard::None);
    case NeedPage::Room:
      return draft.is_elsewhere ? Ask(draft.entries, Field::AddressNote, Keyboard::None)
                                : Ask(draft.entries, Field::Room, Keyboard::Digits);
    case NeedPage::Name:
      return Ask(draft.entries, Field::Name, Keyboard::None);
    case NeedPage::Phone:
      return Ask(draft.entries, Field::Phone, Keyboard::Digits);
    default:
      return AskNothing(draft.entries);
  }
}

std::optional<Behalf> BehalfOf(const Model& model) {
  if (!model.staff || !model.staff->behalf) return std::nullopt;
  return Behalf{{model.staff->member.number, model.staff->member.role}, *model.staff->behalf};
}

Moved Advance(NeedDraft& draft, const Circumstances& at) {
  const auto is_complete = [&](NeedPage page) { return IsComplete(draft, page, at.catalogue, at.addresses); };
  const Moved moved = MoveOn(draft, PagesOf(draft, at.catalogue, at.addresses), is_complete,
                             [](NeedPage page) { return screens::StepOf(page); });
  if (moved == Moved::ToPage) AskForPage(draft);
  return moved;
}

// A choice that answers its page leads on at once; going back shows it marked.
bool UpdateService(NeedDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (const auto* group = std::get_if<screens::ChooseGroup>(&action)) {
    if (draft.group != group->group) draft.service_code.clear();
    draft.group = group->group;
  } else if (const auto* service = std::get_if<screens::ChooseService>(&action)) {
    if (draft.service_code != service->code) {
      draft.package_code.clear();
      draft.phrases.clear();
      draft.urgency = domain::Urgency::Ordinary;
    }
    draft.service_code = service->code;
  } else if (const auto* package = std::get_if<screens::ChoosePackage>(&action)) {
    draft.package_code = package->code;
  } else {
    return false;
  }
  Advance(draft, at);
  return true;
}

bool UpdateAddress(NeedDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (const auto* compound = std::get_if<screens::ChooseCompound>(&action)) {
    if (draft.address.compound != compound->code) draft.address = {};
    draft.is_elsewhere = compound->code.empty();
    draft.address.compound = compound->code;
  } else if (const auto* building = std::get_if<screens::ChooseBuilding>(&action)) {
    if (draft.address.building != building->name) draft.address.unit.clear();
    draft.address.building = building->name;
    if (const domain::Compound* in = at.addresses.Find(draft.address.compound)) {
      for (const domain::Building& each : in->buildings) {
        if (each.name == building->name && each.units.size() == 1) draft.address.unit = each.units.front();
      }
    }
  } else if (const auto* unit = std::get_if<screens::ChooseUnit>(&action)) {
    draft.address.unit = unit->name;
  } else {
    return false;
  }
  Advance(draft, at);
  return true;
}

bool UpdateDetails(NeedDraft& draft, const screens::Action& action) {
  if (const auto* phrase = std::get_if<screens::TogglePhrase>(&action)) {
    if (draft.phrases.erase(phrase->index) == 0) draft.phrases.insert(phrase->index);
  } else if (const auto* urgency = std::get_if<screens::ChooseUrgency>(&action)) {
    draft.urgency = urgency->urgency;
  } else if (std::holds_alternative<screens::ToggleHomeRegistration>(action)) {
    draft.wants_home_registration = !draft.wants_home_registration;
  } else if (const auto* day = std::get_if<screens::ChooseDay>(&action)) {
    draft.has_time = true;
    draft.day = day->date;
    if (!day->date) draft.half.reset();
  } else if (const auto* half = std::get_if<screens::ChooseHalf>(&action)) {
    draft.half = half->half;
  } else {
    return false;
  }
  return true;
}

}  // namespace

Commands UpdateNeed(Model& model, NeedDraft& draft, const screens::Action& action, const Circumstances& at) {
  if (UpdateService(draft, action, at) || UpdateAddress(draft, action, at) || UpdateDetails(draft, action) ||
      UpdatePerson(draft.person, draft.entries, action)) {
    return {};
  }
  if (const auto* edit = std::get_if<screens::Edit>(&action)) {
    draft.page = static_cast<NeedPage>(edit->page);
    draft.returns_to_review = true;
    AskForPage(draft);
  } else if (std::holds_alternative<screens::GoBack>(action)) {
    if (MoveBack(draft, PagesOf(draft, at.catalogue, at.addresses)) == Moved::OutAtStart) {
      AskToLeave(model);
      return {};
    }
    AskForPage(draft);
  } else if (std::holds_alternative<screens::GoNext>(action) && Advance(draft, at) == Moved::Submitted) {
    model.is_saving = true;
    return {RegisterOrder{NeedOf(draft, at.catalogue, at.addresses), BehalfOf(model)}};
  }
  return {};
}

}  // namespace bianmin::app
