#pragma once
// What a resident is composing on the text-entry sheet and has not chosen yet: letters, strokes or ink, and what the
// input engines make of it. Part of the entries of a draft; wiped with them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/sheet.h"

namespace bianmin::screens {

// Past these, nothing more is taken: a key that is held down, a sleeve on the pad.
inline constexpr std::size_t kMostComposedLetters = 40;
inline constexpr std::size_t kMostInkStrokes = 64;

struct Candidate {
  std::string text;
  std::size_t length = 0;  // how many of the composed letters it stands for; the rest stays
};

// What the engine of a way says of itself.
enum class EngineState { Loading, Ready, Missing };

struct Composition {
  ui::EntryWay way = ui::EntryWay::Ink;
  bool has_nine_keys = false;
  std::string letters;  // pinyin, digits of nine keys, or strokes
  std::vector<ui::PenStroke> ink;
  // From the engines; they answer `question`, answers to older ones are not shown.
  std::string shown_letters;
  std::vector<Candidate> candidates;
  EngineState engine = EngineState::Loading;
  std::uint64_t question = 0;
  bool shows_all = false;

  [[nodiscard]] bool IsEmpty() const { return letters.empty() && ink.empty(); }
  // The way, the keys and the engine's state stay.
  void Clear();
};

}  // namespace bianmin::screens
