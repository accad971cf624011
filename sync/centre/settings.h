#pragma once
// centre.toml, which explains each setting, read and checked: what bianmin-centre needs to run, and where bianmin-admin
// finds the archive.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/ed25519.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/kiosk_settings.h"

namespace bianmin::centre {

struct TlsSettings {
  std::filesystem::path certificate;
  std::string key;  // a path or "credential:NAME"
  std::filesystem::path client_ca;
};

struct PostgresSettings {
  std::string connection;  // a conninfo text of libpq's that names no password
  std::string password;    // a path or "credential:NAME"; empty: libpq looks into its password file
};

// How kiosks are enrolled here.
struct EnrolmentSettings {
  std::filesystem::path ca;
  std::string ca_key;  // a path or "credential:NAME"
  std::filesystem::path trust;
  std::filesystem::path registry;  // empty: in the PostgreSQL database
  int days = 0;
};

// By which keys the centre signs that records arrived.
struct ArrivalSettings {
  std::string key;  // a path or "credential:NAME"
  std::vector<base::VerifyKey> former;
};

// What a key of another system of the city opens.
enum class ApiAccess { Read, ReadAndWrite };
struct ApiKeySettings {
  std::string name;  // lower-case letters, digits and hyphens
  base::Digest hash{};
  ApiAccess access = ApiAccess::Read;
};
// The face to other systems of the city (Open311).
struct Open311Settings {
  std::filesystem::path catalogue;
  std::filesystem::path seal_key;  // the public half; empty: personal fields are refused
  std::vector<ApiKeySettings> keys;
};

struct CentreSettings {
  std::string address;
  std::uint16_t port = 0;  // 0: any that is free; the log says which
  std::size_t max_connections = 0;
  std::chrono::seconds drain_time{0};  // how long it serves on, but is not ready, once it was told to stop
  std::uint16_t metrics_port = 0;      // of 127.0.0.1; 0: none
  std::vector<std::string> proxies;    // IP addresses of those whose word for a kiosk's certificate counts
  TlsSettings tls;
  std::filesystem::path database;  // empty when there is `postgres`
  std::optional<PostgresSettings> postgres;
  std::optional<ArrivalSettings> arrivals;     // without: nothing is signed
  std::optional<EnrolmentSettings> enrolment;  // without: certificates come from somewhere else
  std::optional<Open311Settings> open311;      // without: that face is not there
  domain::LogSettings log;
};

// Whether it can stand in a key's `source`: what ApiKeySettings::name says, and not too long.
bool IsApiKeyName(std::string_view name);

// Every fault at once, as "file:line:column: …". `name` is the path of the file: relative paths are taken from its
// folder. Whether the files are there is not looked at.
base::Result<CentreSettings> ReadCentreSettings(std::string_view toml, std::string_view name);
base::Result<CentreSettings> LoadCentreSettings(const std::string& path);

}  // namespace bianmin::centre
