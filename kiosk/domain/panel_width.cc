#include "kiosk/domain/panel_width.h"

#include <fmt/format.h>

#include "kiosk/base/config.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {

base::Result<Calibration> ReadCalibration(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  base::ConfigSection root = document->Root();
  Calibration calibration;
  calibration.width_mm = static_cast<int>(root.Integer("width_mm", {kLeastPanelWidthMm, kMostPanelWidthMm}));
  if (!root.Has("measured_on")) root.Fault("measured_on", "is missing: the day of the calibration, such as 2026-11-25");
  calibration.measured_on = root.Day("measured_on").value_or(base::Date{});
  if (auto sound = document->Finish(); !sound) return sound.error();
  return calibration;
}

std::string WriteCalibration(const Calibration& calibration) {
  return fmt::format(
      "# Written by the screen calibration of bianmin-kiosk --set-up. It counts instead of display.width_mm in\n"
      "# kiosk.toml; delete this file to go back to that.\n"
      "width_mm = {}\n"
      "measured_on = {}\n",
      calibration.width_mm, base::FormatDate(calibration.measured_on));
}

PanelWidth ChooseWidth(const DisplaySettings& display, const base::Result<std::string>& file) {
  PanelWidth width{.width_mm = display.width_mm, .measured_on = std::nullopt, .trouble = {}};
  if (!file) {
    if (file.error().code != base::ErrorCode::NotFound) width.trouble = file.error().message;
    return width;
  }
  const auto calibration = ReadCalibration(*file, display.calibration);
  if (!calibration) {
    width.trouble = calibration.error().message;
    return width;
  }
  width.width_mm = calibration->width_mm;
  width.measured_on = calibration->measured_on;
  return width;
}

}  // namespace bianmin::domain
