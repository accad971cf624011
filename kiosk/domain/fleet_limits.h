#pragma once
// The limits of heartbeats and of the centre's view of its fleet, beside kiosk/domain/limits.h: what bianmin-sync and
// the centre need and the screen never does.

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace bianmin::domain {

// A heartbeat as it travels.
inline constexpr std::size_t kMaxHeartbeatBytes = 4096;
inline constexpr std::size_t kMaxVersionDigits = 6;           // of each of the three numbers
inline constexpr std::int64_t kMaxCountedEvents = 1LL << 40;  // waiting or dead: more is nonsense
inline constexpr std::int64_t kMaxDiskBytes = 1LL << 60;
inline constexpr std::chrono::hours kMaxUptime{24 * 366 * 100};

// When bianmin-sync sends one: this often at the latest, at first within this time of its start, and sooner when
// something became worse or better, but not sooner than this after the last one. An older centre, which does not know
// heartbeats, is asked again after an hour.
inline constexpr std::chrono::milliseconds kHeartbeatEvery = std::chrono::minutes{5};
inline constexpr std::chrono::milliseconds kFirstHeartbeatWithin = std::chrono::seconds{5};
inline constexpr std::chrono::milliseconds kBetweenHeartbeats = std::chrono::seconds{30};
inline constexpr std::chrono::milliseconds kHeartbeatsUnknownWait = std::chrono::hours{1};

// What an operator is alerted of: each when it is more (or less) than this. One that ended is listed for a while.
inline constexpr std::chrono::milliseconds kLongestSilence = std::chrono::minutes{15};
inline constexpr std::chrono::milliseconds kLongestEventWait = std::chrono::hours{1};
inline constexpr std::int64_t kLeastFreeDiskBytes = 500LL << 20;
inline constexpr std::chrono::milliseconds kToleratedClockOffset = std::chrono::seconds{5};
inline constexpr std::chrono::milliseconds kMostClockOffset = std::chrono::minutes{2};
inline constexpr std::chrono::hours kEndedAlertsKept{24 * 7};
inline constexpr std::size_t kMaxListedAlerts = 10000;

}  // namespace bianmin::domain
