#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <filesystem>

#include "kiosk/input/pinyin.h"
#include "kiosk/print/printer.h"
#include "kiosk/speech/output.h"
#include "kiosk/speech/synthesis.h"
#include "sync/admin/doctor_checks.h"

namespace bianmin::admin {
namespace {

namespace fs = std::filesystem;

constexpr int kVoicePatience = 5'000;  // ms without a sound
constexpr const char* kEspeak = "/usr/bin/espeak-ng";
constexpr const char* kVariant = "f3";

Check PrinterCheck(const print::PrinterState& state, const std::string& printer) {
  using print::PrinterTrouble;
  const auto warn = [&](std::string_view what) {
    const std::string words = state.detail.empty() ? std::string{} : " (" + state.detail + ")";
    return Check{"printer", Health::Warning, fmt::format("{}: {}{}", printer, what, words)};
  };
  switch (state.trouble) {
    case PrinterTrouble::None:
      return {"printer", Health::Fine, printer + " can print"};
    case PrinterTrouble::NoPrinter:
      return {"printer", Health::Fine, "none, as kiosk.toml says; receipts are not offered"};
    case PrinterTrouble::NotFound:
      return warn("the print server has no queue of that name; lpstat -e lists them, lpadmin adds one");
    case PrinterTrouble::ServerDown:
      return warn("no print server answers; apt install cups, then systemctl enable --now cups");
    case PrinterTrouble::Offline:
      return warn("it is switched off or unplugged");
    case PrinterTrouble::PaperOut:
      return warn("it is out of paper; put in a new roll");
    case PrinterTrouble::PaperLow:
      return warn("its roll is nearly used up");
    case PrinterTrouble::Jammed:
      return warn("the paper is jammed; open the cover and take it out");
    case PrinterTrouble::CoverOpen:
      return warn("its cover is open");
    case PrinterTrouble::Stopped:
      return warn("the print server holds it; cupsenable and cupsaccept let it print again");
  }
  return warn("it is in some trouble");
}

// What espeak-ng lacks for Chinese; empty: it speaks.
std::string VoiceFault(const std::string& program) {
  using Step = speech::Synthesis::Step;
  auto synthesis = speech::Synthesis::Start({program, kVariant}, {speech::Language::Chinese, "yi1"}, 100);
  if (!synthesis) return synthesis.error().message;
  speech::Samples samples;
  Step step = Step::Waits;
  while (step == Step::Waits || step == Step::Produced) {
    pollfd wait{.fd = synthesis->descriptor(), .events = POLLIN, .revents = 0};
    if (poll(&wait, 1, kVoicePatience) <= 0) return program + " does not answer";
    step = synthesis->Next(samples);
  }
  const bool is_heard = std::any_of(samples.begin(), samples.end(), [](std::int16_t sample) { return sample != 0; });
  return step == Step::Ended && is_heard ? std::string{} : program + " says nothing in Chinese";
}

void CheckVoice(const domain::VoiceSettings& voice, std::vector<Check>& checks) {
  if (voice.device == "none") {
    checks.push_back({"voice", Health::Fine, "off, as kiosk.toml says"});
    return;
  }
  const std::string fault = VoiceFault(kEspeak);
  checks.push_back(fault.empty() ? Check{"voice", Health::Fine, std::string(kEspeak) + " speaks Chinese"}
                                 : Check{"voice", Health::Warning, fault + "; apt install espeak-ng espeak-ng-data"});
  std::error_code none;
  if (!voice.recordings.empty() && !fs::is_directory(voice.recordings, none)) {
    checks.push_back({"recordings", Health::Warning,
                      fmt::format("there is no folder {}; see [voice] recordings in kiosk.toml", voice.recordings)});
  }
  // A file is for trying out, and looking at it would begin it anew.
  if (voice.device.find("file:") != std::string::npos) return;
  const auto card = speech::MakeAlsaOutput(voice.device);
  const auto opened = card->Open();
  card->Close();
  checks.push_back(opened ? Check{"sound", Health::Fine, voice.device + " can be opened"}
                          : Check{"sound", Health::Warning,
                                  opened.error().message + "; aplay -L lists the devices for [voice] device, \"none\" "
                                                           "does without a voice"});
}

bool HasLanguageModel() {
  std::error_code none;
  if (fs::exists("/usr/lib/libime/zh_CN.lm", none)) return true;
  for (const auto& folder : fs::directory_iterator("/usr/lib", none)) {
    if (fs::exists(folder.path() / "libime" / "zh_CN.lm", none)) return true;
  }
  return false;
}

void CheckInput(const fs::path& share, std::vector<Check>& checks) {
  const std::size_t before = checks.size();
  const auto need = [&](const fs::path& file, std::string_view what, std::string_view how) {
    std::error_code none;
    if (fs::exists(file, none)) return;
    checks.push_back(
        {"input", Health::Warning, fmt::format("{} cannot be used: there is no {}; {}", what, file.string(), how)});
  };
  constexpr std::string_view kInstall = "install the program's share folder again (the build makes it: cmake --build)";
  need(input::PinyinFiles{}.dictionary, "pinyin", "apt install libime-data");
  if (!HasLanguageModel()) {
    checks.push_back({"input", Health::Warning, "pinyin guesses badly; apt install libime-data-language-model"});
  }
  need(share / "input" / "domain.dict", "the pinyin of the catalogue's words", kInstall);
  need(share / "input" / "strokes.txt", "writing by strokes", kInstall);
  need(share / "handwriting" / "handwriting.model", "writing by finger", kInstall);
  need(share / "handwriting" / "ocr.onnx", "the second reader of handwriting", kInstall);
  if (checks.size() == before) {
    checks.push_back({"input", Health::Fine, "the models and dictionaries of all ways to write are there"});
  }
}

}  // namespace

void CheckCounter(const domain::KioskSettings& kiosk, std::vector<Check>& checks) {
  const std::string& printer = kiosk.print.printer;
  if (printer.starts_with("file:")) {
    checks.push_back({"printer", Health::Fine, printer + " keeps a PDF of each receipt, for trying out"});
  } else {
    checks.push_back(PrinterCheck(print::MakePrinter(printer)->State(), printer));
  }
  CheckVoice(kiosk.voice, checks);
  CheckInput(kiosk.files.share, checks);
}

}  // namespace bianmin::admin
