// Who should serve: proposals with their points, and why.
#include <algorithm>

#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/case_pages.h"

namespace bianmin::screens {
namespace {

using domain::Criterion;
using domain::Fit;
using domain::MatchReason;
using domain::Obstacle;

struct FitKeys {
  std::string_view fully;
  std::string_view partly;
  std::string_view none;
  std::string_view unknown;

  std::string_view Of(Fit fit) const {
    switch (fit) {
      case Fit::Fully:
        return fully;
      case Fit::Partly:
        return partly;
      case Fit::None:
        return none;
      case Fit::Unknown:
        break;
    }
    return unknown;
  }
};

FitKeys KeysOf(Criterion criterion) {
  switch (criterion) {
    case Criterion::Service:
      return {N_("match.service.fully"), "", N_("match.service.none"), ""};
    case Criterion::Area:
      return {N_("match.area.fully"), N_("match.area.partly"), N_("match.area.none"), N_("match.area.unknown")};
    case Criterion::Opening:
      return {N_("match.opening.fully"), N_("match.opening.partly"), N_("match.opening.none"),
              N_("match.opening.unknown")};
    case Criterion::Rating:
      return {N_("match.rating.fully"), N_("match.rating.partly"), N_("match.rating.none"), N_("match.rating.unknown")};
    case Criterion::Integrity:
      return {N_("match.integrity.fully"), N_("match.integrity.partly"), N_("match.integrity.none"),
              N_("match.integrity.unknown")};
    case Criterion::Load:
      return {N_("match.load.fully"), N_("match.load.partly"), N_("match.load.none"), ""};
    case Criterion::Language:
      return {N_("match.language.fully"), "", N_("match.language.none"), ""};
  }
  return {};
}

std::string_view ObstacleKey(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::NotOffered:
      return N_("match.obstacle.not_offered");
    case Obstacle::AreaNotServed:
      return N_("match.obstacle.area");
    case Obstacle::NotQualified:
      return N_("match.obstacle.not_qualified");
    case Obstacle::NameRemoved:
      return N_("match.obstacle.removed");
    case Obstacle::None:
      break;
  }
  return "";
}

// "常驻本小区 20 · 当天营业 15 · …": every reason that counts, with its points.
std::string ReasonsText(const domain::Proposal& proposal, const Scene& scene) {
  std::string text;
  for (const MatchReason& reason : proposal.reasons) {
    const std::string_view key = KeysOf(reason.criterion).Of(reason.fit);
    if (key.empty() || reason.weight == 0) continue;
    const std::string one =
        scene.T("match.reason", fmt::arg("reason", scene.T(key)), fmt::arg("points", (reason.hundredths + 50) / 100));
    text = text.empty() ? one : scene.T("match.reasons", fmt::arg("before", text), fmt::arg("one", one));
  }
  return text;
}

// What is asked of the provider, one short choice beside the other.
std::optional<Action> DrawLanguages(const ActDraft& draft, const Scene& scene, ui::Frame& frame) {
  if (scene.providers == nullptr) return std::nullopt;
  std::optional<Action> action;
  frame.Heading(scene.T("match.language"));
  const auto grid = frame.BeginGrid({.id = "languages", .landscape = {4}, .portrait = {2}, .is_short = true});
  if (frame.Choice("language.any", {.text = scene.T("match.language.any"), .is_selected = draft.language.empty()}))
    action = StaffAct{CaseworkAct{ChooseProviderLanguage{}}};
  for (const std::string& code : scene.providers->Languages()) {
    const std::string name = LanguageName(code, scene);
    if (frame.Choice("language." + code, {.text = name, .is_selected = draft.language == code}))
      action = StaffAct{CaseworkAct{ChooseProviderLanguage{code}}};
  }
  return action;
}

std::optional<Action> DrawProposals(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  // A control is never divided between two leaves; large text may be.
  const bool is_large = frame.Step() != ui::TextStep::Standard;
  for (const domain::Proposal& proposal : state.matching->proposals) {
    const std::string name = ProviderName(proposal.provider_code, scene);
    const std::string reasons = ReasonsText(proposal, scene);
    const std::string points = scene.T("match.points", fmt::arg("points", proposal.points()));
    const ui::ChoiceSpec spec{.text = name,
                              .note = is_large ? std::string_view{} : reasons,
                              .aside = points,
                              .is_selected = state.draft->provider_code == proposal.provider_code};
    if (frame.Choice("provider." + proposal.provider_code, spec))
      action = StaffAct{CaseworkAct{ChooseProvider{proposal.provider_code}}};
    if (is_large) frame.Note(reasons);
  }
  return action;
}

void DrawNeighbours(const domain::Matching& matching, const Scene& scene, ui::Frame& frame) {
  frame.Banner({.tone = ui::Tone::Information,
                .title = scene.T("match.nobody.title"),
                .text = scene.T(matching.neighbours.empty() ? N_("match.nobody.at_all") : N_("match.nobody.text"))});
  if (scene.providers == nullptr || matching.neighbours.empty()) return;
  const auto card = frame.BeginCard();
  for (const domain::Neighbour& each : scene.providers->neighbours) {
    if (std::find(matching.neighbours.begin(), matching.neighbours.end(), each.code) == matching.neighbours.end())
      continue;
    frame.Row("", {.label = scene.Of(each.name), .value = i18n::GroupedPhone(each.phone), .edit = {}});
  }
}

std::optional<Action> DrawOthers(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Heading(scene.T("match.others"));
  const auto grid = frame.BeginGrid({.id = "others", .landscape = {2}, .portrait = {1}});
  for (const domain::Proposal& proposal : state.matching->others) {
    const std::string name = ProviderName(proposal.provider_code, scene);
    const ui::ChoiceSpec spec{.text = name,
                              .note = scene.T(ObstacleKey(proposal.obstacle)),
                              .is_selected = state.draft->provider_code == proposal.provider_code};
    if (frame.Choice("provider." + proposal.provider_code, spec))
      action = StaffAct{CaseworkAct{ChooseProvider{proposal.provider_code}}};
  }
  return action;
}

std::optional<Action> DrawManualReason(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  const bool is_missing = state.draft->shows_faults && state.entries.Text(Field::StaffText).empty();
  const EntrySpec entry{.field = Field::StaffText,
                        .id = "field.staff_text",
                        .label = scene.T("match.manual.reason"),
                        .placeholder = scene.T("entry.placeholder"),
                        .error = is_missing ? scene.T("match.manual.missing") : std::string_view{},
                        .hint = {},
                        .lines = 1};
  return DrawEntry(entry, state.entries, frame);
}

}  // namespace

std::optional<Action> DrawProviders(const CaseState& state, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("match.question"));
  if (!state.matching) {
    frame.Empty(ui::Icon::Hourglass, scene.T("match.waiting.title"), scene.T("match.waiting.text"));
    return action;
  }
  if (auto pressed = DrawLanguages(*state.draft, scene, frame)) action = std::move(pressed);
  DrawFault(state.draft->shows_faults && state.draft->provider_code.empty(), scene.T("case.choose"), scene, frame);
  if (state.matching->proposals.empty()) {
    DrawNeighbours(*state.matching, scene, frame);
  } else if (auto pressed = DrawProposals(state, scene, frame)) {
    action = std::move(pressed);
  }
  if (state.draft->is_manual) {
    if (auto pressed = DrawManualReason(state, scene, frame)) action = std::move(pressed);
  }
  if (state.matching->others.empty()) return action;
  if (!state.draft->shows_others) {
    if (frame.SecondaryButton("match.show_others", {.text = scene.T("match.show_others"), .icon = ui::Icon::More}))
      action = StaffAct{CaseworkAct{ShowOtherProviders{true}}};
    return action;
  }
  if (auto pressed = DrawOthers(state, scene, frame)) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
