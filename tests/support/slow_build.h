#pragma once
// What a sanitizer costs: tests multiply their bounds on real time and on the memory of a process by these.

namespace bianmin::support {

#if defined(__SANITIZE_THREAD__)
inline constexpr int kSlowBuildFactor = 10;
inline constexpr int kLargeBuildFactor = 0;  // no bound: most of the memory is the sanitizer's own
#elif defined(__SANITIZE_ADDRESS__)
inline constexpr int kSlowBuildFactor = 4;
inline constexpr int kLargeBuildFactor = 7;  // freed memory is kept back for a while
#else
inline constexpr int kSlowBuildFactor = 1;
inline constexpr int kLargeBuildFactor = 1;
#endif

}  // namespace bianmin::support
