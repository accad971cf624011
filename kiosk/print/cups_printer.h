#pragma once
// A queue of CUPS, which knows every thermal printer's language. Internal to kiosk/print.

#include <memory>
#include <string>

#include "kiosk/print/printer.h"

namespace bianmin::print {

// The print server is the one that CUPS_SERVER or client.conf names, usually the machine's own.
std::unique_ptr<Printer> MakeCupsPrinter(const std::string& queue);

}  // namespace bianmin::print
