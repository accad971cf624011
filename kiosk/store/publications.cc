#include "kiosk/store/publications.h"

#include <fmt/format.h>

#include "kiosk/domain/publication_limits.h"
#include "kiosk/store/core.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/publication_rows.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Result;
using domain::PublicationState;

constexpr const char* kInsert =
    "INSERT INTO publication (kind, scope, version, published_at, state, since, trials, why, signature, content) "
    "VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)";
constexpr const char* kDropOlder =
    "DELETE FROM publication WHERE kind = ?1 AND scope = ?2 AND state <> 'on_trial' AND place < (SELECT max(place) "
    "FROM publication WHERE kind = ?1 AND scope = ?2) AND place IS NOT (SELECT max(place) FROM publication "
    "WHERE kind = ?1 AND scope = ?2 AND state = 'in_force')";
constexpr const char* kDropAll = "DELETE FROM publication WHERE kind = ? AND scope = ?";
constexpr const char* kDropBefore =
    "DELETE FROM publication WHERE place < ?1 AND (kind, scope) = (SELECT kind, scope FROM publication WHERE place = "
    "?1)";
constexpr const char* kNewest = "SELECT ifnull(max(place), 0) FROM publication";
constexpr const char* kSelectAll =
    "SELECT place, kind, scope, version, published_at, state, since, why, signature, content FROM publication "
    "ORDER BY kind, scope, place";
constexpr const char* kSelectOverview =
    "SELECT place, kind, scope, version, published_at, state, since, why, NULL, NULL FROM publication "
    "ORDER BY kind, scope, place";
constexpr const char* kSelectName = "SELECT kind, scope, version, published_at FROM publication WHERE place = ?";
constexpr const char* kRefuse =
    "UPDATE publication SET state = 'refused', since = ?, why = ?, content = NULL WHERE place = ? AND state <> "
    "'refused'";
constexpr const char* kBeginTrial =
    "UPDATE publication SET state = 'on_trial', since = ?, trials = trials + 1 WHERE place = ? AND state = 'held'";
constexpr const char* kSucceed =
    "UPDATE publication SET state = 'in_force', since = ? WHERE place = ? AND state = 'on_trial'";
constexpr const char* kSelectOnTrial = "SELECT place, trials FROM publication WHERE state = 'on_trial' ORDER BY place";
constexpr const char* kHoldAgain = "UPDATE publication SET state = 'held', since = ? WHERE place = ?";
constexpr const char* kPutBack =
    "UPDATE publication SET state = 'held', since = ?, trials = trials - 1 WHERE state = 'on_trial'";

constexpr std::string_view kTakenAct = "publication.taken";
constexpr std::string_view kRefusedAct = "publication.taken_refused";

KeptPublication Load(const Query& row) {
  const auto scope = domain::KioskScope::Parse(row.Text(2));
  KeptPublication kept{
      .place = row.Integer(0),
      .publication = {.kind = Known(domain::ParsePublicationKind(row.Text(1)), "publication.kind"),
                      .scope = Known(scope ? std::optional{*scope} : std::nullopt, "publication.scope"),
                      .version = row.Integer(3),
                      .published_at = row.Time(4),
                      .content = std::nullopt,
                      .signature = std::nullopt},
      .state = Known(domain::ParsePublicationState(row.Text(5)), "publication.state"),
      .since = row.Time(6),
      .why = row.Text(7)};
  if (!row.IsNull(8)) kept.publication.signature = Exactly<base::Signature>(row.Blob(8), "publication.signature");
  if (!row.IsNull(9)) kept.publication.content = base::AsText(row.Blob(9));
  return kept;
}

Result<std::vector<KeptPublication>> LoadAll(Connection& connection, const char* select) {
  return Guarded(connection, [&]() -> Result<std::vector<KeptPublication>> {
    std::vector<KeptPublication> all;
    for (Query row{connection, select}; row.Next();) all.push_back(Load(row));
    return all;
  });
}

// The record of the journal: "catalogue 3", "notices 2 for demo-city/jingan".
void Journal(Connection& connection, std::string_view act, std::int64_t place, std::string_view words,
             base::TimePoint now) {
  std::string name;
  {
    Query row{connection, kSelectName};
    row.Bind(place);
    if (!row.Next()) return;
    const auto kind = Known(domain::ParsePublicationKind(row.Text(0)), "publication.kind");
    const auto scope = domain::KioskScope::Parse(row.Text(1));
    name = domain::NameOf(kind, scope ? *scope : domain::KioskScope{}, row.Integer(2));
  }
  AppendToJournal(
      connection,
      {.at = base::FormatUtc(now), .act = act, .record = name, .actor = "kiosk", .digest = base::Sha256(words)});
}

void Refuse(Connection& connection, std::int64_t place, std::string_view why, base::TimePoint now) {
  if (Query{connection, kRefuse}.Bind(now).Bind(why).Bind(place).Run() > 0)
    Journal(connection, kRefusedAct, place, why, now);
}

}  // namespace

void InsertPublication(Connection& connection, const domain::PublicationChange& change, base::TimePoint now) {
  const domain::Publication& publication = change.publication;
  const std::string_view kind = domain::WireName(publication.kind);
  const std::string& scope = publication.scope.text();
  const bool is_whole = change.fault.empty();
  PublicationState state = is_whole ? PublicationState::Held : PublicationState::Refused;
  if (!publication.content) state = PublicationState::Withdrawn;
  if (state == PublicationState::Withdrawn) Query{connection, kDropAll}.Bind(kind).Bind(scope).Run();
  {
    Query insert{connection, kInsert};
    insert.Bind(kind).Bind(scope).Bind(publication.version).Bind(publication.published_at);
    insert.Bind(domain::WireName(state)).Bind(now).Bind(change.fault);
    if (publication.signature) {
      insert.Bind(std::span<const std::uint8_t>(*publication.signature));
    } else {
      insert.BindNull();
    }
    if (state == PublicationState::Held) {
      insert.Bind(base::AsBytes(*publication.content));
    } else {
      insert.BindNull();
    }
    insert.Run();
  }
  Query{connection, kDropOlder}.Bind(kind).Bind(scope).Run();
}

Publications::Publications(Store& store) : database_(store.database()), clock_(store.core().parts.clock) {}

Result<std::int64_t> Publications::Newest() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::int64_t> {
    Query row{connection, kNewest};
    row.Next();
    return row.Integer(0);
  });
}

Result<std::vector<KeptPublication>> Publications::All() { return LoadAll(database_.connection(), kSelectAll); }

Result<std::vector<KeptPublication>> Publications::Overview() {
  return LoadAll(database_.connection(), kSelectOverview);
}

Result<Done> Publications::Refuse(std::int64_t place, std::string_view why) {
  Connection& connection = database_.connection();
  const base::TimePoint now = clock_.Now();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    store::Refuse(connection, place, why, now);
    transaction.Commit();
    return Done{};
  });
}

Result<Done> Publications::BeginTrial(std::span<const std::int64_t> places) {
  Connection& connection = database_.connection();
  const base::TimePoint now = clock_.Now();
  if (places.empty()) return Done{};
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    for (const std::int64_t place : places) Query{connection, kBeginTrial}.Bind(now).Bind(place).Run();
    transaction.Commit();
    return Done{};
  });
}

Result<Done> Publications::Succeeded(std::span<const std::int64_t> places) {
  Connection& connection = database_.connection();
  const base::TimePoint now = clock_.Now();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    for (const std::int64_t place : places) {
      if (Query{connection, kSucceed}.Bind(now).Bind(place).Run() == 0) continue;
      Query{connection, kDropBefore}.Bind(place).Run();
      Journal(connection, kTakenAct, place, "", now);
    }
    transaction.Commit();
    return Done{};
  });
}

Result<int> Publications::BreakOffTrials() {
  Connection& connection = database_.connection();
  const base::TimePoint now = clock_.Now();
  return Guarded(connection, [&]() -> Result<int> {
    Transaction transaction{connection};
    std::vector<std::pair<std::int64_t, std::int64_t>> broken_off;
    for (Query row{connection, kSelectOnTrial}; row.Next();) broken_off.emplace_back(row.Integer(0), row.Integer(1));
    if (broken_off.empty()) return 0;
    int refused = 0;
    for (const auto& [place, trials] : broken_off) {
      if (trials < domain::kMostTrials) {
        Query{connection, kHoldAgain}.Bind(now).Bind(place).Run();
        continue;
      }
      ++refused;
      store::Refuse(connection, place,
                    fmt::format("the kiosk ended {} times within {} seconds of taking it into use", trials,
                                domain::kTrialLasts.count()),
                    now);
    }
    transaction.Commit();
    return refused;
  });
}

Result<Done> Publications::PutBackTrials() {
  Connection& connection = database_.connection();
  const base::TimePoint now = clock_.Now();
  return Guarded(connection, [&]() -> Result<Done> {
    Query{connection, kPutBack}.Bind(now).Run();
    return Done{};
  });
}

}  // namespace bianmin::store
