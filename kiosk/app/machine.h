#pragma once
// What the app knows of the machine it runs on: how wide the panel is, whether it was started to be set up, and how its
// parts are. It stays when a session is reset: nothing of it is a resident's. The device page and the notice for staff
// on the home screen are made of it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/panel_width.h"
#include "kiosk/domain/work_item.h"
#include "kiosk/screens/staff/device.h"
#include "kiosk/store/backup.h"
#include "kiosk/store/outbox.h"
#include "kiosk/ui/font_files.h"
#include "kiosk/ui/geometry.h"

namespace bianmin::app {

struct Machine {
  bool may_calibrate = false;  // started with --set-up
  bool has_chinese_font = true;
  domain::PanelWidth panel;
  std::string calibration_file;
  std::string import_folder;  // where a memory stick shows, for pictures; empty: there is none
  std::string data_folder;    // where the database lies: its disk is looked at
  bool backs_up = false;      // a folder for backups is set
  bool can_speak = false;
  bool can_print = false;
  bool can_print_sheets = false;  // of A4
  std::string export_folder;      // where a memory stick shows; empty: nothing is exported
  bool prints_at_once = true;
  std::string store_trouble;  // why the database cannot be used; empty: it can
  // Of the last look; nothing before the first.
  std::optional<store::OutboxStatus> outbox;
  std::optional<store::CentreContact> contact;
  std::optional<std::uintmax_t> free_bytes;
  domain::UrgentAlert alert;  // urgent needs that no member of staff has taken note of
  std::optional<store::BackupState> backup;
  // Lines that others give: input, voice, printer, fonts; what came from the city. One for each thing, of what came
  // from the city one for each document.
  std::vector<screens::DeviceLine> noticed;
};

// So long an event may wait before staff are told; and so little room on the disk, as bianmin-admin doctor warns of.
inline constexpr std::chrono::hours kLongWait{1};
inline constexpr std::chrono::hours kBackupIsOld{36};
inline constexpr std::uintmax_t kLittleSpace = 500ULL << 20;
// How often the kiosk looks at itself without being asked.
inline constexpr std::chrono::minutes kExamineEvery{10};

// Takes the place of what was said of the same thing before.
void Notice(Machine& machine, screens::DeviceLine line);
// What came from the city, and how far it is: in the place of all such lines.
void NoticePublications(Machine& machine, std::vector<screens::DeviceLine> lines);
// What the widget layer found, in lines.
void NoticeFonts(Machine& machine, const ui::FontState& fonts);

screens::DeviceView ViewOf(const Machine& machine, base::TimePoint now);

// The width that the staff's own pages are laid out with: the panel's, but never so absurd that they cannot be used
// to put it right. Between what a 15.6-inch and a 32-inch panel measure.
ui::Millimetres UsableWidth(const Machine& machine, ui::PixelSize pixels);

}  // namespace bianmin::app
