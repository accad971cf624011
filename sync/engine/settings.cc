#include "sync/engine/settings.h"

#include <optional>

#include "kiosk/base/config.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"

namespace bianmin::engine {
namespace {

using base::ConfigSection;

constexpr std::size_t kMostKeyBytes = 64 * 1024;
constexpr std::size_t kMostUrlBytes = 300;
constexpr std::int64_t kMostPollSeconds = 3600;

class Reader {
 public:
  explicit Reader(const std::string& path) : folder_(std::filesystem::absolute(path).parent_path()) {}

  // Relative to the file's folder.
  std::filesystem::path Path(ConfigSection& section, std::string_view key) {
    const std::string text = section.Text(key);
    if (section.Has(key) && text.empty()) section.Fault(key, "must name a file");
    return (folder_ / text).lexically_normal();
  }

  std::filesystem::path OptionalPath(ConfigSection& section, std::string_view key) {
    const std::string text = section.Text(key, "");
    return text.empty() ? std::filesystem::path{} : (folder_ / text).lexically_normal();
  }

  std::filesystem::path Secret(ConfigSection& section, std::string_view key) {
    const std::string text = section.Text(key);
    if (!text.starts_with("credential:")) return Path(section, key);
    const auto path = base::SecretPath(text);
    if (path) return *path;
    section.Fault(key, path.error().message);
    return {};
  }

 private:
  std::filesystem::path folder_;
};

std::string ReadUrl(ConfigSection& centre) {
  constexpr std::string_view kScheme = "https://";
  std::string url = centre.Text("url");
  while (url.ends_with('/')) url.pop_back();
  const bool is_https = url.starts_with(kScheme) && url.size() > kScheme.size();
  if (centre.Has("url") && (!is_https || url.size() > kMostUrlBytes || url.find_first_of(" ?#@\"\\") != url.npos)) {
    centre.Fault("url",
                 "must look like \"https://centre.example:8443\": https only, without user name or question mark");
  }
  return url;
}

base::LogLevel ReadLevel(ConfigSection& log) {
  const std::string level = log.Text("level", "note");
  if (level == "debug") return base::LogLevel::Debug;
  if (level == "note") return base::LogLevel::Note;
  if (level == "warning") return base::LogLevel::Warning;
  if (level == "error") return base::LogLevel::Error;
  log.Fault("level", "must be \"debug\", \"note\", \"warning\" or \"error\"");
  return base::LogLevel::Note;
}

}  // namespace

base::Result<SyncSettings> LoadSyncSettings(const std::string& path) {
  auto document = base::ConfigDocument::Load(path);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  Reader reader(path);
  SyncSettings settings;

  ConfigSection kiosk = root.Section("kiosk");
  settings.kiosk = domain::ReadKioskName(kiosk);

  ConfigSection storage = root.Section("storage");
  settings.database = reader.Path(storage, "database");
  settings.centre_public_key = reader.OptionalPath(storage, "centre_public_key");

  ConfigSection centre = root.Section("centre");
  settings.url = ReadUrl(centre);
  settings.ca = reader.Path(centre, "ca");
  settings.certificate = reader.Path(centre, "certificate");
  settings.key = reader.Secret(centre, "key");
  settings.key_is_credential = centre.Text("key", "").starts_with("credential:");

  if (auto schedule = root.OptionalSection("schedule")) {
    const PullSchedule usual;
    settings.schedule.wait = std::chrono::seconds{
        schedule->Integer("wait_seconds", {0, domain::kMaxChangesWait.count()}, usual.wait.count())};
    settings.schedule.pause = std::chrono::seconds{schedule->Integer("poll_seconds", {1, kMostPollSeconds}, 1)};
  }
  if (auto log = root.OptionalSection("log")) {
    settings.log_file = reader.OptionalPath(*log, "file");
    settings.log_level = ReadLevel(*log);
  }
  if (auto sound = document->Finish(); !sound) return sound.error();
  return settings;
}

base::Result<base::Done> CheckKeyFile(const std::filesystem::path& key) {
  const auto read = base::ReadSecretFile(key, kMostKeyBytes);
  if (!read) return read.error();
  return base::Done{};
}

}  // namespace bianmin::engine
