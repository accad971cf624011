#include "kiosk/screens/resident/paper.h"

namespace bianmin::screens {

void DrawPaper(Paper paper, const Scene& scene, ui::Frame& frame) {
  switch (paper) {
    case Paper::None:
      return;
    case Paper::Printing:
      return frame.Note(scene.T("paper.printing"), ui::Icon::Print);
    case Paper::Printed:
      return frame.Banner(
          {.tone = ui::Tone::Success, .title = scene.T("paper.printed.title"), .text = scene.T("paper.printed.text")});
    case Paper::Failed:
      return frame.Banner(
          {.tone = ui::Tone::Warning, .title = scene.T("paper.failed.title"), .text = scene.T("paper.failed.text")});
  }
}

std::optional<Action> DrawPrintButton(std::string_view id, Paper paper, const Scene& scene, ui::Frame& frame) {
  if (!scene.can_print || paper == Paper::Printing) return std::nullopt;
  const std::string_view word = paper == Paper::Printed ? scene.T("paper.again") : scene.T("paper.print");
  const bool is_pressed = frame.SecondaryButton(id, {.text = word, .icon = ui::Icon::Print});
  return is_pressed ? std::optional<Action>{PrintReceipt{}} : std::nullopt;
}

}  // namespace bianmin::screens
