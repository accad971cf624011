#include "kiosk/base/large_file.h"

#include <fcntl.h>

#include <cerrno>

#include "kiosk/base/file.h"

namespace bianmin::base {

NewFile::NewFile(std::filesystem::path path, unsigned mode)
    : path_(std::move(path)), file_(open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)) {}

NewFile::~NewFile() {
  if (!is_kept_ && file_.is_open()) unlink(path_.c_str());
}

Result<Done> NewFile::Write(std::span<const std::uint8_t> bytes) { return WriteWhole(file_, path_, AsText(bytes)); }

Result<Done> NewFile::Flush() {
  if (auto flushed = base::Flush(file_, path_); !flushed) return flushed;
  posix_fadvise(file_.number(), 0, 0, POSIX_FADV_DONTNEED);
  return Done{};
}

Result<Done> NewFile::MoveTo(const std::filesystem::path& path) {
  auto moved = MoveIntoPlace(path_, path);
  if (moved) Keep();
  return moved;
}

FileReader::FileReader(std::filesystem::path path)
    : path_(std::move(path)), file_(open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {}

Result<Bytes> FileReader::Read(std::size_t most) {
  Bytes piece(most);
  std::size_t size = 0;
  while (size < most) {
    const ssize_t count = read(file_.number(), piece.data() + size, most - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("read", path_);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  piece.resize(size);
  return piece;
}

Result<Done> FileReader::GoTo(std::size_t offset) {
  if (lseek(file_.number(), static_cast<off_t>(offset), SEEK_SET) >= 0) return Done{};
  return SystemError("read", path_);
}

}  // namespace bianmin::base
