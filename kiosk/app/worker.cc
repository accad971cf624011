#include "kiosk/app/worker.h"

#include <filesystem>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/store/casework.h"
#include "kiosk/store/search.h"
#include "kiosk/store/work_queue.h"

namespace bianmin::app {
namespace {

base::Result<domain::Order> Act(const ActOnOrder& act, store::Store& store) {
  switch (act.act) {
    case domain::OrderAct::Cancel:
      return store.CancelOrder(act.number, act.reason_code);
    case domain::OrderAct::Remind:
      return store.RemindOrder(act.number);
    case domain::OrderAct::ConfirmCompletion:
      return store.ConfirmCompletion(act.number);
    case domain::OrderAct::Reopen:
      return store.Reopen(act.number);
    default:
      return base::Error{base::ErrorCode::Refused, "residents cannot do this to an order"};
  }
}

std::optional<std::uintmax_t> FreeBytes(const std::string& folder) {
  std::error_code failure;
  const auto space = std::filesystem::space(folder.empty() ? "." : folder, failure);
  return failure ? std::nullopt : std::optional{space.available};
}

CalibrationStored Write(const StoreCalibration& c) {
  const auto written = base::ReplaceFile(c.file, domain::WriteCalibration(c.calibration));
  if (!written) return {written.error()};
  base::LogNote("the screen is {} mm wide; written to {}", c.calibration.width_mm, c.file);
  return {c.calibration};
}

struct Performer {
  store::Store& store;

  Report operator()(const RegisterOrder& c) const {
    if (!c.behalf) return OrderRegistered{store.RegisterOrder(c.need)};
    return OrderRegistered{store::Casework{store}.RegisterOnBehalf(c.behalf->by, c.need, c.behalf->how)};
  }
  Report operator()(const GiveRating& c) const { return RatingGiven{store.GiveRating(c.rating)}; }
  Report operator()(const FileComplaint& c) const { return ComplaintFiled{store.FileComplaint(c.complaint)}; }
  Report operator()(const FindRecord& c) const { return RecordFound{store.Find(c.number, c.last_four)}; }
  Report operator()(const FindByReceipt& c) const { return RecordFound{store.FindByReceipt(c.number)}; }
  Report operator()(const ActOnOrder& c) const { return OrderActedOn{c.act, Act(c, store)}; }
  Report operator()(const ReadOrderAgain& c) const { return OrderRead{store.FindOrder(c.number)}; }
  Report operator()(const CountRecords&) const { return RecordsCounted{store.CountsSoFar()}; }
  Report operator()(const ExamineMachine& c) const {
    const auto alert = store::WorkQueue{store}.Alert();
    return MachineExamined{store.Waiting(), store.Contact(), FreeBytes(c.data_folder),
                           alert ? std::optional{*alert} : std::nullopt, store::ReadBackupState(store.database())};
  }
  Report operator()(const StoreCalibration& c) const {
    CalibrationStored stored = Write(c);
    if (!stored.calibration || !c.by) return stored;
    // Written it is; a journal that cannot be written is said in the log, and by every other act.
    if (const auto noted = store::StaffAccounts{store}.NoteCalibration(*c.by, c.calibration.width_mm); !noted)
      base::LogError("a calibration is not in the journal: {}", noted.error().message);
    return stored;
  }
  Report operator()(const KeepDraft& c) const { return DraftKept{c.code, store.KeepDraft(c.code, c.content)}; }
  Report operator()(const OpenDraft& c) const { return DraftOpened{c.code, store.OpenDraft(c.code)}; }
  Report operator()(const ForgetDraft& c) const { return DraftForgotten{store.ForgetDraft(c.code)}; }
  Report operator()(const AskCity& c) const { return CityAsked{c.number, store.AskCity(c.number)}; }
  Report operator()(const TakeOffer& c) const {
    auto begun = store::Publications{store}.BeginTrial(c.offer->untried);
    if (begun) store.UseCalendar(c.calendar);
    return OfferTaken{c.offer, std::move(begun)};
  }
  Report operator()(const EndTrial& c) const {
    return TrialEnded{store::Publications{store}.Succeeded(c.offer->untried)};
  }
  Report operator()(const StaffCommand& c) const { return CarryOut(c, store); }
};

struct Failure {
  const base::Error& error;

  Report operator()(const RegisterOrder&) const { return OrderRegistered{error}; }
  Report operator()(const GiveRating&) const { return RatingGiven{error}; }
  Report operator()(const FileComplaint&) const { return ComplaintFiled{error}; }
  Report operator()(const FindRecord&) const { return RecordFound{error}; }
  Report operator()(const FindByReceipt&) const { return RecordFound{error}; }
  Report operator()(const ActOnOrder& c) const { return OrderActedOn{c.act, error}; }
  Report operator()(const ReadOrderAgain&) const { return OrderRead{error}; }
  Report operator()(const CountRecords&) const { return RecordsCounted{error}; }
  Report operator()(const ExamineMachine& c) const {
    return MachineExamined{error, error, FreeBytes(c.data_folder), std::nullopt, error};
  }
  Report operator()(const StoreCalibration& c) const { return Write(c); }
  Report operator()(const KeepDraft& c) const { return DraftKept{c.code, error}; }
  Report operator()(const OpenDraft& c) const { return DraftOpened{c.code, error}; }
  Report operator()(const ForgetDraft&) const { return DraftForgotten{error}; }
  Report operator()(const AskCity& c) const { return CityAsked{c.number, error}; }
  Report operator()(const TakeOffer& c) const { return OfferTaken{c.offer, error}; }
  Report operator()(const EndTrial&) const { return TrialEnded{error}; }
  Report operator()(const StaffCommand& c) const { return Failed(c, error); }
};

}  // namespace

Report CarryOut(const StoreCommand& command, store::Store& store) { return std::visit(Performer{store}, command); }
Report Failed(const StoreCommand& command, const base::Error& error) { return std::visit(Failure{error}, command); }

Worker::Worker(OpenStore open, std::function<void()> wake, Pace pace, ReadOffer read_offer)
    : open_(std::move(open)), wake_(std::move(wake)), pace_(pace), read_offer_(std::move(read_offer)), thread_([this] {
        Run();
      }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Worker::Do(StoreCommand command) {
  {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
  }
  changed_.notify_one();
}

std::vector<Report> Worker::Take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(reports_, {});
}

void Worker::Note(const store::KioskCondition& condition) {
  const std::lock_guard lock(mutex_);
  noted_ = condition;
}

void Worker::KeepCondition(const store::KioskCondition& condition) {
  if (kept_ == condition) return;
  const auto kept = store::KeepCondition(store_->database(), condition);
  if (!kept && condition_failure_ != kept.error().message) {
    base::LogError("the centre will not learn how this kiosk is: {}", kept.error().message);
  }
  condition_failure_ = kept ? "" : kept.error().message;
  if (kept) kept_ = condition;
}

void Worker::Answer(Report report) {
  {
    const std::lock_guard lock(mutex_);
    reports_.push_back(std::move(report));
  }
  wake_();
}

bool Worker::Open() {
  if (store_) return true;
  auto opened = open_();
  if (opened) {
    store_.emplace(*std::move(opened));
    if (!failure_.empty()) base::LogNote("the database can be used again");
    failure_.clear();
    indexes_ = true;  // until a step says that there is nothing left
    Answer(StoreState{});
    BreakOffTrials();
    offered_.reset();  // a store that was opened anew counts days by the calendar of the files
    LookForOffer();
    return true;
  }
  if (failure_ != opened.error().message) {
    failure_ = opened.error().message;
    base::LogError("the kiosk takes nothing: {}", failure_);
    Answer(StoreState{failure_});
  }
  return false;
}

void Worker::Perform(const StoreCommand& command) {
  Report report = store_ ? CarryOut(command, *store_) : Failed(command, {base::ErrorCode::Unavailable, failure_});
  if (const auto* asked = std::get_if<CityAsked>(&report)) {
    inquiry_ = asked->inquiry ? std::optional{*asked->inquiry} : std::nullopt;
  }
  Answer(std::move(report));
}

void Worker::LookForCitysAnswer() {
  const auto answer = store_->CitysAnswer(*inquiry_);
  if (answer && !*answer) return;
  if (!answer) base::LogError("the city's answer cannot be read: {}", answer.error().message);
  Answer(CityAnswered{*std::exchange(inquiry_, std::nullopt), answer ? **answer : domain::CityUnreachable{}});
}

// Those of a run that ended in the middle of one; once, because later ones are this run's own.
void Worker::BreakOffTrials() {
  if (!read_offer_ || std::exchange(has_looked_for_trials_, true)) return;
  const auto refused = store::Publications{*store_}.BreakOffTrials();
  if (!refused) base::LogError("trials that were broken off cannot be ended: {}", refused.error().message);
  if (refused && *refused > 0)
    base::LogError("{} documents of the city are refused: the kiosk ended with them", *refused);
}

void Worker::LookForOffer() {
  if (!read_offer_) return;
  const auto newest = store::Publications{*store_}.Newest();
  if (!newest || newest.value() == offered_) return;
  auto offer = read_offer_(*store_);
  if (!offer) {
    base::LogError("what the city has published cannot be read: {}", offer.error().message);
    return;
  }
  const bool is_first_and_none = !offered_ && *newest == 0;
  offered_ = *newest;
  if (!is_first_and_none) Answer(CityOffered{std::make_shared<const CityOffer>(*std::move(offer))});
}

// While nobody wants anything, one step at a time.
void Worker::IndexMore() {
  const auto more = store::IndexMoreRecords(*store_);
  if (!more) base::LogError("records cannot be taken into the index of search: {}", more.error().message);
  indexes_ = more && *more;
}

void Worker::Run() {
  for (;;) {
    const bool is_open = Open();
    const std::chrono::milliseconds look = inquiry_ || indexes_ ? pace_.await : pace_.look;
    std::optional<StoreCommand> command;
    std::optional<store::KioskCondition> condition;
    {
      std::unique_lock lock(mutex_);
      const auto has_work = [this] { return stops_ || !commands_.empty(); };
      changed_.wait_for(lock, is_open ? look : pace_.retry, has_work);
      if (commands_.empty() && stops_) break;
      if (!commands_.empty()) {
        command = std::move(commands_.front());
        commands_.pop_front();
      }
      condition = noted_;
    }
    if (command) {
      Perform(*command);
      indexes_ = true;
    } else if (store_) {
      const auto changed = store_->ChangedElsewhere();
      if (changed && *changed) {
        Answer(ChangedElsewhere{});
        LookForOffer();
      }
      if (indexes_) IndexMore();
    }
    if (store_ && inquiry_) LookForCitysAnswer();
    if (store_ && condition) KeepCondition(*condition);
  }
  // An orderly end is no document's fault.
  if (store_ && read_offer_) static_cast<void>(store::Publications{*store_}.PutBackTrials());
}

}  // namespace bianmin::app
