#include "kiosk/print/qr.h"

#include <qrencode.h>

#include <memory>
#include <string>

namespace bianmin::print {

base::Result<QrCode> EncodeQr(std::string_view text) {
  const std::string terminated{text};
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
      QRcode_encodeString(terminated.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, /*casesensitive=*/1), &QRcode_free};
  if (!code) return base::Error{base::ErrorCode::TooLarge, "the text is empty or too long for a QR code"};
  QrCode qr{.modules = {}, .side = code->width};
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  qr.modules.reserve(count);
  for (std::size_t i = 0; i < count; ++i) qr.modules.push_back((code->data[i] & 1) != 0);
  return qr;
}

}  // namespace bianmin::print
