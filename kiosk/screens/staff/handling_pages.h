#pragma once
// The page of one act on a grievance: its question, what is to be chosen, and the words that go with it.

#include "kiosk/screens/staff/complaint_page.h"

namespace bianmin::screens {

std::optional<Action> DrawHandlingAct(const GrievanceState& state, const Scene& scene, ui::Frame& frame);

// ---- shared with the pages of the ledger
struct StaffWordsSpec {
  Field field = Field::StaffWords;
  std::string_view label;
  bool is_missing = false;  // it must be there and is not
};
std::optional<Action> DrawStaffWords(const StaffWordsSpec& spec, const Entries& entries, const Scene& scene,
                                     ui::Frame& frame);
enum class AskedFor { Owner, Subject };
std::optional<Action> DrawWorkmates(AskedFor what, const std::vector<Workmate>& workmates,
                                    const std::optional<domain::StaffNumber>& chosen, const Scene& scene,
                                    ui::Frame& frame);
// Whether it is about a member of staff.
std::optional<Action> DrawConcern(const std::optional<bool>& is_about_staff, const Scene& scene, ui::Frame& frame);
std::optional<Action> DrawCallResults(const std::optional<domain::CallBackResult>& chosen, const Scene& scene,
                                      ui::Frame& frame);
std::optional<Action> DrawDecisions(const std::optional<bool>& chosen, const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
