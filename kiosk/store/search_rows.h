#pragma once
// The index of search, inside somebody's transaction. It holds no text: every two neighbouring characters of a record's
// words, its last four digits and those of its telephone number are pieces, and of a piece only a fingerprint under a
// key of its own is stored. What the index gives are candidates; they are decrypted and compared.

#include <optional>

#include "kiosk/domain/complaint.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/rating.h"
#include "kiosk/domain/search_words.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

domain::SearchedTexts SearchedIn(const domain::RecordNumber& number, const domain::Need& need);
// Of one about the centre: no more than its number.
domain::SearchedTexts SearchedIn(const domain::RecordNumber& number, const domain::FiledComplaint& filed);
domain::SearchedTexts SearchedIn(const domain::RecordNumber& number, const domain::GivenRating& rating);

void IndexForSearch(StoreCore& core, std::int64_t serial, const domain::SearchedTexts& texts);
// Before the record's words are erased or changed: the index needs them to find what to take out. IndexAgain takes up
// what stays. Neither touches a record that IndexOlder has still to come to.
void RemoveFromSearch(StoreCore& core, std::int64_t serial);
void IndexAgain(StoreCore& core, std::int64_t serial);

// Decrypted; nothing when there is no such record, or only the city can read it.
std::optional<domain::SearchedTexts> LoadSearchedTexts(StoreCore& core, std::int64_t serial);

// What to ask the index for these words.
std::string MatchExpression(const StoreCore& core, const domain::SearchWords& words);

// Takes the newest records of an older database that are not in the index yet, domain::kIndexedPerStep at most. Returns
// whether there are more.
bool IndexOlder(StoreCore& core);

}  // namespace bianmin::store
