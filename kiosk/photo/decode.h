#pragma once
// Evidence photos for the screen: JPEG and PNG into pixels, upright. What is larger than a screen is scaled down while
// it is decoded, row by row, so that never more than one screen of pixels is held; what a file claims about its size is
// looked at before anything of it is unpacked. Used on the worker's thread; pure.

#include <string_view>

#include "kiosk/base/bitmap.h"
#include "kiosk/base/result.h"

namespace bianmin::photo {

// Of what a file may hold: more than any telephone's camera takes at its usual setting.
inline constexpr int kMostSide = 16'384;
inline constexpr long kMostPixels = 50'000'000;
// A progressive JPEG is worked through once for each of its scans; cameras make about ten.
inline constexpr int kMostScans = 64;
// Of what is shown: four megapixels at most.
inline constexpr int kMostShownSide = 2048;

// Invalid: neither JPEG nor PNG, damaged, or of a kind that no camera makes (an interlaced PNG, printers' colours).
// TooLarge past a limit. A photo that ends too early is shown as far as it goes.
base::Result<base::Bitmap> Decode(std::string_view bytes);

}  // namespace bianmin::photo
