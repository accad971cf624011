// The demonstration catalogue and addresses of config/: sound, complete, and written as residents are written to.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/provider.h"

namespace bianmin::domain {
namespace {

const Catalogue& Shipped() {
  static const Catalogue catalogue = [] {
    auto read = ReadCatalogue(base::ReadFile("config/catalogue.toml", 1 << 20).value(), "config/catalogue.toml");
    if (!read) ADD_FAILURE() << read.error().message;
    return read.value();
  }();
  return catalogue;
}

std::vector<LocalisedText> AllTexts() {
  std::vector<LocalisedText> texts;
  for (const Service& service : Shipped().services) {
    texts.insert(texts.end(), {service.name, service.summary, service.who_may_apply});
    texts.insert(texts.end(), service.phrases.begin(), service.phrases.end());
    for (const Package& package : service.packages) texts.push_back(package.name);
  }
  for (const auto* list : {&Shipped().rating_reasons, &Shipped().complaint_subjects, &Shipped().cancel_reasons,
                           &Shipped().decline_reasons, &Shipped().windows}) {
    for (const Choice& choice : *list) texts.push_back(choice.text);
  }
  return texts;
}

bool HasChinese(std::string_view text) {
  const auto characters = base::Characters(text);
  return std::any_of(characters.begin(), characters.end(), [](char32_t c) { return c >= 0x2E80; });
}

TEST(ShippedCatalogue, OffersWhatTheRulesForResidentsServicesName) {
  EXPECT_GE(Shipped().services.size(), 30u);
  for (const char* code :
       {"home.cleaning",    "home.plumbing",    "home.appliance",   "meal.dining",   "meal.delivery",
        "errand.shopping",  "elder.daycare",    "health.nursing",   "elder.escort",  "child.care",
        "child.homework",   "culture.children", "culture.activity", "culture.venue", "culture.course",
        "culture.library",  "culture.fitness",  "advice.policy",    "agency.rental", "agency.job",
        "mutual.neighbour", "mutual.volunteer"}) {
    EXPECT_NE(Shipped().Find(code), nullptr) << code;
  }
}

TEST(ShippedCatalogue, SpeaksEachLanguageAndShoutsInNeither) {
  for (const LocalisedText& text : AllTexts()) {
    EXPECT_TRUE(HasChinese(text.zh)) << text.zh;
    EXPECT_FALSE(HasChinese(text.en)) << text.en;
    for (const char* unwanted : {"！", "!", "工单", "你", "  "}) {
      EXPECT_EQ(text.zh.find(unwanted), std::string::npos) << text.zh;
    }
    for (const char* unwanted : {"!", "  ", "（", "，", "’", "“"})
      EXPECT_EQ(text.en.find(unwanted), std::string::npos) << text.en;
  }
}

TEST(ShippedCatalogue, FitsItsTilesAndLetsResidentsTapWhatTheyWouldSay) {
  for (const Service& service : Shipped().services) {
    EXPECT_LE(base::CountCharacters(service.name.zh), 6u) << service.name.zh;
    EXPECT_LE(base::CountCharacters(service.summary.zh), 20u) << service.summary.zh;
    EXPECT_GE(service.phrases.size(), 4u) << service.code;
    EXPECT_LE(service.phrases.size(), 8u) << service.code;
    EXPECT_TRUE(!service.may_be_urgent || service.needs_address) << service.code << ": help comes to an address";
  }
}

TEST(ShippedCatalogue, LetsEveryListEndWithSomethingElse) {
  for (const auto* list : {&Shipped().rating_reasons, &Shipped().complaint_subjects, &Shipped().cancel_reasons}) {
    EXPECT_EQ(list->back().code, "other");
  }
}

TEST(ShippedAddresses, AreSound) {
  const auto tree = ReadAddresses(base::ReadFile("config/addresses.toml", 1 << 20).value(), "config/addresses.toml");
  ASSERT_TRUE(tree) << tree.error().message;
  EXPECT_GE(tree->compounds.size(), 3u);
}

TEST(ShippedProviders, AreSoundAndKnowOnlyServicesAndCompoundsThatThereAre) {
  const auto list = ReadProviders(base::ReadFile("config/providers.toml", 1 << 20).value(), "config/providers.toml");
  ASSERT_TRUE(list) << list.error().message;
  const auto tree =
      ReadAddresses(base::ReadFile("config/addresses.toml", 1 << 20).value(), "config/addresses.toml").value();
  EXPECT_GE(list->providers.size(), 12u);
  EXPECT_GE(list->neighbours.size(), 2u);
  for (const Provider& provider : list->providers) {
    EXPECT_TRUE(HasChinese(provider.name.zh) && !HasChinese(provider.name.en)) << provider.code;
    for (const std::string& compound : provider.compounds) EXPECT_NE(tree.Find(compound), nullptr) << compound;
    for (const std::string& code : provider.services) {
      EXPECT_TRUE(code.ends_with(".*") || Shipped().Find(code) != nullptr) << code;
    }
  }
}

TEST(ShippedProviders, OfferEveryServiceOrANeighbourDoes) {
  const auto list =
      ReadProviders(base::ReadFile("config/providers.toml", 1 << 20).value(), "config/providers.toml").value();
  for (const Service& service : Shipped().services) {
    const auto offers = [&](const auto& each) { return each.Offers(service.code); };
    EXPECT_TRUE(std::any_of(list.providers.begin(), list.providers.end(), offers) ||
                std::any_of(list.neighbours.begin(), list.neighbours.end(), offers))
        << service.code;
  }
}

}  // namespace
}  // namespace bianmin::domain
