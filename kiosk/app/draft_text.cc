#include "kiosk/app/draft_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::app {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kTitle = "bianmin draft ";
constexpr std::string_view kVersion = "1";

bool IsName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
  });
}

// Takes the front of `rest` up to `end`, which goes too.
std::optional<std::string_view> TakeUntil(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view front = rest.substr(0, at);
  rest.remove_prefix(at + 1);
  return front;
}

// "NAME LENGTH\nTEXT\n"
std::optional<std::pair<std::string_view, std::string_view>> TakeText(std::string_view& rest) {
  const auto name = TakeUntil(rest, ' ');
  if (!name || !IsName(*name)) return std::nullopt;
  const auto digits = TakeUntil(rest, '\n');
  if (!digits || digits->empty() || (digits->front() == '0' && digits->size() > 1)) return std::nullopt;
  std::size_t length = 0;
  const auto [end, fault] = std::from_chars(digits->data(), digits->data() + digits->size(), length);
  if (fault != std::errc{} || end != digits->data() + digits->size()) return std::nullopt;
  if (length >= rest.size() || rest[length] != '\n') return std::nullopt;
  const std::string_view text = rest.substr(0, length);
  rest.remove_prefix(length + 1);
  if (!base::IsUtf8(text)) return std::nullopt;
  return std::pair{*name, text};
}

}  // namespace

std::string WriteDraftTexts(const DraftTexts& texts) {
  std::string bytes{kTitle};
  bytes.append(kVersion).append("\n");
  for (const auto& [name, text] : texts) {
    bytes.append(name).append(" ").append(std::to_string(text.size())).append("\n").append(text).append("\n");
  }
  return bytes;
}

Result<DraftTexts> ReadDraftTexts(std::string_view bytes) {
  const Error corrupt{ErrorCode::Corrupt, "an interrupted form is not one any more; it has to be filled in anew"};
  if (bytes.size() > domain::kMaxDraftBytes || !bytes.starts_with(kTitle)) return corrupt;
  bytes.remove_prefix(kTitle.size());
  const auto version = TakeUntil(bytes, '\n');
  if (!version) return corrupt;
  if (*version != kVersion) {
    return Error{ErrorCode::Refused,
                 "an interrupted form was kept by another version of the program; it has to be filled in anew"};
  }
  DraftTexts texts;
  while (!bytes.empty()) {
    const auto text = TakeText(bytes);
    if (!text || !texts.emplace(text->first, text->second).second) return corrupt;
  }
  return texts;
}

}  // namespace bianmin::app
