#pragma once
// A queue of CUPS, which knows every thermal printer's language. Internal to kiosk/print. It speaks IPP (RFC 8010,
// 8011) itself: libcups' own job functions first look for every printer of the network, which takes two minutes when
// the print server hangs.

#include <memory>
#include <string>

#include "kiosk/base/time.h"
#include "kiosk/print/printer.h"

namespace bianmin::print {

// How long the print server may take; libcups adds a second.
struct CupsPatience {
  base::Milliseconds connect{3000};
  base::Milliseconds answer{4000};
};

// The print server is the one that CUPS_SERVER or client.conf names, usually the machine's own.
std::unique_ptr<Printer> MakeCupsPrinter(const std::string& queue, CupsPatience patience = {});

}  // namespace bianmin::print
