#pragma once
// 交接班: whether a shift is open; opening one after a look at the machine; closing it step by step, with what came in,
// what is left and why, the reckoning with the city, notes, and two signatures by PIN. PINs are shown as dots and kept
// no longer than they are needed.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/shift.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"
#include "kiosk/screens/staff/device.h"
#include "kiosk/screens/staff/papers.h"
#include "kiosk/screens/staff/sign_in.h"

namespace bianmin::screens {

struct ShiftHomeState {
  bool is_loading = true;
  bool has_failed = false;  // the database did not answer
  std::optional<domain::ShiftReview> review;
  std::vector<domain::ClosedShift> past;         // newest first
  std::vector<domain::ArchivedDocument> papers;  // of those, by their records
  SheetTaking form;                              // 上门登记表
};

struct ShiftCheckState {
  bool has_failed = false;                     // it could not be opened
  std::optional<base::TimePoint> last_act_at;  // of the journal: what the clock is held against
};

enum class ClosingStage { CameIn, Left, City, Notes, Who, LeaverPin, TakerNumber, TakerPin, Done };
inline constexpr int kClosingSteps = 6;

// Why it could not be closed. Nothing was lost, and it can be done again.
enum class ClosingTrouble { None, NotSaved, DiskFull, ClockWentBack };

struct ShiftClosingState {
  ClosingStage stage = ClosingStage::CameIn;
  domain::ShiftReview review;
  Entries entries;  // why it is left, and the notes
  bool has_chosen_successor = false;
  std::optional<domain::NoSuccessor> nobody;
  std::string leaver_pin;
  std::string taker_number;
  std::string taker_pin;
  SignInProblem problem;
  bool shows_faults = false;
  bool is_same_person = false;  // who leaves cannot take over
  ClosingTrouble trouble = ClosingTrouble::None;
  std::optional<domain::ClosedShift> closed;
  bool is_not_kept = false;  // its record was not archived: to be taken along now
  SheetTaking taking;
};

// Whether somebody's number or PIN is asked for.
inline bool IsBeingSigned(const ShiftClosingState& state) {
  return state.stage > ClosingStage::Who && state.stage < ClosingStage::Done;
}

// What the machine is like, for the check and the closing.
struct ShiftMachine {
  DeviceView device;
  SheetMachine sheets;
};

std::optional<Action> DrawShiftHome(const ShiftHomeState& state, const ShiftMachine& machine, const Scene& scene,
                                    ui::Frame& frame);
std::optional<Action> DrawShiftCheck(const ShiftCheckState& state, const ShiftMachine& machine, bool is_saving,
                                     const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawShiftClosing(const ShiftClosingState& state, const ShiftMachine& machine, bool is_saving,
                                       const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
