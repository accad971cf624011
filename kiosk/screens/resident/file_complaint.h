#pragma once
// 投诉建议: about what, when, in the resident's own words, named or anonymous (R12, R14, R25).

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/complaint.h"
#include "kiosk/screens/entries.h"
#include "kiosk/screens/scene.h"

namespace bianmin::screens {

enum class ComplaintPage { Kind, About, Subject, Occasion, Words, Who, Privacy, Name, Phone, Review };

struct ComplaintDraft {
  ComplaintPage page = ComplaintPage::Kind;
  bool returns_to_review = false;
  bool shows_faults = false;
  std::optional<domain::ComplaintKind> kind;
  std::optional<domain::About> about;
  std::string subject_code;
  std::optional<domain::Occasion> occasion;
  std::optional<bool> is_named;
  PersonDraft person;
  Entries entries;
};

std::vector<ComplaintPage> PagesOf(const ComplaintDraft& draft);
bool IsComplete(const ComplaintDraft& draft, ComplaintPage page);
int StepOf(ComplaintPage page);
inline constexpr int kComplaintSteps = 5;

// Only for a complete draft.
domain::FiledComplaint ComplaintOf(const ComplaintDraft& draft);

// "投诉" or "建议", and what it may be about, as residents read it.
std::string_view KindKey(domain::ComplaintKind kind);
std::string_view AboutKey(domain::About about);

std::optional<Action> DrawFileComplaint(const ComplaintDraft& draft, bool is_saving, const Scene& scene,
                                        ui::Frame& frame);

}  // namespace bianmin::screens
