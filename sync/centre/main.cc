// bianmin-centre: receives what the kiosks of a city send, keeps it, and tells them what was decided.

#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "kiosk/base/random.h"
#include "sync/centre/arrival_keys.h"
#include "sync/centre/counting_archive.h"
#include "sync/centre/open_archive.h"
#include "sync/centre/open_registry.h"
#include "sync/centre/server.h"
#include "sync/centre/settings.h"

namespace {

using namespace bianmin;

constexpr int kExitCannotRun = 1;
constexpr int kExitWrongUsage = 2;
constexpr rlim_t kOtherFiles = 64;  // database, log, listening socket …

// A connection is an open file; the shell's usual limit of 1024 is less than a city has kiosks.
void AllowFiles(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = connections + kOtherFiles;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < wanted) {
    base::LogWarning("only {} files may be open, which is fewer than listen.max_connections; raise LimitNOFILE",
                     limit.rlim_cur);
  }
}

struct Enrolment {
  std::unique_ptr<centre::Registry> registry;
  centre::EnrolmentDesk desk;
};

// Nothing when the configuration leaves it out.
base::Result<std::optional<Enrolment>> OpenEnrolment(const centre::CentreSettings& settings, const base::Clock& clock,
                                                     base::Random& random) {
  if (!settings.enrolment) return std::optional<Enrolment>();
  auto office = centre::OpenSigningOffice(*settings.enrolment, settings.tls);
  if (!office) return office.error();
  auto registry = centre::OpenRegistry(settings, centre::OpenMode::MakeIfMissing, clock, random);
  if (!registry) return registry.error();
  if (settings.postgres && !settings.enrolment->registry.empty()) {
    base::LogWarning(
        "the registry of kiosks is a file of this copy alone; with several copies, delete "
        "enrolment.registry, revoke again who was revoked, and enrol by any copy");
  }
  centre::EnrolmentDesk desk(**registry, std::move(*office), random);
  return std::optional<Enrolment>(Enrolment{std::move(*registry), std::move(desk)});
}

// Nothing when the configuration leaves it out.
base::Result<std::optional<centre::ArrivalKeys>> OpenArrivals(const centre::CentreSettings& settings) {
  if (!settings.arrivals) return std::optional<centre::ArrivalKeys>();
  auto keys = centre::OpenArrivalKeys(*settings.arrivals);
  if (!keys) return keys.error();
  return std::optional<centre::ArrivalKeys>(std::move(*keys));
}

base::Result<std::optional<centre::Open311Desk>> OpenOpen311(const centre::CentreSettings& settings) {
  if (!settings.open311) return std::optional<centre::Open311Desk>();
  auto parts = centre::LoadOpen311(*settings.open311);
  if (!parts) return parts.error();
  return std::optional<centre::Open311Desk>(std::move(*parts));
}

base::Result<base::Done> Run(const std::string& path) {
  const auto settings = centre::LoadCentreSettings(path);
  if (!settings) return settings.error();
  if (auto started = base::StartCrypto(); !started) return started;
  auto opened = base::OpenLog("bianmin-centre", settings->log.file, settings->log.least);
  if (!opened) return opened;
  base::SystemRandom random;
  const base::Clock& clock = base::SystemClock();
  const auto archive = centre::OpenArchive(*settings, centre::OpenMode::MakeIfMissing, clock, random);
  if (!archive) return archive.error();
  auto enrolment = OpenEnrolment(*settings, clock, random);
  if (!enrolment) return enrolment.error();
  const auto arrivals = OpenArrivals(*settings);
  if (!arrivals) return arrivals.error();
  auto open311 = OpenOpen311(*settings);
  if (!open311) return open311.error();
  AllowFiles(settings->max_connections);
  centre::Metrics metrics(BIANMIN_VERSION);
  centre::CountingArchive counting(**archive, metrics, clock);
  centre::Server server(*settings, counting, clock, metrics, *enrolment ? &(*enrolment)->desk : nullptr,
                        *arrivals ? &**arrivals : nullptr, *open311 ? &**open311 : nullptr);
  if (auto listening = server.Listen(); !listening) return listening;
  base::LogNote("listening on {} port {}", settings->address, server.port());
  server.Run();
  base::LogNote("stopped");
  return base::Done{};
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"bianmin-centre: receives and keeps what the kiosks of a city send"};
  std::string config;
  app.add_option("--config", config, "The configuration file; config/centre.toml explains it")->required();
  app.set_version_flag("--version", BIANMIN_VERSION);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& fault) {
    return app.exit(fault) == 0 ? 0 : kExitWrongUsage;
  }
  const auto ran = Run(config);
  if (ran) return 0;
  std::cerr << "bianmin-centre cannot run: " << ran.error().message << "\n";
  return kExitCannotRun;
}
