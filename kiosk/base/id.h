#pragma once
// Identifiers of records: UUIDs (RFC 9562) with the kind of record in the type, so that an order's id cannot be passed
// where an event's is wanted.

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"

namespace bianmin::base {

using UuidBytes = std::array<std::uint8_t, 16>;

// Version 7: the first 48 bits are the time in milliseconds, so ids sort by creation.
UuidBytes NewUuidV7(TimePoint now, Random& random);
// Version 4: says nothing about when; for records that must not be traced to a moment.
UuidBytes NewUuidV4(Random& random);
std::string FormatUuid(const UuidBytes& bytes);
// The 36-character lower-case form only.
std::optional<UuidBytes> ParseUuid(std::string_view text);

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(const UuidBytes& bytes) : bytes_(bytes) {}

  static Id New(TimePoint now, Random& random) { return Id{NewUuidV7(now, random)}; }
  static Id NewTimeless(Random& random) { return Id{NewUuidV4(random)}; }
  static std::optional<Id> Parse(std::string_view text) {
    const auto bytes = ParseUuid(text);
    if (!bytes) return std::nullopt;
    return Id{*bytes};
  }

  std::string Text() const { return FormatUuid(bytes_); }
  const UuidBytes& bytes() const { return bytes_; }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  UuidBytes bytes_{};
};

}  // namespace bianmin::base
