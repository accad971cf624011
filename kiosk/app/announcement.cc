#include "kiosk/app/announcement.h"

#include <algorithm>

namespace bianmin::app {
namespace {

speech::Language SpokenIn(i18n::Language language) {
  return language == i18n::Language::Chinese ? speech::Language::Chinese : speech::Language::English;
}

speech::Utterance Say(std::string_view text, const i18n::Texts& texts) {
  return {.id = std::string(texts.KeyOf(text)), .text = std::string(text), .language = SpokenIn(texts.language())};
}

bool IsHeard(const ui::Item& item) {
  return item.is_announced && !item.is_under_dialog && !item.visible.IsEmpty() && !item.text.empty() &&
         item.text != ui::kMaskedText;
}

// Texts that belong to no control: what the page says.
std::vector<std::string> Sentences(const ui::Inventory& shown) {
  std::vector<std::string> sentences;
  for (const ui::Item& item : shown.items) {
    if (item.kind == ui::ItemKind::Text && item.id.empty() && IsHeard(item)) sentences.push_back(item.text);
  }
  return sentences;
}

void NameControls(const ui::Inventory& shown, const i18n::Texts& texts, Announcement& out) {
  for (const ui::Item& item : shown.items) {
    if (item.kind == ui::ItemKind::Control && item.is_enabled && IsHeard(item)) out.push_back(Say(item.text, texts));
  }
}

}  // namespace

Announcement DescribePage(const ui::Inventory& shown, const i18n::Texts& texts, bool names_controls) {
  Announcement out;
  for (const std::string& sentence : Sentences(shown)) out.push_back(Say(sentence, texts));
  if (names_controls) NameControls(shown, texts, out);
  return out;
}

Announcement DescribeControl(const ui::Inventory& shown, std::string_view id, const i18n::Texts& texts) {
  const ui::Item* control = shown.FindControl(id);
  if (control == nullptr) return {};
  Announcement out;
  if (!control->text.empty() && control->text != ui::kMaskedText) out.push_back(Say(control->text, texts));
  for (const ui::Item& item : shown.items) {
    const bool is_its_own = item.kind == ui::ItemKind::Text && item.id == id && item.text != control->text;
    if (is_its_own && IsHeard(item)) out.push_back(Say(item.text, texts));
  }
  if (control->is_selected) out.push_back(Say(texts.T("voice.selected"), texts));
  if (!control->is_enabled) out.push_back(Say(texts.T("voice.disabled"), texts));
  return out;
}

Announcement ReadBack(std::string_view text, i18n::Language language) {
  return {{.id = {}, .text = std::string(text), .language = SpokenIn(language)}};
}

Announcement Announcer::WhatIsNew(const ui::Inventory& shown, const i18n::Texts& texts, bool names_controls) {
  const std::string language{i18n::LanguageCode(texts.language())};
  std::vector<std::string> now = Sentences(shown);
  const bool is_other = shown.page != page_ || language != language_;
  Announcement out;
  if (is_other) {
    out = DescribePage(shown, texts, names_controls);
  } else {
    for (const std::string& sentence : now) {
      if (std::find(said_.begin(), said_.end(), sentence) == said_.end()) out.push_back(Say(sentence, texts));
    }
  }
  page_ = shown.page;
  language_ = language;
  said_ = std::move(now);
  return out;
}

}  // namespace bianmin::app
