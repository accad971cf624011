#include "kiosk/speech/speaker.h"

#include <signal.h>

#include <algorithm>
#include <utility>

#include "kiosk/base/log.h"
#include "kiosk/speech/chime.h"
#include "kiosk/speech/recording.h"
#include "kiosk/speech/speaker_thread.h"

namespace bianmin::speech {
namespace {

constexpr base::Milliseconds kForEver{-1};
constexpr base::Milliseconds kPause{40};  // before a device that is full is asked again; a part of kAhead
constexpr int kTries = 2;                 // for a sentence whose child died

// The kiosk's signals are the main thread's business; a child that died must not end the kiosk (SIGPIPE).
void BlockSignals() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

Speaker::Speaker(SpeakerOptions options, const base::Clock& clock, std::function<void()> changed)
    : thread_(std::make_unique<Thread>(std::move(options), clock, std::move(changed))) {}
Speaker::~Speaker() = default;

void Speaker::Say(std::vector<Utterance> what, Voice how) {
  if (what.empty()) return Stop();
  thread_->orders().Put(std::move(what), how);
}
bool Speaker::Chime(int volume_percent) {
  return thread_->orders().PutChime({.rate_percent = 100, .volume_percent = volume_percent});
}
void Speaker::Stop() { thread_->orders().Cancel(); }
bool Speaker::IsSpeaking() const { return thread_->orders().IsSpeaking(); }
SpeakerState Speaker::state() const { return thread_->state(); }

Speaker::Thread::Thread(SpeakerOptions options, const base::Clock& clock, std::function<void()> changed)
    : options_(std::move(options)), changed_(std::move(changed)) {
  if (options_.device == "none") {
    state_.condition = SpeakerState::Condition::Off;
    orders_.End();
    return;
  }
  output_ = MakeOutput(options_.device, clock);
  thread_ = std::thread([this] { Run(); });
}

Speaker::Thread::~Thread() {
  orders_.End();
  if (thread_.joinable()) thread_.join();
}

SpeakerState Speaker::Thread::state() const {
  const std::lock_guard lock(state_mutex_);
  return state_;
}

void Speaker::Thread::Run() {
  BlockSignals();
  LoadOverrides();
  LookForFaults();
  base::Milliseconds retry = options_.first_retry;
  while (!orders_.HasEnded()) {
    if (auto order = orders_.Take()) {
      Carry(*order);
      continue;
    }
    const bool is_sound = sound_fault_.empty() && voice_fault_.empty();
    if (is_sound) retry = options_.first_retry;
    if (orders_.Wait(-1, is_sound ? kForEver : retry) == Orders::Woken::ByOrder) continue;
    LookForFaults();
    retry = std::min(retry * 2, options_.last_retry);
  }
}

void Speaker::Thread::LoadOverrides() {
  if (options_.overrides.empty()) return;
  auto loaded = Pronunciation::Load(options_.overrides);
  if (loaded) {
    pronunciation_ = *std::move(loaded);
  } else {
    SetNote(options_.overrides, loaded.error().message + "; words are read as espeak-ng reads them");
  }
}

// Whether the device opens and espeak-ng says something in Chinese.
void Speaker::Thread::LookForFaults() {
  const auto opened = output_->Open();
  output_->Close();
  SetSoundFault(opened ? "" : opened.error().message);
  auto synthesis = Synthesis::Start({options_.espeak, options_.variant}, {Language::Chinese, "一"}, 100);
  if (!synthesis) return SetVoiceFault(synthesis.error().message);
  Samples samples;
  Synthesis::Step step = Synthesis::Step::Waits;
  while (step == Synthesis::Step::Waits || step == Synthesis::Step::Produced) {
    const auto woken = orders_.Wait(synthesis->descriptor(), options_.patience);
    if (woken == Orders::Woken::ByOrder) return;  // it comes first, and finds the same faults
    if (woken == Orders::Woken::ByTime) break;
    step = synthesis->Next(samples);
  }
  const bool is_heard = std::any_of(samples.begin(), samples.end(), [](std::int16_t sample) { return sample != 0; });
  SetVoiceFault(step == Synthesis::Step::Ended && is_heard ? "" : options_.espeak + " says nothing in Chinese");
}

void Speaker::Thread::Carry(const Order& order) {
  const auto opened = output_->Open();
  SetSoundFault(opened ? "" : opened.error().message);
  if (opened) {
    limiter_.emplace(std::clamp(order.how.volume_percent, 0, kLoudest));
    const Outcome outcome = order.what.empty() ? Play(MakeChime(), order) : SayAll(order);
    if (outcome != Outcome::Overtaken) WaitUntilHeard(order);
    output_->Close();
  }
  if (orders_.Finish(order.ticket)) changed_();
}

Speaker::Thread::Outcome Speaker::Thread::SayAll(const Order& order) {
  const std::size_t count = std::min(order.what.size(), kMostUtterances);
  for (std::size_t i = 0; i < count; ++i) {
    const Outcome outcome = SayOne(order.what[i], order);
    if (outcome != Outcome::Said) return outcome;
  }
  return Outcome::Said;
}

std::optional<Samples> Speaker::Thread::Recording(const Utterance& utterance) {
  const auto file = FindRecording(options_.recordings, utterance.language, utterance.id);
  if (!file) return std::nullopt;
  auto samples = ReadRecording(*file);
  SetNote(file->string(), samples ? "" : samples.error().message);
  if (!samples) return std::nullopt;
  return *std::move(samples);
}

Speaker::Thread::Outcome Speaker::Thread::SayOne(const Utterance& utterance, const Order& order) {
  if (!orders_.IsCurrent(order.ticket)) return Outcome::Overtaken;
  if (const auto recording = Recording(utterance)) return Play(*recording, order);
  for (const Sentence& sentence : Prepare(utterance.text, utterance.language, pronunciation_)) {
    const Outcome outcome = SaySentence(sentence, order);
    if (outcome != Outcome::Said) return outcome;
  }
  return Outcome::Said;
}

// A child that dies half-way is started again and what was heard is left out: espeak-ng says the same in the same way.
Speaker::Thread::Outcome Speaker::Thread::SaySentence(const Sentence& sentence, const Order& order) {
  std::size_t heard = 0;
  for (int i = 0; i < kTries; ++i) {
    const Outcome outcome = Speak(sentence, order, heard);
    if (outcome == Outcome::Said) SetVoiceFault("");
    if (outcome != Outcome::Failed || !sound_fault_.empty()) return outcome;
  }
  SetVoiceFault(attempt_);
  return Outcome::Failed;
}

Speaker::Thread::Outcome Speaker::Thread::Speak(const Sentence& sentence, const Order& order, std::size_t& heard) {
  auto synthesis = Synthesis::Start({options_.espeak, options_.variant}, sentence, order.how.rate_percent);
  if (!synthesis) {
    attempt_ = synthesis.error().message;
    return Outcome::Failed;
  }
  std::size_t skip = heard;
  for (;;) {
    const bool is_in_time = orders_.Wait(synthesis->descriptor(), options_.patience) != Orders::Woken::ByTime;
    if (!orders_.IsCurrent(order.ticket)) return Outcome::Overtaken;
    Samples samples;
    const Synthesis::Step step = is_in_time ? synthesis->Next(samples) : Synthesis::Step::Failed;
    if (step == Synthesis::Step::Ended) return Outcome::Said;
    if (step == Synthesis::Step::Failed) {
      attempt_ = options_.espeak + (is_in_time ? " failed within a sentence" : " does not answer");
      return Outcome::Failed;
    }
    const std::size_t known = std::min(skip, samples.size());
    skip -= known;
    heard += samples.size() - known;
    const Outcome outcome = Play(std::span{samples}.subspan(known), order);
    if (outcome != Outcome::Said) return outcome;
  }
}

Speaker::Thread::Outcome Speaker::Thread::Play(std::span<const std::int16_t> samples, const Order& order) {
  Samples louder(samples.begin(), samples.end());
  limiter_->Apply(louder);
  base::Milliseconds waited{0};
  for (std::span<const std::int16_t> rest = louder; !rest.empty();) {
    if (!orders_.IsCurrent(order.ticket)) return Outcome::Overtaken;
    const auto taken = output_->Write(rest);
    if (!taken || waited > options_.patience) {
      output_->Close();
      SetSoundFault(taken ? "the sound device \"" + options_.device + "\" takes no sound" : taken.error().message);
      return Outcome::Failed;
    }
    rest = rest.subspan(*taken);
    waited += *taken == 0 ? kPause : -waited;
    if (*taken == 0) orders_.Wait(-1, kPause);
  }
  return Outcome::Said;
}

Speaker::Thread::Outcome Speaker::Thread::WaitUntilHeard(const Order& order) {
  for (base::Milliseconds waited{0}; waited < options_.patience; waited += kPause) {
    const base::Milliseconds unheard = output_->Unheard();
    if (unheard <= base::Milliseconds{0}) break;
    orders_.Wait(-1, std::min(unheard, kPause));
    if (!orders_.IsCurrent(order.ticket)) return Outcome::Overtaken;
  }
  return Outcome::Said;
}

void Speaker::Thread::SetSoundFault(std::string fault) {
  if (sound_fault_ == fault) return;
  sound_fault_ = std::move(fault);
  base::LogWarning("voice: {}", sound_fault_.empty() ? "the sound device can be used again" : sound_fault_);
  Publish();
}

void Speaker::Thread::SetVoiceFault(std::string fault) {
  if (!fault.empty()) fault += "; apt install espeak-ng espeak-ng-data";
  if (voice_fault_ == fault) return;
  voice_fault_ = std::move(fault);
  base::LogWarning("voice: {}", voice_fault_.empty() ? "espeak-ng speaks again" : voice_fault_);
  Publish();
}

void Speaker::Thread::SetNote(const std::string& about, std::string note) {
  const auto known = notes_.find(about);
  if (note.empty()) {
    if (known == notes_.end()) return;
    notes_.erase(known);
  } else {
    if (known == notes_.end() ? notes_.size() >= kMostNotes : known->second == note) return;
    base::LogWarning("voice: {}", note);
    notes_[about] = std::move(note);
  }
  Publish();
}

void Speaker::Thread::Publish() {
  SpeakerState state;
  if (!voice_fault_.empty()) state.condition = SpeakerState::Condition::NoVoice;
  if (!sound_fault_.empty()) state.condition = SpeakerState::Condition::NoSoundCard;
  state.detail = sound_fault_ + (sound_fault_.empty() || voice_fault_.empty() ? "" : "\n") + voice_fault_;
  for (const auto& [file, note] : notes_) state.notes.push_back(note);
  {
    const std::lock_guard lock(state_mutex_);
    state_ = std::move(state);
  }
  changed_();
}

}  // namespace bianmin::speech
