#pragma once
// Who serves: companies and volunteer teams that the centre works with, and the neighbouring communities that help out
// (R06, R27). It is data (config/providers.toml), read once at start-up; what they did is counted from the orders.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/catalogue.h"

namespace bianmin::domain {

enum class ProviderKind { Organisation, VolunteerTeam };  // 服务商, 志愿者团队

// 社区诚信服务单位 (R43): named, in the three months of observation, not (yet) assessed, or the name taken away.
enum class Integrity { Named, Observed, NotAssessed, Removed };

struct OpeningTime {
  std::vector<std::chrono::weekday> days;
  int from_minute = 0;  // of the day, China Standard Time
  int to_minute = 0;
};

struct Provider {
  std::string code;  // stable for ever, travels as provider_code
  ProviderKind kind = ProviderKind::Organisation;
  LocalisedText name;
  std::string phone;                   // digits
  std::vector<std::string> services;   // codes of the catalogue; "home.*" stands for all that begin with "home."
  std::vector<std::string> compounds;  // codes of the addresses; empty: everywhere
  std::vector<OpeningTime> opening;
  std::vector<std::string> languages;  // "zh", "en", "wuu" …
  base::Date qualified_until;
  Integrity integrity = Integrity::NotAssessed;
  int capacity = 0;  // orders in hand at once

  bool Offers(std::string_view service_code) const;
};

struct Neighbour {
  std::string code;
  LocalisedText name;
  std::string phone;
  std::vector<std::string> services;  // as a provider's

  bool Offers(std::string_view service_code) const;
};

// What each point of view counts; 0: not at all.
struct MatchingWeights {
  int service = 30;
  int area = 20;
  int opening = 15;
  int rating = 15;
  int integrity = 10;
  int load = 8;
  int language = 2;
};

struct ProviderList {
  MatchingWeights weights;
  std::vector<Provider> providers;
  std::vector<Neighbour> neighbours;

  const Provider* Find(std::string_view code) const;
  // All that somebody speaks, each once.
  std::vector<std::string> Languages() const;
};

// Every fault is reported as "name:line:column: …".
base::Result<ProviderList> ReadProviders(std::string_view toml, std::string_view name);

}  // namespace bianmin::domain
