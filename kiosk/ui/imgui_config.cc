#include "kiosk/ui/imgui_config.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace bianmin::ui {
namespace {

std::atomic<ImGuiFault> fault_listener{nullptr};

}  // namespace

void SetImGuiFault(ImGuiFault listener) { fault_listener = listener; }

void ReportImGuiFault(const char* expression, const char* file, int line) {
  if (const ImGuiFault listener = fault_listener) {
    listener(expression, file, line);
    return;
  }
  std::fprintf(stderr, "%s:%d: Dear ImGui expected: %s\n", file, line, expression);
  std::abort();
}

}  // namespace bianmin::ui
