#pragma once
// The sheets that staff print or take along: the record of a shift 交接班记录 and its table for a spreadsheet, the
// service agreement 服务合同, and the form of a registration at home 上门登记表, empty or of an order. In the language
// of the screen. Pure: what is stored comes in.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/model.h"
#include "kiosk/domain/agreement.h"
#include "kiosk/domain/document.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/shift.h"
#include "kiosk/print/report.h"
#include "kiosk/screens/scene.h"

namespace bianmin::app {

print::Report ShiftPaper(const domain::ClosedShift& shift, const std::vector<domain::LeftRecord>& left,
                         const screens::Scene& scene);
// The same as text/csv: one line for each figure, then one for each record that is left.
std::string ShiftTable(const domain::ClosedShift& shift, const std::vector<domain::LeftRecord>& left,
                       const screens::Scene& scene);
print::Report AgreementPaper(const domain::Agreement& agreement, const domain::AgreementTerms& terms,
                             const screens::Scene& scene);
// Without an order: lines to write on.
print::Report HomeRegistrationPaper(const std::optional<domain::Order>& order, const screens::Scene& scene);

// What the staff's page on the screen has to print or to take along; nothing on other pages.
struct ArchivedAs {
  domain::DocumentKind kind = domain::DocumentKind::Agreement;
  std::string record;
  std::string terms_version;
};
struct Papers {
  std::string name;  // of the files, without an ending
  print::Report report;
  std::string table;  // empty: none
  std::optional<ArchivedAs> archived_as = std::nullopt;
};
std::optional<Papers> PapersOf(const Model& model, const screens::Scene& scene);

// "bianmin-shift-12-2026-11-23": the files' name without its ending.
std::string ShiftFileName(const domain::ClosedShift& shift);
// The same of an archived paper: "bianmin-agreement-JA06900013-2026-11-23".
std::string PaperFileName(const domain::ArchivedDocument& paper);

}  // namespace bianmin::app
