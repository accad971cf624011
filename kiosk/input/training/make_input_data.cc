// Makes what the pinyin and stroke engines load besides libime's own files, while the program is built:
//   make-input-data OUT_DIR STROKE_DICTIONARY NAMES PHRASES TEXT…
// OUT_DIR/domain.dict: the phrases of PHRASES, every Chinese word of the TEXTs (the shipped catalogue and addresses)
// and names of NAMES, as a dictionary of libime. OUT_DIR/strokes.txt: Rime's strokes, "hsp 字", the commonest character
// first.
//
// PHRASES holds words apart by white space; a word that is read otherwise than the dictionary would says so:
// 空调=kong'tiao. NAMES holds surnames, then after an empty line given names, in the same form. Lines that begin with #
// are comments.
#include <fmt/format.h>
#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyindictionary.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>

#include "kiosk/base/text.h"
#include "kiosk/input/word_readings.h"

namespace bianmin::input {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestWordOfATexts = 10;  // characters; longer ones are sentences, which nobody types as one

struct Word {
  std::string text;
  std::string pinyin;  // empty: as the dictionary reads it
};

std::string ReadWhole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + " cannot be read");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream parts{line};
    for (std::string part; parts >> part;) {
      const std::size_t equals = part.find('=');
      words.push_back({part.substr(0, equals), equals == std::string::npos ? "" : part.substr(equals + 1)});
    }
  }
  return words;
}

std::string Libime(const char* file) {
  for (const fs::directory_entry& folder : fs::directory_iterator("/usr/lib")) {
    if (fs::exists(folder.path() / "libime" / file)) return (folder.path() / "libime" / file).string();
  }
  throw std::runtime_error(std::string(file) + " is missing; install libime-data-language-model");
}

void WriteDomain(const fs::path& out, const fs::path& names_file, const fs::path& phrases_file,
                 const std::vector<fs::path>& texts) {
  std::vector<Word> words = WordsOf(ReadWhole(phrases_file));
  for (const fs::path& text : texts) {
    for (std::string& word : ChineseWordsIn(ReadWhole(text))) {
      if (base::CountCharacters(word) <= kLongestWordOfATexts) words.push_back({std::move(word), {}});
    }
  }
  const std::string names = ReadWhole(names_file);
  const std::size_t gap = names.find("\n\n");
  if (gap == std::string::npos)
    throw std::runtime_error(names_file.string() + " has no empty line behind the surnames");
  const std::vector<Word> surnames = WordsOf(names.substr(0, gap));
  const std::vector<Word> given = WordsOf(names.substr(gap));

  libime::PinyinDictionary dictionary;
  dictionary.load(libime::PinyinDictionary::SystemDict, "/usr/share/libime/sc.dict", libime::PinyinDictFormat::Binary);
  std::vector<std::string> unread;
  for (const auto* list : std::initializer_list<const std::vector<Word>*>{&words, &surnames, &given}) {
    for (const Word& word : *list) unread.push_back(word.text);
  }
  const WordReadings readings(dictionary, unread);
  const auto reading = [&](const Word& word) { return word.pinyin.empty() ? readings.Of(word.text) : word.pinyin; };
  std::set<std::string> added;
  const auto add = [&](const std::string& text, const std::string& pinyin) {
    if (pinyin.empty()) throw std::runtime_error("nobody knows how " + text + " is read; write " + text + "=pin'yin");
    if (added.insert(text + pinyin).second) dictionary.addWord(libime::PinyinDictionary::UserDict, pinyin, text);
  };
  for (const Word& word : words) add(word.text, reading(word));
  for (const Word& surname : surnames) {
    for (const Word& name : given) add(surname.text + name.text, reading(surname) + "'" + reading(name));
  }
  dictionary.save(libime::PinyinDictionary::UserDict, out.string().c_str(), libime::PinyinDictFormat::Binary);
  std::printf("%zu words and names\n", added.size());
}

void WriteStrokes(const fs::path& out, const fs::path& rime) {
  const libime::LanguageModel model(Libime("zh_CN.lm").c_str());
  struct Entry {
    float score;
    std::string character;
    std::string code;
  };
  std::vector<Entry> entries;
  std::istringstream lines{ReadWhole(rime)};
  bool is_table = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "...") is_table = true;
    const std::size_t tab = line.find('\t');
    if (!is_table || tab == std::string::npos || line.starts_with('#')) continue;
    const std::string character = line.substr(0, tab);
    const std::string code = line.substr(tab + 1, line.find_first_of("\t\r", tab + 1) - tab - 1);
    const bool is_one = base::IsUtf8(character) && base::CountCharacters(character) == 1;
    if (!is_one || code.empty() || code.find_first_not_of("hspnz") != std::string::npos) continue;
    entries.push_back({model.singleWordScore(character), character, code});
  }
  if (entries.empty()) throw std::runtime_error(rime.string() + " holds no strokes");
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(b.score, a.character, a.code) < std::tie(a.score, b.character, b.code);
  });
  std::ofstream to(out, std::ios::binary);
  for (const Entry& entry : entries) to << entry.code << ' ' << entry.character << '\n';
  to.close();
  if (!to) throw std::runtime_error(out.string() + " cannot be written");
  std::printf("%zu characters by strokes\n", entries.size());
}

}  // namespace
}  // namespace bianmin::input

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fprintf(stderr, "usage: make-input-data OUT_DIR STROKE_DICTIONARY NAMES PHRASES TEXT...\n");
    return 2;
  }
  try {
    const std::filesystem::path out = argv[1];
    std::filesystem::create_directories(out);
    bianmin::input::WriteStrokes(out / "strokes.txt", argv[2]);
    bianmin::input::WriteDomain(out / "domain.dict", argv[3], argv[4], {argv + 5, argv + argc});
    return 0;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "make-input-data: %s\n", fault.what());
    return 1;
  }
}
