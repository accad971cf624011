#include <fmt/format.h>

#include "kiosk/store/publications.h"
#include "sync/admin/doctor_checks.h"

namespace bianmin::admin {
namespace {

using domain::PublicationState;

Check CheckOf(const store::KeptPublication& kept) {
  const domain::Publication& document = kept.publication;
  const std::string name = domain::NameOf(document.kind, document.scope, document.version);
  const std::string since = base::FormatUtc(kept.since);
  switch (kept.state) {
    case PublicationState::InForce:
      return {"from the city", Health::Fine, fmt::format("{} is in use since {}", name, since)};
    case PublicationState::OnTrial:
      return {"from the city", Health::Fine, fmt::format("{} is being tried since {}", name, since)};
    case PublicationState::Held:
      return {"from the city", Health::Fine,
              fmt::format("{} has come at {}; it will be used when the kiosk runs and nobody is at it", name, since)};
    case PublicationState::Withdrawn:
      return {"from the city", Health::Fine, fmt::format("{} withdrew what was published before", name)};
    case PublicationState::Refused:
      break;
  }
  return {"from the city", Health::Warning,
          fmt::format("{} cannot be used, what was in use before stays; publish it anew: {}", name, kept.why)};
}

}  // namespace

void CheckPublications(store::Database& database, const base::Clock& clock, std::vector<Check>& checks) {
  const auto all = store::Publications(database, clock).Overview();
  if (!all) {
    checks.push_back({"from the city", Health::Trouble, all.error().message});
    return;
  }
  if (all->empty()) {
    checks.push_back({"from the city", Health::Fine, "nothing was published for this kiosk: its own files are in use"});
  }
  for (const store::KeptPublication& kept : *all) checks.push_back(CheckOf(kept));
}

}  // namespace bianmin::admin
