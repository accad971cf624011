#pragma once
// What the centre offers: services in three groups (R01, R05) with prices and packages (R13), who may apply (R23), and
// the lists from which residents choose reasons and subjects. It is data (config/catalogue.toml), read once at start-up
// and replaced as a whole when the city publishes a new one.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"

namespace bianmin::domain {

struct LocalisedText {
  std::string zh;
  std::string en;
  friend bool operator==(const LocalisedText&, const LocalisedText&) = default;
};

// 生活类, 文化类, 互助类
enum class ServiceGroup { Life, Culture, MutualAid };

// In fen (0.01 yuan). 0: free of charge.
struct Price {
  std::int64_t fen = 0;
  LocalisedText unit;        // "小时": what one price buys; empty when free
  bool is_starting = false;  // "…起": the final price is agreed before the work
};

struct Package {
  std::string code;
  LocalisedText name;
  Price price;
};

struct Service {
  std::string code;  // "home.repair.plumbing"; stable for ever, travels as service_code
  ServiceGroup group = ServiceGroup::Life;
  std::string icon;  // a name of kiosk/ui's icon list
  LocalisedText name;
  LocalisedText summary;
  LocalisedText who_may_apply;
  std::vector<Package> packages;       // at least one
  std::vector<LocalisedText> phrases;  // common descriptions to tap
  bool needs_address = true;
  bool needs_appointment = true;
  bool may_be_urgent = false;
};

// One line of a list to choose from; the code is stored, the text shown.
struct Choice {
  std::string code;
  LocalisedText text;
};

struct Catalogue {
  std::string version;
  base::Date valid_from;
  std::vector<Service> services;
  std::vector<Choice> rating_reasons;      // asked for at two stars and below
  std::vector<Choice> complaint_subjects;  // what a complaint is about
  std::vector<Choice> cancel_reasons;
  std::vector<Choice> decline_reasons;
  std::vector<Choice> windows;  // the counters that can be rated after a visit

  const Service* Find(std::string_view code) const;
  std::vector<const Service*> In(ServiceGroup group) const;
};

const Choice* FindChoice(const std::vector<Choice>& choices, std::string_view code);
// What a record is about: a service, or the window of a visit. Null for what is not offered any more.
const LocalisedText* FindServiceOrWindow(const Catalogue& catalogue, std::string_view code);

// Every fault is reported as "name:line:column: …"; duplicate codes, missing languages and empty groups are faults.
base::Result<Catalogue> ReadCatalogue(std::string_view toml, std::string_view name);

}  // namespace bianmin::domain
