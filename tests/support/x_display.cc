#include "tests/support/x_display.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <cairo/cairo.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <optional>
#include <thread>

#include "tests/support/x_process.h"

namespace bianmin::support {
namespace {

constexpr unsigned kFirstButton = 1;
constexpr std::chrono::milliseconds kKeyPause{12};

// Keysyms of Unicode characters are the code point plus 0x1000000, but for Latin-1, which is its own.
unsigned long KeysymOf(char32_t character) {
  if (character == U'\n') return XK_Return;
  if (character == U'\t') return XK_Tab;
  const bool is_latin1 = (character >= 0x20 && character <= 0x7e) || (character >= 0xa0 && character <= 0xff);
  return is_latin1 ? static_cast<unsigned long>(character) : 0x1000000UL + character;
}

std::u32string Decode(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (i + length > text.size()) throw StepFailed("the text to type is not UTF-8");
    char32_t character = length == 1 ? lead : lead & (0x7f >> length);
    for (std::size_t k = 1; k < length; ++k)
      character = character << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    out.push_back(character);
    i += length;
  }
  return out;
}

struct ImageDeleter {
  void operator()(XImage* image) const { XDestroyImage(image); }
};

}  // namespace

struct XDisplay::Connection {
  Display* display = nullptr;
  Window root = 0;
  ~Connection() {
    if (display != nullptr) XCloseDisplay(display);
  }
  std::optional<Window> TopWindow() const {
    Window root_back = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    if (XQueryTree(display, root, &root_back, &parent, &children, &count) == 0) return std::nullopt;
    std::optional<Window> top;
    for (unsigned i = 0; i < count; ++i) {
      XWindowAttributes attributes{};
      if (XGetWindowAttributes(display, children[i], &attributes) == 0 || attributes.map_state != IsViewable) continue;
      if (attributes.c_class == InputOutput && attributes.width > 1) top = children[i];
    }
    if (children != nullptr) XFree(children);
    return top;
  }
};

XDisplay::XDisplay(const std::string& display) : connection_(std::make_unique<Connection>()) {
  // A window that closes while it is asked about is no reason to end the test program, which is Xlib's default.
  XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
  connection_->display = XOpenDisplay(display.c_str());
  if (connection_->display == nullptr) throw StepFailed("cannot connect to the X server " + display);
  connection_->root = DefaultRootWindow(connection_->display);
  int ignored = 0;
  if (!XTestQueryExtension(connection_->display, &ignored, &ignored, &ignored, &ignored)) {
    throw StepFailed("the X server " + display + " has no XTest extension");
  }
}

XDisplay::~XDisplay() = default;

PixelRect XDisplay::Screen() const {
  XWindowAttributes attributes{};
  XGetWindowAttributes(connection_->display, connection_->root, &attributes);
  return {0, 0, attributes.width, attributes.height};
}

PixelRect XDisplay::TopWindow() const {
  const std::optional<Window> top = connection_->TopWindow();
  XWindowAttributes attributes{};
  if (!top || XGetWindowAttributes(connection_->display, *top, &attributes) == 0) return Screen();
  return {attributes.x, attributes.y, attributes.width, attributes.height};
}

void XDisplay::MoveTo(Point point) {
  XTestFakeMotionEvent(connection_->display, -1, point.x, point.y, CurrentTime);
  XSync(connection_->display, False);
}

void XDisplay::Press() {
  XTestFakeButtonEvent(connection_->display, kFirstButton, True, CurrentTime);
  XSync(connection_->display, False);
}

void XDisplay::Release() {
  XTestFakeButtonEvent(connection_->display, kFirstButton, False, CurrentTime);
  XSync(connection_->display, False);
}

void XDisplay::Focus() {
  if (const std::optional<Window> top = connection_->TopWindow()) {
    XSetInputFocus(connection_->display, *top, RevertToPointerRoot, CurrentTime);
    XSync(connection_->display, False);
  }
}

void XDisplay::TypeKeysym(unsigned long keysym) {
  Display* display = connection_->display;
  KeyCode code = XKeysymToKeycode(display, keysym);
  int first = 0, last = 0, per_code = 0;
  XDisplayKeycodes(display, &first, &last);
  const bool is_spare = code == 0;
  if (is_spare) {  // the last key is free on every usual layout
    code = static_cast<KeyCode>(last);
    std::array<KeySym, 2> both{keysym, keysym};
    XChangeKeyboardMapping(display, last, 2, both.data(), 1);
    XSync(display, False);
    std::this_thread::sleep_for(5 * kKeyPause);  // the program under test must see the new mapping first
  }
  KeySym* symbols = XGetKeyboardMapping(display, code, 1, &per_code);
  const bool needs_shift = per_code > 1 && symbols[0] != keysym && symbols[1] == keysym;
  if (symbols != nullptr) XFree(symbols);
  const KeyCode shift = XKeysymToKeycode(display, XK_Shift_L);
  if (needs_shift) XTestFakeKeyEvent(display, shift, True, CurrentTime);
  XTestFakeKeyEvent(display, code, True, CurrentTime);
  XTestFakeKeyEvent(display, code, False, CurrentTime);
  if (needs_shift) XTestFakeKeyEvent(display, shift, False, CurrentTime);
  XSync(display, False);
  std::this_thread::sleep_for(is_spare ? 5 * kKeyPause : kKeyPause);
}

void XDisplay::Type(std::string_view text) {
  for (const char32_t character : Decode(text)) TypeKeysym(KeysymOf(character));
}

void XDisplay::TypeKey(std::string_view keysym_name) {
  const KeySym keysym = XStringToKeysym(std::string(keysym_name).c_str());
  if (keysym == NoSymbol) throw StepFailed("there is no key called " + std::string(keysym_name));
  TypeKeysym(keysym);
}

Pixels XDisplay::Look(PixelRect area) const {
  const PixelRect screen = Screen();
  const int x = std::clamp(area.x, 0, screen.width), y = std::clamp(area.y, 0, screen.height);
  const int width = std::min(area.x + area.width, screen.width) - x;
  const int height = std::min(area.y + area.height, screen.height) - y;
  if (width <= 0 || height <= 0) throw StepFailed("the picture's area is outside the screen");
  const std::unique_ptr<XImage, ImageDeleter> image(XGetImage(connection_->display, connection_->root, x, y,
                                                              static_cast<unsigned>(width),
                                                              static_cast<unsigned>(height), AllPlanes, ZPixmap));
  if (!image || image->bits_per_pixel != 32) throw StepFailed("the X server gave no 32-bit picture of its screen");
  const std::size_t row = static_cast<std::size_t>(width) * 4;
  Pixels pixels{.width = width, .height = height, .bytes = {}};
  pixels.bytes.resize(row * static_cast<std::size_t>(height));
  for (int line = 0; line < height; ++line) {
    std::memcpy(pixels.bytes.data() + row * static_cast<std::size_t>(line), image->data + line * image->bytes_per_line,
                row);
  }
  return pixels;
}

void XDisplay::SavePng(const std::filesystem::path& path) const {
  Pixels pixels = Look(TopWindow());
  cairo_surface_t* surface = cairo_image_surface_create_for_data(pixels.bytes.data(), CAIRO_FORMAT_RGB24, pixels.width,
                                                                 pixels.height, pixels.width * 4);
  const cairo_status_t status = cairo_surface_write_to_png(surface, path.c_str());
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    throw StepFailed("cannot write " + path.string() + ": " + cairo_status_to_string(status));
  }
}

}  // namespace bianmin::support
