#include "kiosk/app/machine.h"

#include <algorithm>

namespace bianmin::app {
namespace {

using screens::DeviceHealth;
using screens::DeviceLine;
using screens::DeviceReason;
using screens::DeviceThing;

DeviceLine DatabaseLine(const Machine& machine) {
  if (machine.store_trouble.empty()) return {.thing = DeviceThing::Database, .health = DeviceHealth::Ok};
  return {.thing = DeviceThing::Database,
          .health = DeviceHealth::Missing,
          .reason = DeviceReason::DatabaseClosed,
          .detail = machine.store_trouble};
}

DeviceLine CentreLine(const Machine& machine, base::TimePoint now) {
  DeviceLine line{.thing = DeviceThing::Centre, .health = DeviceHealth::Unknown};
  if (!machine.outbox || !machine.contact) return line;
  const store::OutboxStatus& outbox = *machine.outbox;
  if (outbox.dead > 0) {
    line.health = DeviceHealth::Degraded;
    line.reason = DeviceReason::EventsRefused;
    line.count = outbox.dead;
  } else if (outbox.waiting_since && now - *outbox.waiting_since > kLongWait) {
    line.health = DeviceHealth::Degraded;
    line.reason = DeviceReason::Unreached;
    line.count = outbox.waiting;
    line.since = outbox.waiting_since;
  } else if (machine.contact->last_success) {
    line.health = DeviceHealth::Ok;
    line.reason = DeviceReason::Reached;
    line.since = machine.contact->last_success;
  } else {
    line.reason = DeviceReason::NeverReached;
  }
  return line;
}

DeviceLine DiskLine(const Machine& machine) {
  DeviceLine line{.thing = DeviceThing::Disk, .health = DeviceHealth::Unknown};
  if (!machine.free_bytes) return line;
  const bool is_little = *machine.free_bytes < kLittleSpace;
  line.health = is_little ? DeviceHealth::Degraded : DeviceHealth::Ok;
  line.reason = is_little ? DeviceReason::LittleSpace : DeviceReason::FreeSpace;
  line.count = static_cast<std::int64_t>(*machine.free_bytes >> 20);
  return line;
}

DeviceLine BackupLine(const Machine& machine, base::TimePoint now) {
  DeviceLine line{.thing = DeviceThing::Backup, .health = DeviceHealth::Off, .reason = DeviceReason::BackupOff};
  if (!machine.backs_up) return line;
  line.health = DeviceHealth::Unknown;
  line.reason = DeviceReason::BackupNever;
  if (!machine.backup) return line;
  line.since = machine.backup->last_success;
  if (!machine.backup->last_error.empty()) {
    line.health = DeviceHealth::Degraded;
    line.reason = DeviceReason::BackupFailed;
    line.detail = machine.backup->last_error;
  } else if (line.since) {
    const bool is_old = now - *line.since > kBackupIsOld;
    line.health = is_old ? DeviceHealth::Degraded : DeviceHealth::Ok;
    line.reason = is_old ? DeviceReason::BackupOld : DeviceReason::BackupMade;
  }
  return line;
}

DeviceLine ScreenLine(const Machine& machine, const std::string& file) {
  DeviceLine line{.thing = DeviceThing::Screen, .health = DeviceHealth::Unknown, .count = machine.panel.width_mm};
  if (!machine.panel.trouble.empty()) {
    line.health = DeviceHealth::Degraded;
    line.reason = DeviceReason::CalibrationDamaged;
    line.detail = file;
  } else if (machine.panel.measured_on) {
    line.health = DeviceHealth::Ok;
    line.reason = DeviceReason::WidthMeasured;
  } else {
    line.reason = DeviceReason::WidthFromSettings;
  }
  return line;
}

}  // namespace

void Notice(Machine& machine, DeviceLine line) {
  const auto same = std::find_if(machine.noticed.begin(), machine.noticed.end(),
                                 [&](const auto& l) { return l.thing == line.thing; });
  if (same == machine.noticed.end()) {
    machine.noticed.push_back(std::move(line));
  } else {
    *same = std::move(line);
  }
}

void NoticePublications(Machine& machine, std::vector<DeviceLine> lines) {
  std::erase_if(machine.noticed, [](const DeviceLine& line) {
    return line.thing >= DeviceThing::Catalogue && line.thing <= DeviceThing::Settings;
  });
  std::move(lines.begin(), lines.end(), std::back_inserter(machine.noticed));
}

void NoticeFonts(Machine& machine, const ui::FontState& fonts) {
  machine.has_chinese_font = fonts.chinese != ui::ChineseFont::None;
  DeviceLine chinese{.thing = DeviceThing::ChineseFont, .health = DeviceHealth::Ok};
  if (fonts.chinese != ui::ChineseFont::AsMeant) {
    const bool is_none = fonts.chinese == ui::ChineseFont::None;
    chinese.health = is_none ? DeviceHealth::Missing : DeviceHealth::Degraded;
    chinese.reason = is_none ? DeviceReason::NoChineseFont : DeviceReason::AnotherFont;
    chinese.detail = "fonts-noto-cjk";
  }
  Notice(machine, std::move(chinese));
  const auto font = [&](DeviceThing thing, bool is_there, const char* package) {
    if (is_there) return Notice(machine, {.thing = thing, .health = DeviceHealth::Ok});
    Notice(machine,
           {.thing = thing, .health = DeviceHealth::Degraded, .reason = DeviceReason::NotInstalled, .detail = package});
  };
  font(DeviceThing::RareCharacters, fonts.has_rare, "fonts-hanazono");
  font(DeviceThing::Icons, fonts.has_icons, "fonts-material-design-icons-iconfont");
}

screens::DeviceView ViewOf(const Machine& machine, base::TimePoint now) {
  screens::DeviceView view{machine.noticed};
  view.lines.push_back(DatabaseLine(machine));
  view.lines.push_back(CentreLine(machine, now));
  view.lines.push_back(DiskLine(machine));
  view.lines.push_back(BackupLine(machine, now));
  view.lines.push_back(ScreenLine(machine, machine.calibration_file));
  if (machine.may_calibrate) {
    view.lines.push_back(
        {.thing = DeviceThing::SetUp, .health = DeviceHealth::Degraded, .reason = DeviceReason::SetUpMode});
  }
  std::stable_sort(view.lines.begin(), view.lines.end(),
                   [](const DeviceLine& a, const DeviceLine& b) { return a.thing < b.thing; });
  return view;
}

ui::Millimetres UsableWidth(const Machine& machine, ui::PixelSize pixels) {
  const bool is_landscape = pixels.width >= pixels.height;
  const double least = is_landscape ? 344 : 194;
  const double most = is_landscape ? 708 : 398;
  return ui::Millimetres{std::clamp(static_cast<double>(machine.panel.width_mm), least, most)};
}

}  // namespace bianmin::app
