#pragma once
// One secret text in pieces, encrypted one after another under a key (libsodium's secretstream, XChaCha20-Poly1305). A
// piece that was changed, moved, left out or put in, and an end that is none, are found. How pieces are told apart on
// the disk is the caller's. Used by sealed files and by what kiosks export.

#include <array>
#include <memory>
#include <optional>

#include "kiosk/base/crypto.h"

namespace bianmin::base {

// What a sealed piece has more than its plain text.
inline constexpr std::size_t kSealedPieceExtra = 17;
// Begins every stream; not secret.
inline constexpr std::size_t kStreamHeadBytes = 24;
using StreamHead = std::array<std::uint8_t, kStreamHeadBytes>;

class StreamSealer {
 public:
  explicit StreamSealer(const SecretKey& key);
  ~StreamSealer();

  const StreamHead& head() const { return head_; }
  // `context` does not travel; whoever opens the piece must know it.
  Bytes Push(std::span<const std::uint8_t> plain, bool is_last, std::string_view context = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
  StreamHead head_{};
};

class StreamOpener {
 public:
  StreamOpener(const SecretKey& key, const StreamHead& head);
  ~StreamOpener();

  // Nothing: this is not the next piece that was sealed with the key and context.
  std::optional<Bytes> Pull(std::span<const std::uint8_t> sealed, std::string_view context = {});
  // Whether the last piece was opened.
  bool is_over() const { return is_over_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  bool is_over_ = false;
};

}  // namespace bianmin::base
