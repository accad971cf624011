#include <algorithm>

#include "kiosk/base/check.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/register_need.h"

namespace bianmin::screens {
namespace {

using domain::AddressTree;
using domain::Catalogue;

const domain::Building* ChosenBuilding(const NeedDraft& draft, const AddressTree& tree) {
  const domain::Compound* compound = tree.Find(draft.address.compound);
  if (compound == nullptr) return nullptr;
  const auto found = std::find_if(compound->buildings.begin(), compound->buildings.end(),
                                  [&](const domain::Building& b) { return b.name == draft.address.building; });
  return found == compound->buildings.end() ? nullptr : &*found;
}

// A room number such as 302 or 1804 that the chosen building has.
bool IsRoomOf(const domain::Building& building, const std::string& room) {
  for (int floor = 1; floor <= building.floors; ++floor) {
    const auto rooms = domain::RoomsOnFloor(building, floor);
    if (std::find(rooms.begin(), rooms.end(), room) != rooms.end()) return true;
  }
  return false;
}

bool IsRoomComplete(const NeedDraft& draft, const AddressTree& tree) {
  if (draft.is_elsewhere) {
    const auto note = domain::ParseText(draft.entries.Text(Field::AddressNote), domain::kMaxAddressNoteCharacters);
    return note && !note->empty();
  }
  const domain::Building* building = ChosenBuilding(draft, tree);
  return building != nullptr && IsRoomOf(*building, draft.entries.Text(Field::Room));
}

}  // namespace

std::vector<NeedPage> PagesOf(const NeedDraft& draft, const Catalogue& catalogue, const AddressTree& tree) {
  const domain::Service* service = catalogue.Find(draft.service_code);
  std::vector<NeedPage> pages{NeedPage::Group, NeedPage::Service};
  if (service == nullptr || service->packages.size() > 1) pages.push_back(NeedPage::Package);
  pages.insert(pages.end(), {NeedPage::Details, NeedPage::Privacy});
  if (service == nullptr || service->needs_address) {
    pages.push_back(NeedPage::Compound);
    if (!draft.is_elsewhere) {
      pages.push_back(NeedPage::Building);
      const domain::Building* building = ChosenBuilding(draft, tree);
      if (building == nullptr || building->units.size() > 1) pages.push_back(NeedPage::Unit);
    }
    pages.push_back(NeedPage::Room);
  }
  if (service == nullptr || service->needs_appointment) pages.push_back(NeedPage::Time);
  pages.insert(pages.end(), {NeedPage::Name, NeedPage::Phone, NeedPage::Review});
  return pages;
}

bool IsComplete(const NeedDraft& draft, NeedPage page, const Catalogue& catalogue, const AddressTree& tree) {
  switch (page) {
    case NeedPage::Group:
      return draft.group.has_value();
    case NeedPage::Service:
      return catalogue.Find(draft.service_code) != nullptr;
    case NeedPage::Package:
      return !draft.package_code.empty();
    case NeedPage::Details:
      return domain::ParseText(DescriptionOf(draft, catalogue), domain::kMaxFreeTextCharacters).ok();
    case NeedPage::Privacy:
      return draft.person.has_consented;
    case NeedPage::Compound:
      return draft.is_elsewhere || tree.Find(draft.address.compound) != nullptr;
    case NeedPage::Building:
      return ChosenBuilding(draft, tree) != nullptr;
    case NeedPage::Unit:
      return !draft.address.unit.empty();
    case NeedPage::Room:
      return IsRoomComplete(draft, tree);
    case NeedPage::Time:
      return draft.has_time && (!draft.day || draft.half);
    case NeedPage::Name:
      return domain::PersonName::Parse(NameText(draft.person, draft.entries)).ok();
    case NeedPage::Phone:
      return domain::Phone::Parse(draft.entries.Text(Field::Phone)).ok();
    case NeedPage::Review:
      break;
  }
  const auto pages = PagesOf(draft, catalogue, tree);
  return std::all_of(pages.begin(), pages.end(), [&](NeedPage each) {
    return each == NeedPage::Review || IsComplete(draft, each, catalogue, tree);
  });
}

int StepOf(NeedPage page) {
  switch (page) {
    case NeedPage::Group:
    case NeedPage::Service:
    case NeedPage::Package:
      return 1;
    case NeedPage::Details:
      return 2;
    case NeedPage::Privacy:
      return 3;
    case NeedPage::Compound:
    case NeedPage::Building:
    case NeedPage::Unit:
    case NeedPage::Room:
      return 4;
    case NeedPage::Time:
      return 5;
    case NeedPage::Name:
    case NeedPage::Phone:
      return 6;
    case NeedPage::Review:
      return 7;
  }
  return 1;
}

std::string DescriptionOf(const NeedDraft& draft, const Catalogue& catalogue) {
  std::string description;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!description.empty()) description += "；";
    description += part;
  };
  if (const domain::Service* service = catalogue.Find(draft.service_code)) {
    for (const std::size_t index : draft.phrases) {
      if (index < service->phrases.size()) add(service->phrases[index].zh);
    }
  }
  add(draft.entries.Text(Field::Description));
  return description;
}

domain::Need NeedOf(const NeedDraft& draft, const Catalogue& catalogue, const AddressTree& tree) {
  const domain::Service* service = catalogue.Find(draft.service_code);
  const auto contact = ContactOf(draft.person, draft.entries);
  CHECK(service != nullptr && contact.has_value());
  domain::Need need{.service_code = service->code,
                    .package_code = draft.package_code.empty() ? service->packages.front().code : draft.package_code,
                    .description = DescriptionOf(draft, catalogue),
                    .urgency = draft.urgency,
                    .address = std::nullopt,
                    .address_text = {},
                    .appointment = std::nullopt,
                    .wants_home_registration = draft.wants_home_registration,
                    .contact = *contact};
  if (service->needs_address) {
    domain::Address address = draft.address;
    address.note = draft.entries.Text(Field::AddressNote);
    if (draft.is_elsewhere) {
      address = {.compound = {}, .building = {}, .unit = {}, .room = {}, .note = address.note};
    } else {
      address.room = draft.entries.Text(Field::Room);
    }
    need.address_text = domain::Describe(address, tree);
    need.address = std::move(address);
  }
  if (service->needs_appointment && draft.day && draft.half) need.appointment = {*draft.day, *draft.half};
  return need;
}

}  // namespace bianmin::screens
