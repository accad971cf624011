#pragma once
// Personal columns: how a resident's words are kept from whoever holds the disk. Each value is bound to its column and
// record, so that it decrypts nowhere else.

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/crypto.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// The fields of one record, `id` being its UUID's text.
class Fields {
 public:
  Fields(StoreCore& core, std::string_view table, std::string id) : core_(core), table_(table), id_(std::move(id)) {}

  base::Bytes Encrypt(std::string_view column, std::string_view plain) const;
  std::string Decrypt(std::string_view column, const base::Bytes& cipher) const;
  // NULL when there is no text.
  std::optional<base::Bytes> EncryptIfAny(std::string_view column, const std::optional<std::string>& plain) const;

  domain::Contact DecryptContact(const base::Bytes& name, const base::Bytes& phone) const;

 private:
  std::string Context(std::string_view column) const;

  StoreCore& core_;
  std::string_view table_;
  std::string id_;
};

// What 查询进度 compares: computable only with this kiosk's key, and the same work for every pair.
base::Digest LookupToken(const StoreCore& core, const domain::RecordNumber& number, std::string_view last_four_digits);

// Refuses what domain::ParseText refuses. `name` is the word for the text in the error.
base::Result<base::Done> CheckText(std::string_view text, std::size_t most_characters, std::string_view name);
// Codes of the catalogue: lower-case letters, digits, '.', '_' and '-'.
base::Result<base::Done> CheckCode(std::string_view code, std::string_view name);

}  // namespace bianmin::store
