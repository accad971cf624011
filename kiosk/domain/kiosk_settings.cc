#include "kiosk/domain/kiosk_settings.h"

#include <fmt/format.h>

#include <filesystem>

#include "kiosk/domain/config_texts.h"
#include "kiosk/domain/limits.h"

namespace bianmin::domain {
namespace {

using base::ConfigSection;

constexpr const char* kUsualCalibrationFile = "display.toml";

// A placeholder when the code is missing or wrong; it is never used, because Finish() fails then.
KioskCode ReadKioskCode(ConfigSection& from) {
  const std::string text = from.Text("code");
  const auto code = KioskCode::Parse(text);
  if (!code && from.Has("code")) from.Fault("code", "must be two capital letters, neither I nor O, such as \"JA\"");
  return code.value_or(*KioskCode::Parse("AA"));
}

std::vector<PublishedPhone> ReadPhones(ConfigSection& root) {
  std::vector<PublishedPhone> phones;
  for (auto& from : root.Sections("phone")) {
    const auto name = ReadLocalisedText(from, "name");
    phones.push_back({name, ReadPublishedPhone(from, "number")});
  }
  if (phones.empty()) root.Fault("", "at least one [[phone]] is needed, so that residents can reach somebody");
  if (phones.size() > kMaxPublishedPhones) {
    root.Fault("phone", fmt::format("at most {} are possible, here are {}", kMaxPublishedPhones, phones.size()));
  }
  return phones;
}

// `database` says where the calibration lies unless it is named: beside the database, where the program may write.
DisplaySettings ReadDisplay(ConfigSection from, const std::string& database) {
  DisplaySettings display;
  display.calibration = from.Has("calibration")
                            ? from.Path("calibration")
                            : (std::filesystem::path(database).parent_path() / kUsualCalibrationFile).string();
  display.width_mm = static_cast<int>(from.Integer("width_mm", {kLeastPanelWidthMm, kMostPanelWidthMm}));
  display.is_fullscreen = from.Flag("fullscreen", true);
  display.monitor = static_cast<int>(from.Integer("monitor", {0, 15}, 0));
  display.language = ReadFirstLanguage(from);
  display.text_step = ReadFirstTextStep(from);
  display.asks_first = from.Flag("asks_first", true);
  return display;
}

FileSettings ReadFiles(ConfigSection& files) {
  FileSettings read{
      .catalogue = files.Path("catalogue"), .addresses = files.Path("addresses"), .calendar = files.Path("calendar")};
  if (!files.Text("agreement", "").empty()) read.agreement = files.Path("agreement");
  read.providers = files.Path("providers");
  read.texts = files.Path("texts");
  read.share = files.Path("share");
  return read;
}

// Both tables may be missing: a kiosk without voice or printer is a kiosk.
VoiceSettings ReadVoice(ConfigSection& root) {
  VoiceSettings voice{.device = "default"};
  auto from = root.OptionalSection("voice");
  if (!from) return voice;
  voice.device = from->Text("device", "default");
  if (!from->Text("recordings", "").empty()) voice.recordings = from->Path("recordings");
  voice.is_on = from->Flag("on", false);
  return voice;
}

PrintSettings ReadPrint(ConfigSection& root) {
  PrintSettings print{.printer = "none", .report_printer = "none"};
  auto from = root.OptionalSection("print");
  if (!from) return print;
  print.printer = from->Text("printer", "none");
  print.report_printer = from->Text("report_printer", "none");
  print.paper_mm = std::stoi(from->Word("paper", {"58", "80"}, "80"));
  print.is_automatic = from->Flag("automatic", true);
  return print;
}

// All three tables may be missing: then nothing is backed up or exported, and fields are kept as long as is usual.
BackupSettings ReadBackup(ConfigSection& root) {
  BackupSettings backup;
  auto from = root.OptionalSection("backup");
  if (!from) return backup;
  if (!from->Text("folder", "").empty()) backup.folder = from->Path("folder");
  backup.keep_days = static_cast<int>(from->Integer("keep_days", {1, kMostBackupDays}, backup.keep_days));
  backup.hour = static_cast<int>(from->Integer("hour", {0, 23}, backup.hour));
  return backup;
}

PrivacySettings ReadPrivacy(ConfigSection& root) {
  PrivacySettings privacy;
  auto from = root.OptionalSection("privacy");
  if (!from) return privacy;
  privacy.keep_days =
      static_cast<int>(from->Integer("keep_days", {kLeastPersonalDays, kMostPersonalDays}, privacy.keep_days));
  return privacy;
}

ExportSettings ReadExports(ConfigSection& root) {
  ExportSettings exports;
  auto from = root.OptionalSection("export");
  if (from && !from->Text("folder", "").empty()) exports.folder = from->Path("folder");
  return exports;
}

SessionTimes ReadSession(ConfigSection from) {
  SessionTimes times;
  times.idle = std::chrono::seconds{from.Integer("idle_seconds", kIdleSeconds, times.idle.count())};
  times.answer = std::chrono::seconds{from.Integer("answer_seconds", kAnswerSeconds, times.answer.count())};
  return times;
}

// The table may be missing. Staff have as long to answer the warning as residents have.
SessionTimes ReadStaffSession(ConfigSection& root, const SessionTimes& residents) {
  SessionTimes times{.idle = kStaffIdle, .answer = residents.answer};
  auto from = root.OptionalSection("staff");
  if (from) times.idle = std::chrono::seconds{from->Integer("idle_seconds", {60, 1800}, times.idle.count())};
  return times;
}

// Where a memory stick shows; may be missing.
std::string ReadImportFolder(ConfigSection& root) {
  auto from = root.OptionalSection("staff");
  return from && !from->Text("import_folder", "").empty() ? from->Path("import_folder") : std::string{};
}

bool ReadUrgentSound(ConfigSection& root) {
  auto from = root.OptionalSection("staff");
  return !from || from->Flag("urgent_sound", true);
}

ResponseTimes ReadResponse(ConfigSection from) {
  using std::chrono::hours;
  using std::chrono::minutes;
  ResponseTimes times;
  times.ordinary_order = hours{from.Integer("ordinary_hours", {1, 240}, times.ordinary_order / hours{1})};
  times.urgent_order = minutes{from.Integer("urgent_minutes", {5, 240}, times.urgent_order.count())};
  times.provider_details = hours{from.Integer("provider_hours", {1, 240}, times.provider_details / hours{1})};
  const auto working_days = [&from](std::string_view key, int& count) {
    count = static_cast<int>(from.Integer(key, {1, 60}, count));
  };
  working_days("complaint_working_days", times.complaint_working_days);
  working_days("suggestion_working_days", times.suggestion_working_days);
  working_days("bad_rating_working_days", times.bad_rating_working_days);
  working_days("reminder_working_days", times.reminder_working_days);
  working_days("complex_complaint_working_days", times.complex_complaint_working_days);
  working_days("call_back_working_days", times.call_back_working_days);
  return times;
}

}  // namespace

FirstLanguage ReadFirstLanguage(ConfigSection& display) {
  return display.Word("language", {"zh", "en"}, "zh") == "en" ? FirstLanguage::English : FirstLanguage::Chinese;
}

FirstTextStep ReadFirstTextStep(ConfigSection& display) {
  const std::string step = display.Word("text_step", {"standard", "elder", "extra_large"}, "standard");
  if (step == "elder") return FirstTextStep::Elder;
  return step == "extra_large" ? FirstTextStep::ExtraLarge : FirstTextStep::Standard;
}

LogSettings ReadLogSettings(ConfigSection& root) {
  LogSettings log;
  auto from = root.OptionalSection("log");
  if (!from) return log;
  if (!from->Text("file", "").empty()) log.file = from->Path("file");
  const std::string level = from->Word("level", {"debug", "note", "warning", "error"}, "note");
  if (level == "debug") log.least = base::LogLevel::Debug;
  if (level == "warning") log.least = base::LogLevel::Warning;
  if (level == "error") log.least = base::LogLevel::Error;
  return log;
}

base::Result<KioskSettings> ReadKioskSettings(std::string_view toml, std::string_view name) {
  auto document = base::ConfigDocument::Parse(toml, name);
  if (!document) return document.error();
  ConfigSection root = document->Root();
  ConfigSection kiosk = root.Section("kiosk");
  ConfigSection storage = root.Section("storage");
  ConfigSection files = root.Section("files");
  StorageSettings stored{storage.Path("database"), storage.Path("key"), storage.Path("centre_public_key"), {}, {}};
  if (!storage.Text("city_key", "").empty()) stored.city_key = storage.Path("city_key");
  if (!storage.Text("operator_public_key", "").empty())
    stored.operator_public_key = storage.Path("operator_public_key");
  const SessionTimes session = ReadSession(root.Section("session"));
  DisplaySettings display = ReadDisplay(root.Section("display"), stored.database);
  KioskSettings settings{
      .name = ReadKioskName(kiosk),
      .code = ReadKioskCode(kiosk),
      .centre_name = ReadLocalisedText(kiosk, "name"),
      .opening_hours = ReadLocalisedText(kiosk, "opening_hours"),
      .phones = ReadPhones(root),
      .display = std::move(display),
      .session = session,
      .staff_session = ReadStaffSession(root, session),
      .import_folder = ReadImportFolder(root),
      .sounds_for_urgent = ReadUrgentSound(root),
      .storage = std::move(stored),
      .files = ReadFiles(files),
      .voice = ReadVoice(root),
      .print = ReadPrint(root),
      .response = ReadResponse(root.Section("response")),
      .backup = ReadBackup(root),
      .privacy = ReadPrivacy(root),
      .exports = ReadExports(root),
      .log = ReadLogSettings(root),
  };
  if (auto sound = document->Finish(); !sound) return sound.error();
  return settings;
}

}  // namespace bianmin::domain
