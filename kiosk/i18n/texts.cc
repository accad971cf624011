#include "kiosk/i18n/texts.h"

#include "kiosk/base/log.h"

namespace bianmin::i18n {
namespace {

std::string_view FolderOf(Language language) { return language == Language::Chinese ? "zh_CN" : "en"; }
std::size_t PluralFormsOf(Language language) { return language == Language::Chinese ? 1 : 2; }

}  // namespace

std::string_view LanguageCode(Language language) { return language == Language::Chinese ? "zh" : "en"; }

Texts::Texts(Language language, MessageFile messages) : language_(language), messages_(std::move(messages)) {
  for (const std::string_view key : messages_.Keys()) keys_.emplace(T(key), key);
}

std::string_view Texts::KeyOf(std::string_view text) const {
  const auto found = keys_.find(text);
  return found == keys_.end() ? std::string_view{} : found->second;
}

base::Result<Texts> Texts::Load(const std::filesystem::path& folder, Language language) {
  const auto path = folder / FolderOf(language) / "LC_MESSAGES" / "bianmin.mo";
  auto messages = MessageFile::Open(path);
  if (!messages) {
    return base::Error{
        messages.error().code,
        fmt::format("the screen texts cannot be read: {}; check 'texts' in kiosk.toml", messages.error().message)};
  }
  if (messages->plural_forms() != PluralFormsOf(language)) {
    return base::Error{base::ErrorCode::Corrupt,
                       fmt::format("{} has {} plural forms where its language has {}; it belongs to another language",
                                   path.string(), messages->plural_forms(), PluralFormsOf(language))};
  }
  return Texts{language, std::move(*messages)};
}

std::string_view Texts::T(std::string_view key) const {
  const auto& forms = messages_.Forms(key);
  return forms.empty() ? key : forms.front();
}

std::string_view Texts::Form(std::string_view key, std::int64_t count) const {
  const auto& forms = messages_.Forms(key);
  if (forms.empty()) return key;
  const bool is_plural = forms.size() > 1 && count != 1;
  return is_plural ? forms[1] : forms.front();
}

std::string Texts::Fill(std::string_view key, std::string_view text, fmt::format_args args) const {
  try {
    return fmt::vformat(fmt::string_view(text.data(), text.size()), args);
  } catch (const fmt::format_error& fault) {
    base::LogError("the text '{}' ({}) cannot take its arguments: {}", key, LanguageCode(language_), fault.what());
    return std::string(text);
  }
}

base::Result<Library> Library::Load(const std::filesystem::path& folder) {
  auto chinese = Texts::Load(folder, Language::Chinese);
  if (!chinese) return chinese.error();
  auto english = Texts::Load(folder, Language::English);
  if (!english) return english.error();
  return Library{std::move(*chinese), std::move(*english)};
}

}  // namespace bianmin::i18n
