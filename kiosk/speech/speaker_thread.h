#pragma once
// The inside of Speaker: one thread that waits for orders and carries them out. `Orders` is what it shares with the
// callers; everything else belongs to it alone.

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

#include "kiosk/speech/limiter.h"
#include "kiosk/speech/output.h"
#include "kiosk/speech/speaker.h"
#include "kiosk/speech/synthesis.h"

namespace bianmin::speech {

// One thing to say. Its ticket tells whether it was overtaken meanwhile.
struct Order {
  std::uint64_t ticket = 0;
  std::vector<Utterance> what;  // empty: the chime
  Voice how;
};

// Safe from any thread.
class Orders {
 public:
  Orders();
  ~Orders();
  Orders(const Orders&) = delete;
  Orders& operator=(const Orders&) = delete;

  void Put(std::vector<Utterance> what, Voice how);
  bool PutChime(Voice how);  // false: something is being said
  void Cancel();             // what is being said and what waits, but not a chime
  void End();                // cancels all, and nothing is taken any more
  std::optional<Order> Take();
  bool HasEnded() const { return has_ended_; }
  bool IsCurrent(std::uint64_t ticket) const { return ticket_ == ticket; }
  // False when it was overtaken, so that its end is nobody's concern.
  bool Finish(std::uint64_t ticket);
  bool IsSpeaking() const { return is_speaking_; }

  enum class Woken { ByOrder, ByDescriptor, ByTime };
  // Waits until an order comes, `descriptor` (if not negative) is readable, or the time is over (negative: for ever).
  Woken Wait(int descriptor, base::Milliseconds time) const;

 private:
  void Wake() const;
  void Drop();

  int wake_;  // eventfd
  std::mutex mutex_;
  std::optional<Order> waiting_;
  bool is_chiming_ = false;
  std::atomic<std::uint64_t> ticket_{0};
  std::atomic<bool> is_speaking_{false};
  std::atomic<bool> has_ended_{false};
};

class Speaker::Thread {
 public:
  Thread(SpeakerOptions options, const base::Clock& clock, std::function<void()> changed);
  ~Thread();

  Orders& orders() { return orders_; }
  SpeakerState state() const;

 private:
  enum class Outcome { Said, Overtaken, Failed };

  void Run();
  void LoadOverrides();
  void LookForFaults();
  void Carry(const Order& order);
  Outcome SayAll(const Order& order);
  Outcome SayOne(const Utterance& utterance, const Order& order);
  std::optional<Samples> Recording(const Utterance& utterance);
  Outcome SaySentence(const Sentence& sentence, const Order& order);
  // `heard` samples were heard before and are left out; it counts on.
  Outcome Speak(const Sentence& sentence, const Order& order, std::size_t& heard);
  Outcome Play(std::span<const std::int16_t> samples, const Order& order);
  Outcome WaitUntilHeard(const Order& order);

  void SetSoundFault(std::string fault);
  void SetVoiceFault(std::string fault);
  void SetNote(const std::string& about, std::string note);
  void Publish();

  const SpeakerOptions options_;
  const std::function<void()> changed_;
  Orders orders_;
  std::unique_ptr<Output> output_;
  Pronunciation pronunciation_;
  std::optional<Limiter> limiter_;
  std::string sound_fault_;
  std::string voice_fault_;
  std::string attempt_;                       // why the latest attempt to speak a sentence failed
  std::map<std::string, std::string> notes_;  // by file
  mutable std::mutex state_mutex_;
  SpeakerState state_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace bianmin::speech
