#include "kiosk/app/peripherals.h"

#include <filesystem>

namespace bianmin::app {
namespace {

namespace fs = std::filesystem;

constexpr base::Milliseconds kSheetPatience = std::chrono::minutes{3};  // a report has many pages

using screens::DeviceHealth;
using screens::DeviceLine;
using screens::DeviceReason;
using screens::DeviceThing;

// The words of the centre's own lists, for the pinyin engine.
std::vector<std::string> WordsOf(const Settings& settings) {
  std::vector<std::string> words;
  for (const domain::Service& service : settings.catalogue.services) {
    words.push_back(service.name.zh);
    for (const domain::LocalisedText& phrase : service.phrases) words.push_back(phrase.zh);
  }
  for (const domain::Compound& compound : settings.addresses.compounds) {
    words.push_back(compound.name.zh);
    for (const domain::Building& building : compound.buildings) words.push_back(building.name);
  }
  return words;
}

speech::SpeakerOptions VoiceOf(const domain::KioskSettings& kiosk) {
  speech::SpeakerOptions options;
  options.device = kiosk.voice.device;
  options.recordings = kiosk.voice.recordings;
  options.overrides = (fs::path(kiosk.files.share) / "voice" / "overrides_zh.txt").string();
  return options;
}

print::PaperWidth PaperOf(const domain::PrintSettings& print) {
  return print.paper_mm == 58 ? print::PaperWidth::Mm58 : print::PaperWidth::Mm80;
}

DeviceLine EngineLine(DeviceThing thing, const std::string& fault) {
  if (fault.empty()) return {.thing = thing, .health = DeviceHealth::Ok};
  return {.thing = thing, .health = DeviceHealth::Missing, .reason = DeviceReason::FileMissing, .detail = fault};
}

DeviceLine VoiceLine(const speech::SpeakerState& state) {
  using Condition = speech::SpeakerState::Condition;
  DeviceLine line{.thing = DeviceThing::Voice, .health = DeviceHealth::Missing};
  switch (state.condition) {
    case Condition::Off:
      line.health = DeviceHealth::Off;
      line.reason = DeviceReason::OffInSettings;
      break;
    case Condition::Ready:
      line.health = DeviceHealth::Ok;
      break;
    case Condition::NoSoundCard:
      line.reason = DeviceReason::NoSoundCard;
      break;
    case Condition::NoVoice:
      line.reason = DeviceReason::NotInstalled;
      line.detail = "espeak-ng";
      break;
  }
  return line;
}

DeviceLine PrinterLine(const print::PrinterState& state) {
  using print::PrinterTrouble;
  DeviceLine line{.thing = DeviceThing::Printer, .health = DeviceHealth::Degraded};
  switch (state.trouble) {
    case PrinterTrouble::None:
      line.health = DeviceHealth::Ok;
      break;
    case PrinterTrouble::NoPrinter:
      line.health = DeviceHealth::Off;
      line.reason = DeviceReason::NoPrinter;
      break;
    case PrinterTrouble::PaperOut:
    case PrinterTrouble::PaperLow:
      line.reason = DeviceReason::PaperOut;
      break;
    case PrinterTrouble::Jammed:
      line.reason = DeviceReason::Jammed;
      break;
    case PrinterTrouble::CoverOpen:
      line.reason = DeviceReason::CoverOpen;
      break;
    case PrinterTrouble::NotFound:
    case PrinterTrouble::ServerDown:
    case PrinterTrouble::Offline:
    case PrinterTrouble::Stopped:
      line.reason = DeviceReason::PrinterOffline;
      break;
  }
  return line;
}

// Before an engine is first asked for, only whether its file is there can be told.
EngineFaults MissingFiles(const EngineFiles& files) {
  const auto missing = [](const std::string& file) {
    std::error_code ignored;
    return fs::exists(file, ignored) ? std::string{} : file;
  };
  return {.pinyin = missing(files.pinyin.dictionary),
          .strokes = missing(files.strokes.table),
          .handwriting = missing(files.handwriting.model)};
}

}  // namespace

EngineFiles EngineFilesOf(const Settings& settings) {
  const fs::path share = settings.kiosk.files.share;
  EngineFiles files;
  files.pinyin.domain = (share / "input" / "domain.dict").string();
  files.pinyin.own_words = WordsOf(settings);
  files.strokes.table = (share / "input" / "strokes.txt").string();
  files.handwriting = {.model = (share / "handwriting" / "handwriting.model").string(),
                       .ocr_model = (share / "handwriting" / "ocr.onnx").string(),
                       .ocr_characters = (share / "handwriting" / "ocr.txt").string()};
  return files;
}

domain::PrinterCondition ConditionOf(const print::PrinterState& printer) {
  switch (printer.trouble) {
    case print::PrinterTrouble::None:
      return domain::PrinterCondition::Ready;
    case print::PrinterTrouble::NoPrinter:
      return domain::PrinterCondition::None;
    case print::PrinterTrouble::PaperLow:
      return domain::PrinterCondition::PaperLow;
    case print::PrinterTrouble::PaperOut:
      return domain::PrinterCondition::PaperOut;
    default:
      return domain::PrinterCondition::Trouble;
  }
}

Peripherals::Peripherals(const Settings& settings, const base::Clock& clock, std::function<void()> wake)
    : typist_(EngineFilesOf(settings), wake),
      speaker_(VoiceOf(settings.kiosk), clock, wake),
      desk_(print::MakePrinter(settings.kiosk.print.printer), PaperOf(settings.kiosk.print), wake, {}),
      sheet_desk_(print::MakePrinter(settings.kiosk.print.report_printer), print::PaperWidth::Mm80, wake,
                  {.patience = kSheetPatience}),
      told_faults_(MissingFiles(EngineFilesOf(settings))) {}

void Peripherals::Say(Announcement announcement, const screens::VoiceChoice& how) {
  speaker_.Say(std::move(announcement), {how.rate_percent, how.volume_percent});
}

void Peripherals::Forget() {
  typist_.Forget();
  speaker_.Stop();
  desk_.Forget();
  sheet_desk_.Forget();
}

void Peripherals::Report(App& app) {
  for (const Answer& answer : typist_.Take()) app.Take(answer);
  const EngineFaults faults = typist_.faults();
  const bool has_faults = faults != EngineFaults{};
  if (told_faults_ && (has_faults || !told_voice_)) {
    const EngineFaults shown = has_faults ? faults : *told_faults_;
    app.Take(Noticed{EngineLine(DeviceThing::Pinyin, shown.pinyin)});
    app.Take(Noticed{EngineLine(DeviceThing::Strokes, shown.strokes)});
    app.Take(Noticed{EngineLine(DeviceThing::Handwriting, shown.handwriting)});
    if (has_faults) told_faults_.reset();
  }
  if (const speech::SpeakerState voice = speaker_.state(); told_voice_ != voice) {
    told_voice_ = voice;
    app.TakeVoice(voice.condition == speech::SpeakerState::Condition::Ready);
    app.Take(Noticed{VoiceLine(voice)});
  }
  if (const print::DeskState desk = sheet_desk_.state(); told_sheet_desk_ != desk) {
    told_sheet_desk_ = desk;
    app.TakeSheet(desk);
  }
  if (const print::DeskState desk = desk_.state(); told_desk_ != desk) {
    told_desk_ = desk;
    app.TakePaper(desk);
    const bool is_well = desk.printer.trouble == print::PrinterTrouble::None;
    const print::PrinterState& shown = is_well ? desk.last_failure : desk.printer;
    app.Take(Noticed{PrinterLine(shown)});
    printer_ = ConditionOf(shown);
  }
}

}  // namespace bianmin::app
