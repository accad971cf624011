#include "kiosk/screens/staff/agreement.h"

#include "kiosk/screens/resident/visit.h"
#include "kiosk/screens/resident/wizard.h"
#include "kiosk/screens/staff/order_page.h"

namespace bianmin::screens {
namespace {

using Strokes = std::vector<std::vector<ui::Point>>;

constexpr int kSteps = 3;

void DrawContent(const domain::Agreement& agreement, const Scene& scene, ui::Frame& frame) {
  const auto card = frame.BeginCard();
  const auto row = [&](std::string_view key, const std::string& value, ui::Privacy privacy = ui::Privacy::Open) {
    frame.Row("", {.label = scene.T(key), .value = value, .edit = {}, .privacy = privacy});
  };
  row(N_("paper.agreement.resident"),
      scene.T("agreement.party", fmt::arg("name", agreement.resident),
              fmt::arg("phone", i18n::GroupedPhone(agreement.resident_phone))),
      ui::Privacy::Sensitive);
  row(N_("paper.agreement.provider"), scene.T("agreement.party", fmt::arg("name", agreement.provider),
                                              fmt::arg("phone", i18n::GroupedPhone(agreement.provider_phone))));
  row(N_("paper.agreement.service"), ServiceOrWindowName(agreement.service_code, scene));
  row(N_("paper.agreement.time"), AppointmentText(agreement.when, scene));
  row(N_("paper.agreement.place"), agreement.place, ui::Privacy::Sensitive);
  row(N_("paper.agreement.fee"), i18n::Price(scene.texts, agreement.fee_fen, "", false));
}

void DrawTerms(const domain::AgreementTerms& terms, const Scene& scene, ui::Frame& frame) {
  frame.Heading(scene.T("agreement.terms", fmt::arg("version", terms.version)));
  for (std::size_t i = 0; i < terms.clauses.size(); ++i) {
    frame.Paragraph(
        scene.T("paper.agreement.clause", fmt::arg("place", i + 1), fmt::arg("text", scene.Of(terms.clauses[i]))));
  }
}

std::optional<Action> DrawRead(const AgreementState& state, const domain::AgreementTerms& terms,
                               const SheetMachine& machine, const Scene& scene, ui::Frame& frame) {
  frame.Question(scene.T("agreement.read.question"));
  DrawContent(AgreementOf(state, scene), scene, frame);
  DrawTerms(terms, scene, frame);
  frame.Note(scene.T("agreement.by_pen"));
  return DrawSheets(state.taking, machine, scene, frame);
}

// `note` empty: what was said before is not said again, so that the pad is in sight together with what is missing.
std::optional<Action> DrawSign(const Strokes& strokes, std::string_view question, std::string_view note,
                               const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T(question));
  if (!note.empty()) frame.Note(note);
  if (auto stroke = frame.SignaturePad("agreement.pad", {.hint = scene.T("case.sign.hint"), .strokes = strokes})) {
    action = StaffAct{PaperAct{SignAgreement{*std::move(stroke)}}};
  }
  if (strokes.empty()) return action;
  const ui::ButtonSpec redo{.text = scene.T("case.sign.redo"), .icon = ui::Icon::Delete};
  if (frame.SecondaryButton("agreement.redo", redo)) action = StaffAct{PaperAct{EraseAgreement{}}};
  return action;
}

std::optional<Action> DrawKept(const AgreementState& state, const SheetMachine& machine, const Scene& scene,
                               ui::Frame& frame) {
  const auto page = frame.BeginPage({.id = "agreement.kept",
                                     .header = scene.header,
                                     .footer = {.back = {}, .next = ui::FooterButton{scene.T("footer.finish")}},
                                     .step = {}});
  std::optional<Action> action = ActionOf(page.press);
  frame.Done(scene.T("agreement.kept"));
  frame.Paragraph(scene.T("agreement.kept.text"));
  if (auto pressed = DrawSheets(state.taking, machine, scene, frame)) action = std::move(pressed);
  return action;
}

std::string_view StepKey(AgreementStage stage) {
  if (stage == AgreementStage::Read) return N_("agreement.step.read");
  return stage == AgreementStage::ResidentSigns ? N_("agreement.step.resident") : N_("agreement.step.provider");
}

std::optional<Action> DrawStep(const AgreementState& state, const domain::AgreementTerms& terms,
                               const SheetMachine& machine, const Scene& scene, ui::Frame& frame) {
  if (state.has_failed) {
    frame.Banner({.tone = ui::Tone::Danger, .title = scene.T("fault.title"), .text = scene.T("agreement.failed")});
  }
  if (!state.file) {
    if (!state.has_failed) frame.Note(scene.T("agreement.loading"), ui::Icon::Clock);
    return std::nullopt;
  }
  if (state.stage == AgreementStage::Read) return DrawRead(state, terms, machine, scene, frame);
  DrawFault(state.is_unsigned, scene.T("case.sign.missing"), scene, frame);
  if (state.stage == AgreementStage::ResidentSigns) {
    const std::string_view note = state.is_unsigned ? std::string_view{} : scene.T("agreement.resident.note");
    return DrawSign(state.resident, N_("agreement.resident.question"), note, scene, frame);
  }
  return DrawSign(state.provider, N_("agreement.provider.question"), scene.T("agreement.provider.note"), scene, frame);
}

}  // namespace

bool CanAgree(const domain::CaseFile& file) {
  const bool is_underway = file.order.state == domain::OrderState::Dispatched ||
                           file.order.state == domain::OrderState::InService ||
                           file.order.state == domain::OrderState::AwaitingAcceptance;
  return is_underway && file.details && !file.provider_code.empty();
}

domain::Agreement AgreementOf(const AgreementState& state, const Scene& scene) {
  const domain::CaseFile& file = *state.file;
  const domain::Need& need = file.order.need;
  const domain::Provider* provider = scene.providers == nullptr ? nullptr : scene.providers->Find(file.provider_code);
  const std::string& place = file.details->place;
  return {.order = file.order.number,
          .resident = need.contact.name.text(),
          .resident_phone = std::string(need.contact.phone.digits()),
          .provider = ProviderName(file.provider_code, scene),
          .provider_phone = provider == nullptr ? "" : provider->phone,
          .service_code = need.service_code,
          .package_code = need.package_code,
          .when = file.details->when,
          .place = place.empty() ? need.address_text : place,
          .fee_fen = file.details->fee_fen,
          .resident_signature = SignatureOf(state.resident),
          .provider_signature = SignatureOf(state.provider)};
}

std::optional<Action> DrawAgreement(const AgreementState& state, const domain::AgreementTerms& terms,
                                    const SheetMachine& machine, bool is_saving, const Scene& scene, ui::Frame& frame) {
  if (state.stage == AgreementStage::Kept) return DrawKept(state, machine, scene, frame);
  const int step = static_cast<int>(state.stage) + 1;
  const std::string id = fmt::format("agreement.{}", step);
  const WizardSpec wizard{.id = id,
                          .step = step,
                          .steps = kSteps,
                          .step_key = StepKey(state.stage),
                          .is_review = state.stage == AgreementStage::ProviderSigns,
                          .is_saving = is_saving};
  return DrawWizard(wizard, scene, frame, [&] { return DrawStep(state, terms, machine, scene, frame); });
}

}  // namespace bianmin::screens
