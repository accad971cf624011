#pragma once
// Writes a parcel (format.h), in any size with the memory of one piece. The file has another name until it is whole and
// was read back from the disk, so that a stick which is full or pulled out never holds a file that looks whole.

#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/base/crypto.h"
#include "kiosk/base/large_file.h"
#include "kiosk/base/random.h"
#include "kiosk/base/sealed_stream.h"
#include "kiosk/base/time.h"
#include "sync/pki/certificate.h"
#include "sync/pki/private_key.h"
#include "sync/pki/signature.h"

namespace bianmin::parcel {

struct Sender {
  std::vector<pki::Certificate> certificates;  // the kiosk's first, then those between it and the root
  pki::PrivateKey key;
};

class Writer {
 public:
  // Begins "<file>.part". Conflict when `file` is there already.
  static base::Result<std::unique_ptr<Writer>> Begin(const std::filesystem::path& file, const Sender& sender,
                                                     const base::PublicKey& centre, base::TimePoint now,
                                                     base::Random& random);

  // A batch as POST /v1/events takes it, kMaxParcelPieceBytes at most.
  base::Result<base::Done> Add(std::string_view batch);
  // After success the file is whole, on the disk and at its name. Without it, nothing stays.
  base::Result<base::Done> Finish();

 private:
  Writer(const std::filesystem::path& file, const pki::PrivateKey& key, const base::SecretKey& stream_key);
  base::Result<base::Done> Begin(const Sender& sender, const base::PublicKey& centre, base::TimePoint now,
                                 const base::SecretKey& stream_key);
  base::Result<base::Done> Write(std::string_view bytes);
  base::Result<base::Done> WritePiece(std::string_view plain, bool is_last);

  std::filesystem::path file_;
  base::NewFile part_;
  pki::Signer signer_;
  base::StreamSealer sealer_;
  std::string context_;
};

}  // namespace bianmin::parcel
