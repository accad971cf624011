#include "kiosk/domain/address.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kOneBuilding = "[[compound.building]]\nname = \"1号楼\"\nfloors = 6\nrooms_per_floor = 2\n";

std::string Compound(std::string_view code, std::string_view buildings = kOneBuilding) {
  return fmt::format("[[compound]]\ncode = \"{}\"\nname = {{ zh = \"永和新村\", en = \"Yonghe\" }}\n{}", code,
                     buildings);
}

std::string FaultsOf(std::string_view toml) {
  const auto tree = ReadAddresses(toml, "addresses.toml");
  return tree ? "" : tree.error().message;
}

TEST(AddressTree, LeadsFromCompoundToRoom) {
  const auto tree = ReadAddresses(Compound("yonghe", R"([[compound.building]]
name = "3号楼"
units = ["1单元", "2单元"]
floors = 18
rooms_per_floor = 12
)"),
                                  "addresses.toml");
  ASSERT_TRUE(tree) << tree.error().message;
  const auto* compound = tree->Find("yonghe");
  ASSERT_NE(compound, nullptr);
  EXPECT_EQ(tree->Find("nowhere"), nullptr);
  const Building& building = compound->buildings.at(0);
  EXPECT_THAT(building.units, ElementsAre("1单元", "2单元"));
  EXPECT_EQ(RoomsOnFloor(building, 3).front(), "301");
  EXPECT_EQ(RoomsOnFloor(building, 18).back(), "1812");
  EXPECT_EQ(RoomsOnFloor(building, 1).size(), 12u);
}

TEST(Address, IsDescribedAsStaffReadItWithWhateverPartsThereAre) {
  const auto tree = ReadAddresses(Compound("yonghe"), "addresses.toml").value();
  EXPECT_EQ(Describe({"yonghe", "3号楼", "2单元", "302", ""}, tree), "永和新村 3号楼 2单元 302");
  EXPECT_EQ(Describe({"yonghe", "1号楼", "", "101", "门铃坏了"}, tree), "永和新村 1号楼 101 （门铃坏了）");
  EXPECT_EQ(Describe({"", "", "", "", "长寿路 7 弄 3 号"}, tree), "长寿路 7 弄 3 号");
  EXPECT_EQ(Describe({"gone", "1号楼", "", "101", ""}, tree), "1号楼 101");
  EXPECT_EQ(Describe({}, tree), "");
}

TEST(AddressFile, MistakesAreNamedWithTheirPlace) {
  const std::pair<std::string, std::string_view> cases[] = {
      {"", "at least one [[compound]] is needed"},
      {Compound("yonghe") + Compound("yonghe"), "addresses.toml:9:8: 'code': the code \"yonghe\" stands twice"},
      {Compound("Yonghe"), "addresses.toml:2:8: 'code': must be a code"},
      {Compound("yonghe", ""), "addresses.toml:1:1: a compound needs at least one [[compound.building]]"},
      {Compound("yonghe", std::string(kOneBuilding) + std::string(kOneBuilding)),
       "addresses.toml:9:8: 'name': the building \"1号楼\" stands twice"},
      {Compound("yonghe", "[[compound.building]]\nname = \"\"\nfloors = 1\nrooms_per_floor = 1\n"),
       "addresses.toml:5:8: 'name': must not be empty"},
      {Compound("yonghe", "[[compound.building]]\nname = \"1\"\nunits = [\"\"]\nfloors = 1\nrooms_per_floor = 1\n"),
       "addresses.toml:6:9: 'units': an entrance needs a name"},
      {Compound("yonghe", "[[compound.building]]\nname = \"1\"\nfloor = 1\nrooms_per_floor = 1\n"),
       "addresses.toml:6:1: unknown key 'floor'"},
  };
  for (const auto& [toml, fault] : cases) EXPECT_THAT(FaultsOf(toml), HasSubstr(std::string(fault))) << toml;
}

TEST(AddressFile, EveryLimitHoldsAtItAndOnePastIt) {
  const auto buildings = [](std::size_t count) {
    std::string toml;
    for (std::size_t i = 0; i < count; ++i) {
      toml += fmt::format("[[compound.building]]\nname = \"{}\"\nfloors = 1\nrooms_per_floor = 1\n", i);
    }
    return toml;
  };
  EXPECT_EQ(FaultsOf(Compound("a", buildings(kMaxBuildingsPerCompound))), "");
  EXPECT_THAT(FaultsOf(Compound("a", buildings(kMaxBuildingsPerCompound + 1))), HasSubstr("at most 400 buildings"));

  const auto compounds = [](std::size_t count) {
    std::string toml;
    for (std::size_t i = 0; i < count; ++i) toml += Compound(fmt::format("c{}", i));
    return toml;
  };
  EXPECT_EQ(FaultsOf(compounds(kMaxCompounds)), "");
  EXPECT_THAT(FaultsOf(compounds(kMaxCompounds + 1)), HasSubstr("at most 200 compounds"));

  for (const auto& [floors, rooms, is_sound] :
       {std::tuple{1, 1, true}, {120, 40, true}, {0, 1, false}, {121, 1, false}, {1, 0, false}, {1, 41, false}}) {
    const std::string building =
        fmt::format("[[compound.building]]\nname = \"1\"\nfloors = {}\nrooms_per_floor = {}\n", floors, rooms);
    EXPECT_EQ(FaultsOf(Compound("a", building)).empty(), is_sound) << floors << " × " << rooms;
  }
}

}  // namespace
}  // namespace bianmin::domain
