#include "kiosk/base/growing_file.h"

#include <fcntl.h>

#include <utility>

#include "kiosk/base/descriptor.h"
#include "kiosk/base/file.h"

namespace bianmin::base {

GrowingFile::GrowingFile(std::filesystem::path path, std::filesystem::path fresh, std::unique_ptr<Descriptor> file)
    : path_(std::move(path)), fresh_(std::move(fresh)), file_(std::move(file)) {}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : path_(std::move(other.path_)), fresh_(std::exchange(other.fresh_, {})), file_(std::move(other.file_)) {}

GrowingFile::~GrowingFile() {
  if (!fresh_.empty()) unlink(fresh_.c_str());
}

Result<GrowingFile> GrowingFile::Begin(const std::filesystem::path& path, unsigned mode) {
  const std::filesystem::path fresh = path.string() + ".new";
  auto file = std::make_unique<Descriptor>(open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (!file->is_open()) return SystemError("open", fresh);
  return GrowingFile(path, fresh, std::move(file));
}

Result<Done> GrowingFile::Add(std::string_view content) { return WriteWhole(*file_, fresh_, content); }

Result<Done> GrowingFile::Finish() {
  if (auto flushed = Flush(*file_, fresh_); !flushed) return flushed;
  auto moved = MoveIntoPlace(fresh_, path_);
  if (moved) fresh_.clear();
  return moved;
}

}  // namespace bianmin::base
