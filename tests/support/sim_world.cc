#include "tests/support/sim_world.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/check.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "sync/centre/handle.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/sim_daemon.h"

namespace bianmin::sim {
namespace {

using base::Milliseconds;
using support::Must;

constexpr Milliseconds kWatch{500};
constexpr Milliseconds kRestart = std::chrono::seconds{5};
// How often relay and puller may stir at most, however hostile the network is; residents' acts come on top.
constexpr int kMostStepsAnHour = 400;

}  // namespace

World::World(std::uint64_t seed, WorldPlan plan)
    : clock_(*base::ParseUtc("2026-11-22T01:00:00Z")), random_(seed), plan_(std::move(plan)) {
  OpenArchive();
  kiosk_ = std::make_unique<Kiosk>(clock_, random_.Next());
  Network::Ends ends;
  ends.centre = [this](const centre::Request& request) { return AskCentre(request); };
  ends.identify = [this](centre::Request& request) {
    if (identities_) return identities_->Show(request);
    request.source = Kiosk::kSource;
  };
  ends.step = [this] {
    if (!disk_.TakesStep()) throw Crash{};
  };
  network_ = std::make_unique<Network>(clock_, random_, std::move(ends));
  if (plan_.has_certificates) {
    identities_.emplace(kiosk_->folder(), clock_, random_);
    CHECK(identities_->Enrol(*network_, CentresNow()));
  }
  StartDaemon();
}

World::~World() = default;

std::optional<centre::Response> World::AskCentre(centre::Request request) {
  if (plan_.door) plan_.door(request);
  if (identities_) {
    auto met = identities_->Meet(request, CentresNow());
    if (!met.is_let_in) return std::nullopt;
    if (met.answer) return std::move(met.answer);
  }
  return centre::Handle(*archive_, quota_, request, CentresNow());
}

void World::StartDaemon() {
  daemon_ = std::make_unique<Daemon>(*kiosk_, *network_, plan_.wrap, clock_, random_);
  if (identities_) {
    daemon_->renewer.emplace(identities_->kiosk(), identities_->files(), true, identities_->Through(*network_), clock_,
                             random_);
  }
  relay_at_ = puller_at_ = renewer_at_ = clock_.Steady();
}

void World::CrashAndStartAgain() {
  ++crashes_;
  daemon_.reset();
  disk_.ForgetsTheEnd();
  if (random_.Below(2) == 0) kiosk_->Restart();
  clock_.Advance(kRestart);
  StartDaemon();
  if (has_losses_) return;
  std::vector<std::string> faults = Faults(false);
  broken_steps_.insert(broken_steps_.end(), faults.begin(), faults.end());
}

void World::OpenArchive() {
  archive_ = Must(centre::SqliteArchive::Open(plan_.archive, centre::OpenMode::MakeIfMissing, CentresNow(), random_));
}

void World::BackUpTheArchive(const std::filesystem::path& copy) {
  SQLite::Database from(plan_.archive.string(), SQLite::OPEN_READONLY);
  SQLite::Statement into(from, "VACUUM INTO ?");
  into.bind(1, copy.string());
  into.exec();
}

void World::LosesTheArchive(const std::optional<std::filesystem::path>& copy) {
  archive_.reset();
  has_losses_ = true;
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(plan_.archive.string() + suffix);
  if (copy) std::filesystem::copy_file(*copy, plan_.archive);
  OpenArchive();
}

void World::LosesTheDisk(const std::filesystem::path& backup) {
  daemon_.reset();
  has_losses_ = true;
  kiosk_->LosesItsDisk(backup);
  StartDaemon();
}

Milliseconds World::Soon(Milliseconds about) {
  return clock_.Steady() + Milliseconds{random_.Below(static_cast<std::uint64_t>(2 * about.count()) + 1)};
}

void World::RunFor(Milliseconds time) {
  const Milliseconds begin = clock_.Steady(), end = begin + time;
  const int steps_before = steps_, confirmed_before = kiosk_->confirmed_count();
  const auto arm = [this](std::optional<Milliseconds>& at, Milliseconds about) {
    at = about > Milliseconds::zero() ? std::optional(Soon(about)) : std::nullopt;
  };
  arm(resident_at_, between_residents_);
  arm(decision_at_, between_decisions_);
  arm(power_cut_at_, between_power_cuts_);
  while (clock_.Steady() < end) Step(end);

  const int steps = steps_ - steps_before;
  const double hours = std::chrono::duration<double, std::ratio<3600>>(clock_.Steady() - begin).count();
  const double most = (hours + 1) * kMostStepsAnHour + 4 * (kiosk_->confirmed_count() - confirmed_before);
  if (steps > most) broken_steps_.push_back(fmt::format("{} steps in {:.1f} hours", steps, hours));
}

void World::Step(Milliseconds end) {
  Milliseconds next = std::min({relay_at_, puller_at_, end});
  if (identities_) next = std::min(next, renewer_at_);
  for (const auto& each : {resident_at_, decision_at_, power_cut_at_}) {
    if (each) next = std::min(next, *each);
  }
  if (next > clock_.Steady()) clock_.Advance(next - clock_.Steady());
  const Milliseconds now = clock_.Steady();
  try {
    if (resident_at_ && *resident_at_ <= now) {
      const int before = kiosk_->confirmed_count();
      kiosk_->ResidentComes();
      // The daemon sees by the change counter that there is something, within its watch interval.
      const bool is_seen = Must(daemon_->outgoing.ChangedElsewhere());
      if (kiosk_->confirmed_count() > before && !is_seen) broken_steps_.push_back("a new record woke nobody");
      relay_at_ = std::min(relay_at_, now + kWatch);
      resident_at_ = Soon(between_residents_);
    } else if (decision_at_ && *decision_at_ <= now) {
      CentreDecides();
      decision_at_ = Soon(between_decisions_);
    } else if (power_cut_at_ && *power_cut_at_ <= now) {
      power_cut_at_ = Soon(between_power_cuts_);
      CrashAndStartAgain();
    } else if (relay_at_ <= now) {
      StepRelay();
    } else if (puller_at_ <= now) {
      StepPuller();
    } else if (identities_ && renewer_at_ <= now) {
      StepRenewer();
    }
  } catch (const Crash&) {
    CrashAndStartAgain();
  }
}

// A step either used the network or says when to come back.
void World::CheckStep(Milliseconds wait, int requests_before) {
  ++steps_;
  const bool did_work = network_->requests() > requests_before;
  if (wait <= Milliseconds::zero() && !did_work) {
    broken_steps_.push_back("a step did nothing and wants to be called again at once");
  }
}

template <class What>
void World::AsTheDaemon(What what) {
  disk_.IsUsedByDaemon(true);
  try {
    what();
  } catch (const Crash&) {
    disk_.IsUsedByDaemon(false);
    throw;
  }
  disk_.IsUsedByDaemon(false);
  if (disk_.HasEndedTheDaemon()) throw Crash{};
}

void World::StepRelay() {
  const int before = network_->requests();
  AsTheDaemon([&] {
    Milliseconds wait = daemon_->relay.RunOnce();
    if (daemon_->reconciler.RunOnce()) {
      wait = domain::kPauseBetweenBatches;
    } else {
      daemon_->upkeep.RunOnce();
    }
    wait = std::min(wait, daemon_->teller.RunOnce());
    CheckStep(wait, before);
    relay_at_ = clock_.Steady() + wait;
  });
}

void World::StepPuller() {
  const int before = network_->requests();
  AsTheDaemon([&] {
    const Milliseconds wait = daemon_->puller.RunOnce();
    CheckStep(wait, before);
    puller_at_ = clock_.Steady() + wait;
  });
}

void World::StepRenewer() {
  const int before = network_->requests();
  AsTheDaemon([&] {
    const Milliseconds wait = daemon_->renewer->RunOnce();
    CheckStep(wait, before);
    renewer_at_ = clock_.Steady() + wait;
  });
}

bool World::OperatorEnrols(Milliseconds most) {
  daemon_.reset();
  const Milliseconds end = clock_.Steady() + most;
  bool is_enrolled = false;
  while (!is_enrolled && clock_.Steady() < end) {
    try {
      is_enrolled = identities_->Enrol(*network_, CentresNow());
    } catch (const Crash&) {
    }
    if (!is_enrolled) clock_.Advance(std::chrono::minutes{2});
  }
  StartDaemon();
  return is_enrolled;
}

void World::CentreDecides() {
  static constexpr std::array kStates{"accepted", "dispatched", "in_service", "awaiting_acceptance", "declined"};
  if (kiosk_->orders().empty()) return;
  const std::string number = kiosk_->orders()[random_.Below(kiosk_->orders().size())].text();
  const centre::StatusChange change{number, kStates[random_.Below(kStates.size())], "", CentresNow()};
  // Refused when the state does not allow it, NotFound when the order has not arrived yet.
  static_cast<void>(archive_->AddStatus(change, random_.Below(4) == 0));
}

void World::ComeToRest(Milliseconds most) {
  between_residents_ = between_decisions_ = between_power_cuts_ = Milliseconds::zero();
  network_->Heals();
  disk_.FillsUpEvery(0);
  const Milliseconds end = clock_.Steady() + most;
  while (clock_.Steady() < end && !IsAtRest()) RunFor(std::chrono::minutes{10});
}

bool World::IsAtRest() {
  store::Outbox outbox(daemon_->outgoing);
  store::Inbox inbox(daemon_->incoming);
  if (Must(outbox.Status()).waiting > 0) return false;
  if (Must(archive_->AuditJournal(Kiosk::kSource)).held != Must(store::Journal(daemon_->outgoing).Head())) return false;
  const std::string cursor = Must(inbox.Cursor(engine::kChangesFeed));
  const std::int64_t newest = Must(archive_->NewsSince(0)).newest;
  return newest == 0 || cursor == fmt::format("{}.{}", archive_->Epoch(), newest);
}

}  // namespace bianmin::sim
