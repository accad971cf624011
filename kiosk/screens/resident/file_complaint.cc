#include "kiosk/screens/resident/file_complaint.h"

#include <array>

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {
namespace {

using domain::About;
using domain::ComplaintKind;
using domain::Occasion;

std::string_view OccasionKey(Occasion occasion) {
  switch (occasion) {
    case Occasion::Today:
      return N_("occasion.today");
    case Occasion::Yesterday:
      return N_("occasion.yesterday");
    case Occasion::ThisWeek:
      return N_("occasion.this_week");
    case Occasion::Earlier:
      return N_("occasion.earlier");
  }
  return "";
}

std::optional<Action> DrawKind(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("complain.kind.question"));
  DrawFault(draft.shows_faults && !draft.kind, scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "kinds", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 110});
  const auto tile = [&](std::string_view id, ComplaintKind kind, ui::Icon icon, ui::Tint tint, std::string_view sub) {
    if (frame.Tile(id, {.icon = icon, .title = scene.T(KindKey(kind)), .subtitle = scene.T(sub), .tint = tint})) {
      action = ChooseKind{kind};
    }
  };
  tile("kind.complaint", ComplaintKind::Complaint, ui::Icon::Complaint, ui::Tint::Rose,
       N_("complaint.kind.complaint.sub"));
  tile("kind.suggestion", ComplaintKind::Suggestion, ui::Icon::Suggestion, ui::Tint::Olive,
       N_("complaint.kind.suggestion.sub"));
  return action;
}

std::optional<Action> DrawAbout(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_suggestion = draft.kind == ComplaintKind::Suggestion;
  frame.Question(is_suggestion ? scene.T("suggest.about.question") : scene.T("complain.about.question"));
  DrawFault(draft.shows_faults && !draft.about, scene.T("fault.choose"), scene, frame);
  {
    const auto grid =
        frame.BeginGrid({.id = "abouts", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 30});
    const auto choice = [&](About about, std::string_view note, ui::Icon icon) {
      const std::string id = "about." + std::string(domain::WireName(about));
      const ui::ChoiceSpec spec{
          .text = scene.T(AboutKey(about)), .note = scene.T(note), .icon = icon, .is_selected = draft.about == about};
      if (frame.Choice(id, spec)) action = ChooseAbout{about};
    };
    choice(About::Service, N_("about.service.note"), ui::Icon::Repair);
    choice(About::Charge, N_("about.charge.note"), ui::Icon::Money);
    choice(About::Provider, N_("about.provider.note"), ui::Icon::People);
    choice(About::Staff, N_("about.staff.note"), ui::Icon::Person);
    choice(About::Facility, N_("about.facility.note"), ui::Icon::Building);
    choice(About::Centre, N_("about.centre.note"), ui::Icon::House);
    choice(About::Other, N_("about.other.note"), ui::Icon::More);
  }
  return action;
}

std::optional<Action> DrawSubject(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("complain.subject.question"));
  DrawFault(draft.shows_faults && draft.subject_code.empty(), scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "subjects", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 30});
  for (const domain::Choice& subject : scene.catalogue.complaint_subjects) {
    const ui::ChoiceSpec spec{.text = scene.Of(subject.text), .is_selected = draft.subject_code == subject.code};
    if (frame.Choice("subject." + subject.code, spec)) action = ChooseSubject{subject.code};
  }
  return action;
}

std::optional<Action> DrawOccasion(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("complain.occasion.question"));
  DrawFault(draft.shows_faults && !draft.occasion, scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "occasions", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 30});
  for (const Occasion occasion : {Occasion::Today, Occasion::Yesterday, Occasion::ThisWeek, Occasion::Earlier}) {
    const std::string id = "occasion." + std::string(domain::WireName(occasion));
    const ui::ChoiceSpec spec{
        .text = scene.T(OccasionKey(occasion)), .icon = ui::Icon::Calendar, .is_selected = draft.occasion == occasion};
    if (frame.Choice(id, spec)) action = ChooseOccasion{occasion};
  }
  return action;
}

std::optional<Action> DrawWords(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_suggestion = draft.kind == ComplaintKind::Suggestion;
  frame.Question(is_suggestion ? scene.T("suggest.words.question") : scene.T("complain.words.question"));
  const bool lacks_words = draft.shows_faults && is_suggestion && draft.entries.Text(Field::Description).empty();
  const auto field = [&](Field which, std::string_view id, std::string_view label, std::string_view placeholder,
                         std::string_view error, int lines) {
    const EntrySpec spec{.field = which,
                         .id = id,
                         .label = label,
                         .placeholder = placeholder,
                         .error = error,
                         .hint = {},
                         .lines = lines};
    if (auto pressed = DrawEntry(spec, draft.entries, frame)) action = std::move(pressed);
  };
  const std::string_view fault = FaultText(scene, Field::Description, FaultOf(draft.entries, Field::Description));
  field(Field::Description, "field.description", scene.T("complain.words.label"), scene.T("complain.words.placeholder"),
        lacks_words ? scene.T("fault.suggestion") : fault, 4);
  if (!is_suggestion) {
    field(Field::Whom, "field.whom", scene.T("complain.whom.label"), scene.T("complain.whom.placeholder"),
          FaultText(scene, Field::Whom, FaultOf(draft.entries, Field::Whom)), 1);
  }
  if (auto pressed = DrawKeyboard(draft.entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawReview(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("complain.review.question"));
  {
    const auto card = frame.BeginCard();
    const auto row = [&](std::string_view id, std::string_view label, std::string_view value, ComplaintPage page,
                         ui::Privacy privacy = ui::Privacy::Open) {
      if (frame.Row(id,
                    {.label = scene.T(label), .value = value, .edit = scene.T("review.edit"), .privacy = privacy})) {
        action = Edit{static_cast<int>(page)};
      }
    };
    const ComplaintKind kind = draft.kind.value_or(ComplaintKind::Complaint);
    row("edit.kind", N_("complain.review.kind"), scene.T(KindKey(kind)), ComplaintPage::Kind);
    row("edit.about", N_("complain.review.about"), scene.T(AboutKey(draft.about.value_or(About::Other))),
        ComplaintPage::About);
    if (kind == ComplaintKind::Complaint) {
      const domain::Choice* subject = domain::FindChoice(scene.catalogue.complaint_subjects, draft.subject_code);
      if (subject) row("edit.subject", N_("complain.review.subject"), scene.Of(subject->text), ComplaintPage::Subject);
      row("edit.occasion", N_("complain.review.occasion"),
          scene.T(OccasionKey(draft.occasion.value_or(Occasion::Today))), ComplaintPage::Occasion);
    }
    const std::string& words = draft.entries.Text(Field::Description);
    row("edit.words", N_("complain.review.words"), words.empty() ? scene.T("complain.review.no_words") : words,
        ComplaintPage::Words, ui::Privacy::Sensitive);
    if (const std::string& whom = draft.entries.Text(Field::Whom); !whom.empty()) {
      row("edit.whom", N_("complain.review.whom"), whom, ComplaintPage::Words, ui::Privacy::Sensitive);
    }
    const bool is_named = draft.is_named.value_or(false);
    const std::string name = is_named ? NameText(draft.person, draft.entries) : std::string(scene.T("who.anonymous"));
    row("edit.who", N_("complain.review.who"), name, ComplaintPage::Who,
        is_named ? ui::Privacy::Sensitive : ui::Privacy::Open);
  }
  const bool is_suggestion = draft.kind == ComplaintKind::Suggestion;
  const auto& response = scene.institution.response;
  const int days = is_suggestion ? response.suggestion_working_days : response.complaint_working_days;
  const std::string working_days = i18n::WorkingDays(scene.texts, days);
  const auto within = fmt::arg("days", working_days);
  const std::string next = is_suggestion ? scene.T("suggest.next.text", within) : scene.T("complain.next.text", within);
  frame.Banner({.tone = ui::Tone::Information, .title = scene.T("complain.next.title"), .text = next});
  return action;
}

std::optional<Action> DrawPage(const ComplaintDraft& draft, const Scene& scene, ui::Frame& frame) {
  switch (draft.page) {
    case ComplaintPage::Kind:
      return DrawKind(draft, scene, frame);
    case ComplaintPage::About:
      return DrawAbout(draft, scene, frame);
    case ComplaintPage::Subject:
      return DrawSubject(draft, scene, frame);
    case ComplaintPage::Occasion:
      return DrawOccasion(draft, scene, frame);
    case ComplaintPage::Words:
      return DrawWords(draft, scene, frame);
    case ComplaintPage::Who:
      return DrawWho({.question = scene.T("complain.who.question"),
                      .anonymous_note = scene.T("complain.who.anonymous.note"),
                      .named_note = scene.T("complain.who.named.note"),
                      .is_named = draft.is_named,
                      .shows_faults = draft.shows_faults},
                     scene, frame);
    case ComplaintPage::Privacy:
      return DrawPrivacy(scene, draft.person, draft.shows_faults, frame);
    case ComplaintPage::Name:
      return DrawName(scene, draft.person, draft.entries, draft.shows_faults, frame);
    case ComplaintPage::Phone:
      return DrawPhone(scene, draft.entries, draft.shows_faults, frame);
    case ComplaintPage::Review:
      return DrawReview(draft, scene, frame);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 10> kPageIds{
    "complain.kind", "complain.about",   "complain.subject", "complain.occasion", "complain.words",
    "complain.who",  "complain.privacy", "complain.name",    "complain.phone",    "complain.review"};
constexpr std::array<std::string_view, kComplaintSteps> kStepKeys{
    N_("complain.step.about"), N_("complain.step.subject"), N_("complain.step.words"), N_("complain.step.who"),
    N_("complain.step.review")};

}  // namespace

std::optional<Action> DrawFileComplaint(const ComplaintDraft& draft, bool is_saving, const Scene& scene,
                                        ui::Frame& frame) {
  const int step = StepOf(draft.page);
  return DrawWizard({.id = kPageIds[static_cast<std::size_t>(draft.page)],
                     .step = step,
                     .steps = kComplaintSteps,
                     .step_key = kStepKeys[static_cast<std::size_t>(step - 1)],
                     .is_review = draft.page == ComplaintPage::Review,
                     .is_saving = is_saving},
                    scene, frame, [&] { return DrawPage(draft, scene, frame); });
}

}  // namespace bianmin::screens
