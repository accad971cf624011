#pragma once
// The settings of one kiosk (config/kiosk.toml, which explains each), parsed and then always valid. Read by the kiosk
// itself and by bianmin-admin, which checks them; the daemon and the centre share the parts that their files have too.
// Reading the files that the paths lead to is up to whoever needs them.

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/config.h"
#include "kiosk/base/log.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/kiosk_name.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/response_clock.h"
#include "kiosk/domain/session.h"

namespace bianmin::domain {

// A telephone number the centre publishes (R29).
struct PublishedPhone {
  LocalisedText name;
  std::string number;  // digits only
};

// What each resident begins with.
enum class FirstLanguage { Chinese, English };
enum class FirstTextStep { Standard, Elder, ExtraLarge };

struct DisplaySettings {
  int width_mm = 0;         // a calibration counts more: kiosk/domain/panel_width.h
  std::string calibration;  // the file it is stored in
  bool is_fullscreen = true;
  int monitor = 0;
  FirstLanguage language = FirstLanguage::Chinese;
  FirstTextStep text_step = FirstTextStep::Standard;
  bool asks_first = true;  // whether the text is large enough, before a resident's first errand
};

struct StorageSettings {
  std::string database;
  std::string key;  // a path or "credential:NAME"
  std::string centre_public_key;
  std::string city_key;             // a path or "credential:NAME"; empty: receipts carry the number alone
  std::string operator_public_key;  // whose settings are taken from the centre; empty: nobody's
};

struct FileSettings {
  std::string catalogue;
  std::string addresses;
  std::string calendar;
  std::string providers;
  std::string agreement;  // terms of 服务合同; empty: no agreements are made
  std::string texts;
  std::string share;  // what belongs to the program: models, dictionaries, tables of the voice
};

struct VoiceSettings {
  std::string device;      // "default", "none", "file:…", or a name of ALSA
  std::string recordings;  // the folder of an institution's own recordings; empty: none
  bool is_on = false;      // speaks to every resident without being asked to
};

struct PrintSettings {
  std::string printer;         // "none", "file:FOLDER", or a queue of CUPS
  std::string report_printer;  // for A4: "none", "file:FOLDER", or a queue of CUPS
  int paper_mm = 80;           // 58 or 80
  bool is_automatic = true;
};

// A copy of the database each night, encrypted, proven by restoring it.
struct BackupSettings {
  std::string folder;  // empty: none is made
  int keep_days = 14;  // older ones are deleted, so that what was erased here does not live on in them
  int hour = 2;        // of the night, China Standard Time
};

struct PrivacySettings {
  int keep_days = 180;  // personal fields, after a record is closed and delivered
};

struct ExportSettings {
  std::string folder;  // where a memory stick shows; empty: nothing is exported
};

struct LogSettings {
  std::string file;  // empty: standard error only
  base::LogLevel least = base::LogLevel::Note;
};

struct KioskSettings {
  KioskName name;
  KioskCode code;
  LocalisedText centre_name;
  LocalisedText opening_hours;
  std::vector<PublishedPhone> phones;
  DisplaySettings display;
  SessionTimes session;
  SessionTimes staff_session;
  std::string import_folder;      // where a memory stick shows, for pictures; empty: none are taken
  bool sounds_for_urgent = true;  // a chime, until staff have taken note of an urgent need
  StorageSettings storage;
  FileSettings files;
  VoiceSettings voice;
  PrintSettings print;
  ResponseTimes response;
  BackupSettings backup;
  PrivacySettings privacy;
  ExportSettings exports;
  LogSettings log;
};

// In seconds, of [session].
inline constexpr base::IntegerRange kIdleSeconds{60, 300};
inline constexpr base::IntegerRange kAnswerSeconds{20, 120};

// `language` and `text_step` of a [display] table.
FirstLanguage ReadFirstLanguage(base::ConfigSection& display);
FirstTextStep ReadFirstTextStep(base::ConfigSection& display);
// The [log] table; without it, standard error only.
LogSettings ReadLogSettings(base::ConfigSection& root);
// `name` is the path of the file: errors begin with it, and relative paths are taken from its folder.
base::Result<KioskSettings> ReadKioskSettings(std::string_view toml, std::string_view name);

}  // namespace bianmin::domain
