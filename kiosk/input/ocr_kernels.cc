#include "kiosk/input/ocr_kernels.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace bianmin::input {
namespace {

using Four = float __attribute__((vector_size(16), aligned(4)));
using Eight = float __attribute__((vector_size(32), aligned(4)));

constexpr std::size_t kRows = 6;  // of the result, held in registers, two vectors wide

template <class Vector>
constexpr std::size_t kLanes = sizeof(Vector) / sizeof(float);

// A tile of the result, kRows × two vectors: `right` begins at the tile's first column and has `stride` numbers a row.
template <class Vector>
[[gnu::always_inline]] inline void Tile(const float* left, const float* right, std::size_t stride, std::size_t inner,
                                        std::size_t rows, float* result, std::size_t result_stride) {
  Vector sums[kRows][2] = {};
  const float* row[kRows];
  for (std::size_t r = 0; r < kRows; ++r) row[r] = left + std::min(r, rows - 1) * inner;
  for (std::size_t k = 0; k < inner; ++k) {
    const Vector first = *reinterpret_cast<const Vector*>(right + k * stride);
    const Vector second = *reinterpret_cast<const Vector*>(right + k * stride + kLanes<Vector>);
    for (std::size_t r = 0; r < kRows; ++r) {
      sums[r][0] += row[r][k] * first;
      sums[r][1] += row[r][k] * second;
    }
  }
  for (std::size_t r = 0; r < rows; ++r) {
    std::memcpy(result + r * result_stride, sums[r], sizeof sums[r]);
  }
}

template <class Vector>
[[gnu::always_inline]] inline void MultiplyTiled(const float* left, const float* right, float* result, std::size_t rows,
                                                 std::size_t inner, std::size_t columns) {
  constexpr std::size_t kWidth = 2 * kLanes<Vector>;
  const std::size_t whole = columns / kWidth * kWidth;
  for (std::size_t column = 0; column < whole; column += kWidth) {
    for (std::size_t i = 0; i < rows; i += kRows) {
      Tile<Vector>(left + i * inner, right + column, columns, inner, std::min(kRows, rows - i),
                   result + i * columns + column, columns);
    }
  }
  const std::size_t rest = columns - whole;
  if (rest == 0) return;
  // The last columns, filled up with zeros to a whole tile.
  std::vector<float> filled(inner * kWidth);
  for (std::size_t k = 0; k < inner; ++k) {
    std::copy_n(right + k * columns + whole, rest, filled.data() + k * kWidth);
  }
  float tile[kRows * kWidth];
  for (std::size_t i = 0; i < rows; i += kRows) {
    const std::size_t count = std::min(kRows, rows - i);
    Tile<Vector>(left + i * inner, filled.data(), kWidth, inner, count, tile, kWidth);
    for (std::size_t r = 0; r < count; ++r) {
      std::copy_n(tile + r * kWidth, rest, result + (i + r) * columns + whole);
    }
  }
}

template <class Vector>
[[gnu::always_inline]] inline void SlideTiled(const float* plane, std::size_t stride, const float* weights,
                                              std::size_t height, std::size_t width, float* result, std::size_t count) {
  constexpr std::size_t kWidth = 2 * kLanes<Vector>;
  static_assert(kWidth <= kSlideSlack);
  for (std::size_t i = 0; i < count; i += kWidth) {
    Vector sums[2] = {};
    for (std::size_t y = 0; y < height; ++y) {
      const float* from = plane + i + y * stride;
      for (std::size_t x = 0; x < width; ++x) {
        const float weight = weights[y * width + x];
        sums[0] += weight * *reinterpret_cast<const Vector*>(from + x);
        sums[1] += weight * *reinterpret_cast<const Vector*>(from + x + kLanes<Vector>);
      }
    }
    std::memcpy(result + i, sums, std::min(kWidth, count - i) * sizeof(float));
  }
}

void MultiplyPlain(const float* left, const float* right, float* result, std::size_t rows, std::size_t inner,
                   std::size_t columns) {
  MultiplyTiled<Four>(left, right, result, rows, inner, columns);
}

void SlidePlain(const float* plane, std::size_t stride, const float* weights, std::size_t height, std::size_t width,
                float* result, std::size_t count) {
  SlideTiled<Four>(plane, stride, weights, height, width, result, count);
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void MultiplyWide(const float* left, const float* right, float* result, std::size_t rows,
                                              std::size_t inner, std::size_t columns) {
  MultiplyTiled<Eight>(left, right, result, rows, inner, columns);
}

[[gnu::target("avx2,fma")]] void SlideWide(const float* plane, std::size_t stride, const float* weights,
                                           std::size_t height, std::size_t width, float* result, std::size_t count) {
  SlideTiled<Eight>(plane, stride, weights, height, width, result, count);
}

bool HasWideVectors() {
  static const bool kHas = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
  return kHas;
}
#endif

}  // namespace

void Multiply(const float* left, const float* right, float* result, std::size_t rows, std::size_t inner,
              std::size_t columns) {
#if defined(__x86_64__)
  if (HasWideVectors()) {
    MultiplyWide(left, right, result, rows, inner, columns);
    return;
  }
#endif
  MultiplyPlain(left, right, result, rows, inner, columns);
}

void Slide(const float* plane, std::size_t stride, const float* weights, std::size_t height, std::size_t width,
           float* result, std::size_t count) {
#if defined(__x86_64__)
  if (HasWideVectors()) {
    SlideWide(plane, stride, weights, height, width, result, count);
    return;
  }
#endif
  SlidePlain(plane, stride, weights, height, width, result, count);
}

}  // namespace bianmin::input
