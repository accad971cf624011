#include "kiosk/domain/provider.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

const std::string kOne = R"([[provider]]
code = "kuaixiu"
kind = "organisation"
name = { zh = "快修", en = "Quick" }
phone = "021-5550 1103"
services = ["home.plumbing"]
compounds = ["yonghe"]
languages = ["zh"]
qualified_until = 2028-03-31
integrity = "named"
capacity = 15
[[provider.opening]]
days = ["mon", "sun"]
from = "07:30"
to = "20:00"
)";

std::string With(const std::string& from, const std::string& to) {
  std::string text = kOne;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(Providers, SpeakEachLanguageOnceHoweverManySpeakIt) {
  ProviderList list;
  list.providers.resize(3);
  list.providers[0].languages = {"zh", "wuu"};
  list.providers[1].languages = {"zh", "en"};
  EXPECT_EQ(list.Languages(), (std::vector<std::string>{"zh", "wuu", "en"}));
}

TEST(Providers, AreReadAsTheyAreWritten) {
  const auto list = ReadProviders("[weights]\narea = 44\n" + kOne, "providers.toml");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->weights.area, 44);
  EXPECT_EQ(list->weights.service, MatchingWeights{}.service);
  const Provider* provider = list->Find("kuaixiu");
  ASSERT_NE(provider, nullptr);
  EXPECT_EQ(provider->phone, "02155501103");
  EXPECT_EQ(provider->integrity, Integrity::Named);
  EXPECT_EQ(provider->capacity, 15);
  ASSERT_EQ(provider->opening.size(), 1u);
  EXPECT_EQ(provider->opening[0].days, (std::vector{std::chrono::Monday, std::chrono::Sunday}));
  EXPECT_EQ(provider->opening[0].from_minute, 7 * 60 + 30);
  EXPECT_EQ(provider->opening[0].to_minute, 20 * 60);
  EXPECT_EQ(list->Find("nobody"), nullptr);
  EXPECT_EQ(list->Languages(), std::vector<std::string>{"zh"});
}

TEST(Providers, EveryFaultSaysWhereAndWhatToDo) {
  struct Faulty {
    std::string toml;
    std::string says;
  };
  const Faulty faults[] = {
      {kOne + kOne, "providers.toml:17:8: 'code': the code \"kuaixiu\" stands twice"},
      {With("\"organisation\"", "\"firm\""), "providers.toml:3:8: 'kind'"},
      {With("021-5550 1103", "call me"), "providers.toml:5:9: 'phone': must be 3 to 12 digits"},
      {With("\"home.plumbing\"", ""), "'services' is missing or empty"},
      {With("2028-03-31", "\"soon\""), "'qualified_until'"},
      {With("\"named\"", "\"good\""), "'integrity'"},
      {With("15", "0"), "'capacity'"},
      {With("\"mon\"", "\"monday\""), "'days': must hold some of"},
      {With("07:30", "7:30"), "'from': must be a time of day"},
      {With("07:30", "24:30"), "'from': must be a time of day"},
      {With("20:00", "07:30"), "'to': must be later than 'from'"},
      {"[weights]\narea = 101\n" + kOne, "'area'"},
      {"[weights]\n", "at least one [[provider]] is needed"},
      {kOne + "[[neighbour]]\ncode = \"kuaixiu\"\nname = { zh = \"东\", en = \"E\" }\nphone = \"110\"\nservices = "
              "[\"a\"]\n",
       "stands twice"},
  };
  for (const auto& [toml, says] : faults) {
    const auto list = ReadProviders(toml, "providers.toml");
    ASSERT_FALSE(list) << toml;
    EXPECT_NE(list.error().message.find(says), std::string::npos) << list.error().message << " for " << says;
  }
}

// `count` of what `one` makes.
std::string Many(std::size_t count, const std::function<std::string(std::size_t)>& one) {
  std::string toml;
  for (std::size_t i = 0; i < count; ++i) toml += one(i);
  return toml;
}

TEST(Providers, AreNotMoreThanAListCanHold) {
  const auto provider = [](std::size_t i) { return With("\"kuaixiu\"", "\"p" + std::to_string(i) + "\""); };
  EXPECT_TRUE(ReadProviders(Many(kMaxProviders, provider), "providers.toml"));
  EXPECT_FALSE(ReadProviders(Many(kMaxProviders + 1, provider), "providers.toml"));
  const auto neighbour = [](std::size_t i) {
    return "[[neighbour]]\ncode = \"n" + std::to_string(i) +
           "\"\nname = { zh = \"东\", en = \"E\" }\nphone = \"110\"\nservices = [\"a\"]\n";
  };
  EXPECT_TRUE(ReadProviders(kOne + Many(kMaxNeighbours, neighbour), "providers.toml"));
  EXPECT_FALSE(ReadProviders(kOne + Many(kMaxNeighbours + 1, neighbour), "providers.toml"));
}

TEST(Providers, OpenAtMostSoOften) {
  const auto opening = [](std::size_t) {
    return std::string("[[provider.opening]]\ndays = [\"mon\"]\nfrom = \"08:00\"\nto = \"09:00\"\n");
  };
  EXPECT_TRUE(ReadProviders(kOne + Many(kMaxOpeningTimes - 1, opening), "providers.toml"));
  EXPECT_FALSE(ReadProviders(kOne + Many(kMaxOpeningTimes, opening), "providers.toml"));
}

}  // namespace
}  // namespace bianmin::domain
