#include <algorithm>

#include "kiosk/input/ocr_operators.h"

namespace bianmin::input {
namespace {

// -1 is the last axis; nothing for one that is not there.
std::optional<std::size_t> Axis(std::int64_t axis, std::size_t axes) {
  const auto count = static_cast<std::int64_t>(axes);
  if (axis < -count || axis >= count) return std::nullopt;
  return static_cast<std::size_t>(axis < 0 ? axis + count : axis);
}

Tensor Like(const Tensor& tensor, Shape shape) {
  Tensor result{.shape = std::move(shape), .values = {}, .integers = {}, .is_integer = tensor.is_integer};
  const auto elements = static_cast<std::size_t>(ElementsOf(result.shape));
  if (tensor.is_integer) {
    result.integers.resize(elements);
  } else {
    result.values.resize(elements);
  }
  return result;
}

void CopyRun(const Tensor& from, std::int64_t from_place, Tensor& to, std::int64_t to_place, std::int64_t count) {
  if (from.is_integer) {
    std::copy_n(from.integers.begin() + from_place, count, to.integers.begin() + to_place);
  } else {
    std::copy_n(from.values.begin() + from_place, count, to.values.begin() + to_place);
  }
}

// How many elements lie between neighbours along `axis`.
std::int64_t StepOf(const Shape& shape, std::size_t axis) {
  std::int64_t step = 1;
  for (std::size_t i = axis + 1; i < shape.size(); ++i) step *= shape[i];
  return step;
}

}  // namespace

std::optional<Tensor> ShapeOf(Operands& operands, const OnnxNode&) {
  const Tensor& tensor = operands.At(0);
  return Tensor{
      .shape = {static_cast<std::int64_t>(tensor.axes())}, .values = {}, .integers = tensor.shape, .is_integer = true};
}

// Between whole numbers only; all are held in 64 bits.
std::optional<Tensor> Cast(Operands& operands, const OnnxNode& node) {
  const std::int64_t to = IntegerOf(node, "to", 0);
  const bool is_to_integer = to == 6 || to == 7;
  if (!operands.At(0).is_integer || !is_to_integer) return std::nullopt;
  return operands.Take(0);
}

// Along one axis, in steps of one.
std::optional<Tensor> Slice(Operands& operands, const OnnxNode& node) {
  const Tensor& tensor = operands.At(0);
  const auto starts = IntegersOf(node, "starts", {});
  const auto ends = IntegersOf(node, "ends", {});
  const auto axes = IntegersOf(node, "axes", {0});
  if (starts.size() != 1 || ends.size() != 1 || axes.size() != 1) return std::nullopt;
  const auto axis = Axis(axes[0], tensor.axes());
  if (!axis) return std::nullopt;
  const std::int64_t length = tensor.shape[*axis];
  const std::int64_t begin = std::clamp<std::int64_t>(starts[0] < 0 ? starts[0] + length : starts[0], 0, length);
  const std::int64_t end = std::clamp<std::int64_t>(ends[0] < 0 ? ends[0] + length : ends[0], begin, length);
  Shape shape = tensor.shape;
  shape[*axis] = end - begin;
  Tensor result = Like(tensor, shape);
  const std::int64_t step = StepOf(shape, *axis);
  const std::int64_t run = (end - begin) * step;
  const std::int64_t runs = run == 0 ? 0 : ElementsOf(shape) / run;
  for (std::int64_t i = 0; i < runs; ++i) CopyRun(tensor, (i * length + begin) * step, result, i * run, run);
  return result;
}

std::optional<Tensor> Concatenate(Operands& operands, const OnnxNode& node) {
  const Tensor& first = operands.At(0);
  const auto axis = Axis(IntegerOf(node, "axis", 0), first.axes());
  if (!axis) return std::nullopt;
  Shape shape = first.shape;
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const Tensor& other = operands.At(i);
    if (other.axes() != first.axes() || other.is_integer != first.is_integer) return std::nullopt;
    for (std::size_t j = 0; j < shape.size(); ++j) {
      if (j != *axis && other.shape[j] != first.shape[j]) return std::nullopt;
    }
    shape[*axis] += other.shape[*axis];
  }
  if (ElementsOf(shape) < 0) return std::nullopt;
  Tensor result = Like(first, shape);
  const std::int64_t step = StepOf(shape, *axis);
  const std::int64_t run = shape[*axis] * step;
  std::int64_t place = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const Tensor& other = operands.At(i);
    const std::int64_t part = other.shape[*axis] * step;
    const std::int64_t runs = part == 0 ? 0 : ElementsOf(other.shape) / part;
    for (std::int64_t j = 0; j < runs; ++j) CopyRun(other, j * part, result, j * run + place, part);
    place += part;
  }
  return result;
}

// 0 keeps a length, -1 takes what is left.
std::optional<Tensor> Reshape(Operands& operands, const OnnxNode&) {
  const std::int64_t elements = ElementsOf(operands.At(0).shape);
  Shape shape = operands.At(1).integers;
  if (!operands.At(1).is_integer) return std::nullopt;
  std::optional<std::size_t> open;
  std::int64_t known = 1;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 0 && i < operands.At(0).axes()) shape[i] = operands.At(0).shape[i];
    if (shape[i] == -1 && !open) {
      open = i;
    } else if (shape[i] <= 0 || shape[i] > kMostTensorElements || (known *= shape[i]) > kMostTensorElements) {
      return std::nullopt;
    }
  }
  if (open) shape[*open] = elements / known;
  if (ElementsOf(shape) != elements) return std::nullopt;
  Tensor result = operands.Take(0);
  result.shape = std::move(shape);
  return result;
}

std::optional<Tensor> Transpose(Operands& operands, const OnnxNode& node) {
  const Tensor& tensor = operands.At(0);
  const auto order = IntegersOf(node, "perm", {});
  if (tensor.is_integer || order.size() != tensor.axes() || tensor.values.empty()) return std::nullopt;
  Shape shape;
  Shape steps;  // through the old values, for each new axis
  std::vector<bool> is_used(order.size(), false);
  for (const std::int64_t one : order) {
    const auto axis = Axis(one, tensor.axes());
    if (!axis || is_used[*axis]) return std::nullopt;
    is_used[*axis] = true;
    shape.push_back(tensor.shape[*axis]);
    steps.push_back(StepOf(tensor.shape, *axis));
  }
  Tensor result = Tensor::Zeros(shape);
  Shape index(shape.size(), 0);
  std::int64_t from = 0;
  for (float& value : result.values) {
    value = tensor.values[static_cast<std::size_t>(from)];
    for (std::size_t axis = shape.size(); axis-- > 0;) {
      from += steps[axis];
      if (++index[axis] < shape[axis]) break;
      from -= steps[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}

std::optional<Tensor> Squeeze(Operands& operands, const OnnxNode& node) {
  Shape shape = operands.At(0).shape;
  std::vector<bool> goes(shape.size(), false);
  for (const std::int64_t one : IntegersOf(node, "axes", {})) {
    const auto axis = Axis(one, shape.size());
    if (!axis || shape[*axis] != 1) return std::nullopt;
    goes[*axis] = true;
  }
  Tensor result = operands.Take(0);
  result.shape.clear();
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (!goes[i]) result.shape.push_back(shape[i]);
  }
  return result;
}

}  // namespace bianmin::input
