// The words of casework: acts, classes, and what an act lacks.
#include <charconv>

#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/contact_pages.h"
#include "kiosk/screens/staff/order_page.h"

namespace bianmin::screens {
namespace {

using domain::OrderAct;

constexpr std::int64_t kFenPerYuan = 100;
// Points between two that are farther apart than this, in parts of the pad's width, are kept.
constexpr float kStep = 0.004F;

std::optional<std::int64_t> FeeOf(const Entries& entries) {
  const std::string& text = entries.Text(Field::Fee);
  std::int64_t yuan = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), yuan);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return yuan * kFenPerYuan;
}

}  // namespace

domain::Signature SignatureOf(const std::vector<std::vector<ui::Point>>& strokes) {
  domain::Signature signature;
  for (const auto& stroke : strokes) {
    domain::SignatureStroke kept;
    std::optional<ui::Point> last;
    for (const ui::Point& point : stroke) {
      const bool is_near = last && std::abs(point.x - last->x) < kStep && std::abs(point.y - last->y) < kStep;
      if (is_near && &point != &stroke.back()) continue;
      last = point;
      kept.push_back(
          {static_cast<int>(point.x * domain::kSignatureGrid), static_cast<int>(point.y * domain::kSignatureGrid)});
    }
    signature.push_back(std::move(kept));
  }
  return signature;
}

DetailsFaults FaultsOf(const ActDraft& draft, const Entries& entries, base::TimePoint now) {
  DetailsFaults faults;
  if (!draft.day) {
    faults.when = N_("case.details.no_day");
  } else if (!draft.half) {
    faults.when = N_("case.details.no_half");
  } else if (domain::HasPassed({.date = *draft.day, .half = *draft.half}, now)) {
    faults.when = N_("case.details.passed");
  }
  const auto fee = FeeOf(entries);
  if (entries.Text(Field::Fee).empty()) {
    faults.fee = N_("case.fee.missing");
  } else if (!fee || *fee < 0 || *fee > domain::kDearestFeeFen) {
    faults.fee = N_("case.fee.wrong");
  }
  return faults;
}

std::optional<domain::CaseAct> ActOf(const ActDraft& draft, const Entries& entries, base::TimePoint now) {
  domain::CaseAct act{.act = draft.act,
                      .reason_code = draft.reason_code,
                      .text = entries.Text(Field::StaffText),
                      .service_code = draft.service_code,
                      .provider_code = draft.provider_code,
                      .language = draft.language,
                      .is_manual = draft.is_manual,
                      .assignee = draft.assignee,
                      .care = draft.care,
                      .signature = SignatureOf(draft.signature)};
  if (draft.act == OrderAct::ConfirmDetails) {
    const auto [when, fee] = FaultsOf(draft, entries, now);
    if (!when.empty() || !fee.empty()) return std::nullopt;
    act.details = domain::Details{.when = {.date = *draft.day, .half = *draft.half},
                                  .place = entries.Text(Field::Place),
                                  .fee_fen = *FeeOf(entries)};
  }
  if (FaultOf(entries, Field::StaffText) || !domain::CheckParts(act)) return std::nullopt;
  return act;
}

bool CannotBeUndone(OrderAct act) { return act == OrderAct::Decline || act == OrderAct::Cancel; }

bool NeedsNoPage(OrderAct act) {
  return act == OrderAct::Accept || act == OrderAct::BeginService || act == OrderAct::FinishService;
}

std::string_view ActKey(OrderAct act) {
  switch (act) {
    case OrderAct::Accept:
      return N_("case.act.accept");
    case OrderAct::Dispatch:
      return N_("case.act.dispatch");
    case OrderAct::BeginService:
      return N_("case.act.begin_service");
    case OrderAct::FinishService:
      return N_("case.act.finish_service");
    case OrderAct::ConfirmCompletion:
      return N_("case.act.confirm_completion");
    case OrderAct::Cancel:
      return N_("case.act.cancel");
    case OrderAct::Decline:
      return N_("case.act.decline");
    case OrderAct::Reopen:
      return N_("case.act.reopen");
    case OrderAct::Remind:
      return N_("case.act.remind");
    case OrderAct::Reclassify:
      return N_("case.act.reclassify");
    case OrderAct::AskBack:
      return N_("case.act.ask_back");
    case OrderAct::Assign:
      return N_("case.act.assign");
    case OrderAct::SetPriority:
      return N_("case.act.set_priority");
    case OrderAct::ConfirmDetails:
      return N_("case.act.confirm_details");
    case OrderAct::ReportProblem:
      return N_("case.act.report_problem");
  }
  return "";
}

std::string_view CareKey(domain::CareClass care) {
  switch (care) {
    case domain::CareClass::None:
      return N_("care.none");
    case domain::CareClass::Elder:
      return N_("care.elder");
    case domain::CareClass::Disabled:
      return N_("care.disabled");
    case domain::CareClass::Child:
      return N_("care.child");
    case domain::CareClass::Illness:
      return N_("care.illness");
    case domain::CareClass::Hardship:
      return N_("care.hardship");
  }
  return "";
}

std::string_view IdentityKey(domain::IdentityProof identity) {
  switch (identity) {
    case domain::IdentityProof::NotChecked:
      return N_("identity.not_checked");
    case domain::IdentityProof::IdCard:
      return N_("identity.id_card");
    case domain::IdentityProof::SocialCard:
      return N_("identity.social_card");
    case domain::IdentityProof::ResidencePermit:
      return N_("identity.residence_permit");
    case domain::IdentityProof::KnownToStaff:
      return N_("identity.known");
  }
  return "";
}

std::string ProviderName(std::string_view code, const Scene& scene) {
  const domain::Provider* provider = scene.providers == nullptr ? nullptr : scene.providers->Find(code);
  return std::string(provider == nullptr ? code : scene.Of(provider->name));
}

std::string LanguageName(std::string_view code, const Scene& scene) {
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"zh", N_("language.zh")},
                                                                      {"wuu", N_("language.wuu")},
                                                                      {"yue", N_("language.yue")},
                                                                      {"en", N_("language.en")},
                                                                      {"sign", N_("language.sign")}};
  for (const auto& [known, key] : kNames) {
    if (known == code) return std::string(scene.T(key));
  }
  return std::string(code);
}

std::string DetailsText(const domain::Details& details, const Scene& scene) {
  const bool is_morning = details.when.half == domain::HalfDay::Morning;
  const std::string fee = i18n::Price(scene.texts, details.fee_fen, "", false);
  return scene.T("case.details.text", fmt::arg("day", i18n::DayOfWeek(scene.texts, details.when.date)),
                 fmt::arg("half", scene.T(is_morning ? N_("half.morning") : N_("half.afternoon"))),
                 fmt::arg("fee", fee));
}

}  // namespace bianmin::screens
