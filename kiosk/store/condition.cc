#include "kiosk/store/condition.h"

#include <algorithm>

#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;

constexpr const char* kRead = "SELECT version, printer FROM kiosk_condition WHERE only = 1";
constexpr const char* kKeep = "UPDATE kiosk_condition SET version = ?, printer = ? WHERE only = 1";
constexpr const char* kOldestDated =
    "SELECT recorded_at FROM outbox WHERE state = 'waiting' AND recorded_at IS NOT NULL ORDER BY sequence LIMIT 1";
constexpr const char* kOldestOfADay =
    "SELECT recorded_on FROM outbox WHERE state = 'waiting' AND recorded_at IS NULL ORDER BY sequence LIMIT 1";

KioskCondition Load(Connection& connection) {
  Query row{connection, kRead};
  const bool is_there = row.Next();
  const std::string printer = Known(is_there ? std::optional{row.Text(1)} : std::nullopt, "kiosk_condition");
  return {domain::Version::Parse(row.Text(0)),
          Known(domain::ParsePrinterCondition(printer), "kiosk_condition.printer")};
}

}  // namespace

Result<Done> KeepCondition(Database& database, const KioskCondition& condition) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<Done> {
    if (Load(connection) == condition) return Done{};
    const std::string version = condition.version ? condition.version->Text() : "";
    Query{connection, kKeep}.Bind(version).Bind(domain::WireName(condition.printer)).Run();
    return Done{};
  });
}

Result<KioskCondition> ReadCondition(Database& database) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<KioskCondition> { return Load(connection); });
}

Result<std::optional<base::TimePoint>> WaitingCertainlySince(Database& database) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<std::optional<base::TimePoint>> {
    const Snapshot snapshot{connection};
    std::optional<base::TimePoint> since;
    {
      Query dated{connection, kOldestDated};
      if (dated.Next()) since = dated.Time(0);
    }
    Query of_a_day{connection, kOldestOfADay};
    if (!of_a_day.Next()) return since;
    const base::Date day = Known(base::ParseDate(of_a_day.Text(0)), "outbox.recorded_on");
    const auto end = base::FromLocal({.date = base::Date{std::chrono::sys_days{day} + std::chrono::days{1}}});
    return std::optional{since ? std::min(*since, end) : end};
  });
}

}  // namespace bianmin::store
