#pragma once
// The values that flow through the network of ocr_network.h: an array of any number of axes, the last one contiguous,
// of numbers or of whole numbers (shapes and indices).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace bianmin::input {

using Shape = std::vector<std::int64_t>;

// Of one tensor: far above what a line of text needs, far below what would hurt.
inline constexpr std::int64_t kMostTensorElements = 8'000'000;

// The number of elements, or -1 for a shape that is impossible or past kMostTensorElements.
inline std::int64_t ElementsOf(const Shape& shape) {
  std::int64_t elements = 1;
  for (const std::int64_t length : shape) {
    if (length < 0 || length > kMostTensorElements) return -1;
    elements *= length;
    if (elements > kMostTensorElements) return -1;
  }
  return elements;
}

struct Tensor {
  Shape shape;
  std::vector<float> values;           // empty when it holds whole numbers
  std::vector<std::int64_t> integers;  // empty when it does not
  bool is_integer = false;

  static Tensor Zeros(Shape shape) {
    Tensor tensor{.shape = std::move(shape), .values = {}, .integers = {}};
    tensor.values.resize(static_cast<std::size_t>(ElementsOf(tensor.shape)));
    return tensor;
  }
  std::size_t axes() const { return shape.size(); }
};

}  // namespace bianmin::input
