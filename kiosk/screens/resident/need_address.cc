#include <algorithm>

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/need_pages.h"
#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {
namespace {

// The pages of the address show what was already chosen.
std::string ChosenSoFar(const NeedDraft& draft, const Scene& scene) {
  domain::Address address = draft.address;
  address.room.clear();
  address.note.clear();
  return domain::Describe(address, scene.addresses);
}

bool IsShown(const NeedDraft& draft, const Scene& scene) {
  return draft.shows_faults && !IsComplete(draft, draft.page, scene.catalogue, scene.addresses);
}

}  // namespace

std::optional<Action> DrawCompound(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("register.compound.question"));
  DrawFault(IsShown(draft, scene), scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "compounds", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 30});
  for (const domain::Compound& compound : scene.addresses.compounds) {
    const bool is_selected = !draft.is_elsewhere && draft.address.compound == compound.code;
    const ui::ChoiceSpec spec{.text = scene.Of(compound.name), .icon = ui::Icon::Building, .is_selected = is_selected};
    if (frame.Choice("compound." + compound.code, spec)) action = ChooseCompound{compound.code};
  }
  const ui::ChoiceSpec other{
      .text = scene.T("register.compound.other"), .icon = ui::Icon::Place, .is_selected = draft.is_elsewhere};
  if (frame.Choice("compound.other", other)) action = ChooseCompound{""};
  return action;
}

std::optional<Action> DrawBuilding(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::Compound* compound = scene.addresses.Find(draft.address.compound);
  if (compound == nullptr) return action;
  frame.Question(scene.T("register.building.question"));
  frame.Note(scene.Of(compound->name), ui::Icon::Place);
  DrawFault(IsShown(draft, scene), scene.T("fault.choose"), scene, frame);
  const auto grid = frame.BeginGrid(
      {.id = "buildings", .landscape = {4}, .portrait = {3}, .fills_page = true, .tallest_row = 30, .is_short = true});
  for (const domain::Building& building : compound->buildings) {
    const ui::ChoiceSpec spec{.text = building.name, .is_selected = draft.address.building == building.name};
    if (frame.Choice("building." + building.name, spec)) action = ChooseBuilding{building.name};
  }
  return action;
}

std::optional<Action> DrawUnit(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const domain::Compound* compound = scene.addresses.Find(draft.address.compound);
  if (compound == nullptr) return action;
  frame.Question(scene.T("register.unit.question"));
  frame.Note(ChosenSoFar(draft, scene), ui::Icon::Place);
  DrawFault(IsShown(draft, scene), scene.T("fault.choose"), scene, frame);
  const auto grid = frame.BeginGrid(
      {.id = "units", .landscape = {4}, .portrait = {2}, .fills_page = true, .tallest_row = 30, .is_short = true});
  for (const domain::Building& building : compound->buildings) {
    if (building.name != draft.address.building) continue;
    for (const std::string& unit : building.units) {
      if (frame.Choice("unit." + unit, {.text = unit, .is_selected = draft.address.unit == unit}))
        action = ChooseUnit{unit};
    }
  }
  return action;
}

std::optional<Action> DrawRoom(const NeedDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_complete = IsComplete(draft, NeedPage::Room, scene.catalogue, scene.addresses);
  const bool is_crowded = frame.IsCrowded();
  const auto columns = frame.BeginColumns("room", 1.0, 1.0);
  if (draft.is_elsewhere) {
    frame.Question(scene.T("register.elsewhere.question"));
    const auto fault = FaultOf(draft.entries, Field::AddressNote);
    const EntrySpec entry{
        .field = Field::AddressNote,
        .id = "field.address",
        .label = scene.T("register.elsewhere.label"),
        .placeholder = scene.T("register.elsewhere.placeholder"),
        .error = draft.shows_faults ? FaultText(scene, Field::AddressNote, fault) : std::string_view{},
        .hint = scene.T("register.elsewhere.hint"),
        .lines = 2};
    if (auto pressed = DrawEntry(entry, draft.entries, frame)) action = std::move(pressed);
  } else {
    if (!is_crowded) {
      frame.Question(scene.T("register.room.question"));
      frame.Note(ChosenSoFar(draft, scene), ui::Icon::Place);
    }
    const EntrySpec entry{.field = Field::Room,
                          .id = "field.room",
                          .label = scene.T("register.room.label"),
                          .placeholder = scene.T("register.room.placeholder"),
                          .error = draft.shows_faults && !is_complete ? scene.T("fault.room") : std::string_view{},
                          .hint = is_crowded ? std::string_view{} : scene.T("register.room.hint")};
    if (auto pressed = DrawEntry(entry, draft.entries, frame)) action = std::move(pressed);
  }
  if (auto pressed = DrawKeyboardColumn(scene, draft.entries, frame)) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
