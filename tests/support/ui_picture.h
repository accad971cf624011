#pragma once
// Paints what the widget layer drew, without a window or a GPU, so that tests and people can look at a page. Slow and
// exact; the kiosk's own renderers are in kiosk/platform.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "kiosk/ui/theme.h"

struct ImDrawData;

namespace bianmin::testing {

class Picture {
 public:
  explicit Picture(const ImDrawData& data);

  [[nodiscard]] int Width() const { return width_; }
  [[nodiscard]] int Height() const { return height_; }
  [[nodiscard]] ui::Colour At(int x, int y) const;
  // Throws std::runtime_error when the file cannot be written.
  void SavePng(const std::filesystem::path& path) const;

 private:
  int width_;
  int height_;
  std::vector<std::uint8_t> rgb_;
};

}  // namespace bianmin::testing
