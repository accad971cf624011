#pragma once
// Keeps the program small between residents. The C library would keep for itself most of what was freed once, and the
// kernel leaves every page of a mapped file in place that was ever looked at. Any thread; nothing that is in use is
// touched. Linux and glibc.

#include <cstddef>
#include <string_view>
#include <vector>

namespace bianmin::base {

// Once, before the first thread: few arenas, and what is large is given back as soon as it is freed.
void KeepHeapSmall();

// Gives freed memory back to the system, and takes the pages of mapped fonts and language models out of this process:
// they stay in the kernel's cache and come back when they are looked at again. Takes a few milliseconds.
void ReturnMemory();

struct Mapping {
  std::size_t begin = 0;
  std::size_t end = 0;
};
// Of the text of /proc/PID/maps, the mappings that ReturnMemory() may take out: files of the kinds above, readable
// only, so that nothing in them can have been changed.
std::vector<Mapping> MappedDataFiles(std::string_view maps);

}  // namespace bianmin::base
