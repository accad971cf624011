#include "sync/admin/outbox_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "kiosk/store/outbox.h"

namespace bianmin::admin {
namespace {

using std::chrono::duration_cast;

boost::json::value OrNull(const std::optional<base::TimePoint>& time) {
  if (!time) return nullptr;
  return boost::json::string(base::FormatUtc(*time));
}

std::string Ago(const std::optional<base::TimePoint>& time, base::TimePoint now) {
  if (!time) return "never";
  return fmt::format("{}, {} ago", base::FormatUtc(*time), HowLong(now - *time));
}

void AddContact(Report& report, const store::CentreContact& contact, base::TimePoint now) {
  report.lines.push_back(fmt::format("the centre last answered: {}", Ago(contact.last_success, now)));
  if (!contact.last_error.empty()) {
    report.lines.push_back(fmt::format("since then, at {}: {}", Ago(contact.last_failure, now), contact.last_error));
  }
  report.json["last_success"] = OrNull(contact.last_success);
  report.json["last_failure"] = OrNull(contact.last_failure);
  report.json["last_error"] = contact.last_error;
}

void AddDead(Report& report, const std::vector<store::DeadEvent>& dead) {
  boost::json::array events;
  for (const store::DeadEvent& event : dead) {
    const std::string day = base::FormatDate(event.refused_on);
    report.lines.push_back(fmt::format("  {}  {}  {}  refused on {}: {}", event.sequence, event.type,
                                       event.record.empty() ? "-" : event.record, day, event.why));
    events.push_back({{"sequence", event.sequence},
                      {"id", event.id.Text()},
                      {"type", event.type},
                      {"number", event.record},
                      {"refused_on", day},
                      {"why", event.why}});
  }
  if (!dead.empty()) {
    report.lines.emplace_back(
        "put right what was wrong, then: bianmin-admin outbox --config kiosk.toml --revive SEQUENCE; or carry them to "
        "the centre by hand: bianmin-admin export --config sync.toml --dead --to STICK");
  }
  report.json["dead"] = std::move(events);
}

}  // namespace

std::string HowLong(base::Milliseconds time) {
  const auto seconds = std::max<std::int64_t>(0, duration_cast<std::chrono::seconds>(time).count());
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min", seconds / 60);
  if (seconds < 86400) return fmt::format("{} h {} min", seconds / 3600, seconds % 3600 / 60);
  return fmt::format("{} d {} h", seconds / 86400, seconds % 86400 / 3600);
}

base::Result<Report> ShowOutbox(store::Database& database, base::TimePoint now) {
  store::Outbox outbox(database);
  const auto status = outbox.Status();
  if (!status) return status.error();
  const auto dead = outbox.Dead();
  if (!dead) return dead.error();
  const auto contact = outbox.Contact();
  if (!contact) return contact.error();
  Report report;
  report.is_sound = dead->empty();
  report.lines.push_back(status->waiting == 0 ? std::string("nothing is waiting")
                                              : fmt::format("{} events are waiting, the oldest since {}",
                                                            status->waiting, Ago(status->waiting_since, now)));
  report.lines.push_back(
      fmt::format("{} are delivered and kept for a while; {} are dead", status->delivered, status->dead));
  report.json = {
      {"waiting", status->waiting}, {"waiting_since", OrNull(status->waiting_since)}, {"delivered", status->delivered}};
  AddDead(report, *dead);
  AddContact(report, *contact, now);
  return report;
}

base::Result<Report> ReviveEvent(store::Database& database, std::int64_t sequence) {
  const auto revived = store::Outbox(database).Revive(sequence);
  if (!revived) return revived.error();
  Report report;
  report.lines = {fmt::format("event {} is waiting again", sequence)};
  report.json = {{"revived", sequence}};
  return report;
}

}  // namespace bianmin::admin
