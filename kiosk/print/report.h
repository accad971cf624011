#pragma once
// A document of A4 pages as a PDF: a report of a shift, a service agreement, a form to be filled in by hand. Finished,
// translated texts go in; no sentence is made here. Tables break over pages and repeat their heads, a heading stays
// with what it names, and every page says which of how many it is. Pure but for the fonts that fontconfig finds.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/print/receipt.h"

namespace bianmin::print {

inline constexpr double kA4Width = 210;   // mm
inline constexpr double kA4Length = 297;  // mm
inline constexpr std::size_t kMostReportPages = 200;

struct ReportColumn {
  std::string head;
  double share = 1;        // of the width, beside the other columns'
  bool is_number = false;  // to the right
};

struct ReportTable {
  std::vector<ReportColumn> columns;
  std::vector<std::vector<std::string>> rows;  // as many cells as columns
  std::string if_empty;                        // said in the place of rows
};

// A finger's signature, in a box of its own whose sides are 1.
struct SignaturePoint {
  double x = 0;
  double y = 0;
};
struct ReportSignature {
  std::string label;
  std::string signer;                                // printed below the line; may be empty
  std::vector<std::vector<SignaturePoint>> strokes;  // none: a line to sign on
};

// What stands under one heading, in this order.
struct ReportSection {
  std::string heading;
  std::vector<ReceiptLine> lines;  // label and value; an empty value is a line to write on
  std::vector<std::string> paragraphs;
  std::vector<ReportTable> tables;
};

struct Report {
  std::string institution;
  std::string title;
  std::string number;  // below the title; may be empty
  std::vector<ReportSection> sections;
  std::vector<ReportSignature> signatures;  // side by side, in pairs
  std::string footer;                       // left on every page: when and where it was made
  std::function<std::string(int page, int pages)> page_of;
};

// A PDF that RenderReport made earlier.
Page A4Page(std::string pdf);

// TooLarge past kMostReportPages.
base::Result<Page> RenderReport(const Report& report);

}  // namespace bianmin::print
