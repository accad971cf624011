#pragma once
// An open file of the system, closed when it goes, and the few acts on it that files here need. Used inside kiosk/base.

#include <unistd.h>

#include <filesystem>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::base {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

// What errno says of `act` ("open", "write") on `path`.
Error SystemError(const char* act, const std::filesystem::path& path);
Result<Done> WriteWhole(const Descriptor& file, const std::filesystem::path& path, std::string_view content);
Result<Done> Flush(const Descriptor& file, const std::filesystem::path& path);

}  // namespace bianmin::base
