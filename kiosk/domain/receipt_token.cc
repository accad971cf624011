#include "kiosk/domain/receipt_token.h"

#include <algorithm>
#include <cctype>

#include "kiosk/base/base32.h"

namespace bianmin::domain {
namespace {

constexpr std::string_view kBegin = "BM1";
constexpr std::size_t kNumber = 10;
constexpr std::size_t kProof = 16;

std::string ProofOf(const RecordNumber& number, const base::SecretKey& city) {
  const base::Digest digest = city.For("receipt").Token(number.text());
  return base::ToBase32(std::span(digest).first(kProof * 5 / 8));
}

std::string Capitals(std::string_view text) {
  std::string capitals(text);
  std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return capitals;
}

bool IsPlain(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string ReceiptToken(const RecordNumber& number, const base::SecretKey& city) {
  return std::string(kBegin) + number.text() + ProofOf(number, city);
}

bool IsReceiptToken(std::string_view text) {
  const std::string token = Capitals(text);
  return token.size() == kReceiptTokenCharacters && token.starts_with(kBegin) &&
         std::all_of(token.begin(), token.end(), IsPlain);
}

std::optional<RecordNumber> NumberOfReceipt(std::string_view text, const base::SecretKey& city) {
  if (!IsReceiptToken(text)) return std::nullopt;
  const std::string token = Capitals(text);
  const auto number = RecordNumber::Parse(token.substr(kBegin.size(), kNumber));
  if (!number) return std::nullopt;
  const std::string proof = ProofOf(*number, city);
  unsigned difference = 0;
  for (std::size_t i = 0; i < kProof; ++i) {
    difference |= static_cast<unsigned>(proof[i]) ^ static_cast<unsigned>(token[kBegin.size() + kNumber + i]);
  }
  if (difference != 0) return std::nullopt;
  return *number;
}

}  // namespace bianmin::domain
