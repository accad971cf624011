#include "kiosk/platform/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>

#include "kiosk/base/log.h"
#include "kiosk/base/text.h"

namespace bianmin::platform {
namespace {

using base::Error;
using base::ErrorCode;

std::string& LastFault() {
  static std::string fault;
  return fault;
}

void OnFault(int, const char* description) {
  LastFault() = description;
  base::LogDebug("the window system said: {}", description);
}

Window& Of(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

std::optional<ui::Key> KeyOf(int key, int modifiers) {
  switch (key) {
    case GLFW_KEY_BACKSPACE:
      return ui::Key::Backspace;
    case GLFW_KEY_DELETE:
      return ui::Key::Delete;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return ui::Key::Enter;
    case GLFW_KEY_TAB:
      return (modifiers & GLFW_MOD_SHIFT) != 0 ? ui::Key::BackTab : ui::Key::Tab;
    case GLFW_KEY_ESCAPE:
      return ui::Key::Escape;
    case GLFW_KEY_PAGE_UP:
      return ui::Key::PageUp;
    case GLFW_KEY_PAGE_DOWN:
      return ui::Key::PageDown;
    default:
      return std::nullopt;
  }
}

// A renderer that is a program, not a device.
bool IsSoftware(std::string_view renderer) {
  for (const std::string_view name : {"llvmpipe", "softpipe", "swrast", "SWR", "Software"}) {
    if (renderer.find(name) != std::string_view::npos) return true;
  }
  return false;
}

base::Result<GLFWwindow*> Create(const WindowOptions& options) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  glfwWindowHint(GLFW_DECORATED, options.is_fullscreen ? GLFW_FALSE : GLFW_TRUE);
  GLFWmonitor* monitor = nullptr;
  ui::PixelSize size = options.size;
  if (options.is_fullscreen) {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    if (options.monitor < 0 || options.monitor >= count) {
      return Error{ErrorCode::Unavailable,
                   fmt::format("There is no monitor {}; the display has {}. Set display.monitor to 0 to {}.",
                               options.monitor, count, std::max(0, count - 1))};
    }
    monitor = monitors[options.monitor];
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    size = {mode->width, mode->height};
    // The mode that is already set: changing it makes panels go dark for a second.
    glfwWindowHint(GLFW_RED_BITS, mode->redBits);
    glfwWindowHint(GLFW_GREEN_BITS, mode->greenBits);
    glfwWindowHint(GLFW_BLUE_BITS, mode->blueBits);
    glfwWindowHint(GLFW_REFRESH_RATE, mode->refreshRate);
  }
  GLFWwindow* window = glfwCreateWindow(size.width, size.height, options.title.c_str(), monitor, nullptr);
  if (window == nullptr) {
    return Error{ErrorCode::Unavailable, fmt::format("The window cannot be opened: {}. Check that the display offers "
                                                     "OpenGL 2.1 (package libgl1-mesa-dri).",
                                                     LastFault())};
  }
  return window;
}

}  // namespace

base::Result<std::unique_ptr<Window>> Window::Open(const WindowOptions& options, const base::Clock& clock) {
  glfwSetErrorCallback(OnFault);
  if (glfwInit() != GLFW_TRUE) {
    return Error{ErrorCode::Unavailable,
                 fmt::format("There is no display to open a window on ({}). Start the kiosk in a graphical session, or "
                             "set DISPLAY to an X server it may use.",
                             LastFault())};
  }
  base::Result<GLFWwindow*> window = Create(options);
  if (!window) {
    glfwTerminate();
    return window.error();
  }
  if (options.hides_pointer) glfwSetInputMode(*window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
  return std::unique_ptr<Window>(new Window(*window, clock));
}

Window::Window(GLFWwindow* window, const base::Clock& clock) : window_(window), clock_(clock) {
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  is_slow_ = renderer == nullptr || IsSoftware(renderer);
  base::LogNote("display: OpenGL by {}", renderer == nullptr ? "an unnamed renderer" : renderer);
  Listen();
  glfwFocusWindow(window_);  // without a window manager nobody else gives it the keyboard
}

Window::~Window() {
  glfwDestroyWindow(window_);
  glfwTerminate();
}

void Window::Listen() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { Of(w).reasons_.Add(RedrawReason::Damage); });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { Of(w).reasons_.Add(RedrawReason::Resize); });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return;
    Window& self = Of(w);
    self.is_pressed_ = action == GLFW_PRESS;
    if (self.is_pressed_) {
      self.Add(ui::PointerDown{self.pointer_});
    } else {
      self.Add(ui::PointerUp{self.pointer_});
    }
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
    Window& self = Of(w);
    int width = 1;
    int height = 1;
    glfwGetWindowSize(w, &width, &height);
    const ui::PixelSize pixels = self.Pixels();
    self.pointer_ = {static_cast<float>(x * pixels.width / std::max(1, width)),
                     static_cast<float>(y * pixels.height / std::max(1, height))};
    // A pointer that only passes over is no reason to draw.
    if (self.is_pressed_) self.Add(ui::PointerMove{self.pointer_});
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double y) { Of(w).Add(ui::Wheel{static_cast<float>(y)}); });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned character) {
    std::string text;
    base::AppendCharacter(text, static_cast<char32_t>(character));
    Of(w).Add(ui::Typed{std::move(text)});
  });
  glfwSetKeyCallback(
      window_, [](GLFWwindow* w, int key, int, int action, int modifiers) { Of(w).OnKey(key, action, modifiers); });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int is_focused) {
    Window& self = Of(w);
    if (is_focused == GLFW_TRUE || !self.is_pressed_) return;
    self.is_pressed_ = false;
    self.Add(ui::PointerLost{});
  });
}

void Window::Add(decltype(ui::InputEvent::what) what) {
  input_.push_back({clock_.Steady(), std::move(what)});
  reasons_.Add(RedrawReason::Input);
}

void Window::OnKey(int key, int action, int modifiers) {
  if (action == GLFW_RELEASE) return;
  if (const std::optional<ui::Key> known = KeyOf(key, modifiers)) Add(ui::Typed{*known});
}

ui::PixelSize Window::Pixels() const {
  ui::PixelSize size;
  glfwGetFramebufferSize(window_, &size.width, &size.height);
  return {std::max(1, size.width), std::max(1, size.height)};
}

std::vector<ui::InputEvent> Window::TakeInput() { return std::exchange(input_, {}); }

void Window::Swap() { glfwSwapBuffers(window_); }

void Window::Sleep(std::optional<base::Milliseconds> most) {
  if (!most) {
    glfwWaitEvents();
  } else if (*most <= base::Milliseconds{0}) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(static_cast<double>(most->count()) / 1000);
  }
}

void Window::Interrupt() { glfwPostEmptyEvent(); }

RedrawReasons Window::TakeReasons() { return std::exchange(reasons_, {}); }

bool Window::IsClosed() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

}  // namespace bianmin::platform
