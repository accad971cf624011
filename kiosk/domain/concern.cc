#include "kiosk/domain/concern.h"

namespace bianmin::domain {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "01" stands in "工号01", but not in "2014年".
bool HasNumber(std::string_view words, std::string_view number) {
  for (std::size_t at = words.find(number); at != std::string_view::npos; at = words.find(number, at + 1)) {
    const std::size_t end = at + number.size();
    const bool begins_here = at == 0 || !IsDigit(words[at - 1]);
    const bool ends_here = end == words.size() || !IsDigit(words[end]);
    if (begins_here && ends_here) return true;
  }
  return false;
}

// The number of the only member of staff whom `fits` fits.
template <class Fits>
std::optional<StaffNumber> OnlyOne(std::span<const StaffMember> staff, Fits fits) {
  std::optional<StaffNumber> found;
  for (const StaffMember& each : staff) {
    if (!fits(each)) continue;
    if (found) return std::nullopt;
    found = each.number;
  }
  return found;
}

}  // namespace

bool MaySee(const Concern& concern, const Handler& reader) {
  if (concern.is_for_the_city_alone) return false;
  if (!concern.is_about_staff) return true;
  if (!concern.subject) return reader.role == Role::Supervisor;
  return *concern.subject != reader.number;
}

std::optional<StaffNumber> SubjectIn(std::string_view words, std::span<const StaffMember> staff) {
  const auto has_number = [words](const StaffMember& each) { return HasNumber(words, each.number.text()); };
  const auto has_name = [words](const StaffMember& each) {
    return words.find(each.name.text()) != std::string_view::npos;
  };
  if (auto by_number = OnlyOne(staff, has_number)) return by_number;
  return OnlyOne(staff, has_name);
}

}  // namespace bianmin::domain
