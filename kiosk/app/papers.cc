#include "kiosk/app/papers.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/csv.h"
#include "kiosk/domain/limits.h"
#include "kiosk/screens/resident/visit.h"
#include "kiosk/screens/staff/shift_figures.h"

namespace bianmin::app {
namespace {

using i18n::N_;
using print::ReportSection;
using screens::NamedFigure;
using screens::Scene;

std::vector<print::ReceiptLine> LinesOf(const std::vector<NamedFigure>& figures) {
  std::vector<print::ReceiptLine> lines;
  for (const NamedFigure& figure : figures) lines.push_back({figure.name, figure.value});
  return lines;
}

print::Report Begin(std::string_view title, const Scene& scene) {
  print::Report report{.institution = std::string(scene.Of(scene.institution.name)), .title = std::string(title)};
  report.footer = scene.T("receipt.printed_at", fmt::arg("time", i18n::DateTime(scene.texts, scene.now)));
  const i18n::Texts* texts = &scene.texts;  // of the library, which outlives every page
  report.page_of = [texts](int page, int pages) {
    return texts->Format("paper.page", fmt::arg("page", page), fmt::arg("pages", pages));
  };
  return report;
}

print::ReceiptLine Line(const Scene& scene, std::string_view label_key, std::string value) {
  return {std::string(scene.T(label_key)), std::move(value)};
}

print::ReportTable LeftTable(const std::vector<domain::LeftRecord>& left, const Scene& scene) {
  const auto head = [&scene](std::string_view key, double share) {
    return print::ReportColumn{std::string(scene.T(key)), share};
  };
  print::ReportTable table{.columns = {head(N_("shift.column.number"), 2.2), head(N_("shift.column.kind"), 1.5),
                                       head(N_("shift.column.subject"), 2.6), head(N_("shift.column.state"), 1.6),
                                       head(N_("shift.column.due"), 2.6)},
                           .rows = {},
                           .if_empty = std::string(scene.T("shift.nothing_left"))};
  for (const domain::LeftRecord& record : left) {
    const std::string due = i18n::DateTime(scene.texts, record.due);
    table.rows.push_back({record.number.Grouped(), KindText(record.kind, scene), SubjectText(record, scene),
                          LeftStateText(record, scene),
                          record.is_overdue ? scene.T("shift.overdue_since", fmt::arg("time", due)) : due});
  }
  return table;
}

std::string SuccessorText(const domain::ClosedShift& shift, const Scene& scene) {
  if (shift.taken_by) return shift.taken_by->text();
  return shift.no_successor ? NoSuccessorText(*shift.no_successor, scene) : std::string{};
}

print::ReportSection TextSection(std::string_view heading, const std::string& text, const Scene& scene) {
  return {.heading = std::string(heading), .paragraphs = {text.empty() ? std::string(scene.T("paper.none")) : text}};
}

std::vector<std::vector<print::SignaturePoint>> StrokesOf(const domain::Signature& signature) {
  std::vector<std::vector<print::SignaturePoint>> strokes;
  for (const auto& stroke : signature) {
    auto& drawn = strokes.emplace_back();
    constexpr double kGrid = domain::kSignatureGrid;
    for (const domain::SignaturePoint& point : stroke) drawn.push_back({point.x / kGrid, point.y / kGrid});
  }
  return strokes;
}

std::string FileName(std::string_view what, const std::string& record, base::TimePoint at) {
  return fmt::format("bianmin-{}-{}-{}", what, record, base::FormatDate(base::LocalDate(at)));
}

std::string PackageText(const domain::Agreement& agreement, const Scene& scene) {
  const domain::Service* service = scene.catalogue.Find(agreement.service_code);
  if (service == nullptr) return agreement.service_code;
  std::string text(scene.Of(service->name));
  for (const domain::Package& package : service->packages) {
    if (package.code == agreement.package_code) text += " · " + std::string(scene.Of(package.name));
  }
  return text;
}

// What is asked at the door, in the order of the form on the screen; empty values are lines to write on.
std::vector<print::ReceiptLine> HomeLines(const std::optional<domain::Order>& order, const Scene& scene) {
  const domain::Service* service = order ? scene.catalogue.Find(order->need.service_code) : nullptr;
  const auto value = [&](const auto& of_order) { return order ? std::string(of_order(*order)) : std::string{}; };
  return {
      Line(scene, N_("paper.home.number"), value([](const auto& o) { return o.number.Grouped(); })),
      Line(scene, N_("paper.home.name"), value([](const auto& o) { return o.need.contact.name.text(); })),
      Line(scene, N_("paper.home.phone"),
           value([](const auto& o) { return i18n::GroupedPhone(o.need.contact.phone.digits()); })),
      Line(scene, N_("paper.home.address"), value([](const auto& o) { return o.need.address_text; })),
      Line(scene, N_("paper.home.service"), service != nullptr ? std::string(scene.Of(service->name)) : std::string{}),
      Line(scene, N_("paper.home.description"), value([](const auto& o) { return o.need.description; })),
      Line(scene, N_("paper.home.time"), ""),
      Line(scene, N_("paper.home.identity"), ""),
      Line(scene, N_("paper.home.guardian"), ""),
  };
}

}  // namespace

print::Report ShiftPaper(const domain::ClosedShift& shift, const std::vector<domain::LeftRecord>& left,
                         const Scene& scene) {
  print::Report report = Begin(scene.T("paper.shift.title"), scene);
  report.number = scene.T("paper.shift.number", fmt::arg("number", shift.shift.number));
  const domain::ShiftFigures& figures = shift.figures;
  report.sections = {
      {.lines = {Line(scene, N_("paper.shift.span"), ShiftSpan(shift.shift.opened_at, shift.closed_at, scene)),
                 Line(scene, N_("paper.shift.opened_by"), shift.shift.opened_by.text()),
                 Line(scene, N_("paper.shift.left_by"), shift.left_by.text()),
                 Line(scene, N_("paper.shift.taken_by"), SuccessorText(shift, scene))}},
      {.heading = std::string(scene.T("shift.came_in")), .lines = LinesOf(CameIn(figures, scene))},
      {.heading = std::string(scene.T("shift.was_done")), .lines = LinesOf(WasDone(figures, scene))},
      {.heading = std::string(scene.T("shift.is_left")), .lines = LinesOf(IsLeft(figures, scene))},
      {.heading = std::string(scene.T("shift.city")), .lines = LinesOf(Reconciled(figures.city, scene))},
      TextSection(scene.T("shift.why_left"), shift.left_because, scene),
      TextSection(scene.T("shift.notes"), shift.notes, scene),
      {.heading = std::string(scene.T("shift.left_list")), .tables = {LeftTable(left, scene)}}};
  report.signatures = {{.label = std::string(scene.T("paper.shift.left_by")), .signer = shift.left_by.text()},
                       {.label = std::string(scene.T("paper.shift.taken_by")), .signer = SuccessorText(shift, scene)}};
  return report;
}

std::string ShiftTable(const domain::ClosedShift& shift, const std::vector<domain::LeftRecord>& left,
                       const Scene& scene) {
  const auto word = [&scene](std::string_view key) { return std::string(scene.T(key)); };
  base::CsvTable table({word(N_("shift.column.part")), word(N_("shift.column.number")), word(N_("shift.column.kind")),
                        word(N_("shift.column.subject")), word(N_("shift.column.state")),
                        word(N_("shift.column.due"))});
  const auto add = [&](std::string_view part, const std::vector<NamedFigure>& figures) {
    for (const NamedFigure& figure : figures) table.AddRow({std::string(part), "", figure.name, figure.value, "", ""});
  };
  add(scene.T("paper.shift.title"),
      {{word(N_("paper.shift.span")), ShiftSpan(shift.shift.opened_at, shift.closed_at, scene)},
       {word(N_("paper.shift.left_by")), shift.left_by.text()},
       {word(N_("paper.shift.taken_by")), SuccessorText(shift, scene)},
       {word(N_("shift.why_left")), shift.left_because},
       {word(N_("shift.notes")), shift.notes}});
  add(scene.T("shift.came_in"), CameIn(shift.figures, scene));
  add(scene.T("shift.was_done"), WasDone(shift.figures, scene));
  add(scene.T("shift.is_left"), IsLeft(shift.figures, scene));
  add(scene.T("shift.city"), Reconciled(shift.figures.city, scene));
  for (const domain::LeftRecord& record : left) {
    table.AddRow({word(N_("shift.left_list")), record.number.Grouped(), KindText(record.kind, scene),
                  SubjectText(record, scene), LeftStateText(record, scene), i18n::DateTime(scene.texts, record.due)});
  }
  return table.text();
}

print::Report AgreementPaper(const domain::Agreement& agreement, const domain::AgreementTerms& terms,
                             const Scene& scene) {
  print::Report report = Begin(scene.T("paper.agreement.title"), scene);
  report.number = scene.T("paper.agreement.number", fmt::arg("number", agreement.order.Grouped()),
                          fmt::arg("version", terms.version));
  ReportSection clauses{.heading = std::string(scene.T("paper.agreement.terms"))};
  for (std::size_t i = 0; i < terms.clauses.size(); ++i) {
    clauses.paragraphs.push_back(
        scene.T("paper.agreement.clause", fmt::arg("place", i + 1), fmt::arg("text", scene.Of(terms.clauses[i]))));
  }
  report.sections = {
      {.heading = std::string(scene.T("paper.agreement.parties")),
       .lines = {Line(scene, N_("paper.agreement.resident"), agreement.resident),
                 Line(scene, N_("paper.agreement.phone"), i18n::GroupedPhone(agreement.resident_phone)),
                 Line(scene, N_("paper.agreement.provider"), agreement.provider),
                 Line(scene, N_("paper.agreement.phone"), i18n::GroupedPhone(agreement.provider_phone))}},
      {.heading = std::string(scene.T("paper.agreement.content")),
       .lines = {Line(scene, N_("paper.agreement.service"), PackageText(agreement, scene)),
                 Line(scene, N_("paper.agreement.time"), screens::AppointmentText(agreement.when, scene)),
                 Line(scene, N_("paper.agreement.place"), agreement.place),
                 Line(scene, N_("paper.agreement.fee"), i18n::Price(scene.texts, agreement.fee_fen, "", false)),
                 Line(scene, N_("paper.agreement.remark"), "")}},
      std::move(clauses)};
  report.signatures = {{.label = std::string(scene.T("paper.agreement.resident")),
                        .signer = agreement.resident,
                        .strokes = StrokesOf(agreement.resident_signature)},
                       {.label = std::string(scene.T("paper.agreement.provider")),
                        .signer = agreement.provider,
                        .strokes = StrokesOf(agreement.provider_signature)}};
  return report;
}

print::Report HomeRegistrationPaper(const std::optional<domain::Order>& order, const Scene& scene) {
  print::Report report = Begin(scene.T("paper.home.title"), scene);
  report.sections = {
      {.lines = HomeLines(order, scene)},
      {.heading = std::string(scene.T("paper.home.consent")),
       .paragraphs = {scene.T("paper.home.consent_text", fmt::arg("days", scene.institution.personal_keep_days))}}};
  report.signatures = {{.label = std::string(scene.T("paper.home.resident"))},
                       {.label = std::string(scene.T("paper.home.staff"))}};
  return report;
}

std::string ShiftFileName(const domain::ClosedShift& shift) {
  return FileName("shift", std::to_string(shift.shift.number), shift.closed_at);
}

std::string PaperFileName(const domain::ArchivedDocument& paper) {
  switch (paper.kind) {
    case domain::DocumentKind::Agreement:
      return FileName("agreement", paper.record, paper.made_at);
    case domain::DocumentKind::HomeRegistration:
      return FileName("home-registration", paper.record, paper.made_at);
    case domain::DocumentKind::ShiftReport:
      break;
  }
  std::string record = paper.record;
  std::replace(record.begin(), record.end(), ' ', '-');
  return fmt::format("bianmin-{}-{}", record, base::FormatDate(base::LocalDate(paper.made_at)));
}

std::optional<Papers> PapersOf(const Model& model, const Scene& scene) {
  const auto* screen = std::get_if<StaffScreen>(&model.screen);
  if (screen == nullptr) return std::nullopt;
  if (std::holds_alternative<screens::ShiftHomeState>(*screen)) {
    return Papers{"bianmin-home-registration", HomeRegistrationPaper(std::nullopt, scene), ""};
  }
  if (const auto* agreement = std::get_if<screens::AgreementState>(screen)) {
    if (!agreement->file || scene.terms == nullptr) return std::nullopt;
    const std::string record = agreement->order.text();
    return Papers{.name = FileName("agreement", record, scene.now),
                  .report = AgreementPaper(screens::AgreementOf(*agreement, scene), *scene.terms, scene),
                  .table = "",
                  .archived_as = ArchivedAs{domain::DocumentKind::Agreement, record, scene.terms->version}};
  }
  const auto* closing = std::get_if<screens::ShiftClosingState>(screen);
  if (closing == nullptr || !closing->closed) return std::nullopt;
  const auto& left = closing->review.left;
  const std::string record = domain::ShiftRecord(closing->closed->shift.number);
  return Papers{ShiftFileName(*closing->closed), ShiftPaper(*closing->closed, left, scene),
                ShiftTable(*closing->closed, left, scene), ArchivedAs{domain::DocumentKind::ShiftReport, record, ""}};
}

}  // namespace bianmin::app
