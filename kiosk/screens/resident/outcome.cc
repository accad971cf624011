#include "kiosk/screens/resident/outcome.h"

namespace bianmin::screens {
namespace {

struct NumberSpec {
  std::string_view done;
  std::string promise;
  std::string_view next;
  std::string number;
  const QrModules& qr;
};

void DrawNumber(const NumberSpec& spec, const Scene& scene, ui::Frame& frame) {
  const auto columns = frame.BeginColumns("number", 2.0, 1.0);
  frame.Done(spec.done);
  frame.Figure({.label = scene.T("outcome.number"), .value = spec.number});
  frame.Strong(spec.promise);
  frame.Paragraph(spec.next);
  frame.NextColumn();
  if (spec.qr.side > 0) {
    frame.QrCode({.modules = spec.qr.modules, .side = spec.qr.side, .caption = scene.T("outcome.qr")});
  }
}

void Draw(const OrderDone& done, const Scene& scene, ui::Frame& frame) {
  const bool is_urgent = done.urgency == domain::Urgency::Urgent;
  const std::string time_text = i18n::DateTime(scene.texts, done.respond_by);
  const auto by = fmt::arg("time", time_text);
  DrawNumber({.done = scene.T("outcome.order.done"),
              .promise = is_urgent ? scene.T("outcome.order.urgent", by) : scene.T("outcome.order.promise", by),
              .next = scene.T("outcome.order.next"),
              .number = done.number.Grouped(),
              .qr = done.qr},
             scene, frame);
}

void Draw(const ComplaintDone& done, const Scene& scene, ui::Frame& frame) {
  const std::string time_text = i18n::DateTime(scene.texts, done.answer_by);
  const auto by = fmt::arg("time", time_text);
  const bool is_suggestion = done.kind == domain::ComplaintKind::Suggestion;
  if (done.is_anonymous) {
    frame.Done(is_suggestion ? scene.T("outcome.suggestion.done") : scene.T("outcome.complaint.done"));
    frame.Figure({.label = scene.T("outcome.number"), .value = done.number.Grouped()});
    frame.Paragraph(scene.T("outcome.complaint.anonymous"));
    return;
  }
  DrawNumber({.done = is_suggestion ? scene.T("outcome.suggestion.done") : scene.T("outcome.complaint.done"),
              .promise = scene.T("outcome.complaint.promise", by),
              .next = scene.T("outcome.complaint.next"),
              .number = done.number.Grouped(),
              .qr = done.qr},
             scene, frame);
}

void Draw(const RatingDone& done, const Scene& scene, ui::Frame& frame) {
  frame.Done(scene.T("outcome.rating.done"));
  frame.Paragraph(done.is_bad_and_named ? scene.T("outcome.rating.bad") : scene.T("outcome.rating.text"));
}

void Draw(const RatedBefore&, const Scene& scene, ui::Frame& frame) {
  frame.Empty(ui::Icon::Star, scene.T("outcome.rated_before.title"), scene.T("outcome.rated_before.text"));
}

void Draw(const NotSaved& outcome, const Scene& scene, ui::Frame& frame) {
  frame.Empty(ui::Icon::Warning, scene.T("unavailable.title"), scene.T("unavailable.nothing_saved"));
  frame.Note(scene.T("unavailable.reason", fmt::arg("reason", outcome.reason)));
}

void Draw(const FormKept& kept, const Scene& scene, ui::Frame& frame) { DrawFormKept(kept, scene, frame); }

}  // namespace

namespace {

bool HasReceipt(const OutcomeKind& outcome) {
  return !std::holds_alternative<RatedBefore>(outcome) && !std::holds_alternative<NotSaved>(outcome);
}

void DrawPaper(Paper paper, const Scene& scene, ui::Frame& frame) {
  switch (paper) {
    case Paper::Printing:
      return frame.Note(scene.T("paper.printing"), ui::Icon::Print);
    case Paper::Printed:
      return frame.Banner(
          {.tone = ui::Tone::Success, .title = scene.T("paper.printed.title"), .text = scene.T("paper.printed.text")});
    case Paper::Failed:
      return frame.Banner(
          {.tone = ui::Tone::Warning, .title = scene.T("paper.failed.title"), .text = scene.T("paper.failed.text")});
    case Paper::None:
    case Paper::Offered:
      break;
  }
}

}  // namespace

std::optional<Action> DrawOutcome(const OutcomeKind& outcome, Paper paper, const std::optional<Homeward>& homeward,
                                  const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "outcome",
                                     .header = scene.header,
                                     .footer = {.back = {}, .next = ui::FooterButton{scene.T("footer.finish")}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  if (page.press == ui::PagePress::Next) action = Finish{};
  std::visit([&](const auto& each) { Draw(each, scene, frame); }, outcome);
  DrawPaper(paper, scene, frame);
  const bool may_print = HasReceipt(outcome) && scene.can_print && paper != Paper::Printing;
  if (homeward) {
    const std::string text = scene.T("outcome.homeward", fmt::arg("seconds", homeward->seconds_left));
    frame.Countdown({.text = text, .seconds_left = homeward->seconds_left, .seconds_total = homeward->seconds_total});
  }
  const auto row = frame.BeginRow();
  if (may_print) {
    const std::string_view word = paper == Paper::Printed ? scene.T("paper.again") : scene.T("paper.print");
    if (frame.SecondaryButton("outcome.print", {.text = word, .icon = ui::Icon::Print})) action = PrintReceipt{};
  }
  if (homeward) {
    if (frame.SecondaryButton("outcome.stay", {.text = scene.T("outcome.stay"), .icon = ui::Icon::Visible}))
      action = Stay{};
  }
  return action;
}

std::optional<Action> DrawUnavailable(std::string_view reason, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "unavailable", .header = scene.header, .footer = {}, .step = {}});
  frame.Empty(ui::Icon::Warning, scene.T("unavailable.title"), scene.T("unavailable.text"));
  frame.Note(scene.T("unavailable.reason", fmt::arg("reason", reason)));
  std::optional<Action> action = ActionOf(page.press);
  if (action && std::holds_alternative<Leave>(*action)) action.reset();
  return action;
}

}  // namespace bianmin::screens
