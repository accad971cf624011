// bianmin-sync: brings what residents entered to the city centre and fetches what the centre decided. It runs beside
// the kiosk, without a display; systemd starts it and ends it with SIGTERM.

#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <thread>

#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "sync/daemon/daemon.h"
#include "sync/daemon/instance_lock.h"
#include "sync/engine/settings.h"
#include "sync/http/curl_transport.h"

namespace bianmin::daemon {
namespace {

constexpr int kCannotRun = 1;
constexpr int kWrongUsage = 2;

int Fail(const base::Error& error) {
  std::fprintf(stderr, "bianmin-sync: %s\n", error.message.c_str());
  return kCannotRun;
}

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

int RunDaemon(const std::string& config) {
  if (const auto started = base::StartCrypto(); !started) return Fail(started.error());
  const auto settings = engine::LoadSyncSettings(config);
  if (!settings) return Fail(settings.error());
  if (const auto sound = engine::CheckKeyFile(settings->key); !sound) return Fail(sound.error());
  if (const auto opened = base::OpenLog("bianmin-sync", settings->log_file, settings->log_level); !opened) {
    return Fail(opened.error());
  }
  const auto lock = InstanceLock::Take(settings->database);
  if (!lock) return Fail(lock.error());
  if (const auto started = http::StartHttp(); !started) return Fail(started.error());

  // Blocked in every thread, so that one of them can wait for it. A connection that breaks is an error, not a signal.
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);

  std::stop_source stop;
  base::SystemRandom random;
  base::Result<base::Done> ended = base::Done{};
  std::thread work([&] {
    ended = Run(*settings, base::SystemClock(), random, stop.get_token());
    // Wakes the wait below when the daemon ends by itself.
    kill(getpid(), SIGTERM);
  });
  int number = 0;
  sigwait(&signals, &number);
  stop.request_stop();
  work.join();
  if (!ended) {
    base::LogError("{}", ended.error().message);
    return kCannotRun;
  }
  base::LogNote("stopped");
  return 0;
}

}  // namespace
}  // namespace bianmin::daemon

int main(int count, char** words) {
  CLI::App app{"Brings a kiosk's records to the city centre and fetches what the centre decided."};
  app.set_version_flag("--version", BIANMIN_VERSION);
  app.require_subcommand(1);
  CLI::App* run = app.add_subcommand("run", "Run until SIGTERM or SIGINT.");
  std::string config;
  run->add_option("--config", config, "The settings, usually sync.toml")->required();
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bianmin::daemon::kWrongUsage;
  }
  return bianmin::daemon::RunDaemon(config);
}
