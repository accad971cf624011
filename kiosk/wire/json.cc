#include "kiosk/wire/json.h"

#include <fmt/format.h>

#include <charconv>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::wire {
namespace json = boost::json;

base::Result<json::value> ParseJson(std::string_view text, std::string_view name) {
  json::parse_options options;
  options.max_depth = domain::kMaxJsonDepth;
  boost::system::error_code failed;
  json::value value = json::parse(json::string_view(text.data(), text.size()), failed, {}, options);
  if (failed) {
    return base::Error{base::ErrorCode::Corrupt, fmt::format("the {} is not JSON: {}", name, failed.message())};
  }
  return value;
}

std::optional<std::string> TextIn(const json::object& object, std::string_view member) {
  const json::value* value = object.if_contains(member);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  const json::string& text = value->get_string();
  return std::string(text.data(), text.size());
}

std::optional<std::uint64_t> CountIn(const json::object& object, std::string_view member) {
  const json::value* value = object.if_contains(member);
  if (value == nullptr) return std::nullopt;
  if (value->is_uint64()) return value->get_uint64();
  if (value->is_int64() && value->get_int64() >= 0) return static_cast<std::uint64_t>(value->get_int64());
  return std::nullopt;
}

std::optional<bool> FlagIn(const json::object& object, std::string_view member) {
  const json::value* value = object.if_contains(member);
  if (value == nullptr || !value->is_bool()) return std::nullopt;
  return value->get_bool();
}

const json::array* ArrayIn(const json::object& object, std::string_view member) {
  const json::value* value = object.if_contains(member);
  return value == nullptr ? nullptr : value->if_array();
}

const json::object* ObjectIn(const json::object& object, std::string_view member) {
  const json::value* value = object.if_contains(member);
  return value == nullptr ? nullptr : value->if_object();
}

std::optional<std::int64_t> ParseSequence(std::string_view text) {
  std::int64_t sequence = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), sequence);
  if (fault != std::errc{} || end != text.data() + text.size() || sequence < 0) return std::nullopt;
  return sequence;
}

std::string Presentable(std::string_view text, std::size_t most_characters) {
  if (!base::IsUtf8(text)) return {};
  std::string shown;
  std::size_t count = 0;
  const auto characters = base::Characters(base::Trim(text));
  for (const char32_t c : characters) {
    if (++count == most_characters && characters.size() > most_characters) return shown + "…";
    base::AppendCharacter(shown, c != U'\n' && base::IsControlCharacter(c) ? U' ' : c);
  }
  return shown;
}

}  // namespace bianmin::wire
