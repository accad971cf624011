#include "kiosk/store/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

bool IsCodeCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

}  // namespace

std::string Fields::Context(std::string_view column) const { return fmt::format("{}.{} {}", table_, column, id_); }

base::Bytes Fields::Encrypt(std::string_view column, std::string_view plain) const {
  return base::EncryptField(core_.field_key, plain, Context(column), core_.parts.random);
}

std::optional<base::Bytes> Fields::EncryptIfAny(std::string_view column,
                                                const std::optional<std::string>& plain) const {
  if (!plain) return std::nullopt;
  return Encrypt(column, *plain);
}

std::string Fields::Decrypt(std::string_view column, const base::Bytes& cipher) const {
  auto plain = base::DecryptField(core_.field_key, cipher, Context(column));
  if (!plain) throw Failure{base::At(fmt::format("{}.{}", table_, column), plain.error())};
  return *std::move(plain);
}

domain::Contact Fields::DecryptContact(const base::Bytes& name, const base::Bytes& phone) const {
  auto parsed_name = domain::PersonName::Parse(Decrypt("name", name));
  auto parsed_phone = domain::Phone::Parse(Decrypt("phone", phone));
  if (!parsed_name || !parsed_phone) {
    throw Failure{{ErrorCode::Corrupt, fmt::format("{}: a stored contact is not one any more", table_)}};
  }
  return {*std::move(parsed_name), *std::move(parsed_phone)};
}

base::Digest LookupToken(const StoreCore& core, const domain::RecordNumber& number, std::string_view last_four_digits) {
  return core.lookup_key.Token(fmt::format("{} {}", number.text(), last_four_digits));
}

Result<Done> CheckText(std::string_view text, std::size_t most_characters, std::string_view name) {
  const auto parsed = domain::ParseText(text, most_characters);
  if (!parsed && parsed.error() == domain::InputFault::TooLong) {
    return Error{ErrorCode::TooLarge, fmt::format("the {} has more than {} characters", name, most_characters)};
  }
  if (!parsed) {
    return Error{ErrorCode::Invalid, fmt::format("the {} holds control, invisible or private characters", name)};
  }
  return Done{};
}

Result<Done> CheckCode(std::string_view code, std::string_view name) {
  if (!code.empty() && code.size() <= domain::kMaxConfiguredTextCharacters &&
      std::all_of(code.begin(), code.end(), IsCodeCharacter)) {
    return Done{};
  }
  return Error{ErrorCode::Invalid, fmt::format("the {} is not a code of the catalogue", name)};
}

}  // namespace bianmin::store
