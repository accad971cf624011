#pragma once
// Which syllables a stretch of keys may stand for, by letters or by nine keys: as spelt, as a southerner says them, as
// they are often mistyped, begun, or by the initial alone. Internal to kiosk/input. Immutable once made.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bianmin::input {

// One syllable as libime encodes it, and what it costs to read the keys so: a power of ten, at most 0.
struct SyllableReading {
  char initial = 0;
  char final = 0;
  float cost = 0;
};

class SyllableKeys {
 public:
  using Readings = std::vector<SyllableReading>;  // of one initial side by side

  static constexpr std::size_t kMostKeys = 6;         // "zhuang"
  static constexpr std::size_t kMostInitialKeys = 2;  // "zh"

  static SyllableKeys OfLetters();
  static SyllableKeys OfNineKeys();

  // Null where there is none.
  [[nodiscard]] const Readings* Whole(std::string_view keys) const { return Find(whole_, keys); }
  // Syllables of which the keys are the beginning, but not all.
  [[nodiscard]] const Readings* Begun(std::string_view keys) const { return Find(begun_, keys); }
  // Syllables whose initial stands for them, as in "sgls" for 水管漏水.
  [[nodiscard]] const Readings* Initial(std::string_view keys) const { return Find(initial_, keys); }

 private:
  using Table = std::map<std::string, Readings, std::less<>>;

  static const Readings* Find(const Table& table, std::string_view keys) {
    const auto found = table.find(keys);
    return found == table.end() ? nullptr : &found->second;
  }
  static void Add(Table& table, std::string keys, SyllableReading reading);
  void AddSyllable(char initial, char final, bool by_digits);
  void Order();

  Table whole_;
  Table begun_;
  Table initial_;
};

}  // namespace bianmin::input
