#pragma once
// Reads the picture of a handwritten character with a recognition network of the PP-OCR family: draws the ink as black
// on white, runs the network, and sums up what its columns say (connectionist temporal classification). Used by
// Handwriting as its second reader. One thread.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/ink.h"
#include "kiosk/input/ocr_network.h"

namespace bianmin::input {

class OcrReader {
 public:
  // `model` is an ONNX file, `characters` the text file that belongs to it: one character a line, in the order of the
  // network's classes behind the first one, which means "nothing".
  static base::Result<OcrReader> Load(const std::filesystem::path& model, const std::filesystem::path& characters);

  // What the network can tell apart, in its order.
  const std::vector<std::string>& characters() const { return characters_; }

  // For each of characters() the probability that the ink is that character and nothing else. Empty when the network
  // fails on it, which Load has ruled out for every ink.
  std::vector<float> Probabilities(const Ink& ink);

 private:
  OcrReader(OcrNetwork network, std::vector<std::string> characters)
      : network_(std::move(network)), characters_(std::move(characters)) {}

  OcrNetwork network_;
  std::vector<std::string> characters_;
};

// The picture that the network sees: `ink` in a square of kOcrSide, 0 for paper to 1 for ink, row by row.
inline constexpr int kOcrSide = 48;
std::vector<float> PictureOf(const Ink& ink);

}  // namespace bianmin::input
