#include "kiosk/ui/pictures.h"

#include <algorithm>
#include <utility>

#include "imgui.h"
#include "imgui_internal.h"
#include "kiosk/base/check.h"

namespace bianmin::ui {
namespace {

constexpr int kFirstId = 1 << 20;  // those of the glyphs' textures begin at one

}  // namespace

struct Pictures::Held {
  explicit Held(std::shared_ptr<const base::Bitmap> of, int id) : bitmap(std::move(of)) {
    texture.Create(ImTextureFormat_RGBA32, bitmap->width, bitmap->height);
    CHECK(bitmap->rgba.size() == static_cast<std::size_t>(texture.GetSizeInBytes()));
    std::copy(bitmap->rgba.begin(), bitmap->rgba.end(), texture.Pixels);
    texture.UseColors = true;
    texture.UniqueID = id;
    ImGui::RegisterUserTexture(&texture);
  }
  ~Held() { ImGui::UnregisterUserTexture(&texture); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  std::shared_ptr<const base::Bitmap> bitmap;  // nothing: no longer drawn
  ImTextureData texture;
  bool is_used = false;
};

Pictures::Pictures() = default;
Pictures::~Pictures() = default;

ImTextureData& Pictures::Use(const std::shared_ptr<const base::Bitmap>& bitmap) {
  auto found = std::find_if(held_.begin(), held_.end(), [&](const auto& each) { return each->bitmap == bitmap; });
  if (found == held_.end()) {
    held_.push_back(std::make_unique<Held>(bitmap, kFirstId + made_++));
    found = held_.end() - 1;
  }
  (*found)->is_used = true;
  return (*found)->texture;
}

void Pictures::EndPass() {
  std::erase_if(held_, [](const auto& each) { return each->texture.Status == ImTextureStatus_Destroyed; });
  for (const auto& each : held_) {
    if (!std::exchange(each->is_used, false) && each->bitmap) {
      each->bitmap.reset();
      each->texture.DestroyPixels();
      each->texture.UnusedFrames = 1;
      each->texture.SetStatus(ImTextureStatus_WantDestroy);
    }
  }
}

void Pictures::Forget() { held_.clear(); }

}  // namespace bianmin::ui
