#pragma once
// Everything about one complaint, suggestion or bad rating on one page, and what may be done to it now (R14, R25). Each
// act that needs something more has a page of its own, drawn by handling_pages.cc.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/handling.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class HandlingProblem {
  None,
  NotFound,     // it does not exist for whoever is signed in
  NotPossible,  // any more: it moved on, or somebody else must do it
  NotSaved,     // the disk; nothing was done
  NoStick       // nowhere to write to
};

// Somebody it can be given to, or whom it may concern.
struct Workmate {
  domain::StaffNumber number;
  std::string name;
};

// What was chosen for an act so far.
struct HandlingDraft {
  domain::HandlingAct act = domain::HandlingAct::Verify;
  std::optional<domain::Severity> severity{};
  std::optional<bool> is_about_staff{};
  std::optional<domain::StaffNumber> workmate{};
  std::optional<domain::CallBackResult> result{};
  std::optional<bool> is_upheld{};
  bool shows_faults = false;
  bool asks = false;  // "this cannot be undone"
};

struct GrievanceState {
  domain::RecordNumber number;
  bool is_from_queue = false;                    // 返回 leads there again
  std::optional<domain::Grievance> grievance{};  // nothing: not read yet
  std::optional<domain::Contact> contact{};      // shown on demand
  std::vector<Workmate> workmates{};
  Entries entries{};                          // StaffWords and StaffMore of an act
  std::optional<HandlingDraft> draft{};       // an act's page is open
  std::optional<domain::HandlingAct> done{};  // what was done last
  HandlingProblem problem = HandlingProblem::None;
};

// The act as it would be done now; nothing while something is wanting.
std::optional<domain::HandlingRequest> RequestOf(const HandlingDraft& draft, const Entries& entries);
// Whether it is asked again.
bool CannotBeUndone(domain::HandlingAct act);

std::string_view ActKey(domain::HandlingAct act);     // "核实"
std::string_view StepKey(domain::HandlingStep step);  // "已核实"
std::string_view KindKey(domain::GrievanceKind kind);
std::string_view OutcomeKey(std::string_view outcome);  // of a wire name; empty for none

// A clock as an icon, a word and a colour.
void DrawGrievanceClock(const domain::GrievanceClock& clock, const Scene& scene, ui::Frame& frame);
void DrawHandlingProblem(HandlingProblem problem, const Scene& scene, ui::Frame& frame);

std::optional<Action> DrawGrievance(const GrievanceState& state, const domain::Handler& reader, bool is_saving,
                                    const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
