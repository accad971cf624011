#include "kiosk/domain/rating.h"

#include <fmt/format.h>

#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<Dimension, 4> kDimensionNames{{{Dimension::Overall, "overall"},
                                                   {Dimension::Timeliness, "timeliness"},
                                                   {Dimension::Professionalism, "professionalism"},
                                                   {Dimension::Attitude, "attitude"}}};

// A ticket is the same however it is typed: "a 012" and "A012".
std::string PlainTicket(std::string_view ticket) {
  std::string plain;
  for (char c : ticket) {
    if (c == ' ' || c == '-') continue;
    plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return plain;
}

}  // namespace

std::string_view WireName(Dimension dimension) { return NameIn(kDimensionNames, dimension); }

std::optional<Grade> Grades::Of(Dimension dimension) const {
  switch (dimension) {
    case Dimension::Overall:
      return overall;
    case Dimension::Timeliness:
      return timeliness;
    case Dimension::Professionalism:
      return professionalism;
    case Dimension::Attitude:
      return attitude;
  }
  return std::nullopt;
}

std::string TokenSource(const Rated& rated) {
  if (const auto* order = std::get_if<RatedOrder>(&rated)) return "order " + order->number.text();
  const auto& visit = std::get<RatedVisit>(rated);
  const std::string ticket = PlainTicket(visit.ticket);
  return fmt::format("visit {} {} {}", visit.window_code, base::FormatDate(visit.date),
                     ticket.empty() ? "without ticket " + visit.visit_id : "ticket " + ticket);
}

}  // namespace bianmin::domain
