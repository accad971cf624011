#include "kiosk/screens/resident/look_up.h"

#include "kiosk/screens/resident/file_complaint.h"
#include "kiosk/screens/resident/found_order.h"
#include "kiosk/screens/resident/found_rating.h"

namespace bianmin::screens {
namespace {

std::optional<Action> DrawComplaint(const domain::Complaint& complaint, Paper paper, const Scene& scene,
                                    ui::Frame& frame) {
  const std::string number = complaint.number.Grouped();
  DrawPaper(paper, scene, frame);
  frame.Title(scene.T(KindKey(complaint.filed.kind)));
  {
    const auto card = frame.BeginCard();
    const auto row = [&](std::string_view label, std::string_view value) {
      frame.Row("", {.label = scene.T(label), .value = value, .edit = {}});
    };
    row(N_("lookup.number"), number);
    row(N_("lookup.state"), scene.T(StateKey(complaint.state)));
    row(N_("lookup.about"), scene.T(AboutKey(complaint.filed.about)));
    row(N_("lookup.filed_at"), i18n::DateTime(scene.texts, complaint.filed_at));
    row(N_("lookup.answer_by"), i18n::DateTime(scene.texts, complaint.answer_by));
    if (complaint.arrival) row(N_("lookup.arrived"), ArrivedAt(*complaint.arrival, scene));
    if (!complaint.answer.empty()) row(N_("lookup.answer"), complaint.answer);
  }
  return DrawPrintButton("lookup.print", paper, scene, frame);
}

// The pages before and after the record was found differ in what the footer offers.
ui::PageSpec PageOf(const LookUpDraft& draft, bool is_saving, const Scene& scene) {
  const bool is_form = !draft.found && !draft.city;
  return {.id = draft.city          ? "lookup.city"
                : is_form           ? "lookup.form"
                : draft.asks_cancel ? "lookup.cancel"
                                    : "lookup.record",
          .header = scene.header,
          .footer = {.back = ui::FooterButton{scene.T("footer.back"), !is_saving},
                     .next = is_form ? std::optional{ui::FooterButton{scene.T("find.ask"), !is_saving}} : std::nullopt},
          .step = {}};
}

}  // namespace

std::string_view StateKey(domain::ComplaintState state) {
  using domain::ComplaintState;
  switch (state) {
    case ComplaintState::Received:
      return N_("complaint.state.received");
    case ComplaintState::BeingHandled:
      return N_("complaint.state.being_handled");
    case ComplaintState::Answered:
      return N_("complaint.state.answered");
    case ComplaintState::Closed:
      return N_("complaint.state.closed");
  }
  return "";
}

std::string ArrivedAt(const domain::ArrivalProof& arrival, const Scene& scene) {
  return scene.T("lookup.arrived_at", fmt::arg("time", i18n::DateTime(scene.texts, arrival.arrival.received)));
}

bool HasReceipt(const LookUpDraft& draft) {
  return !draft.city && draft.found && !std::holds_alternative<domain::NamedRating>(*draft.found);
}

std::optional<Action> DrawLookUp(const LookUpDraft& draft, bool is_saving, const Scene& scene, ui::Frame& frame) {
  const auto page = frame.BeginPage(PageOf(draft, is_saving, scene));
  std::optional<Action> action = ActionOf(page.press);
  std::optional<Action> pressed;
  if (draft.city) {
    pressed = DrawCityRecord(*draft.city, scene, frame);
  } else if (!draft.found) {
    pressed =
        DrawFindRecord(scene.T("lookup.question"), draft.entries, draft.problem, draft.shows_faults, scene, frame);
  } else if (const auto* order = std::get_if<domain::Order>(&*draft.found)) {
    pressed = draft.asks_cancel ? DrawCancelReasons(*order, scene, frame) : DrawFoundOrder(*order, draft, scene, frame);
  } else if (const auto* rating = std::get_if<domain::NamedRating>(&*draft.found)) {
    DrawFoundRating(*rating, scene, frame);
  } else {
    pressed = DrawComplaint(std::get<domain::Complaint>(*draft.found), draft.print.paper, scene, frame);
  }
  if (pressed && !is_saving) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
