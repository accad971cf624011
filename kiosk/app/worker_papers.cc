// Papers, on the worker's thread: a page of A4 takes its time.
#include <filesystem>

#include "kiosk/app/paper_command.h"
#include "kiosk/base/file.h"
#include "kiosk/base/log.h"
#include "kiosk/store/documents.h"

namespace bianmin::app {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

Result<Done> CheckStick(const std::filesystem::path& folder) {
  std::error_code failed;
  if (!folder.empty() && std::filesystem::is_directory(folder, failed)) return Done{};
  return Error{ErrorCode::NotFound, folder.string() + " is not there: no memory stick is plugged in"};
}

Result<Done> Export(const ExportSheets& c) {
  const std::filesystem::path folder = c.folder;
  if (auto there = CheckStick(folder); !there) return there;
  const auto page = print::RenderReport(c.report);
  if (!page) return page.error();
  if (!c.table.empty()) {
    if (auto written = base::ReplaceFile(folder / (c.name + ".csv"), c.table); !written) return written;
  }
  return base::ReplaceFile(folder / (c.name + ".pdf"), page->pdf);
}

// The stick is looked for first: the journal tells of papers that were taken.
Result<Done> Export(const ExportPaper& c, store::Store& store) {
  const std::filesystem::path folder = c.folder;
  if (auto there = CheckStick(folder); !there) return there;
  const auto pdf = store::Documents{store}.Read(c.id, c.by);
  if (!pdf) return pdf.error();
  return base::ReplaceFile(folder / (c.name + ".pdf"), *pdf);
}

SheetsExported Logged(Result<Done> done) {
  if (!done) base::LogWarning("a paper was not exported: {}", done.error().message);
  return {std::move(done)};
}

Result<domain::ArchivedDocument> Archive(const ArchivePaper& c, store::Store& store) {
  const auto page = print::RenderReport(c.report);
  if (!page) return page.error();
  return store::Documents{store}.Archive(
      {.kind = c.kind, .record = c.record, .terms_version = c.terms_version, .pdf = page->pdf}, c.by);
}

struct Performer {
  store::Store& store;

  PaperReport operator()(const ArchivePaper& c) const { return PaperArchived{Archive(c, store)}; }
  PaperReport operator()(const ReadPaper& c) const { return PaperRead{store::Documents{store}.Read(c.id, c.by)}; }
  PaperReport operator()(const ExportPaper& c) const { return Logged(Export(c, store)); }
  PaperReport operator()(const ExportSheets& c) const { return Logged(Export(c)); }
};

struct Failure {
  const Error& error;

  PaperReport operator()(const ArchivePaper&) const { return PaperArchived{error}; }
  PaperReport operator()(const ReadPaper&) const { return PaperRead{error}; }
  PaperReport operator()(const ExportPaper&) const { return Logged(error); }
  PaperReport operator()(const ExportSheets& c) const { return Logged(Export(c)); }
};

}  // namespace

PaperReport CarryOut(const PaperCommand& command, store::Store& store) { return std::visit(Performer{store}, command); }
PaperReport Failed(const PaperCommand& command, const Error& error) { return std::visit(Failure{error}, command); }

}  // namespace bianmin::app
