#include <algorithm>

#include "kiosk/base/check.h"
#include "kiosk/base/text.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/file_complaint.h"

namespace bianmin::screens {

using domain::ComplaintKind;

std::vector<ComplaintPage> PagesOf(const ComplaintDraft& draft) {
  std::vector<ComplaintPage> pages{ComplaintPage::Kind, ComplaintPage::About};
  if (draft.kind != ComplaintKind::Suggestion) {
    pages.insert(pages.end(), {ComplaintPage::Subject, ComplaintPage::Occasion});
  }
  pages.insert(pages.end(), {ComplaintPage::Words, ComplaintPage::Who});
  if (draft.is_named.value_or(false)) {
    pages.insert(pages.end(), {ComplaintPage::Privacy, ComplaintPage::Name, ComplaintPage::Phone});
  }
  pages.push_back(ComplaintPage::Review);
  return pages;
}

bool IsComplete(const ComplaintDraft& draft, ComplaintPage page) {
  switch (page) {
    case ComplaintPage::Kind:
      return draft.kind.has_value();
    case ComplaintPage::About:
      return draft.about.has_value();
    case ComplaintPage::Subject:
      return !draft.subject_code.empty();
    case ComplaintPage::Occasion:
      return draft.occasion.has_value();
    case ComplaintPage::Words: {
      // A complaint says enough by its subject; a suggestion is nothing without words.
      const bool needs_words = draft.kind == ComplaintKind::Suggestion;
      const bool has_words = !base::Trim(draft.entries.Text(Field::Description)).empty();
      return (has_words || !needs_words) && !FaultOf(draft.entries, Field::Description) &&
             !FaultOf(draft.entries, Field::Whom);
    }
    case ComplaintPage::Who:
      return draft.is_named.has_value();
    case ComplaintPage::Privacy:
      return draft.person.has_consented;
    case ComplaintPage::Name:
      return domain::PersonName::Parse(NameText(draft.person, draft.entries)).ok();
    case ComplaintPage::Phone:
      return domain::Phone::Parse(draft.entries.Text(Field::Phone)).ok();
    case ComplaintPage::Review:
      break;
  }
  const auto pages = PagesOf(draft);
  return std::all_of(pages.begin(), pages.end(),
                     [&](ComplaintPage each) { return each == ComplaintPage::Review || IsComplete(draft, each); });
}

int StepOf(ComplaintPage page) {
  switch (page) {
    case ComplaintPage::Kind:
    case ComplaintPage::About:
      return 1;
    case ComplaintPage::Subject:
    case ComplaintPage::Occasion:
      return 2;
    case ComplaintPage::Words:
      return 3;
    case ComplaintPage::Who:
    case ComplaintPage::Privacy:
    case ComplaintPage::Name:
    case ComplaintPage::Phone:
      return 4;
    case ComplaintPage::Review:
      return 5;
  }
  return 1;
}

domain::FiledComplaint ComplaintOf(const ComplaintDraft& draft) {
  CHECK(draft.kind && draft.about);
  const bool is_complaint = *draft.kind == ComplaintKind::Complaint;
  return {.kind = *draft.kind,
          .about = *draft.about,
          .subject_code = is_complaint ? draft.subject_code : std::string{},
          .whom = draft.entries.Text(Field::Whom),
          .occasion = draft.occasion.value_or(domain::Occasion::Today),
          .description = draft.entries.Text(Field::Description),
          .order = std::nullopt,
          .contact = draft.is_named.value_or(false) ? ContactOf(draft.person, draft.entries) : std::nullopt};
}

std::string_view KindKey(ComplaintKind kind) {
  return kind == ComplaintKind::Complaint ? N_("complaint.kind.complaint") : N_("complaint.kind.suggestion");
}

std::string_view AboutKey(domain::About about) {
  using domain::About;
  switch (about) {
    case About::Service:
      return N_("about.service");
    case About::Provider:
      return N_("about.provider");
    case About::Staff:
      return N_("about.staff");
    case About::Charge:
      return N_("about.charge");
    case About::Facility:
      return N_("about.facility");
    case About::Centre:
      return N_("about.centre");
    case About::Other:
      return N_("about.other");
  }
  return "";
}

}  // namespace bianmin::screens
