#include "kiosk/platform/automation.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

#include "kiosk/base/log.h"

namespace bianmin::platform {

base::Result<Automation> Automation::Open(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return base::Error{base::ErrorCode::Unavailable, fmt::format("{}: the folder for the inventory cannot be made: {}.",
                                                                 folder.string(), error.message())};
  }
  return Automation(folder);
}

void Automation::Write(const ui::Inventory& inventory) {
  const std::filesystem::path whole = folder_ / "inventory.json";
  const std::filesystem::path part = folder_ / "inventory.json.part";
  ++sequence_;
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file << ui::ToJson(inventory, sequence_);
  }
  std::error_code error;
  std::filesystem::rename(part, whole, error);
  if (error && !has_failed_) {
    has_failed_ = true;
    base::LogWarning("{}: the inventory cannot be written: {}", whole.string(), error.message());
  }
}

}  // namespace bianmin::platform
