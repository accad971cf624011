#include "kiosk/domain/matching.h"

#include <algorithm>
#include <tuple>

namespace bianmin::domain {
namespace {

constexpr int kHalf = 50;
constexpr int kAll = 100;
constexpr int kNoon = 12 * 60;
constexpr int kMorningBegins = 8 * 60;
constexpr int kEvening = 18 * 60;
constexpr int kMostStars = 5;

// A fit and its share of the weight, in hundredths.
struct Share {
  Fit fit = Fit::Unknown;
  int hundredths = kHalf;
};
constexpr Share kFully{Fit::Fully, kAll};
constexpr Share kPartly{Fit::Partly, kHalf};
constexpr Share kNone{Fit::None, 0};
constexpr Share kUnknown{Fit::Unknown, kHalf};

struct Asked {
  const MatchQuestion& question;
  const Provider& provider;
  ProviderRecord record;
};

bool Has(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

Share AreaOf(const Asked& asked) {
  if (asked.question.compound.empty()) return kUnknown;
  if (asked.provider.compounds.empty()) return kPartly;  // comes everywhere, is at home nowhere
  return Has(asked.provider.compounds, asked.question.compound) ? kFully : kNone;
}

bool IsOpen(const OpeningTime& opening, std::chrono::weekday day, int from, int to) {
  const bool is_day = std::find(opening.days.begin(), opening.days.end(), day) != opening.days.end();
  return is_day && opening.from_minute < to && opening.to_minute > from;
}

Share OpeningOf(const Asked& asked) {
  if (!asked.question.appointment) return kUnknown;
  const auto& [date, half] = *asked.question.appointment;
  const std::chrono::weekday day{std::chrono::sys_days{date}};
  const bool is_morning = half == HalfDay::Morning;
  const int from = is_morning ? kMorningBegins : kNoon;
  const int to = is_morning ? kNoon : kEvening;
  bool opens_that_day = false;
  for (const OpeningTime& opening : asked.provider.opening) {
    if (IsOpen(opening, day, from, to)) return kFully;
    opens_that_day |= IsOpen(opening, day, 0, 24 * 60);
  }
  return opens_that_day ? kPartly : kNone;
}

Share RatingOf(const Asked& asked) {
  if (asked.record.ratings <= 0) return kUnknown;
  const int most = asked.record.ratings * kMostStars;
  const int share = asked.record.stars * kAll / most;
  if (share >= 80) return {Fit::Fully, share};
  return {share >= 60 ? Fit::Partly : Fit::None, share};
}

Share IntegrityOf(const Asked& asked) {
  switch (asked.provider.integrity) {
    case Integrity::Named:
      return kFully;
    case Integrity::Observed:
      return kPartly;
    case Integrity::NotAssessed:
      return kUnknown;
    case Integrity::Removed:
      return kNone;
  }
  return kUnknown;
}

Share LoadOf(const Asked& asked) {
  const int free = std::max(asked.provider.capacity - asked.record.orders_in_hand, 0);
  const int share = free * kAll / std::max(asked.provider.capacity, 1);
  if (free == 0) return kNone;
  return {share >= kHalf ? Fit::Fully : Fit::Partly, share};
}

Share LanguageOf(const Asked& asked) {
  if (asked.question.language.empty()) return kUnknown;
  return Has(asked.provider.languages, asked.question.language) ? kFully : kNone;
}

std::tuple<Share, int> Judge(Criterion criterion, const Asked& asked, const MatchingWeights& weights) {
  switch (criterion) {
    case Criterion::Service:
      return {asked.provider.Offers(asked.question.service_code) ? kFully : kNone, weights.service};
    case Criterion::Area:
      return {AreaOf(asked), weights.area};
    case Criterion::Opening:
      return {OpeningOf(asked), weights.opening};
    case Criterion::Rating:
      return {RatingOf(asked), weights.rating};
    case Criterion::Integrity:
      return {IntegrityOf(asked), weights.integrity};
    case Criterion::Load:
      return {LoadOf(asked), weights.load};
    case Criterion::Language:
      return {LanguageOf(asked), weights.language};
  }
  return {kUnknown, 0};
}

Obstacle ObstacleOf(const Asked& asked) {
  if (!asked.provider.Offers(asked.question.service_code)) return Obstacle::NotOffered;
  if (AreaOf(asked).fit == Fit::None) return Obstacle::AreaNotServed;
  // Qualified on the day of the visit, or today.
  const base::Date day =
      asked.question.appointment ? asked.question.appointment->date : base::LocalDate(asked.question.now);
  if (asked.provider.qualified_until < day) return Obstacle::NotQualified;
  return asked.provider.integrity == Integrity::Removed ? Obstacle::NameRemoved : Obstacle::None;
}

Proposal Consider(const Asked& asked, const MatchingWeights& weights) {
  Proposal proposal{
      .provider_code = asked.provider.code, .obstacle = ObstacleOf(asked), .hundredths = 0, .reasons = {}};
  for (const Criterion criterion : kCriteria) {
    const auto [share, weight] = Judge(criterion, asked, weights);
    const int hundredths = share.hundredths * weight;
    proposal.reasons.push_back({.criterion = criterion, .fit = share.fit, .hundredths = hundredths, .weight = weight});
    proposal.hundredths += hundredths;
  }
  return proposal;
}

std::vector<std::string> NeighboursFor(std::string_view service_code, const std::vector<Neighbour>& neighbours) {
  std::vector<std::string> codes;
  for (const Neighbour& neighbour : neighbours) {
    if (neighbour.Offers(service_code)) codes.push_back(neighbour.code);
  }
  return codes;
}

}  // namespace

Matching Match(const MatchQuestion& question, const ProviderList& list, const ProviderRecords& records) {
  Matching matching;
  for (const Provider& provider : list.providers) {
    const auto record = records.find(provider.code);
    const Asked asked{question, provider, record == records.end() ? ProviderRecord{} : record->second};
    Proposal proposal = Consider(asked, list.weights);
    auto& where = proposal.obstacle == Obstacle::None ? matching.proposals : matching.others;
    where.push_back(std::move(proposal));
  }
  const auto by_code = [](const Proposal& one, const Proposal& other) {
    return one.provider_code < other.provider_code;
  };
  std::sort(matching.others.begin(), matching.others.end(), by_code);
  std::sort(matching.proposals.begin(), matching.proposals.end(), [&](const Proposal& one, const Proposal& other) {
    return one.hundredths != other.hundredths ? one.hundredths > other.hundredths : by_code(one, other);
  });
  if (matching.proposals.empty()) matching.neighbours = NeighboursFor(question.service_code, list.neighbours);
  return matching;
}

bool NeedsReason(const Matching& matching, std::string_view provider_code) {
  const auto& proposals = matching.proposals;
  const auto chosen = std::ranges::find(proposals, provider_code, &Proposal::provider_code);
  return chosen == proposals.end() || chosen->points() < proposals.front().points();
}

}  // namespace bianmin::domain
