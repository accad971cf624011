#include "sync/admin/open311_command.h"

#include <fmt/format.h>

#include <array>

#include "kiosk/base/crypto.h"
#include "kiosk/domain/open311_limits.h"
#include "sync/centre/settings.h"

namespace bianmin::admin {

base::Result<Report> MakeOpen311Key(const std::string& name, bool may_write, base::Random& random) {
  if (!centre::IsApiKeyName(name)) {
    return base::Error{base::ErrorCode::Invalid,
                       fmt::format("'{}' cannot name a key: take 1 to {} lower-case letters, digits and hyphens", name,
                                   domain::kMaxApiKeyNameCharacters)};
  }
  std::array<std::uint8_t, 32> secret{};
  random.Fill(secret);
  const std::string key = base::ToHex(secret);
  const std::string hash = base::ToHex(base::Sha256(key));
  const std::string access = may_write ? "read-write" : "read";
  Report report;
  report.lines = {"the key, shown this once; give it to whoever runs the other system over a safe way:",
                  key,
                  "and these lines to the centre's centre.toml, behind [open311]; then start the centre again:",
                  "[[open311.key]]",
                  fmt::format("name = \"{}\"", name),
                  fmt::format("sha256 = \"{}\"", hash),
                  fmt::format("access = \"{}\"", access)};
  report.json = {{"name", name}, {"key", key}, {"sha256", hash}, {"access", access}};
  return report;
}

}  // namespace bianmin::admin
