#include "sync/daemon/daemon.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "kiosk/base/log.h"
#include "kiosk/store/database.h"
#include "sync/engine/contact_report.h"
#include "sync/engine/herald.h"
#include "sync/engine/inquirer.h"
#include "sync/engine/journal_teller.h"
#include "sync/engine/puller.h"
#include "sync/engine/reconciler.h"
#include "sync/engine/relay.h"
#include "sync/engine/renewer.h"
#include "sync/engine/upkeep.h"
#include "sync/http/curl_transport.h"

namespace bianmin::daemon {
namespace {

using base::Milliseconds;

// How often the database's change counter is looked at: so long a new record waits at most before it is sent.
constexpr Milliseconds kWatch{500};
constexpr Milliseconds kDatabaseWait = std::chrono::seconds{2};

// The same for a question to the city: somebody stands there and waits. A line that carries an answer carries it within
// seconds; the slower sort of it is no use to whoever stands there.
constexpr Milliseconds kWatchForQuestions{100};
constexpr http::Patience kWhileSomebodyWaits{.connect = std::chrono::seconds{3}, .total = std::chrono::seconds{8}};
// To find out how the kiosk is, all that waits is counted, which takes its time while a million events are sent.
constexpr Milliseconds kWatchForNews = std::chrono::seconds{5};
// The centre compares the clocks when a heartbeat arrives: one that was on its way for longer would only mislead.
constexpr http::Patience kOfAHeartbeat{.connect = std::chrono::seconds{10}, .total = std::chrono::seconds{20}};

// Returns after `wait`, or at once when stop is requested.
void Nap(const std::stop_token& stop, Milliseconds wait) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, wait, [] { return false; });
}

http::CentreAddress AddressOf(const engine::SyncSettings& settings) {
  return {settings.url, settings.ca, settings.certificate, settings.key};
}

std::optional<domain::DiskSpace> DiskOf(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.parent_path();
  std::error_code failure;
  const auto space = std::filesystem::space(folder.empty() ? "." : folder, failure);
  if (failure) return std::nullopt;
  return domain::DiskSpace{static_cast<std::int64_t>(space.available), static_cast<std::int64_t>(space.capacity)};
}

// Nothing when stop was requested first.
base::Result<std::optional<store::Database>> WaitForDatabase(const engine::SyncSettings& settings,
                                                             const std::stop_token& stop) {
  store::DatabaseOptions options;
  options.file = settings.database;
  options.may_create = false;
  for (bool is_told = false; !stop.stop_requested(); Nap(stop, kDatabaseWait)) {
    auto database = store::Database::Open(options);
    if (database) return std::optional<store::Database>(std::move(*database));
    if (database.error().code != base::ErrorCode::NotFound) return database.error();
    if (!is_told) base::LogNote("waiting for the kiosk to make its database: {}", database.error().message);
    is_told = true;
  }
  return std::optional<store::Database>();
}

void Sleep(const std::stop_token& stop, Milliseconds wait, Milliseconds watch, store::Database& database) {
  while (wait > Milliseconds::zero() && !stop.stop_requested()) {
    const Milliseconds nap = std::min(wait, watch);
    Nap(stop, nap);
    wait -= nap;
    const auto changed = database.ChangedElsewhere();
    if (changed && *changed) return;
  }
}

}  // namespace

base::Result<base::Done> Run(const engine::SyncSettings& settings, const base::Clock& clock, base::Random& random,
                             std::stop_token stop) {
  auto outgoing = WaitForDatabase(settings, stop);
  if (!outgoing) return outgoing.error();
  auto incoming = WaitForDatabase(settings, stop);
  if (!incoming) return incoming.error();
  auto questions = WaitForDatabase(settings, stop);
  if (!questions) return questions.error();
  auto condition = WaitForDatabase(settings, stop);
  if (!condition) return condition.error();
  if (!*outgoing || !*incoming || !*questions || !*condition) return base::Done{};
  base::LogNote("{} serves {} and speaks to {}", settings.kiosk.Source(), settings.database.string(), settings.url);

  engine::ContactReport report(clock);
  std::jthread asking([&] {
    http::CurlTransport transport(AddressOf(settings), clock, stop);
    engine::Puller puller(**incoming, transport, clock, random, report, settings.schedule);
    while (!stop.stop_requested()) Nap(stop, puller.RunOnce());
  });
  std::jthread inquiring([&] {
    http::CurlTransport transport(AddressOf(settings), clock, stop, kWhileSomebodyWaits);
    engine::Inquirer inquirer(**questions, transport, clock);
    while (!stop.stop_requested()) Sleep(stop, inquirer.RunOnce(), kWatchForQuestions, **questions);
  });
  std::jthread heralding([&] {
    http::CurlTransport transport(AddressOf(settings), clock, stop, kOfAHeartbeat);
    engine::Herald herald(**condition, transport, clock, random, domain::Version::Parse(BIANMIN_VERSION).value(),
                          [&] { return DiskOf(settings.database); });
    while (!stop.stop_requested()) Sleep(stop, herald.RunOnce(), kWatchForNews, **condition);
  });
  std::jthread renewing([&] {
    engine::Renewer renewer(settings.kiosk, {settings.ca, settings.certificate, settings.key},
                            !settings.key_is_credential, http::ConnectorTo(settings.url, clock, stop), clock, random);
    while (!stop.stop_requested()) Nap(stop, renewer.RunOnce());
  });
  http::CurlTransport transport(AddressOf(settings), clock, stop);
  engine::Relay relay(**outgoing, transport, clock, random, report);
  engine::Reconciler reconciler(**outgoing, transport, clock);
  engine::JournalTeller teller(**outgoing, transport, clock, random);
  engine::Upkeep upkeep(**outgoing, clock);
  while (!stop.stop_requested()) {
    const Milliseconds wait = relay.RunOnce();
    if (reconciler.RunOnce()) continue;
    const Milliseconds untold = teller.RunOnce();
    upkeep.RunOnce();
    Sleep(stop, std::min(wait, untold), kWatch, **outgoing);
  }
  return base::Done{};
}

}  // namespace bianmin::daemon
