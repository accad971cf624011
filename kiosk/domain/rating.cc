#include "kiosk/domain/rating.h"

#include <fmt/format.h>

#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<Dimension, 4> kDimensionNames{{{Dimension::Overall, "overall"},
                                                   {Dimension::Timeliness, "timeliness"},
                                                   {Dimension::Professionalism, "professionalism"},
                                                   {Dimension::Attitude, "attitude"}}};

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
  const std::string& unique = visit.ticket.empty() ? visit.visit_id : visit.ticket;
  return fmt::format("visit {} {} {}", visit.window_code, base::FormatDate(visit.date), unique);
}

}  // namespace bianmin::domain
