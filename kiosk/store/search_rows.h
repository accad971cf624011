#pragma once
// The index of search, inside somebody's transaction. It holds no text: every two neighbouring characters of a record's
// words, its last four digits and those of its telephone number are pieces, and of a piece only a fingerprint under a
// key of its own is stored. What the index gives are candidates; they are decrypted and compared.

#include <optional>
#include <vector>

#include "kiosk/domain/search_words.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// Before the record's words are erased or changed: the index needs them to find what to take out. IndexAgain takes up
// what stays. Neither touches a record that IndexMore has still to come to.
void RemoveFromSearch(StoreCore& core, std::int64_t serial);
void IndexAgain(StoreCore& core, std::int64_t serial);

// Decrypted; nothing when there is no such record, or only the city can read it.
std::optional<domain::SearchedTexts> LoadSearchedTexts(StoreCore& core, std::int64_t serial);

// What to ask the index for these words.
std::string MatchExpression(const StoreCore& core, const domain::SearchWords& words);

// Takes up what was saved since, then the newest records of an older database: domain::kIndexedPerStep at most, inside
// the caller's transaction. Returns whether there are more.
bool IndexMore(StoreCore& core);
// The newest records that IndexMore has still to come to; those of an older database are not among them.
std::vector<std::int64_t> SavedSinceIndexed(Connection& connection, std::size_t most);

}  // namespace bianmin::store
