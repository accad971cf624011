#include "tests/support/x_resident.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

#include "tests/support/x_finger.h"

namespace bianmin::support {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPoll{8};
constexpr milliseconds kPressLasts{60};
constexpr milliseconds kSinkPatience{400};
constexpr milliseconds kAnswerPatience{1500};
// The kiosk counts two presses of one control, or at one place, within 300 ms as one.
constexpr milliseconds kBetweenPresses{340};
constexpr milliseconds kBetweenStrokes{120};
constexpr int kMostPages = 12;

PixelRect RectOf(const boost::json::value& value) {
  const boost::json::array& numbers = value.as_array();
  if (numbers.size() != 4) throw std::invalid_argument("a rect has four numbers");
  const auto at = [&numbers](std::size_t i) { return static_cast<int>(numbers[i].to_number<double>()); };
  return {at(0), at(1), at(2), at(3)};
}

std::string TextOf(const boost::json::object& object, std::string_view key) {
  const boost::json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool FlagOf(const boost::json::object& object, std::string_view key, bool otherwise) {
  const boost::json::value* value = object.if_contains(key);
  return value != nullptr && value->is_bool() ? value->get_bool() : otherwise;
}

// Half of a control's height must show for a finger to be meant for it.
bool ShowsEnough(const PixelRect& whole, const PixelRect& visible) {
  return visible.width > 0 && visible.height > 0 && visible.height * 2 >= whole.height;
}

SeenScreen Parse(const std::string& text) {
  const boost::json::value root = boost::json::parse(text);
  const boost::json::object& object = root.as_object();
  SeenScreen screen;
  screen.sequence = object.at("sequence").to_number<std::uint64_t>();
  screen.page = TextOf(object, "page");
  for (const boost::json::value& value : object.at("items").as_array()) {
    const boost::json::object& item = value.as_object();
    const PixelRect visible = RectOf(item.at("visible"));
    screen.items.push_back({.id = TextOf(item, "id"),
                            .kind = TextOf(item, "kind"),
                            .text = TextOf(item, "text"),
                            .rect = visible,
                            .is_visible = ShowsEnough(RectOf(item.at("rect")), visible),
                            .is_enabled = FlagOf(item, "enabled", true),
                            .is_selected = FlagOf(item, "selected", false)});
  }
  return screen;
}

// Down as long as it lives: an errand that is interrupted leaves no button pressed on the server.
class Finger {
 public:
  Finger(XDisplay& display, Point place) : display_(display) {
    display_.MoveTo(place);
    display_.Press();
  }
  ~Finger() { display_.Release(); }
  Finger(const Finger&) = delete;
  Finger& operator=(const Finger&) = delete;

 private:
  XDisplay& display_;
};

bool IsPressable(const SeenItem* item) {
  return item != nullptr && item->is_visible && item->is_enabled && item->rect.width > 0 && item->rect.height > 0;
}

}  // namespace

const SeenItem* SeenScreen::Find(std::string_view id) const {
  const SeenItem* found = nullptr;
  for (const SeenItem& item : items) {
    if (item.id == id && (found == nullptr || item.kind == "control")) found = &item;
  }
  return found;
}

const SeenItem* SeenScreen::FindFirst(std::string_view prefix) const {
  for (const SeenItem& item : items) {
    if (item.kind == "control" && IsPressable(&item) && item.id.starts_with(prefix)) return &item;
  }
  return nullptr;
}

std::string SeenScreen::TextOf(std::string_view id) const {
  for (const SeenItem& item : items) {
    if (item.id == id && !item.text.empty()) return item.text;
  }
  return {};
}

std::string SeenScreen::Words() const {
  std::string words;
  for (const SeenItem& item : items) {
    if (!item.text.empty()) words += item.text + "\n";
  }
  return words;
}

XResident::XResident(XDisplay& display, std::filesystem::path automation, std::filesystem::path pictures)
    : display_(display), automation_(std::move(automation)), picture_folder_(std::move(pictures)) {
  if (!picture_folder_.empty()) std::filesystem::create_directories(picture_folder_);
}

SeenScreen ReadScreen(const std::filesystem::path& automation) {
  const std::filesystem::path inventory = automation / "inventory.json";
  std::ifstream in(inventory, std::ios::binary);
  if (!in) return {};
  std::ostringstream text;
  text << in.rdbuf();
  try {
    return Parse(text.str());
  } catch (const std::exception& error) {
    throw StepFailed("the kiosk's inventory " + inventory.string() + " cannot be read: " + error.what());
  }
}

void XResident::Pause() const {
  if (is_hopeless_ && is_hopeless_()) throw StepFailed("the kiosk went away in the middle of it");
  std::this_thread::sleep_for(kPoll);
}

SeenScreen XResident::WaitUntil(const std::string& wanted, const std::function<bool(const SeenScreen&)>& holds,
                                milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  std::uint64_t judged = 0;
  while (true) {
    SeenScreen screen = Look();
    if (screen.sequence != judged && holds(screen)) return screen;
    judged = screen.sequence;
    if (steady_clock::now() >= deadline) {
      std::string ids;
      for (const SeenItem& item : screen.items) {
        if (item.kind == "control") ids += " " + item.id + (item.is_enabled ? "" : "(disabled)");
      }
      throw StepFailed("expected " + wanted + " within " + std::to_string(patience.count()) + " ms; the screen \"" +
                       screen.page + "\" has the controls:" + ids + "\nand the words:\n" + screen.Words());
    }
    Pause();
  }
}

SeenItem XResident::WaitFor(std::string_view id) {
  const SeenScreen screen = WaitUntil(
      "\"" + std::string(id) + "\" on the screen",
      [id](const SeenScreen& now) { return now.Find(id) != nullptr && now.Find(id)->is_visible; }, patience_);
  return *screen.Find(id);
}

bool XResident::Appears(std::string_view id, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (steady_clock::now() < deadline) {
    const SeenScreen screen = Look();
    if (screen.Find(id) != nullptr && screen.Find(id)->is_visible) return true;
    Pause();
  }
  return false;
}

SeenScreen XResident::WaitUntilSettled(milliseconds quiet) {
  const auto deadline = steady_clock::now() + patience_;
  SeenScreen screen = Look();
  auto changed_at = steady_clock::now();
  while (steady_clock::now() - changed_at < quiet && steady_clock::now() < deadline) {
    Pause();
    SeenScreen now = Look();
    if (now.sequence != screen.sequence) changed_at = steady_clock::now();
    screen = std::move(now);
  }
  return screen;
}

Point XResident::OnScreen(Point in_window) const {
  const PixelRect window = display_.TopWindow();
  return {window.x + in_window.x, window.y + in_window.y};
}

void XResident::WaitForFrameAfter(std::uint64_t sequence, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (Look().sequence == sequence && steady_clock::now() < deadline) Pause();
}

// A person sees the control sink before lifting the finger, and sees the answer before going on. A machine that is busy
// with other things must not make a script hastier than that.
void XResident::PressAt(Point point) {
  constexpr int kOnePlace = 60;  // pixels; more than the kiosk's own
  if (std::abs(point.x - last_place_.x) < kOnePlace && std::abs(point.y - last_place_.y) < kOnePlace) {
    std::this_thread::sleep_until(last_release_ + kBetweenPresses);
  }
  const std::uint64_t before = Look().sequence;
  std::uint64_t sunk = before;
  {
    const Finger finger(display_, OnScreen(point));
    std::this_thread::sleep_for(kPressLasts);
    WaitForFrameAfter(before, kSinkPatience);
    sunk = Look().sequence;
  }
  WaitForFrameAfter(sunk, kAnswerPatience);
  WaitUntilSettled();
  last_place_ = point;
  last_release_ = steady_clock::now();  // when the kiosk surely has seen it
}

void XResident::PauseAfter(std::string_view id) {
  const auto found = pressed_at_.find(id);
  if (found == pressed_at_.end()) return;
  std::this_thread::sleep_until(found->second + kBetweenPresses);
}

void XResident::Press(std::string_view id, const SeenScreen& screen) {
  const auto press = [&] {
    PauseAfter(id);
    PressAt(screen.Find(id)->rect.Centre());
    pressed_at_.insert_or_assign(std::string(id), steady_clock::now());
  };
  if (listener_) {
    listener_->before_touch(screen);
    std::pair<std::string, std::string> here{screen.page, std::string(id)};
    if (heard_ != here) {
      press();
      listener_->heard(id);
      heard_ = std::move(here);
    }
  }
  press();
}

void XResident::Tap(std::string_view id) {
  const auto deadline = steady_clock::now() + patience_;
  int pages = 0;
  while (true) {
    const SeenScreen screen = Look();
    const SeenItem* item = screen.Find(id);
    if (IsPressable(item)) {
      Press(id, screen);
      return;
    }
    const SeenItem* next_page = screen.Find("page.next");
    if (IsPressable(next_page) && pages < kMostPages && (item == nullptr || !item->is_visible)) {
      ++pages;
      Press("page.next", screen);
      continue;
    }
    if (steady_clock::now() >= deadline) break;
    Pause();
  }
  WaitUntil(
      "\"" + std::string(id) + "\" to be there to press",
      [id](const SeenScreen& now) { return IsPressable(now.Find(id)); }, milliseconds{0});
}

void XResident::TapFirst(std::string_view prefix) {
  // In sight, or else on a later leaf of the page.
  const auto first = [prefix](const SeenScreen& now) {
    if (const SeenItem* in_sight = now.FindFirst(prefix)) return in_sight;
    const auto later = std::find_if(now.items.begin(), now.items.end(), [prefix](const SeenItem& item) {
      return item.kind == "control" && item.id.starts_with(prefix);
    });
    return later == now.items.end() ? nullptr : &*later;
  };
  const SeenScreen screen = WaitUntil(
      "a control \"" + std::string(prefix) + "…\"", [&first](const SeenScreen& now) { return first(now) != nullptr; },
      patience_);
  Tap(first(screen)->id);
}

void XResident::TapKeys(std::string_view prefix, std::string_view characters) {
  for (const char character : characters) Tap(std::string(prefix) + "." + character);
}

void XResident::Trace(const std::vector<Point>& way) {
  constexpr int kSteps = 12;  // between two points
  const Finger finger(display_, OnScreen(way.front()));
  for (std::size_t i = 1; i < way.size(); ++i) {
    const Point from = way[i - 1];
    const Point to = way[i];
    for (int step = 1; step <= kSteps; ++step) {
      Pause();
      display_.MoveTo(OnScreen({from.x + (to.x - from.x) * step / kSteps, from.y + (to.y - from.y) * step / kSteps}));
    }
  }
}

void XResident::Drag(Point from, Point to) {
  Trace({from, to});
  WaitUntilSettled();
}

void XResident::WriteOn(std::string_view pad, std::string_view character) {
  const PixelRect rect = WaitFor(pad).rect;
  const int side = std::min(rect.width, rect.height) * 3 / 4;
  const Point corner{rect.Centre().x - side / 2, rect.Centre().y - side / 2};
  for (const FingerStroke& stroke : StrokesOf(character)) {
    std::vector<Point> way;
    for (const InkPlace& place : stroke) {
      way.push_back(
          {corner.x + static_cast<int>(place.x * side / 100), corner.y + static_cast<int>(place.y * side / 100)});
    }
    Trace(way);
    std::this_thread::sleep_for(kBetweenStrokes);
  }
  WaitUntilSettled();
}

void XResident::Type(std::string_view text) {
  display_.Focus();
  display_.Type(text);
  WaitUntilSettled();
}

void XResident::Picture(std::string_view name) {
  if (picture_folder_.empty()) return;
  WaitUntilSettled();
  std::string number = std::to_string(taken_.size() + 1);
  if (number.size() < 2) number.insert(0, "0");
  const std::filesystem::path path = picture_folder_ / (number + "-" + std::string(name) + ".png");
  display_.SavePng(path);
  taken_.push_back(path);
}

}  // namespace bianmin::support
