#include "kiosk/base/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

namespace bianmin::base {
namespace {

constexpr int kMostArenas = 2;
constexpr int kLargeBytes = 1 << 20;  // mapped by itself, and gone when it is freed
constexpr int kKeptBytes = 512 << 10;
// Fonts, and the language model of pinyin.
constexpr std::array<std::string_view, 4> kDataFiles{".ttc", ".ttf", ".otf", ".lm"};

std::optional<Mapping> RangeOf(std::string_view line) {
  Mapping range;
  const char* const end = line.data() + line.size();
  const auto begin = std::from_chars(line.data(), end, range.begin, 16);
  if (begin.ec != std::errc{} || begin.ptr == end || *begin.ptr != '-') return std::nullopt;
  const auto rest = std::from_chars(begin.ptr + 1, end, range.end, 16);
  if (rest.ec != std::errc{} || range.end <= range.begin) return std::nullopt;
  return range;
}

bool IsDataFile(std::string_view line) {
  return std::ranges::any_of(kDataFiles, [&](std::string_view ending) { return line.ends_with(ending); });
}

bool IsOnlyRead(std::string_view line) {
  return line.find(" r--p ") != std::string_view::npos || line.find(" r--s ") != std::string_view::npos;
}

}  // namespace

void KeepHeapSmall() {
  mallopt(M_ARENA_MAX, kMostArenas);
  mallopt(M_MMAP_THRESHOLD, kLargeBytes);
  mallopt(M_TRIM_THRESHOLD, kKeptBytes);
}

std::vector<Mapping> MappedDataFiles(std::string_view maps) {
  std::vector<Mapping> found;
  while (!maps.empty()) {
    const std::size_t end = std::min(maps.find('\n'), maps.size());
    const std::string_view line = maps.substr(0, end);
    maps.remove_prefix(std::min(end + 1, maps.size()));
    if (!IsDataFile(line) || !IsOnlyRead(line)) continue;
    if (const auto range = RangeOf(line)) found.push_back(*range);
  }
  return found;
}

void ReturnMemory() {
  malloc_trim(0);
  std::ostringstream maps;
  maps << std::ifstream("/proc/self/maps").rdbuf();
  for (const Mapping& each : MappedDataFiles(maps.view())) {
    // A refusal costs memory and nothing else.
    static_cast<void>(madvise(reinterpret_cast<void*>(each.begin), each.end - each.begin, MADV_DONTNEED));
  }
}

}  // namespace bianmin::base
