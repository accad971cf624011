#pragma once
// Tells test tools that press real X events where a control is: after each presented frame the inventory is written to
// DIR/inventory.json, whole and by rename, with a number that counts the presented frames. Off unless asked for; the
// inventory holds no personal text.

#include <filesystem>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/ui/inventory.h"

namespace bianmin::platform {

class Automation {
 public:
  // Makes the folder when it is missing.
  [[nodiscard]] static base::Result<Automation> Open(const std::filesystem::path& folder);
  // A failure is logged, once: a test tool's full disk must not stop the kiosk.
  void Write(const ui::Inventory& inventory);

 private:
  explicit Automation(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
  unsigned long sequence_ = 0;
  bool has_failed_ = false;
};

}  // namespace bianmin::platform
