#pragma once
// Runs the input engines on a thread of its own, so that no frame waits for them: neither while they load nor while
// they look at ink. A question that is still waiting when a newer one comes is not answered any more.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kiosk/app/engines.h"

namespace bianmin::app {

class Typist {
 public:
  // `wake` is called from the typist's thread when answers or faults are ready; it must be quick and safe there.
  Typist(EngineFiles files, std::function<void()> wake);
  ~Typist();
  Typist(const Typist&) = delete;
  Typist& operator=(const Typist&) = delete;

  void Ask(Question question);
  std::vector<Answer> Take();
  // Loads what was not asked for yet, so that staff see what is missing.
  void Inspect();
  [[nodiscard]] EngineFaults faults() const;
  // The end of a session.
  void Forget();

 private:
  void Run();
  void Publish(std::optional<Answer> answer);

  std::function<void()> wake_;
  Engines engines_;  // the thread's alone
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Question> question_;
  bool inspects_ = false;
  bool forgets_ = false;
  bool stops_ = false;
  std::vector<Answer> answers_;
  EngineFaults faults_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace bianmin::app
