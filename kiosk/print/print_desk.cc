#include "kiosk/print/print_desk.h"

#include <utility>

#include "kiosk/base/log.h"

namespace bianmin::print {
namespace {

// Somebody is there who could print later what was sent earlier.
bool Answers(PrinterTrouble trouble) {
  return trouble != PrinterTrouble::NoPrinter && trouble != PrinterTrouble::NotFound &&
         trouble != PrinterTrouble::ServerDown;
}

}  // namespace

PrintDesk::PrintDesk(std::unique_ptr<Printer> printer, PaperWidth paper, std::function<void()> changed, Pace pace,
                     const base::Clock& clock)
    : printer_(std::move(printer)),
      paper_(paper),
      changed_(std::move(changed)),
      pace_(pace),
      clock_(clock),
      thread_([this] { Run(); }) {}

PrintDesk::~PrintDesk() {
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

std::uint64_t PrintDesk::Print(Paper paper) {
  std::uint64_t ticket = 0;
  bool is_refused = false;
  {
    const std::lock_guard lock(mutex_);
    ticket = ++last_ticket_;
    is_refused = waiting_.size() >= kMostWaitingReceipts;
    if (!is_refused) waiting_.push_back({ticket, std::move(paper)});
  }
  if (is_refused) {
    Publish([&](DeskState& state) { state.ticket = ticket, state.outcome = PrintOutcome::Failed; });
  }
  wake_.notify_one();
  return ticket;
}

DeskState PrintDesk::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void PrintDesk::Forget() {
  {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
  }
}

void PrintDesk::Publish(const std::function<void(DeskState&)>& change) {
  {
    const std::lock_guard lock(mutex_);
    DeskState next = state_;
    change(next);
    if (next == state_) return;
    state_ = std::move(next);
  }
  changed_();
}

// Returns what the printer says, old or not. Old trouble is shown to staff and keeps nobody from trying.
PrinterState PrintDesk::Examine() {
  const PrinterState now = printer_->State();
  if (may_have_left_some_ && Answers(now.trouble)) TakeBack();
  if (now.is_old && !has_tried_) last_failure_ = now;
  Publish([&](DeskState& state) {
    const PrinterState shown = now.is_old ? PrinterState{} : now;
    if (state.printer.trouble != shown.trouble && shown.trouble != PrinterTrouble::None) {
      base::LogNote("the printer: {}", shown.detail.empty() ? "trouble" : shown.detail);
    }
    state.printer = shown;
    state.last_failure = last_failure_;
  });
  return now;
}

void PrintDesk::TakeBack() {
  const auto taken = printer_->CancelAll();
  may_have_left_some_ = !taken.ok();
  if (!taken) NoteFailure({.trouble = PrinterTrouble::Stopped, .detail = taken.error().message});
}

void PrintDesk::NoteFailure(const PrinterState& met) {
  base::LogError("a receipt was not printed: {}", met.detail);
  last_failure_ = met;
}

PrintOutcome PrintDesk::Follow(int job, const PrinterState& before) {
  const base::Milliseconds begin = clock_.Steady();
  base::Milliseconds fine_at = begin;
  PrinterState met{.trouble = PrinterTrouble::Stopped, .detail = "it did not come out in time"};
  for (base::Milliseconds now = begin; now - begin < pace_.patience && now - fine_at < pace_.trouble;
       now = clock_.Steady()) {
    const JobState state = printer_->Look(job);
    if (state == JobState::Done) {
      last_failure_ = {};
      may_have_left_some_ = !printer_->Cancel(job).ok();
      return PrintOutcome::Printed;
    }
    if (state == JobState::Failed) break;
    // What it has said since before the job may be an old story.
    const PrinterState printer = Examine();
    const bool is_in_trouble = !CanPrint(printer.trouble);
    if (is_in_trouble) met = printer;
    const bool is_news = is_in_trouble && printer.detail != before.detail;
    if (!is_news && state != JobState::Held) fine_at = clock_.Steady();
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, pace_.look, [this] { return stops_; })) break;
  }
  if (const auto cancelled = printer_->Cancel(job); !cancelled) may_have_left_some_ = true;
  NoteFailure(met);
  return PrintOutcome::Failed;
}

base::Result<Page> PrintDesk::Render(const Paper& paper) const {
  if (const auto* page = std::get_if<Page>(&paper)) return *page;
  if (const auto* report = std::get_if<Report>(&paper)) return RenderReport(*report);
  return RenderReceipt(std::get<Receipt>(paper), paper_);
}

PrintOutcome PrintDesk::PrintNow(const Paper& paper) {
  const PrinterState before = Examine();
  const bool is_ready = before.is_old || CanPrint(before.trouble);
  if (!is_ready || may_have_left_some_) return PrintOutcome::Failed;
  const auto page = Render(paper);
  if (!page) {
    base::LogError("a receipt was not printed: {}", page.error().message);
    return PrintOutcome::Failed;
  }
  has_tried_ = true;
  const auto job = printer_->Start(*page, "bianmin");
  if (job) return Follow(*job, before);
  may_have_left_some_ = true;
  NoteFailure({.trouble = PrinterTrouble::Stopped, .detail = job.error().message});
  return PrintOutcome::Failed;
}

void PrintDesk::Serve(const Order& order) {
  Publish([&](DeskState& state) { state.ticket = order.ticket, state.outcome = PrintOutcome::Waiting; });
  const PrintOutcome outcome = PrintNow(order.paper);
  Examine();
  Publish([&](DeskState& state) { state.ticket = order.ticket, state.outcome = outcome; });
}

void PrintDesk::Run() {
  Examine();
  std::unique_lock lock(mutex_);
  for (;;) {
    const bool has_work = wake_.wait_for(lock, pace_.examine, [this] { return stops_ || !waiting_.empty(); });
    if (stops_) return;
    std::optional<Order> order;
    if (!waiting_.empty()) {
      order = std::move(waiting_.front());
      waiting_.pop_front();
    }
    lock.unlock();
    if (order) {
      Serve(*order);
    } else if (!has_work) {
      Examine();
    }
    lock.lock();
  }
}

}  // namespace bianmin::print
