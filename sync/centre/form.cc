#include "sync/centre/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "kiosk/base/text.h"
#include "kiosk/domain/open311_limits.h"
#include "sync/centre/percent.h"

namespace bianmin::centre {
namespace {

using base::Error;
using base::ErrorCode;

// Nothing for what is badly escaped or not UTF-8.
std::optional<std::string> Unescaped(std::string_view escaped) {
  std::string with_spaces(escaped);
  std::replace(with_spaces.begin(), with_spaces.end(), '+', ' ');
  auto text = FromPercent(with_spaces);
  if (!text || !base::IsUtf8(*text)) return std::nullopt;
  return text;
}

// What stands before the mark, which goes; all of it when there is none.
std::string_view Cut(std::string_view& text, char mark) {
  const auto at = std::min(text.find(mark), text.size());
  const std::string_view before = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return before;
}

}  // namespace

base::Result<Form> ReadForm(std::string_view text) {
  if (text.size() > domain::kMaxFormBytes) {
    return Error{ErrorCode::TooLarge, fmt::format("send {} bytes at most", domain::kMaxFormBytes)};
  }
  Form form;
  while (!text.empty()) {
    std::string_view pair = Cut(text, '&');
    if (pair.empty()) continue;
    const auto name = Unescaped(Cut(pair, '='));
    const auto value = Unescaped(pair);
    if (!name || !value)
      return Error{ErrorCode::Invalid, "a field is not UTF-8, or a '%' is not followed by two digits"};
    if (name->empty()) return Error{ErrorCode::Invalid, "a field has no name"};
    if (!form.emplace(*name, *value).second) return Error{ErrorCode::Invalid, "a field stands there twice"};
    if (form.size() > domain::kMaxFormFields) {
      return Error{ErrorCode::TooLarge, fmt::format("send {} fields at most", domain::kMaxFormFields)};
    }
  }
  return form;
}

std::string FieldOf(const Form& form, const std::string& name) {
  const auto found = form.find(name);
  return found == form.end() ? std::string() : found->second;
}

std::vector<std::string> ListOf(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::string_view part = base::Trim(Cut(text, ','));
    if (!part.empty()) parts.emplace_back(part);
  }
  return parts;
}

}  // namespace bianmin::centre
