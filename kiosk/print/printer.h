#pragma once
// A printer as the print desk needs it: start a page, look how it is coming along, take it back, say what is wrong. One
// thread each. No call takes longer than a few seconds, even when the print server hangs.

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/print/receipt.h"

namespace bianmin::print {

enum class PrinterTrouble {
  None,
  NoPrinter,   // none is configured
  NotFound,    // the print server has no queue of that name
  ServerDown,  // no print server answers
  Offline,     // switched off or unplugged
  PaperOut,
  PaperLow,  // it still prints
  Jammed,
  CoverOpen,
  Stopped,  // held by the print server, or in some other trouble
};
struct PrinterState {
  PrinterTrouble trouble = PrinterTrouble::None;
  std::string detail{};  // for staff, in the printer's own words
  // Told while the last receipt was printed, and nobody has asked the printer since: a queue of CUPS repeats "no paper"
  // until its next job, however long ago the roll was changed. Only the next receipt can tell.
  bool is_old = false;
  friend bool operator==(const PrinterState&, const PrinterState&) = default;
};
// False: what is sent now would wait, and come out in front of somebody else.
bool CanPrint(PrinterTrouble trouble);

enum class JobState { Underway, Held, Done, Failed };

class Printer {
 public:
  virtual ~Printer() = default;
  virtual PrinterState State() = 0;
  // The job's number.
  virtual base::Result<int> Start(const Page& page, const std::string& title) = 0;
  // Done, too, when a printer that is well knows nothing of the job any more. Underway while the print server does not
  // answer.
  virtual JobState Look(int job) = 0;
  // After success the print server keeps nothing of the job, printed or not; what the printer's own memory has taken in
  // is out of reach.
  virtual base::Result<base::Done> Cancel(int job) = 0;
  // The same for all that this program's user has left on the printer.
  virtual base::Result<base::Done> CancelAll() = 0;
};

// "none", "file:FOLDER" (a PDF for each receipt, for trying out and for tests), or the name of a queue of CUPS.
std::unique_ptr<Printer> MakePrinter(const std::string& place);

// Of a queue's printer-state-reasons ("media-empty-error"), the gravest.
PrinterState StateOfReasons(const std::string& reasons, bool is_stopped);

}  // namespace bianmin::print
