#include "sync/centre/settings.h"

#include <limits>

#include "kiosk/base/config.h"
#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/limits.h"

namespace bianmin::centre {
namespace {

EnrolmentSettings ReadEnrolment(base::ConfigSection& enrolment) {
  constexpr int kUsualDays = 90;
  EnrolmentSettings settings;
  settings.ca = enrolment.Path("ca");
  settings.ca_key = enrolment.Path("ca_key");
  settings.trust = enrolment.Has("trust") ? std::filesystem::path(enrolment.Path("trust")) : settings.ca;
  settings.registry = enrolment.Path("registry");
  settings.days = static_cast<int>(enrolment.Integer("days", {1, domain::kMaxCertificateDays}, kUsualDays));
  return settings;
}

base::Result<CentreSettings> Read(base::ConfigDocument document) {
  base::ConfigSection root = document.Root();
  base::ConfigSection listen = root.Section("listen");
  base::ConfigSection tls = root.Section("tls");
  base::ConfigSection archive = root.Section("archive");
  constexpr auto kMaxConnections = static_cast<std::int64_t>(domain::kMaxConnections);
  CentreSettings settings;
  settings.address = listen.Text("address");
  settings.port = static_cast<std::uint16_t>(listen.Integer("port", {0, std::numeric_limits<std::uint16_t>::max()}));
  settings.max_connections =
      static_cast<std::size_t>(listen.Integer("max_connections", {1, kMaxConnections}, kMaxConnections));
  settings.tls = {tls.Path("certificate"), tls.Path("key"), tls.Path("client_ca")};
  settings.database = archive.Path("database");
  if (auto enrolment = root.OptionalSection("enrolment")) settings.enrolment = ReadEnrolment(*enrolment);
  settings.log = domain::ReadLogSettings(root);
  if (auto sound = document.Finish(); !sound) return sound.error();
  return settings;
}

}  // namespace

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
