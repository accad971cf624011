#include "kiosk/domain/kiosk_scope.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

constexpr std::string_view kUrn = "urn:bianmin";
constexpr int kMostParts = 3;

}  // namespace

base::Result<KioskScope> KioskScope::Parse(std::string_view text) {
  if (text.empty()) return KioskScope{};
  std::string_view rest = text;
  int parts = 0;
  bool is_sound = true;
  while (is_sound) {
    const auto end = std::min(rest.find('/'), rest.size());
    is_sound = IsKioskNamePart(rest.substr(0, end)) && ++parts <= kMostParts;
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  if (is_sound) return KioskScope{std::string(text)};
  return base::Error{base::ErrorCode::Invalid,
                     fmt::format("kiosks are named CITY, CITY/CENTRE or CITY/CENTRE/KIOSK, as in demo-city/jingan: "
                                 "names of 1 to {} lower-case letters, digits and hyphens",
                                 kMaxKioskNamePartCharacters)};
}

std::vector<KioskScope> KioskScope::Of(std::string_view source) {
  std::vector<KioskScope> scopes{KioskScope{}};
  if (!source.starts_with(kUrn) || source.size() <= kUrn.size()) return scopes;
  std::string name(source.substr(kUrn.size() + 1));
  std::replace(name.begin(), name.end(), ':', '/');
  for (std::size_t end = 0; end < name.size();) {
    end = std::min(name.find('/', end + 1), name.size());
    scopes.push_back(KioskScope{name.substr(0, end)});
  }
  return scopes;
}

std::string KioskScope::SourcePrefix() const {
  if (text_.empty()) return std::string(kUrn);
  std::string parts = text_;
  std::replace(parts.begin(), parts.end(), '/', ':');
  return fmt::format("{}:{}", kUrn, parts);
}

bool KioskScope::Covers(std::string_view source) const {
  const std::string prefix = SourcePrefix();
  return source.starts_with(prefix) && (source.size() == prefix.size() || source[prefix.size()] == ':');
}

int KioskScope::Depth() const {
  return text_.empty() ? 0 : 1 + static_cast<int>(std::count(text_.begin(), text_.end(), '/'));
}

}  // namespace bianmin::domain
