#pragma once
// The receipt of a page: how far it is printed, and the button that asks for it. Used by results and by 查询进度.

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class Paper {
  None,  // not asked for
  Printing,
  Printed,
  Failed
};

struct ReceiptPrint {
  Paper paper = Paper::None;
  std::uint64_t ticket = 0;  // of the print desk
};

// What there is to say of it.
void DrawPaper(Paper paper, const Scene& scene, ui::Frame& frame);
// 打印回执, 再打一张; nothing while it is printed, or when the printer cannot print.
std::optional<Action> DrawPrintButton(std::string_view id, Paper paper, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
