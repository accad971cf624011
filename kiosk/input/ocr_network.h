#pragma once
// Runs a trained recognition network from an ONNX file on the processor, with the operators of ocr_operators.h and
// nothing else: Debian 12 has no ONNX runtime. Loaded once, run for one image at a time. One thread.

#include <filesystem>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/input/ocr_operators.h"

namespace bianmin::input {

class OcrNetwork {
 public:
  static base::Result<OcrNetwork> Load(const std::filesystem::path& path);
  // `name` stands in errors for the file.
  static base::Result<OcrNetwork> Parse(std::string_view bytes, const std::string& name);

  // The network's only output for its only input. Fails when a node's operands do not fit together.
  base::Result<Tensor> Run(Tensor input);

 private:
  struct Step {
    OnnxNode node;
    Operator act = nullptr;
    std::vector<std::size_t> operands;  // places in slots_
    std::vector<bool> is_last_use;
    std::size_t result = 0;
  };

  std::string name_;
  std::vector<Step> steps_;
  std::vector<Tensor> slots_;  // every value by number; constants hold theirs always
  std::size_t input_ = 0;
  std::size_t output_ = 0;
};

}  // namespace bianmin::input
