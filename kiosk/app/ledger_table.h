#pragma once
// The 整改台账 as a table for a spreadsheet.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/rectifying.h"

namespace bianmin::app {

// The whole CSV file (kiosk/base/csv.h), headings and words by `text_of`. Photos are counted, not contained.
std::string LedgerTable(const std::vector<domain::Rectification>& lines, const domain::Catalogue& catalogue,
                        const std::function<std::string_view(std::string_view)>& text_of);
// "rectifications-2026-11-23.csv"
std::string LedgerFileName(base::TimePoint now);

}  // namespace bianmin::app
