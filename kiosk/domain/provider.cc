#include "kiosk/domain/provider.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "kiosk/base/config.h"
#include "kiosk/domain/config_texts.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

constexpr int kMostWeight = 100;
constexpr int kMostCapacity = 500;
constexpr int kMinutesPerDay = 24 * 60;
constexpr std::array<std::string_view, 7> kDays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};  // as weekday counts

bool OffersIn(const std::vector<std::string>& services, std::string_view code) {
  return std::any_of(services.begin(), services.end(), [&](std::string_view each) {
    return each.ends_with(".*") ? code.starts_with(each.substr(0, each.size() - 1)) : each == code;
  });
}

std::optional<int> MinuteOf(std::string_view text) {
  const bool has_shape = text.size() == 5 && text[2] == ':' && std::all_of(text.begin(), text.end(), [](char c) {
                           return (c >= '0' && c <= '9') || c == ':';
                         });
  if (!has_shape) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0';
  const int minute = (text[3] - '0') * 10 + text[4] - '0';
  if (minute >= 60 || hour * 60 + minute > kMinutesPerDay) return std::nullopt;
  return hour * 60 + minute;
}

int ReadMinute(ConfigSection& from, std::string_view key) {
  const auto minute = MinuteOf(from.Text(key));
  if (!minute && from.Has(key)) from.Fault(key, "must be a time of day such as \"08:30\"");
  return minute.value_or(0);
}

OpeningTime ReadOpening(ConfigSection& from) {
  OpeningTime opening;
  for (const std::string& day : from.Texts("days")) {
    const auto found = std::find(kDays.begin(), kDays.end(), day);
    if (found == kDays.end()) {
      from.Fault("days", "must hold some of \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"");
      continue;
    }
    opening.days.emplace_back(static_cast<unsigned>(found - kDays.begin()));
  }
  if (opening.days.empty()) from.Fault("", "'days' is missing or empty");
  opening.from_minute = ReadMinute(from, "from");
  opening.to_minute = ReadMinute(from, "to");
  if (from.Has("to") && opening.to_minute <= opening.from_minute) from.Fault("to", "must be later than 'from'");
  return opening;
}

std::vector<std::string> ReadServices(ConfigSection& from) {
  auto services = from.Texts("services");
  if (services.empty()) from.Fault("", "'services' is missing or empty; name codes of the catalogue, or \"home.*\"");
  return services;
}

Integrity ReadIntegrity(ConfigSection& from) {
  const std::string word = from.Word("integrity", {"named", "observed", "not_assessed", "removed"}, "not_assessed");
  if (word == "named") return Integrity::Named;
  if (word == "observed") return Integrity::Observed;
  return word == "removed" ? Integrity::Removed : Integrity::NotAssessed;
}

Provider ReadProvider(ConfigSection& from) {
  Provider provider;
  provider.code = ReadCode(from, "code");
  const bool is_team = from.Word("kind", {"organisation", "volunteers"}, "organisation") == "volunteers";
  provider.kind = is_team ? ProviderKind::VolunteerTeam : ProviderKind::Organisation;
  provider.name = ReadLocalisedText(from, "name");
  provider.phone = ReadPublishedPhone(from, "phone");
  provider.services = ReadServices(from);
  provider.compounds = from.Texts("compounds");
  provider.languages = from.Texts("languages");
  if (!from.Has("qualified_until")) from.Fault("", "'qualified_until' is missing");
  if (const auto day = from.Day("qualified_until")) provider.qualified_until = *day;
  provider.integrity = ReadIntegrity(from);
  provider.capacity = static_cast<int>(from.Integer("capacity", {1, kMostCapacity}, 10));
  for (auto& opening : from.Sections("opening")) provider.opening.push_back(ReadOpening(opening));
  if (provider.opening.empty() || provider.opening.size() > kMaxOpeningTimes) {
    from.Fault("", fmt::format("a provider needs 1 to {} [[provider.opening]]", kMaxOpeningTimes));
  }
  return provider;
}

Neighbour ReadNeighbour(ConfigSection& from) {
  Neighbour neighbour;
  neighbour.code = ReadCode(from, "code");
  neighbour.name = ReadLocalisedText(from, "name");
  neighbour.phone = ReadPublishedPhone(from, "phone");
  neighbour.services = ReadServices(from);
  return neighbour;
}

MatchingWeights ReadWeights(ConfigSection& root) {
  MatchingWeights weights;
  auto from = root.OptionalSection("weights");
  if (!from) return weights;
  const auto read = [&](std::string_view key, int& weight) {
    weight = static_cast<int>(from->Integer(key, {0, kMostWeight}, weight));
  };
  read("service", weights.service);
  read("area", weights.area);
  read("opening", weights.opening);
  read("rating", weights.rating);
  read("integrity", weights.integrity);
  read("load", weights.load);
  read("language", weights.language);
  return weights;
}

void CheckUnique(std::set<std::string>& seen, const std::string& code, ConfigSection& at) {
  if (!code.empty() && !seen.insert(code).second) {
    at.Fault("code", fmt::format("the code \"{}\" stands twice; every code must be unique", code));
  }
}

}  // namespace

bool Provider::Offers(std::string_view service_code) const { return OffersIn(services, service_code); }

bool Neighbour::Offers(std::string_view service_code) const { return OffersIn(services, service_code); }

const Provider* ProviderList::Find(std::string_view code) const {
  const auto found =
      std::find_if(providers.begin(), providers.end(), [&](const Provider& p) { return p.code == code; });
  return found == providers.end() ? nullptr : &*found;
}

std::vector<std::string> ProviderList::Languages() const {
  std::vector<std::string> languages;
  for (const Provider& provider : providers) {
    for (const std::string& language : provider.languages) {
      const bool is_known = std::find(languages.begin(), languages.end(), language) != languages.end();
      if (!is_known) languages.push_back(language);
    }
  }
  return languages;
}

base::Result<ProviderList> ReadProviders(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  ProviderList list;
  list.weights = ReadWeights(root);
  std::set<std::string> codes;
  for (auto& from : root.Sections("provider")) {
    list.providers.push_back(ReadProvider(from));
    CheckUnique(codes, list.providers.back().code, from);
  }
  for (auto& from : root.Sections("neighbour")) {
    list.neighbours.push_back(ReadNeighbour(from));
    CheckUnique(codes, list.neighbours.back().code, from);
  }
  if (list.providers.empty()) root.Fault("", "at least one [[provider]] is needed");
  if (list.providers.size() > kMaxProviders || list.neighbours.size() > kMaxNeighbours) {
    root.Fault("", fmt::format("at most {} providers and {} neighbours are possible", kMaxProviders, kMaxNeighbours));
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return list;
}

}  // namespace bianmin::domain
