#include "kiosk/store/drafts.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/core.h"
#include "kiosk/store/guesses.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;
using base::TimePoint;
using domain::DraftCode;

// No draft expires later than a new one would: a clock that was set back would otherwise keep it for longer.
constexpr const char* kIsDue = "SELECT EXISTS (SELECT 1 FROM draft WHERE expires_at <= ? OR expires_at > ?)";
constexpr const char* kBringBack = "UPDATE draft SET expires_at = ?1 WHERE expires_at > ?1";
constexpr const char* kErase = "DELETE FROM draft WHERE expires_at <= ?";

constexpr const char* kMakeRoom =
    "DELETE FROM draft WHERE token NOT IN (SELECT token FROM draft ORDER BY expires_at DESC, token LIMIT ?)";
constexpr const char* kInsert =
    "INSERT INTO draft (token, content, expires_at) VALUES (?, ?, ?) ON CONFLICT (token) DO NOTHING";
constexpr const char* kSelect = "SELECT content FROM draft WHERE token = ?";
constexpr const char* kForget = "DELETE FROM draft WHERE token = ?";

constexpr std::string_view kContext = "draft.content";

int EraseExpired(Connection& connection, TimePoint now) {
  Query{connection, kBringBack}.Bind(now + domain::kDraftKept).Run();
  return Query{connection, kErase}.Bind(now).Run();
}

bool IsAnyDue(Connection& connection, TimePoint now) {
  Query row{connection, kIsDue};
  row.Bind(now).Bind(now + domain::kDraftKept);
  row.Next();
  return row.Integer(0) != 0;
}

// What the code and the kiosk's key make together: where the draft lies, and what opens it.
struct Lock {
  base::Digest token;
  base::SecretKey key;
};

Result<Lock> LockOf(const StoreCore& core, const DraftCode& code) {
  const auto both = base::KeyWithCode(core.draft_key, code.digits(), core.parts.code_work);
  if (!both) return both.error();
  return Lock{both->Token("token"), both->For("content")};
}

std::optional<base::Bytes> ContentUnder(Connection& connection, const base::Digest& token) {
  Query row{connection, kSelect};
  row.Bind(token);
  if (!row.Next()) return std::nullopt;
  return row.Blob(0);
}

}  // namespace

Result<int> EraseExpiredDrafts(Database& database, TimePoint now) {
  Connection& connection = database.connection();
  return Guarded(connection, [&]() -> Result<int> {
    if (!IsAnyDue(connection, now)) return 0;
    Transaction transaction{connection};
    const int erased = EraseExpired(connection, now);
    transaction.Commit();
    return erased;
  });
}

Result<Done> Store::KeepDraft(const DraftCode& code, std::string_view content) {
  if (content.size() > domain::kMaxDraftBytes) {
    return Error{ErrorCode::TooLarge,
                 fmt::format("an interrupted form has more than {} bytes; it was not kept", domain::kMaxDraftBytes)};
  }
  const auto lock = LockOf(*core_, code);
  if (!lock) return lock.error();
  Connection& connection = core_->connection();
  return Guarded(connection, [&]() -> Result<Done> {
    const TimePoint now = core_->parts.clock.Now();
    Transaction transaction{connection};
    EraseExpired(connection, now);
    Query{connection, kMakeRoom}.Bind(std::int64_t{domain::kMaxDrafts} - 1).Run();
    const base::Bytes cipher = base::EncryptField(lock->key, content, kContext, core_->parts.random);
    const int kept = Query{connection, kInsert}.Bind(lock->token).Bind(cipher).Bind(now + domain::kDraftKept).Run();
    if (kept == 0) return Error{ErrorCode::Conflict, "this code is in use for another interrupted form"};
    transaction.Commit();
    return Done{};
  });
}

Result<DraftLookup> Store::OpenDraft(const DraftCode& code) {
  const auto lock = LockOf(*core_, code);
  if (!lock) return lock.error();
  Connection& connection = core_->connection();
  return Guarded(connection, [&]() -> Result<DraftLookup> {
    const TimePoint now = core_->parts.clock.Now();
    Transaction transaction{connection};
    EraseExpired(connection, now);
    const auto allowed = MustWaitUntil(connection, Guessed::DraftCode, now);
    const auto cipher = allowed ? std::nullopt : ContentUnder(connection, lock->token);
    if (!allowed && !cipher) CountWrongGuess(connection, Guessed::DraftCode, now);
    transaction.Commit();
    if (allowed) return DraftLookup{WaitUntil{*allowed}};
    if (!cipher) return DraftLookup{NoSuchDraft{}};
    auto content = base::DecryptField(lock->key, *cipher, kContext);
    if (!content) return base::At("draft.content", content.error());
    return DraftLookup{KeptDraft{*std::move(content)}};
  });
}

Result<Done> Store::ForgetDraft(const DraftCode& code) {
  const auto lock = LockOf(*core_, code);
  if (!lock) return lock.error();
  Connection& connection = core_->connection();
  return Guarded(connection, [&]() -> Result<Done> {
    Transaction transaction{connection};
    Query{connection, kForget}.Bind(lock->token).Run();
    transaction.Commit();
    return Done{};
  });
}

}  // namespace bianmin::store
