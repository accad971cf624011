#pragma once
// A whole kiosk without window, threads and network: the real app and screens over a real store on a disk of its own,
// driven as the program drives itself. Commands are carried out at once, one after the other, where the program has a
// worker; the clock moves only when a test lets time pass. The finger presses controls by their ids and is noticed at
// its going down, as a real one is.

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/app.h"
#include "kiosk/domain/change.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/ui_world.h"

namespace bianmin::testing {

// Which panel, and what its resident chooses on the first screen.
struct KioskView {
  Panel panel = kLandscape;
  i18n::Language language = i18n::Language::Chinese;
  ui::TextStep step = ui::TextStep::Standard;
  bool is_set_up = false;   // started with --set-up
  bool asks_first = false;  // the question before the first errand, which most journeys have behind them
};

class KioskWorld {
 public:
  explicit KioskWorld(const KioskView& view = {});
  KioskWorld(const KioskWorld&) = delete;
  KioskWorld& operator=(const KioskWorld&) = delete;

  // ---- the resident
  // The language and text size of the view, by the buttons of the header.
  void ChooseLanguageAndSize();
  // Pages down or up when the control is out of sight. The test ends with a sentence when it cannot be pressed.
  void Tap(std::string_view id);
  void TapAll(std::initializer_list<std::string_view> ids);
  void Touch(ui::Point at);
  void Drag(ui::Point from, ui::Point to);
  // A physical keyboard: one character after the other, each with a frame of its own.
  void Type(std::string_view text);
  void Press(ui::Key key);
  // The number pad on the screen.
  void TapDigits(std::string_view digits);
  // A scanner: every character and Enter between two frames.
  void Scan(std::string_view text);
  // All of it between two frames, as when the kiosk is slow.
  void TypeAtOnce(const std::vector<ui::Typed>& typed);
  // Nobody touches the kiosk for so long.
  void Wait(base::Milliseconds time);

  // ---- the centre and the operator
  // bianmin-sync writes what the centre says of a record, and the idle worker notices.
  void CentreSays(std::string_view id, domain::OrderStatusChange change);
  // bianmin-sync brings a document, and the idle worker notices and reads it.
  void CityPublishes(domain::Publication document);
  void LoseStore(std::string reason);
  void RegainStore();

  // ---- what can be seen
  const ui::Inventory& Shown() const { return screen_.Shown(); }
  const std::string& Page() const { return screen_.Shown().page; }
  bool Has(std::string_view id) const { return screen_.Has(id); }
  // The text of a key in the language on the screen.
  std::string_view Text(std::string_view key) const;
  UiWorld& screen() { return screen_; }
  // How the program would lay out the present screen on this panel.
  ui::Look Look() const { return app_.LookFor(screen_.look.pixels); }

  // ---- what is behind it
  app::Model& model() { return app_.model(); }
  support::KioskDesk& desk() { return desk_; }
  store::Store& store() { return *store_; }
  domain::Counts Counts() { return support::Must(store_->CountsSoFar()); }
  // The screen's draft or state; the test ends when another screen is shown.
  template <class Screen>
  Screen& On() {
    return std::get<Screen>(app_.model().screen);
  }
  // What the voice said since the last call, one sentence each.
  std::vector<std::string> TakeSaid() { return std::exchange(said_, {}); }
  // What came out of the printer; there is one while has_printer says so.
  std::vector<print::Receipt> TakePrinted() { return std::exchange(printed_, {}); }
  void PrinterIs(print::PrinterTrouble trouble);
  const base::SecretKey& city() const { return city_; }

  // Called with each command before it is carried out, and the page it was given on.
  std::function<void(const app::StoreCommand&, const std::string& page)> on_command;

 private:
  using Input = decltype(ui::InputEvent::what);
  void Add(Input input);
  // One round of the program's loop and those that follow from it; `is_input` when something was touched or typed.
  void Turn(bool is_input);
  bool CarryOutCommands();
  bool AnswerQuestions();
  ui::Drawn Show();
  void Advance(base::Milliseconds time);
  bool IsInSight(std::string_view id) const;

  KioskView view_;
  support::KioskDesk desk_;
  app::Settings settings_;
  std::optional<store::Store> store_;
  std::string trouble_;
  base::SecretKey city_;
  UiWorld screen_;
  std::vector<app::StoreCommand> given_;
  std::vector<app::Question> asked_;
  std::vector<std::string> said_;
  std::vector<print::Receipt> printed_;
  app::App app_;
};

}  // namespace bianmin::testing
