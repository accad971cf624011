#include "kiosk/base/memory.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/support/temporary_folder.h"

namespace bianmin::base {
namespace {

TEST(MappedDataFiles, AreFontsAndLanguageModelsThatAreOnlyRead) {
  const auto found = MappedDataFiles(
      "1000-2000 r--p 00000000 fe:01 12  /usr/share/fonts/a.ttc\n"
      "2000-3000 rw-p 00001000 fe:01 12  /usr/share/fonts/a.ttc\n"
      "3000-4000 r--p 00000000 fe:01 13  /usr/lib/libx.so.1\n"
      "4000-5000 r-xp 00000000 fe:01 13  /usr/lib/libx.so.1\n"
      "5000-7000 r--s 00000000 fe:01 14  /usr/lib/libime/zh_CN.lm\n"
      "7000-8000 rw-p 00000000 00:00 0   [heap]\n"
      "nonsense r--p .ttf\n"
      "9000-8000 r--p 00000000 fe:01 12  /usr/share/fonts/b.ttf");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].begin, 0x1000U);
  EXPECT_EQ(found[0].end, 0x2000U);
  EXPECT_EQ(found[1].begin, 0x5000U);
  EXPECT_TRUE(MappedDataFiles("").empty());
}

std::size_t ResidentPages(const void* place, std::size_t pages) {
  std::ifstream smaps("/proc/self/smaps");
  std::ostringstream start;
  start << std::hex << reinterpret_cast<std::size_t>(place) << "-";
  bool is_in = false;
  for (std::string line; std::getline(smaps, line);) {
    if (line.starts_with(start.str())) is_in = true;
    if (is_in && line.starts_with("Rss:")) return std::stoul(line.substr(4)) / 4;
  }
  return pages;
}

TEST(ReturnMemory, TakesOutWhatWasReadOfAFontAndLeavesItsBytes) {
  const support::TemporaryFolder folder;
  const auto file = (folder / "a.ttf").string();
  constexpr std::size_t kPages = 64;
  const std::string bytes(kPages * 4096, 'x');
  std::ofstream(file) << bytes;
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const auto* mapped = static_cast<const char*>(mmap(nullptr, bytes.size(), PROT_READ, MAP_PRIVATE, descriptor, 0));
  close(descriptor);
  ASSERT_NE(mapped, MAP_FAILED);
  ASSERT_EQ(std::string_view(mapped, bytes.size()), bytes);
  EXPECT_EQ(ResidentPages(mapped, 0), kPages);
  ReturnMemory();
  EXPECT_EQ(ResidentPages(mapped, kPages), 0U);
  EXPECT_EQ(std::string_view(mapped, bytes.size()), bytes);
  munmap(const_cast<char*>(mapped), bytes.size());
}

}  // namespace
}  // namespace bianmin::base
