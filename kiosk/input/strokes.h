#pragma once
// Five strokes: 横 h, 竖 s, 撇 p, 点 n, 折 z, and * for a stroke one is not sure of, to Chinese characters, the
// commonest first. The table is made when the program is built (training/make_input_data.cc) from Rime's stroke
// dictionary, in the order of the language model. One thread; nothing is kept of what was typed.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/pinyin.h"

namespace bianmin::input {

inline constexpr std::size_t kMostStrokeLetters = 40;

struct StrokeFiles {
  std::string table;
};

class Strokes {
 public:
  static base::Result<std::unique_ptr<Strokes>> Load(const StrokeFiles& files);

  // Characters that are written with exactly these strokes, then those that begin with them; each in the order of use.
  [[nodiscard]] std::vector<Candidate> Candidates(std::string_view strokes, std::size_t most) const;

 private:
  struct Entry {
    std::string code;
    std::string character;
  };
  std::vector<Entry> entries_;  // the commonest first
};

}  // namespace bianmin::input
