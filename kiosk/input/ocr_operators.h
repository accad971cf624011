#pragma once
// The operators of ONNX (https://onnx.ai/onnx/operators, opset 9) that recognition networks of the PP-OCR family are
// made of, in single precision, batch by batch of one. Used by ocr_network. An operator answers nothing when its
// operands do not fit together; then the file is no network we can run.

#include <optional>
#include <string>

#include "kiosk/input/onnx_file.h"

namespace bianmin::input {

// What a node is applied to. Values that nobody needs any more can be taken and changed in place.
class Operands {
 public:
  struct One {
    Tensor* tensor = nullptr;
    bool is_last_use = false;
  };
  explicit Operands(std::vector<One> all) : all_(std::move(all)) {}

  std::size_t size() const { return all_.size(); }
  // An operand that is not there is an empty tensor.
  const Tensor& At(std::size_t i) const;
  // Its values as one's own: moved at the last use, copied before.
  Tensor Take(std::size_t i);

 private:
  std::vector<One> all_;
};

using Operator = std::optional<Tensor> (*)(Operands& operands, const OnnxNode& node);

// Null when we do not have it.
Operator FindOperator(const std::string& name);

// An attribute's value, or `otherwise` when the node has none of that name.
std::int64_t IntegerOf(const OnnxNode& node, const std::string& name, std::int64_t otherwise);
float NumberOf(const OnnxNode& node, const std::string& name, float otherwise);
std::vector<std::int64_t> IntegersOf(const OnnxNode& node, const std::string& name,
                                     const std::vector<std::int64_t>& otherwise);

// In files of their own: they are most of the work.
std::optional<Tensor> Convolve(Operands& operands, const OnnxNode& node);  // ocr_convolution.cc
std::optional<Tensor> MultiplyMatrices(Operands& operands, const OnnxNode& node);
std::optional<Tensor> AveragePool(Operands& operands, const OnnxNode& node);
std::optional<Tensor> GlobalAveragePool(Operands& operands, const OnnxNode& node);
std::optional<Tensor> NormaliseBatch(Operands& operands, const OnnxNode& node);
std::optional<Tensor> ShapeOf(Operands& operands, const OnnxNode& node);  // ocr_shapes.cc
std::optional<Tensor> Cast(Operands& operands, const OnnxNode& node);
std::optional<Tensor> Slice(Operands& operands, const OnnxNode& node);
std::optional<Tensor> Concatenate(Operands& operands, const OnnxNode& node);
std::optional<Tensor> Reshape(Operands& operands, const OnnxNode& node);
std::optional<Tensor> Transpose(Operands& operands, const OnnxNode& node);
std::optional<Tensor> Squeeze(Operands& operands, const OnnxNode& node);

}  // namespace bianmin::input
