// A photo, as large as what is left of the page.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/canvas.h"
#include "kiosk/ui/frame.h"

namespace bianmin::ui {

void Frame::Photo(const std::shared_ptr<const base::Bitmap>& photo) {
  Canvas& c = canvas_;
  const float gap = c.Unit(4);
  const float room = std::max(body_.Bottom() - c.flow.Y() - 3 * gap, body_.height / 2);
  const auto width = static_cast<float>(photo->width);
  const auto height = static_cast<float>(photo->height);
  const float scale = std::min(c.flow.Width() / width, room / height);
  const Rect place = c.flow.Take({.width = c.flow.Width(), .height = std::round(height * scale), .before = gap});
  const float shown = std::round(width * scale);
  c.DrawPhoto(photo, {place.x + std::round((place.width - shown) / 2), place.y, shown, place.height});
}

}  // namespace bianmin::ui
