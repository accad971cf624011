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
#include "kiosk/ui/context.h"

namespace bianmin::ui {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

// The reference size that makes merged fonts keep one em; any number does.
constexpr float kReference = 100.0F;

// The line box of a face, in ems.
Result<float> MeasureLine(const MappedFile& file, int index, const std::string& path) {
  const Error broken{ErrorCode::Corrupt,
                     fmt::format("{}: is not a font, or has no face {}; install the package again.", path, index)};
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

Result<std::unique_ptr<Fonts>> Fonts::Open(const FontFiles& files) {
  struct Wanted {
    const std::string& path;
    int face;
    const char* package;
    bool is_needed;
  };
  const Wanted wanted[] = {{files.regular, files.face, "fonts-noto-cjk", true},
                           {files.bold, files.face, "fonts-noto-cjk", true},
                           {files.icons, 0, "fonts-material-design-icons-iconfont", true},
                           {files.rare, 0, "fonts-hanazono", false}};
  std::unique_ptr<Fonts> fonts(new Fonts);
  fonts->face_ = files.face;
  float* const ratios[] = {&fonts->text_ratio_, nullptr, &fonts->icon_ratio_, &fonts->rare_ratio_};
  for (std::size_t i = 0; i < std::size(wanted); ++i) {
    Result<std::unique_ptr<MappedFile>> file = MappedFile::Open(wanted[i].path);
    if (!file && !wanted[i].is_needed && file.error().code == ErrorCode::NotFound) continue;
    if (!file) {
      return Error{file.error().code, fmt::format("Font {} Install the package {}, or set the path of the font in the "
                                                  "configuration.",
                                                  file.error().message, wanted[i].package)};
    }
    const Result<float> line_ratio = MeasureLine(**file, wanted[i].face, wanted[i].path);
    if (!line_ratio) return line_ratio.error();
    if (ratios[i] != nullptr) *ratios[i] = *line_ratio;
    fonts->files_.push_back(std::move(*file));
  }
  return fonts;
}

void Fonts::Fill(ImFontAtlas& atlas) {
  atlas.TexDesiredFormat = ImTextureFormat_Alpha8;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  atlas.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  const bool has_rare = files_.size() > 3;
  regular_ = AddMapped(atlas, *files_[0], face_, text_ratio_, false);
  if (has_rare) AddMapped(atlas, *files_[3], 0, rare_ratio_, true);
  bold_ = AddMapped(atlas, *files_[1], face_, text_ratio_, false);
  if (has_rare) AddMapped(atlas, *files_[3], 0, rare_ratio_, true);
  icons_ = AddMapped(atlas, *files_[2], 0, icon_ratio_, false);
}

AdvanceOf Fonts::Advances(bool bold, float em) const {
  ImFontBaked* baked = Text(bold)->GetFontBaked(TextSize(em));
  return [baked](char32_t character) { return baked->GetCharAdvance(static_cast<ImWchar>(character)); };
}

bool Fonts::HasGlyph(char32_t character) const { return regular_->IsGlyphInFont(static_cast<ImWchar>(character)); }

}  // namespace bianmin::ui
