// Measures the pinyin engine with anybody's phrases: how often the phrase comes first, among five and among ten, how
// long a key takes, and the memory it costs.
//
// usage: pinyin_eval FILE [--data DIR] [--nine] [--without-domain] [--misses]
//   FILE              lines "phrase TAB syllables", the syllables parted by blanks or apostrophes; they are typed
//                     without any mark between them
//   --data DIR        the folder with domain.dict and the names; default: the one built with the program
//   --nine            by nine keys
//   --without-domain  only libime's own dictionary
//   --misses          also prints each phrase that did not come first, and what did

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/input/pinyin.h"
#include "tests/bench/measure.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr std::size_t kShown = 10;

struct Options {
  std::string phrases;
  std::string data;
  bool by_nine_keys = false;
  bool without_domain = false;
  bool shows_misses = false;
};

struct Phrase {
  std::string text;
  std::string letters;
};

double Milliseconds(steady_clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

char DigitOf(char letter) {
  return std::string_view{"22233344455566677778889999"}[static_cast<std::size_t>(letter - 'a')];
}

// Throws with the line's number.
std::vector<Phrase> Read(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + " cannot be read");
  std::vector<Phrase> phrases;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    Phrase phrase{line.substr(0, tab), {}};
    if (tab != std::string::npos) {
      for (const char c : line.substr(tab + 1)) {
        if (c >= 'a' && c <= 'z') phrase.letters += c;
        const bool is_known = (c >= 'a' && c <= 'z') || c == ' ' || c == '\'';
        if (!is_known) phrase.letters.clear();
        if (!is_known) break;
      }
    }
    if (phrase.letters.empty() || !base::IsUtf8(phrase.text)) {
      throw std::runtime_error(path + ":" + std::to_string(number) + ": expected \"phrase TAB syllables of a-z\"");
    }
    phrases.push_back(std::move(phrase));
  }
  if (phrases.empty()) throw std::runtime_error(path + " holds no phrases");
  return phrases;
}

int Run(const Options& options) {
  const std::vector<Phrase> phrases = Read(options.phrases);
  input::PinyinFiles files;
  if (!options.without_domain) files.domain = (fs::path(options.data) / "domain.dict").string();
  const auto before = steady_clock::now();
  auto pinyin = input::Pinyin::Load(files);
  if (!pinyin) throw std::runtime_error(pinyin.error().message);
  const double load = Milliseconds(steady_clock::now() - before);
  if (!(*pinyin)->DomainFault().empty()) throw std::runtime_error((*pinyin)->DomainFault());
  std::size_t first = 0, in_five = 0, in_ten = 0;
  std::vector<double> keys;
  for (const Phrase& phrase : phrases) {
    std::string typed;
    std::vector<input::Candidate> candidates;
    for (const char letter : phrase.letters) {
      typed += options.by_nine_keys ? DigitOf(letter) : letter;
      const auto pressed = steady_clock::now();
      candidates =
          options.by_nine_keys ? (*pinyin)->CandidatesOfNineKeys(typed, kShown) : (*pinyin)->Candidates(typed, kShown);
      keys.push_back(Milliseconds(steady_clock::now() - pressed));
    }
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const input::Candidate& each) { return each.text == phrase.text; });
    const auto place = static_cast<std::size_t>(found - candidates.begin());
    if (found != candidates.end()) {
      first += place < 1;
      in_five += place < 5;
      in_ten += place < 10;
    }
    if (options.shows_misses && (found == candidates.end() || place > 0)) {
      std::printf("%s: %s, at %zu\n", phrase.text.c_str(),
                  candidates.empty() ? "nothing" : candidates.front().text.c_str(),
                  found == candidates.end() ? 0 : place + 1);
    }
    (*pinyin)->Forget();
  }
  std::sort(keys.begin(), keys.end());
  const std::size_t count = phrases.size();
  std::printf("%zu phrases: first %zu, in five %zu, in ten %zu\n", count, first, in_five, in_ten);
  std::printf("a key: p50 %.2f ms, p95 %.2f ms, max %.2f ms; loading %.0f ms; PSS %.0f MB\n", keys[keys.size() / 2],
              keys[keys.size() * 95 / 100], keys.back(), load, ProportionalMegabytes(getpid()));
  return 0;
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  bianmin::bench::Options options;
  options.data = (std::filesystem::read_symlink("/proc/self/exe").parent_path() / ".." / "share" / "input").string();
  CLI::App parser{"Measures the pinyin engine with phrases", "pinyin_eval"};
  parser.add_option("FILE", options.phrases)->required();
  parser.add_option("--data", options.data);
  parser.add_flag("--nine", options.by_nine_keys);
  parser.add_flag("--without-domain", options.without_domain);
  parser.add_flag("--misses", options.shows_misses);
  CLI11_PARSE(parser, argc, argv);
  try {
    return bianmin::bench::Run(options);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "pinyin_eval: %s\n", fault.what());
    return 1;
  }
}
