#pragma once

// A virtual X server (Xvfb) on the first free display, for machines and tests without a screen. It lives as long as the
// object. The display's name comes from the server itself (-displayfd), so any number can run side by side.

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/x_process.h"

namespace bianmin::support {

struct PixelSize {
  int width = 1920;
  int height = 1080;
};

class XServer {
 public:
  // Throws StepFailed when Xvfb is missing or does not come up within 10 s.
  XServer(PixelSize size, const std::filesystem::path& log);

  const std::string& display() const { return display_; }  // ":93"
  pid_t pid() const { return process_->pid(); }

 private:
  std::unique_ptr<Process> process_;
  std::string display_;
};

}  // namespace bianmin::support
