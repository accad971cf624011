#pragma once
// 整改台账 (R28): what is to be put right, overdue lines on top; one line's page with its evidence, and its acts. Lists
// the open complaints and bad ratings, too.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/rectifying.h"
#include "kiosk/screens/staff/complaint_page.h"
#include "kiosk/screens/staff/evidence_photo.h"

namespace bianmin::screens {

enum class LedgerTab { Rectifications, Grievances };

struct RectifyingDraft {
  std::optional<domain::RectificationAct> act{};  // nothing: a problem is entered
  std::optional<domain::StaffNumber> owner{};
  std::optional<base::Date> due{};
  std::optional<bool> is_about_staff{};
  std::optional<domain::StaffNumber> subject{};
  std::optional<domain::CallBackResult> result{};
  std::optional<bool> is_upheld{};
  std::string photo{};  // its name in the import folder
  bool shows_faults = false;
  bool asks = false;
};

struct LedgerState {
  LedgerTab tab = LedgerTab::Rectifications;
  std::optional<std::vector<domain::Rectification>> lines{};  // nothing: not read yet
  std::vector<domain::GrievanceSummary> grievances{};
  std::optional<domain::Rectification> line{};  // its page is open
  std::optional<EvidencePhoto> photo{};         // and one of its photos
  std::vector<Workmate> workmates{};
  std::vector<std::string> pictures{};  // on the stick, while evidence is added
  bool has_stick = false;
  Entries entries{};  // StaffWords and StaffMore
  std::optional<RectifyingDraft> draft{};
  std::optional<domain::RectificationAct> done{};
  std::string exported{};  // the file that was written
  HandlingProblem problem = HandlingProblem::None;
  std::optional<WorkQueueState> queue{};  // the line was opened from: 返回 leads back there
};

// As RequestOf of complaint_page.h.
std::optional<domain::RectifyingRequest> RequestOf(const RectifyingDraft& draft, const Entries& entries);
bool CannotBeUndone(domain::RectificationAct act);

std::string_view ActKey(domain::RectificationAct act);
std::string_view StateKey(domain::RectificationState state);
// The problem in words, or the reasons of the rating.
std::string ProblemText(const domain::Rectification& line, const Scene& scene);

std::optional<Action> DrawLedger(const LedgerState& state, const domain::Handler& reader, bool is_saving,
                                 const Scene& scene, ui::Frame& frame);

}  // namespace bianmin::screens
