#pragma once
// How a parcel lies on a memory stick: a file that carries events of one kiosk to the centre by hand when the line is
// dead. Numbers are big-endian.
//
//   "bianmin export 1\n"
//   4 bytes, PEM               length and text of the kiosk's certificate and the authorities between it and the root
//   8 bytes                    when it was exported, in milliseconds since 1970
//   80 bytes                   the key of the stream, sealed to the centre's public key
//   24 bytes                   head of the stream (kiosk/base/sealed_stream.h)
//   4 bytes, sealed piece      as often as there are batches, each piece a JSON array as POST /v1/events takes it
//   4 bytes, sealed piece      the last one, empty
//   4 bytes of zero
//   4 bytes, signature         of the kiosk over everything before these four
//
// The signature says that it is the kiosk's, before anything is opened. The stream's key is known to the kiosk and the
// centre alone, so that pieces which open are those that were signed, even if the stick gives other bytes when it is
// read again. Every piece is bound to all that stands before the first one. Nothing is packed: what is read is never
// larger than what is there.

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/base/sealed_stream.h"

namespace bianmin::parcel {

inline constexpr std::string_view kMagicOfAny = "bianmin export ";
inline constexpr std::string_view kMagic = "bianmin export 1\n";
inline constexpr std::size_t kSealedKeyBytes = 80;
inline constexpr std::string_view kEnding = ".bianmin";

inline std::string Number(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i) & 0xff);
  return text;
}

inline std::uint64_t NumberIn(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
  return number;
}

// What binds the pieces to the head of their file.
inline std::string ContextOf(std::string_view head) { return base::AsText(base::Sha256(head)); }

}  // namespace bianmin::parcel
