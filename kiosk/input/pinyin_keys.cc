#include "kiosk/input/pinyin_keys.h"

#include <libime/pinyin/pinyinencoder.h>

#include <algorithm>
#include <set>
#include <utility>

namespace bianmin::input {
namespace {

using libime::PinyinEncoder;
using libime::PinyinFinal;
using libime::PinyinInitial;

// Powers of ten, found with tests/bench/pinyin_eval: dearer, and southern speech is not understood; cheaper, and it
// crowds out what is spelt right.
constexpr float kFuzzyCost = -1.5F;    // for each of the sounds that are taken for another
constexpr float kTypoCost = -1.5F;     // "gn" for "ng"
constexpr float kBegunCost = -0.6F;    // the end is not typed yet
constexpr float kInitialCost = -0.3F;  // only the initial is typed

constexpr std::pair<std::string_view, std::string_view> kLikeInitials[] = {
    {"z", "zh"}, {"c", "ch"}, {"s", "sh"}, {"n", "l"}};
constexpr std::pair<std::string_view, std::string_view> kLikeFinals[] = {
    {"an", "ang"}, {"en", "eng"}, {"in", "ing"}, {"ian", "iang"}, {"uan", "uang"}};

struct Spelling {
  std::string text;
  float cost = 0;
};

template <std::size_t N>
std::vector<Spelling> Alike(const std::string& sound, const std::pair<std::string_view, std::string_view> (&pairs)[N]) {
  std::vector<Spelling> alike{{sound, 0}};
  for (const auto& [one, other] : pairs) {
    if (sound == one) alike.push_back({std::string(other), kFuzzyCost});
    if (sound == other) alike.push_back({std::string(one), kFuzzyCost});
  }
  return alike;
}

// The final of a syllable as typed: ü is v, or u where nothing else is meant.
std::vector<Spelling> Finals(const std::string& initial, PinyinFinal final) {
  const std::string spelt = PinyinEncoder::finalToString(final);
  std::vector<Spelling> finals = Alike(spelt, kLikeFinals);
  if (final == PinyinFinal::V) finals.push_back({"u", kFuzzyCost});
  if (final == PinyinFinal::VE) finals.push_back({"ue", 0});
  if (final == PinyinFinal::UE) finals.push_back({"ve", 0});
  const bool is_umlaut = std::string_view("jqxy").find(initial) != std::string_view::npos && !initial.empty();
  if (is_umlaut && spelt.starts_with('u')) finals.push_back({"v" + spelt.substr(1), 0});
  const std::size_t count = finals.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Spelling each = finals[i];
    if (each.text.ends_with("ng")) {
      finals.push_back({each.text.substr(0, each.text.size() - 2) + "gn", each.cost + kTypoCost});
    }
    if (each.text == "ong") finals.push_back({"on", each.cost + kTypoCost});
  }
  return finals;
}

std::string Digits(std::string_view letters) {
  constexpr std::string_view kDigits = "22233344455566677778889999";
  std::string digits;
  for (const char letter : letters) digits += kDigits[static_cast<std::size_t>(letter - 'a')];
  return digits;
}

bool IsTypable(std::string_view letters) {
  return !letters.empty() && std::all_of(letters.begin(), letters.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

void SyllableKeys::Add(Table& table, std::string keys, SyllableReading reading) {
  Readings& readings = table[std::move(keys)];
  const auto same = std::find_if(readings.begin(), readings.end(), [&](const SyllableReading& each) {
    return each.initial == reading.initial && each.final == reading.final;
  });
  if (same == readings.end()) {
    readings.push_back(reading);
  } else {
    same->cost = std::max(same->cost, reading.cost);
  }
}

void SyllableKeys::AddSyllable(char initial, char final, bool by_digits) {
  const std::string& first = PinyinEncoder::initialToString(static_cast<PinyinInitial>(initial));
  std::string letters = first + PinyinEncoder::finalToString(static_cast<PinyinFinal>(final));
  if (!IsTypable(letters)) return;
  const auto keys = [&](std::string_view text) { return by_digits ? Digits(text) : std::string(text); };
  if (by_digits) {
    Add(whole_, keys(letters), {initial, final, 0});
  } else {
    for (const Spelling& one : Alike(first, kLikeInitials)) {
      for (const Spelling& other : Finals(one.text, static_cast<PinyinFinal>(final))) {
        if (IsTypable(one.text + other.text)) {
          Add(whole_, one.text + other.text, {initial, final, one.cost + other.cost});
        }
      }
    }
  }
  for (std::size_t length = 1; length < letters.size(); ++length) {
    Add(begun_, keys(letters.substr(0, length)), {initial, final, kBegunCost});
  }
  // Whoever types initials types one letter for zh, ch and sh as well.
  for (std::size_t length = 1; length <= first.size() && length < letters.size(); ++length) {
    Add(initial_, keys(letters.substr(0, length)), {initial, final, kInitialCost});
  }
}

void SyllableKeys::Order() {
  for (Table* table : {&whole_, &begun_, &initial_}) {
    for (auto& [keys, readings] : *table) {
      std::sort(readings.begin(), readings.end(), [](const SyllableReading& a, const SyllableReading& b) {
        return std::pair(a.initial, a.final) < std::pair(b.initial, b.final);
      });
    }
  }
}

namespace {

template <class Take>
void ForEachSyllable(const Take& take) {
  for (char i = PinyinEncoder::firstInitial; i <= PinyinEncoder::lastInitial; ++i) {
    for (char f = PinyinEncoder::firstFinal; f <= PinyinEncoder::lastFinal; ++f) {
      // What has no vowel ("ng") is a sound and no word; alone it would make every "ng" a syllable.
      if (f == static_cast<char>(PinyinFinal::Zero) || f == static_cast<char>(PinyinFinal::NG)) continue;
      if (PinyinEncoder::isValidInitialFinal(static_cast<PinyinInitial>(i), static_cast<PinyinFinal>(f))) take(i, f);
    }
  }
}

}  // namespace

SyllableKeys SyllableKeys::OfLetters() {
  SyllableKeys keys;
  ForEachSyllable([&](char initial, char final) { keys.AddSyllable(initial, final, false); });
  keys.Order();
  return keys;
}

SyllableKeys SyllableKeys::OfNineKeys() {
  SyllableKeys keys;
  ForEachSyllable([&](char initial, char final) { keys.AddSyllable(initial, final, true); });
  keys.Order();
  return keys;
}

}  // namespace bianmin::input
