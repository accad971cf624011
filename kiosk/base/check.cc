#include "kiosk/base/check.h"

#include <cstdlib>

#include "kiosk/base/log.h"

namespace bianmin::base {

void CheckFailed(const char* condition, const char* file, int line) {
  LogError("bug: {} does not hold at {}:{}", condition, file, line);
  std::abort();
}

}  // namespace bianmin::base
