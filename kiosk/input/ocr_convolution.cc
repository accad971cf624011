#include <algorithm>
#include <cmath>

#include "kiosk/input/ocr_kernels.h"
#include "kiosk/input/ocr_operators.h"

namespace bianmin::input {
namespace {

// A window moving over a plane: of a convolution or a pool.
struct Window {
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t step_y = 1;
  std::int64_t step_x = 1;
  std::int64_t top = 0;  // padding
  std::int64_t left = 0;
  std::int64_t out_height = 0;
  std::int64_t out_width = 0;
};

constexpr std::int64_t kMostWindow = 1024;  // side, step or padding

std::optional<Window> WindowOf(const OnnxNode& node, const Tensor& tensor, std::int64_t height, std::int64_t width) {
  const auto steps = IntegersOf(node, "strides", {1, 1});
  const auto pads = IntegersOf(node, "pads", {0, 0, 0, 0});
  const auto dilations = IntegersOf(node, "dilations", {1, 1});
  const auto is_sane = [](std::int64_t value) { return value >= 0 && value <= kMostWindow; };
  if (tensor.axes() != 4 || tensor.shape[0] != 1 || steps.size() != 2 || pads.size() != 4 || dilations.size() != 2 ||
      dilations[0] != 1 || dilations[1] != 1 || steps[0] < 1 || steps[1] < 1 || height < 1 || width < 1 ||
      !std::all_of(steps.begin(), steps.end(), is_sane) || !std::all_of(pads.begin(), pads.end(), is_sane) ||
      !is_sane(height) || !is_sane(width)) {
    return std::nullopt;
  }
  Window window{
      .height = height, .width = width, .step_y = steps[0], .step_x = steps[1], .top = pads[0], .left = pads[1]};
  const std::int64_t room_y = tensor.shape[2] + pads[0] + pads[2] - height;
  const std::int64_t room_x = tensor.shape[3] + pads[1] + pads[3] - width;
  if (room_y < 0 || room_x < 0 || ElementsOf({room_y + height, room_x + width}) < 0) return std::nullopt;
  window.out_height = room_y / window.step_y + 1;
  window.out_width = room_x / window.step_x + 1;
  return window;
}

// What the window at each place sees, one row for each cell of the window in each channel, so that a convolution
// becomes one multiplication of matrices.
std::vector<float> Unrolled(const Tensor& tensor, const Window& window) {
  const std::int64_t height = tensor.shape[2];
  const std::int64_t width = tensor.shape[3];
  std::vector<float> unrolled(
      static_cast<std::size_t>(tensor.shape[1] * window.height * window.width * window.out_height * window.out_width));
  float* to = unrolled.data();
  for (std::int64_t channel = 0; channel < tensor.shape[1]; ++channel) {
    const float* plane = tensor.values.data() + channel * height * width;
    for (std::int64_t cell = 0; cell < window.height * window.width; ++cell) {
      for (std::int64_t y = 0; y < window.out_height; ++y) {
        const std::int64_t from_y = y * window.step_y - window.top + cell / window.width;
        for (std::int64_t x = 0; x < window.out_width; ++x) {
          const std::int64_t from_x = x * window.step_x - window.left + cell % window.width;
          const bool is_inside = from_y >= 0 && from_y < height && from_x >= 0 && from_x < width;
          *to++ = is_inside ? plane[from_y * width + from_x] : 0.0F;
        }
      }
    }
  }
  return unrolled;
}

// A window with weights of its own for each plane: a depthwise convolution, or an average.
class PlaneSlider {
 public:
  PlaneSlider(const Tensor& tensor, const Window& window) : window_(window), planes_(tensor) {
    height_ = tensor.shape[2];
    width_ = tensor.shape[3];
    // Past the padding asked for at right and bottom, the window never looks.
    stride_ = (window.out_width - 1) * window.step_x + window.width;
    rows_ = (window.out_height - 1) * window.step_y + window.height;
    padded_.resize(static_cast<std::size_t>(rows_ * stride_) + kSlideSlack);
    count_ = static_cast<std::size_t>((rows_ - window.height) * stride_ + stride_ - window.width + 1);
    slid_.resize(count_);
  }

  void Slide(std::int64_t channel, const float* weights, float* result) {
    const float* plane = planes_.values.data() + channel * height_ * width_;
    const std::int64_t columns = std::min(width_, stride_ - window_.left);
    for (std::int64_t y = 0; y < std::min(height_, rows_ - window_.top); ++y) {
      std::copy_n(plane + y * width_, columns, padded_.data() + (y + window_.top) * stride_ + window_.left);
    }
    input::Slide(padded_.data(), static_cast<std::size_t>(stride_), weights, static_cast<std::size_t>(window_.height),
                 static_cast<std::size_t>(window_.width), slid_.data(), count_);
    for (std::int64_t y = 0; y < window_.out_height; ++y) {
      const float* row = slid_.data() + y * window_.step_y * stride_;
      for (std::int64_t x = 0; x < window_.out_width; ++x) *result++ = row[x * window_.step_x];
    }
  }

 private:
  const Window& window_;
  const Tensor& planes_;
  std::int64_t height_ = 0;
  std::int64_t width_ = 0;
  std::int64_t stride_ = 0;  // of a padded row
  std::int64_t rows_ = 0;
  std::size_t count_ = 0;
  std::vector<float> padded_;
  std::vector<float> slid_;  // with steps of one in both directions
};

void AddToPlanes(Tensor& tensor, const Tensor& amounts) {
  const std::size_t plane = tensor.values.size() / amounts.values.size();
  float* values = tensor.values.data();
  for (const float amount : amounts.values) {
    for (std::size_t i = 0; i < plane; ++i) values[i] += amount;
    values += plane;
  }
}

bool IsOneTo(const Tensor& tensor, std::int64_t length) {
  return !tensor.is_integer && tensor.axes() == 1 && tensor.shape[0] == length && length > 0;
}

}  // namespace

std::optional<Tensor> Convolve(Operands& operands, const OnnxNode& node) {
  const Tensor& tensor = operands.At(0);
  const Tensor& weights = operands.At(1);
  if (tensor.is_integer || weights.is_integer || weights.axes() != 4 || weights.values.empty()) return std::nullopt;
  const auto window = WindowOf(node, tensor, weights.shape[2], weights.shape[3]);
  if (!window || (operands.size() > 2 && !IsOneTo(operands.At(2), weights.shape[0]))) return std::nullopt;
  const std::int64_t channels = tensor.shape[1];
  const std::int64_t group = IntegerOf(node, "group", 1);
  const std::int64_t places = window->out_height * window->out_width;
  const std::int64_t cells = window->height * window->width;
  const bool is_depthwise = group == channels && weights.shape[0] == channels && weights.shape[1] == 1;
  if (!is_depthwise && (group != 1 || weights.shape[1] != channels)) return std::nullopt;
  if (ElementsOf({channels, cells, places}) < 0 || ElementsOf({weights.shape[0], places}) < 0) return std::nullopt;

  Tensor result = Tensor::Zeros({1, weights.shape[0], window->out_height, window->out_width});
  if (is_depthwise) {
    PlaneSlider slider(tensor, *window);
    for (std::int64_t channel = 0; channel < channels; ++channel) {
      slider.Slide(channel, weights.values.data() + channel * cells, result.values.data() + channel * places);
    }
  } else {
    const bool is_pointwise = cells == 1 && window->step_y == 1 && window->step_x == 1 &&
                              places == tensor.shape[2] * tensor.shape[3] && window->top == 0 && window->left == 0;
    const std::vector<float> unrolled = is_pointwise ? std::vector<float>{} : Unrolled(tensor, *window);
    Multiply(weights.values.data(), is_pointwise ? tensor.values.data() : unrolled.data(), result.values.data(),
             static_cast<std::size_t>(weights.shape[0]), static_cast<std::size_t>(channels * cells),
             static_cast<std::size_t>(places));
  }
  if (operands.size() > 2) AddToPlanes(result, operands.At(2));
  return result;
}

std::optional<Tensor> MultiplyMatrices(Operands& operands, const OnnxNode&) {
  const Tensor& left = operands.At(0);
  const Tensor& right = operands.At(1);
  if (left.is_integer || right.is_integer || left.axes() < 2 || right.axes() < 2) return std::nullopt;
  const std::int64_t rows = left.shape[left.axes() - 2];
  const std::int64_t inner = left.shape.back();
  const std::int64_t columns = right.shape.back();
  const bool is_shared = right.axes() == 2;  // one right matrix for all left ones
  const Shape left_batch(left.shape.begin(), left.shape.end() - 2);
  const Shape right_batch(right.shape.begin(), right.shape.end() - 2);
  Shape shape = left.shape;
  shape.back() = columns;
  if (right.shape[right.axes() - 2] != inner || (!is_shared && left_batch != right_batch) || ElementsOf(shape) <= 0 ||
      left.values.empty() || right.values.empty()) {
    return std::nullopt;
  }
  Tensor result = Tensor::Zeros(std::move(shape));
  const std::int64_t batches = ElementsOf(left_batch);
  const std::int64_t rows_at_once = is_shared ? rows * batches : rows;
  for (std::int64_t i = 0; i < (is_shared ? 1 : batches); ++i) {
    Multiply(left.values.data() + i * rows * inner, right.values.data() + i * inner * columns,
             result.values.data() + i * rows * columns, static_cast<std::size_t>(rows_at_once),
             static_cast<std::size_t>(inner), static_cast<std::size_t>(columns));
  }
  return result;
}

std::optional<Tensor> AveragePool(Operands& operands, const OnnxNode& node) {
  const Tensor& tensor = operands.At(0);
  const auto sides = IntegersOf(node, "kernel_shape", {});
  if (tensor.is_integer || sides.size() != 2) return std::nullopt;
  const auto window = WindowOf(node, tensor, sides[0], sides[1]);
  if (!window || window->top != 0 || window->left != 0 ||
      ElementsOf({tensor.shape[1], window->out_height, window->out_width}) < 0) {
    return std::nullopt;
  }
  Tensor result = Tensor::Zeros({1, tensor.shape[1], window->out_height, window->out_width});
  const std::vector<float> weights(static_cast<std::size_t>(sides[0] * sides[1]),
                                   1.0F / static_cast<float>(sides[0] * sides[1]));
  PlaneSlider slider(tensor, *window);
  for (std::int64_t channel = 0; channel < tensor.shape[1]; ++channel) {
    slider.Slide(channel, weights.data(), result.values.data() + channel * window->out_height * window->out_width);
  }
  return result;
}

std::optional<Tensor> GlobalAveragePool(Operands& operands, const OnnxNode&) {
  const Tensor& tensor = operands.At(0);
  if (tensor.is_integer || tensor.axes() != 4 || tensor.values.empty()) return std::nullopt;
  Tensor result = Tensor::Zeros({tensor.shape[0], tensor.shape[1], 1, 1});
  const std::size_t plane = tensor.values.size() / result.values.size();
  for (std::size_t i = 0; i < result.values.size(); ++i) {
    float sum = 0;
    for (std::size_t j = 0; j < plane; ++j) sum += tensor.values[i * plane + j];
    result.values[i] = sum / static_cast<float>(plane);
  }
  return result;
}

std::optional<Tensor> NormaliseBatch(Operands& operands, const OnnxNode& node) {
  const Tensor& tensor = operands.At(0);
  if (tensor.is_integer || tensor.axes() != 4 || tensor.values.empty() || operands.size() != 5) return std::nullopt;
  for (std::size_t i = 1; i < 5; ++i) {
    if (!IsOneTo(operands.At(i), tensor.shape[1])) return std::nullopt;
  }
  const float epsilon = NumberOf(node, "epsilon", 1e-5F);
  const auto channels = static_cast<std::size_t>(tensor.shape[1]);
  const std::size_t plane = tensor.values.size() / channels;
  Tensor result = operands.Take(0);
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const float scale = operands.At(1).values[channel] / std::sqrt(operands.At(4).values[channel] + epsilon);
    const float shift = operands.At(2).values[channel] - operands.At(3).values[channel] * scale;
    float* values = result.values.data() + channel * plane;
    for (std::size_t i = 0; i < plane; ++i) values[i] = values[i] * scale + shift;
  }
  return result;
}

}  // namespace bianmin::input
