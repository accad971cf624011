#include "kiosk/domain/arrival.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "kiosk/base/base32.h"

namespace bianmin::domain {
namespace {

constexpr std::string_view kBegin = "BM2";
constexpr std::size_t kNumber = 10;
constexpr std::size_t kTimeBytes = 6;  // milliseconds since 1970, most significant byte first
constexpr std::size_t kNameBytes = 8;
constexpr std::size_t kBytes =
    kTimeBytes + std::tuple_size_v<base::Digest> + kNameBytes + std::tuple_size_v<base::Signature>;

std::string TextToSign(const Arrival& arrival) {
  return fmt::format("bianmin arrival 1\n{}\n{}\n{}\n", arrival.number.text(), base::ToHex(arrival.event),
                     base::FormatUtc(arrival.received));
}

template <class Array>
Array Take(std::span<const std::uint8_t>& bytes) {
  Array taken{};
  std::copy_n(bytes.begin(), taken.size(), taken.begin());
  bytes = bytes.subspan(taken.size());
  return taken;
}

base::Error NoCode(std::string_view why) {
  return {base::ErrorCode::Invalid,
          fmt::format("this is no proof of arrival: {}; scan the lower code of the receipt again", why)};
}

}  // namespace

std::string ArrivalKeyName(const base::VerifyKey& key) {
  return base::ToHex(std::span<const std::uint8_t>(base::Sha256(key)).first(kNameBytes));
}

ArrivalProof Prove(const Arrival& arrival, const base::SigningKey& key) {
  return {arrival, ArrivalKeyName(key.public_half()), key.Sign(TextToSign(arrival))};
}

bool IsProven(const ArrivalProof& proof, const base::VerifyKey& key) {
  return proof.key == ArrivalKeyName(key) && base::IsSignedBy(key, TextToSign(proof.arrival), proof.signature);
}

std::string ArrivalCode(const ArrivalProof& proof) {
  base::Bytes bytes;
  bytes.reserve(kBytes);
  const auto milliseconds = static_cast<std::uint64_t>(proof.arrival.received.time_since_epoch().count());
  for (std::size_t i = kTimeBytes; i-- > 0;) bytes.push_back(static_cast<std::uint8_t>(milliseconds >> (8 * i)));
  bytes.insert(bytes.end(), proof.arrival.event.begin(), proof.arrival.event.end());
  const auto name = base::FromHex(proof.key);
  CHECK(name && name->size() == kNameBytes);
  bytes.insert(bytes.end(), name->begin(), name->end());
  bytes.insert(bytes.end(), proof.signature.begin(), proof.signature.end());
  return std::string(kBegin) + proof.arrival.number.text() + base::ToBase32(bytes);
}

base::Result<ArrivalProof> ReadArrivalCode(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) != 0) continue;
    if (code.size() == kArrivalCodeCharacters) return NoCode("it is too long");
    code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  if (!code.starts_with(kBegin)) return NoCode(fmt::format("it does not begin with {}", kBegin));
  if (code.size() != kArrivalCodeCharacters) {
    return NoCode(fmt::format("it has {} characters instead of {}", code.size(), kArrivalCodeCharacters));
  }
  const auto number = RecordNumber::Parse(std::string_view(code).substr(kBegin.size(), kNumber));
  if (!number) return NoCode("the number in it is misread");
  const auto bytes = base::FromBase32(std::string_view(code).substr(kBegin.size() + kNumber));
  if (!bytes || bytes->size() != kBytes) return NoCode("a character in it is misread");
  std::span<const std::uint8_t> rest(*bytes);
  std::int64_t milliseconds = 0;
  for (const std::uint8_t byte : Take<std::array<std::uint8_t, kTimeBytes>>(rest))
    milliseconds = milliseconds * 256 + byte;
  ArrivalProof proof{{*number, Take<base::Digest>(rest), base::TimePoint{base::Milliseconds{milliseconds}}},
                     base::ToHex(Take<std::array<std::uint8_t, kNameBytes>>(rest)),
                     Take<base::Signature>(rest)};
  return proof;
}

}  // namespace bianmin::domain
