#pragma once
// The limits of parcels (sync/parcel), beside kiosk/domain/limits.h: what a file may hold that carries a kiosk's events
// to the centre by hand.

#include <cstddef>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {

inline constexpr std::size_t kMaxParcelEvents = 1'000'000;  // nine years of a busy kiosk without a line
// A batch, as it would go over the network, is one piece of the file.
inline constexpr std::size_t kMaxParcelPieceBytes = kMaxBatchBytes;
inline constexpr std::size_t kMaxParcelCertificateBytes = 32 * 1024;  // the kiosk's, and those between it and the root

}  // namespace bianmin::domain
