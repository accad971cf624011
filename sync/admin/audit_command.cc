#include "sync/admin/audit_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "kiosk/domain/kiosk_name.h"

namespace bianmin::admin {
namespace {

namespace json = boost::json;

constexpr std::string_view kRestored = "kiosk.restored";

std::string NameOf(const centre::AuditedEntry& entry) {
  return fmt::format("entry {}, {}{}{}", entry.sequence, entry.act, entry.record.empty() ? "" : " ", entry.record);
}

json::object ToJson(const centre::AuditedEntry& entry) {
  return {{"entry", entry.sequence}, {"act", entry.act}, {"record", entry.record}};
}

void TellMissing(const centre::JournalAudit& audit, Report& report) {
  json::array list;
  for (const centre::AuditedEntry& entry : audit.missing) {
    report.is_sound = false;
    report.lines.push_back(
        fmt::format("MISSING    {}: it is in the kiosk's journal, its event never came, later ones "
                    "did. Refused ones are listed by bianmin-admin outbox at the kiosk; otherwise "
                    "it was taken away there",
                    NameOf(entry)));
    list.push_back(ToJson(entry));
  }
  report.json["missing"] = std::move(list);
}

void TellRewritten(const centre::JournalAudit& audit, Report& report) {
  json::array list;
  for (const centre::RewrittenEntry& each : audit.rewritten) {
    const bool is_restored = each.instead == kRestored;
    if (!is_restored) report.is_sound = false;
    report.lines.push_back(
        fmt::format("{} {}: told once, and no longer in the kiosk's journal; noticed {}. {}. {}",
                    is_restored ? "restored  " : "REWRITTEN ", NameOf(each.entry), base::FormatUtc(each.noticed),
                    is_restored ? "The kiosk says it was brought back from an older backup"
                                : fmt::format("In its place came {}", each.instead),
                    each.is_archived ? "Its event is archived here" : "Its event is not archived here"));
    json::object line = ToJson(each.entry);
    line["noticed"] = base::FormatUtc(each.noticed);
    line["instead"] = each.instead;
    line["archived"] = each.is_archived;
    list.push_back(std::move(line));
  }
  report.json["rewritten"] = std::move(list);
}

void TellGaps(const centre::JournalAudit& audit, Report& report) {
  json::array list;
  for (const centre::SequenceGap& gap : audit.gaps) {
    if (!gap.is_restored) report.is_sound = false;
    report.lines.push_back(fmt::format("{} sequences {} to {}: {}", gap.is_restored ? "restored  " : "GAP       ",
                                       gap.first, gap.last,
                                       gap.is_restored ? "left out by the kiosk after a restore, so that none is given "
                                                         "twice"
                                                       : "no event with these ever came, later ones did"));
    list.push_back({{"first", gap.first}, {"last", gap.last}, {"restored", gap.is_restored}});
  }
  report.json["gaps"] = std::move(list);
}

}  // namespace

base::Result<Report> AuditKiosk(centre::Archive& archive, const std::string& kiosk) {
  const auto name = domain::KioskName::Parse(kiosk);
  if (!name) return name.error();
  const auto audit = archive.AuditJournal(name->Source());
  if (!audit) return audit.error();
  const auto holding = archive.HoldingOf(name->Source());
  if (!holding) return holding.error();
  Report report;
  report.lines.push_back(fmt::format("{}: {} events archived, its journal is told up to entry {}, hash {}",
                                     name->Source(), holding->events, audit->held.sequence,
                                     base::ToHex(audit->held.hash)));
  report.json = {{"source", name->Source()},
                 {"events", holding->events},
                 {"entries", audit->held.sequence},
                 {"hash", base::ToHex(audit->held.hash)}};
  TellMissing(*audit, report);
  TellRewritten(*audit, report);
  TellGaps(*audit, report);
  if (audit->is_cut) report.lines.emplace_back("there is more than is listed here");
  if (audit->held.sequence == 0) report.lines.emplace_back("this kiosk has told nothing of its journal yet");
  if (report.is_sound)
    report.lines.emplace_back("nothing was taken away or changed at this kiosk that was told before");
  return report;
}

}  // namespace bianmin::admin
