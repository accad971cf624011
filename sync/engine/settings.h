#pragma once
// sync.toml, read and checked: what bianmin-sync needs to run, and what bianmin-admin's doctor looks at.

#include <chrono>
#include <filesystem>
#include <string>

#include "kiosk/base/log.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/kiosk_name.h"
#include "sync/engine/puller.h"

namespace bianmin::engine {

struct SyncSettings {
  domain::KioskName kiosk;
  std::filesystem::path database;
  std::filesystem::path centre_public_key;  // what is exported by hand is sealed to it; empty: not set
  std::string url;                          // "https://host:port", without a slash at the end
  std::filesystem::path ca;
  std::filesystem::path certificate;
  std::filesystem::path key;
  bool key_is_credential = false;  // handed over by systemd, not to be written
  PullSchedule schedule;
  std::filesystem::path log_file;  // empty: standard error only
  base::LogLevel log_level = base::LogLevel::Note;
};

// Every fault of the file at once, as "file:line:column: …". Paths are made absolute from the file's folder. Whether
// the files they name are there is not looked at.
base::Result<SyncSettings> LoadSyncSettings(const std::string& path);

// Whether this kiosk's own secret half may be used: the file is there, is readable, and only by its owner.
base::Result<base::Done> CheckKeyFile(const std::filesystem::path& key);

}  // namespace bianmin::engine
