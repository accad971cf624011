#include "kiosk/input/ocr_kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace bianmin::input {
namespace {

// Small whole numbers, so that sums are exact in any order.
std::vector<float> Numbers(std::size_t count, std::size_t step) {
  std::vector<float> numbers(count);
  for (std::size_t i = 0; i < count; ++i) numbers[i] = static_cast<float>(i * step % 17) - 8;
  return numbers;
}

TEST(OcrKernels, MultiplyIsTheProductForEveryRestOfRowsAndColumns) {
  for (std::size_t rows = 1; rows <= 13; ++rows) {
    for (const std::size_t columns : {1, 5, 7, 8, 15, 16, 17, 33, 48}) {
      const std::size_t inner = 11;
      const auto left = Numbers(rows * inner, 5);
      const auto right = Numbers(inner * columns, 3);
      std::vector<float> result(rows * columns, -1);
      Multiply(left.data(), right.data(), result.data(), rows, inner, columns);
      for (std::size_t i = 0; i < rows * columns; ++i) {
        float sum = 0;
        for (std::size_t k = 0; k < inner; ++k) {
          sum += left[i / columns * inner + k] * right[k * columns + i % columns];
        }
        ASSERT_EQ(result[i], sum) << rows << " rows, " << columns << " columns, place " << i;
      }
    }
  }
}

TEST(OcrKernels, SlideIsTheSumUnderTheWindow) {
  const std::size_t stride = 19;
  const std::size_t rows = 9;
  auto plane = Numbers(stride * rows + kSlideSlack, 7);
  const auto weights = Numbers(15, 5);
  const std::size_t count = (rows - 3) * stride + stride - 5 + 1;
  std::vector<float> result(count, -1);
  Slide(plane.data(), stride, weights.data(), 3, 5, result.data(), count);
  for (std::size_t i = 0; i < count; ++i) {
    float sum = 0;
    for (std::size_t cell = 0; cell < 15; ++cell) sum += weights[cell] * plane[i + cell / 5 * stride + cell % 5];
    ASSERT_EQ(result[i], sum) << i;
  }
}

}  // namespace
}  // namespace bianmin::input
