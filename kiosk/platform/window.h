#pragma once
// The one window of the kiosk, by GLFW: fullscreen on a monitor or of a given size, without a mouse pointer. Turns what
// the window system says into the widget layer's input events. Main thread only, but for Interrupt.

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/platform/event_loop.h"
#include "kiosk/ui/geometry.h"
#include "kiosk/ui/input.h"

struct GLFWwindow;

namespace bianmin::platform {

struct WindowOptions {
  std::string title = "Bianmin";
  bool is_fullscreen = true;
  int monitor = 0;                // counted from 0, the first is the primary one
  ui::PixelSize size{1280, 720};  // when not fullscreen
  bool hides_pointer = true;
};

class Window final : public EventSource {
 public:
  // Fails with Unavailable when there is no display, no such monitor, or no OpenGL; the message says which and what to
  // do about it.
  [[nodiscard]] static base::Result<std::unique_ptr<Window>> Open(const WindowOptions& options,
                                                                  const base::Clock& clock);
  ~Window() override;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] ui::PixelSize Pixels() const;
  // What came in since the last call, in order.
  [[nodiscard]] std::vector<ui::InputEvent> TakeInput();
  // Shows what was drawn.
  void Swap();
  // True when frames are drawn by the processor, where animations cost too much.
  [[nodiscard]] bool IsSlow() const { return is_slow_; }

  void Sleep(std::optional<base::Milliseconds> most) override;
  void Interrupt() override;
  RedrawReasons TakeReasons() override;
  [[nodiscard]] bool IsClosed() const override;

 private:
  Window(GLFWwindow* window, const base::Clock& clock);
  void Listen();
  void Add(decltype(ui::InputEvent::what) what);
  void OnKey(int key, int action, int modifiers);

  GLFWwindow* window_;
  const base::Clock& clock_;
  std::vector<ui::InputEvent> input_;
  RedrawReasons reasons_;
  ui::Point pointer_;
  bool is_pressed_ = false;
  bool is_slow_ = false;
};

}  // namespace bianmin::platform
