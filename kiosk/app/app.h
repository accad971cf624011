#pragma once
// The kiosk without its window: the model, the screens that draw it, and the commands it gives. Used by main with a
// window and a worker, and by tests with neither.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/announcement.h"
#include "kiosk/app/model.h"
#include "kiosk/app/offering.h"
#include "kiosk/app/papers.h"
#include "kiosk/app/settings.h"
#include "kiosk/app/update.h"
#include "kiosk/base/crypto.h"
#include "kiosk/i18n/texts.h"
#include "kiosk/print/print_desk.h"
#include "kiosk/screens/resident/overlays.h"
#include "kiosk/screens/scene.h"
#include "kiosk/ui/context.h"

namespace bianmin::app {

// References must outlive the App.
struct AppParts {
  const Settings& settings;
  const i18n::Library& texts;
  const base::Clock& clock;
  base::Random& random;
  std::function<void(StoreCommand)> give;     // hands a command to the worker
  std::function<void(Question)> ask_engines;  // hands a question to the input engines
  std::function<void()> forget_session;       // wipes what the widget layer, engines, voice and printer remember
  std::function<void(Announcement, const screens::VoiceChoice&)> say = {};
  std::function<bool(int)> chime = {};                      // at this volume in percent; false: something is being said
  std::function<std::uint64_t(print::Receipt)> print = {};  // returns the ticket
  std::function<std::uint64_t(print::Sheet)> print_sheet = {};  // on A4; returns the ticket
  std::optional<base::SecretKey> city = {};                     // proves receipts
  ui::FontState fonts = {};                                     // what the widget layer found
  bool is_set_up = false;  // started with --set-up: opens on the device page, and may store a calibration
};

class App {
 public:
  explicit App(AppParts parts);

  // Draws the model; what the person did is kept until Apply.
  void Draw(ui::Frame& frame);
  // Changes the model by what was done since the last Apply. True when there was something.
  bool Apply();
  // The same for one act that needs no drawing.
  void Act(const screens::Action& action);
  // A touch or a key, of any kind: the session goes on. But while the kiosk asks whether somebody is there, only the
  // answer counts: a finger that goes down on "leave" must find it there when it goes up.
  void Touched();
  void Take(const Report& report);
  void Take(const Answer& answer) { Update(model_, answer); }
  void TakeVoice(bool can_speak) { model_.machine.can_speak = can_speak; }
  void TakePaper(const print::DeskState& desk);
  // The same of the printer for sheets of A4.
  void TakeSheet(const print::DeskState& desk);
  // After a picture was shown: says what is new on it, or the control that was touched to be heard. The idle warning
  // and the first question are spoken to everybody.
  void Speak(const ui::Inventory& shown, const std::optional<std::string>& heard);
  // Lets time pass. Returns when it must be called again: the next countdown second, the end of a session, the header's
  // minute.
  base::Milliseconds Elapse();

  // What the staff's page has for printer or stick now.
  std::optional<Papers> PapersNow() { return PapersOf(model_, SceneNow()); }

  ui::Look LookFor(ui::PixelSize pixels) const;
  const Model& model() const { return model_; }
  // For tests and tools that show a certain screen.
  Model& model() { return model_; }

 private:
  Circumstances Now() const;
  bool NobodyIsHere() const;
  // What the city has published comes into use while nobody is at the kiosk.
  void MoveOffer(base::Milliseconds now);
  void UseSettings();
  void Give(Commands commands);
  void PrintNow();
  void Make(const MakeSheet& sheet);
  void Keep();
  void PrintSheet(print::Sheet sheet);
  // Sounds for urgent needs that nobody has taken note of.
  void CallStaff(base::Milliseconds now);
  ui::HeaderSpec Header();
  screens::Scene SceneNow();
  void DrawScreen(const screens::Scene& scene, ui::Frame& frame);
  // The pages that stand in place of a form while it is kept; false when none does.
  bool DrawKeeping(const screens::Scene& scene, ui::Frame& frame);
  void DrawOverlay(const screens::Scene& scene, ui::Frame& frame);
  screens::IdleWarning View(const domain::SessionWarning& warning) const;
  // The idle warning, when it is on the screen.
  std::optional<domain::SessionWarning> Warning() const;
  const i18n::Texts& Texts() const { return parts_.texts.In(model_.language); }

  AppParts parts_;
  Offering offering_;
  Model model_;
  screens::Institution institution_;
  std::string header_time_;
  std::string header_alert_;
  std::string header_sync_;
  std::optional<screens::Action> action_;
  Announcer announcer_;
  bool says_again_ = false;             // 再听一遍
  bool has_warned_ = false;             // the idle warning that is on the screen was spoken
  base::Milliseconds examine_at_{0};    // when the machine is looked at again
  std::int64_t called_for_ = 0;         // urgent needs that a chime calls for
  base::Milliseconds chime_at_{0};      // while it does
  std::deque<std::uint64_t> asked_in_;  // the errand of each command that is not answered yet, oldest first
};

}  // namespace bianmin::app
