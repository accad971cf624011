#include "kiosk/print/print_desk.h"

#include <utility>

#include "kiosk/base/log.h"

namespace bianmin::print {

PrintDesk::PrintDesk(std::unique_ptr<Printer> printer, PaperWidth paper, std::function<void()> changed, Pace pace)
    : printer_(std::move(printer)), paper_(paper), changed_(std::move(changed)), pace_(pace), thread_([this] {
        Run();
      }) {}

PrintDesk::~PrintDesk() {
  {
    const std::lock_guard lock(mutex_);
    stops_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

std::uint64_t PrintDesk::Print(Receipt receipt) {
  std::uint64_t ticket = 0;
  bool is_refused = false;
  {
    const std::lock_guard lock(mutex_);
    ticket = ++last_ticket_;
    is_refused = waiting_.size() >= kMostWaitingReceipts;
    if (!is_refused) waiting_.push_back({ticket, std::move(receipt)});
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

void PrintDesk::Examine() {
  PrinterState now = printer_->State();
  Publish([&](DeskState& state) {
    if (state.printer.trouble != now.trouble && now.trouble != PrinterTrouble::None) {
      base::LogNote("the printer: {}", now.detail.empty() ? "trouble" : now.detail);
    }
    state.printer = std::move(now);
  });
}

PrintOutcome PrintDesk::Follow(int job) {
  for (base::Milliseconds waited{0}; waited < pace_.patience; waited += pace_.look) {
    switch (printer_->Look(job)) {
      case JobState::Done:
        return PrintOutcome::Printed;
      case JobState::Failed:
        return PrintOutcome::Failed;
      case JobState::Underway:
        break;
    }
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, pace_.look, [this] { return stops_; })) break;
  }
  printer_->Cancel(job);
  return PrintOutcome::Failed;
}

void PrintDesk::Serve(const Order& order) {
  Publish([&](DeskState& state) { state.ticket = order.ticket, state.outcome = PrintOutcome::Waiting; });
  Examine();
  PrintOutcome outcome = PrintOutcome::Failed;
  if (CanPrint(state().printer.trouble)) {
    const auto page = RenderReceipt(order.receipt, paper_);
    const auto job = page ? printer_->Start(*page, "bianmin") : base::Result<int>(page.error());
    if (job) {
      outcome = Follow(*job);
    } else {
      base::LogError("a receipt was not printed: {}", job.error().message);
    }
    if (outcome == PrintOutcome::Failed) Examine();
  }
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
