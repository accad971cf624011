#pragma once
// How wide the lit part of the panel is. kiosk.toml says it; a calibration with a bank card, made at the kiosk itself,
// says it better and wins. That one lies in a small file of its own that the program writes (kiosk.toml belongs to the
// operators: it holds their comments, and may be read-only). Used by the kiosk and by bianmin-admin doctor. Pure:
// reading and writing the file is up to whoever needs it.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/kiosk_settings.h"

namespace bianmin::domain {

// What the calibration file (display.toml) says.
struct Calibration {
  int width_mm = 0;
  base::Date measured_on{};
};

base::Result<Calibration> ReadCalibration(std::string_view toml, std::string_view name);
std::string WriteCalibration(const Calibration& calibration);

struct PanelWidth {
  int width_mm = 0;
  std::optional<base::Date> measured_on;  // nothing: as kiosk.toml says
  std::string trouble;                    // why the calibration file is not used; empty when it is, or is not there
};

// The width that counts. `file` is what reading display.calibration came to: NotFound is usual and no trouble.
PanelWidth ChooseWidth(const DisplaySettings& display, const base::Result<std::string>& file);

}  // namespace bianmin::domain
