#include "kiosk/domain/matching.h"

#include <gtest/gtest.h>

#include "kiosk/base/random.h"

namespace bianmin::domain {
namespace {

using namespace std::chrono_literals;

constexpr base::TimePoint kMonday{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + 90min};

Provider APlumber(std::string code) {
  const std::vector<std::chrono::weekday> workdays{std::chrono::Monday, std::chrono::Tuesday, std::chrono::Friday};
  return {.code = std::move(code),
          .kind = ProviderKind::Organisation,
          .name = {"快修", "Quick"},
          .phone = "02155501103",
          .services = {"home.plumbing"},
          .compounds = {"yonghe"},
          .opening = {{.days = workdays, .from_minute = 8 * 60, .to_minute = 12 * 60}},
          .languages = {"zh"},
          .qualified_until = std::chrono::year{2027} / 1 / 1,
          .integrity = Integrity::Named,
          .capacity = 10};
}

MatchQuestion ALeak() {
  return {.service_code = "home.plumbing",
          .compound = "yonghe",
          .appointment = Appointment{std::chrono::year{2026} / 11 / 24, HalfDay::Morning},
          .language = "zh",
          .now = kMonday};
}

ProviderList ListOf(std::vector<Provider> providers) {
  return {.weights = {}, .providers = std::move(providers), .neighbours = {}};
}

Fit FitOf(const Proposal& proposal, Criterion criterion) {
  return proposal.reasons.at(static_cast<std::size_t>(criterion)).fit;
}

TEST(Matching, WhoFitsInEveryWayGetsEveryPoint) {
  const auto matching = Match(ALeak(), ListOf({APlumber("a")}), {{"a", {.ratings = 2, .stars = 10}}});
  ASSERT_EQ(matching.proposals.size(), 1u);
  EXPECT_EQ(matching.proposals[0].points(), 100);
  for (const MatchReason& reason : matching.proposals[0].reasons) EXPECT_EQ(reason.fit, Fit::Fully);
  EXPECT_TRUE(matching.neighbours.empty());
}

TEST(Matching, EachPointOfViewIsJudgedByWhatIsKnown) {
  Provider plumber = APlumber("a");
  plumber.compounds.clear();
  plumber.integrity = Integrity::Observed;
  plumber.opening[0] = {.days = {std::chrono::Tuesday}, .from_minute = 13 * 60, .to_minute = 17 * 60};
  auto proposal =
      Match(ALeak(), ListOf({plumber}), {{"a", {.orders_in_hand = 6, .ratings = 1, .stars = 3}}}).proposals.at(0);
  EXPECT_EQ(FitOf(proposal, Criterion::Area), Fit::Partly);
  EXPECT_EQ(FitOf(proposal, Criterion::Opening), Fit::Partly);
  EXPECT_EQ(FitOf(proposal, Criterion::Rating), Fit::Partly);
  EXPECT_EQ(FitOf(proposal, Criterion::Integrity), Fit::Partly);
  EXPECT_EQ(FitOf(proposal, Criterion::Load), Fit::Partly);

  MatchQuestion unknown = ALeak();
  unknown.compound.clear();
  unknown.appointment.reset();
  unknown.language.clear();
  plumber.integrity = Integrity::NotAssessed;
  proposal = Match(unknown, ListOf({plumber}), {}).proposals.at(0);
  for (Criterion each :
       {Criterion::Area, Criterion::Opening, Criterion::Rating, Criterion::Integrity, Criterion::Language})
    EXPECT_EQ(FitOf(proposal, each), Fit::Unknown);

  MatchQuestion foreign = ALeak();
  foreign.language = "yue";
  foreign.appointment->date = std::chrono::year{2026} / 11 / 25;
  proposal =
      Match(foreign, ListOf({plumber}), {{"a", {.orders_in_hand = 10, .ratings = 1, .stars = 1}}}).proposals.at(0);
  for (Criterion each : {Criterion::Opening, Criterion::Rating, Criterion::Load, Criterion::Language})
    EXPECT_EQ(FitOf(proposal, each), Fit::None);
}

TEST(Matching, WhoMustNotBeAskedIsNamedWithTheObstacle) {
  std::vector<Provider> providers(4, APlumber(""));
  const Obstacle obstacles[] = {Obstacle::NotOffered, Obstacle::AreaNotServed, Obstacle::NotQualified,
                                Obstacle::NameRemoved};
  providers[0].services = {"home.cleaning"};
  providers[1].compounds = {"taian"};
  providers[2].qualified_until = std::chrono::year{2026} / 11 / 23;  // one day before the visit
  providers[3].integrity = Integrity::Removed;
  for (int i = 0; i < 4; ++i) providers[i].code = std::string(1, static_cast<char>('d' - i));
  const auto matching = Match(ALeak(), ListOf(providers), {});
  EXPECT_TRUE(matching.proposals.empty());
  ASSERT_EQ(matching.others.size(), 4u);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(matching.others[3 - i].obstacle, obstacles[i]);
}

TEST(Matching, NeighboursAreAskedWhenNobodyHereFits) {
  ProviderList list = ListOf({APlumber("a")});
  list.neighbours = {{.code = "east", .name = {}, .phone = "1", .services = {"home.*"}},
                     {.code = "west", .name = {}, .phone = "1", .services = {"elder.*"}}};
  EXPECT_TRUE(Match(ALeak(), list, {}).neighbours.empty());
  list.providers[0].qualified_until = std::chrono::year{2020} / 1 / 1;
  EXPECT_EQ(Match(ALeak(), list, {}).neighbours, (std::vector<std::string>{"east"}));
}

TEST(Matching, WhoeverIsNotInFrontOrMustNotBeAskedNeedsAReason) {
  ProviderList list = ListOf({APlumber("a"), APlumber("b"), APlumber("c")});
  list.providers[2].compounds = {"elsewhere"};
  const MatchQuestion leak = ALeak();
  const Matching matching = Match(leak, list, {{"b", {.orders_in_hand = 50}}});
  EXPECT_EQ(matching.proposals.front().provider_code, "a");
  EXPECT_FALSE(NeedsReason(matching, "a"));
  EXPECT_TRUE(NeedsReason(matching, "b")) << "busier";
  EXPECT_TRUE(NeedsReason(matching, "c")) << "of another area";
  EXPECT_TRUE(NeedsReason(matching, "nobody"));
  EXPECT_FALSE(NeedsReason(Match(leak, ListOf({APlumber("a"), APlumber("b")}), {}), "b")) << "as many points";
}

TEST(Matching, AStarStandsForAllServicesOfAGroup) {
  Provider provider = APlumber("a");
  provider.services = {"home.*"};
  EXPECT_TRUE(provider.Offers("home.plumbing"));
  EXPECT_FALSE(provider.Offers("homework.plumbing"));
  EXPECT_FALSE(provider.Offers("home"));
}

// ---- whatever the list

class AnyList : public testing::TestWithParam<unsigned> {
 protected:
  int Number(int least, int most) {
    return least + static_cast<int>(random_.Below(static_cast<std::uint64_t>(most - least) + 1));
  }
  bool Chance() { return Number(0, 1) == 1; }

  Provider AnyProvider(int place) {
    Provider provider = APlumber("p" + std::to_string(place));
    if (Chance()) provider.services = {Chance() ? "home.*" : "home.cleaning"};
    if (Chance()) provider.compounds = Chance() ? std::vector<std::string>{} : std::vector<std::string>{"taian"};
    provider.integrity = static_cast<Integrity>(Number(0, 3));
    provider.capacity = Number(1, 12);
    if (Chance()) provider.opening[0].from_minute = Number(0, 700);
    if (Chance()) provider.languages = {"wuu"};
    return provider;
  }

  void SetUp() override {
    for (int i = 0; i < Number(1, 20); ++i) {
      list_.providers.push_back(AnyProvider(i));
      const int ratings = Number(0, 5);
      records_["p" + std::to_string(i)] = {
          .orders_in_hand = Number(0, 12), .ratings = ratings, .stars = ratings * Number(1, 5)};
    }
    list_.neighbours = {{.code = "n", .name = {}, .phone = "1", .services = {"home.*"}}};
    list_.weights = {Number(0, 100), Number(0, 100), Number(0, 100), Number(0, 100),
                     Number(0, 100), Number(0, 100), Number(0, 100)};
  }

  const Proposal& In(const Matching& matching, const std::string& code) {
    for (const auto* list : {&matching.proposals, &matching.others}) {
      for (const Proposal& each : *list) {
        if (each.provider_code == code) return each;
      }
    }
    throw std::runtime_error("nobody was left out: " + code);
  }

  base::SeededRandom random_{GetParam()};
  ProviderList list_;
  ProviderRecords records_;
};

TEST_P(AnyList, EverybodyIsConsideredOnceAndEveryReasonIsCounted) {
  const Matching matching = Match(ALeak(), list_, records_);
  EXPECT_EQ(matching.proposals.size() + matching.others.size(), list_.providers.size());
  for (const Provider& provider : list_.providers) {
    const Proposal& proposal = In(matching, provider.code);
    ASSERT_EQ(proposal.reasons.size(), kCriteria.size());
    int sum = 0;
    for (std::size_t i = 0; i < kCriteria.size(); ++i) {
      const MatchReason& reason = proposal.reasons[i];
      EXPECT_EQ(reason.criterion, kCriteria[i]);
      EXPECT_GE(reason.hundredths, 0);
      EXPECT_LE(reason.hundredths, reason.weight * 100);
      sum += reason.hundredths;
    }
    EXPECT_EQ(sum, proposal.hundredths);
  }
  EXPECT_EQ(matching.neighbours.empty(), !matching.proposals.empty());
}

TEST_P(AnyList, TheOrderOfTheFileChangesNothing) {
  const Matching matching = Match(ALeak(), list_, records_);
  ProviderList shuffled = list_;
  for (std::size_t left = shuffled.providers.size(); left > 1; --left) {
    std::swap(shuffled.providers[left - 1], shuffled.providers[random_.Below(left)]);
  }
  const Matching again = Match(ALeak(), shuffled, records_);
  ASSERT_EQ(again.proposals.size(), matching.proposals.size());
  for (std::size_t i = 0; i < matching.proposals.size(); ++i) {
    EXPECT_EQ(again.proposals[i].provider_code, matching.proposals[i].provider_code);
    EXPECT_EQ(again.proposals[i].hundredths, matching.proposals[i].hundredths);
  }
}

TEST_P(AnyList, WhoIsBetterFromAPointOfViewNeverLosesByItsCountingMore) {
  const Matching before = Match(ALeak(), list_, records_);
  const auto weights = {&MatchingWeights::service, &MatchingWeights::area,      &MatchingWeights::opening,
                        &MatchingWeights::rating,  &MatchingWeights::integrity, &MatchingWeights::load,
                        &MatchingWeights::language};
  std::size_t place = 0;
  for (const auto weight : weights) {
    ProviderList heavier = list_;
    heavier.weights.*weight += 17;
    const Matching after = Match(ALeak(), heavier, records_);
    for (std::size_t i = 0; i + 1 < before.proposals.size(); ++i) {
      const Proposal& better = before.proposals[i];
      const Proposal& other = before.proposals[i + 1];
      const Proposal& better_now = In(after, better.provider_code);
      const Proposal& other_now = In(after, other.provider_code);
      const int lead = better_now.reasons[place].hundredths - other_now.reasons[place].hundredths;
      if (lead >= 0) {
        EXPECT_GE(better_now.hundredths, other_now.hundredths);
      }
      EXPECT_GE(better_now.hundredths, better.hundredths);
    }
    ++place;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyList, testing::Range(0u, 200u));

}  // namespace
}  // namespace bianmin::domain
