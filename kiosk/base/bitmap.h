#pragma once
// Pixels as they are shown: a decoded photo, for whoever draws it.

#include <cstdint>
#include <vector>

namespace bianmin::base {

struct Bitmap {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  // row by row from the top, four bytes a pixel
};

}  // namespace bianmin::base
