#pragma once
// Reading JSON that somebody else wrote: strict about shape, limited in depth, never throwing. Used inside kiosk/wire.

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace bianmin::wire {

// Corrupt, with `name` in the sentence, when the text is not one JSON value.
base::Result<boost::json::value> ParseJson(std::string_view text, std::string_view name);

// The member of that kind, or nothing.
std::optional<std::string> TextIn(const boost::json::object& object, std::string_view member);
std::optional<std::uint64_t> CountIn(const boost::json::object& object, std::string_view member);
std::optional<bool> FlagIn(const boost::json::object& object, std::string_view member);
const boost::json::array* ArrayIn(const boost::json::object& object, std::string_view member);
const boost::json::object* ObjectIn(const boost::json::object& object, std::string_view member);

// Bytes in base64, exactly as many as the array has.
template <class Array>
std::optional<Array> BytesIn(const boost::json::object& object, std::string_view member) {
  const auto text = TextIn(object, member);
  const auto bytes = text ? base::FromBase64(*text) : std::nullopt;
  return bytes ? base::ArrayOf<Array>(*bytes) : std::nullopt;
}

// A sequence travels as text: 16 digits are more than some JSON readers' numbers hold. Nothing: it is none.
std::optional<std::int64_t> ParseSequence(std::string_view text);

// Somebody else's words, fit to be shown: at most so many characters (the last one then is '…'), without control or
// invisible characters but line breaks. What is not UTF-8 becomes empty.
std::string Presentable(std::string_view text, std::size_t most_characters);

}  // namespace bianmin::wire
