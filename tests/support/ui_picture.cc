#include "tests/support/ui_picture.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>

#include "imgui.h"

namespace bianmin::testing {
namespace {

struct Surface {
  int width;
  int height;
  std::vector<std::uint8_t>& rgb;
};

struct Clip {
  int left, top, right, bottom;
};

struct Corner {
  float x, y, u, v;
  std::array<float, 4> colour;  // red, green, blue, alpha, 0 to 255
};

Corner CornerOf(const ImDrawVert& v) {
  const auto channel = [&](int shift) { return static_cast<float>((v.col >> shift) & 0xFF); };
  return {v.pos.x,
          v.pos.y,
          v.uv.x,
          v.uv.y,
          {channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), channel(IM_COL32_A_SHIFT)}};
}

// Red, green, blue and cover, as parts of one.
std::array<float, 4> Texel(const ImTextureData* texture, float u, float v) {
  if (texture == nullptr || texture->Pixels == nullptr) return {1, 1, 1, 1};
  const int x = std::clamp(static_cast<int>(u * static_cast<float>(texture->Width)), 0, texture->Width - 1);
  const int y = std::clamp(static_cast<int>(v * static_cast<float>(texture->Height)), 0, texture->Height - 1);
  const std::uint8_t* at = texture->Pixels + (y * texture->Width + x) * texture->BytesPerPixel;
  const auto part = [&](int i) { return static_cast<float>(at[i]) / 255; };
  if (texture->BytesPerPixel == 1) return {1, 1, 1, part(0)};
  return {part(0), part(1), part(2), part(3)};
}

void BlendInto(std::uint8_t* pixel, const std::array<float, 4>& colour, float cover) {
  const float alpha = colour[3] / 255 * cover;
  for (std::size_t i = 0; i < 3; ++i) {
    pixel[i] = static_cast<std::uint8_t>(std::lround(colour[i] * alpha + static_cast<float>(pixel[i]) * (1 - alpha)));
  }
}

// Twice the area of a, b, p; positive when p is to the right of a→b on the screen.
double Edge(const Corner& a, const Corner& b, double x, double y) {
  return (double{b.x} - a.x) * (y - a.y) - (double{b.y} - a.y) * (x - a.x);
}

// On a shared edge exactly one of the two triangles owns the pixel.
bool Owns(const Corner& a, const Corner& b) { return (a.y == b.y && b.x > a.x) || b.y < a.y; }

void FillTriangle(Surface& surface, const Clip& clip, Corner a, Corner b, Corner c, const ImTextureData* texture) {
  double area = Edge(a, b, c.x, c.y);
  if (area == 0) return;
  if (area < 0) {
    std::swap(b, c);
    area = -area;
  }
  const int left = std::max(clip.left, static_cast<int>(std::floor(std::min({a.x, b.x, c.x}))));
  const int right = std::min(clip.right, static_cast<int>(std::ceil(std::max({a.x, b.x, c.x}))) + 1);
  const int top = std::max(clip.top, static_cast<int>(std::floor(std::min({a.y, b.y, c.y}))));
  const int bottom = std::min(clip.bottom, static_cast<int>(std::ceil(std::max({a.y, b.y, c.y}))) + 1);
  const bool is_textured = !(a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const double wa = Edge(b, c, x + 0.5, y + 0.5);
      const double wb = Edge(c, a, x + 0.5, y + 0.5);
      const double wc = Edge(a, b, x + 0.5, y + 0.5);
      if (wa < 0 || wb < 0 || wc < 0) continue;
      if ((wa == 0 && !Owns(b, c)) || (wb == 0 && !Owns(c, a)) || (wc == 0 && !Owns(a, b))) continue;
      const auto fa = static_cast<float>(wa / area);
      const auto fb = static_cast<float>(wb / area);
      const auto fc = static_cast<float>(wc / area);
      std::array<float, 4> colour{};
      for (std::size_t i = 0; i < 4; ++i) colour[i] = fa * a.colour[i] + fb * b.colour[i] + fc * c.colour[i];
      float cover = 1;
      if (is_textured) {
        const auto texel = Texel(texture, fa * a.u + fb * b.u + fc * c.u, fa * a.v + fb * b.v + fc * c.v);
        for (std::size_t i = 0; i < 3; ++i) colour[i] *= texel[i];
        cover = texel[3];
      }
      if (cover > 0) BlendInto(&surface.rgb[static_cast<std::size_t>((y * surface.width + x) * 3)], colour, cover);
    }
  }
}

void Paint(Surface& surface, const ImDrawList& list) {
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const Clip clip{std::max(0, static_cast<int>(command.ClipRect.x)),
                    std::max(0, static_cast<int>(command.ClipRect.y)),
                    std::min(surface.width, static_cast<int>(std::ceil(command.ClipRect.z))),
                    std::min(surface.height, static_cast<int>(std::ceil(command.ClipRect.w)))};
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawVert* corners = list.VtxBuffer.Data + command.VtxOffset;
    for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
      FillTriangle(surface, clip, CornerOf(corners[index[i]]), CornerOf(corners[index[i + 1]]),
                   CornerOf(corners[index[i + 2]]), command.TexRef._TexData);
    }
  }
}

void AppendNumber(std::string& out, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(number >> shift);
}

void AppendChunk(std::string& out, const std::string& type, const std::string& content) {
  AppendNumber(out, static_cast<std::uint32_t>(content.size()));
  const std::string body = type + content;
  out += body;
  AppendNumber(out, static_cast<std::uint32_t>(
                        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))));
}

}  // namespace

Picture::Picture(const ImDrawData& data)
    : width_(static_cast<int>(data.DisplaySize.x)),
      height_(static_cast<int>(data.DisplaySize.y)),
      rgb_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 3, 0) {
  Surface surface{width_, height_, rgb_};
  for (const ImDrawList* list : data.CmdLists) Paint(surface, *list);
}

ui::Colour Picture::At(int x, int y) const {
  const std::uint8_t* at = &rgb_.at(static_cast<std::size_t>((y * width_ + x) * 3));
  return {at[0], at[1], at[2], 255};
}

void Picture::SavePng(const std::filesystem::path& path) const {
  const std::size_t stride = static_cast<std::size_t>(width_) * 3;
  std::string rows;
  rows.reserve((stride + 1) * static_cast<std::size_t>(height_));
  for (std::size_t y = 0; y < static_cast<std::size_t>(height_); ++y) {
    rows += '\0';
    rows.append(reinterpret_cast<const char*>(&rgb_[y * stride]), stride);
  }
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                rows.size(), 6) != Z_OK) {
    throw std::runtime_error("zlib could not pack the picture");
  }
  packed.resize(size);
  std::string head;
  AppendNumber(head, static_cast<std::uint32_t>(width_));
  AppendNumber(head, static_cast<std::uint32_t>(height_));
  head += {8, 2, 0, 0, 0};  // 8 bits, red green blue
  std::string png = "\x89PNG\r\n\x1a\n";
  AppendChunk(png, "IHDR", head);
  AppendChunk(png, "IDAT", packed);
  AppendChunk(png, "IEND", "");
  std::ofstream file(path, std::ios::binary);
  file << png;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace bianmin::testing
