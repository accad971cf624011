#include "kiosk/screens/resident/contact_pages.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::screens {
namespace {

struct Surname {
  std::string_view zh;
  std::string_view pinyin;
};

// The commonest surnames of the Ministry of Public Security's report for 2020, which cover about half of all people,
// with a few that are common in the lower Yangtze. Whoever has another one types it.
constexpr std::array kSurnames = std::to_array<Surname>({
    {"王", "Wang"},  {"李", "Li"},   {"张", "Zhang"}, {"刘", "Liu"},  {"陈", "Chen"}, {"杨", "Yang"},
    {"黄", "Huang"}, {"赵", "Zhao"}, {"吴", "Wu"},    {"周", "Zhou"}, {"徐", "Xu"},   {"孙", "Sun"},
    {"马", "Ma"},    {"朱", "Zhu"},  {"胡", "Hu"},    {"郭", "Guo"},  {"何", "He"},   {"林", "Lin"},
    {"高", "Gao"},   {"沈", "Shen"}, {"陆", "Lu"},    {"顾", "Gu"},
});

std::string_view SalutationText(Salutation salutation) {
  // Kept in Chinese whatever the language: it is what staff say when they call.
  if (salutation == Salutation::Mr) return "先生";
  if (salutation == Salutation::Ms) return "女士";
  return "";
}

}  // namespace

std::string NameText(const PersonDraft& person, const Entries& entries) {
  const std::string& typed = entries.Text(Field::Name);
  if (!typed.empty()) return typed;
  if (person.surname.empty() || person.salutation == Salutation::None) return {};
  return person.surname + std::string(SalutationText(person.salutation));
}

std::optional<domain::Contact> ContactOf(const PersonDraft& person, const Entries& entries) {
  auto name = domain::PersonName::Parse(NameText(person, entries));
  auto phone = domain::Phone::Parse(entries.Text(Field::Phone));
  if (!name || !phone) return std::nullopt;
  return domain::Contact{*std::move(name), *std::move(phone)};
}

std::optional<Action> DrawPrivacy(const Scene& scene, const PersonDraft& person, bool shows_faults, ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("privacy.question"));
  if (shows_faults && !person.has_consented) {
    frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = scene.T("fault.consent")});
  }
  {
    const auto card = frame.BeginCard();
    const std::string_view phone =
        scene.institution.phones.empty() ? std::string_view{} : scene.institution.phones.front().number;
    const auto row = [&](std::string_view label, std::string_view value) {
      frame.Row("", {.label = scene.T(label), .value = value, .edit = {}});
    };
    const std::string who = scene.T("privacy.who.value", fmt::arg("centre", scene.Of(scene.institution.name)),
                                    fmt::arg("phone", i18n::GroupedPhone(phone)));
    row(N_("privacy.who"), who);
    row(N_("privacy.what"), scene.T("privacy.what.value"));
    row(N_("privacy.why"), scene.T("privacy.why.value"));
    const std::string how_long =
        scene.T("privacy.how_long.value", fmt::arg("days", scene.institution.personal_keep_days));
    row(N_("privacy.how_long"), how_long);
    row(N_("privacy.rights"), scene.T("privacy.rights.value"));
  }
  const ui::ChoiceSpec consent{
      .text = scene.T("privacy.consent"), .note = {}, .is_selected = person.has_consented, .mark = ui::Mark::Check};
  if (frame.Choice("privacy.consent", consent)) action = GiveConsent{!person.has_consented};
  return action;
}

std::optional<Action> DrawName(const Scene& scene, const PersonDraft& person, const Entries& entries, bool shows_faults,
                               ui::Frame& frame) {
  std::optional<Action> action;
  frame.Question(scene.T("name.question"));
  const bool is_typed = !entries.Text(Field::Name).empty();
  const bool is_chinese = scene.texts.language() == i18n::Language::Chinese;
  const auto parsed = domain::PersonName::Parse(NameText(person, entries));
  if (shows_faults && !parsed && !is_typed) {
    frame.Banner({.tone = ui::Tone::Warning, .title = scene.T("fault.title"), .text = scene.T("fault.name")});
  }
  {
    const auto grid = frame.BeginGrid(
        {.id = "salutations", .landscape = {2}, .portrait = {2}, .fills_page = false, .is_short = true});
    const auto choice = [&](std::string_view id, Salutation salutation, std::string_view text) {
      const bool is_selected = !is_typed && person.salutation == salutation;
      if (frame.Choice(id, {.text = scene.T(text), .is_selected = is_selected})) action = ChooseSalutation{salutation};
    };
    choice("salutation.ms", Salutation::Ms, N_("salutation.ms"));
    choice("salutation.mr", Salutation::Mr, N_("salutation.mr"));
  }
  {
    const auto grid =
        frame.BeginGrid({.id = "surnames", .landscape = {6}, .portrait = {4}, .fills_page = false, .is_short = true});
    for (const Surname& surname : kSurnames) {
      const ui::ChoiceSpec spec{.text = is_chinese ? surname.zh : surname.pinyin,
                                .is_selected = !is_typed && person.surname == surname.zh,
                                .privacy = ui::Privacy::Open};
      if (frame.Choice("surname." + std::string(surname.pinyin), spec)) action = ChooseSurname{std::string(surname.zh)};
    }
  }
  const bool has_fault = is_typed && !parsed;
  const EntrySpec entry{.field = Field::Name,
                        .id = "field.name",
                        .label = scene.T("name.label"),
                        .placeholder = scene.T("name.placeholder"),
                        .error = has_fault ? FaultText(scene, Field::Name, parsed.error()) : std::string_view{},
                        .hint = scene.T("name.hint")};
  if (auto pressed = DrawEntry(entry, entries, frame)) action = std::move(pressed);
  if (auto pressed = DrawKeyboard(entries, frame)) action = std::move(pressed);
  return action;
}

std::optional<Action> DrawPhone(const Scene& scene, const Entries& entries, bool shows_faults, ui::Frame& frame) {
  std::optional<Action> action;
  const bool is_crowded = frame.IsCrowded();
  const auto columns = frame.BeginColumns("phone", 1.0, 1.0);
  if (!is_crowded) frame.Question(scene.T("phone.question"));
  const auto fault = FaultOf(entries, Field::Phone);
  const EntrySpec entry{.field = Field::Phone,
                        .id = "field.phone",
                        .label = scene.T("phone.label"),
                        .placeholder = scene.T("phone.placeholder"),
                        .error = shows_faults ? FaultText(scene, Field::Phone, fault) : std::string_view{},
                        .hint = is_crowded ? std::string_view{} : scene.T("phone.hint")};
  if (auto pressed = DrawEntry(entry, entries, frame)) action = std::move(pressed);
  frame.NextColumn();
  if (auto pressed = DrawKeyboard(entries, frame)) action = std::move(pressed);
  return action;
}

}  // namespace bianmin::screens
