#pragma once
// What the trainer learnt, as one file: which characters there are, how rare each is, the projection from ink features
// to a space in which writers differ equally in all directions (linear discriminant analysis), and the mean of each
// model character there. Written by the trainer, read by the recogniser. A file that is cut short, changed or of
// another version is refused: it ends in the SHA-256 of all before it.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/ink_features.h"

namespace bianmin::input {

inline constexpr std::size_t kMostModelBytes = 64'000'000;
inline constexpr std::size_t kMostModelCharacters = 65'535;
inline constexpr std::size_t kMostModelDimensions = kInkFeatures;

struct HandwritingModel {
  std::vector<std::string> characters;
  std::vector<float> rarity;              // one a character: minus the natural logarithm of its frequency
  std::size_t dimensions = 0;             // of the discriminant space
  std::vector<float> centre;              // kInkFeatures: the mean of all writing
  std::vector<float> projection;          // dimensions rows of kInkFeatures
  std::vector<float> means;               // one row of `dimensions` for each model character
  std::vector<std::uint16_t> belongs_to;  // whose mean each row is, an index into `characters`

  static base::Result<HandwritingModel> Load(const std::filesystem::path& path);
  // `name` stands in errors for the file.
  static base::Result<HandwritingModel> Parse(std::string_view bytes, const std::string& name);
  std::string Serialised() const;

  // The squared distance of `features` from the nearest mean of each character, less a term that all have in common.
  std::vector<float> Distances(const InkFeatures& features) const;
};

}  // namespace bianmin::input
