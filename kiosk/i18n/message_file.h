#pragma once
// A compiled gettext catalogue (a .mo file, made from assets/i18n/*.po by msgfmt), read whole. Used by Texts only.
// Read here and not by libc's dgettext(), because that follows the process's locale and environment: under the locale
// C.UTF-8, the only one a bare Debian has, newer versions of glibc translate nothing at all, and two languages side by
// side or on two threads are not possible. Immutable after opening; any number of threads may read.

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::i18n {

class MessageFile {
 public:
  static base::Result<MessageFile> Open(const std::filesystem::path& path);
  // `bytes` of a .mo file; `name` is what errors speak of.
  static base::Result<MessageFile> Parse(std::string bytes, const std::string& name);

  MessageFile(MessageFile&&) = default;
  MessageFile& operator=(MessageFile&&) = default;

  // The forms of the message: one, or as many as the language has plurals. Empty: there is no such message.
  const std::vector<std::string_view>& Forms(std::string_view key) const;
  std::vector<std::string_view> Keys() const;
  std::size_t plural_forms() const { return plural_forms_; }

 private:
  MessageFile() = default;

  std::vector<char> bytes_;  // what the views below look at; a vector keeps its place when it moves
  std::unordered_map<std::string_view, std::vector<std::string_view>> messages_;
  std::size_t plural_forms_ = 1;
};

}  // namespace bianmin::i18n
