#pragma once
// Tells the centre's own refusals from those of anything on the way to it: problem+json is a common format, but only
// the centre uses its problem types.

#include <optional>
#include <string>
#include <string_view>

namespace bianmin::engine {

// One sentence with the centre's reason; nothing when `problem` is not a problem of the centre.
std::optional<std::string> CentresReason(std::string_view problem);
// Whether the centre says that it has no such record; an unknown address is another problem.
bool IsNoSuchRecord(std::string_view problem);

}  // namespace bianmin::engine
