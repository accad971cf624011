#pragma once
// One evidence photo of a rectification as a page: as large as the screen, upright.

#include <memory>
#include <optional>

#include "kiosk/base/bitmap.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

// Why it cannot be seen.
enum class PhotoProblem { Unreadable, Damaged, TooLarge };

struct EvidencePhoto {
  std::size_t place = 0;                         // in the line's evidence
  std::shared_ptr<const base::Bitmap> bitmap{};  // nothing: still read, unless there is a problem
  std::optional<PhotoProblem> problem{};
};

std::optional<Action> DrawEvidencePhoto(const EvidencePhoto& photo, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
