#include "kiosk/screens/resident/rate_service.h"

#include <algorithm>
#include <array>

#include "kiosk/domain/personal.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/resident/find_record.h"
#include "kiosk/screens/resident/wizard.h"

namespace bianmin::screens {
namespace {

using domain::Dimension;

std::array<std::string_view, 5> GradeWords(const Scene& scene) {
  std::array<std::string_view, 5> words;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = scene.T(GradeKey(static_cast<int>(i) + 1));
  return words;
}

std::string_view DimensionKey(Dimension dimension) {
  switch (dimension) {
    case Dimension::Overall:
      return N_("dimension.overall");
    case Dimension::Timeliness:
      return N_("dimension.timeliness");
    case Dimension::Professionalism:
      return N_("dimension.professionalism");
    case Dimension::Attitude:
      return N_("dimension.attitude");
  }
  return "";
}

int StarsOf(const RatingDraft& draft, Dimension dimension) {
  const auto found = draft.stars.find(dimension);
  return found == draft.stars.end() ? 0 : found->second;
}

std::optional<Action> DrawWhat(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("rate.what.question"));
  DrawFault(draft.shows_faults && !draft.rates_order, scene.T("fault.choose"), scene, frame);
  const auto grid =
      frame.BeginGrid({.id = "what", .landscape = {2}, .portrait = {1}, .fills_page = true, .tallest_row = 110});
  const auto tile = [&](std::string_view id, ui::Icon icon, ui::Tint tint, std::string_view title,
                        std::string_view sub) {
    return frame.Tile(id, {.icon = icon, .title = scene.T(title), .subtitle = scene.T(sub), .tint = tint});
  };
  if (tile("rate.visit", ui::Icon::Person, ui::Tint::Amber, N_("rate.visit"), N_("rate.visit.sub")))
    action = RateVisit{};
  if (tile("rate.order", ui::Icon::Number, ui::Tint::Indigo, N_("rate.order"), N_("rate.order.sub")))
    action = RateOrder{};
  return action;
}

std::optional<Action> DrawWindow(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_crowded = frame.IsCrowded();
  const auto& windows = scene.catalogue.windows;
  const auto chosen = std::find_if(windows.begin(), windows.end(),
                                   [&](const domain::Choice& window) { return window.code == draft.window_code; });
  if (is_crowded && chosen != windows.end()) {
    const ui::RowSpec row{
        .label = scene.T("rate.window.label"), .value = scene.Of(chosen->text), .edit = scene.T("review.edit")};
    if (frame.Row("window.change", row)) action = ChooseWindow{};
    frame.Space(4);
  } else {
    frame.Question(scene.T("rate.window.question"));
    DrawFault(draft.shows_faults && draft.window_code.empty(), scene.T("fault.choose"), scene, frame);
    const auto grid = frame.BeginGrid({.id = "windows", .landscape = {3}, .portrait = {1}, .fills_page = false});
    for (const domain::Choice& window : scene.catalogue.windows) {
      const ui::ChoiceSpec spec{.text = scene.Of(window.text), .is_selected = draft.window_code == window.code};
      if (frame.Choice("window." + window.code, spec)) action = ChooseWindow{window.code};
    }
  }
  // Where there is no room for all of it, the window is chosen first.
  if (is_crowded && chosen == windows.end()) return action;
  const auto columns = frame.BeginColumns("ticket", 1.0, 1.0);
  const auto fault = draft.has_no_ticket ? std::nullopt : FaultOf(draft.entries, Field::Ticket);
  const EntrySpec entry{.field = Field::Ticket,
                        .id = "field.ticket",
                        .label = scene.T("rate.ticket.label"),
                        .placeholder = scene.T("rate.ticket.placeholder"),
                        .error = draft.shows_faults ? FaultText(scene, Field::Ticket, fault) : std::string_view{},
                        .hint = is_crowded ? std::string_view{} : scene.T("rate.ticket.hint")};
  if (auto pressed = DrawEntry(entry, draft.entries, frame)) action = std::move(pressed);
  const ui::ChoiceSpec none{
      .text = scene.T("rate.ticket.none"), .is_selected = draft.has_no_ticket, .mark = ui::Mark::Check};
  if (frame.Choice("ticket.none", none)) action = HasNoTicket{};
  if (draft.has_no_ticket) return action;
  if (auto pressed = DrawKeyboardColumn(scene, draft.entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawStars(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  frame.Question(scene.T("rate.stars.question"));
  DrawFault(draft.shows_faults && StarsOf(draft, Dimension::Overall) == 0, scene.T("fault.stars"), scene, frame);
  const auto words = GradeWords(scene);
  const int chosen = StarsOf(draft, Dimension::Overall);
  const auto stars = frame.Stars("stars.overall", {.label = {}, .chosen = chosen, .words = words});
  frame.Note(scene.T("rate.stars.note"), ui::Icon::Privacy);
  if (stars) return GiveStars{Dimension::Overall, *stars};
  return std::nullopt;
}

std::optional<Action> DrawDimensions(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("rate.dimensions.question"));
  frame.Note(scene.T("rate.dimensions.note"));
  const auto words = GradeWords(scene);
  for (const Dimension dimension : {Dimension::Timeliness, Dimension::Professionalism, Dimension::Attitude}) {
    const std::string id = "stars." + std::string(domain::WireName(dimension));
    const auto stars = frame.Stars(
        id, {.label = scene.T(DimensionKey(dimension)), .chosen = StarsOf(draft, dimension), .words = words});
    if (stars) action = GiveStars{dimension, *stars};
  }
  return action;
}

std::optional<Action> DrawReasons(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  if (IsBad(draft)) {
    frame.Question(scene.T("rate.reasons.question"));
    DrawFault(draft.shows_faults && draft.reasons.empty(), scene.T("fault.reason"), scene, frame);
    const auto grid = frame.BeginGrid({.id = "reasons", .landscape = {2}, .portrait = {1}, .fills_page = false});
    for (const domain::Choice& reason : scene.catalogue.rating_reasons) {
      const ui::ChoiceSpec spec{
          .text = scene.Of(reason.text), .is_selected = draft.reasons.contains(reason.code), .mark = ui::Mark::Check};
      if (frame.Choice("reason." + reason.code, spec)) action = ToggleReason{reason.code};
    }
  } else {
    frame.Question(scene.T("rate.comment.question"));
  }
  const auto fault = FaultOf(draft.entries, Field::Comment);
  const EntrySpec entry{.field = Field::Comment,
                        .id = "field.comment",
                        .label = scene.T("rate.comment.label"),
                        .placeholder = scene.T("rate.comment.placeholder"),
                        .error = FaultText(scene, Field::Comment, fault),
                        .hint = {},
                        .lines = 3};
  if (auto pressed = DrawEntry(entry, draft.entries, frame)) action = std::move(pressed);
  if (auto pressed = DrawKeyboard(draft.entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawReview(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("rate.review.question"));
  {
    const auto card = frame.BeginCard();
    const auto row = [&](std::string_view id, std::string_view label, std::string_view value, RatingPage page,
                         ui::Privacy privacy = ui::Privacy::Open) {
      if (frame.Row(id,
                    {.label = scene.T(label), .value = value, .edit = scene.T("review.edit"), .privacy = privacy})) {
        action = Edit{static_cast<int>(page)};
      }
    };
    for (const Dimension dimension : domain::kDimensions) {
      const int stars = StarsOf(draft, dimension);
      if (stars == 0) continue;
      const std::string value = GradeText(stars, scene);
      const RatingPage page = dimension == Dimension::Overall ? RatingPage::Stars : RatingPage::Dimensions;
      row("edit." + std::string(domain::WireName(dimension)), DimensionKey(dimension), value, page);
    }
    for (const std::string& code : IsBad(draft) ? draft.reasons : std::set<std::string>{}) {
      const domain::Choice* reason = domain::FindChoice(scene.catalogue.rating_reasons, code);
      if (reason) row("edit.reason." + code, N_("rate.review.reason"), scene.Of(reason->text), RatingPage::Reasons);
    }
    if (const std::string& comment = draft.entries.Text(Field::Comment); !comment.empty()) {
      row("edit.comment", N_("rate.review.comment"), comment, RatingPage::Reasons, ui::Privacy::Sensitive);
    }
    const bool is_named = draft.is_named.value_or(false);
    const std::string name = is_named ? NameText(draft.person, draft.entries) : std::string(scene.T("who.anonymous"));
    row("edit.who", N_("rate.review.who"), name, RatingPage::Who,
        is_named ? ui::Privacy::Sensitive : ui::Privacy::Open);
  }
  frame.Note(scene.T("rate.review.note"), ui::Icon::Privacy);
  return action;
}

std::optional<Action> DrawPage(const RatingDraft& draft, const Scene& scene, ui::Frame& frame) {
  switch (draft.page) {
    case RatingPage::What:
      return DrawWhat(draft, scene, frame);
    case RatingPage::Order:
      return DrawFindRecord(scene.T("rate.order.question"), draft.entries, draft.problem, draft.shows_faults, scene,
                            frame);
    case RatingPage::Window:
      return DrawWindow(draft, scene, frame);
    case RatingPage::Stars:
      return DrawStars(draft, scene, frame);
    case RatingPage::Dimensions:
      return DrawDimensions(draft, scene, frame);
    case RatingPage::Reasons:
      return DrawReasons(draft, scene, frame);
    case RatingPage::Who:
      return DrawWho({.question = scene.T("rate.who.question"),
                      .anonymous_note = scene.T("rate.who.anonymous.note"),
                      .named_note = scene.T("rate.who.named.note"),
                      .is_named = draft.is_named,
                      .shows_faults = draft.shows_faults},
                     scene, frame);
    case RatingPage::Privacy:
      return DrawPrivacy(scene, draft.person, draft.shows_faults, frame);
    case RatingPage::Name:
      return DrawName(scene, draft.person, draft.entries, draft.shows_faults, frame);
    case RatingPage::Phone:
      return DrawPhone(scene, draft.entries, draft.shows_faults, frame);
    case RatingPage::Review:
      return DrawReview(draft, scene, frame);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, 11> kPageIds{"rate.what",       "rate.order",   "rate.window", "rate.stars",
                                                    "rate.dimensions", "rate.reasons", "rate.who",    "rate.privacy",
                                                    "rate.name",       "rate.phone",   "rate.review"};
constexpr std::array<std::string_view, kRatingSteps> kStepKeys{
    N_("rate.step.what"), N_("rate.step.stars"), N_("rate.step.reasons"), N_("rate.step.who"), N_("rate.step.review")};

}  // namespace

std::string_view GradeKey(int stars) {
  constexpr std::array kKeys{N_("grade.1"), N_("grade.2"), N_("grade.3"), N_("grade.4"), N_("grade.5")};
  return kKeys.at(static_cast<std::size_t>(stars - 1));
}

std::string GradeText(int stars, const Scene& scene) {
  return scene.T("rate.review.stars", fmt::arg("stars", stars), fmt::arg("word", scene.T(GradeKey(stars))));
}

std::optional<Action> DrawRateService(const RatingDraft& draft, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const int step = StepOf(draft.page);
  return DrawWizard({.id = kPageIds[static_cast<std::size_t>(draft.page)],
                     .step = step,
                     .steps = kRatingSteps,
                     .step_key = kStepKeys[static_cast<std::size_t>(step - 1)],
                     .is_review = draft.page == RatingPage::Review,
                     .is_saving = is_saving},
                    scene, frame, [&] { return DrawPage(draft, scene, frame); });
}

}  // namespace bianmin::screens
