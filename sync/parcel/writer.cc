#include "sync/parcel/writer.h"

#include <fmt/format.h>

#include "kiosk/base/check.h"
#include "kiosk/domain/parcel_limits.h"
#include "sync/parcel/format.h"
#include "sync/parcel/reader.h"

namespace bianmin::parcel {

using base::Done;
using base::Error;
using base::ErrorCode;

base::Result<std::unique_ptr<Writer>> Writer::Begin(const std::filesystem::path& file, const Sender& sender,
                                                    const base::PublicKey& centre, base::TimePoint now,
                                                    base::Random& random) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    return Error{ErrorCode::Conflict,
                 fmt::format("{} is there already and is not written over; give another name", file.string())};
  }
  const base::SecretKey stream_key = base::SecretKey::New(random);
  std::unique_ptr<Writer> writer(new Writer(file, sender.key, stream_key));
  if (!writer->part_.is_open()) return base::SystemError("create", writer->part_.path());
  if (auto begun = writer->Begin(sender, centre, now, stream_key); !begun) return begun.error();
  return writer;
}

Writer::Writer(const std::filesystem::path& file, const pki::PrivateKey& key, const base::SecretKey& stream_key)
    : file_(file), part_(file.string() + ".part"), signer_(key), sealer_(stream_key) {}

base::Result<Done> Writer::Begin(const Sender& sender, const base::PublicKey& centre, base::TimePoint now,
                                 const base::SecretKey& stream_key) {
  const std::string pem = pki::PemOf(sender.certificates);
  if (sender.certificates.empty() || pem.size() > domain::kMaxParcelCertificateBytes) {
    return Error{ErrorCode::TooLarge, fmt::format("the kiosk's certificate and those above it have {} bytes, and {} "
                                                  "are allowed; leave out the root",
                                                  pem.size(), domain::kMaxParcelCertificateBytes)};
  }
  const base::Bytes sealed_key = base::Seal(centre, base::AsText(stream_key.bytes()));
  CHECK(sealed_key.size() == kSealedKeyBytes);
  std::string head{kMagic};
  head += Number(pem.size(), 4) + pem;
  head += Number(static_cast<std::uint64_t>(now.time_since_epoch().count()), 8);
  head += base::AsText(sealed_key) + base::AsText(sealer_.head());
  context_ = ContextOf(head);
  return Write(head);
}

base::Result<Done> Writer::Add(std::string_view batch) {
  CHECK(!batch.empty());
  if (batch.size() > domain::kMaxParcelPieceBytes) {
    return Error{ErrorCode::TooLarge,
                 fmt::format("an event has more than {} bytes and cannot be exported", domain::kMaxParcelPieceBytes)};
  }
  return WritePiece(batch, false);
}

base::Result<Done> Writer::Finish() {
  if (auto written = WritePiece("", true); !written) return written;
  if (auto written = Write(Number(0, 4)); !written) return written;
  const std::string signature = signer_.Finish();
  if (auto written = part_.Write(base::AsBytes(Number(signature.size(), 4) + signature)); !written) return written;
  if (auto flushed = part_.Flush(); !flushed) return flushed;
  // A worn stick takes everything and gives something else back.
  auto reader = Reader::Open(part_.path());
  const auto found = reader ? (*reader)->CheckSignature() : base::Result<Done>(reader.error());
  if (!found) {
    return Error{ErrorCode::Unavailable, fmt::format("what was written to {} does not come back from there; take "
                                                     "another stick",
                                                     file_.string())};
  }
  return part_.MoveTo(file_);
}

base::Result<Done> Writer::WritePiece(std::string_view plain, bool is_last) {
  const base::Bytes sealed = sealer_.Push(base::AsBytes(plain), is_last, context_);
  if (auto written = Write(Number(sealed.size(), 4)); !written) return written;
  return Write(base::AsText(sealed));
}

base::Result<Done> Writer::Write(std::string_view bytes) {
  signer_.Add(bytes);
  return part_.Write(base::AsBytes(bytes));
}

}  // namespace bianmin::parcel
