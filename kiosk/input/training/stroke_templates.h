#pragma once
// The model characters that training starts from: the strokes' middle lines of the npm package hanzi-writer-data, one
// JSON file a character, and our own digits and capitals, one character a line in the format of tests/bench/ink_eval.
// Used by the trainer only.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/ink.h"

namespace bianmin::input::training {

inline constexpr float kTemplateSide = 1024;  // templates lie in a square of this side

struct StrokeTemplate {
  std::string character;
  Ink ink;
};

// Sorted by character, so that the order of a folder's files does not matter.
base::Result<std::vector<StrokeTemplate>> ReadHanziWriterFolder(const std::filesystem::path& folder);

// `side` is the side of the square that the file's points lie in.
base::Result<std::vector<StrokeTemplate>> ReadTemplateFile(const std::filesystem::path& path, float side);

}  // namespace bianmin::input::training
