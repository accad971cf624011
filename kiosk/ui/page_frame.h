#pragma once
// The fixed parts of every page, drawn round the body by Frame::BeginPage: header, step line, footer, and the bar that
// takes the header's buttons when they must be within reach.

#include <optional>

#include "kiosk/ui/canvas.h"

namespace bianmin::ui {

// Each reports a press in `pressed`.
// Returns the bottom of the header. When controls are to be low it has none: the bar has them.
float DrawHeader(Canvas& canvas, const HeaderSpec& spec, std::optional<PagePress>& pressed);
// The header's buttons in as few rows as they need, ending at `bottom`. Returns their top.
float DrawLowBar(Canvas& canvas, const HeaderSpec& spec, float bottom, std::optional<PagePress>& pressed);
// Returns the bottom of the step line.
float DrawSteps(Canvas& canvas, const StepSpec& spec, float top);
// Returns the top of the footer: the bottom of the glass when it has no button.
float DrawFooter(Canvas& canvas, const FooterSpec& spec, std::optional<PagePress>& pressed);

}  // namespace bianmin::ui
