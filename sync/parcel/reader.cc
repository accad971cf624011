#include "sync/parcel/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/check.h"
#include "kiosk/domain/parcel_limits.h"
#include "sync/parcel/format.h"
#include "sync/pki/signature.h"

namespace bianmin::parcel {

using base::Done;
using base::Error;
using base::ErrorCode;

namespace {

constexpr std::uint64_t kEndOfTime = 253'402'300'800'000;  // the year 10000, which no kiosk's clock can show

}  // namespace

base::Result<std::unique_ptr<Reader>> Reader::Open(const std::filesystem::path& file) {
  std::unique_ptr<Reader> reader(new Reader(file));
  if (!reader->file_.is_open()) return base::SystemError("open", file);
  if (auto read = reader->ReadHead(); !read) return read.error();
  return reader;
}

Error Reader::NotWhole() const {
  return {ErrorCode::Corrupt, fmt::format("{} is damaged or not whole: the stick may have been pulled out too early; "
                                          "export once more at the kiosk, which has lost nothing",
                                          file_.path().string())};
}

base::Result<std::string> Reader::ReadExactly(std::size_t size) {
  const auto bytes = file_.Read(size);
  if (!bytes) return bytes.error();
  if (bytes->size() != size) return NotWhole();
  return base::AsText(*bytes);
}

base::Result<Done> Reader::ReadHead() {
  const auto magic = file_.Read(kMagic.size());
  if (!magic) return magic.error();
  head_ = base::AsText(*magic);
  if (head_ != kMagic) {
    if (!std::string_view(head_).starts_with(kMagicOfAny)) {
      return Error{ErrorCode::Invalid, fmt::format("{} is no export of a kiosk; choose a file that ends in {}",
                                                   file_.path().string(), kEnding)};
    }
    return Error{ErrorCode::Invalid,
                 fmt::format("{} was exported by another version of the program; bring kiosk and centre to the same "
                             "version and export once more",
                             file_.path().string())};
  }
  const auto length = ReadExactly(4);
  if (!length) return length.error();
  const std::uint64_t size = NumberIn(*length);
  if (size > domain::kMaxParcelCertificateBytes) return NotWhole();
  const auto pem = ReadExactly(size);
  if (!pem) return pem.error();
  const auto rest = ReadExactly(8 + kSealedKeyBytes + base::kStreamHeadBytes);
  if (!rest) return rest.error();
  auto certificates = pki::Certificate::ReadAll(*pem);
  const std::uint64_t made_at = NumberIn(rest->substr(0, 8));
  if (!certificates || made_at >= kEndOfTime) return NotWhole();
  certificates_ = std::move(*certificates);
  made_at_ = base::TimePoint{base::Milliseconds{static_cast<std::int64_t>(made_at)}};
  sealed_key_ = rest->substr(8, kSealedKeyBytes);
  std::copy(rest->end() - base::kStreamHeadBytes, rest->end(), stream_head_.begin());
  head_ += *length + *pem + *rest;
  return Done{};
}

base::Result<std::string> Reader::ReadPiece() {
  const auto length = ReadExactly(4);
  if (!length) return length.error();
  const std::uint64_t size = NumberIn(*length);
  if (size == 0) return std::string();
  if (size > domain::kMaxParcelPieceBytes + base::kSealedPieceExtra) return NotWhole();
  return ReadExactly(size);
}

base::Result<Done> Reader::CheckSignature() {
  pki::SignatureCheck check(certificates_.front());
  check.Add(head_);
  if (auto moved = file_.GoTo(head_.size()); !moved) return moved;
  for (bool is_over = false; !is_over;) {
    const auto piece = ReadPiece();
    if (!piece) return piece.error();
    check.Add(Number(piece->size(), 4));
    check.Add(*piece);
    is_over = piece->empty();
  }
  const auto length = ReadExactly(4);
  if (!length) return length.error();
  if (NumberIn(*length) > pki::kMaxSignatureBytes) return NotWhole();
  const auto signature = ReadExactly(NumberIn(*length));
  if (!signature) return signature.error();
  const auto rest = file_.Read(1);
  if (!rest) return rest.error();
  if (!rest->empty() || !check.Accepts(*signature)) return NotWhole();
  is_signed_ = true;
  return Done{};
}

base::Result<Done> Reader::ReadBatches(const base::SecretKey& centre, const Take& take) {
  CHECK(is_signed_);
  const auto opened = base::OpenSealed(centre, base::AsBytes(sealed_key_));
  if (!opened || opened->size() != base::SecretKey::kBytes) {
    return Error{ErrorCode::Refused,
                 fmt::format("{} is sealed to another key; give the secret half of the key that the kiosk has as "
                             "storage.centre_public_key in its sync.toml",
                             file_.path().string())};
  }
  std::array<std::uint8_t, base::SecretKey::kBytes> key{};
  std::copy(opened->begin(), opened->end(), key.begin());
  base::StreamOpener opener{base::SecretKey{key}, stream_head_};
  const std::string context = ContextOf(head_);
  if (auto moved = file_.GoTo(head_.size()); !moved) return moved;
  for (;;) {
    const auto piece = ReadPiece();
    if (!piece) return piece.error();
    const auto plain = opener.Pull(base::AsBytes(*piece), context);
    if (!plain || plain->empty() != opener.is_over()) return NotWhole();
    if (opener.is_over()) return Done{};
    if (auto taken = take(base::AsText(*plain)); !taken) return taken;
  }
}

}  // namespace bianmin::parcel
