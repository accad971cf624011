#pragma once
// Reads as much of an ONNX file (a protobuf message, see onnx.proto of ONNX 1.x) as a network for recognition needs:
// the nodes of the graph in their order, with attributes, and the trained numbers. Used by ocr_network. What is not
// understood is refused with a sentence; nothing in the file can make it read outside of it.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/input/ocr_tensor.h"

namespace bianmin::input {

struct OnnxAttribute {
  float number = 0;
  std::int64_t integer = 0;
  std::vector<std::int64_t> integers;
  Tensor tensor;
};

struct OnnxNode {
  std::string operation;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::map<std::string, OnnxAttribute> attributes;
};

struct OnnxGraph {
  std::vector<OnnxNode> nodes;
  std::map<std::string, Tensor> constants;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
};

inline constexpr std::size_t kMostOnnxBytes = 64'000'000;
inline constexpr std::size_t kMostOnnxNodes = 10'000;

// `name` stands in errors for the file.
base::Result<OnnxGraph> ParseOnnx(std::string_view bytes, const std::string& name);

}  // namespace bianmin::input
