#include "kiosk/domain/address.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kiosk/base/config.h"
#include "kiosk/domain/config_texts.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/personal.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

constexpr std::int64_t kHighestFloor = 120;
constexpr std::int64_t kMostRoomsOnFloor = 40;

Building ReadBuilding(ConfigSection& from) {
  Building building;
  building.name = ReadShownText(from, "name");
  building.units = from.Texts("units");
  for (const std::string& unit : building.units) {
    const auto text = ParseText(unit, kMaxConfiguredTextCharacters);
    if (!text || text->empty()) from.Fault("units", "an entrance needs a name that can be read");
  }
  building.floors = static_cast<int>(from.Integer("floors", {1, kHighestFloor}));
  building.rooms_per_floor = static_cast<int>(from.Integer("rooms_per_floor", {1, kMostRoomsOnFloor}));
  return building;
}

Compound ReadCompound(ConfigSection& from) {
  Compound compound;
  compound.code = ReadCode(from, "code");
  compound.name = ReadLocalisedText(from, "name");
  std::set<std::string> names;
  for (auto& section : from.Sections("building")) {
    compound.buildings.push_back(ReadBuilding(section));
    const std::string& name = compound.buildings.back().name;
    if (!names.insert(name).second) section.Fault("name", fmt::format("the building \"{}\" stands twice", name));
  }
  if (compound.buildings.empty()) from.Fault("", "a compound needs at least one [[compound.building]]");
  if (compound.buildings.size() > kMaxBuildingsPerCompound) {
    from.Fault("building", fmt::format("at most {} buildings are possible", kMaxBuildingsPerCompound));
  }
  return compound;
}

}  // namespace

const Compound* AddressTree::Find(std::string_view code) const {
  const auto found =
      std::find_if(compounds.begin(), compounds.end(), [&](const Compound& c) { return c.code == code; });
  return found == compounds.end() ? nullptr : &*found;
}

std::string Describe(const Address& address, const AddressTree& tree) {
  std::vector<std::string> parts;
  if (const Compound* compound = tree.Find(address.compound)) parts.push_back(compound->name.zh);
  for (const std::string* part : {&address.building, &address.unit, &address.room}) {
    if (!part->empty()) parts.push_back(*part);
  }
  if (!address.note.empty()) parts.push_back(parts.empty() ? address.note : "（" + address.note + "）");
  return fmt::format("{}", fmt::join(parts, " "));
}

std::vector<std::string> RoomsOnFloor(const Building& building, int floor) {
  std::vector<std::string> rooms;
  for (int room = 1; room <= building.rooms_per_floor; ++room) rooms.push_back(fmt::format("{}{:02}", floor, room));
  return rooms;
}

base::Result<AddressTree> ReadAddresses(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  AddressTree tree;
  std::set<std::string> codes;
  for (auto& from : root.Sections("compound")) {
    tree.compounds.push_back(ReadCompound(from));
    const std::string& code = tree.compounds.back().code;
    if (!codes.insert(code).second) from.Fault("code", fmt::format("the code \"{}\" stands twice", code));
  }
  if (tree.compounds.empty()) root.Fault("", "at least one [[compound]] is needed");
  if (tree.compounds.size() > kMaxCompounds) {
    root.Fault("compound", fmt::format("at most {} compounds are possible", kMaxCompounds));
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return tree;
}

}  // namespace bianmin::domain
