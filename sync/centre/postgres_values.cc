// PostgreSQL's binary format: numbers and lengths in network order, an array as its element type and then the elements.

#include <charconv>

#include "sync/centre/postgres_connection.h"

namespace bianmin::centre {
namespace {

// From PostgreSQL's catalogue pg_type, where they never change.
constexpr Oid kByteaType = 17;
constexpr Oid kBigintType = 20;
constexpr Oid kTextType = 25;
constexpr Oid kByteaArrayType = 1001;
constexpr Oid kTextArrayType = 1009;
constexpr Oid kBigintArrayType = 1016;

template <class Number>
void Append(std::string& bytes, Number number) {
  for (int shift = 8 * static_cast<int>(sizeof(Number)) - 8; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>((number >> shift) & 0xff));
  }
}

// One dimension that begins at 1, without NULLs.
std::string ArrayHead(Oid element, std::size_t count) {
  std::string bytes;
  Append(bytes, std::uint32_t{1});
  Append(bytes, std::uint32_t{0});
  Append(bytes, static_cast<std::uint32_t>(element));
  Append(bytes, static_cast<std::uint32_t>(count));
  Append(bytes, std::uint32_t{1});
  return bytes;
}

std::string ArrayOf(Oid element, const std::vector<std::string>& values) {
  std::string bytes = ArrayHead(element, values.size());
  for (const std::string& value : values) {
    Append(bytes, static_cast<std::uint32_t>(value.size()));
    bytes += value;
  }
  return bytes;
}

}  // namespace

Value Value::Number(std::int64_t number) {
  Value value;
  value.type_ = kBigintType;
  Append(value.bytes_, static_cast<std::uint64_t>(number));
  return value;
}

Value Value::Text(std::string_view text) {
  Value value;
  value.type_ = kTextType;
  value.bytes_ = text;
  return value;
}

Value Value::Bytes(std::string_view bytes) {
  Value value;
  value.type_ = kByteaType;
  value.bytes_ = bytes;
  return value;
}

Value Value::Nothing() {
  Value value;
  value.type_ = kTextType;
  value.is_null_ = true;
  return value;
}

Value Value::Numbers(const std::vector<std::int64_t>& numbers) {
  Value value;
  value.type_ = kBigintArrayType;
  value.bytes_ = ArrayHead(kBigintType, numbers.size());
  for (const std::int64_t number : numbers) {
    Append(value.bytes_, std::uint32_t{sizeof number});
    Append(value.bytes_, static_cast<std::uint64_t>(number));
  }
  return value;
}

Value Value::Texts(const std::vector<std::string>& texts) {
  Value value;
  value.type_ = kTextArrayType;
  value.bytes_ = ArrayOf(kTextType, texts);
  return value;
}

Value Value::ManyBytes(const std::vector<std::string>& values) {
  Value value;
  value.type_ = kByteaArrayType;
  value.bytes_ = ArrayOf(kByteaType, values);
  return value;
}

std::string_view BytesOf(const base::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::int64_t Rows::Integer(int row, int column) const {
  CHECK(PQftype(result_.get(), column) == kBigintType && PQgetisnull(result_.get(), row, column) == 0);
  const char* bytes = PQgetvalue(result_.get(), row, column);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return static_cast<std::int64_t>(number);
}

std::string Rows::Text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::changed() const {
  const std::string_view digits = PQcmdTuples(result_.get());
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

}  // namespace bianmin::centre
