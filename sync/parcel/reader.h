#pragma once
// Reads a parcel (format.h) from a memory stick that anybody may have written, with the memory of one piece. In the
// order of the calls: what the head says of itself, whether the kiosk signed all of it, and what it holds. Nothing is
// believed before: the caller judges the certificates between the first and the second.
//
// Every failure is Corrupt (not whole, changed, not signed by this kiosk), Invalid (no parcel, or one of another
// version), Refused (sealed to another key) or what the disk said, with a sentence that says what to do.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/large_file.h"
#include "kiosk/base/sealed_stream.h"
#include "kiosk/base/time.h"
#include "sync/pki/certificate.h"

namespace bianmin::parcel {

class Reader {
 public:
  static base::Result<std::unique_ptr<Reader>> Open(const std::filesystem::path& file);

  // As the head says; the first is the kiosk's.
  const std::vector<pki::Certificate>& certificates() const { return certificates_; }
  base::TimePoint made_at() const { return made_at_; }

  // Reads the whole file. From then on the head is the kiosk's word.
  base::Result<base::Done> CheckSignature();

  using Take = std::function<base::Result<base::Done>(const std::string& batch)>;
  // Reads it again, opens the pieces with the centre's secret key and gives them to `take` in their order, to the last
  // one or to the first failure of either. May be called several times: the same pieces come, or Corrupt. Only after
  // CheckSignature().
  base::Result<base::Done> ReadBatches(const base::SecretKey& centre, const Take& take);

 private:
  explicit Reader(const std::filesystem::path& file) : file_(file) {}

  base::Result<base::Done> ReadHead();
  base::Result<std::string> ReadExactly(std::size_t size);
  // A piece as it lies there; empty at the end.
  base::Result<std::string> ReadPiece();
  base::Error NotWhole() const;

  base::FileReader file_;
  std::string head_;  // all before the first piece
  std::vector<pki::Certificate> certificates_;
  base::TimePoint made_at_;
  std::string sealed_key_;
  base::StreamHead stream_head_{};
  bool is_signed_ = false;
};

}  // namespace bianmin::parcel
