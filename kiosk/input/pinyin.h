#pragma once
// Pinyin to Chinese: libime's dictionary and language model, fuzzy pronunciation for everybody, a dictionary of this
// field and of names, and the words of the institution's own catalogue and addresses. Used by the typist
// (kiosk/app/typist.h). One thread. Nothing is learnt and nothing is written: what a resident typed is forgotten with
// Forget().
//
// Each call is given all that is composed so far; what is the same as in the last call is not decoded again, so that a
// key costs a millisecond.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace bianmin::input {

// Past so many letters or digits nothing more is composed: nobody types more without choosing, and a held key must not
// make the decoder slow.
inline constexpr std::size_t kMostPinyinLetters = 40;
// Of an institution's own words, past these the rest is left out.
inline constexpr std::size_t kMostOwnWords = 5000;
inline constexpr std::size_t kMostOwnWordCharacters = 12;

struct PinyinFiles {
  std::string dictionary = "/usr/share/libime/sc.dict";  // of the Debian package libime-data
  std::string language_model{};                          // zh_CN.lm; empty: where libime-data-language-model puts it
  // Words of this field, made by make-input-data; surnames.dict and given_names.dict lie beside it. Empty: none.
  std::string domain{};
  std::vector<std::string> own_words{};  // Chinese; of the configured catalogue and addresses
};

struct Candidate {
  std::string text;
  std::size_t length = 0;  // how many characters of the input it stands for, from its start
};

class Pinyin {
 public:
  // Fails when a file of libime is missing or broken, in a sentence that names the package. A domain dictionary that is
  // missing is no failure: DomainFault() says so.
  static base::Result<std::unique_ptr<Pinyin>> Load(const PinyinFiles& files);
  ~Pinyin();
  Pinyin(const Pinyin&) = delete;
  Pinyin& operator=(const Pinyin&) = delete;

  // For a–z and the apostrophe (分词), which parts syllables; anything else is passed over. Whole readings first, then
  // words and characters for the first syllables. At most `most`.
  std::vector<Candidate> Candidates(std::string_view letters, std::size_t most);
  // For the digits 2–9 of nine keys and the apostrophe.
  std::vector<Candidate> CandidatesOfNineKeys(std::string_view digits, std::size_t most);
  // The letters parted into syllables: "shui guan".
  std::string Segmented(std::string_view letters);
  void Forget();

  [[nodiscard]] const std::string& DomainFault() const { return domain_fault_; }

 private:
  class Engine;
  explicit Pinyin(std::unique_ptr<Engine> engine);

  std::unique_ptr<Engine> engine_;
  std::string domain_fault_;
};

}  // namespace bianmin::input
