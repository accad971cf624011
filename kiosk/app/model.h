#pragma once
// All that the kiosk knows between two frames. Which screen is shown is data: one variant, changed by Update alone.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/app/machine.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/draft_code.h"
#include "kiosk/domain/session.h"
#include "kiosk/i18n/texts.h"
#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/resident/information.h"
#include "kiosk/screens/resident/look_up.h"
#include "kiosk/screens/resident/outcome.h"
#include "kiosk/screens/resident/rate_service.h"
#include "kiosk/screens/resident/register_need.h"
#include "kiosk/screens/resident/resume_form.h"
#include "kiosk/screens/staff/calibration.h"
#include "kiosk/screens/staff/touch_test.h"
#include "kiosk/ui/geometry.h"

namespace bianmin::app {

struct Home {};
struct Outcome {
  screens::OutcomeKind kind;
  std::optional<base::Milliseconds> home_at;  // steady; nothing: a touch stopped the countdown
};
// The kiosk cannot take anything: its database does not work.
struct Unavailable {
  std::string reason;
};
struct Device {};  // how the machine is, for staff

using Screen = std::variant<Home, screens::NeedDraft, screens::RatingDraft, screens::ComplaintDraft,
                            screens::LookUpDraft, screens::InformationState, screens::ResumeState, Outcome, Unavailable,
                            Device, screens::CalibrationState, screens::TouchTestState>;

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
  ui::TextStep step = ui::TextStep::Standard;
};

struct Model {
  Model(Defaults first, domain::SessionTimes times)
      : defaults(first), session_times(times), session(times), language(first.language), step(first.step) {}

  Defaults defaults;
  domain::SessionTimes session_times;
  domain::Session session;
  i18n::Language language;
  ui::TextStep step;
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
  std::uint64_t questions = 0;  // asked of the input engines so far
};

// How long a result page stays before it goes home by itself.
inline constexpr std::chrono::seconds kOutcomeStays{45};

}  // namespace bianmin::app
