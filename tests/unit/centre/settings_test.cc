#include "sync/centre/settings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "kiosk/domain/open311_limits.h"

namespace bianmin::centre {
namespace {

using testing::HasSubstr;

constexpr const char* kGood = R"([listen]
address = "127.0.0.1"
port = 8443
[tls]
certificate = "pki/centre.pem"
key = "credential:centre-key"
client_ca = "/etc/bianmin/ca.pem"
[archive]
database = "centre.db"
)";

TEST(CentreSettings, TakesRelativePathsFromTheFolderOfTheFile) {
  const auto settings = ReadCentreSettings(kGood, "/etc/bianmin/centre.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->tls.certificate, "/etc/bianmin/pki/centre.pem");
  EXPECT_EQ(settings->tls.key, "credential:centre-key");
  EXPECT_EQ(settings->database, "/etc/bianmin/centre.db");
  EXPECT_EQ(settings->port, 8443);
  EXPECT_GT(settings->max_connections, 1000U);
}

TEST(CentreSettings, EnrolmentIsLeftOutOrWhole) {
  EXPECT_FALSE(ReadCentreSettings(kGood, "centre.toml")->enrolment);
  const std::string enrolment =
      "[enrolment]\nca = \"ca.pem\"\nca_key = \"credential:issuing-key\"\nregistry = \"registry.db\"\n";
  const auto settings = ReadCentreSettings(kGood + enrolment, "/etc/bianmin/centre.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->enrolment->ca, "/etc/bianmin/ca.pem");
  EXPECT_EQ(settings->enrolment->ca_key, "credential:issuing-key");
  EXPECT_EQ(settings->enrolment->trust, "/etc/bianmin/ca.pem");
  EXPECT_EQ(settings->enrolment->registry, "/etc/bianmin/registry.db");
  EXPECT_EQ(settings->enrolment->days, 90);
  const auto bundle = ReadCentreSettings(kGood + enrolment + "trust = \"trust.pem\"\ndays = 397\n", "centre.toml");
  EXPECT_EQ(bundle->enrolment->trust, "trust.pem");
  EXPECT_EQ(bundle->enrolment->days, 397);
  for (const char* wrong : {"days = 0\n", "days = 398\n", "day = 1\n"}) {
    EXPECT_FALSE(ReadCentreSettings(kGood + enrolment + wrong, "centre.toml").ok()) << wrong;
  }
  EXPECT_THAT(ReadCentreSettings(std::string(kGood) + "[enrolment]\n", "centre.toml").error().message,
              HasSubstr("'ca_key' is missing"));
}

TEST(CentreSettings, TheRegistryStandsInADatabaseThatCopiesShareUnlessAFileIsNamed) {
  const std::string good = kGood;
  const std::string shared = good.substr(0, good.find("[archive]")) +
                             "[postgres]\nconnection = \"dbname=bianmin\"\n[enrolment]\nca = "
                             "\"ca.pem\"\nca_key = \"ca.key\"\n";
  const auto settings = ReadCentreSettings(shared, "centre.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_TRUE(settings->enrolment->registry.empty());
  EXPECT_EQ(ReadCentreSettings(shared + "registry = \"registry.db\"\n", "centre.toml")->enrolment->registry,
            "registry.db");
}

TEST(CentreSettings, TheOneInTheRepositoryIsUnderstood) {
  const auto settings = LoadCentreSettings("config/centre.toml");
  EXPECT_TRUE(settings.ok()) << settings.error().message;
}

std::string WithPostgres(const std::string& postgres) {
  const std::string good = kGood;
  return good.substr(0, good.find("[archive]")) + "[postgres]\n" + postgres;
}

TEST(CentreSettings, NameAFileOrAPostgresDatabase) {
  const auto settings = ReadCentreSettings(
      WithPostgres("connection = \"host=db1 dbname=bianmin user=bianmin\"\npassword = \"credential:database\"\n"),
      "/etc/bianmin/centre.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  ASSERT_TRUE(settings->postgres.has_value());
  EXPECT_EQ(settings->postgres->connection, "host=db1 dbname=bianmin user=bianmin");
  EXPECT_EQ(settings->postgres->password, "credential:database");
  EXPECT_TRUE(settings->database.empty());
  const auto trusting = ReadCentreSettings(WithPostgres("connection = \"postgresql://bianmin@db1,db2/bianmin\""), "a");
  ASSERT_TRUE(trusting.ok()) << trusting.error().message;
  EXPECT_EQ(trusting->postgres->password, "");
}

TEST(CentreSettings, NeitherBothNorNoArchive) {
  const auto both =
      ReadCentreSettings(std::string(kGood) + "[postgres]\nconnection = \"dbname=bianmin\"\n", "centre.toml");
  ASSERT_FALSE(both.ok());
  EXPECT_THAT(both.error().message, HasSubstr("keep one of the two"));
  const std::string good = kGood;
  const auto none = ReadCentreSettings(good.substr(0, good.find("[archive]")), "centre.toml");
  ASSERT_FALSE(none.ok());
  EXPECT_THAT(none.error().message, HasSubstr("archive"));
}

TEST(CentreSettings, APasswordDoesNotBelongThereAndIsNotRepeated) {
  for (const std::string connection :
       {"host=db1 password=tangyuan", "postgresql://bianmin:tangyuan@db1/bianmin", "host=db1 pasword=x tangyuan"}) {
    const auto settings = ReadCentreSettings(WithPostgres("connection = \"" + connection + "\""), "centre.toml");
    ASSERT_FALSE(settings.ok()) << connection;
    EXPECT_THAT(settings.error().message, HasSubstr("'connection'"));
    EXPECT_THAT(settings.error().message, testing::Not(HasSubstr("tangyuan")));
  }
}

TEST(CentreSettings, MetricsDrainAndProxiesAreOffUnlessTheyAreNamed) {
  const auto plain = ReadCentreSettings(kGood, "centre.toml");
  ASSERT_TRUE(plain.ok()) << plain.error().message;
  EXPECT_EQ(plain->metrics_port, 0);
  EXPECT_EQ(plain->drain_time.count(), 0);
  EXPECT_TRUE(plain->proxies.empty());
  const std::string more = "[metrics]\nport = 9100\n[proxy]\naddresses = [\"10.0.0.5\", \"fd00::5\"]\n";
  const auto settings =
      ReadCentreSettings("[listen]\ndrain_seconds = 60\n" + std::string(kGood).substr(9) + more, "centre.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->metrics_port, 9100);
  EXPECT_EQ(settings->drain_time.count(), 60);
  EXPECT_EQ(settings->proxies.size(), 2U);
}

TEST(CentreSettings, AProxyIsNamedByItsAddress) {
  for (const std::string addresses : {"[]", "[\"proxy.example.org\"]", "[\"10.0.0.0/8\"]", "[\"\"]"}) {
    const auto settings = ReadCentreSettings(kGood + ("[proxy]\naddresses = " + addresses), "centre.toml");
    ASSERT_FALSE(settings.ok()) << addresses;
    EXPECT_THAT(settings.error().message, HasSubstr("'addresses'"));
  }
  const auto late = ReadCentreSettings("[listen]\ndrain_seconds = 61\n" + std::string(kGood).substr(9), "centre.toml");
  EXPECT_FALSE(late.ok());
}

TEST(CentreSettings, NamesEveryFaultWithItsPlace) {
  const auto settings = ReadCentreSettings(R"([listen]
address = 1
port = 70000
speed = "fast"
[tls]
certificate = "a"
key = "b"
[archive]
database = ""
)",
                                           "centre.toml");
  ASSERT_FALSE(settings.ok());
  const std::string& message = settings.error().message;
  EXPECT_THAT(message, HasSubstr("centre.toml:2:"));
  EXPECT_THAT(message, HasSubstr("centre.toml:3:"));
  EXPECT_THAT(message, HasSubstr("unknown key 'speed'"));
  EXPECT_THAT(message, HasSubstr("'client_ca' is missing"));
  EXPECT_THAT(message, HasSubstr("centre.toml:9:"));
}

constexpr const char* kOpen311 = "[open311]\ncatalogue = \"catalogue.toml\"\n";

std::string KeyOf(const std::string& name, char digit, const std::string& more = "") {
  return "[[open311.key]]\nname = \"" + name + "\"\nsha256 = \"" + std::string(64, digit) + "\"\n" + more;
}

TEST(CentreSettings, Open311IsLeftOutOrNamesItsKeysByTheirHash) {
  EXPECT_FALSE(ReadCentreSettings(kGood, "centre.toml")->open311);
  const auto settings = ReadCentreSettings(std::string(kGood) + kOpen311 + "seal_key = \"centre.pub\"\n" +
                                               KeyOf("hotline", 'a', "access = \"read-write\"\n") + KeyOf("map", 'b'),
                                           "/etc/bianmin/centre.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->open311->catalogue, "/etc/bianmin/catalogue.toml");
  EXPECT_EQ(settings->open311->seal_key, "/etc/bianmin/centre.pub");
  ASSERT_EQ(settings->open311->keys.size(), 2U);
  EXPECT_EQ(settings->open311->keys[0].access, ApiAccess::ReadAndWrite);
  EXPECT_EQ(settings->open311->keys[0].hash[31], 0xaa);
  EXPECT_EQ(settings->open311->keys[1].access, ApiAccess::Read);
}

TEST(CentreSettings, Open311NamesEachFaultOfAKey) {
  const auto fault = [](const std::string& keys) {
    const auto settings = ReadCentreSettings(std::string(kGood) + kOpen311 + keys, "centre.toml");
    return settings ? std::string() : settings.error().message;
  };
  EXPECT_EQ(fault(KeyOf(std::string(32, 'n'), 'a')), "");
  EXPECT_THAT(fault(KeyOf(std::string(33, 'n'), 'a')), HasSubstr("1 to 32"));
  EXPECT_THAT(fault(KeyOf("Hotline", 'a')), HasSubstr("lower-case"));
  EXPECT_THAT(fault(KeyOf("a:b", 'a')), HasSubstr("lower-case")) << "it becomes a part of a URN";
  EXPECT_THAT(fault(KeyOf("a", 'x')), HasSubstr("64 hexadecimal digits"));
  EXPECT_THAT(fault(KeyOf("a", 'a') + KeyOf("a", 'b')), HasSubstr("that of another key"));
  EXPECT_THAT(fault(KeyOf("a", 'a') + KeyOf("b", 'a')), HasSubstr("that of another key"));
  EXPECT_THAT(fault(KeyOf("a", 'a', "access = \"write\"\n")), HasSubstr("read-write"));
}

TEST(CentreSettings, Open311HasAsManyKeysAsItsLimit) {
  const auto with_keys = [](std::size_t count) {
    std::string text = std::string(kGood) + kOpen311;
    for (std::size_t n = 1; n <= count; ++n) {
      text += fmt::format("[[open311.key]]\nname = \"system-{}\"\nsha256 = \"{:064x}\"\n", n, n);
    }
    return ReadCentreSettings(text, "centre.toml");
  };
  const auto most = with_keys(domain::kMaxApiKeys);
  ASSERT_TRUE(most.ok()) << most.error().message;
  EXPECT_EQ(most->open311->keys.size(), domain::kMaxApiKeys);
  const auto too_many = with_keys(domain::kMaxApiKeys + 1);
  ASSERT_FALSE(too_many.ok());
  EXPECT_THAT(too_many.error().message, HasSubstr("more than 100 times"));
}

}  // namespace
}  // namespace bianmin::centre
