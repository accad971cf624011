#include "kiosk/app/ledger_table.h"

#include <fmt/format.h>

#include "kiosk/base/csv.h"
#include "kiosk/i18n/texts.h"
#include "kiosk/screens/staff/ledger.h"

namespace bianmin::app {
namespace {

using domain::Rectification;
using i18n::N_;

constexpr std::string_view kBetween = "\n";

std::string StaffText(const std::optional<domain::StaffNumber>& number) { return number ? number->text() : ""; }

std::string Joined(std::string text, std::string_view more) {
  if (!text.empty() && !more.empty()) text += kBetween;
  return text += more;
}

// In Chinese, as the catalogue's first language: the table goes to the sub-district office.
std::string ReasonsOf(const Rectification& line, const domain::Catalogue& catalogue) {
  std::string text;
  for (const std::string& code : line.reason_codes) {
    const auto* reason = domain::FindChoice(catalogue.rating_reasons, code);
    text = Joined(std::move(text), reason == nullptr ? code : reason->text.zh);
  }
  return text;
}

std::string EvidenceOf(const Rectification& line) {
  std::string text;
  for (const domain::Evidence& each : line.evidence) text = Joined(std::move(text), each.words);
  return text;
}

std::string PhotosOf(const Rectification& line) {
  std::size_t photos = 0;
  for (const domain::Evidence& each : line.evidence) photos += each.photo_bytes > 0 ? 1 : 0;
  return fmt::format("{}", photos);
}

}  // namespace

std::string LedgerTable(const std::vector<Rectification>& lines, const domain::Catalogue& catalogue,
                        const std::function<std::string_view(std::string_view)>& text_of) {
  constexpr std::array kColumns{N_("ledger.opened_on"),   N_("lookup.number"),    N_("lookup.service"),
                                N_("ledger.problem"),     N_("ledger.cause"),     N_("ledger.measure"),
                                N_("ledger.owner"),       N_("ledger.due"),       N_("lookup.state"),
                                N_("ledger.evidence"),    N_("ledger.photos"),    N_("ledger.done_on"),
                                N_("ledger.verified_by"), N_("ledger.call_back"), N_("ledger.call_back_words")};
  std::vector<std::string> headings;
  for (const std::string_view key : kColumns) headings.emplace_back(text_of(key));
  base::CsvTable table{headings};
  for (const Rectification& line : lines) {
    const auto* service = domain::FindServiceOrWindow(catalogue, line.service_code);
    const std::string_view result =
        line.call_back ? screens::OutcomeKey(domain::WireName(*line.call_back)) : std::string_view{};
    table.AddRow({base::FormatDate(line.opened_on), line.number ? line.number->text() : "",
                  service == nullptr ? line.service_code : service->zh,
                  line.problem.empty() ? ReasonsOf(line, catalogue) : line.problem, line.cause, line.measure,
                  StaffText(line.facts.owner), base::FormatDate(line.due),
                  std::string(text_of(screens::StateKey(line.facts.state))), EvidenceOf(line), PhotosOf(line),
                  line.done_on ? base::FormatDate(*line.done_on) : "", StaffText(line.verified_by),
                  result.empty() ? "" : std::string(text_of(result)), line.call_back_words});
  }
  return table.text();
}

std::string LedgerFileName(base::TimePoint now) {
  return fmt::format("rectifications-{}.csv", base::FormatDate(base::LocalDate(now)));
}

}  // namespace bianmin::app
