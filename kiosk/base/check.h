#pragma once
// CHECK states what must hold if the program itself is right. A failed check is a bug: it logs where and stops the
// process, because going on would write wrong records. Never used for input, files, devices or the network.

namespace bianmin::base {

[[noreturn]] void CheckFailed(const char* condition, const char* file, int line);

}  // namespace bianmin::base

#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::bianmin::base::CheckFailed(#condition, __FILE__, __LINE__))
