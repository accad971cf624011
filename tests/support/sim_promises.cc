// World::Faults: the promises of ARCHITECTURE.md, asked of a simulated world.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/check.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/journal.h"
#include "kiosk/wire/changes.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/sim_daemon.h"
#include "tests/support/sim_world.h"

namespace bianmin::sim {
namespace {

using support::Must;

}  // namespace

Told HeldBy(World& world) {
  Told held;
  for (const auto& event : Must(world.archive().List({.number = {}, .source = {}, .type = {}, .limit = 10'000}))) {
    ++held[{event.type, event.number}];
  }
  return held;
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
  const Told held = HeldBy(*this);
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
  // What the centre does not have must still wait here, at any moment; what it lost is to be found out.
  if (missing > status.waiting && !has_losses_) {
    faults.push_back(fmt::format("{} records are not at the centre and {} wait", missing, status.waiting));
  }
  // What was delivered long ago by the kiosk's clock is deleted, and counted.
  const std::int64_t told = status.waiting + Must(outbox.Reckon()).delivered + status.dead;
  if (told != kiosk_->confirmed_count()) {
    faults.push_back(
        fmt::format("{} acts were confirmed and {} events are in the outbox", kiosk_->confirmed_count(), told));
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
