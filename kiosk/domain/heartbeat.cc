#include "kiosk/domain/heartbeat.h"

#include <fmt/format.h>

#include <charconv>

#include "kiosk/domain/fleet_limits.h"
#include "kiosk/domain/wire_names.h"

namespace bianmin::domain {
namespace {

constexpr WireNames<PrinterCondition, 6> kConditionNames{{{PrinterCondition::Unknown, "unknown"},
                                                          {PrinterCondition::Ready, "ready"},
                                                          {PrinterCondition::PaperLow, "paper_low"},
                                                          {PrinterCondition::PaperOut, "paper_out"},
                                                          {PrinterCondition::Trouble, "trouble"},
                                                          {PrinterCondition::None, "none"}}};

}  // namespace

std::string_view WireName(PrinterCondition condition) { return NameIn(kConditionNames, condition); }
std::optional<PrinterCondition> ParsePrinterCondition(std::string_view text) { return ParseIn(kConditionNames, text); }

std::optional<Version> Version::Parse(std::string_view text) {
  Version version;
  for (std::size_t i = 0; i < version.numbers.size(); ++i) {
    const bool is_last = i + 1 == version.numbers.size();
    const std::string_view digits = text.substr(0, is_last ? text.npos : text.find('.'));
    if (digits.empty() || digits.size() > kMaxVersionDigits) return std::nullopt;
    if (digits.find_first_not_of("0123456789") != digits.npos) return std::nullopt;
    std::from_chars(digits.data(), digits.data() + digits.size(), version.numbers[i]);
    if (!is_last) text.remove_prefix(std::min(text.size(), digits.size() + 1));
  }
  return version;
}

std::string Version::Text() const { return fmt::format("{}.{}.{}", numbers[0], numbers[1], numbers[2]); }

}  // namespace bianmin::domain
