#pragma once
// Every sentence residents and staff read, by key, in one language. Used by the screens, the app, speech and print;
// no sentence stands in code, none is glued together from pieces. Texts with arguments name them: "还剩 {seconds} 秒".
//
//   texts.T("home.register")
//   texts.Format("result.promise", fmt::arg("time", DateTime(texts, due)))
//   texts.Plural("figures.orders", count)                  // {count} is there without being named
//   constexpr const char* kStars[] = {N_("stars.1"), …};   …   texts.T(kStars[i])
//
// A key is written only inside T("…"), F("…"), Format("…"), Plural("…") or N_("…"): tests/unit/i18n finds keys by that,
// and holds that each is in both languages with the same arguments. Immutable; any number of threads may read.

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/base/result.h"
#include "kiosk/i18n/message_file.h"

namespace bianmin::i18n {

enum class Language { Chinese, English };

// "zh", "en": as in configuration files.
std::string_view LanguageCode(Language language);

// Marks a key that is passed to T() elsewhere.
constexpr const char* N_(const char* key) { return key; }

class Texts {
 public:
  // From <folder>/zh_CN/LC_MESSAGES/bianmin.mo or <folder>/en/LC_MESSAGES/bianmin.mo.
  static base::Result<Texts> Load(const std::filesystem::path& folder, Language language);

  Language language() const { return language_; }

  // The text; the key itself when there is none (a test holds that this does not happen). Lives as long as this.
  std::string_view T(std::string_view key) const;

  // The key whose text this is, word for word; empty: no key's, because something was filled in or it is no text of
  // ours. Where two keys have the same text, either.
  std::string_view KeyOf(std::string_view text) const;

  // The text with its named arguments filled in.
  template <class... Args>
  std::string Format(std::string_view key, Args&&... args) const {
    return Fill(key, T(key), fmt::make_format_args(args...));
  }

  // The form that fits `count`, which is the argument {count} too.
  template <class... Args>
  std::string Plural(std::string_view key, std::int64_t count, Args&&... args) const {
    const auto count_arg = fmt::arg("count", count);
    return Fill(key, Form(key, count), fmt::make_format_args(count_arg, args...));
  }

 private:
  Texts(Language language, MessageFile messages);

  std::string_view Form(std::string_view key, std::int64_t count) const;
  // A text whose arguments do not fit is shown as it stands and logged: a resident is better served by it than by a
  // stopped kiosk.
  std::string Fill(std::string_view key, std::string_view text, fmt::format_args args) const;

  Language language_;
  MessageFile messages_;
  std::unordered_map<std::string_view, std::string_view> keys_;  // by text
};

// Both languages, for whoever switches between them.
class Library {
 public:
  static base::Result<Library> Load(const std::filesystem::path& folder);
  const Texts& In(Language language) const { return language == Language::Chinese ? chinese_ : english_; }

 private:
  Library(Texts chinese, Texts english) : chinese_(std::move(chinese)), english_(std::move(english)) {}

  Texts chinese_;
  Texts english_;
};

}  // namespace bianmin::i18n
