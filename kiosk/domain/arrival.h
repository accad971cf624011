#pragma once
// The centre's word that an order or complaint has arrived, signed by it (Ed25519), so that anybody who knows the
// centre's public key can check a receipt without asking anybody. Signed is the record's number, the fingerprint of the
// exact event that made the record, and when the centre took it in; nothing of it is personal.

#include <string>
#include <string_view>

#include "kiosk/base/ed25519.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/record_number.h"

namespace bianmin::domain {

struct Arrival {
  RecordNumber number;
  base::Digest event{};  // SHA-256 of the event's bytes
  base::TimePoint received;
};

// A key's name, from the key itself: 16 hexadecimal digits.
std::string ArrivalKeyName(const base::VerifyKey& key);

struct ArrivalProof {
  Arrival arrival;
  std::string key;  // its name
  base::Signature signature{};
};

ArrivalProof Prove(const Arrival& arrival, const base::SigningKey& key);
// Whether this key has signed it, and is the one it names.
bool IsProven(const ArrivalProof& proof, const base::VerifyKey& key);

// What the code on a receipt carries: "BM2", the number (10), and in base 32 the rest of the proof (176). Capital
// letters and digits only, as a keyboard-wedge scanner types them.
inline constexpr std::size_t kArrivalCodeCharacters = 3 + 10 + 176;
std::string ArrivalCode(const ArrivalProof& proof);
// Any case; spaces and line breaks between are left out. Invalid when it is no such code; whether it is genuine is for
// IsProven to say.
base::Result<ArrivalProof> ReadArrivalCode(std::string_view text);

}  // namespace bianmin::domain
