#include "sync/engine/settings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "kiosk/domain/limits.h"

namespace bianmin::engine {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kGood = R"([kiosk]
city = "demo-city"
centre = "jingan"
kiosk = "k01"

[storage]
database = "kiosk.db"

[centre]
url = "https://centre.example:8443/"
ca = "pki/ca.pem"
certificate = "/etc/bianmin/kiosk.pem"
key = "pki/../pki/kiosk.key"

[schedule]
wait_seconds = 25
poll_seconds = 7

[log]
file = "sync.log"
level = "warning"
)";

class SyncSettingsTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  base::Result<SyncSettings> Load(const std::string& toml) {
    std::ofstream(file_) << toml;
    return LoadSyncSettings(file_.string());
  }
  // The good file with one piece changed.
  base::Result<SyncSettings> LoadWith(const std::string& piece, const std::string& instead) {
    std::string toml = kGood;
    const auto at = toml.find(piece);
    EXPECT_NE(at, toml.npos) << piece;
    return Load(toml.replace(at, piece.size(), instead));
  }

  fs::path folder_ = fs::temp_directory_path() / fmt::format("bianmin-settings-{}", getpid());
  fs::path file_ = folder_ / "sync.toml";
};

TEST_F(SyncSettingsTest, AWholeFileIsRead) {
  const auto settings = Load(kGood);
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->kiosk.Source(), "urn:bianmin:demo-city:jingan:k01");
  EXPECT_EQ(settings->database, folder_ / "kiosk.db");
  EXPECT_EQ(settings->url, "https://centre.example:8443");
  EXPECT_EQ(settings->ca, folder_ / "pki/ca.pem");
  EXPECT_EQ(settings->certificate, "/etc/bianmin/kiosk.pem");
  EXPECT_EQ(settings->key, folder_ / "pki/kiosk.key");
  EXPECT_EQ(settings->schedule.wait, std::chrono::seconds{25});
  EXPECT_EQ(settings->schedule.pause, std::chrono::seconds{7});
  EXPECT_EQ(settings->log_file, folder_ / "sync.log");
  EXPECT_EQ(settings->log_level, base::LogLevel::Warning);
}

TEST_F(SyncSettingsTest, ScheduleAndLogMayBeLeftOut) {
  const std::string toml(kGood);
  const auto settings = Load(toml.substr(0, toml.find("[schedule]")));
  ASSERT_TRUE(settings.ok()) << settings.error().message;
  EXPECT_EQ(settings->schedule.wait, domain::kMaxChangesWait);
  EXPECT_EQ(settings->schedule.pause, std::chrono::seconds{1});
  EXPECT_EQ(settings->log_file, "");
  EXPECT_EQ(settings->log_level, base::LogLevel::Note);
}

TEST_F(SyncSettingsTest, TheFileOfTheRepositoryIsRead) {
  const auto settings = LoadSyncSettings("config/sync.toml");
  ASSERT_TRUE(settings.ok()) << settings.error().message;
}

struct Fault {
  const char* piece;
  const char* instead;
  const char* says;
};

class SyncSettingsFault : public SyncSettingsTest, public testing::WithParamInterface<Fault> {};

TEST_P(SyncSettingsFault, IsToldWithItsPlace) {
  const auto settings = LoadWith(GetParam().piece, GetParam().instead);
  ASSERT_FALSE(settings.ok());
  EXPECT_THAT(settings.error().message, StartsWith(file_.string() + ":"));
  EXPECT_THAT(settings.error().message, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Files, SyncSettingsFault,
    testing::Values(
        Fault{"wait_seconds = 25", "wait_seconds = 26", ":16:16: 'wait_seconds': must lie between 0 and 25"},
        Fault{"wait_seconds = 25", "wait_seconds = -1", "must lie between 0 and 25"},
        Fault{"poll_seconds = 7", "poll_seconds = 0", "must lie between 1 and 3600"},
        Fault{"poll_seconds = 7", "poll_seconds = 3601", "must lie between 1 and 3600"},
        Fault{"poll_seconds = 7", "pol_seconds = 7", "unknown key 'pol_seconds'"},
        Fault{"https://", "http://", ":10:7: 'url': must look like"},
        Fault{"https://centre.example:8443/", "https://", "must look like"},
        Fault{"https://centre", "https://user@centre", "must look like"}, Fault{"8443/", "8443/?a=b", "must look like"},
        Fault{"url = ", "uri = ", "'url' is missing"}, Fault{"\"kiosk.db\"", "\"\"", "'database': must name a file"},
        Fault{"city = \"demo-city\"", "city = \"Demo City\"", ":2:8: 'city': must be 1 to 32 lower-case letters"},
        Fault{"kiosk = \"k01\"", "", "'kiosk' is missing"}, Fault{"\"warning\"", "\"loud\"", "'level'"},
        Fault{"[storage]", "[storag]", "[storage] is missing"}, Fault{"[centre]", "[centre", ":"},
        Fault{"pki/../pki/kiosk.key", "credential:kiosk-key", "'key'"}));

TEST_F(SyncSettingsTest, AMissingFileIsAPlainError) {
  const auto settings = LoadSyncSettings((folder_ / "none.toml").string());
  ASSERT_FALSE(settings.ok());
  EXPECT_THAT(settings.error().message, HasSubstr("none.toml"));
}

TEST_F(SyncSettingsTest, AKeyThatOthersMayReadIsRefusedWithTheCure) {
  const fs::path key = folder_ / "kiosk.key";
  std::ofstream(key) << "secret";
  for (const unsigned mode : {0644u, 0640u, 0604u, 0666u}) {
    fs::permissions(key, static_cast<fs::perms>(mode));
    const auto checked = CheckKeyFile(key);
    ASSERT_FALSE(checked.ok()) << mode;
    EXPECT_THAT(checked.error().message, HasSubstr("chmod 600"));
  }
  fs::permissions(key, static_cast<fs::perms>(0600));
  EXPECT_TRUE(CheckKeyFile(key).ok());
  EXPECT_FALSE(CheckKeyFile(folder_ / "none.key").ok());
}

}  // namespace
}  // namespace bianmin::engine
