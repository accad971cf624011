#include "kiosk/input/pinyin.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "kiosk/input/pinyin_decoder.h"
#include "kiosk/input/pinyin_keys.h"
#include "kiosk/input/pinyin_words.h"

namespace bianmin::input {
namespace {

namespace fs = std::filesystem;

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

// What can be composed with, no more than is decoded, and where each of it stood in the input.
struct Typed {
  std::string text;
  std::vector<std::size_t> ends;
};

Typed Clean(std::string_view input, char first, char last) {
  Typed typed;
  std::size_t keys = 0;
  for (std::size_t i = 0; i < input.size(); ++i) {
    const char c = input[i];
    const bool is_key = c >= first && c <= last;
    const bool parts = c == '\'' && !typed.text.empty() && typed.text.back() != '\'';
    if (is_key && keys == kMostPinyinLetters) break;
    if (is_key || parts) {
      typed.text += c;
      typed.ends.push_back(i + 1);
    }
    keys += is_key ? 1 : 0;
  }
  return typed;
}

base::Error MissingFile(std::string_view what, const std::string& path, std::string_view package) {
  return {base::ErrorCode::NotFound, fmt::format("pinyin: {} is missing ({}); install it with: apt-get install {}",
                                                 what, path.empty() ? "looked for below /usr/lib" : path, package)};
}

}  // namespace

class Pinyin::Engine {
 public:
  explicit Engine(std::unique_ptr<PinyinWords> words)
      : words_(std::move(words)),
        letters_(*words_, SyllableKeys::OfLetters()),
        nine_keys_(*words_, SyllableKeys::OfNineKeys()) {}

  PinyinDecoder& Letters() { return letters_; }
  PinyinDecoder& NineKeys() { return nine_keys_; }

 private:
  std::unique_ptr<PinyinWords> words_;
  PinyinDecoder letters_;
  PinyinDecoder nine_keys_;
};

Pinyin::Pinyin(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Pinyin::~Pinyin() = default;

namespace {

// What cannot be read of the words of this field and of names, in one sentence; empty when all is there.
std::string LoadWordsOfThisField(PinyinWords& words, const std::string& domain) {
  std::string fault;
  const auto load = [&](PinyinWords::Kind kind, const fs::path& file) {
    try {
      words.LoadMore(kind, file.string());
    } catch (const std::exception& error) {
      fault += fmt::format("{}{} cannot be read ({})", fault.empty() ? "" : "; ", file.string(), error.what());
    }
  };
  if (domain.empty()) return {};
  load(PinyinWords::Field, domain);
  load(PinyinWords::Surnames, fs::path(domain).replace_filename("surnames.dict"));
  load(PinyinWords::GivenNames, fs::path(domain).replace_filename("given_names.dict"));
  if (fault.empty()) return {};
  return fmt::format("pinyin: {}; words of this field and names come up later; install the program again", fault);
}

std::vector<Candidate> Ask(PinyinDecoder& decoder, const Typed& typed, std::size_t most) {
  if (typed.text.empty()) return {};
  std::vector<Candidate> candidates = decoder.Candidates(typed.text, most);
  for (Candidate& each : candidates) each.length = typed.ends[each.length - 1];
  return candidates;
}

}  // namespace

base::Result<std::unique_ptr<Pinyin>> Pinyin::Load(const PinyinFiles& files) {
  std::error_code ignored;
  if (!fs::exists(files.dictionary, ignored)) return MissingFile("the dictionary", files.dictionary, "libime-data");
  const std::string model = files.language_model.empty() ? FindLanguageModel() : files.language_model;
  if (model.empty() || !fs::exists(model, ignored)) {
    return MissingFile("the language model", model, "libime-data-language-model");
  }
  try {
    auto words = std::make_unique<PinyinWords>(files.dictionary, model);
    std::string domain_fault = LoadWordsOfThisField(*words, files.domain);
    words->AddOwn(files.own_words);
    std::unique_ptr<Pinyin> pinyin(new Pinyin(std::make_unique<Engine>(std::move(words))));
    pinyin->domain_fault_ = std::move(domain_fault);
    return pinyin;
  } catch (const std::exception& fault) {
    return base::Error{base::ErrorCode::Corrupt, fmt::format("pinyin: {} or {} is broken ({}); install libime-data and "
                                                             "libime-data-language-model again",
                                                             files.dictionary, model, fault.what())};
  }
}

std::vector<Candidate> Pinyin::Candidates(std::string_view letters, std::size_t most) {
  return Ask(engine_->Letters(), Clean(letters, 'a', 'z'), most);
}

std::vector<Candidate> Pinyin::CandidatesOfNineKeys(std::string_view digits, std::size_t most) {
  return Ask(engine_->NineKeys(), Clean(digits, '2', '9'), most);
}

std::string Pinyin::Segmented(std::string_view letters) {
  const Typed typed = Clean(letters, 'a', 'z');
  return typed.text.empty() ? std::string{} : engine_->Letters().Segmented(typed.text);
}

void Pinyin::Forget() {
  engine_->Letters().Forget();
  engine_->NineKeys().Forget();
}

}  // namespace bianmin::input
