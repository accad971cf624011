#pragma once
// Compile-time configuration of Dear ImGui, seen by every file that includes imgui.h.

#define IMGUI_USE_WCHAR32  // 𠮷 and the rest of plane 2
#define IMGUI_ENABLE_FREETYPE
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS

namespace bianmin::ui {

// A broken assumption inside the drawing library must not stop a kiosk: it is told to whoever listens (Context writes
// it to the log) and drawing goes on. Without a listener, as in a test that sets none, the program stops.
using ImGuiFault = void (*)(const char* expression, const char* file, int line);
void SetImGuiFault(ImGuiFault listener);
void ReportImGuiFault(const char* expression, const char* file, int line);

}  // namespace bianmin::ui

#define IM_ASSERT(expression) \
  ((expression) ? static_cast<void>(0) : ::bianmin::ui::ReportImGuiFault(#expression, __FILE__, __LINE__))
