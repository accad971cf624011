// From the operator's command line through the real centre and the real daemon onto the kiosk's disk, and what the
// kiosk makes of it: within two seconds, also for a kiosk that comes later, and never by way of a damaged document.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <fstream>

#include "kiosk/store/publications.h"
#include "tests/contract/contract.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/slow_build.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using domain::PublicationState;
using std::chrono::steady_clock;
using store::KeptPublication;
using support::Must;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kSoon = support::kSlowBuildFactor * 2s;
constexpr const char* kThirdKiosk = "urn:bianmin:demo-city:jingan:k03";

std::string NoticesOf(const std::string& title) {
  return "[[notice]]\ntitle = { zh = \"" + title +
         "\" }\ntext = { zh = \"请知悉。\" }\nfrom = 2026-11-01\nto = "
         "2027-01-01\n";
}

class PublishedTest : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    kiosk_.StartSync();
  }

  std::string File(const std::string& name, const std::string& text) {
    const auto path = centre_.folder() / name;
    std::ofstream(path) << text;
    return path.string();
  }
  Outcome Centre(std::vector<std::string> words) {
    words.insert(words.begin(), "centre");
    words.insert(words.end(), {"--config", centre_.config().string()});
    return Admin(words);
  }
  Outcome Publish(const std::string& kind, const std::string& file, const std::string& scope = "",
                  const std::string& sign_key = "") {
    std::vector<std::string> words{"publish", "--kind", kind, "--file", file};
    if (!scope.empty()) words.insert(words.end(), {"--for", scope});
    if (!sign_key.empty()) words.insert(words.end(), {"--sign-key", sign_key});
    return Centre(words);
  }
  static std::vector<KeptPublication> KeptAt(store::Store& store) { return Must(store::Publications{store}.All()); }
  // The content of the newest document on this kiosk's disk.
  static std::string NewestAt(store::Store& store) {
    const auto all = KeptAt(store);
    return all.empty() ? "nothing" : all.back().publication.content.value_or("(none)");
  }

  CentreHouse centre_;
  KioskHouse kiosk_{centre_};
  store::Store store_ = kiosk_.desk().OpenStore();
};

TEST_F(PublishedTest, IsOnTheKioskWithinTwoSeconds) {
  const std::string file = File("notices.toml", NoticesOf("停水"));
  ASSERT_TRUE(Comes([&] { return Must(store_.Contact()).last_success.has_value(); })) << "the line is healthy";
  const Outcome published = Publish("notices", file, "demo-city/jingan");
  const auto begin = steady_clock::now();
  ASSERT_EQ(published.code, 0) << published.text;
  EXPECT_THAT(published.text, HasSubstr("notices 1 is published for demo-city/jingan"));
  ASSERT_TRUE(Comes([&] { return NewestAt(store_) == NoticesOf("停水"); }));
  EXPECT_LT(steady_clock::now() - begin, kSoon);
  const KeptPublication kept = KeptAt(store_).back();
  EXPECT_EQ(kept.state, PublicationState::Held);
  EXPECT_EQ(kept.publication.scope.text(), "demo-city/jingan");
}

TEST_F(PublishedTest, AStatusIsOnTheKioskWithinTwoSeconds) {
  const auto order = Must(store_.RegisterOrder(support::LeakingPipe()));
  ASSERT_TRUE(Comes([&] { return Must(store_.Waiting()).waiting == 0; }));
  const Outcome set = Centre({"set-status", order.number.text(), "accepted"});
  const auto begin = steady_clock::now();
  ASSERT_EQ(set.code, 0) << set.text;
  ASSERT_TRUE(Comes([&] { return Must(store_.FindOrder(order.number)).state == domain::OrderState::Accepted; }));
  EXPECT_LT(steady_clock::now() - begin, kSoon);
}

TEST_F(PublishedTest, AKioskThatComesLaterGetsWhatIsInForce) {
  for (const char* title : {"一", "二", "三"}) {
    ASSERT_EQ(Publish("notices", File("notices.toml", NoticesOf(title))).code, 0);
  }
  ASSERT_TRUE(Comes([&] { return NewestAt(store_) == NoticesOf("三"); }));
  KioskHouse late(centre_, kThirdKiosk);
  store::Store store = late.desk().OpenStore();
  late.StartSync();
  ASSERT_TRUE(Comes([&] { return NewestAt(store) == NoticesOf("三"); }));
  EXPECT_EQ(KeptAt(store).size(), 1u) << "and nothing that is over";
  EXPECT_EQ(KeptAt(store)[0].publication.version, 3);
}

TEST_F(PublishedTest, WhatAKioskWouldRefuseIsNotPublished) {
  const std::string file = File("notices.toml", NoticesOf("停水") + "colour = \"red\"\n");
  const Outcome refused = Publish("notices", file);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.text, HasSubstr(file + ":6:"));
  EXPECT_EQ(Publish("wallpaper", file).code, 1);
  EXPECT_EQ(Publish("notices", file, "Demo City").code, 1);
  EXPECT_THAT(Centre({"published"}).text, HasSubstr("nothing is published"));
}

TEST_F(PublishedTest, SettingsAreSignedOrNotPublished) {
  const std::string secret = (centre_.folder() / "operator.key").string();
  const std::string public_half = (centre_.folder() / "operator.pub").string();
  ASSERT_EQ(Admin({"keygen", "--operator-key", secret, public_half}).code, 0);
  EXPECT_EQ(Admin({"keygen", "--operator-key", secret, public_half}).code, 1) << "never written over";
  const std::string file = File("settings.toml", "[session]\nidle_seconds = 90\n");
  EXPECT_THAT(Publish("settings", file).text, HasSubstr("--sign-key"));
  ASSERT_EQ(Publish("settings", file, "demo-city", secret).code, 0);
  ASSERT_TRUE(Comes([&] { return !KeptAt(store_).empty(); }));
  const domain::Publication received = KeptAt(store_).back().publication;
  ASSERT_TRUE(received.signature);
  EXPECT_TRUE(
      base::IsSignedBy(Must(base::LoadPublicKey(public_half)), domain::SignedText(received), *received.signature));
}

TEST_F(PublishedTest, WithdrawnIsTold) {
  ASSERT_EQ(Publish("notices", File("notices.toml", NoticesOf("停水"))).code, 0);
  ASSERT_TRUE(Comes([&] { return NewestAt(store_) == NoticesOf("停水"); }));
  ASSERT_EQ(Centre({"withdraw", "--kind", "notices"}).code, 0);
  EXPECT_EQ(Centre({"withdraw", "--kind", "notices"}).code, 1);
  EXPECT_TRUE(Comes([&] { return KeptAt(store_).back().state == PublicationState::Withdrawn; }));
  const auto list = Centre({"published", "--json"}).Json().at("published").as_array();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_TRUE(list[0].at("is_withdrawn").as_bool());
}

TEST_F(PublishedTest, ADamagedDocumentLeavesTheLastGoodOneInUse) {
  ASSERT_EQ(Publish("notices", File("notices.toml", NoticesOf("好"))).code, 0);
  ASSERT_TRUE(Comes([&] { return NewestAt(store_) == NoticesOf("好"); }));
  store::Publications publications(store_);
  const std::vector places{KeptAt(store_).back().place};
  Must(publications.BeginTrial(places));
  Must(publications.Succeeded(places));
  // Somebody changes the text in the centre's archive, and the digest stays.
  kiosk_.sync().Kill();
  ASSERT_EQ(Publish("notices", File("notices.toml", NoticesOf("坏"))).code, 0);
  {
    SQLite::Database archive(centre_.archive().string(), SQLite::OPEN_READWRITE, 5000);
    ASSERT_EQ(archive.exec("UPDATE change SET bytes = replace(bytes, '坏', '换')"), 1);
  }
  kiosk_.StartSync();
  ASSERT_TRUE(Comes([&] { return KeptAt(store_).back().state == PublicationState::Refused; }));
  const auto all = KeptAt(store_);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].publication.content, NoticesOf("好"));
  EXPECT_EQ(all[0].state, PublicationState::InForce);
  EXPECT_THAT(all[1].why, HasSubstr("not what its digest says"));
  const Outcome doctor = Admin({"doctor", "--config", kiosk_.Place("kiosk.toml").string()});
  EXPECT_THAT(doctor.text, HasSubstr("notices 1 is in use since"));
  EXPECT_THAT(doctor.text, HasSubstr("notices 2 cannot be used"));
}

TEST_F(PublishedTest, ThePageWithDocumentsKeepsTheContract) {
  ASSERT_EQ(Publish("notices", File("notices.toml", NoticesOf("停水"))).code, 0);
  const auto catalogue = std::filesystem::path(BIANMIN_SOURCE_DIR) / "config/catalogue.toml";
  ASSERT_EQ(Publish("catalogue", catalogue.string(), "demo-city").code, 0);
  ASSERT_EQ(Centre({"withdraw", "--kind", "notices"}).code, 0);
  const Reply reply = centre_.Send({.path = "/v1/changes", .identity = centre_.Kiosk(support::kFirstKiosk)});
  EXPECT_THAT(TheContract().Judge("/v1/changes", "get", {reply.status, reply.content_type, reply.body}), IsEmpty());
  EXPECT_THAT(reply.body, HasSubstr("cn.bianmin.document.published.v1"));
}

}  // namespace
}  // namespace bianmin::contract
