#include "tests/support/ui_world.h"

#include <stdexcept>
#include <utility>

#include "tests/support/ui_picture.h"

namespace bianmin::testing {
namespace {

constexpr std::chrono::milliseconds kTapGap{400};  // longer than what counts as a double press
constexpr int kMostFrames = 600;

}  // namespace

ui::Words ChineseWords() {
  return {.page_up = "上一页",
          .page_down = "下一页",
          .page_of = "第 <page> 页，\n共 <pages> 页",
          .erase = "删除",
          .clear = "清空",
          .shift = "大写",
          .space = "空格"};
}

UiWorld::UiWorld(const Panel& panel, ui::TextStep step, ui::ThemeName theme, const ui::FontFiles& fonts)
    : context_(ui::Context::Create(fonts)) {
  look.pixels = panel.pixels;
  look.panel_width = ui::Millimetres{panel.width_mm};
  look.step = step;
  look.theme = theme;
  look.words = ChineseWords();
}

void UiWorld::Show(std::function<void(ui::Frame&)> screen) {
  screen_ = std::move(screen);
  Settle();
}

ui::Drawn UiWorld::Draw() { return context_->Draw(look, now_, screen_); }

void UiWorld::Settle() {
  for (int frame = 0; frame < kMostFrames; ++frame) {
    const ui::Drawn drawn = Draw();
    if (drawn.acted) continue;
    context_->Presented();
    if (!drawn.next || drawn.is_repeating) return;
    now_ = std::max(now_, *drawn.next);
  }
  throw std::runtime_error("the screen never comes to rest");
}

const ui::Item& UiWorld::Control(std::string_view id) const {
  const ui::Item* item = Shown().FindControl(id);
  if (item == nullptr) throw std::runtime_error("no control " + std::string(id) + " on page " + Shown().page);
  return *item;
}

void UiWorld::Tap(std::string_view id) {
  for (int page = 0; page < 50 && Control(id).visible.height < Control(id).rect.height / 2; ++page) {
    const ui::Item& next = Control("page.next");
    if (!next.is_enabled) throw std::runtime_error("control " + std::string(id) + " is out of sight");
    Wait(kTapGap);
    Press(next.visible.Centre());
    Release(next.visible.Centre());
  }
  Wait(kTapGap);
  const ui::Point at = Control(id).visible.Centre();
  Press(at);
  Release(at);
}

void UiWorld::Press(ui::Point at) {
  context_->Add({now_, ui::PointerDown{at}});
  Settle();
}

void UiWorld::MoveTo(ui::Point at) {
  context_->Add({now_, ui::PointerMove{at}});
  Settle();
}

void UiWorld::Release(ui::Point at) {
  now_ += std::chrono::milliseconds(40);
  context_->Add({now_, ui::PointerUp{at}});
  Settle();
}

void UiWorld::Drag(ui::Point from, ui::Point to, std::chrono::milliseconds during) {
  constexpr int kSteps = 10;
  Press(from);
  for (int i = 1; i <= kSteps; ++i) {
    now_ += during / kSteps;
    const float part = static_cast<float>(i) / kSteps;
    context_->Add({now_, ui::PointerMove{{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part}}});
    Draw();
  }
  context_->Add({now_, ui::PointerUp{to}});
  Settle();
}

void UiWorld::Type(std::string_view text) {
  context_->Add({now_, ui::Typed{std::string(text)}});
  Settle();
}

void UiWorld::Type(ui::Key key) {
  context_->Add({now_, ui::Typed{key}});
  Settle();
}

ui::Rules UiWorld::Rules() const { return ui::RulesFor(look.theme, look.is_low, Metrics()); }

std::vector<std::string> UiWorld::Problems() const { return ui::Problems(Shown(), Metrics(), Rules()); }

void UiWorld::SavePicture(const std::filesystem::path& path) const { Picture(*context_->Picture()).SavePng(path); }

}  // namespace bianmin::testing
