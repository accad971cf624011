#pragma once
// A named rating that was found: what was given, and of a bad one how far its answer is. Nobody of the staff is named.

#include "kiosk/domain/named_rating.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

void DrawFoundRating(const domain::NamedRating& rating, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
