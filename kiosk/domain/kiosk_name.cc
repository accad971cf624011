#include "kiosk/domain/kiosk_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

constexpr std::string_view kUrn = "urn:bianmin:";

bool IsNameCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

std::string ReadPart(base::ConfigSection& from, std::string_view key) {
  const std::string part = from.Text(key);
  if (from.Has(key) && !IsKioskNamePart(part)) {
    from.Fault(key, fmt::format("must be 1 to {} lower-case letters, digits and hyphens", kMaxKioskNamePartCharacters));
  }
  return part;
}

}  // namespace

bool IsKioskNamePart(std::string_view part) {
  return !part.empty() && part.size() <= kMaxKioskNamePartCharacters &&
         std::all_of(part.begin(), part.end(), IsNameCharacter);
}

base::Result<KioskName> KioskName::Parse(std::string_view text) {
  const bool is_urn = text.starts_with(kUrn);
  const std::string_view parts = is_urn ? text.substr(kUrn.size()) : text;
  const char between = is_urn ? ':' : '/';
  const auto first = parts.find(between);
  const auto second = first == parts.npos ? parts.npos : parts.find(between, first + 1);
  if (second != parts.npos) {
    const auto city = parts.substr(0, first);
    const auto centre = parts.substr(first + 1, second - first - 1);
    const auto kiosk = parts.substr(second + 1);
    if (IsKioskNamePart(city) && IsKioskNamePart(centre) && IsKioskNamePart(kiosk)) {
      return KioskName{std::string(city), std::string(centre), std::string(kiosk)};
    }
  }
  return base::Error{base::ErrorCode::Invalid,
                     fmt::format("a kiosk is named CITY/CENTRE/KIOSK, as in demo-city/jingan/k01: the three names of "
                                 "its sync.toml, each 1 to {} lower-case letters, digits and hyphens",
                                 kMaxKioskNamePartCharacters)};
}

std::string KioskName::Source() const { return fmt::format("{}{}:{}:{}", kUrn, city, centre, kiosk); }
std::string KioskName::Login() const { return fmt::format("{}/{}/{}", city, centre, kiosk); }

KioskName ReadKioskName(base::ConfigSection& from) {
  return {ReadPart(from, "city"), ReadPart(from, "centre"), ReadPart(from, "kiosk")};
}

}  // namespace bianmin::domain
