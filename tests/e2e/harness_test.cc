// The harness itself, on a real X server with a plain window in place of the kiosk: what the scripted resident does
// must arrive as the events a panel and a keyboard make, and what it sees must be what is on the glass. If this fails,
// no other end-to-end test means anything.

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/support/x_display.h"
#include "tests/support/x_process.h"
#include "tests/support/x_resident.h"
#include "tests/support/x_server.h"

// After GoogleTest: Xlib defines None and Bool as macros.
#include <X11/Xlib.h>
#include <X11/Xutil.h>

namespace bianmin::support {
namespace {

using std::chrono::milliseconds;

std::filesystem::path TemporaryFolder(const std::string& name) {
  const auto folder = std::filesystem::temp_directory_path() / ("bianmin-" + name + "-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

// A red window that fills the screen.
class PlainWindow {
 public:
  explicit PlainWindow(const std::string& display) : display_(XOpenDisplay(display.c_str())) {
    window_ = XCreateSimpleWindow(display_, DefaultRootWindow(display_), 0, 0, 640, 480, 0, 0, 0xff0000);
    XSelectInput(display_, window_, ButtonPressMask | ButtonReleaseMask | KeyPressMask | ExposureMask);
    XMapWindow(display_, window_);
    Next(Expose);
  }
  ~PlainWindow() { XCloseDisplay(display_); }
  XEvent Next(int type) {
    XEvent event{};
    do XNextEvent(display_, &event);
    while (event.type != type);
    return event;
  }
  std::string NextTyped() {
    while (true) {
      XEvent event = Next(KeyPress);
      KeySym keysym = 0;
      std::array<char, 16> letters{};
      XLookupString(&event.xkey, letters.data(), letters.size(), &keysym, nullptr);
      if (IsModifierKey(keysym)) continue;
      return keysym >= 0x1000000 ? "U+" + std::to_string(keysym - 0x1000000) : std::string(letters.data());
    }
  }

 private:
  Display* display_;
  Window window_ = 0;
};

class Harness : public ::testing::Test {
 protected:
  std::filesystem::path folder_ = TemporaryFolder("harness");
  XServer server_{PixelSize{640, 480}, folder_ / "xvfb.log"};
  PlainWindow window_{server_.display()};
  XDisplay display_{server_.display()};
  ~Harness() override { std::filesystem::remove_all(folder_); }

  void Present(int sequence, const std::string& items) {
    std::ofstream(folder_ / "next.json") << "{\"sequence\":" << sequence << ",\"page\":\"plain\",\"items\":[" << items
                                         << "]}";
    std::filesystem::rename(folder_ / "next.json", folder_ / "inventory.json");
  }
};

TEST_F(Harness, APressArrivesWhereThePersonPointed) {
  display_.MoveTo({123, 45});
  display_.Press();
  display_.Release();
  const XEvent down = window_.Next(ButtonPress);
  EXPECT_EQ(down.xbutton.x, 123);
  EXPECT_EQ(down.xbutton.y, 45);
  EXPECT_EQ(window_.Next(ButtonRelease).xbutton.button, 1U);
}

TEST_F(Harness, TypedTextArrivesWithCapitalsAndRareCharacters) {
  display_.Focus();
  display_.Type("aB7𠮷");
  EXPECT_EQ(window_.NextTyped(), "a");
  EXPECT_EQ(window_.NextTyped(), "B");
  EXPECT_EQ(window_.NextTyped(), "7");
  EXPECT_EQ(window_.NextTyped(), "U+" + std::to_string(0x20BB7));
}

TEST_F(Harness, ThePictureIsWhatIsOnTheGlass) {
  const Pixels pixels = display_.Look({10, 10, 2, 1});
  ASSERT_EQ(pixels.bytes.size(), 8U);
  EXPECT_EQ(pixels.bytes[2], 0xff) << "red";
  EXPECT_EQ(pixels.bytes[0], 0x00) << "blue";
  display_.SavePng(folder_ / "picture.png");
  EXPECT_GT(std::filesystem::file_size(folder_ / "picture.png"), 100U);
}

TEST_F(Harness, AResidentPagesForwardToAControlThatIsBelow) {
  const std::string below = R"({"id":"deep","kind":"control","rect":[0,900,80,40],"visible":[0,0,0,0]})";
  const std::string next = R"({"id":"page.next","kind":"control","rect":[400,400,100,40],"visible":[400,400,100,40]})";
  const std::string shown = R"({"id":"deep","kind":"control","rect":[100,200,80,40],"visible":[100,200,80,40]})";
  Present(1, below + "," + next);
  std::thread program([&] {  // answers as a kiosk would: one press, one page
    const XEvent page = window_.Next(ButtonRelease);
    EXPECT_EQ(page.xbutton.x, 450);
    Present(2, shown);
    const XEvent press = window_.Next(ButtonRelease);
    EXPECT_EQ(press.xbutton.x, 140);
    EXPECT_EQ(press.xbutton.y, 220);
    Present(3, shown);
  });
  XResident resident(display_, folder_, {});
  resident.Tap("deep");
  program.join();
}

TEST_F(Harness, WhatIsNotThereIsSaidWithWhatIs) {
  Present(
      1,
      R"({"id":"home.rate","kind":"control","text":"评价服务","rect":[0,0,80,40],"visible":[0,0,80,40],"enabled":false})");
  XResident resident(display_, folder_, {});
  resident.SetPatience(milliseconds{100});
  try {
    resident.Tap("home.rate");
    FAIL() << "a disabled control was pressed";
  } catch (const StepFailed& failure) {
    EXPECT_NE(std::string(failure.what()).find("home.rate(disabled)"), std::string::npos) << failure.what();
    EXPECT_NE(std::string(failure.what()).find("评价服务"), std::string::npos) << failure.what();
  }
}

TEST(HarnessProcess, AKilledProgramIsGoneAndAStoppedOneTellsItsExitCode) {
  const std::filesystem::path folder = TemporaryFolder("process");
  Process sleeper("sleeper", {"sleep", "100"}, folder / "log");
  EXPECT_TRUE(sleeper.IsRunning());
  sleeper.Kill();
  EXPECT_FALSE(sleeper.IsRunning());
  EXPECT_EQ(sleeper.Stop(milliseconds{0}), 128 + 9);
  Process polite("polite", {"sh", "-c", "exit 7"}, folder / "log");
  EXPECT_EQ(polite.Wait(milliseconds{5000}), 7);
  EXPECT_THROW(OutputOf({"sh", "-c", "echo no; exit 3"}, milliseconds{5000}), StepFailed);
  EXPECT_EQ(OutputOf({"echo", "here"}, milliseconds{5000}), "here\n");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace bianmin::support
