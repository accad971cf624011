#include "tests/support/sim_world.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/base/check.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/wire/changes.h"
#include "sync/centre/handle.h"

namespace bianmin::sim {
namespace {

using base::Milliseconds;

constexpr Milliseconds kWatch{500};
constexpr Milliseconds kRestart = std::chrono::seconds{5};
// How often relay and puller may stir at most, however hostile the network is; residents' acts come on top.
constexpr int kMostStepsAnHour = 400;

template <class T>
T Must(base::Result<T> result) {
  CHECK(result.ok());
  return std::move(result).value();
}

}  // namespace

struct World::Daemon {
  store::Database outgoing, incoming;
  std::unique_ptr<engine::Transport> wrapped;
  engine::ContactReport report;
  engine::Relay relay;
  engine::Reconciler reconciler;
  engine::JournalTeller teller;
  engine::Puller puller;

  Daemon(Kiosk& kiosk, engine::Transport& network, const Wrap& wrap, const base::Clock& clock, base::Random& random)
      : outgoing(kiosk.OpenDatabase()),
        incoming(kiosk.OpenDatabase()),
        wrapped(wrap ? wrap(network) : nullptr),
        report(clock),
        relay(outgoing, wrapped ? *wrapped : network, clock, random, report),
        reconciler(outgoing, wrapped ? *wrapped : network, clock),
        teller(outgoing, wrapped ? *wrapped : network, clock, random),
        puller(incoming, wrapped ? *wrapped : network, clock, random, report,
               {.wait = std::chrono::seconds{25}, .pause = std::chrono::minutes{5}}) {}
};

World::World(std::uint64_t seed, Wrap wrap, const std::filesystem::path& archive)
    : clock_(*base::ParseUtc("2026-11-22T01:00:00Z")), random_(seed), archive_file_(archive), wrap_(std::move(wrap)) {
  OpenArchive();
  kiosk_ = std::make_unique<Kiosk>(clock_, random_.Next());
  network_ = std::make_unique<Network>(clock_, random_, [this](const centre::Request& request) {
    return centre::Handle(*archive_, quota_, request, clock_.Now());
  });
  StartDaemon();
}

World::~World() = default;

void World::StartDaemon() {
  daemon_ = std::make_unique<Daemon>(*kiosk_, *network_, wrap_, clock_, random_);
  relay_at_ = puller_at_ = clock_.Steady();
}

void World::CrashAndStartAgain() {
  ++crashes_;
  daemon_.reset();
  if (random_.Below(2) == 0) kiosk_->Restart();
  clock_.Advance(kRestart);
  StartDaemon();
  std::vector<std::string> faults = Faults(false);
  broken_steps_.insert(broken_steps_.end(), faults.begin(), faults.end());
}

void World::OpenArchive() {
  archive_ = Must(centre::SqliteArchive::Open(archive_file_, centre::OpenMode::MakeIfMissing, clock_.Now(), random_));
}

void World::BackUpTheArchive(const std::filesystem::path& copy) {
  SQLite::Database from(archive_file_.string(), SQLite::OPEN_READONLY);
  SQLite::Statement into(from, "VACUUM INTO ?");
  into.bind(1, copy.string());
  into.exec();
}

void World::LosesTheArchive(const std::optional<std::filesystem::path>& copy) {
  archive_.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(archive_file_.string() + suffix);
  if (copy) std::filesystem::copy_file(*copy, archive_file_);
  OpenArchive();
}

void World::LosesTheDisk(const std::filesystem::path& backup) {
  daemon_.reset();
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
    }
  } catch (const Crash&) {
    CrashAndStartAgain();
  }
}

// A step either used the network or says when to come back.
void World::CheckStep(Milliseconds wait, int requests_before) {
  ++steps_;
  const bool did_work = network_->requests() > requests_before;
  if (wait < domain::kPauseBetweenBatches && !did_work && wait <= Milliseconds::zero()) {
    broken_steps_.push_back("a step did nothing and wants to be called again at once");
  }
}

void World::StepRelay() {
  const int before = network_->requests();
  Milliseconds wait = daemon_->relay.RunOnce();
  if (daemon_->reconciler.RunOnce()) wait = domain::kPauseBetweenBatches;
  wait = std::min(wait, daemon_->teller.RunOnce());
  CheckStep(wait, before);
  relay_at_ = clock_.Steady() + wait;
}

void World::StepPuller() {
  const int before = network_->requests();
  const Milliseconds wait = daemon_->puller.RunOnce();
  CheckStep(wait, before);
  puller_at_ = clock_.Steady() + wait;
}

void World::CentreDecides() {
  static constexpr std::array kStates{"accepted", "dispatched", "in_service", "awaiting_acceptance", "declined"};
  if (kiosk_->orders().empty()) return;
  const std::string number = kiosk_->orders()[random_.Below(kiosk_->orders().size())].text();
  const centre::StatusChange change{number, kStates[random_.Below(kStates.size())], "", clock_.Now()};
  // Refused when the state does not allow it, NotFound when the order has not arrived yet.
  static_cast<void>(archive_->AddStatus(change, random_.Below(4) == 0));
}

void World::ComeToRest(Milliseconds most) {
  between_residents_ = between_decisions_ = between_power_cuts_ = Milliseconds::zero();
  network_->Heals();
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

std::vector<std::string> World::Faults(bool is_at_rest) {
  std::vector<std::string> faults = std::exchange(broken_steps_, {});
  CompareWithCentre(is_at_rest, faults);
  CompareDecisions(is_at_rest, faults);
  if (!is_at_rest) return faults;
  const auto chain = Must(store::Journal(daemon_->outgoing).Verify());
  if (chain.first_broken) faults.push_back("the journal is broken: " + chain.what);
  CompareJournals(faults);
  return faults;
}

// An honest kiosk is accused of nothing, and all it did is known.
void World::CompareJournals(std::vector<std::string>& faults) {
  const auto audit = Must(archive_->AuditJournal(Kiosk::kSource));
  if (audit.held != Must(store::Journal(daemon_->outgoing).Head())) faults.push_back("the journal is not told");
  for (const auto& entry : audit.missing) faults.push_back("accused of hiding " + entry.act + " " + entry.record);
  for (const auto& each : audit.rewritten) {
    if (each.instead != "kiosk.restored") faults.push_back("accused of rewriting " + each.entry.act);
  }
  for (const auto& gap : audit.gaps) {
    if (!gap.is_restored) faults.push_back(fmt::format("accused of a gap before sequence {}", gap.last + 1));
  }
}

void World::CompareWithCentre(bool is_at_rest, std::vector<std::string>& faults) {
  Told held;
  for (const auto& event : Must(archive_->List({.number = {}, .source = {}, .type = {}, .limit = 10'000}))) {
    ++held[{event.type, event.number}];
  }
  store::Outbox outbox(daemon_->outgoing);
  const auto status = Must(outbox.Status());
  const auto told_of = [](const auto& entry) { return entry.first.first + " " + entry.first.second; };
  for (const auto& entry : held) {
    const auto found = kiosk_->confirmed().find(entry.first);
    const int confirmed = found == kiosk_->confirmed().end() ? 0 : found->second;
    if (entry.second > confirmed) faults.push_back("doubled at the centre: " + told_of(entry));
  }
  int missing = 0;
  for (const auto& entry : kiosk_->confirmed()) {
    const auto found = held.find(entry.first);
    const int here = found == held.end() ? 0 : found->second;
    missing += std::max(0, entry.second - here);
    if (is_at_rest && here < entry.second) faults.push_back("lost on the way to the centre: " + told_of(entry));
  }
  // What the centre does not have must still wait here, at any moment.
  if (missing > status.waiting) {
    faults.push_back(fmt::format("{} records are not at the centre and {} wait", missing, status.waiting));
  }
  if (status.waiting + status.delivered + status.dead != kiosk_->confirmed_count()) {
    faults.push_back(fmt::format("{} acts were confirmed and {} events are in the outbox", kiosk_->confirmed_count(),
                                 status.waiting + status.delivered + status.dead));
  }
  if (status.dead > 0) faults.push_back(fmt::format("{} events died and the centre refused none", status.dead));
  const auto counts = Must(archive_->CountAll());
  if (counts.conflicts + counts.broken + counts.unknown > 0) faults.push_back("the centre holds conflicts or rubbish");
}

// How many changes the centre's feed holds for each order.
std::map<std::string, int> World::Decisions() {
  const centre::Changes feed = Must(archive_->ChangesAfter(Kiosk::kSource, 0, domain::kMaxChangesPerPage));
  CHECK(!feed.has_more);
  std::string page = R"({"events":[)";
  for (const centre::Change& change : feed.changes) page += (page.back() == '}' ? "," : "") + change.bytes;
  page += R"(],"next":"","more":false})";
  std::map<std::string, int> decisions;
  for (const domain::Change& change : Must(wire::ReadChanges(page)).changes) {
    const auto* status = std::get_if<domain::OrderStatusChange>(&change.what);
    CHECK(status != nullptr);
    ++decisions[status->number.text()];
  }
  return decisions;
}

void World::CompareDecisions(bool is_at_rest, std::vector<std::string>& faults) {
  const std::string cursor = Must(store::Inbox(daemon_->incoming).Cursor(engine::kChangesFeed));
  std::int64_t position = 0;
  const auto dot = cursor.find('.');
  if (dot != cursor.npos) std::from_chars(cursor.data() + dot + 1, cursor.data() + cursor.size(), position);
  const std::map<std::string, int> decisions = Decisions();
  int applied = 0;
  for (const domain::RecordNumber& number : kiosk_->orders()) {
    const auto found = decisions.find(number.text());
    const int decided = found == decisions.end() ? 0 : found->second;
    const domain::Order order = Must(kiosk_->store().FindOrder(number));
    const auto by_centre = static_cast<int>(
        std::count_if(order.history.begin(), order.history.end(),
                      [](const domain::HistoryEntry& entry) { return entry.by == domain::Actor::Centre; }));
    applied += by_centre;
    if (by_centre > decided) faults.push_back("a decision was applied twice to " + number.text());
    if (!is_at_rest) continue;
    if (by_centre < decided) faults.push_back("a decision did not arrive for " + number.text());
    const auto held = Must(archive_->List({.number = number.text(), .source = {}, .type = {}, .limit = 1}));
    if (held.empty() || held.front().state != domain::WireName(order.state)) {
      faults.push_back(fmt::format("kiosk and centre do not agree on the state of {}: {} and {}", number.text(),
                                   domain::WireName(order.state), held.empty() ? "none" : held.front().state));
    }
  }
  // Positions count the centre's changes from 1, and all of them are this kiosk's.
  if (applied != position) {
    faults.push_back(fmt::format("the cursor stands behind {} changes and {} are applied", position, applied));
  }
}

}  // namespace bianmin::sim
