#pragma once
// Prints receipts, and reports on another printer, on a thread of its own: a print server that hangs or a printer
// without paper delays nobody. A receipt comes out while its resident stands there, or not at all: what a printer in
// trouble would keep for later is not sent, what does not come out in time is taken back, and what still waits at the
// end of a session is forgotten. What a print server that hung would still print later is taken back as soon as it
// answers again, also what an earlier run left.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>

#include "kiosk/base/time.h"
#include "kiosk/print/printer.h"
#include "kiosk/print/report.h"

namespace bianmin::print {

enum class PrintOutcome { Waiting, Printed, Failed };

struct DeskState {
  PrinterState printer;       // now; decides whether printing is tried
  PrinterState last_failure;  // for staff: why the last receipt did not come out; stands until one does
  std::uint64_t ticket = 0;   // of the last Print() whose outcome this is; 0: none yet
  PrintOutcome outcome = PrintOutcome::Waiting;
  friend bool operator==(const DeskState&, const DeskState&) = default;
};

inline constexpr std::size_t kMostWaitingReceipts = 4;

// One of A4: to be rendered, or as it was kept.
using Sheet = std::variant<Report, Page>;
using Paper = std::variant<Receipt, Report, Page>;

class PrintDesk {
 public:
  struct Pace {
    base::Milliseconds look{250};         // at a job that is underway, and at its printer
    base::Milliseconds patience{20'000};  // with it
    base::Milliseconds examine{60'000};   // the idle printer
    base::Milliseconds trouble{5'000};  // so long a printer may be in trouble: a network printer is "connecting" first
  };

  // `changed` is called from the desk's thread when state() has changed; it must be quick and safe there.
  PrintDesk(std::unique_ptr<Printer> printer, PaperWidth paper, std::function<void()> changed, Pace pace,
            const base::Clock& clock = base::SystemClock());
  ~PrintDesk();
  PrintDesk(const PrintDesk&) = delete;
  PrintDesk& operator=(const PrintDesk&) = delete;

  // Returns at once with the ticket under which state() tells the outcome. More than kMostWaitingReceipts fail.
  std::uint64_t Print(Paper paper);
  DeskState state() const;
  // The end of a session: what still waits is forgotten; what is coming out comes out, or is taken back in time.
  void Forget();

 private:
  struct Order {
    std::uint64_t ticket;
    Paper paper;
  };
  void Run();
  void Serve(const Order& order);
  base::Result<Page> Render(const Paper& paper) const;
  PrintOutcome PrintNow(const Paper& paper);
  PrintOutcome Follow(int job, const PrinterState& before);
  PrinterState Examine();
  void TakeBack();
  void NoteFailure(const PrinterState& met);
  void Publish(const std::function<void(DeskState&)>& change);

  std::unique_ptr<Printer> printer_;
  PaperWidth paper_;
  std::function<void()> changed_;
  Pace pace_;
  const base::Clock& clock_;
  // Of the desk's thread alone.
  PrinterState last_failure_;
  bool has_tried_ = false;          // so what the printer said earlier is of no more interest
  bool may_have_left_some_ = true;  // on the printer; at first, an earlier run
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Order> waiting_;
  DeskState state_;
  std::uint64_t last_ticket_ = 0;
  bool stops_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace bianmin::print
