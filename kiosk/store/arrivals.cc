#include "kiosk/store/arrivals.h"

#include <algorithm>

#include "kiosk/store/arrival_rows.h"

namespace bianmin::store {
namespace {

using base::Result;

constexpr const char* kAllKeys = "SELECT key FROM arrival_key ORDER BY name";
constexpr const char* kForgetKeys = "DELETE FROM arrival_key";
constexpr const char* kInsertKey = "INSERT INTO arrival_key (name, key) VALUES (?, ?) ON CONFLICT DO NOTHING";
constexpr const char* kKeep =
    "INSERT INTO arrival (record, event, received, key, signature) VALUES (?, ?, ?, ?, ?) ON CONFLICT (record) "
    "DO UPDATE SET event = excluded.event, received = excluded.received, key = excluded.key, "
    "signature = excluded.signature";
constexpr const char* kFind =
    "SELECT event, received, arrival.key, signature, arrival_key.key FROM arrival "
    "JOIN arrival_key ON arrival_key.name = arrival.key WHERE record = ?";

std::vector<base::VerifyKey> LoadKeys(Connection& connection) {
  std::vector<base::VerifyKey> keys;
  for (Query row{connection, kAllKeys}; row.Next();) {
    keys.push_back(Exactly<base::VerifyKey>(row.Blob(0), "arrival_key.key"));
  }
  return keys;
}

}  // namespace

Result<std::vector<base::VerifyKey>> Arrivals::Keys() {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<std::vector<base::VerifyKey>> { return LoadKeys(connection); });
}

Result<bool> Arrivals::ReplaceKeys(std::span<const base::VerifyKey> keys) {
  Connection& connection = database_.connection();
  return Guarded(connection, [&]() -> Result<bool> {
    const std::vector<base::VerifyKey> before = LoadKeys(connection);
    if (std::is_permutation(before.begin(), before.end(), keys.begin(), keys.end())) return false;
    Transaction transaction{connection};
    Query{connection, kForgetKeys}.Run();
    for (const base::VerifyKey& key : keys) {
      Query{connection, kInsertKey}.Bind(domain::ArrivalKeyName(key)).Bind(key).Run();
    }
    transaction.Commit();
    return true;
  });
}

void KeepArrival(Connection& connection, const domain::ArrivalProof& proof) {
  const domain::Arrival& arrival = proof.arrival;
  if (FindArrival(connection, arrival.number)) return;
  Query keep{connection, kKeep};
  keep.Bind(arrival.number.text()).Bind(arrival.event).Bind(arrival.received).Bind(proof.key).Bind(proof.signature);
  keep.Run();
}

std::optional<domain::ArrivalProof> FindArrival(Connection& connection, const domain::RecordNumber& number) {
  Query row{connection, kFind};
  row.Bind(number.text());
  if (!row.Next()) return std::nullopt;
  domain::ArrivalProof proof{{number, Exactly<base::Digest>(row.Blob(0), "arrival.event"), row.Time(1)},
                             row.Text(2),
                             Exactly<base::Signature>(row.Blob(3), "arrival.signature")};
  if (!domain::IsProven(proof, Exactly<base::VerifyKey>(row.Blob(4), "arrival_key.key"))) return std::nullopt;
  return proof;
}

}  // namespace bianmin::store
