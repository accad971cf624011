#include "kiosk/ui/fonts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include FT_FREETYPE_H

#include "imgui.h"
#include "imgui_freetype.h"
#include "kiosk/base/check.h"

namespace bianmin::ui {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

// The reference size that makes merged fonts keep one em; any number does.
constexpr float kReference = 100.0F;

constexpr const char* kChinesePackage = "fonts-noto-cjk";

// The line box of a face, in ems.
Result<float> MeasureLine(const MappedFile& file, int index, const std::string& path) {
  const Error broken{ErrorCode::Corrupt,
                     fmt::format("{}: is not a font, or has no face {}.", path, index)};
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) return Error{ErrorCode::Unavailable, "FreeType does not start."};
  FT_Face face = nullptr;
  const auto* bytes = static_cast<const FT_Byte*>(file.Bytes());
  std::optional<float> measured;
  if (FT_New_Memory_Face(library, bytes, static_cast<FT_Long>(file.Size()), index, &face) == 0) {
    if (face->units_per_EM > 0 && face->ascender > face->descender) {
      measured = static_cast<float>(face->ascender - face->descender) / static_cast<float>(face->units_per_EM);
    }
    FT_Done_Face(face);
  }
  FT_Done_FreeType(library);
  if (!measured) return broken;
  return *measured;
}

ImFont* AddMapped(ImFontAtlas& atlas, const MappedFile& file, int face, float ratio, bool merge) {
  ImFontConfig config;
  config.FontNo = static_cast<ImU32>(face);
  config.MergeMode = merge;
  config.PixelSnapH = true;  // glyphs stand on whole pixels: sharp, and cheap to paint
  config.SizePixels = kReference * ratio;
  // The atlas copies what it does not own (19 MB); so it is told that it owns the mapping, and told otherwise after.
  config.FontDataOwnedByAtlas = true;
  ImFont* font = atlas.AddFontFromMemoryTTF(file.Bytes(), static_cast<int>(file.Size()), 0.0F, &config);
  CHECK(font != nullptr);
  atlas.Sources.back().FontDataOwnedByAtlas = false;
  return font;
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::Open(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unavailable,
                 fmt::format("{}: {}.", path, std::strerror(errno))};
  }
  struct stat status = {};
  void* bytes = MAP_FAILED;
  if (fstat(descriptor, &status) == 0 && status.st_size > 0) {
    bytes = mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0);
  }
  close(descriptor);
  if (bytes == MAP_FAILED) return Error{ErrorCode::Unavailable, fmt::format("{}: cannot be read.", path)};
  return std::unique_ptr<MappedFile>(new MappedFile(bytes, static_cast<std::size_t>(status.st_size)));
}

MappedFile::~MappedFile() { munmap(bytes_, size_); }

std::optional<Fonts::Face> Fonts::Take(const FontFile& font, const char* package) {
  const auto refuse = [&](const std::string& why) {
    state_.troubles.push_back(fmt::format("Font {} Install it: apt install {}", why, package));
    return std::nullopt;
  };
  Result<std::unique_ptr<MappedFile>> file = MappedFile::Open(font.path);
  if (!file) return refuse(file.error().message);
  const Result<float> ratio = MeasureLine(**file, font.face, font.path);
  if (!ratio) return refuse(ratio.error().message);
  return Face{std::move(*file), font.face, *ratio};
}

std::unique_ptr<Fonts> Fonts::Open(const FontFiles& files) {
  std::unique_ptr<Fonts> fonts(new Fonts);
  fonts->regular_face_ = fonts->Take({files.regular, files.face}, kChinesePackage);
  if (fonts->regular_face_) {
    fonts->bold_face_ = fonts->Take({files.bold, files.face}, kChinesePackage);
    if (!fonts->bold_face_) fonts->state_.chinese = ChineseFont::Another;
  } else {
    for (const FontFile& other : files.others) {
      if (!fonts->regular_face_ && access(other.path.c_str(), R_OK) == 0)
        fonts->regular_face_ = fonts->Take(other, kChinesePackage);
    }
    fonts->state_.chinese = fonts->regular_face_ ? ChineseFont::Another : ChineseFont::None;
  }
  fonts->rare_face_ = fonts->Take({files.rare, 0}, "fonts-hanazono");
  fonts->icon_face_ = fonts->Take({files.icons, 0}, "fonts-material-design-icons-iconfont");
  fonts->state_.has_rare = fonts->rare_face_.has_value();
  fonts->state_.has_icons = fonts->icon_face_.has_value();
  if (fonts->regular_face_) fonts->text_ratio_ = fonts->regular_face_->ratio;
  if (fonts->icon_face_) fonts->icon_ratio_ = fonts->icon_face_->ratio;
  return fonts;
}

ImFont* Fonts::FillText(ImFontAtlas& atlas, const std::optional<Face>& face) const {
  ImFont* font = nullptr;
  if (face) {
    font = AddMapped(atlas, *face->file, face->index, face->ratio, false);
  } else {
    ImFontConfig config;
    config.PixelSnapH = true;
    config.SizePixels = kReference;
    font = atlas.AddFontDefault(&config);
  }
  if (rare_face_) AddMapped(atlas, *rare_face_->file, 0, rare_face_->ratio, true);
  return font;
}

void Fonts::Fill(ImFontAtlas& atlas) {
  atlas.TexDesiredFormat = ImTextureFormat_Alpha8;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  atlas.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  regular_ = FillText(atlas, regular_face_);
  bold_ = bold_face_ ? FillText(atlas, bold_face_) : regular_;
  icons_ = icon_face_ ? AddMapped(atlas, *icon_face_->file, 0, icon_face_->ratio, false) : nullptr;
}

AdvanceOf Fonts::Advances(bool bold, float em) const {
  ImFontBaked* baked = Text(bold)->GetFontBaked(TextSize(em));
  return [baked](char32_t character) { return baked->GetCharAdvance(static_cast<ImWchar>(character)); };
}

bool Fonts::HasGlyph(char32_t character) const { return regular_->IsGlyphInFont(static_cast<ImWchar>(character)); }

}  // namespace bianmin::ui
