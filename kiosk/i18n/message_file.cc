#include "kiosk/i18n/message_file.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"

namespace bianmin::i18n {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::uint32_t kMagic = 0x950412de;  // in the byte order of the machine that made the file
constexpr std::size_t kHeaderBytes = 20;
constexpr std::size_t kEntryBytes = 8;  // length and offset
constexpr std::size_t kMostPluralForms = 6;

std::uint32_t Word(std::string_view bytes, std::size_t at) {
  std::uint32_t word;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return word;
}

// The `index`-th text of the table of texts that begins at `table`; nothing when it points outside the file.
std::optional<std::string_view> TextAt(std::string_view bytes, std::size_t table, std::size_t index) {
  const std::size_t entry = table + index * kEntryBytes;
  if (entry + kEntryBytes > bytes.size()) return std::nullopt;
  const std::size_t length = Word(bytes, entry);
  const std::size_t offset = Word(bytes, entry + 4);
  if (offset > bytes.size() || length >= bytes.size() - offset || bytes[offset + length] != '\0') return std::nullopt;
  return bytes.substr(offset, length);
}

std::vector<std::string_view> Split(std::string_view joined) {
  std::vector<std::string_view> parts;
  for (std::size_t end = joined.find('\0'); end != std::string_view::npos; end = joined.find('\0')) {
    parts.push_back(joined.substr(0, end));
    joined.remove_prefix(end + 1);
  }
  parts.push_back(joined);
  return parts;
}

// The number in "Plural-Forms: nplurals=2; …" of the header message.
std::optional<std::size_t> PluralForms(std::string_view header) {
  constexpr std::string_view kName = "nplurals=";
  const std::size_t at = header.find(kName);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = header.substr(at + kName.size(), 1);
  std::size_t forms = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), forms);
  if (forms < 1 || forms > kMostPluralForms) return std::nullopt;
  return forms;
}

}  // namespace

base::Result<MessageFile> MessageFile::Open(const std::filesystem::path& path) {
  auto bytes = base::ReadFile(path, kMostBytes);
  if (!bytes) return bytes.error();
  return Parse(std::move(*bytes), path.string());
}

base::Result<MessageFile> MessageFile::Parse(std::string bytes, const std::string& name) {
  const auto broken = [&name](std::string_view why) {
    return Error{ErrorCode::Corrupt,
                 fmt::format("{} is not a usable file of texts ({}); build or install it again", name, why)};
  };
  if (bytes.size() < kHeaderBytes || Word(bytes, 0) != kMagic) {
    return broken("it does not begin as msgfmt's output on this kind of machine does");
  }
  MessageFile file;
  file.bytes_.assign(bytes.begin(), bytes.end());
  const std::string_view all{file.bytes_.data(), file.bytes_.size()};
  const std::size_t count = Word(all, 8);
  for (std::size_t i = 0; i < count; ++i) {
    const auto original = TextAt(all, Word(all, 12), i);
    const auto translation = TextAt(all, Word(all, 16), i);
    if (!original || !translation) return broken("it is cut short");
    if (!base::IsUtf8(*translation)) return broken("a text in it is not UTF-8");
    file.messages_.emplace(Split(*original).front(), Split(*translation));
  }
  const auto& header = file.Forms("");
  const auto forms = header.empty() ? std::nullopt : PluralForms(header.front());
  if (!forms) return broken("its header names no plural forms");
  file.plural_forms_ = *forms;
  return file;
}

const std::vector<std::string_view>& MessageFile::Forms(std::string_view key) const {
  static const std::vector<std::string_view> kNone;
  const auto found = messages_.find(key);
  return found == messages_.end() ? kNone : found->second;
}

std::vector<std::string_view> MessageFile::Keys() const {
  std::vector<std::string_view> keys;
  for (const auto& [key, forms] : messages_) {
    if (!key.empty()) keys.push_back(key);
  }
  return keys;
}

}  // namespace bianmin::i18n
