#include "kiosk/screens/staff/case_facts.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/screens/resident/look_up.h"
#include "kiosk/screens/resident/visit.h"

namespace bianmin::screens {
namespace {

using domain::Actor;
using domain::CaseEntry;
using domain::CaseFile;
using domain::ClockState;
using ui::Privacy;

// 王** : enough to greet somebody who stands there.
std::string MaskedName(const domain::PersonName& name) {
  std::string masked;
  const auto characters = base::Characters(name.text());
  if (!characters.empty()) base::AppendCharacter(masked, characters.front());
  return masked + "**";
}

// The compound alone says enough for matching.
std::string MaskedAddress(const domain::Need& need, const Scene& scene) {
  const domain::Compound* compound = need.address ? scene.addresses.Find(need.address->compound) : nullptr;
  return compound == nullptr ? "***" : std::string(scene.Of(compound->name)) + " ***";
}

class Facts {
 public:
  Facts(const CaseFile& file, const Scene& scene, ui::Frame& frame) : file_(file), scene_(scene), frame_(frame) {}

  void Said() {
    const domain::Need& need = file_.order.need;
    Row(N_("lookup.service"), ServiceOrWindowName(need.service_code, scene_));
    if (file_.first) Row(N_("case.first_service"), ServiceOrWindowName(file_.first->service_code, scene_));
    if (need.urgency == domain::Urgency::Urgent) Row(N_("register.review.urgency"), scene_.T("urgency.urgent"));
    if (!need.description.empty()) Row(N_("register.review.details"), need.description, Privacy::Sensitive);
    if (need.appointment) Row(N_("case.wished_time"), AppointmentText(*need.appointment, scene_));
    if (need.wants_home_registration) Row(N_("case.home_registration"), scene_.T("case.yes"));
    Row(N_("lookup.registered_at"), i18n::DateTime(scene_.texts, file_.order.registered_at));
    if (file_.on_behalf) Row(N_("case.on_behalf"), BehalfText(*file_.on_behalf));
  }

  bool Contact(bool is_shown) {
    const domain::Need& need = file_.order.need;
    const std::string name = is_shown ? need.contact.name.text() : MaskedName(need.contact.name);
    const std::string phone = is_shown ? i18n::GroupedPhone(need.contact.phone.digits()) : need.contact.phone.Masked();
    const std::string_view show = is_shown ? std::string_view{} : scene_.T("case.show");
    const bool is_pressed = frame_.Row(
        is_shown ? "" : "case.show",
        {.label = scene_.T("register.review.name"), .value = name, .edit = show, .privacy = Privacy::Sensitive});
    Row(N_("lookup.phone"), phone, Privacy::Sensitive);
    if (!need.address_text.empty()) {
      const std::string address = is_shown ? need.address_text : MaskedAddress(need, scene_);
      Row(N_("register.review.address"), address, Privacy::Sensitive);
    }
    return is_pressed;
  }

  void Agreed() {
    if (file_.care != domain::CareClass::None) Row(N_("case.care"), scene_.T(CareKey(file_.care)));
    if (file_.assigned_to) Row(N_("case.assigned_to"), file_.assigned_to->text());
    if (!file_.provider_code.empty()) Row(N_("case.provider"), ProviderName(file_.provider_code, scene_));
    const domain::Provider* provider =
        scene_.providers == nullptr ? nullptr : scene_.providers->Find(file_.provider_code);
    if (provider != nullptr) Row(N_("case.provider_phone"), i18n::GroupedPhone(provider->phone));
    if (!file_.language.empty()) Row(N_("match.language"), LanguageName(file_.language, scene_));
    if (!file_.details) return;
    Row(N_("case.details"), DetailsText(*file_.details, scene_));
    if (!file_.details->place.empty()) Row(N_("case.place"), file_.details->place, Privacy::Sensitive);
  }

 private:
  void Row(std::string_view label, std::string_view value, Privacy privacy = Privacy::Open) {
    frame_.Row("", {.label = scene_.T(label), .value = value, .edit = {}, .privacy = privacy});
  }

  std::string BehalfText(const domain::BehalfRecord& record) const {
    return scene_.T("case.on_behalf.text", fmt::arg("number", record.staff.text()),
                    fmt::arg("identity", scene_.T(IdentityKey(record.identity))));
  }

  const CaseFile& file_;
  const Scene& scene_;
  ui::Frame& frame_;
};

void DrawSignature(const domain::Signature& signature, const Scene& scene, ui::Frame& frame) {
  std::vector<std::vector<ui::Point>> strokes;
  constexpr auto kGrid = static_cast<float>(domain::kSignatureGrid);
  for (const domain::SignatureStroke& stroke : signature) {
    auto& points = strokes.emplace_back();
    for (const auto& point : stroke) {
      points.push_back({static_cast<float>(point.x) / kGrid, static_cast<float>(point.y) / kGrid});
    }
  }
  frame.Heading(scene.T("case.signature"));
  frame.SignatureShown(strokes, 0.6);
}

// ---- clocks

std::string Span(base::Milliseconds span, const Scene& scene) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(span);
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(span);
  return i18n::Duration(scene.texts, hours.count() >= 2 ? std::chrono::minutes{hours} : minutes);
}

struct ClockTexts {
  std::string_view name;
  std::string_view met;
};

void DrawClock(const ClockTexts& texts, ClockState state, base::TimePoint due, bool is_met, const Scene& scene,
               ui::Frame& frame) {
  const std::string by = scene.T("case.clock.by", fmt::arg("time", i18n::DateTime(scene.texts, due)));
  const auto status = [&](ui::Tone tone, std::string_view word) {
    frame.Status({.tone = tone, .name = scene.T(texts.name), .state = word, .text = {}, .advice = by});
  };
  if (state == ClockState::Met) return status(ui::Tone::Success, scene.T(texts.met));
  if (state == ClockState::Running) {
    return status(ui::Tone::Information, scene.T("case.clock.left", fmt::arg("time", Span(due - scene.now, scene))));
  }
  if (is_met) return status(ui::Tone::Warning, scene.T("case.clock.late"));
  status(ui::Tone::Danger, scene.T("case.clock.overdue", fmt::arg("time", Span(scene.now - due, scene))));
}

void DrawCity(const domain::CitySync& city, const Scene& scene, ui::Frame& frame) {
  const std::string_view name = scene.T("case.city");
  if (!city.refused.empty()) {
    frame.Status({.tone = ui::Tone::Danger,
                  .name = name,
                  .state = scene.T("case.city.refused"),
                  .text = city.refused,
                  .advice = scene.T("case.city.refused.do")});
  } else if (city.waiting > 0) {
    const auto since = city.waiting_since.value_or(scene.now);
    frame.Status({.tone = ui::Tone::Information,
                  .name = name,
                  .state = scene.T("case.city.waiting"),
                  .text = {},
                  .advice = scene.T("case.city.since", fmt::arg("time", i18n::DateTime(scene.texts, since)))});
  } else {
    frame.Status(
        {.tone = ui::Tone::Success, .name = name, .state = scene.T("case.city.there"), .text = {}, .advice = {}});
  }
}

// ---- history

std::string WhoText(const CaseEntry& entry, const Scene& scene) {
  if (entry.staff) return scene.T("case.who.staff", fmt::arg("number", entry.staff->text()));
  switch (entry.what.by) {
    case Actor::Resident:
      return std::string(scene.T("case.who.resident"));
    case Actor::Centre:
      return std::string(scene.T("case.who.centre"));
    case Actor::Staff:
    case Actor::Provider:
      break;
  }
  return std::string(scene.T("case.who.staff_unnamed"));
}

// What the act was about, besides its words.
std::string MatterText(const CaseEntry& entry, const Scene& scene) {
  if (!entry.service_code.empty()) return ServiceOrWindowName(entry.service_code, scene);
  if (!entry.provider_code.empty()) return ProviderName(entry.provider_code, scene);
  if (entry.assignee) return scene.T("case.who.staff", fmt::arg("number", entry.assignee->text()));
  if (entry.care) return std::string(scene.T(CareKey(*entry.care)));
  const auto* reason = domain::FindChoice(scene.catalogue.decline_reasons, entry.what.reason_code);
  if (reason == nullptr) reason = domain::FindChoice(scene.catalogue.cancel_reasons, entry.what.reason_code);
  return reason == nullptr ? "" : std::string(scene.Of(reason->text));
}

std::string NoteText(const CaseEntry& entry, const Scene& scene) {
  const std::string matter = MatterText(entry, scene);
  if (matter.empty()) return entry.what.note;
  if (entry.what.note.empty()) return matter;
  return scene.T("case.entry.both", fmt::arg("what", matter), fmt::arg("text", entry.what.note));
}

}  // namespace

std::optional<Action> DrawCaseFacts(const CaseFile& file, bool is_contact_shown, const Scene& scene, ui::Frame& frame) {
  std::optional<Action> action;
  Facts facts{file, scene, frame};
  {
    const auto card = frame.BeginCard();
    facts.Said();
    if (facts.Contact(is_contact_shown)) action = StaffAct{CaseworkAct{ShowContact{}}};
    facts.Agreed();
  }
  if (file.signature) DrawSignature(*file.signature, scene, frame);
  return action;
}

void DrawCaseClocks(const CaseFile& file, const Scene& scene, ui::Frame& frame) {
  const auto card = frame.BeginCard();
  DrawClock({N_("case.clock.response"), N_("case.clock.answered")}, domain::ResponseClock(file, scene.now),
            file.order.respond_by, domain::AnsweredAt(file).has_value(), scene, frame);
  if (const auto provider = domain::ProviderClock(file, scene.now)) {
    DrawClock({N_("case.clock.provider"), N_("case.clock.confirmed")}, *provider, *file.confirm_by,
              file.confirmed_at.has_value(), scene, frame);
  }
  DrawCity(file.city, scene, frame);
}

void DrawCaseHistory(const CaseFile& file, const Scene& scene, ui::Frame& frame) {
  struct Drawn {
    std::string_view title;
    std::string who, time, note;
  };
  std::vector<Drawn> drawn;
  for (const CaseEntry& entry : file.entries) {
    const bool is_first = &entry == &file.entries.front();
    const bool is_state = is_first || entry.what.by == Actor::Centre;
    drawn.push_back({scene.T(is_state ? StateKey(entry.what.state) : ActKey(entry.what.act)), WhoText(entry, scene),
                     i18n::DateTime(scene.texts, entry.what.at), NoteText(entry, scene)});
  }
  std::reverse(drawn.begin(), drawn.end());
  frame.Heading(scene.T("case.history"));
  std::vector<ui::TimelineStep> steps;
  for (const Drawn& each : drawn) {
    const auto state = &each == &drawn.front() ? ui::StepState::Current : ui::StepState::Done;
    steps.push_back({state, each.title, each.who, each.time, each.note, Privacy::Sensitive});
  }
  frame.Timeline(steps);
}

}  // namespace bianmin::screens
