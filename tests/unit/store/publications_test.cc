#include "kiosk/store/publications.h"

#include <gmock/gmock.h>

#include "kiosk/domain/publication_limits.h"
#include "kiosk/store/journal.h"
#include "kiosk/store/migrations.h"
#include "kiosk/store/sql.h"
#include "tests/support/published.h"

namespace bianmin::store {
namespace {

using domain::PublicationKind;
using domain::PublicationState;
using support::ADocument;
using support::Must;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Published : public testing::Test {
 protected:
  void Comes(const std::string& content, std::int64_t version, std::string_view scope = "", std::string fault = "") {
    support::Receive(daemon_, ADocument(PublicationKind::Catalogue, content, scope, version), desk_.clock.Now(),
                     std::move(fault));
  }
  void IsWithdrawn(std::int64_t version) {
    auto document = ADocument(PublicationKind::Catalogue, "", "", version);
    document.content.reset();
    support::Receive(daemon_, document, desk_.clock.Now());
  }
  std::vector<std::int64_t> Places() {
    std::vector<std::int64_t> places;
    for (const KeptPublication& each : Must(publications_.All())) places.push_back(each.place);
    return places;
  }
  // "1 in_force", "2 held": versions and states, by kind and scope, oldest first.
  std::vector<std::string> Kept() {
    std::vector<std::string> kept;
    for (const KeptPublication& each : Must(publications_.All())) {
      kept.push_back(std::to_string(each.publication.version) + " " + std::string(WireName(each.state)));
    }
    return kept;
  }
  void ComesIntoForce(const std::string& content, std::int64_t version) {
    Comes(content, version);
    const std::vector places{Places().back()};
    Must(publications_.BeginTrial(places));
    Must(publications_.Succeeded(places));
  }
  // The kiosk ends in the middle of a trial and starts again.
  int Restarts() { return Must(publications_.BreakOffTrials()); }

  support::KioskDesk desk_;
  Store kiosk_ = desk_.OpenStore();
  Database daemon_ = desk_.OpenDatabase();
  Publications publications_{kiosk_};
};

TEST_F(Published, IsHeldUntilTheKioskTakesIt) {
  EXPECT_EQ(Must(publications_.Newest()), 0);
  Comes("one", 1);
  EXPECT_TRUE(Must(kiosk_.ChangedElsewhere())) << "the kiosk notices";
  const auto all = Must(publications_.All());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].state, PublicationState::Held);
  EXPECT_EQ(all[0].publication.content, "one");
  EXPECT_EQ(all[0].since, support::kMondayMorning);
  EXPECT_EQ(Must(publications_.Newest()), all[0].place);
  EXPECT_FALSE(Must(publications_.Overview())[0].publication.content);
}

TEST_F(Published, IsTriedBeforeItIsInForceAndThenTheOldOneGoes) {
  ComesIntoForce("one", 1);
  Comes("two", 2);
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 held"));
  const std::vector places{Places().back()};
  desk_.clock.Advance(std::chrono::minutes{1});
  Must(publications_.BeginTrial(places));
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 on_trial")) << "the last good one stays meanwhile";
  desk_.clock.Advance(std::chrono::minutes{1});
  Must(publications_.Succeeded(places));
  EXPECT_THAT(Kept(), ElementsAre("2 in_force"));
  EXPECT_EQ(Must(publications_.All())[0].since, support::kMondayMorning + std::chrono::minutes{2});
}

TEST_F(Published, TheNewestCountsThoughSomeWereNeverTaken) {
  ComesIntoForce("one", 1);
  Comes("two", 2);
  Comes("three", 3);
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "3 held"));
  Comes("for one kiosk", 1, "demo-city/jingan/k01");
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "3 held", "1 held")) << "another scope is another document";
}

TEST_F(Published, ATrialThatBreaksOffIsRepeatedAndThenRefused) {
  ComesIntoForce("good", 1);
  Comes("deadly", 2);
  const std::vector places{Places().back()};
  for (int trial = 1; trial < domain::kMostTrials; ++trial) {
    Must(publications_.BeginTrial(places));
    EXPECT_EQ(Restarts(), 0) << "it can have been the power";
    EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 held"));
  }
  Must(publications_.BeginTrial(places));
  EXPECT_EQ(Restarts(), 1);
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 refused"));
  const auto refused = Must(publications_.All()).back();
  EXPECT_THAT(refused.why, HasSubstr("ended 2 times within 30 seconds"));
  EXPECT_FALSE(refused.publication.content);
  EXPECT_EQ(Restarts(), 0);
  Must(publications_.BeginTrial(places));
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 refused")) << "refused is refused";
}

TEST_F(Published, AnOrderlyEndIsNoFailedTrial) {
  Comes("two", 2);
  for (int i = 0; i < 2 * domain::kMostTrials; ++i) {
    Must(publications_.BeginTrial(Places()));
    Must(publications_.PutBackTrials());
    EXPECT_EQ(Restarts(), 0);
  }
  EXPECT_THAT(Kept(), ElementsAre("2 held"));
}

TEST_F(Published, TheLastGoodOneOutlivesANewerOneOnTrialAndARefusedOne) {
  ComesIntoForce("good", 1);
  Comes("two", 2);
  Must(publications_.BeginTrial(std::vector{Places().back()}));
  Comes("three", 3, "", "its content is not what its digest says");
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 on_trial", "3 refused"));
  Comes("four", 4);
  EXPECT_THAT(Kept(), ElementsAre("1 in_force", "2 on_trial", "4 held"));
}

TEST_F(Published, WhatCannotBeUsedIsRefusedWithItsReasonAndJournalled) {
  Comes("nonsense", 1);
  Must(publications_.Refuse(Places().back(), "catalogue 1:1:1: that is no TOML"));
  EXPECT_EQ(Must(publications_.All()).back().why, "catalogue 1:1:1: that is no TOML");
  Comes("whole", 2, "demo-city");
  const std::vector places{Places().back()};
  Must(publications_.BeginTrial(places));
  Must(publications_.Succeeded(places));
  Must(publications_.Succeeded(places));
  std::vector<std::string> acts;
  for (const auto& entry : Must(Journal{daemon_}.Latest(10))) acts.push_back(entry.act + " " + entry.record);
  EXPECT_THAT(acts, testing::UnorderedElementsAre(
                        "publication.came catalogue 1", "publication.taken_refused catalogue 1",
                        "publication.came catalogue 2 for demo-city", "publication.taken catalogue 2 for demo-city"));
  EXPECT_FALSE(Must(Journal{daemon_}.Verify()).first_broken);
}

TEST_F(Published, WithdrawnTakesAllOfItAway) {
  ComesIntoForce("one", 1);
  Comes("two", 2);
  IsWithdrawn(3);
  EXPECT_THAT(Kept(), ElementsAre("3 withdrawn"));
  Comes("four", 4);
  EXPECT_THAT(Kept(), ElementsAre("4 held"));
}

TEST_F(Published, PlacesAreNeverGivenTwice) {
  Comes("one", 1);
  const auto first = Must(publications_.Newest());
  IsWithdrawn(2);
  Comes("three", 3);
  EXPECT_GT(Must(publications_.Newest()), first + 1);
}

// The schema as it was before the city published anything.
TEST(ADatabaseOfBefore, GetsItsTableAndKeepsWhatItHad) {
  constexpr int kBefore = 20;
  support::KioskDesk desk;
  {
    Connection old{SQLite::Database{desk.file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}, desk.file()};
    Migrate(old, kBefore);
    ASSERT_FALSE(old.sqlite.tableExists("publication"));
    old.sqlite.exec("INSERT INTO applied_change (id) VALUES ('of before')");
  }
  Database migrated = desk.OpenDatabase();
  support::Receive(migrated, ADocument(PublicationKind::Notices, ""), desk.clock.Now());
  EXPECT_EQ(Must(Publications(migrated, desk.clock).All()).size(), 1u);
  EXPECT_EQ(migrated.connection().sqlite.execAndGet("SELECT count(*) FROM applied_change").getInt(), 2);
}

}  // namespace
}  // namespace bianmin::store
