#pragma once
// 设备状态: how each part of the machine is, in a line of plain words with what to do. For staff; harmless for a
// resident who stumbles in: nothing personal, nothing that can be changed. The app fills the lines from what it knows;
// whoever runs a part (input, voice, printer) gives its line.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class DeviceThing {
  Pinyin,
  Handwriting,
  Strokes,
  Voice,
  Printer,
  ChineseFont,
  RareCharacters,
  Icons,
  Database,
  Centre,
  Catalogue,
  Providers,
  Calendar,
  Notices,
  Settings,
  Disk,
  Backup,
  Screen,
  SetUp
};

enum class DeviceHealth {
  Ok,
  Degraded,  // works in part, or not for long: somebody should look
  Missing,   // does not work
  Unknown,   // not looked at yet
  Off        // not used, on purpose
};

// Why; what `detail`, `count` and `since` of the line mean is said behind it.
enum class DeviceReason {
  None,
  Loading,
  NotInstalled,        // detail: the Debian package
  FileMissing,         // detail: the file
  FileDamaged,         // detail: the file
  NoSoundCard,         //
  KeepsStopping,       // detail: the program
  OffInSettings,       //
  NoPrinter,           // none is set up
  PaperOut,            //
  CoverOpen,           //
  Jammed,              //
  PrinterOffline,      //
  AnotherFont,         // detail: the Debian package to install
  NoChineseFont,       // detail: the Debian package to install
  DatabaseClosed,      // detail: why, for operators
  NeverReached,        // nothing was ever sent to the centre
  Reached,             // since: the last time
  Unreached,           // since: the oldest event has waited since then; count: how many wait
  EventsRefused,       // count: dead events
  TakenOver,           // from the city; count: its version; since: when it came into use
  NotTakenYet,         // from the city; count: its version
  NotTaken,            // from the city; count: its version; detail: why, for operators
  FreeSpace,           // count: MiB
  LittleSpace,         // count: MiB
  BackupOff,           // no folder is set
  BackupNever,         // not made yet
  BackupMade,          // since: when; it was restored for trial and found whole
  BackupOld,           // since: when the last one was made
  BackupFailed,        // detail: why, for operators; since: when the last good one was made, if any
  WidthFromSettings,   // count: mm
  WidthMeasured,       // count: mm; since: when
  CalibrationDamaged,  // count: mm; detail: the file
  SetUpMode            // calibrations can be stored by anybody
};

struct DeviceLine {
  DeviceThing thing = DeviceThing::Pinyin;
  DeviceHealth health = DeviceHealth::Unknown;
  DeviceReason reason = DeviceReason::None;
  std::string detail{};  // a package or a file; never a resident's
  std::int64_t count = 0;
  std::optional<base::TimePoint> since{};
};

struct DeviceView {
  std::vector<DeviceLine> lines;
  bool offers_sign_in = false;  // 工作人员登录: nobody is signed in
};

// Whether a person should look: the home screen then says so beside the logo.
bool NeedsStaff(const DeviceView& view);
// How many lines say so.
int CountTroubles(const DeviceView& view);

// One thing, with what to do about it. `if_fine`: a sentence for when all is well with it; may be empty.
void DrawDeviceLine(const DeviceLine& line, std::string_view if_fine, const Scene& scene, ui::Frame& frame);

std::optional<Action> DrawDevice(const DeviceView& view, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
