#pragma once
// What the pages of papers want of the store and of the memory stick. Part of StaffCommand.

#include <string>
#include <variant>

#include "kiosk/base/result.h"
#include "kiosk/domain/document.h"
#include "kiosk/domain/staff.h"
#include "kiosk/print/report.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

struct ArchivePaper {
  domain::DocumentKind kind = domain::DocumentKind::Agreement;
  std::string record;
  std::string terms_version;
  print::Report report;
  domain::StaffNumber by;
};
// An archived one, for the printer.
struct ReadPaper {
  domain::DocumentId id;
  domain::StaffNumber by;
};
// Both write into the folder of the memory stick, one file after the other, each whole or not at all.
struct ExportPaper {
  domain::DocumentId id;
  domain::StaffNumber by;
  std::string folder;
  std::string name;  // of the file, without an ending
};
struct ExportSheets {
  std::string folder;
  std::string name;
  print::Report report;
  std::string table;  // empty: none
};

using PaperCommand = std::variant<ArchivePaper, ReadPaper, ExportPaper, ExportSheets>;

struct PaperArchived {
  base::Result<domain::ArchivedDocument> paper;
};
struct PaperRead {
  base::Result<std::string> pdf;
};
struct SheetsExported {
  base::Result<base::Done> done;
};

using PaperReport = std::variant<PaperArchived, PaperRead, SheetsExported>;

PaperReport CarryOut(const PaperCommand& command, store::Store& store);
// For want of a store. ExportSheets needs none.
PaperReport Failed(const PaperCommand& command, const base::Error& error);

}  // namespace bianmin::app
