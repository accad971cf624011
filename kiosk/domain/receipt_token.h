#pragma once
// What the QR code of a receipt carries: the record's number and a proof that a kiosk of this city printed it, so that
// scanning it at any of them shows the record without the phone digits. It opens no web page and holds nothing
// personal.
//
// "BM1" + the number (10) + 16 characters of Crockford's base 32: 80 bits of a keyed BLAKE2b under the city's key. Only
// capital letters and digits, which every layout of a keyboard-wedge scanner types alike, and no mark between the
// parts. Guessing one takes 2^79 tries on average, at a counter.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

inline constexpr std::size_t kReceiptTokenCharacters = 3 + 10 + 16;

// `city` is the key that all kiosks of the city share.
std::string ReceiptToken(const RecordNumber& number, const base::SecretKey& city);

// Looks like a token, genuine or not: worth checking rather than reading as a number. Any case.
bool IsReceiptToken(std::string_view text);

// The number of a genuine token; nothing for anything else. Takes the same time however much of it is right.
std::optional<RecordNumber> NumberOfReceipt(std::string_view text, const base::SecretKey& city);

}  // namespace bianmin::domain
