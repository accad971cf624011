#pragma once
// All that the kiosk knows between two frames. Which screen is shown is data: one variant, changed by Update alone.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/app/machine.h"
#include "kiosk/app/staff_screen.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/draft_code.h"
#include "kiosk/domain/session.h"
#include "kiosk/i18n/texts.h"
#include "kiosk/screens/comfort.h"
#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/resident/information.h"
#include "kiosk/screens/resident/look_up.h"
#include "kiosk/screens/resident/outcome.h"
#include "kiosk/screens/resident/rate_service.h"
#include "kiosk/screens/resident/register_need.h"
#include "kiosk/screens/resident/resume_form.h"
#include "kiosk/screens/staff/calibration.h"
#include "kiosk/screens/staff/sign_in.h"
#include "kiosk/screens/staff/touch_test.h"
#include "kiosk/ui/geometry.h"

namespace bianmin::app {

struct Home {};
// The one question before the first errand of a session; the errand whose tile was touched comes after it.
struct Greeting {
  std::optional<screens::Errand> then;
};
struct Outcome {
  screens::OutcomeKind kind;
  std::optional<base::Milliseconds> home_at;  // steady; nothing: a touch stopped the countdown
  screens::ReceiptPrint print{};
};
// The kiosk cannot take anything: its database does not work.
struct Unavailable {
  std::string reason;
};
struct Device {};  // how the machine is: for staff, and open to everybody

// Copied, moved and ended in model.cc alone: inlined into every file, that was a third of the building.
struct Screen
    : std::variant<Home, Greeting, screens::NeedDraft, screens::RatingDraft, screens::ComplaintDraft,
                   screens::LookUpDraft, screens::InformationState, screens::ResumeState, Outcome, Unavailable, Device,
                   screens::CalibrationState, screens::TouchTestState, screens::SignInState, StaffScreen> {
  using variant::variant;
  Screen(const Screen&);
  Screen(Screen&&) noexcept;
  Screen& operator=(const Screen&);
  Screen& operator=(Screen&&) noexcept;
  ~Screen();
};

// A form that is kept for its resident to come back to, from the idle warning or the question before leaving on.
struct Keeping {
  enum class State { BeingSaved, Kept, Failed };
  domain::DraftCode code;
  State state = State::BeingSaved;
  bool leaves = false;  // the resident goes: the code is shown as a result
};
// Where a form that was brought back goes on once the notice was read again.
struct GoesOn {
  std::uint64_t errand = 0;
  int page = 0;
};

// What each resident begins with, and gets back after a reset.
struct Defaults {
  i18n::Language language = i18n::Language::Chinese;
  screens::Comfort comfort;
  bool asks_first = true;  // whether the text is large enough, before the first errand
};

struct Model {
  Model(Defaults first, domain::SessionTimes times)
      : defaults(first), session_times(times), session(times), language(first.language), comfort(first.comfort) {}

  Defaults defaults;
  domain::SessionTimes session_times;
  domain::SessionTimes staff_times{.idle = domain::kStaffIdle};  // while somebody is signed in
  domain::Session session;
  i18n::Language language;
  screens::Comfort comfort;
  bool was_greeted = false;      // or has chosen a size before being asked
  bool is_comfort_open = false;  // 看和听 is drawn in place of the screen, which keeps all that was entered
  Screen screen = Home{};
  Machine machine{};
  bool asks_leave = false;  // "leave and lose what was entered?"
  std::optional<Keeping> keeping;
  std::optional<GoesOn> goes_on;
  bool is_saving = false;  // a command is on its way; nothing may be pressed twice
  // Counts what residents came for. An answer to a question of an earlier errand, which a slow disk may bring late, is
  // not shown to whoever stands there now.
  std::uint64_t errand = 0;
  // How this resident writes: what was chosen last.
  std::optional<ui::EntryWay> way;
  bool has_nine_keys = false;
  std::string scanned;          // what a scanner has typed where no field waits for it
  std::uint64_t questions = 0;  // asked of the input engines so far
  std::optional<StaffSession> staff;
  std::optional<SignedOut> signed_out;  // not journalled yet

  const domain::SessionTimes& Times() const { return staff ? staff_times : session_times; }
};

// How long a result page stays before it goes home by itself.
inline constexpr std::chrono::seconds kOutcomeStays{45};

}  // namespace bianmin::app
