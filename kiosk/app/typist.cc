#include "kiosk/app/typist.h"

#include <utility>

namespace bianmin::app {

Typist::Typist(EngineFiles files, std::function<void()> wake)
    : wake_(std::move(wake)), engines_(std::move(files)), thread_([this] { Run(); }) {}

Typist::~Typist() {
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Typist::Ask(Question question) {
  {
    const std::lock_guard lock(mutex_);
    question_ = std::move(question);
  }
  changed_.notify_one();
}

void Typist::Inspect() {
  {
    const std::lock_guard lock(mutex_);
    inspects_ = true;
  }
  changed_.notify_one();
}

void Typist::Forget() {
  {
    const std::lock_guard lock(mutex_);
    question_.reset();
    answers_.clear();
    forgets_ = true;
  }
  changed_.notify_one();
}

std::vector<Answer> Typist::Take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

EngineFaults Typist::faults() const {
  const std::lock_guard lock(mutex_);
  return faults_;
}

void Typist::Publish(std::optional<Answer> answer) {
  {
    const std::lock_guard lock(mutex_);
    // What was composed by somebody who has left since is shown to nobody.
    if (answer && !forgets_) answers_.push_back(*std::move(answer));
    faults_ = engines_.faults();
  }
  wake_();
}

void Typist::Run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stops_ || forgets_ || inspects_ || question_; });
    if (stops_) return;
    const bool forgets = std::exchange(forgets_, false);
    const std::optional<Question> question = std::exchange(question_, std::nullopt);
    const bool inspects = !question && std::exchange(inspects_, false);
    lock.unlock();
    if (forgets) engines_.Forget();
    if (question) {
      if (!engines_.IsLoaded(question->way)) {
        Publish(Answer{.number = question->number, .way = question->way, .engine = screens::EngineState::Loading});
      }
      Publish(engines_.AnswerTo(*question));
    }
    if (inspects) {
      engines_.LoadAll();
      Publish(std::nullopt);
    }
    lock.lock();
  }
}

}  // namespace bianmin::app
