#pragma once

// One connection to a real X server, used as a person uses a screen: it points, presses, types and looks. Input goes in
// through the XTest extension, so that a program under test meets the very events a touch panel or a keyboard makes.
// One thread. Every function throws StepFailed when the server refuses or is gone.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::support {

struct Point {
  int x = 0;
  int y = 0;
};

struct PixelRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  Point Centre() const { return {x + width / 2, y + height / 2}; }
};

// BGRX rows without padding: 4 bytes a pixel.
struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bytes;
  bool operator==(const Pixels&) const = default;
};

class XDisplay {
 public:
  explicit XDisplay(const std::string& display);
  ~XDisplay();
  XDisplay(const XDisplay&) = delete;
  XDisplay& operator=(const XDisplay&) = delete;

  PixelRect Screen() const;
  // Where the only (or the topmost) window of the screen is; the screen itself when there is none.
  PixelRect TopWindow() const;

  void MoveTo(Point point);
  void Press();    // button 1
  void Release();  // button 1

  // Gives the topmost window the keyboard, as a window manager would.
  void Focus();
  // Any UTF-8 text; characters the keyboard does not have get a spare key for a moment.
  void Type(std::string_view text);
  void TypeKey(std::string_view keysym_name);  // "BackSpace", "Return", "Tab"

  // What is on the glass now, in the part of `area` that is on the screen.
  Pixels Look(PixelRect area) const;
  void SavePng(const std::filesystem::path& path) const;

 private:
  struct Connection;
  void TypeKeysym(unsigned long keysym);
  std::unique_ptr<Connection> connection_;
};

}  // namespace bianmin::support
