// bianmin-sync: brings what residents entered to the city centre and fetches what the centre decided. It runs beside
// the kiosk, without a display; systemd starts it and ends it with SIGTERM.

#include <signal.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <string>
#include <thread>

#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "kiosk/base/text.h"
#include "sync/daemon/daemon.h"
#include "sync/daemon/instance_lock.h"
#include "sync/engine/enrolment.h"
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

base::Error NotEnrolled(const base::Error& error) {
  if (error.code != base::ErrorCode::NotFound) return error;
  return {error.code, error.message +
                          "; if this kiosk has no certificate yet, have a one-time code made at the centre "
                          "(bianmin-admin centre invite) and run: bianmin-sync enrol --config sync.toml --ca FILE"};
}

struct EnrolWords {
  std::string config;
  std::string url;
  std::string ca;
};

// The code is read from standard input and not taken as an argument, which everybody on the machine can read. It is
// seen while it is typed: 28 letters are hard to type blindly, and it is good only once.
int RunEnrol(const EnrolWords& words) {
  if (const auto started = base::StartCrypto(); !started) return Fail(started.error());
  const auto settings = engine::LoadSyncSettings(words.config);
  if (!settings) return Fail(settings.error());
  if (settings->key_is_credential) {
    return Fail({base::ErrorCode::Invalid,
                 "[centre] key is a credential of systemd, which this program cannot write; "
                 "name a file instead, or have the certificate made elsewhere"});
  }
  if (const auto opened = base::OpenLog("bianmin-sync", {}, base::LogLevel::Note); !opened) return Fail(opened.error());
  const auto lock = InstanceLock::Take(settings->database);
  if (!lock) return Fail(lock.error());
  if (const auto started = http::StartHttp(); !started) return Fail(started.error());
  if (isatty(STDIN_FILENO) != 0) std::fprintf(stderr, "one-time code of %s: ", settings->kiosk.Login().c_str());
  std::string code;
  std::getline(std::cin, code);
  engine::EnrolmentOrder order{settings->kiosk, {settings->ca, settings->certificate, settings->key}, {}, {}};
  order.first_ca = words.ca.empty() ? settings->ca : std::filesystem::path(words.ca);
  order.code = base::Trim(code);
  const auto connect = http::ConnectorTo(words.url.empty() ? settings->url : words.url, base::SystemClock(), {});
  const auto certificate = engine::Enrol(order, connect, base::SystemClock().Now());
  if (!certificate) return Fail(certificate.error());
  std::printf("%s is enrolled; its certificate %s is good until %s and renews itself while bianmin-sync runs\n",
              settings->kiosk.Login().c_str(), certificate->serial().c_str(),
              base::FormatUtc(certificate->not_after()).c_str());
  return 0;
}

int RunDaemon(const std::string& config) {
  if (const auto started = base::StartCrypto(); !started) return Fail(started.error());
  const auto settings = engine::LoadSyncSettings(config);
  if (!settings) return Fail(settings.error());
  if (const auto opened = base::OpenLog("bianmin-sync", settings->log_file, settings->log_level); !opened) {
    return Fail(opened.error());
  }
  const auto lock = InstanceLock::Take(settings->database);
  if (!lock) return Fail(lock.error());
  // Before the key is looked at: a replacement that was interrupted is finished.
  engine::Identity identity({settings->ca, settings->certificate, settings->key});
  if (const auto recovered = identity.Recover(); !recovered) return Fail(recovered.error());
  if (const auto sound = engine::CheckKeyFile(settings->key); !sound) return Fail(NotEnrolled(sound.error()));
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
  CLI::App* enrol =
      app.add_subcommand("enrol", "Get this kiosk's certificate for a one-time code, read from standard input.");
  bianmin::daemon::EnrolWords enrolment;
  enrol->add_option("--config", enrolment.config, "The settings, usually sync.toml")->required();
  enrol->add_option("--centre", enrolment.url, "Where to enrol, if not at [centre] url");
  enrol->add_option("--ca", enrolment.ca, "The authority to recognise the centre by, if not yet in [centre] ca");
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : bianmin::daemon::kWrongUsage;
  }
  return enrol->parsed() ? bianmin::daemon::RunEnrol(enrolment) : bianmin::daemon::RunDaemon(config);
}
