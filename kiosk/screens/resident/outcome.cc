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
  if (!spec.promise.empty()) frame.Strong(spec.promise);
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
  if (!done.number) {
    frame.Done(scene.T("outcome.rating.done"));
    return frame.Paragraph(scene.T("outcome.rating.text"));
  }
  const std::string time_text = done.answer_by ? i18n::DateTime(scene.texts, *done.answer_by) : "";
  DrawNumber({.done = scene.T("outcome.rating.done"),
              .promise = done.answer_by ? scene.T("outcome.complaint.promise", fmt::arg("time", time_text)) : "",
              .next = scene.T(done.answer_by ? N_("outcome.rating.bad") : N_("outcome.rating.text")),
              .number = done.number->Grouped(),
              .qr = done.qr},
             scene, frame);
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
  if (homeward) {
    const std::string text = scene.T("outcome.homeward", fmt::arg("seconds", homeward->seconds_left));
    frame.Countdown({.text = text, .seconds_left = homeward->seconds_left, .seconds_total = homeward->seconds_total});
  }
  const auto row = frame.BeginRow();
  if (HasReceipt(outcome)) {
    if (auto asked = DrawPrintButton("outcome.print", paper, scene, frame)) action = std::move(asked);
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
