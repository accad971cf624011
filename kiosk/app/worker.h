#pragma once
// Carries out commands on a thread of its own with its own Store, so that no frame waits for a disk. While there is
// nothing to do it looks now and then whether bianmin-sync changed the database, and more often while a resident waits
// for the city's answer. When the database cannot be opened it
// says so and keeps trying.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "kiosk/app/city_offer.h"
#include "kiosk/app/command.h"
#include "kiosk/base/result.h"
#include "kiosk/store/condition.h"

namespace bianmin::app {

class Worker {
 public:
  using OpenStore = std::function<base::Result<store::Store>()>;

  // How often the idle worker looks for changes, how often for the city's answer, and how often it tries to open a
  // broken database.
  struct Pace {
    std::chrono::milliseconds look{500};
    std::chrono::milliseconds await{100};
    std::chrono::milliseconds retry{std::chrono::seconds{10}};
  };

  // Reads what the city has published; nothing: nobody asks for it.
  using ReadOffer = std::function<base::Result<CityOffer>(store::Store&)>;

  // `wake` is called from the worker's thread when reports are ready; it must be quick and safe there.
  Worker(OpenStore open, std::function<void()> wake, Pace pace, ReadOffer read_offer = {});
  // Finishes the commands that were given; none is lost.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void Do(StoreCommand command);
  std::vector<Report> Take();
  // What bianmin-sync is to tell the centre of this kiosk. Stored when it has changed, tried again until it is.
  void Note(const store::KioskCondition& condition);

 private:
  void Run();
  bool Open();
  void Answer(Report report);
  void Perform(const StoreCommand& command);
  void LookForCitysAnswer();
  void IndexMore();
  void KeepCondition(const store::KioskCondition& condition);
  void BreakOffTrials();
  void LookForOffer();

  OpenStore open_;
  std::function<void()> wake_;
  Pace pace_;
  std::optional<store::Store> store_;
  std::string failure_;
  ReadOffer read_offer_;
  std::optional<std::int64_t> offered_;  // the place of the newest document that was reported
  bool has_looked_for_trials_ = false;
  std::optional<domain::InquiryId> inquiry_;   // the question to the city that is not answered yet
  std::optional<store::KioskCondition> kept_;  // as it was stored last
  std::string condition_failure_;
  bool indexes_ = false;  // there may be records that the index of search does not hold yet
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<StoreCommand> commands_;
  std::vector<Report> reports_;
  std::optional<store::KioskCondition> noted_;
  bool stops_ = false;
  std::thread thread_;  // last: it uses all of the above
};

// One command on one store: what the worker does, and tests do without a thread.
Report CarryOut(const StoreCommand& command, store::Store& store);
// The report of a command that could not be carried out for want of a store; what needs none is carried out.
Report Failed(const StoreCommand& command, const base::Error& error);

}  // namespace bianmin::app
