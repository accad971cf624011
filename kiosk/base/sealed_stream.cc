#include "kiosk/base/sealed_stream.h"

#include <sodium.h>

namespace bianmin::base {

static_assert(kSealedPieceExtra == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(kStreamHeadBytes == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(SecretKey::kBytes == crypto_secretstream_xchacha20poly1305_KEYBYTES);

struct StreamSealer::State {
  crypto_secretstream_xchacha20poly1305_state sodium;
};
struct StreamOpener::State {
  crypto_secretstream_xchacha20poly1305_state sodium;
};

StreamSealer::StreamSealer(const SecretKey& key) : state_(std::make_unique<State>()) {
  crypto_secretstream_xchacha20poly1305_init_push(&state_->sodium, head_.data(), key.bytes().data());
}
StreamSealer::~StreamSealer() { sodium_memzero(state_.get(), sizeof(State)); }

Bytes StreamSealer::Push(std::span<const std::uint8_t> plain, bool is_last, std::string_view context) {
  Bytes sealed(plain.size() + kSealedPieceExtra);
  crypto_secretstream_xchacha20poly1305_push(
      &state_->sodium, sealed.data(), nullptr, plain.data(), plain.size(), AsBytes(context).data(), context.size(),
      is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  return sealed;
}

StreamOpener::StreamOpener(const SecretKey& key, const StreamHead& head) : state_(std::make_unique<State>()) {
  CHECK(crypto_secretstream_xchacha20poly1305_init_pull(&state_->sodium, head.data(), key.bytes().data()) == 0);
}
StreamOpener::~StreamOpener() { sodium_memzero(state_.get(), sizeof(State)); }

std::optional<Bytes> StreamOpener::Pull(std::span<const std::uint8_t> sealed, std::string_view context) {
  if (is_over_ || sealed.size() < kSealedPieceExtra) return std::nullopt;
  Bytes plain(sealed.size() - kSealedPieceExtra);
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->sodium, plain.data(), nullptr, &tag, sealed.data(),
                                                 sealed.size(), AsBytes(context).data(), context.size()) != 0) {
    return std::nullopt;
  }
  is_over_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  return plain;
}

}  // namespace bianmin::base
