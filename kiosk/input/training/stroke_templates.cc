#include "kiosk/input/training/stroke_templates.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "kiosk/base/file.h"
#include "kiosk/input/ink_text.h"

namespace bianmin::input::training {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t kMostBytes = 4'000'000;
constexpr std::size_t kFewestCharacters = 9000;  // fewer are not the package we know
constexpr float kTop = 900;                      // the package's y runs up from the base line of a font

// The value of "medians" in one file: an array of strokes of points of two numbers.
std::optional<Ink> Medians(std::string_view json) {
  const std::size_t name = json.find("\"medians\":");
  if (name == std::string_view::npos) return std::nullopt;
  Ink ink;
  std::vector<float> point;
  int depth = 0;
  for (std::size_t at = name + 10; at < json.size();) {
    const char letter = json[at];
    if (letter == '[') {
      if (++depth == 2) ink.emplace_back();
      if (depth > 3) return std::nullopt;
      ++at;
    } else if (letter == ']') {
      if (depth == 3 && point.size() == 2) ink.back().push_back({point[0], kTop - point[1]});
      if (depth == 3 && point.size() != 2) return std::nullopt;
      point.clear();
      ++at;
      if (--depth == 0) return ink;
    } else if (letter == ',' || letter == ' ') {
      ++at;
    } else {
      float number = 0;
      const auto [end, fault] = std::from_chars(json.data() + at, json.data() + json.size(), number);
      if (fault != std::errc() || depth != 3) return std::nullopt;
      point.push_back(number);
      at = static_cast<std::size_t>(end - json.data());
    }
  }
  return std::nullopt;
}

bool HasStrokes(const Ink& ink) {
  return !ink.empty() && std::none_of(ink.begin(), ink.end(), [](const InkStroke& stroke) { return stroke.empty(); });
}

}  // namespace

base::Result<std::vector<StrokeTemplate>> ReadHanziWriterFolder(const std::filesystem::path& folder) {
  std::error_code fault;
  std::vector<StrokeTemplate> templates;
  for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() != ".json" || path.stem() == "package" || path.stem() == "all") continue;
    auto json = base::ReadFile(path, kMostBytes);
    if (!json) return json.error();
    auto ink = Medians(*json);
    if (!ink || !HasStrokes(*ink)) {
      return Error{ErrorCode::Corrupt, fmt::format("{} holds no middle lines of strokes; install the package "
                                                   "hanzi-writer-data again",
                                                   path.string())};
    }
    templates.push_back({path.stem().string(), std::move(*ink)});
  }
  if (fault || templates.size() < kFewestCharacters) {
    return Error{ErrorCode::NotFound,
                 fmt::format("{} is not the whole package hanzi-writer-data: {} of at least {} characters",
                             folder.string(), templates.size(), kFewestCharacters)};
  }
  std::sort(templates.begin(), templates.end(),
            [](const StrokeTemplate& a, const StrokeTemplate& b) { return a.character < b.character; });
  return templates;
}

base::Result<std::vector<StrokeTemplate>> ReadTemplateFile(const std::filesystem::path& path, float side) {
  auto text = base::ReadFile(path, kMostBytes);
  if (!text) return text.error();
  auto lines = ParseInkLines(*text);
  if (!lines) return base::At(path.string(), lines.error());
  std::vector<StrokeTemplate> templates;
  for (InkLine& line : *lines) {
    for (InkStroke& stroke : line.ink) {
      for (InkPoint& point : stroke) point = {point.x * kTemplateSide / side, point.y * kTemplateSide / side};
    }
    templates.push_back({std::move(line.character), std::move(line.ink)});
  }
  return templates;
}

}  // namespace bianmin::input::training
