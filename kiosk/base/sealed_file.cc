#include "kiosk/base/sealed_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>

#include "kiosk/base/descriptor.h"

namespace bianmin::base {
namespace {

constexpr std::string_view kMagic = "bianmin backup 1\n";
constexpr std::size_t kPiece = 1 << 18;
constexpr std::size_t kSealedPiece = kPiece + crypto_secretstream_xchacha20poly1305_ABYTES;

Error Stopped() { return {ErrorCode::Unavailable, "the work was stopped before its end"}; }

Error NotWhole(const std::filesystem::path& path) {
  return {ErrorCode::Corrupt, fmt::format("{} does not open: it was made with another key, or it is damaged; take "
                                          "another backup, or the key that belongs to it",
                                          path.string())};
}

// Gone unless it was kept: half a file is of use to nobody.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& path)
      : path_(path), file_(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
  ~NewFile() {
    if (!is_kept_ && file_.is_open()) unlink(path_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  bool is_open() const { return file_.is_open(); }
  Result<Done> Write(std::span<const std::uint8_t> bytes) { return WriteWhole(file_, path_, AsText(bytes)); }
  Result<Done> Keep() {
    if (auto flushed = Flush(file_, path_); !flushed) return flushed;
    // What is read back next comes from the disk, not from memory.
    posix_fadvise(file_.number(), 0, 0, POSIX_FADV_DONTNEED);
    is_kept_ = true;
    return Done{};
  }

 private:
  const std::filesystem::path& path_;
  Descriptor file_;
  bool is_kept_ = false;
};

// Up to `most` bytes; fewer only at the end of the file.
Result<Bytes> ReadPiece(const Descriptor& file, const std::filesystem::path& path, std::size_t most) {
  Bytes piece(most);
  std::size_t size = 0;
  while (size < most) {
    const ssize_t count = read(file.number(), piece.data() + size, most - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("read", path);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  piece.resize(size);
  return piece;
}

class Sealer {
 public:
  explicit Sealer(const SecretKey& key) {
    crypto_secretstream_xchacha20poly1305_init_push(&state_, head_, key.bytes().data());
  }
  std::span<const std::uint8_t> head() const { return head_; }
  Bytes Push(std::span<const std::uint8_t> plain, bool is_last) {
    Bytes sealed(plain.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
    crypto_secretstream_xchacha20poly1305_push(
        &state_, sealed.data(), nullptr, plain.data(), plain.size(), nullptr, 0,
        is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    return sealed;
  }

 private:
  crypto_secretstream_xchacha20poly1305_state state_;
  std::uint8_t head_[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

class Opener {
 public:
  // False: these bytes begin no sealed file of ours.
  bool Begin(const SecretKey& key, std::span<const std::uint8_t> head) {
    return head.size() == crypto_secretstream_xchacha20poly1305_HEADERBYTES &&
           crypto_secretstream_xchacha20poly1305_init_pull(&state_, head.data(), key.bytes().data()) == 0;
  }
  std::optional<Bytes> Pull(std::span<const std::uint8_t> sealed) {
    if (is_over_ || sealed.size() < crypto_secretstream_xchacha20poly1305_ABYTES) return std::nullopt;
    Bytes plain(sealed.size() - crypto_secretstream_xchacha20poly1305_ABYTES);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&state_, plain.data(), nullptr, &tag, sealed.data(), sealed.size(),
                                                   nullptr, 0) != 0) {
      return std::nullopt;
    }
    is_over_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return plain;
  }
  bool is_over() const { return is_over_; }

 private:
  crypto_secretstream_xchacha20poly1305_state state_;
  bool is_over_ = false;
};

// The label in the length of its limit, so that the first piece has one length.
Bytes Padded(std::string_view label) {
  Bytes padded(kMaxSealedLabelBytes, 0);
  std::copy(label.begin(), label.end(), padded.begin());
  return padded;
}

Result<std::string> OpenInto(NewFile& fresh, const Descriptor& source, const std::filesystem::path& sealed,
                             const SecretKey& key, const GoOn& go_on) {
  const auto magic = ReadPiece(source, sealed, kMagic.size());
  if (!magic) return magic.error();
  const auto head = ReadPiece(source, sealed, crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  if (!head) return head.error();
  const auto first = ReadPiece(source, sealed, kMaxSealedLabelBytes + crypto_secretstream_xchacha20poly1305_ABYTES);
  if (!first) return first.error();
  Opener opener;
  if (AsText(*magic) != kMagic || !opener.Begin(key, *head)) return NotWhole(sealed);
  const auto label = opener.Pull(*first);
  if (!label || label->size() != kMaxSealedLabelBytes) return NotWhole(sealed);
  while (!opener.is_over()) {
    if (!go_on()) return Stopped();
    const auto piece = ReadPiece(source, sealed, kSealedPiece);
    if (!piece) return piece.error();
    const auto plain = opener.Pull(*piece);
    if (!plain) return NotWhole(sealed);
    if (auto written = fresh.Write(*plain); !written) return written.error();
  }
  const auto rest = ReadPiece(source, sealed, 1);
  if (!rest) return rest.error();
  if (!rest->empty()) return NotWhole(sealed);
  if (auto kept = fresh.Keep(); !kept) return kept.error();
  std::string text = AsText(*label);
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

}  // namespace

Result<Done> SealFile(const SecretKey& key, std::string_view label, const std::filesystem::path& plain,
                      const std::filesystem::path& sealed, const GoOn& go_on) {
  CHECK(label.size() < kMaxSealedLabelBytes);
  const Descriptor source{open(plain.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!source.is_open()) return SystemError("open", plain);
  NewFile fresh{sealed};
  if (!fresh.is_open()) return SystemError("create", sealed);
  Sealer sealer{key};
  for (const auto& part : {Bytes(kMagic.begin(), kMagic.end()), Bytes(sealer.head().begin(), sealer.head().end()),
                           sealer.Push(Padded(label), false)}) {
    if (auto written = fresh.Write(part); !written) return written;
  }
  for (bool is_last = false; !is_last;) {
    if (!go_on()) return Stopped();
    const auto piece = ReadPiece(source, plain, kPiece);
    if (!piece) return piece.error();
    is_last = piece->size() < kPiece;
    if (auto written = fresh.Write(sealer.Push(*piece, is_last)); !written) return written;
  }
  return fresh.Keep();
}

Result<std::string> OpenSealedFile(const SecretKey& key, const std::filesystem::path& sealed,
                                   const std::filesystem::path& plain, const GoOn& go_on) {
  const Descriptor source{open(sealed.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!source.is_open()) return SystemError("open", sealed);
  NewFile fresh{plain};
  if (!fresh.is_open()) return SystemError("create", plain);
  return OpenInto(fresh, source, sealed, key, go_on);
}

}  // namespace bianmin::base
