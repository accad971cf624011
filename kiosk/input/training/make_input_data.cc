// Makes what the pinyin and stroke engines load besides libime's own files, while the program is built:
//   make-input-data OUT_DIR STROKE_DICTIONARY NAMES PHRASES TEXT…
// OUT_DIR/domain.dict: the phrases of PHRASES and every Chinese word of the TEXTs (the shipped catalogue and
// addresses), as a dictionary of libime. OUT_DIR/surnames.dict and given_names.dict: what names are made of and how
// frequent it is, from NAMES. OUT_DIR/strokes.txt: Rime's strokes, "hsp 字", the commonest character first.
//
// PHRASES holds words apart by white space; a word that is read otherwise than the dictionary would says so:
// 空调=kong'tiao. NAMES holds, in the same form and apart by empty lines, surnames (the most frequent first), given
// names, and characters of which any two may be a given name. Lines that begin with # are comments.
#include <fmt/format.h>
#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyindictionary.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>

#include "kiosk/base/text.h"
#include "kiosk/input/word_readings.h"

namespace bianmin::input {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDictionary = "/usr/share/libime/sc.dict";
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

void WriteDomain(const fs::path& out, const fs::path& phrases_file, const std::vector<fs::path>& texts) {
  std::vector<Word> words = WordsOf(ReadWhole(phrases_file));
  for (const fs::path& text : texts) {
    for (std::string& word : ChineseWordsIn(ReadWhole(text))) {
      if (base::CountCharacters(word) <= kLongestWordOfATexts) words.push_back({std::move(word), {}});
    }
  }
  libime::PinyinDictionary dictionary;
  dictionary.load(libime::PinyinDictionary::SystemDict, kDictionary, libime::PinyinDictFormat::Binary);
  std::vector<std::string> unread;
  for (const Word& word : words) unread.push_back(word.text);
  const WordReadings readings(dictionary, unread);
  const auto reading = [&](const Word& word) { return word.pinyin.empty() ? readings.Of(word.text) : word.pinyin; };
  std::set<std::string> added;
  const auto add = [&](const std::string& text, const std::string& pinyin) {
    if (pinyin.empty()) throw std::runtime_error("nobody knows how " + text + " is read; write " + text + "=pin'yin");
    if (added.insert(text + pinyin).second) dictionary.addWord(libime::PinyinDictionary::UserDict, pinyin, text);
  };
  for (const Word& word : words) add(word.text, reading(word));
  dictionary.save(libime::PinyinDictionary::UserDict, out.string().c_str(), libime::PinyinDictFormat::Binary);
  std::printf("%zu words and phrases\n", added.size());
}

// How often residents are called so is nobody's secret but in no file that we may use: the order of the surnames, and
// equal shares among the listed given names, the single characters and the pairs, are near enough to rank them.
constexpr double kRankOfCommonest = 5;  // the n-th surname's share goes with 1 / (n + this)
constexpr double kShareOfListed = 0.45, kShareOfSingle = 0.1, kShareOfPairs = 0.45;

// The blocks of NAMES, without comments.
std::vector<std::vector<Word>> Blocks(const std::string& text) {
  std::vector<std::vector<Word>> blocks;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    blocks.push_back(WordsOf(text.substr(begin, end - begin)));
    begin = end + 2;
  }
  return blocks;
}

void WriteNames(const fs::path& out, const fs::path& names_file) {
  const std::vector<std::vector<Word>> blocks = Blocks(ReadWhole(names_file));
  if (blocks.size() != 3) {
    throw std::runtime_error(names_file.string() +
                             " must hold surnames, given names and characters, apart by empty lines");
  }
  libime::PinyinDictionary dictionary;
  dictionary.load(libime::PinyinDictionary::SystemDict, kDictionary, libime::PinyinDictFormat::Binary);
  std::vector<std::string> unread;
  for (const auto& block : blocks) {
    for (const Word& word : block) unread.push_back(word.text);
  }
  const WordReadings readings(dictionary, unread);
  std::map<std::pair<std::string, std::string>, double> shares[2];
  const auto add = [&](int kind, const std::string& text, const std::string& pinyin, double share) {
    if (pinyin.empty()) throw std::runtime_error("nobody knows how " + text + " is read; write " + text + "=pin'yin");
    shares[kind][{text, pinyin}] += share;
  };
  const auto reading = [&](const Word& word) { return word.pinyin.empty() ? readings.Of(word.text) : word.pinyin; };
  double all = 0;
  for (std::size_t i = 0; i < blocks[0].size(); ++i) all += 1 / (static_cast<double>(i) + kRankOfCommonest);
  for (std::size_t i = 0; i < blocks[0].size(); ++i) {
    add(0, blocks[0][i].text, reading(blocks[0][i]), 1 / (static_cast<double>(i) + kRankOfCommonest) / all);
  }
  const auto listed = static_cast<double>(blocks[1].size());
  for (const Word& word : blocks[1]) add(1, word.text, reading(word), kShareOfListed / listed);
  const auto characters = static_cast<double>(blocks[2].size());
  for (const Word& one : blocks[2]) {
    add(1, one.text, reading(one), kShareOfSingle / characters);
    for (const Word& other : blocks[2]) {
      add(1, one.text + other.text, reading(one) + "'" + reading(other), kShareOfPairs / characters / characters);
    }
  }
  for (const int kind : {0, 1}) {
    dictionary.clear(libime::PinyinDictionary::UserDict);
    for (const auto& [name, share] : shares[kind]) {
      dictionary.addWord(libime::PinyinDictionary::UserDict, name.second, name.first,
                         static_cast<float>(std::log10(share)));
    }
    const fs::path file = out / (kind == 0 ? "surnames.dict" : "given_names.dict");
    dictionary.save(libime::PinyinDictionary::UserDict, file.string().c_str(), libime::PinyinDictFormat::Binary);
  }
  std::printf("%zu surnames, %zu given names\n", shares[0].size(), shares[1].size());
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
    bianmin::input::WriteNames(out, argv[3]);
    bianmin::input::WriteDomain(out / "domain.dict", argv[4], {argv + 5, argv + argc});
    return 0;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "make-input-data: %s\n", fault.what());
    return 1;
  }
}
