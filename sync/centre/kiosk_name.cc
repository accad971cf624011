#include "sync/centre/kiosk_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/wire/cloud_event_writer.h"

namespace bianmin::centre {
namespace {

constexpr std::string_view kUrn = "urn:bianmin:";

}  // namespace

base::Result<KioskName> KioskName::Parse(std::string_view text) {
  const bool is_urn = text.starts_with(kUrn);
  const std::string_view parts = is_urn ? text.substr(kUrn.size()) : text;
  const char between = is_urn ? ':' : '/';
  const auto first = parts.find(between);
  const auto second = first == parts.npos ? parts.npos : parts.find(between, first + 1);
  if (second != parts.npos) {
    auto source =
        wire::SourceName(parts.substr(0, first), parts.substr(first + 1, second - first - 1), parts.substr(second + 1));
    if (source) return KioskName(*source);
  }
  return base::Error{base::ErrorCode::Invalid,
                     "a kiosk is named CITY/CENTRE/KIOSK, as in demo-city/jingan/k01: the three names of its "
                     "sync.toml, lower-case letters, digits and hyphens"};
}

std::string KioskName::Login() const {
  std::string login = source_.substr(kUrn.size());
  std::replace(login.begin(), login.end(), ':', '/');
  return login;
}

}  // namespace bianmin::centre
