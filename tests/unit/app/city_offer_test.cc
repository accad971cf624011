#include "kiosk/app/city_offer.h"

#include <gmock/gmock.h>

#include "kiosk/app/offering.h"
#include "kiosk/app/worker.h"
#include "kiosk/base/file.h"
#include "kiosk/domain/publication_limits.h"
#include "kiosk/store/publications.h"
#include "tests/support/published.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using domain::PublicationKind;
using domain::PublicationState;
using support::ADocument;
using support::Must;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

// The shipped catalogue under another version.
std::string CatalogueOf(const std::string& version) {
  std::string toml = Must(base::ReadFile("config/catalogue.toml", 1 << 20));
  const std::string shipped = "version = \"2026-11\"";
  return toml.replace(toml.find(shipped), shipped.size(), "version = \"" + version + "\"");
}

std::string NoticeOf(const std::string& title, const std::string& from) {
  return "[[notice]]\ntitle = { zh = \"" + title + "\" }\ntext = { zh = \"请知悉。\" }\nfrom = " + from +
         "\nto = 2027-01-01\n";
}

class AnOffer : public ::testing::Test {
 protected:
  void Comes(PublicationKind kind, const std::string& content, std::string_view scope = "", std::int64_t version = 1) {
    support::Receive(daemon_, ADocument(kind, content, scope, version), desk_.clock.Now());
  }
  void SettingsCome(const std::string& content, const base::SecretKey& signer, std::int64_t version = 1,
                    std::string_view scope = "") {
    auto document = ADocument(PublicationKind::Settings, content, scope, version);
    document.signature = base::Sign(signer, domain::SignedText(document));
    support::Receive(daemon_, document, desk_.clock.Now());
  }
  CityOffer Read() { return Must(ReadCityOffer(store_, rules_)); }
  void TakesAll() {
    const auto untried = Read().untried;
    Must(store::Publications{store_}.BeginTrial(untried));
    Must(store::Publications{store_}.Succeeded(untried));
  }

  support::KioskDesk desk_;
  store::Store store_ = desk_.OpenStore();
  store::Database daemon_ = desk_.OpenDatabase();
  base::SecretKey operator_ = base::SecretKey::New(desk_.random);
  OfferRules rules_{ShippedSettings(), base::VerifyKeyOf(operator_)};
};

TEST_F(AnOffer, IsEmptyWhereNothingWasPublished) {
  const CityOffer offer = Read();
  EXPECT_FALSE(offer.catalogue || offer.providers || offer.calendar || offer.kiosk);
  EXPECT_THAT(offer.untried, IsEmpty());
  EXPECT_THAT(LinesOf(offer), IsEmpty());
}

TEST_F(AnOffer, HoldsTheNarrowestOfEachKind) {
  Comes(PublicationKind::Catalogue, CatalogueOf("everywhere"));
  Comes(PublicationKind::Catalogue, CatalogueOf("here"), "demo-city/jingan/k01");
  Comes(PublicationKind::Catalogue, CatalogueOf("the city"), "demo-city");
  Comes(PublicationKind::Providers, Must(base::ReadFile("config/providers.toml", 1 << 20)));
  Comes(PublicationKind::Calendar, "[[year]]\nyear = 2031\nholidays = [2031-01-01]\n");
  const CityOffer offer = Read();
  EXPECT_EQ(offer.catalogue->version, "here");
  EXPECT_TRUE(offer.providers);
  EXPECT_TRUE(offer.calendar->Covers(std::chrono::year{2031}));
  EXPECT_THAT(offer.untried, SizeIs(3)) << "what does not count here is not tried";
}

TEST_F(AnOffer, FallsBackToTheWiderScopeWhenTheNarrowOneIsWithdrawn) {
  Comes(PublicationKind::Catalogue, CatalogueOf("the city"), "demo-city");
  Comes(PublicationKind::Catalogue, CatalogueOf("here"), "demo-city/jingan/k01");
  auto withdrawn = ADocument(PublicationKind::Catalogue, "", "demo-city/jingan/k01", 2);
  withdrawn.content.reset();
  support::Receive(daemon_, withdrawn, desk_.clock.Now());
  EXPECT_EQ(Read().catalogue->version, "the city");
}

TEST_F(AnOffer, KeepsTheLastGoodOneWhenTheNewOneCannotBeRead) {
  Comes(PublicationKind::Catalogue, CatalogueOf("good"), "", 1);
  TakesAll();
  Comes(PublicationKind::Catalogue, "version = 3\n", "", 2);
  const CityOffer offer = Read();
  EXPECT_EQ(offer.catalogue->version, "good");
  EXPECT_THAT(offer.untried, IsEmpty());
  ASSERT_THAT(LinesOf(offer), SizeIs(1));
  const screens::DeviceLine line = LinesOf(offer)[0];
  EXPECT_EQ(line.health, screens::DeviceHealth::Degraded);
  EXPECT_EQ(line.count, 2);
  EXPECT_THAT(line.detail, HasSubstr("catalogue 2:1:"));
  EXPECT_EQ(Read().catalogue->version, "good") << "and after every start";
}

TEST_F(AnOffer, WithADamagedDocumentIsTheFilesOwn) {
  support::Receive(daemon_, ADocument(PublicationKind::Catalogue, CatalogueOf("damaged")), desk_.clock.Now(),
                   "its content is not what its digest says");
  const CityOffer offer = Read();
  EXPECT_FALSE(offer.catalogue);
  EXPECT_EQ(LinesOf(offer)[0].reason, screens::DeviceReason::NotTaken);
}

TEST_F(AnOffer, TakesNothingThatIsMeantForOthers) {
  Comes(PublicationKind::Catalogue, CatalogueOf("theirs"), "demo-city/jingan/k02");
  EXPECT_FALSE(Read().catalogue);
  EXPECT_THAT(Must(store::Publications{store_}.All())[0].why, HasSubstr("other kiosks"));
}

TEST_F(AnOffer, ShowsTheNoticesOfAllScopesTheNewestFirst) {
  Comes(PublicationKind::Notices, NoticeOf("全市", "2026-11-20"));
  Comes(PublicationKind::Notices, NoticeOf("本站", "2026-11-22"), "demo-city/jingan/k01");
  Comes(PublicationKind::Notices, NoticeOf("街道", "2026-11-21"), "demo-city/jingan");
  std::vector<std::string> titles;
  for (const domain::Notice& notice : Read().notices) titles.push_back(notice.title.zh);
  EXPECT_THAT(titles, ElementsAre("本站", "街道", "全市"));
}

TEST_F(AnOffer, TakesSettingsThatTheOperatorHasSigned) {
  SettingsCome("[session]\nidle_seconds = 90\n", operator_);
  const CityOffer offer = Read();
  ASSERT_TRUE(offer.kiosk);
  EXPECT_EQ(offer.kiosk->session.idle, 90s);
  EXPECT_EQ(offer.kiosk->session.answer, ShippedSettings().kiosk.session.answer);
}

TEST_F(AnOffer, RefusesSettingsOfAnybodyElse) {
  SettingsCome("[voice]\non = true\n", base::SecretKey::New(desk_.random));
  EXPECT_FALSE(Read().kiosk);
  EXPECT_THAT(LinesOf(Read())[0].detail, HasSubstr("not signed"));
  Comes(PublicationKind::Settings, "[voice]\non = true\n", "demo-city");
  EXPECT_FALSE(Read().kiosk) << "unsigned";
  rules_.operator_key.reset();
  SettingsCome("[voice]\non = true\n", operator_, 2);
  EXPECT_FALSE(Read().kiosk) << "this kiosk has no operator";
}

TEST_F(AnOffer, RefusesOldSettingsThatAreGivenAgain) {
  SettingsCome("[session]\nidle_seconds = 90\n", operator_, 5);
  TakesAll();
  SettingsCome("[session]\nidle_seconds = 300\n", operator_, 4);
  EXPECT_EQ(Read().kiosk->session.idle, 90s);
  EXPECT_THAT(LinesOf(Read())[0].detail, HasSubstr("older"));
}

TEST_F(AnOffer, RefusesSettingsThatWereSignedForOtherKiosks) {
  auto document = ADocument(PublicationKind::Settings, "[voice]\non = true\n", "demo-city/jingan/k02");
  document.signature = base::Sign(operator_, domain::SignedText(document));
  document.scope = Must(domain::KioskScope::Parse("demo-city/jingan/k01"));
  support::Receive(daemon_, document, desk_.clock.Now());
  EXPECT_FALSE(Read().kiosk);
}

// The same on its way into use.
class InUse : public AnOffer {
 protected:
  std::shared_ptr<const CityOffer> Offered() { return std::make_shared<const CityOffer>(Read()); }
  // What the worker does with a command.
  void CarriesOut(const std::optional<StoreCommand>& command, base::Milliseconds now) {
    ASSERT_TRUE(command);
    const Report report = CarryOut(*command, store_);
    if (const auto* taken = std::get_if<OfferTaken>(&report)) offering_.Answered(*taken, now);
  }
  PublicationState State() { return Must(store::Publications{store_}.All()).back().state; }

  Offering offering_{ShippedSettings()};
};

TEST_F(InUse, IsNotedBeforeItIsUsedAndInForceWhenItWasShownLongEnough) {
  Comes(PublicationKind::Catalogue, CatalogueOf("new"));
  offering_.Comes(Offered());
  EXPECT_EQ(offering_.catalogue().version, "2026-11");
  EXPECT_FALSE(offering_.Switch(0s)) << "the store does not know yet";
  CarriesOut(offering_.Ask(0s), 0s);
  EXPECT_FALSE(offering_.Ask(0s)) << "once";
  EXPECT_EQ(State(), PublicationState::OnTrial);
  EXPECT_TRUE(offering_.Switch(1s));
  EXPECT_FALSE(offering_.Switch(1s));
  EXPECT_EQ(offering_.catalogue().version, "new");
  EXPECT_FALSE(offering_.EndOfTrial(1s + domain::kTrialLasts)) << "nobody has seen it";
  offering_.Shown();
  EXPECT_FALSE(offering_.EndOfTrial(domain::kTrialLasts));
  CarriesOut(offering_.EndOfTrial(1s + domain::kTrialLasts), 40s);
  EXPECT_EQ(State(), PublicationState::InForce);
  EXPECT_FALSE(offering_.trial_ends());
}

TEST_F(InUse, ASecondOneThatComesMeanwhileIsAskedForItself) {
  Comes(PublicationKind::Catalogue, CatalogueOf("one"), "", 1);
  offering_.Comes(Offered());
  const auto first = offering_.Ask(0s);
  Comes(PublicationKind::Catalogue, CatalogueOf("two"), "", 2);
  offering_.Comes(Offered());
  CarriesOut(first, 0s);
  EXPECT_FALSE(offering_.Switch(0s));
  CarriesOut(offering_.Ask(0s), 0s);
  EXPECT_TRUE(offering_.Switch(0s));
  EXPECT_EQ(offering_.catalogue().version, "two");
}

TEST_F(InUse, AStoreThatFailsIsAskedAgainLater) {
  Comes(PublicationKind::Catalogue, CatalogueOf("new"));
  offering_.Comes(Offered());
  const auto asked = offering_.Ask(0s);
  offering_.Answered({std::get<TakeOffer>(*asked).offer, base::Error{base::ErrorCode::DiskFull, "full"}}, 0s);
  EXPECT_FALSE(offering_.Ask(59s));
  EXPECT_FALSE(offering_.Switch(59s));
  CarriesOut(offering_.Ask(60s), 60s);
  EXPECT_TRUE(offering_.Switch(60s));
}

TEST_F(InUse, PromisedDaysAreCountedByTheCitysCalendar) {
  const auto due = [&] { return Must(store_.FileComplaint(support::BrokenLift())).answer_by; };
  const auto before = due();
  // Tuesday to Thursday of this week.
  Comes(PublicationKind::Calendar, "[[year]]\nyear = 2026\nholidays = [2026-11-24, 2026-11-25, 2026-11-26]\n");
  offering_.Comes(Offered());
  CarriesOut(offering_.Ask(0s), 0s);
  EXPECT_EQ(due() - before, std::chrono::days{3}) << "three holidays more";
}

}  // namespace
}  // namespace bianmin::app
