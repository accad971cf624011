#pragma once
// QR codes (ISO/IEC 18004) for the screen and for paper. By libqrencode.

#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::print {

struct QrCode {
  std::vector<bool> modules;  // side × side, row by row; true is black
  int side = 0;
};

// Error correction M: readable with a seventh of it worn off. Capital letters and digits take half the room of other
// bytes, so that a receipt's token makes 25 modules a side. TooLarge past about 2,300 bytes.
base::Result<QrCode> EncodeQr(std::string_view text);

}  // namespace bianmin::print
