#include "kiosk/input/ocr_operators.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace bianmin::input {
namespace {

// How far `small` moves when `large` moves one along each axis; nothing when it cannot be spread over `large`.
std::optional<Shape> SpreadSteps(const Shape& small, const Shape& large) {
  if (small.size() > large.size()) return std::nullopt;
  Shape steps(large.size(), 0);
  const std::size_t ahead = large.size() - small.size();
  std::int64_t step = 1;
  for (std::size_t i = small.size(); i-- > 0;) {
    if (small[i] != 1 && small[i] != large[i + ahead]) return std::nullopt;
    steps[i + ahead] = small[i] == 1 ? 0 : step;
    step *= small[i];
  }
  return steps;
}

// large[i] = act(large[i], small spread over it), in place.
template <class Act>
void Spread(Tensor& large, const Tensor& small, const Shape& steps, Act act) {
  if (large.values.empty()) return;
  const std::size_t axes = large.axes();
  const auto run = static_cast<std::size_t>(axes == 0 ? 1 : large.shape.back());
  const std::int64_t inner_step = axes == 0 ? 0 : steps.back();
  Shape index(axes, 0);
  std::int64_t from = 0;
  for (std::size_t begin = 0; begin < large.values.size(); begin += run) {
    float* values = large.values.data() + begin;
    const float* other = small.values.data() + from;
    if (inner_step == 0) {
      for (std::size_t i = 0; i < run; ++i) values[i] = act(values[i], other[0]);
    } else {
      for (std::size_t i = 0; i < run; ++i) values[i] = act(values[i], other[i]);
    }
    for (std::size_t axis = axes < 2 ? 0 : axes - 1; axis-- > 0;) {
      from += steps[axis];
      if (++index[axis] < large.shape[axis]) break;
      from -= steps[axis] * large.shape[axis];
      index[axis] = 0;
    }
  }
}

template <class Act>
std::optional<Tensor> Both(Operands& operands, Act act) {
  const Tensor& left = operands.At(0);
  const Tensor& right = operands.At(1);
  if (left.is_integer || right.is_integer || left.values.empty() || right.values.empty()) return std::nullopt;
  if (const auto steps = SpreadSteps(right.shape, left.shape)) {
    Tensor result = operands.Take(0);
    Spread(result, right, *steps, act);
    return result;
  }
  if (const auto steps = SpreadSteps(left.shape, right.shape)) {
    Tensor result = operands.Take(1);
    Spread(result, left, *steps, [&act](float a, float b) { return act(b, a); });
    return result;
  }
  return std::nullopt;
}

template <class Act>
std::optional<Tensor> Each(Operands& operands, Act act) {
  if (operands.At(0).is_integer) return std::nullopt;
  Tensor result = operands.Take(0);
  for (float& value : result.values) value = act(value);
  return result;
}

std::optional<Tensor> Add(Operands& operands, const OnnxNode&) {
  return Both(operands, [](float a, float b) { return a + b; });
}
std::optional<Tensor> Subtract(Operands& operands, const OnnxNode&) {
  return Both(operands, [](float a, float b) { return a - b; });
}
std::optional<Tensor> Times(Operands& operands, const OnnxNode&) {
  return Both(operands, [](float a, float b) { return a * b; });
}
std::optional<Tensor> Divide(Operands& operands, const OnnxNode&) {
  return Both(operands, [](float a, float b) { return a / b; });
}
std::optional<Tensor> Power(Operands& operands, const OnnxNode&) {
  return Both(operands, [](float a, float b) { return b == 2 ? a * a : std::pow(a, b); });
}
std::optional<Tensor> SquareRoot(Operands& operands, const OnnxNode&) {
  return Each(operands, [](float value) { return std::sqrt(value); });
}
std::optional<Tensor> Rectify(Operands& operands, const OnnxNode&) {
  return Each(operands, [](float value) { return std::max(value, 0.0F); });
}
std::optional<Tensor> Sigmoid(Operands& operands, const OnnxNode&) {
  return Each(operands, [](float value) { return 1 / (1 + std::exp(-value)); });
}
std::optional<Tensor> HardSigmoid(Operands& operands, const OnnxNode& node) {
  const float slope = NumberOf(node, "alpha", 0.2F);
  const float middle = NumberOf(node, "beta", 0.5F);
  return Each(operands, [=](float value) { return std::min(std::max(slope * value + middle, 0.0F), 1.0F); });
}
std::optional<Tensor> Clip(Operands& operands, const OnnxNode& node) {
  const float low = NumberOf(node, "min", std::numeric_limits<float>::lowest());
  const float high = NumberOf(node, "max", std::numeric_limits<float>::max());
  return Each(operands, [=](float value) { return std::min(std::max(value, low), high); });
}

bool IsLastAxis(std::int64_t axis, const Tensor& tensor) {
  return tensor.axes() > 0 && (axis == -1 || axis == static_cast<std::int64_t>(tensor.axes()) - 1);
}

std::optional<Tensor> Softmax(Operands& operands, const OnnxNode& node) {
  if (operands.At(0).is_integer || !IsLastAxis(IntegerOf(node, "axis", 1), operands.At(0))) return std::nullopt;
  Tensor result = operands.Take(0);
  const auto run = static_cast<std::size_t>(result.shape.back());
  for (std::size_t begin = 0; run > 0 && begin < result.values.size(); begin += run) {
    float* values = result.values.data() + begin;
    const float most = *std::max_element(values, values + run);
    float sum = 0;
    for (std::size_t i = 0; i < run; ++i) sum += values[i] = std::exp(values[i] - most);
    for (std::size_t i = 0; i < run; ++i) values[i] /= sum;
  }
  return result;
}

std::optional<Tensor> MeanOfLastAxis(Operands& operands, const OnnxNode& node) {
  const Tensor& tensor = operands.At(0);
  const auto axes = IntegersOf(node, "axes", {});
  if (tensor.is_integer || axes.size() != 1 || !IsLastAxis(axes[0], tensor) || IntegerOf(node, "keepdims", 1) != 1 ||
      tensor.values.empty()) {
    return std::nullopt;
  }
  Shape shape = tensor.shape;
  const auto run = static_cast<std::size_t>(shape.back());
  shape.back() = 1;
  Tensor result = Tensor::Zeros(std::move(shape));
  for (std::size_t i = 0; i < result.values.size(); ++i) {
    float sum = 0;
    for (std::size_t j = 0; j < run; ++j) sum += tensor.values[i * run + j];
    result.values[i] = sum / static_cast<float>(run);
  }
  return result;
}

}  // namespace

const Tensor& Operands::At(std::size_t i) const {
  static const Tensor kMissing;
  return i < all_.size() ? *all_[i].tensor : kMissing;
}

Tensor Operands::Take(std::size_t i) {
  if (i >= all_.size()) return {};
  return all_[i].is_last_use ? std::move(*all_[i].tensor) : *all_[i].tensor;
}

std::int64_t IntegerOf(const OnnxNode& node, const std::string& name, std::int64_t otherwise) {
  const auto found = node.attributes.find(name);
  return found == node.attributes.end() ? otherwise : found->second.integer;
}

float NumberOf(const OnnxNode& node, const std::string& name, float otherwise) {
  const auto found = node.attributes.find(name);
  return found == node.attributes.end() ? otherwise : found->second.number;
}

std::vector<std::int64_t> IntegersOf(const OnnxNode& node, const std::string& name,
                                     const std::vector<std::int64_t>& otherwise) {
  const auto found = node.attributes.find(name);
  return found == node.attributes.end() ? otherwise : found->second.integers;
}

Operator FindOperator(const std::string& name) {
  static const std::map<std::string, Operator> kOperators{
      {"Add", Add},
      {"AveragePool", AveragePool},
      {"BatchNormalization", NormaliseBatch},
      {"Cast", Cast},
      {"Clip", Clip},
      {"Concat", Concatenate},
      {"Conv", Convolve},
      {"Div", Divide},
      {"GlobalAveragePool", GlobalAveragePool},
      {"HardSigmoid", HardSigmoid},
      {"MatMul", MultiplyMatrices},
      {"Mul", Times},
      {"Pow", Power},
      {"ReduceMean", MeanOfLastAxis},
      {"Relu", Rectify},
      {"Reshape", Reshape},
      {"Shape", ShapeOf},
      {"Sigmoid", Sigmoid},
      {"Slice", Slice},
      {"Softmax", Softmax},
      {"Sqrt", SquareRoot},
      {"Squeeze", Squeeze},
      {"Sub", Subtract},
      {"Transpose", Transpose},
  };
  const auto found = kOperators.find(name);
  return found == kOperators.end() ? nullptr : found->second;
}

}  // namespace bianmin::input
