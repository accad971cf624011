// The test gate: what in a frame breaks the numbers of the standards.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/inventory.h"

namespace bianmin::ui {
namespace {

constexpr double kLeastContrast = 10;         // text a resident must read
constexpr double kLeastContrastDisabled = 7;  // nothing is under this
constexpr float kRounding = 1.01F;            // sizes are rounded to whole pixels

bool Counts(const Item& item) { return !item.is_under_dialog && !item.visible.IsEmpty(); }

std::string NameOf(const Item& item) {
  if (item.kind == ItemKind::Control) return "control " + item.id;
  return item.id.empty() ? fmt::format("text \"{}\"", item.text) : fmt::format("text \"{}\" of {}", item.text, item.id);
}

class Inspection {
 public:
  Inspection(const Inventory& inventory, const Metrics& metrics) : inventory_(inventory), metrics_(metrics) {}

  std::vector<std::string> Run() {
    for (const Item& item : inventory_.items) {
      if (!Counts(item)) continue;
      InspectGlyphs(item);
      if (item.kind == ItemKind::Text) InspectText(item);
      if (item.kind == ItemKind::Control) InspectControl(item);
      if (item.kind != ItemKind::Decoration) InspectClip(item);
    }
    InspectPairs();
    return std::move(problems_);
  }

 private:
  template <class... Args>
  void Report(fmt::format_string<Args...> format, Args&&... args) {
    problems_.push_back(fmt::format("page {}: ", inventory_.page) + fmt::format(format, std::forward<Args>(args)...));
  }

  void InspectGlyphs(const Item& item) {
    if (item.is_missing_glyph) Report("{} has a character that no font can show", NameOf(item));
  }

  void InspectText(const Item& item) {
    const Item* owner = item.id.empty() ? nullptr : inventory_.FindControl(item.id);
    const bool is_disabled = owner != nullptr && !owner->is_enabled;
    const double contrast = Contrast(item.foreground, Blend(item.background, item.background));
    const double least = is_disabled ? kLeastContrastDisabled : kLeastContrast;
    if (contrast < least) Report("{} has contrast {:.1f}:1, less than {}:1", NameOf(item), contrast, least);
    const double body = metrics_.Em(TextRole::Note).value;
    if (item.em.value < body - 0.01) {
      Report("{} is {:.1f} mm high, less than {:.1f} mm", NameOf(item), item.em.value, body);
    }
    const float most = Metrics::kMaxCharactersALine * metrics_.Px(item.em) + kRounding;
    if (item.rect.width > most) {
      Report("{} is {:.0f} mm wide, more than {} characters", NameOf(item), metrics_.Mm(item.rect.width).value,
             Metrics::kMaxCharactersALine);
    }
    if (item.is_truncated) Report("{} does not fit its place", NameOf(item));
    if (owner != nullptr && !owner->rect.Contains(item.rect, 2 * kRounding)) {
      Report("{} sticks out of its control", NameOf(item));
    }
  }

  void InspectControl(const Item& item) {
    const double least = metrics_.Target().value;
    const float least_px = metrics_.Px(metrics_.Target()) - kRounding;
    if (item.rect.width < least_px || item.rect.height < least_px) {
      Report("{} is {:.1f} × {:.1f} mm, less than {} mm", NameOf(item), metrics_.Mm(item.rect.width).value,
             metrics_.Mm(item.rect.height).value, least);
    }
    if (item.id.empty()) Report("a control has no id (text \"{}\")", item.text);
  }

  // What scrolls may be cut at the top and bottom of the body, never at its sides.
  void InspectClip(const Item& item) {
    const bool is_cut_sideways = item.visible.width < item.rect.width - kRounding;
    const bool is_cut = item.visible.height < item.rect.height - kRounding;
    if (is_cut_sideways || (is_cut && !item.scrolls)) {
      Report("{} is cut: {:.0f} × {:.0f} px of {:.0f} × {:.0f} px can be seen", NameOf(item), item.visible.width,
             item.visible.height, item.rect.width, item.rect.height);
    }
  }

  void InspectPairs() {
    const std::vector<Item>& items = inventory_.items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].kind == ItemKind::Decoration || !Counts(items[i])) continue;
      for (std::size_t j = i + 1; j < items.size(); ++j) {
        if (items[j].kind == ItemKind::Decoration || !Counts(items[j])) continue;
        InspectPair(items[i], items[j]);
      }
    }
  }

  void InspectPair(const Item& a, const Item& b) {
    const bool both_controls = a.kind == ItemKind::Control && b.kind == ItemKind::Control;
    if (both_controls && a.id == b.id) Report("two controls are called {}", a.id);
    if (both_controls) return InspectGap(a, b);
    // A control's own words lie on it.
    if (a.kind != b.kind && a.id == b.id) return;
    const Rect common = a.visible.Intersect(b.visible);
    if (common.width > kRounding && common.height > kRounding) Report("{} and {} overlap", NameOf(a), NameOf(b));
  }

  void InspectGap(const Item& a, const Item& b) {
    const float across = std::max(a.visible.x, b.visible.x) - std::min(a.visible.Right(), b.visible.Right());
    const float down = std::max(a.visible.y, b.visible.y) - std::min(a.visible.Bottom(), b.visible.Bottom());
    if (across < 0 && down < 0) {
      Report("{} and {} overlap", NameOf(a), NameOf(b));
      return;
    }
    const float gap = std::max(across, down);
    if (gap < metrics_.Px(metrics_.Gap()) - kRounding) {
      Report("{} and {} are {:.1f} mm apart, less than {} mm", NameOf(a), NameOf(b), metrics_.Mm(gap).value,
             metrics_.Gap().value);
    }
  }

  const Inventory& inventory_;
  const Metrics& metrics_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> Problems(const Inventory& inventory, const Metrics& metrics) {
  return Inspection(inventory, metrics).Run();
}

}  // namespace bianmin::ui
