#pragma once
// What the pages of an order, of a complaint and of a line of the 整改台账 have in common: the acts as buttons, and the
// page of one act.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

ui::FooterSpec BackOnly(const Scene& scene);
// Beside 返回 what does the act.
ui::FooterSpec BackAnd(std::string_view act, bool is_saving, const Scene& scene);

struct ActButton {
  std::string id;
  std::string_view text;
  ui::Icon icon = ui::Icon::None;
};
// `main` is the place of what mostly comes next: it is drawn first and filled. Returns the place of the one pressed.
std::optional<std::size_t> DrawActButtons(const std::vector<ActButton>& acts, std::optional<std::size_t> main,
                                          int landscape_columns, bool is_saving, ui::Frame& frame);

// "This cannot be undone", over the page of an act at a complaint or line: the answer.
std::optional<bool> DrawSureQuestion(std::string_view act, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
