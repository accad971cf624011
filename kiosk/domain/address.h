#pragma once
// Where in the community: compounds, buildings, units and rooms from config/addresses.toml, so that a resident taps
// instead of typing, and so that matching can compare places.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/catalogue.h"

namespace bianmin::domain {

struct Building {
  std::string name;                // "1号楼"
  std::vector<std::string> units;  // "1单元"; empty: no units
  int floors = 0;
  int rooms_per_floor = 0;
};

struct Compound {
  std::string code;
  LocalisedText name;
  std::vector<Building> buildings;
};

struct AddressTree {
  std::vector<Compound> compounds;
  const Compound* Find(std::string_view code) const;
};

// What was chosen; parts that do not apply are empty. `note` is for addresses outside the tree and for details.
struct Address {
  std::string compound;  // code
  std::string building;
  std::string unit;
  std::string room;  // "302"
  std::string note;
  friend bool operator==(const Address&, const Address&) = default;
};

// "静安花园 3号楼 2单元 302 (note)" with the compound's name from the tree.
std::string Describe(const Address& address, const AddressTree& tree);
// "101", "102", …, "1804": floor times a hundred plus the room on it.
std::vector<std::string> RoomsOnFloor(const Building& building, int floor);

base::Result<AddressTree> ReadAddresses(std::string_view toml, std::string_view name);

}  // namespace bianmin::domain
