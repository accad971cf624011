// libFuzzer's entry for one target: BIANMIN_FUZZ_TARGET names it.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kiosk/base/check.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/log.h"
#include "tests/fuzz/targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bianmin::fuzz::Target* const target = [] {
    CHECK(bianmin::base::StartCrypto().ok());
    CHECK(bianmin::base::OpenLog("fuzz", {}, bianmin::base::LogLevel::Error).ok());
    for (const auto& each : bianmin::fuzz::Targets()) {
      if (each.name == BIANMIN_FUZZ_TARGET) return &each;
    }
    CHECK(false);
    return static_cast<const bianmin::fuzz::Target*>(nullptr);
  }();
  target->run({reinterpret_cast<const char*>(data), size});
  return 0;
}
