#include "kiosk/base/random.h"

#include <sodium.h>

#include <array>
#include <cstring>

#include "kiosk/base/check.h"

namespace bianmin::base {

std::uint64_t Random::Next() {
  std::array<std::uint8_t, 8> bytes;
  Fill(bytes);
  std::uint64_t value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

std::uint64_t Random::Below(std::uint64_t limit) {
  CHECK(limit > 0);
  const std::uint64_t uneven = UINT64_MAX - UINT64_MAX % limit;  // above this the low numbers would come more often
  std::uint64_t value = Next();
  while (value >= uneven) value = Next();
  return value % limit;
}

void SystemRandom::Fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

void SeededRandom::Fill(std::span<std::uint8_t> bytes) {
  for (std::size_t at = 0; at < bytes.size(); at += 8) {
    // SplitMix64 (Steele, Lea and Flood, 2014): one addition and three mixing steps a number.
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    z ^= z >> 31;
    std::memcpy(bytes.data() + at, &z, std::min<std::size_t>(8, bytes.size() - at));
  }
}

}  // namespace bianmin::base
