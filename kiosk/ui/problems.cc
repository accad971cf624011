// The test gate: what in a frame breaks the numbers of the standards, and how near the rest comes to them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/inventory.h"

namespace bianmin::ui {

namespace {

using Kind = Measures::Kind;

constexpr double kLeastContrastDisabled = 7;  // nothing is under this
constexpr float kRounding = 1.01F;            // sizes are rounded to whole pixels

bool Counts(const Item& item) { return !item.is_under_dialog && !item.visible.IsEmpty(); }

std::string NameOf(const Item& item) {
  if (item.kind == ItemKind::Control) return "control " + item.id;
  return item.id.empty() ? fmt::format("text \"{}\"", item.text) : fmt::format("text \"{}\" of {}", item.text, item.id);
}

// How far a place inside a text is from the nearest space between two of its lines.
float FromLineEdge(const Item& text, float y) {
  if (text.line_height <= 0) return 0;
  const float leading =
      (text.line_height - (text.rect.height - text.line_height * std::floor(text.rect.height / text.line_height))) / 2;
  const float part = std::remainder(y - (text.rect.y - leading), text.line_height);
  return std::abs(part);
}

}  // namespace

class Inspection {
 public:
  Inspection(const Inventory& inventory, const Metrics& metrics, const Rules& rules, Measures* measures,
             std::string_view view)
      : inventory_(inventory), metrics_(metrics), rules_(rules), measures_(measures), view_(view) {}

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

  template <class NameOfIt>
  void Keep(Kind kind, double value, const NameOfIt& name) {
    if (measures_ != nullptr && measures_->IsWorse(kind, value)) measures_->Keep(kind, value, view_, name());
  }

  void InspectGlyphs(const Item& item) {
    if (item.is_missing_glyph) Report("{} has a character that no font can show", NameOf(item));
  }

  void InspectText(const Item& item) {
    const auto name = [&] { return NameOf(item); };
    const Item* owner = item.id.empty() ? nullptr : inventory_.FindControl(item.id);
    const bool is_disabled = owner != nullptr && !owner->is_enabled;
    const double contrast = Contrast(item.foreground, Blend(item.background, item.background));
    const double least = is_disabled ? kLeastContrastDisabled : rules_.least_contrast;
    Keep(is_disabled ? Kind::FaintContrast : Kind::Contrast, contrast, name);
    if (contrast < least) Report("{} has contrast {:.1f}:1, less than {}:1", NameOf(item), contrast, least);
    const double body = metrics_.Em(TextRole::Note).value;
    Keep(Kind::EmMm, item.em.value, name);
    if (item.em.value < body - 0.01) {
      Report("{} is {:.1f} mm high, less than {:.1f} mm", NameOf(item), item.em.value, body);
    }
    const float most = Metrics::kMaxCharactersALine * metrics_.Px(item.em) + kRounding;
    Keep(Kind::LineCharacters, item.rect.width / metrics_.Px(item.em), name);
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
    const auto name = [&] { return NameOf(item); };
    const double least = metrics_.Target().value;
    const float least_px = metrics_.Px(metrics_.Target()) - kRounding;
    Keep(Kind::TargetMm, metrics_.Mm(std::min(item.rect.width, item.rect.height)).value, name);
    if (item.rect.width < least_px || item.rect.height < least_px) {
      Report("{} is {:.1f} × {:.1f} mm, less than {} mm", NameOf(item), metrics_.Mm(item.rect.width).value,
             metrics_.Mm(item.rect.height).value, least);
    }
    if (item.id.empty()) Report("a control has no id (text \"{}\")", item.text);
    if (!rules_.is_low) return;
    Keep(Kind::HighestControl, item.rect.y / static_cast<float>(metrics_.Pixels().height), name);
    if (item.rect.y < metrics_.ReachFrom() - kRounding) {
      Report("{} begins {:.0f} % from the top, out of reach", NameOf(item),
             100 * item.rect.y / static_cast<float>(metrics_.Pixels().height));
    }
  }

  // Nothing is cut; only a text that is longer than a leaf goes on on the next, between two of its lines.
  void InspectClip(const Item& item) {
    const auto name = [&] { return NameOf(item); };
    const float sideways = item.rect.width - item.visible.width;
    float above = item.visible.y - item.rect.y;
    float below = item.rect.Bottom() - item.visible.Bottom();
    if (item.scrolls && item.kind == ItemKind::Text) {
      if (above > kRounding) above = FromLineEdge(item, item.visible.y);
      if (below > kRounding) below = FromLineEdge(item, item.visible.Bottom());
    }
    const float cut = std::max({sideways, above, below, 0.0F});
    Keep(Kind::CutPixels, cut, name);
    if (cut > kRounding) {
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
    const float overlap = std::min(common.width, common.height);
    Keep(Kind::OverlapPixels, overlap, [&] { return NameOf(a) + " and " + NameOf(b); });
    if (overlap > kRounding) Report("{} and {} overlap", NameOf(a), NameOf(b));
  }

  void InspectGap(const Item& a, const Item& b) {
    const auto names = [&] { return NameOf(a) + " and " + NameOf(b); };
    const float across = std::max(a.visible.x, b.visible.x) - std::min(a.visible.Right(), b.visible.Right());
    const float down = std::max(a.visible.y, b.visible.y) - std::min(a.visible.Bottom(), b.visible.Bottom());
    const float gap = std::max(across, down);
    Keep(Kind::OverlapPixels, std::max(0.0F, -gap), names);
    if (across < 0 && down < 0) {
      Report("{} and {} overlap", NameOf(a), NameOf(b));
      return;
    }
    Keep(Kind::GapMm, metrics_.Mm(gap).value, names);
    if (gap < metrics_.Px(metrics_.Gap()) - kRounding) {
      Report("{} and {} are {:.1f} mm apart, less than {} mm", NameOf(a), NameOf(b), metrics_.Mm(gap).value,
             metrics_.Gap().value);
    }
  }

  const Inventory& inventory_;
  const Metrics& metrics_;
  const Rules& rules_;
  Measures* measures_;
  std::string_view view_;
  std::vector<std::string> problems_;
};

Rules RulesFor(ThemeName theme, bool is_low, const Metrics& metrics) {
  return {.least_contrast = theme == ThemeName::HighContrast ? 20.0 : 10.0, .is_low = is_low && metrics.IsTall()};
}

std::vector<std::string> Problems(const Inventory& inventory, const Metrics& metrics, const Rules& rules) {
  return Inspection(inventory, metrics, rules, nullptr, {}).Run();
}

std::vector<std::string> Measures::Add(const Inventory& inventory, const Metrics& metrics, const Rules& rules,
                                       std::string_view view) {
  return Inspection(inventory, metrics, rules, this, view).Run();
}

void Measures::Add(const Measures& others) {
  for (std::size_t i = 0; i < worst_.size(); ++i) {
    const Extreme& other = others.worst_[i];
    if (!other.where.empty() && IsWorse(static_cast<Kind>(i), other.value)) worst_[i] = other;
  }
}

bool Measures::IsWorse(Kind kind, double value) const {
  const Extreme& worst = Worst(kind);
  if (worst.where.empty()) return true;
  const bool is_most = kind == Kind::LineCharacters || kind == Kind::CutPixels || kind == Kind::OverlapPixels;
  return is_most ? value > worst.value : value < worst.value;
}

void Measures::Keep(Kind kind, double value, std::string_view view, const std::string& what) {
  worst_[static_cast<std::size_t>(kind)] = {value, fmt::format("{}: {}", view, what)};
}

std::string Measures::Text() const {
  struct Words {
    std::string_view name, unit;
  };
  constexpr std::array<Words, kKinds> kWords{{{"smallest target", "mm"},
                                              {"smallest gap", "mm"},
                                              {"lowest contrast", ":1"},
                                              {"  of what is disabled", ":1"},
                                              {"smallest text", "mm"},
                                              {"longest line", "characters"},
                                              {"most cut", "px"},
                                              {"most overlap", "px"},
                                              {"highest low control", "of the glass"}}};
  std::string text;
  for (std::size_t i = 0; i < worst_.size(); ++i) {
    if (worst_[i].where.empty()) continue;
    text += fmt::format("{:<22}{:>6.2f} {:<12} {}\n", kWords[i].name, worst_[i].value, kWords[i].unit, worst_[i].where);
  }
  return text;
}

}  // namespace bianmin::ui
