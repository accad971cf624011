#pragma once
// Where random numbers come from: the kernel in the product, a printed seed in tests. Passed to whoever needs it.

#include <cstdint>
#include <span>

namespace bianmin::base {

class Random {
 public:
  virtual ~Random() = default;
  virtual void Fill(std::span<std::uint8_t> bytes) = 0;
  std::uint64_t Next();
  // Evenly from [0, limit); limit > 0.
  std::uint64_t Below(std::uint64_t limit);
};

// The kernel's generator; safe for keys and identifiers, and from any thread.
class SystemRandom final : public Random {
 public:
  void Fill(std::span<std::uint8_t> bytes) override;
};

// The same numbers for the same seed on every machine. Never for keys.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void Fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t state_;
};

}  // namespace bianmin::base
