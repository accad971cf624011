#pragma once
// Who should serve an order (R06): each provider that may gets points from seven points of view, and each point can be
// explained at the counter. Pure and deterministic: the same question and the same records give the same order.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/provider.h"

namespace bianmin::domain {

enum class Criterion { Service, Area, Opening, Rating, Integrity, Load, Language };
inline constexpr std::array kCriteria{Criterion::Service,   Criterion::Area, Criterion::Opening, Criterion::Rating,
                                      Criterion::Integrity, Criterion::Load, Criterion::Language};

// How well a provider meets a point of view. Unknown counts half: nobody loses for what nobody knows.
enum class Fit { None, Partly, Fully, Unknown };

struct MatchQuestion {
  std::string service_code;
  std::string compound;  // code; empty: not known
  std::optional<Appointment> appointment;
  std::string language;  // empty: no wish
  base::TimePoint now;
};

// What the kiosk knows of a provider's work.
struct ProviderRecord {
  int orders_in_hand = 0;
  int ratings = 0;
  int stars = 0;  // of all ratings together
};
using ProviderRecords = std::map<std::string, ProviderRecord, std::less<>>;  // by provider code

// Why so many points.
struct MatchReason {
  Criterion criterion = Criterion::Service;
  Fit fit = Fit::Unknown;
  int hundredths = 0;  // of a point
  int weight = 0;      // what it could be at most, in points
};

// Why somebody must not be asked, however many points.
enum class Obstacle { None, NotOffered, AreaNotServed, NotQualified, NameRemoved };

struct Proposal {
  std::string provider_code;
  Obstacle obstacle = Obstacle::None;
  int hundredths = 0;  // of all reasons together
  std::vector<MatchReason> reasons;

  int points() const { return (hundredths + 50) / 100; }
};

struct Matching {
  std::vector<Proposal> proposals;      // without obstacle; the best first, equals by code
  std::vector<Proposal> others;         // with an obstacle; by code. For a manual choice
  std::vector<std::string> neighbours;  // codes: whom to ask when there is no proposal; empty while there are any
};

Matching Match(const MatchQuestion& question, const ProviderList& list, const ProviderRecords& records);

// Whether choosing this provider has to be explained: somebody else has more points, as they are shown, or there is an
// obstacle.
bool NeedsReason(const Matching& matching, std::string_view provider_code);

}  // namespace bianmin::domain
