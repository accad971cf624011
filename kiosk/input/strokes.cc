#include "kiosk/input/strokes.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/file.h"

namespace bianmin::input {
namespace {

constexpr std::size_t kMostTableBytes = 8 << 20;

bool IsStroke(char c) { return std::string_view{"hspnz"}.find(c) != std::string_view::npos; }

bool Begins(std::string_view code, std::string_view pattern) {
  if (pattern.size() > code.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '*' && pattern[i] != code[i]) return false;
  }
  return true;
}

}  // namespace

base::Result<std::unique_ptr<Strokes>> Strokes::Load(const StrokeFiles& files) {
  const auto text = base::ReadFile(files.table, kMostTableBytes);
  if (!text) {
    return base::Error{text.error().code,
                       fmt::format("strokes: the table is missing: {}; it comes with the program, install that again",
                                   text.error().message)};
  }
  std::unique_ptr<Strokes> strokes(new Strokes);
  int line_number = 0;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    const std::string_view line = std::string_view(*text).substr(begin, end - begin);
    begin = end + 1;
    ++line_number;
    const std::size_t space = line.find(' ');
    const bool is_sound = space != std::string_view::npos && space > 0 && space + 1 < line.size() &&
                          std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(space), IsStroke);
    if (!is_sound) {
      return base::Error{base::ErrorCode::Corrupt,
                         fmt::format("strokes: {}:{} is not \"strokes character\"; install the program again",
                                     files.table, line_number)};
    }
    strokes->entries_.push_back({std::string(line.substr(0, space)), std::string(line.substr(space + 1))});
  }
  return strokes;
}

std::vector<Candidate> Strokes::Candidates(std::string_view strokes, std::size_t most) const {
  std::vector<Candidate> exact;
  std::vector<Candidate> begun;
  const std::string_view pattern = strokes.substr(0, kMostStrokeLetters);
  if (pattern.empty()) return exact;
  const auto has = [](const std::vector<Candidate>& in, std::string_view text) {
    return std::any_of(in.begin(), in.end(), [&](const Candidate& each) { return each.text == text; });
  };
  for (const Entry& entry : entries_) {
    if (!Begins(entry.code, pattern)) continue;
    std::vector<Candidate>& list = entry.code.size() == pattern.size() ? exact : begun;
    if (list.size() < most && !has(list, entry.character)) list.push_back({entry.character, pattern.size()});
  }
  for (const Candidate& each : begun) {
    if (exact.size() < most && !has(exact, each.text)) exact.push_back(each);
  }
  return exact;
}

}  // namespace bianmin::input
