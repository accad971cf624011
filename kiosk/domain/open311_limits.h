#pragma once
// The limits of the centre's face to other systems of the city (Open311), beside kiosk/domain/limits.h: what only the
// centre needs.

#include <chrono>
#include <cstddef>

namespace bianmin::domain {

// Who may ask, and how often: for each key.
inline constexpr std::size_t kMaxApiKeys = 100;
inline constexpr std::size_t kMaxApiKeyNameCharacters = 32;
inline constexpr int kMaxOpen311AskedPerMinute = 300;
inline constexpr int kMaxOpen311AskedPerDay = 100'000;

// What is asked for: GeoReport v2 has requests of 90 days at most. A page may lie so deep that kMaxOpen311Rows are not
// passed over.
inline constexpr std::chrono::days kMaxOpen311Span{90};
inline constexpr std::size_t kUsualOpen311Page = 50;
inline constexpr std::size_t kMaxOpen311Page = 200;
inline constexpr std::size_t kMaxOpen311Rows = 10'000;
inline constexpr std::size_t kMaxOpen311Numbers = 100;
inline constexpr std::size_t kMaxOpen311Services = 20;

// A form, in a body or a query.
inline constexpr std::size_t kMaxFormBytes = 64 * 1024;
inline constexpr std::size_t kMaxFormFields = 64;
inline constexpr std::size_t kMaxRequestDescriptionCharacters = 4000;
inline constexpr std::size_t kMaxRequestFieldCharacters = 255;
inline constexpr std::size_t kMaxRetryKeyCharacters = 128;

}  // namespace bianmin::domain
