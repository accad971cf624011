#include "sync/engine/centre_words.h"

#include <fmt/format.h>

#include "kiosk/wire/batch.h"

namespace bianmin::engine {

std::optional<std::string> CentresReason(std::string_view problem) {
  constexpr std::string_view kTypes = "urn:bianmin:problem:";
  const auto read = wire::ReadProblem(problem);
  if (!read || !read->type.starts_with(kTypes)) return std::nullopt;
  if (read->detail.empty()) return fmt::format("{} ({})", read->title, read->type);
  return fmt::format("{}: {} ({})", read->title, read->detail, read->type);
}

bool IsNoSuchRecord(std::string_view problem) {
  const auto read = wire::ReadProblem(problem);
  return read && read->type == "urn:bianmin:problem:no-such-record";
}

}  // namespace bianmin::engine
