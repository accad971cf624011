#include "sync/centre/settings.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <set>

#include "kiosk/base/config.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/open311_limits.h"

namespace bianmin::centre {
namespace {

constexpr base::IntegerRange kPorts{0, std::numeric_limits<std::uint16_t>::max()};
constexpr std::int64_t kMostDrainSeconds = 60;

// What libpq says of a text it cannot read may repeat a part of it, and that part may be a password: it is not passed
// on.
std::optional<std::string_view> FaultOfConnection(const std::string& text) {
  char* words = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(text.c_str(), &words),
                                                                             &PQconninfoFree);
  PQfreemem(words);
  if (!options) {
    return "is no connection text of PostgreSQL: write it as \"host=db1 dbname=bianmin user=bianmin\", and look for a "
           "misspelt keyword";
  }
  for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each) {
    if (std::string_view(each->keyword) == "password" && each->val != nullptr) {
      return "must not hold the password; put it into a file and name that as postgres.password";
    }
  }
  return std::nullopt;
}

std::optional<PostgresSettings> ReadPostgres(base::ConfigSection& root) {
  auto section = root.OptionalSection("postgres");
  if (!section) return std::nullopt;
  if (root.Has("archive")) section->Fault("", "stands beside [archive]; keep one of the two");
  PostgresSettings settings;
  settings.connection = section->Text("connection");
  if (const auto fault = FaultOfConnection(settings.connection)) section->Fault("connection", *fault);
  if (section->Has("password")) settings.password = section->Path("password");
  return settings;
}

std::vector<std::string> ReadProxies(base::ConfigSection& root) {
  auto section = root.OptionalSection("proxy");
  if (!section) return {};
  std::vector<std::string> addresses = section->Texts("addresses");
  for (const std::string& address : addresses) {
    std::array<std::uint8_t, sizeof(in6_addr)> bytes{};
    if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) continue;
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) continue;
    section->Fault("addresses", "'" + address + "' is not an IP address; names and networks are not looked up here");
  }
  if (addresses.empty()) section->Fault("addresses", "is empty; name the proxy's IP address, or delete [proxy]");
  return addresses;
}

EnrolmentSettings ReadEnrolment(base::ConfigSection& enrolment, bool has_postgres) {
  constexpr int kUsualDays = 90;
  EnrolmentSettings settings;
  settings.ca = enrolment.Path("ca");
  settings.ca_key = enrolment.Path("ca_key");
  settings.trust = enrolment.Has("trust") ? std::filesystem::path(enrolment.Path("trust")) : settings.ca;
  if (!has_postgres || enrolment.Has("registry")) settings.registry = enrolment.Path("registry");
  settings.days = static_cast<int>(enrolment.Integer("days", {1, domain::kMaxCertificateDays}, kUsualDays));
  return settings;
}

ArrivalSettings ReadArrivals(base::ConfigSection& arrivals) {
  ArrivalSettings settings;
  settings.key = arrivals.Path("key");
  for (const std::string& text : arrivals.Texts("former")) {
    const auto bytes = base::FromHex(text);
    const auto key = bytes ? base::ArrayOf<base::VerifyKey>(*bytes) : std::nullopt;
    if (!key) {
      arrivals.Fault("former", "holds '" + text + "', which is not the 64 hexadecimal digits of a public key");
      continue;
    }
    settings.former.push_back(*key);
  }
  if (settings.former.size() >= domain::kMaxArrivalKeys) {
    arrivals.Fault("former", "names too many keys; leave out those whose receipts nobody holds any more");
  }
  return settings;
}

ApiKeySettings ReadApiKey(base::ConfigSection& section) {
  ApiKeySettings key;
  key.name = section.Text("name");
  if (!IsApiKeyName(key.name)) {
    section.Fault("name", fmt::format("must be 1 to {} lower-case letters, digits and hyphens",
                                      domain::kMaxApiKeyNameCharacters));
  }
  const auto bytes = base::FromHex(section.Text("sha256"));
  if (const auto hash = bytes ? base::ArrayOf<base::Digest>(*bytes) : std::nullopt) {
    key.hash = *hash;
  } else {
    section.Fault("sha256", "must be 64 hexadecimal digits, as 'bianmin-admin centre open311-key NAME' prints them");
  }
  const std::string access = section.Word("access", {"read", "read-write"}, "read");
  key.access = access == "read-write" ? ApiAccess::ReadAndWrite : ApiAccess::Read;
  return key;
}

Open311Settings ReadOpen311(base::ConfigSection& section) {
  Open311Settings settings;
  settings.catalogue = section.Path("catalogue");
  if (section.Has("seal_key")) settings.seal_key = section.Path("seal_key");
  std::set<std::string> names;
  std::set<base::Digest> hashes;
  for (base::ConfigSection& each : section.Sections("key")) {
    settings.keys.push_back(ReadApiKey(each));
    if (!names.insert(settings.keys.back().name).second) each.Fault("name", "is that of another key");
    if (!hashes.insert(settings.keys.back().hash).second) each.Fault("sha256", "is that of another key");
  }
  if (settings.keys.size() > domain::kMaxApiKeys) {
    section.Fault("key", fmt::format("stands there more than {} times", domain::kMaxApiKeys));
  }
  return settings;
}

base::Result<CentreSettings> Read(base::ConfigDocument document) {
  base::ConfigSection root = document.Root();
  base::ConfigSection listen = root.Section("listen");
  base::ConfigSection tls = root.Section("tls");
  constexpr auto kMaxConnections = static_cast<std::int64_t>(domain::kMaxConnections);
  CentreSettings settings;
  settings.address = listen.Text("address");
  settings.port = static_cast<std::uint16_t>(listen.Integer("port", kPorts));
  settings.max_connections =
      static_cast<std::size_t>(listen.Integer("max_connections", {1, kMaxConnections}, kMaxConnections));
  settings.drain_time = std::chrono::seconds{listen.Integer("drain_seconds", {0, kMostDrainSeconds}, 0)};
  if (auto metrics = root.OptionalSection("metrics")) {
    settings.metrics_port = static_cast<std::uint16_t>(metrics->Integer("port", kPorts, 0));
  }
  settings.proxies = ReadProxies(root);
  settings.tls = {tls.Path("certificate"), tls.Path("key"), tls.Path("client_ca")};
  settings.postgres = ReadPostgres(root);
  if (!settings.postgres || root.Has("archive")) settings.database = root.Section("archive").Path("database");
  if (auto arrivals = root.OptionalSection("arrivals")) settings.arrivals = ReadArrivals(*arrivals);
  if (auto enrolment = root.OptionalSection("enrolment"))
    settings.enrolment = ReadEnrolment(*enrolment, settings.postgres.has_value());
  if (auto open311 = root.OptionalSection("open311")) settings.open311 = ReadOpen311(*open311);
  settings.log = domain::ReadLogSettings(root);
  if (auto sound = document.Finish(); !sound) return sound.error();
  return settings;
}

}  // namespace

bool IsApiKeyName(std::string_view name) {
  const auto may_stand_there = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= domain::kMaxApiKeyNameCharacters &&
         std::all_of(name.begin(), name.end(), may_stand_there);
}

base::Result<CentreSettings> ReadCentreSettings(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  return Read(std::move(*document));
}

base::Result<CentreSettings> LoadCentreSettings(const std::string& path) {
  auto document = base::ConfigDocument::Load(path);
  if (!document) return document.error();
  return Read(std::move(*document));
}

}  // namespace bianmin::centre
