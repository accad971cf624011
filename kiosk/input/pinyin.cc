#include "kiosk/input/pinyin.h"

#include <fmt/format.h>
#include <libime/core/lattice.h>
#include <libime/core/userlanguagemodel.h>
#include <libime/pinyin/pinyincontext.h>
#include <libime/pinyin/pinyindictionary.h>
#include <libime/pinyin/pinyinime.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "kiosk/base/text.h"
#include "kiosk/input/nine_keys.h"
#include "kiosk/input/word_readings.h"

namespace bianmin::input {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadings = 5;  // whole sentences offered
constexpr std::size_t kBeamSize = 20;
constexpr std::size_t kFrameSize = 40;
constexpr float kScoreFilter = 1.0F;
constexpr std::size_t kOwnDictionary = 2;  // behind the system's and this field's

// Debian puts it into the multiarch folder.
std::string FindLanguageModel() {
  std::error_code ignored;
  for (const fs::directory_entry& folder : fs::directory_iterator("/usr/lib", ignored)) {
    const fs::path model = folder.path() / "libime" / "zh_CN.lm";
    if (fs::exists(model, ignored)) return model.string();
  }
  const fs::path plain = "/usr/lib/libime/zh_CN.lm";
  return fs::exists(plain, ignored) ? plain.string() : std::string{};
}

libime::PinyinFuzzyFlags EverybodysPronunciation() {
  using Flag = libime::PinyinFuzzyFlag;
  libime::PinyinFuzzyFlags flags = Flag::Inner;
  for (const Flag flag : {Flag::CommonTypo, Flag::V_U, Flag::AN_ANG, Flag::EN_ENG, Flag::IN_ING, Flag::IAN_IANG,
                          Flag::UAN_UANG, Flag::C_CH, Flag::L_N, Flag::S_SH, Flag::Z_ZH}) {
    flags |= flag;
  }
  return flags;
}

// Only what can be composed with, and no more than is decoded.
std::string Clean(std::string_view input, char first, char last) {
  std::string clean;
  for (const char c : input) {
    if (clean.size() == kMostPinyinLetters) break;
    if ((c >= first && c <= last) || (c == '\'' && !clean.empty() && clean.back() != '\'')) clean += c;
  }
  return clean;
}

base::Error MissingFile(std::string_view what, const std::string& path, std::string_view package) {
  return {base::ErrorCode::NotFound, fmt::format("pinyin: {} is missing ({}); install it with: apt-get install {}",
                                                 what, path.empty() ? "looked for below /usr/lib" : path, package)};
}

}  // namespace

class Pinyin::Engine {
 public:
  Engine(std::unique_ptr<libime::PinyinDictionary> dictionary, std::unique_ptr<libime::UserLanguageModel> model)
      : ime_(std::move(dictionary), std::move(model)) {
    ime_.setFuzzyFlags(EverybodysPronunciation());
    ime_.setNBest(kReadings);
    ime_.setBeamSize(kBeamSize);
    ime_.setFrameSize(kFrameSize);
    ime_.setPartialLongWordLimit(4);
    ime_.setScoreFilter(kScoreFilter);
    Forget();
  }

  // The context as if exactly these letters had been typed.
  libime::PinyinContext& After(const std::string& letters) {
    const std::string typed = context_->userInput();
    const auto [there, here] = std::mismatch(typed.begin(), typed.end(), letters.begin(), letters.end());
    const auto common = static_cast<std::size_t>(there - typed.begin());
    if (common < typed.size()) context_->erase(common, typed.size());
    for (const char letter : letters.substr(common)) context_->type(std::string_view(&letter, 1));
    return *context_;
  }

  [[nodiscard]] const NineKeys& Nine() {
    if (!nine_) nine_ = std::make_unique<NineKeys>(*ime_.dict(), *ime_.model());
    return *nine_;
  }

  void Forget() {
    context_ = std::make_unique<libime::PinyinContext>(&ime_);
    context_->setMaxSentenceLength(static_cast<int>(kMostPinyinLetters));
  }

 private:
  libime::PinyinIME ime_;
  std::unique_ptr<libime::PinyinContext> context_;
  std::unique_ptr<NineKeys> nine_;
};

Pinyin::Pinyin(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Pinyin::~Pinyin() = default;

namespace {

void AddOwnWords(libime::PinyinDictionary& dictionary, const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& text : texts) {
    for (std::string& word : ChineseWordsIn(text)) {
      const bool fits = base::CountCharacters(word) <= kMostOwnWordCharacters;
      if (fits && words.size() < kMostOwnWords) words.push_back(std::move(word));
    }
  }
  if (words.empty()) return;
  const WordReadings readings(dictionary, words);
  dictionary.addEmptyDict();
  for (const std::string& word : words) {
    const std::string pinyin = readings.Of(word);
    if (!pinyin.empty()) dictionary.addWord(kOwnDictionary, pinyin, word);
  }
}

}  // namespace

base::Result<std::unique_ptr<Pinyin>> Pinyin::Load(const PinyinFiles& files) {
  std::error_code ignored;
  if (!fs::exists(files.dictionary, ignored)) return MissingFile("the dictionary", files.dictionary, "libime-data");
  const std::string model = files.language_model.empty() ? FindLanguageModel() : files.language_model;
  if (model.empty() || !fs::exists(model, ignored)) {
    return MissingFile("the language model", model, "libime-data-language-model");
  }
  std::string domain_fault;
  try {
    auto dictionary = std::make_unique<libime::PinyinDictionary>();
    dictionary->load(libime::PinyinDictionary::SystemDict, files.dictionary.c_str(), libime::PinyinDictFormat::Binary);
    if (!files.domain.empty()) {
      try {
        dictionary->load(libime::PinyinDictionary::UserDict, files.domain.c_str(), libime::PinyinDictFormat::Binary);
      } catch (const std::exception& fault) {
        dictionary->clear(libime::PinyinDictionary::UserDict);
        domain_fault = fmt::format("pinyin: {} cannot be read ({}); words of this field and names come up later",
                                   files.domain, fault.what());
      }
    }
    AddOwnWords(*dictionary, files.own_words);
    auto engine =
        std::make_unique<Engine>(std::move(dictionary), std::make_unique<libime::UserLanguageModel>(model.c_str()));
    std::unique_ptr<Pinyin> pinyin(new Pinyin(std::move(engine)));
    pinyin->domain_fault_ = std::move(domain_fault);
    return pinyin;
  } catch (const std::exception& fault) {
    return base::Error{base::ErrorCode::Corrupt, fmt::format("pinyin: {} or {} is broken ({}); install libime-data and "
                                                             "libime-data-language-model again",
                                                             files.dictionary, model, fault.what())};
  }
}

std::vector<Candidate> Pinyin::Candidates(std::string_view letters, std::size_t most) {
  const std::string clean = Clean(letters, 'a', 'z');
  std::vector<Candidate> candidates;
  if (clean.empty()) return candidates;
  std::set<std::string> seen;
  for (const libime::SentenceResult& each : engine_->After(clean).candidates()) {
    if (candidates.size() == most) break;
    std::string text = each.toString();
    if (each.sentence().empty() || !seen.insert(text).second) continue;
    candidates.push_back({std::move(text), each.sentence().back()->to()->index()});
  }
  return candidates;
}

std::vector<Candidate> Pinyin::CandidatesOfNineKeys(std::string_view digits, std::size_t most) {
  const std::string clean = Clean(digits, '2', '9');
  return clean.empty() ? std::vector<Candidate>{} : engine_->Nine().Candidates(clean, most);
}

std::string Pinyin::Segmented(std::string_view letters) {
  const std::string clean = Clean(letters, 'a', 'z');
  return clean.empty() ? std::string{} : engine_->After(clean).preedit(libime::PinyinPreeditMode::Pinyin);
}

void Pinyin::Forget() { engine_->Forget(); }

}  // namespace bianmin::input
