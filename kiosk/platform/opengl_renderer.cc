#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

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

enum Attribute : GLuint { kPosition = 0, kUv = 1, kColour = 2 };

GLuint TextureOf(const ImTextureData& texture) { return static_cast<GLuint>(texture.TexID); }

const void* Offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

class OpenGlRenderer final : public Renderer {
 public:
  ~OpenGlRenderer() override {
    for (const GLuint name : {vertices_, indices_}) glDeleteBuffers(1, &name);
    glDeleteProgram(program_);
  }

  Result<base::Done> Start() {
    Result<GLuint> vertex = Compile(GL_VERTEX_SHADER, kVertexShader);
    if (!vertex) return vertex.error();
    Result<GLuint> fragment = Compile(GL_FRAGMENT_SHADER, kFragmentShader);
    if (!fragment) return fragment.error();
    program_ = glCreateProgram();
    glAttachShader(program_, *vertex);
    glAttachShader(program_, *fragment);
    glBindAttribLocation(program_, kPosition, "position");
    glBindAttribLocation(program_, kUv, "uv");
    glBindAttribLocation(program_, kColour, "colour");
    glLinkProgram(program_);
    glDeleteShader(*vertex);
    glDeleteShader(*fragment);
    GLint linked = GL_FALSE;
    glGetProgramiv(program_, GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) return Error{ErrorCode::Unavailable, "OpenGL did not link the renderer's program."};
    scale_ = glGetUniformLocation(program_, "scale");
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
    for (const ImDrawList* list : picture.CmdLists) Paint(*list, height);
    glDisable(GL_SCISSOR_TEST);
  }

 private:
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
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glActiveTexture(GL_TEXTURE0);
    glUseProgram(program_);
    glUniform2f(scale_, 2.0F / static_cast<float>(width), 2.0F / static_cast<float>(height));
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    for (const GLuint attribute : {kPosition, kUv, kColour}) glEnableVertexAttribArray(attribute);
    constexpr GLsizei kStride = sizeof(ImDrawVert);
    glVertexAttribPointer(kPosition, 2, GL_FLOAT, GL_FALSE, kStride, Offset(offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(kUv, 2, GL_FLOAT, GL_FALSE, kStride, Offset(offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(kColour, 4, GL_UNSIGNED_BYTE, GL_TRUE, kStride, Offset(offsetof(ImDrawVert, col)));
  }

  static void Paint(const ImDrawList& list, int height) {
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
      constexpr GLenum kIndexType = sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT;
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), kIndexType,
                     Offset(command.IdxOffset * sizeof(ImDrawIdx)));
    }
  }

  static void Take(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate && texture.Pixels != nullptr) {
      GLuint name = 0;
      glGenTextures(1, &name);
      glBindTexture(GL_TEXTURE_2D, name);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
      glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
      glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
      glTexImage2D(GL_TEXTURE_2D, 0, GL_ALPHA, texture.Width, texture.Height, 0, GL_ALPHA, GL_UNSIGNED_BYTE,
                   texture.GetPixels());
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

  GLuint program_ = 0;
  GLuint vertices_ = 0;
  GLuint indices_ = 0;
  GLint scale_ = -1;
};

}  // namespace

Result<std::unique_ptr<Renderer>> MakeOpenGlRenderer() {
  auto renderer = std::make_unique<OpenGlRenderer>();
  const Result<base::Done> started = renderer->Start();
  if (!started) return started.error();
  return std::unique_ptr<Renderer>(std::move(renderer));
}

}  // namespace bianmin::platform
