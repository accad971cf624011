#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#define GL_GLEXT_PROTOTYPES
#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>

#include "imgui.h"
#include "kiosk/platform/renderer.h"

namespace bianmin::platform {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr const char* kVertexShader = R"(#version 120
uniform vec2 scale;
attribute vec2 position;
attribute vec2 uv;
attribute vec4 colour;
varying vec2 at;
varying vec4 tint;
void main() {
  at = uv;
  tint = colour;
  gl_Position = vec4(position.x * scale.x - 1.0, 1.0 - position.y * scale.y, 0.0, 1.0);
})";

constexpr const char* kFragmentShader = R"(#version 120
uniform sampler2D atlas;
varying vec2 at;
varying vec4 tint;
void main() { gl_FragColor = vec4(tint.rgb, tint.a * texture2D(atlas, at).a); })";

// A photo, which has colours of its own.
constexpr const char* kPhotoShader = R"(#version 120
uniform sampler2D atlas;
varying vec2 at;
varying vec4 tint;
void main() { gl_FragColor = tint * texture2D(atlas, at); })";

// For large shapes of one colour, which most pixels belong to: no texture to look into.
constexpr const char* kPlainShader = R"(#version 120
varying vec2 at;
varying vec4 tint;
void main() { gl_FragColor = tint; })";

// A triangle whose box has fewer pixels than this is not worth a drawing call of its own.
constexpr float kLargeTriangle = 4000;

enum class Fill { Textured, Photo, Plain, PlainOpaque };

// How a triangle is best painted; three corners with one place in the atlas have one colour of it: white.
Fill KindOf(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
  const bool is_plain = a.uv.x == b.uv.x && a.uv.x == c.uv.x && a.uv.y == b.uv.y && a.uv.y == c.uv.y;
  if (!is_plain) return Fill::Textured;
  const float width = std::max({a.pos.x, b.pos.x, c.pos.x}) - std::min({a.pos.x, b.pos.x, c.pos.x});
  const float height = std::max({a.pos.y, b.pos.y, c.pos.y}) - std::min({a.pos.y, b.pos.y, c.pos.y});
  if (width * height < kLargeTriangle) return Fill::Textured;
  return (a.col & b.col & c.col & IM_COL32_A_MASK) == IM_COL32_A_MASK ? Fill::PlainOpaque : Fill::Plain;
}

enum Attribute : GLuint { kPosition = 0, kUv = 1, kColour = 2 };

GLuint TextureOf(const ImTextureData& texture) { return static_cast<GLuint>(texture.TexID); }

bool HasColours(const ImTextureData* texture) {
  return texture != nullptr && texture->Format == ImTextureFormat_RGBA32;
}

const void* Offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

class OpenGlRenderer final : public Renderer {
 public:
  ~OpenGlRenderer() override {
    for (const GLuint name : {vertices_, indices_}) glDeleteBuffers(1, &name);
    for (const Program& program : {textured_, photo_, plain_}) glDeleteProgram(program.name);
  }

  Result<base::Done> Start() {
    for (auto& [program, source] :
         {std::pair{&textured_, kFragmentShader}, std::pair{&photo_, kPhotoShader}, std::pair{&plain_, kPlainShader}}) {
      const Result<Program> built = Build(source);
      if (!built) return built.error();
      *program = *built;
    }
    glGenBuffers(1, &vertices_);
    glGenBuffers(1, &indices_);
    return base::Done{};
  }

  void Paint(ImDrawData& picture) override {
    if (picture.Textures != nullptr) {
      for (ImTextureData* texture : *picture.Textures) Take(*texture);
    }
    const auto width = static_cast<int>(picture.DisplaySize.x);
    const auto height = static_cast<int>(picture.DisplaySize.y);
    if (width <= 0 || height <= 0) return;
    Prepare(width, height);
    for (const ImDrawList* list : picture.CmdLists) PaintList(*list, height);
    glDisable(GL_SCISSOR_TEST);
  }

 private:
  struct Program {
    GLuint name = 0;
    GLint scale = -1;
  };

  static Result<Program> Build(const char* fragment_source) {
    const Result<GLuint> vertex = Compile(GL_VERTEX_SHADER, kVertexShader);
    if (!vertex) return vertex.error();
    const Result<GLuint> fragment = Compile(GL_FRAGMENT_SHADER, fragment_source);
    if (!fragment) return fragment.error();
    Program program{.name = glCreateProgram()};
    glAttachShader(program.name, *vertex);
    glAttachShader(program.name, *fragment);
    glBindAttribLocation(program.name, kPosition, "position");
    glBindAttribLocation(program.name, kUv, "uv");
    glBindAttribLocation(program.name, kColour, "colour");
    glLinkProgram(program.name);
    glDeleteShader(*vertex);
    glDeleteShader(*fragment);
    GLint linked = GL_FALSE;
    glGetProgramiv(program.name, GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) return Error{ErrorCode::Unavailable, "OpenGL did not link the renderer's program."};
    program.scale = glGetUniformLocation(program.name, "scale");
    return program;
  }

  static Result<GLuint> Compile(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled == GL_TRUE) return shader;
    char log[512] = "";
    glGetShaderInfoLog(shader, sizeof(log), nullptr, log);
    glDeleteShader(shader);
    return Error{ErrorCode::Unavailable, fmt::format("OpenGL 2.1 with GLSL 1.20 is needed to draw: {}", log)};
  }

  void Prepare(int width, int height) {
    glViewport(0, 0, width, height);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glActiveTexture(GL_TEXTURE0);
    for (const Program& program : {textured_, photo_, plain_}) {
      glUseProgram(program.name);
      glUniform2f(program.scale, 2.0F / static_cast<float>(width), 2.0F / static_cast<float>(height));
    }
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    for (const GLuint attribute : {kPosition, kUv, kColour}) glEnableVertexAttribArray(attribute);
    constexpr GLsizei kStride = sizeof(ImDrawVert);
    glVertexAttribPointer(kPosition, 2, GL_FLOAT, GL_FALSE, kStride, Offset(offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(kUv, 2, GL_FLOAT, GL_FALSE, kStride, Offset(offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(kColour, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride, Offset(offsetof(ImDrawVert, col)));
  }

  void PaintList(const ImDrawList& list, int height) const {
    glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data, GL_STREAM_DRAW);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const auto left = static_cast<int>(command.ClipRect.x);
      const auto top = static_cast<int>(command.ClipRect.y);
      const auto right = static_cast<int>(command.ClipRect.z);
      const auto bottom = static_cast<int>(command.ClipRect.w);
      if (right <= left || bottom <= top || command.ElemCount == 0) continue;
      glScissor(left, height - bottom, right - left, bottom - top);
      glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
      PaintRuns(list, command);
    }
  }

  // Neighbouring triangles of one kind go in one call; their order is kept.
  void PaintRuns(const ImDrawList& list, const ImDrawCmd& command) const {
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawVert* corner = list.VtxBuffer.Data + command.VtxOffset;
    const bool is_photo = HasColours(command.TexRef._TexData);
    const auto kind_at = [&](unsigned i) {
      return is_photo ? Fill::Photo : KindOf(corner[index[i]], corner[index[i + 1]], corner[index[i + 2]]);
    };
    for (unsigned first = 0; first + 2 < command.ElemCount;) {
      const Fill kind = kind_at(first);
      unsigned end = first + 3;
      while (end + 2 < command.ElemCount && kind_at(end) == kind) end += 3;
      glUseProgram(ProgramOf(kind).name);
      if (kind == Fill::PlainOpaque) {
        glDisable(GL_BLEND);
      } else {
        glEnable(GL_BLEND);
      }
      constexpr GLenum kIndexType = sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT;
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(end - first), kIndexType,
                     Offset((command.IdxOffset + first) * sizeof(ImDrawIdx)));
      first = end;
    }
  }

  [[nodiscard]] const Program& ProgramOf(Fill kind) const {
    if (kind == Fill::Textured) return textured_;
    return kind == Fill::Photo ? photo_ : plain_;
  }

  static void Take(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate && texture.Pixels != nullptr) {
      GLuint name = 0;
      glGenTextures(1, &name);
      glBindTexture(GL_TEXTURE_2D, name);
      // Glyphs are drawn on whole pixels at their own size: nothing to interpolate, which costs a processor dear.
      const GLint filter = HasColours(&texture) ? GL_LINEAR : GL_NEAREST;
      const GLint format = HasColours(&texture) ? GL_RGBA : GL_ALPHA;
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
      glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
      glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
      glTexImage2D(GL_TEXTURE_2D, 0, format, texture.Width, texture.Height, 0, static_cast<GLenum>(format),
                   GL_UNSIGNED_BYTE, texture.GetPixels());
      texture.SetTexID(static_cast<ImTextureID>(name));
      texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantUpdates && texture.Pixels != nullptr) {
      glBindTexture(GL_TEXTURE_2D, TextureOf(texture));
      glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
      glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
      for (const ImTextureRect& r : texture.Updates) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, r.x, r.y, r.w, r.h, GL_ALPHA, GL_UNSIGNED_BYTE,
                        texture.GetPixelsAt(r.x, r.y));
      }
      glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
      texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
      const GLuint name = TextureOf(texture);
      if (name != 0) glDeleteTextures(1, &name);
      texture.SetTexID(ImTextureID_Invalid);
      texture.SetStatus(ImTextureStatus_Destroyed);
    }
  }

  Program textured_;
  Program photo_;
  Program plain_;
  GLuint vertices_ = 0;
  GLuint indices_ = 0;
};

}  // namespace

Result<std::unique_ptr<Renderer>> MakeOpenGlRenderer() {
  auto renderer = std::make_unique<OpenGlRenderer>();
  const Result<base::Done> started = renderer->Start();
  if (!started) return started.error();
  return std::unique_ptr<Renderer>(std::move(renderer));
}

}  // namespace bianmin::platform
