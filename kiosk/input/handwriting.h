#pragma once
// Reads one handwritten character: Chinese, a digit or a capital. Two readers that err differently are combined: our
// own (ink_features.h and a model trained when the program is built), which sees how the finger moved, and, where its
// files are there, a recogniser of printed and written text (PP-OCRv4), which sees the picture. Used by the writing pad
// through kiosk/app. One thread. Nothing that was written is kept.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/ink.h"

namespace bianmin::input {

struct HandwritingFiles {
  std::string model;           // written by train-handwriting
  std::string ocr_model;       // the second reader, an ONNX file; empty: without it
  std::string ocr_characters;  // its characters, one a line
};

struct InkCandidate {
  std::string text;
  // Natural logarithm of how plausible it is beside the best candidate, which has 0.
  float score = 0;
};

class Handwriting {
 public:
  // Fails when the model is missing or broken, in a sentence for staff. A second reader that is missing or broken is no
  // failure: HasOcr() is false then, and OcrFault() says why.
  static base::Result<std::unique_ptr<Handwriting>> Load(const HandwritingFiles& files);

  virtual ~Handwriting() = default;

  // The best candidates first, at most `most`; none for ink without a point. Any ink: it is held to the limits of
  // ink.h.
  virtual std::vector<InkCandidate> Recognise(const Ink& ink, std::size_t most) = 0;

  [[nodiscard]] virtual bool HasOcr() const = 0;
  // Empty when the second reader is there or was not asked for.
  [[nodiscard]] virtual const std::string& OcrFault() const = 0;
};

}  // namespace bianmin::input
