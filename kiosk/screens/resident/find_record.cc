#include "kiosk/screens/resident/find_record.h"

#include "kiosk/screens/resident/contact_pages.h"

namespace bianmin::screens {

namespace {

std::string ProblemText(const FindProblem& problem, const Scene& scene) {
  switch (problem.kind) {
    case FindProblem::Kind::None:
      return {};
    case FindProblem::Kind::NoSuchPair:
      return std::string(scene.T("find.no_such_pair"));
    case FindProblem::Kind::Wait:
      return scene.T("find.wait", fmt::arg("time", i18n::ClockTime(problem.wait_until)));
    case FindProblem::Kind::NotAnOrder:
      return std::string(scene.T("find.not_an_order"));
    case FindProblem::Kind::CannotBeRated:
      return std::string(scene.T("find.cannot_be_rated"));
    case FindProblem::Kind::NotGenuine:
      return std::string(scene.T("find.not_genuine"));
  }
  return {};
}

}  // namespace

std::optional<Field> MissingFrom(const Entries& entries) {
  for (const Field field : {Field::Number, Field::LastFour}) {
    if (FaultOf(entries, field)) return field;
  }
  return std::nullopt;
}

std::optional<Action> DrawFindRecord(std::string_view question, const Entries& entries, const FindProblem& problem,
                                     bool shows_faults, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  // Where both fields and the keys do not fit, they are filled in one after the other: 查询 leads on to the second.
  const bool is_crowded = frame.IsCrowded() && entries.focus;
  const auto columns = frame.BeginColumns("find", 1.0, 1.0);
  if (!is_crowded) frame.Question(question);
  const std::string message = ProblemText(problem, scene);
  if (!message.empty()) frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = message});
  const auto field = [&](Field which, std::string_view id, std::string_view label, std::string_view placeholder,
                         std::string_view hint) {
    if (is_crowded && entries.focus == Field::Number && which != Field::Number) return;
    if (is_crowded && entries.focus != which) {
      const ui::RowSpec row{.label = scene.T(label),
                            .value = entries.Text(which),
                            .edit = scene.T("review.edit"),
                            .privacy = ui::Privacy::Sensitive};
      if (frame.Row(id, row)) action = Focus{which};
      return;
    }
    const std::string_view error = shows_faults ? FaultText(scene, which, FaultOf(entries, which)) : std::string_view{};
    const EntrySpec spec{.field = which,
                         .id = id,
                         .label = scene.T(label),
                         .placeholder = scene.T(placeholder),
                         .error = error,
                         .hint = is_crowded ? std::string_view{} : scene.T(hint)};
    if (auto pressed = DrawEntry(spec, entries, frame)) action = std::move(pressed);
  };
  field(Field::Number, "field.number", N_("find.number.label"), N_("find.number.placeholder"), N_("find.number.hint"));
  field(Field::LastFour, "field.last_four", N_("find.last_four.label"), N_("find.last_four.placeholder"),
        N_("find.last_four.hint"));
  if (auto pressed = DrawKeyboardColumn(scene, entries, frame)) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
