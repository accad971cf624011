#include "kiosk/store/guesses.h"

#include "kiosk/domain/lookup_throttle.h"

namespace bianmin::store {
namespace {

// Failures of the future come from a clock that was set back; they would otherwise lock residents out until then.
constexpr const char* kBringBack = "UPDATE lookup_failure SET at = ?1 WHERE at > ?1";
constexpr const char* kForget = "DELETE FROM lookup_failure WHERE at <= ?";
constexpr const char* kCount = "SELECT count(*), ifnull(max(at), 0) FROM lookup_failure WHERE guessed = ? AND at > ?";
constexpr const char* kInsert = "INSERT INTO lookup_failure (at, guessed) VALUES (?, ?)";

std::string_view Name(Guessed what) { return what == Guessed::RecordPair ? "record" : "draft"; }

}  // namespace

std::optional<base::TimePoint> MustWaitUntil(Connection& connection, Guessed what, base::TimePoint now) {
  Query{connection, kBringBack}.Bind(now).Run();
  Query row{connection, kCount};
  row.Bind(Name(what)).Bind(now - domain::kLookupWindow);
  row.Next();
  const domain::LookupFailures failures{.count = static_cast<int>(row.Integer(0)), .latest = row.Time(1)};
  const base::TimePoint allowed = domain::NextLookupAllowed(failures);
  if (failures.count == 0 || allowed <= now) return std::nullopt;
  return allowed;
}

void CountWrongGuess(Connection& connection, Guessed what, base::TimePoint now) {
  Query{connection, kForget}.Bind(now - domain::kLookupWindow).Run();
  Query{connection, kInsert}.Bind(now).Bind(Name(what)).Run();
}

}  // namespace bianmin::store
