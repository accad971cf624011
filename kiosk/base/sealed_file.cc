#include "kiosk/base/sealed_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/large_file.h"
#include "kiosk/base/sealed_stream.h"

namespace bianmin::base {
namespace {

constexpr std::string_view kMagic = "bianmin backup 1\n";
constexpr std::size_t kPiece = 1 << 18;
constexpr std::size_t kSealedPiece = kPiece + kSealedPieceExtra;

Error Stopped() { return {ErrorCode::Unavailable, "the work was stopped before its end"}; }

Error NotWhole(const std::filesystem::path& path) {
  return {ErrorCode::Corrupt, fmt::format("{} does not open: it was made with another key, or it is damaged; take "
                                          "another backup, or the key that belongs to it",
                                          path.string())};
}

// The label in the length of its limit, so that the first piece has one length.
Bytes Padded(std::string_view label) {
  Bytes padded(kMaxSealedLabelBytes, 0);
  std::copy(label.begin(), label.end(), padded.begin());
  return padded;
}

Result<std::string> OpenInto(NewFile& fresh, FileReader& source, const SecretKey& key, const GoOn& go_on) {
  const std::filesystem::path& sealed = source.path();
  const auto magic = source.Read(kMagic.size());
  if (!magic) return magic.error();
  const auto start = source.Read(kStreamHeadBytes);
  if (!start) return start.error();
  const auto first = source.Read(kMaxSealedLabelBytes + kSealedPieceExtra);
  if (!first) return first.error();
  if (AsText(*magic) != kMagic || start->size() != kStreamHeadBytes) return NotWhole(sealed);
  StreamHead head{};
  std::copy(start->begin(), start->end(), head.begin());
  StreamOpener opener{key, head};
  const auto label = opener.Pull(*first);
  if (!label || label->size() != kMaxSealedLabelBytes) return NotWhole(sealed);
  while (!opener.is_over()) {
    if (!go_on()) return Stopped();
    const auto piece = source.Read(kSealedPiece);
    if (!piece) return piece.error();
    const auto plain = opener.Pull(*piece);
    if (!plain) return NotWhole(sealed);
    if (auto written = fresh.Write(*plain); !written) return written.error();
  }
  const auto rest = source.Read(1);
  if (!rest) return rest.error();
  if (!rest->empty()) return NotWhole(sealed);
  if (auto flushed = fresh.Flush(); !flushed) return flushed.error();
  fresh.Keep();
  std::string text = AsText(*label);
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

}  // namespace

Result<Done> SealFile(const SecretKey& key, std::string_view label, const std::filesystem::path& plain,
                      const std::filesystem::path& sealed, const GoOn& go_on) {
  CHECK(label.size() < kMaxSealedLabelBytes);
  FileReader source{plain};
  if (!source.is_open()) return SystemError("open", plain);
  NewFile fresh{sealed};
  if (!fresh.is_open()) return SystemError("create", sealed);
  StreamSealer sealer{key};
  for (const auto& part : {Bytes(kMagic.begin(), kMagic.end()), Bytes(sealer.head().begin(), sealer.head().end()),
                           sealer.Push(Padded(label), false)}) {
    if (auto written = fresh.Write(part); !written) return written;
  }
  for (bool is_last = false; !is_last;) {
    if (!go_on()) return Stopped();
    const auto piece = source.Read(kPiece);
    if (!piece) return piece.error();
    is_last = piece->size() < kPiece;
    if (auto written = fresh.Write(sealer.Push(*piece, is_last)); !written) return written;
  }
  if (auto flushed = fresh.Flush(); !flushed) return flushed;
  fresh.Keep();
  return Done{};
}

Result<std::string> OpenSealedFile(const SecretKey& key, const std::filesystem::path& sealed,
                                   const std::filesystem::path& plain, const GoOn& go_on) {
  FileReader source{sealed};
  if (!source.is_open()) return SystemError("open", sealed);
  NewFile fresh{plain};
  if (!fresh.is_open()) return SystemError("create", plain);
  return OpenInto(fresh, source, key, go_on);
}

}  // namespace bianmin::base
