#pragma once
// What the kiosk has besides its screen: the input engines, the voice, the printer. Each works on a thread of its own
// and wakes the main thread when it has something to say; what is missing or in trouble becomes a line of the device
// page, and the rest goes on. Main thread only.

#include <functional>

#include "kiosk/app/app.h"
#include "kiosk/app/typist.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/heartbeat.h"
#include "kiosk/print/print_desk.h"
#include "kiosk/speech/speaker.h"

namespace bianmin::app {

// Where the engines' files are, by the settings.
EngineFiles EngineFilesOf(const Settings& settings);

domain::PrinterCondition ConditionOf(const print::PrinterState& printer);

class Peripherals {
 public:
  Peripherals(const Settings& settings, const base::Clock& clock, std::function<void()> wake);

  void Ask(Question question) { typist_.Ask(std::move(question)); }
  void Say(Announcement announcement, const screens::VoiceChoice& how);
  void Hush() { speaker_.Stop(); }
  bool Chime(int volume_percent) { return speaker_.Chime(volume_percent); }
  std::uint64_t Print(print::Receipt receipt) { return desk_.Print(std::move(receipt)); }
  std::uint64_t PrintSheet(print::Sheet sheet) {
    return std::visit([this](auto&& each) { return sheet_desk_.Print(std::move(each)); }, std::move(sheet));
  }
  // The end of a session: nothing of a resident is composed, spoken or printed any more.
  void Forget();
  // Gives the app what has come since.
  void Report(App& app);
  // How the printer of receipts is, as staff are shown it.
  domain::PrinterCondition printer() const { return printer_; }

 private:
  Typist typist_;
  speech::Speaker speaker_;
  print::PrintDesk desk_;
  print::PrintDesk sheet_desk_;  // A4, for staff
  std::optional<EngineFaults> told_faults_;
  std::optional<speech::SpeakerState> told_voice_;
  std::optional<print::DeskState> told_desk_;
  domain::PrinterCondition printer_ = domain::PrinterCondition::Unknown;
  std::optional<print::DeskState> told_sheet_desk_;
};

}  // namespace bianmin::app
