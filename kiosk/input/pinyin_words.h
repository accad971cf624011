#pragma once
// The words the pinyin decoder chooses from: libime's dictionary and language model, the words of this field, the
// institution's own, and the parts of names. Internal to kiosk/input; one thread. Nothing is learnt.

#include <libime/core/languagemodel.h>
#include <libime/core/lattice.h>
#include <libime/pinyin/pinyindictionary.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bianmin::input {

class PinyinWords {
 public:
  using Trie = libime::DATrie<float>;
  using Position = Trie::position_type;

  // The sub-dictionaries. Those of names hold parts, which the decoder joins.
  enum Kind : std::size_t { System, Field, Own, Surnames, GivenNames, kKinds };

  struct Listed {
    std::string text;
    libime::WordIndex index{};
    float score = 0;   // of the word alone: a power of ten, with its weight in it
    float weight = 0;  // of this reading among those of the word, at most 0
  };

  // This and LoadMore throw what libime throws when a file is missing or broken.
  PinyinWords(const std::string& dictionary, const std::string& language_model);
  // Field, Surnames or GivenNames. After a failure there are none of that kind.
  void LoadMore(Kind kind, const std::string& file);
  void AddOwn(const std::vector<std::string>& texts);

  [[nodiscard]] const Trie& Of(Kind kind) const { return *dictionary_->trie(kind); }
  [[nodiscard]] const libime::LanguageModel& Model() const { return *model_; }

  // The words that end at this place of the dictionary, appended to `words`; not more than `most` in it.
  void Append(Kind kind, Position position, std::size_t most, std::vector<Listed>& words) const;
  // The characters of one syllable of the system's dictionary, at its place there; the likeliest first.
  [[nodiscard]] const std::vector<Listed>& Singles(Position position) const;
  // `node`: the language model's view of `word`.
  [[nodiscard]] float ScoreAfter(const libime::State& before, Kind kind, const Listed& word,
                                 const libime::WordNode& node, libime::State& after) const;

 private:
  void ListSingles();

  std::unique_ptr<libime::PinyinDictionary> dictionary_;
  std::unique_ptr<libime::LanguageModel> model_;
  std::unordered_map<Position, std::vector<Listed>> singles_;
};

}  // namespace bianmin::input
