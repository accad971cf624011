#pragma once
// Puts what the widget layer drew on the window. Small on purpose: OpenGL is one way to do it, a renderer on the
// processor will be another.

#include <memory>

#include "kiosk/base/result.h"

struct ImDrawData;

namespace bianmin::platform {

class Renderer {
 public:
  virtual ~Renderer() = default;
  // Takes over the textures that the picture asks for and paints the whole picture; the window shows it after Swap.
  virtual void Paint(ImDrawData& picture) = 0;
};

// Needs a current OpenGL context, 2.1 or later. What kiosk/ui makes: plain shapes, glyphs in Alpha8 textures,
// photos in RGBA32 ones that never change.
[[nodiscard]] base::Result<std::unique_ptr<Renderer>> MakeOpenGlRenderer();

}  // namespace bianmin::platform
