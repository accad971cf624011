#include <fmt/format.h>

#include <set>

#include "kiosk/base/config.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/config_texts.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

constexpr std::int64_t kDearestFen = 100'000'000;  // one million yuan: a slip of the finger, not a price

ServiceGroup ReadGroup(ConfigSection& from) {
  const std::string text = from.Text("group");
  if (text == "life") return ServiceGroup::Life;
  if (text == "culture") return ServiceGroup::Culture;
  if (text == "mutual_aid") return ServiceGroup::MutualAid;
  if (from.Has("group")) from.Fault("group", "must be \"life\", \"culture\" or \"mutual_aid\"");
  return ServiceGroup::Life;
}

Package ReadPackage(ConfigSection& from) {
  Package package;
  package.code = ReadCode(from, "code");
  package.name = ReadLocalisedText(from, "name");
  package.price.fen = from.Integer("price_fen", {0, kDearestFen});
  package.price.is_starting = from.Flag("starting_price", false);
  if (package.price.fen > 0) package.price.unit = ReadLocalisedText(from, "unit");
  return package;
}

// Reports the second of two items with the same code.
void CheckUnique(std::set<std::string>& seen, const std::string& code, ConfigSection& at) {
  if (!code.empty() && !seen.insert(code).second) {
    at.Fault("code", fmt::format("the code \"{}\" stands twice; every code must be unique", code));
  }
}

template <class Item>
void CheckCount(const std::vector<Item>& items, std::size_t most, std::string_view key, ConfigSection& at) {
  if (items.size() > most) at.Fault(key, fmt::format("at most {} are possible, here are {}", most, items.size()));
}

std::vector<LocalisedText> ReadPhrases(ConfigSection& from) {
  std::vector<LocalisedText> phrases;
  for (auto& phrase : from.Sections("phrases")) {
    phrases.push_back(ReadLocalisedText(phrase));
  }
  CheckCount(phrases, kMaxPhrasesPerService, "phrases", from);
  return phrases;
}

Service ReadService(ConfigSection& from) {
  Service service;
  service.code = ReadCode(from, "code");
  service.group = ReadGroup(from);
  service.icon = from.Text("icon");
  service.name = ReadLocalisedText(from, "name");
  service.summary = ReadLocalisedText(from, "summary");
  service.who_may_apply = ReadLocalisedText(from, "who_may_apply");
  service.needs_address = from.Flag("needs_address", true);
  service.needs_appointment = from.Flag("needs_appointment", true);
  service.may_be_urgent = from.Flag("may_be_urgent", false);
  service.phrases = ReadPhrases(from);
  std::set<std::string> codes;
  for (auto& package : from.Sections("package")) {
    service.packages.push_back(ReadPackage(package));
    CheckUnique(codes, service.packages.back().code, package);
  }
  if (service.packages.empty()) from.Fault("", "a service needs at least one [[service.package]] with its price");
  CheckCount(service.packages, kMaxPackagesPerService, "package", from);
  return service;
}

std::vector<Choice> ReadChoices(ConfigSection& root, std::string_view key) {
  std::vector<Choice> choices;
  std::set<std::string> codes;
  for (auto& from : root.Sections(key)) {
    Choice choice;
    choice.code = ReadCode(from, "code");
    choice.text = ReadLocalisedText(from, "text");
    CheckUnique(codes, choice.code, from);
    choices.push_back(std::move(choice));
  }
  if (choices.empty()) root.Fault("", fmt::format("at least one [[{}]] is needed", key));
  CheckCount(choices, kMaxReasons, key, root);
  return choices;
}

}  // namespace

base::Result<Catalogue> ReadCatalogue(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  Catalogue catalogue;
  catalogue.version = ReadShownText(root, "version");
  if (!root.Has("valid_from")) root.Fault("", "'valid_from' is missing");
  if (const auto day = root.Day("valid_from")) catalogue.valid_from = *day;
  std::set<std::string> codes;
  for (auto& from : root.Sections("service")) {
    catalogue.services.push_back(ReadService(from));
    CheckUnique(codes, catalogue.services.back().code, from);
  }
  CheckCount(catalogue.services, kMaxServices, "service", root);
  for (const auto group : {ServiceGroup::Life, ServiceGroup::Culture, ServiceGroup::MutualAid}) {
    if (catalogue.In(group).empty()) {
      root.Fault("", "every group (life, culture, mutual_aid) needs at least one [[service]]");
      break;
    }
  }
  catalogue.rating_reasons = ReadChoices(root, "rating_reason");
  catalogue.complaint_subjects = ReadChoices(root, "complaint_subject");
  catalogue.cancel_reasons = ReadChoices(root, "cancel_reason");
  catalogue.decline_reasons = ReadChoices(root, "decline_reason");
  catalogue.windows = ReadChoices(root, "window");
  if (auto sound = document->Finish(); !sound) return sound.error();
  return catalogue;
}

}  // namespace bianmin::domain
