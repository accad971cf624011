#pragma once
// 订单: everything about one order on one page, and what may be done to it now (R04–R09). The acts that need something
// more have a page each (case_pages.h).

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/case_file.h"
#include "kiosk/domain/matching.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"
#include "kiosk/screens/staff/work_queue.h"

namespace bianmin::screens {

enum class CaseProblem {
  None,
  NoSuchOrder,  // under the number that was entered
  NotPossible,  // any more: the order moved on, or the role does not reach
  NotSaved      // the disk; nothing was done
};

// Somebody an order can be given to.
struct Colleague {
  domain::StaffNumber number;
  std::string name;
  domain::Role role = domain::Role::Clerk;
};

// What was chosen for an act so far.
struct ActDraft {
  domain::OrderAct act = domain::OrderAct::Accept;
  std::string reason_code{};
  domain::ServiceGroup group = domain::ServiceGroup::Life;
  std::string service_code{};
  std::string provider_code{};
  std::string language{};  // that the provider must speak; empty: any
  bool is_manual = false;  // who was chosen has to be explained
  bool shows_others = false;
  std::optional<domain::StaffNumber> assignee{};
  std::optional<domain::CareClass> care{};
  std::optional<base::Date> day{};
  std::optional<domain::HalfDay> half{};
  std::vector<std::vector<ui::Point>> signature{};
  bool shows_faults = false;
  bool asks = false;  // "this cannot be undone"
};

struct CaseState {
  Entries entries;                       // Number while one is asked for; StaffText, Place and Fee of an act
  std::optional<domain::CaseFile> file;  // nothing: a number is asked for
  bool is_contact_shown = false;
  std::optional<ActDraft> draft;         // an act's page is open
  std::optional<domain::OrderAct> done;  // what was done last
  CaseProblem problem = CaseProblem::None;
  std::optional<domain::ProviderRecords> records;  // while a provider is chosen
  std::optional<domain::Matching> matching;
  std::vector<Colleague> colleagues;    // while an order is given to somebody
  bool shows_faults = false;            // of the number
  std::optional<WorkQueueState> queue;  // it was opened from: 返回 leads back there
};

// As it is kept: in thousandths, thinned out.
domain::Signature SignatureOf(const std::vector<std::vector<ui::Point>>& strokes);
// What of a provider's confirmation is wanting or wrong, as keys of the texts; empty: nothing.
struct DetailsFaults {
  std::string_view when;
  std::string_view fee;
};
DetailsFaults FaultsOf(const ActDraft& draft, const Entries& entries, base::TimePoint now);

// The act as it would be done now; nothing while something is wanting.
std::optional<domain::CaseAct> ActOf(const ActDraft& draft, const Entries& entries, base::TimePoint now);
// Whether it is asked again: what others are told by it, or what only a supervisor can take back.
bool CannotBeUndone(domain::OrderAct act);
// Whether nothing more is needed than to press it.
bool NeedsNoPage(domain::OrderAct act);

std::string_view ActKey(domain::OrderAct act);  // "受理"
std::string_view CareKey(domain::CareClass care);
std::string_view IdentityKey(domain::IdentityProof identity);
// By its code; the code itself for one that is not in the list any more.
std::string ProviderName(std::string_view code, const Scene& scene);
std::string LanguageName(std::string_view code, const Scene& scene);
std::string DetailsText(const domain::Details& details, const Scene& scene);

std::optional<Action> DrawCase(const CaseState& state, domain::Role role, bool is_saving, const Scene& scene,
                               ui::Frame& frame);

}  // namespace bianmin::screens
