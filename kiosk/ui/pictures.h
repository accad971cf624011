#pragma once
// Photos as textures of the drawing library: each exists as long as it is drawn, and is given back by the pass that
// draws it no more. Owned by Context; the only textures with colours.

#include <memory>
#include <vector>

#include "kiosk/base/bitmap.h"

struct ImTextureData;

namespace bianmin::ui {

class Pictures {
 public:
  Pictures();
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  // To be drawn in this pass.
  ImTextureData& Use(const std::shared_ptr<const base::Bitmap>& bitmap);
  // Between the last drawing of a pass and its rendering.
  void EndPass();
  // Before the drawing library goes.
  void Forget();

 private:
  struct Held;
  std::vector<std::unique_ptr<Held>> held_;
  int made_ = 0;
};

}  // namespace bianmin::ui
