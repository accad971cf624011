#pragma once
// Why a frame is drawn. The kiosk draws only for a named reason; a terminal that nobody touches draws once a minute and
// otherwise sleeps. Counted by reason, so that a test can say what an idle hour cost.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bianmin::platform {

enum class RedrawReason : std::uint8_t {
  Start,         // the first frame
  Input,         // a finger, a key, a scanner
  Resize,        // the window has another size
  Damage,        // the window lost its contents
  ModelChanged,  // the worker reported, or the database changed
  Clock,         // the time shown, a countdown, the end of a session
  Animation,     // a page that still glides
};
inline constexpr std::size_t kRedrawReasonCount = 7;

[[nodiscard]] std::string_view Name(RedrawReason reason);

class RedrawReasons {
 public:
  void Add(RedrawReason reason) { bits_ |= Bit(reason); }
  void Add(RedrawReasons others) { bits_ |= others.bits_; }
  [[nodiscard]] bool Has(RedrawReason reason) const { return (bits_ & Bit(reason)) != 0; }
  [[nodiscard]] bool IsEmpty() const { return bits_ == 0; }
  friend bool operator==(RedrawReasons, RedrawReasons) = default;

 private:
  static std::uint32_t Bit(RedrawReason reason) { return 1U << static_cast<unsigned>(reason); }
  std::uint32_t bits_ = 0;
};

// How many frames each reason asked for; a frame asked for by two counts under both.
class RedrawCounts {
 public:
  void Count(RedrawReasons reasons);
  [[nodiscard]] std::uint64_t Of(RedrawReason reason) const { return counts_[static_cast<std::size_t>(reason)]; }
  [[nodiscard]] std::uint64_t Frames() const { return frames_; }

 private:
  std::array<std::uint64_t, kRedrawReasonCount> counts_{};
  std::uint64_t frames_ = 0;
};

}  // namespace bianmin::platform
