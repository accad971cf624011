#pragma once
// A file that is written piece by piece, whatever its size, and appears under its name only when it is whole and on the
// disk. Until then, and for ever when the writer goes without Finish(), whatever had the name before keeps it.

#include <filesystem>
#include <memory>
#include <string_view>

#include "kiosk/base/result.h"

namespace bianmin::base {

class Descriptor;

class GrowingFile {
 public:
  // The folder must exist and be writable. `mode` as in chmod.
  static Result<GrowingFile> Begin(const std::filesystem::path& path, unsigned mode = 0644);
  ~GrowingFile();
  GrowingFile(GrowingFile&&) noexcept;
  GrowingFile& operator=(GrowingFile&&) = delete;

  Result<Done> Add(std::string_view content);
  Result<Done> Finish();

 private:
  GrowingFile(std::filesystem::path path, std::filesystem::path fresh, std::unique_ptr<Descriptor> file);

  std::filesystem::path path_;
  std::filesystem::path fresh_;  // empty once it has been moved
  std::unique_ptr<Descriptor> file_;
};

}  // namespace bianmin::base
