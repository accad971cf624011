#pragma once
// Which of its readings a Chinese character has in a word: the table of assets/voice/overrides_zh.txt, which explains
// itself, and the changes of tone of 一 and 不 that espeak-ng does not make. Takes what NormaliseChinese() wrote and
// puts pinyin ("kong1 tiao2") where espeak-ng would be wrong. Read-only after loading; any thread.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::speech {

inline constexpr std::size_t kMostOverrideBytes = 1 << 20;
inline constexpr std::size_t kLongestWord = 8;  // characters

class Pronunciation {
 public:
  Pronunciation() = default;
  // Fails with "line 12: what, and what to do"; the first fault only.
  static base::Result<Pronunciation> Parse(std::string_view table);
  static base::Result<Pronunciation> Load(const std::filesystem::path& file);

  std::u32string Apply(std::u32string_view words) const;
  std::size_t size() const { return words_.size(); }

 private:
  base::Result<base::Done> AddLine(std::string_view line);
  // The length of the longest word of the table at `at`; 0: none.
  std::size_t WordAt(std::u32string_view text, std::size_t at) const;
  std::u32string_view ToneOfOne(std::u32string_view text, std::size_t at) const;
  bool IsFalling(std::u32string_view text, std::size_t at) const;

  std::unordered_map<std::u32string, std::u32string> words_;
  std::unordered_set<char32_t> falling_;  // characters of the fourth tone
};

}  // namespace bianmin::speech
