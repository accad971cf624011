#pragma once
// The two loops that nearly all of the network's time goes into. They use AVX2 and FMA where the processor has them
// (asked once), else the vectors that every 64-bit processor has. Any thread.

#include <cstddef>

namespace bianmin::input {

// result[rows × columns] = left[rows × inner] · right[inner × columns], all row by row without gaps.
void Multiply(const float* left, const float* right, float* result, std::size_t rows, std::size_t inner,
              std::size_t columns);

// A window of height × width weights that slides over a plane whose rows are `stride` numbers long:
// result[i] = sum of weights[y × width + x] · plane[i + y × stride + x], for i below `count`.
// The plane must have kSlideSlack numbers more than the last one that belongs to it.
inline constexpr std::size_t kSlideSlack = 32;
void Slide(const float* plane, std::size_t stride, const float* weights, std::size_t height, std::size_t width,
           float* result, std::size_t count);

}  // namespace bianmin::input
