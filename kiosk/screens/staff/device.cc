#include "kiosk/screens/staff/device.h"

#include <algorithm>

namespace bianmin::screens {
namespace {

bool IsTrouble(const DeviceLine& line) {
  return line.health == DeviceHealth::Missing || line.health == DeviceHealth::Degraded;
}

const char* NameKey(DeviceThing thing) {
  switch (thing) {
    case DeviceThing::Pinyin:
      return N_("device.pinyin");
    case DeviceThing::Handwriting:
      return N_("device.handwriting");
    case DeviceThing::Strokes:
      return N_("device.strokes");
    case DeviceThing::Voice:
      return N_("device.voice");
    case DeviceThing::Printer:
      return N_("device.printer");
    case DeviceThing::ChineseFont:
      return N_("device.chinese_font");
    case DeviceThing::RareCharacters:
      return N_("device.rare_characters");
    case DeviceThing::Icons:
      return N_("device.icons");
    case DeviceThing::Database:
      return N_("device.database");
    case DeviceThing::Centre:
      return N_("device.centre");
    case DeviceThing::Catalogue:
      return N_("device.catalogue");
    case DeviceThing::Providers:
      return N_("device.providers");
    case DeviceThing::Calendar:
      return N_("device.calendar");
    case DeviceThing::Notices:
      return N_("device.notices");
    case DeviceThing::Settings:
      return N_("device.settings");
    case DeviceThing::Disk:
      return N_("device.disk");
    case DeviceThing::Backup:
      return N_("device.backup");
    case DeviceThing::Screen:
      return N_("device.screen");
    case DeviceThing::SetUp:
      break;
  }
  return N_("device.set_up");
}

const char* StateKey(DeviceHealth health) {
  switch (health) {
    case DeviceHealth::Ok:
      return N_("device.state.ok");
    case DeviceHealth::Degraded:
      return N_("device.state.degraded");
    case DeviceHealth::Missing:
      return N_("device.state.missing");
    case DeviceHealth::Off:
      return N_("device.state.off");
    case DeviceHealth::Unknown:
      break;
  }
  return N_("device.state.unknown");
}

ui::Tone ToneOf(DeviceHealth health) {
  switch (health) {
    case DeviceHealth::Ok:
      return ui::Tone::Success;
    case DeviceHealth::Degraded:
      return ui::Tone::Warning;
    case DeviceHealth::Missing:
      return ui::Tone::Danger;
    case DeviceHealth::Off:
      return ui::Tone::Information;
    case DeviceHealth::Unknown:
      break;
  }
  return ui::Tone::Neutral;
}

struct ReasonKeys {
  const char* text = "";
  const char* advice = "";
};

ReasonKeys PrinterKeys(DeviceReason reason) {
  switch (reason) {
    case DeviceReason::NoPrinter:
      return {N_("device.no_printer"), N_("device.no_printer.do")};
    case DeviceReason::PaperOut:
      return {N_("device.paper_out"), N_("device.paper_out.do")};
    case DeviceReason::CoverOpen:
      return {N_("device.cover_open"), N_("device.cover_open.do")};
    case DeviceReason::Jammed:
      return {N_("device.jammed"), N_("device.jammed.do")};
    case DeviceReason::PrinterOffline:
      return {N_("device.printer_offline"), N_("device.printer_offline.do")};
    default:
      return {};
  }
}

ReasonKeys ProgramKeys(DeviceReason reason) {
  switch (reason) {
    case DeviceReason::Loading:
      return {N_("device.loading"), ""};
    case DeviceReason::NotInstalled:
      return {N_("device.not_installed"), N_("device.install.do")};
    case DeviceReason::FileMissing:
      return {N_("device.file_missing"), N_("device.file.do")};
    case DeviceReason::FileDamaged:
      return {N_("device.file_damaged"), N_("device.file.do")};
    case DeviceReason::NoSoundCard:
      return {N_("device.no_sound_card"), N_("device.no_sound_card.do")};
    case DeviceReason::KeepsStopping:
      return {N_("device.keeps_stopping"), N_("device.keeps_stopping.do")};
    case DeviceReason::OffInSettings:
      return {N_("device.off_in_settings"), ""};
    case DeviceReason::AnotherFont:
      return {N_("device.another_font"), N_("device.install.do")};
    case DeviceReason::NoChineseFont:
      return {N_("device.no_chinese_font"), N_("device.install.do")};
    default:
      return PrinterKeys(reason);
  }
}

ReasonKeys KeysOf(DeviceReason reason) {
  switch (reason) {
    case DeviceReason::DatabaseClosed:
      return {N_("device.database_closed"), N_("device.doctor.do")};
    case DeviceReason::NeverReached:
      return {N_("device.never_reached"), ""};
    case DeviceReason::Reached:
      return {N_("device.reached"), ""};
    case DeviceReason::TakenOver:
      return {N_("device.taken_over"), ""};
    case DeviceReason::NotTakenYet:
      return {N_("device.not_taken_yet"), ""};
    case DeviceReason::NotTaken:
      return {N_("device.not_taken"), N_("device.doctor.do")};
    case DeviceReason::FreeSpace:
      return {N_("device.free_space"), ""};
    case DeviceReason::LittleSpace:
      return {N_("device.little_space"), N_("device.little_space.do")};
    case DeviceReason::BackupOff:
      return {N_("device.backup_off"), N_("device.backup_off.do")};
    case DeviceReason::BackupNever:
      return {N_("device.backup_never"), ""};
    case DeviceReason::BackupMade:
      return {N_("device.backup_made"), ""};
    case DeviceReason::BackupOld:
      return {N_("device.backup_old"), N_("device.backup_old.do")};
    case DeviceReason::BackupFailed:
      return {N_("device.backup_failed"), N_("device.doctor.do")};
    case DeviceReason::WidthFromSettings:
      return {N_("device.width_from_settings"), N_("device.width_from_settings.do")};
    case DeviceReason::WidthMeasured:
      return {N_("device.width_measured"), ""};
    case DeviceReason::CalibrationDamaged:
      return {N_("device.calibration_damaged"), N_("device.calibration_damaged.do")};
    case DeviceReason::SetUpMode:
      return {N_("device.set_up_mode"), N_("device.set_up_mode.do")};
    default:
      return ProgramKeys(reason);
  }
}

// The ways that still work without this part.
const char* WithoutKey(DeviceThing thing) {
  switch (thing) {
    case DeviceThing::Pinyin:
    case DeviceThing::Handwriting:
    case DeviceThing::Strokes:
      return N_("device.without_input");
    case DeviceThing::Voice:
      return N_("device.without_voice");
    case DeviceThing::Printer:
      return N_("device.without_printer");
    default:
      return "";
  }
}

std::string TextOf(const DeviceLine& line, const Scene& scene) {
  const auto detail = fmt::arg("detail", line.detail);
  const std::string since = line.since ? i18n::DateTime(scene.texts, *line.since) : std::string{};
  if (line.reason == DeviceReason::Unreached)
    return scene.texts.Plural("device.unreached", line.count, fmt::arg("since", since));
  if (line.reason == DeviceReason::EventsRefused) return scene.texts.Plural("device.events_refused", line.count);
  const char* key = KeysOf(line.reason).text;
  return *key == '\0' ? std::string{} : scene.T(key, detail, fmt::arg("count", line.count), fmt::arg("since", since));
}

std::string AdviceOf(const DeviceLine& line, const Scene& scene) {
  if (line.reason == DeviceReason::Unreached) return std::string(scene.T("device.unreached.do"));
  if (line.reason == DeviceReason::EventsRefused) return std::string(scene.T("device.events_refused.do"));
  const char* key = KeysOf(line.reason).advice;
  return *key == '\0' ? std::string{} : scene.T(key, fmt::arg("detail", line.detail));
}

// What needs a hand first, then in the order of the view.
std::vector<DeviceLine> Sorted(const DeviceView& view) {
  std::vector<DeviceLine> lines = view.lines;
  const auto rank = [](const DeviceLine& line) {
    return line.health == DeviceHealth::Missing ? 0 : line.health == DeviceHealth::Degraded ? 1 : 2;
  };
  std::stable_sort(lines.begin(), lines.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return lines;
}

}  // namespace

void DrawDeviceLine(const DeviceLine& line, std::string_view if_fine, const Scene& scene, ui::Frame& frame) {
  std::string text = TextOf(line, scene);
  if (text.empty() && line.health == DeviceHealth::Ok) text = if_fine;
  const char* without = line.health == DeviceHealth::Missing ? WithoutKey(line.thing) : "";
  if (*without != '\0') {
    if (!text.empty()) text += '\n';  // a sentence of its own
    text += scene.T(without);
  }
  const std::string advice = AdviceOf(line, scene);
  frame.Status({.tone = ToneOf(line.health),
                .name = scene.T(NameKey(line.thing)),
                .state = scene.T(StateKey(line.health)),
                .text = text,
                .advice = advice});
}

int CountTroubles(const DeviceView& view) {
  return static_cast<int>(std::count_if(view.lines.begin(), view.lines.end(), IsTrouble));
}

bool NeedsStaff(const DeviceView& view) { return CountTroubles(view) > 0; }

std::optional<Action> DrawDevice(const DeviceView& view, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "device",
                                     .header = scene.header,
                                     .footer = {.back = ui::FooterButton{scene.T("staff.back")}, .next = {}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Title(scene.T("device.title"));
  frame.Note(scene.T("device.for_staff"), ui::Icon::Information);
  {
    const auto row = frame.BeginRow();
    if (view.offers_sign_in &&
        frame.PrimaryButton("device.sign_in", {.text = scene.T("sign_in.title"), .icon = ui::Icon::Person}))
      action = StaffAct{OpenSignIn{}};
    if (frame.SecondaryButton("device.calibration", {.text = scene.T("calibration.title"), .icon = ui::Icon::Visible}))
      action = StaffAct{OpenCalibration{}};
    if (frame.SecondaryButton("device.touch_test", {.text = scene.T("touch_test.title"), .icon = ui::Icon::Number}))
      action = StaffAct{OpenTouchTest{}};
  }
  const int troubles = CountTroubles(view);
  frame.Heading(troubles == 0 ? std::string(scene.T("device.all_well"))
                              : scene.texts.Plural("device.troubles", troubles));
  const auto card = frame.BeginCard();
  for (const DeviceLine& line : Sorted(view)) DrawDeviceLine(line, {}, scene, frame);
  return action;
}

}  // namespace bianmin::screens
