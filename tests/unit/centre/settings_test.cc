#include "sync/centre/settings.h"

#include <gmock/gmock.h>

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

TEST(CentreSettings, TheOneInTheRepositoryIsUnderstood) {
  const auto settings = LoadCentreSettings("config/centre.toml");
  EXPECT_TRUE(settings.ok()) << settings.error().message;
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

}  // namespace
}  // namespace bianmin::centre
