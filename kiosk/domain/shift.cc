#include "kiosk/domain/shift.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/domain/limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<NoSuccessor, 4> kReasons{{{NoSuccessor::ClosedForTheDay, "closed_for_the_day"},
                                              {NoSuccessor::ComesLater, "comes_later"},
                                              {NoSuccessor::Unwell, "unwell"},
                                              {NoSuccessor::Other, "other"}}};

}  // namespace

std::string ShiftRecord(std::int64_t number) { return fmt::format("shift {}", number); }

ShiftLength LengthOf(base::TimePoint opened, base::TimePoint now) {
  if (now < opened) return ShiftLength::ClockWentBack;
  return now - opened > kLongestShift ? ShiftLength::TooLong : ShiftLength::Usual;
}

std::chrono::minutes DurationOf(base::TimePoint opened, base::TimePoint now) {
  return std::max(std::chrono::minutes{0}, std::chrono::floor<std::chrono::minutes>(now - opened));
}

std::string CanonicalText(const ShiftFigures& f) {
  const std::string since = f.city.waiting_since ? base::FormatUtc(*f.city.waiting_since) : "-";
  std::string text = "bianmin shift 1\n";
  const auto line = [&text](std::string_view name, const auto& value) { text += fmt::format("{} {}\n", name, value); };
  line("orders_in", f.orders_in);
  line("urgent_in", f.urgent_in);
  line("complaints_in", f.complaints_in);
  line("suggestions_in", f.suggestions_in);
  line("ratings_in", f.ratings_in);
  line("bad_ratings_in", f.bad_ratings_in);
  line("anonymous_yesterday", f.anonymous_yesterday);
  line("anonymous_bad_yesterday", f.anonymous_bad_yesterday);
  line("orders_moved", f.orders_moved);
  line("orders_ended", f.orders_ended);
  line("staff_acts", f.staff_acts);
  line("orders_open", f.orders_open);
  line("orders_unanswered", f.orders_unanswered);
  line("orders_overdue", f.orders_overdue);
  line("complaints_open", f.complaints_open);
  line("complaints_overdue", f.complaints_overdue);
  line("bad_ratings_open", f.bad_ratings_open);
  line("made", f.city.made);
  line("confirmed", f.city.confirmed);
  line("waiting", f.city.waiting);
  line("waiting_since", since);
  line("refused", f.city.refused);
  return text;
}

std::string_view WireName(NoSuccessor reason) { return NameIn(kReasons, reason); }
std::optional<NoSuccessor> ParseNoSuccessor(std::string_view text) { return ParseIn(kReasons, text); }

}  // namespace bianmin::domain
