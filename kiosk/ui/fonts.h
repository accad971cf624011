#pragma once
// The product's fonts in the drawing library's atlas, mapped from their files (19 MB each, read only where a glyph is
// needed) and sized by their em. Used by Canvas; owned by Context, which fills the atlas from it anew when that is
// emptied. There is always something to write with: a kiosk without its fonts starts, and says what to install.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/ui/font_files.h"
#include "kiosk/ui/icon.h"
#include "kiosk/ui/text_layout.h"

struct ImFont;
struct ImFontAtlas;

namespace bianmin::ui {

// A file mapped read-only; its bytes stay where they are as long as it lives.
class MappedFile {
 public:
  [[nodiscard]] static base::Result<std::unique_ptr<MappedFile>> Open(const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  [[nodiscard]] void* Bytes() const { return bytes_; }
  [[nodiscard]] std::size_t Size() const { return size_; }

 private:
  MappedFile(void* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  void* bytes_;
  std::size_t size_;
};

class Fonts {
 public:
  // Opens what is there and sound; the troubles in the state name each other file and the package that has it.
  [[nodiscard]] static std::unique_ptr<Fonts> Open(const FontFiles& files);
  [[nodiscard]] const FontState& State() const { return state_; }

  // Adds the fonts to an empty atlas. The atlas must not outlive this object.
  void Fill(ImFontAtlas& atlas);

  // Widths of characters at one size, for one layout; not to be kept beyond the pass.
  [[nodiscard]] AdvanceOf Advances(bool bold, float em) const;
  [[nodiscard]] bool HasGlyph(char32_t character) const;
  [[nodiscard]] ImFont* Text(bool bold) const { return bold ? bold_ : regular_; }
  [[nodiscard]] ImFont* Icons() const { return icons_; }  // null: there are none
  // The drawing library measures a font by its line box; these turn an em into that.
  [[nodiscard]] float TextSize(float em) const { return em * text_ratio_; }
  [[nodiscard]] float IconSize(float em) const { return em * icon_ratio_; }

 private:
  // A file that is there and a font. `ratio` is its line box, in ems.
  struct Face {
    std::unique_ptr<MappedFile> file;
    int index = 0;
    float ratio = 1;
  };

  Fonts() = default;
  // Nothing when it cannot be used; then `package` is what to install.
  std::optional<Face> Take(const FontFile& font, const char* package);
  ImFont* FillText(ImFontAtlas& atlas, const std::optional<Face>& face) const;

  FontState state_;
  std::optional<Face> regular_face_;  // without it: the font of the drawing library
  std::optional<Face> bold_face_;     // without it: the regular one
  std::optional<Face> rare_face_;
  std::optional<Face> icon_face_;
  float text_ratio_ = 1;
  float icon_ratio_ = 1;
  ImFont* regular_ = nullptr;
  ImFont* bold_ = nullptr;
  ImFont* icons_ = nullptr;
};

[[nodiscard]] char32_t Codepoint(Icon icon);

}  // namespace bianmin::ui
