#include "kiosk/base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "kiosk/base/descriptor.h"

namespace bianmin::base {
namespace {

Result<std::string> ReadAll(const Descriptor& file, const std::filesystem::path& path, std::size_t most_bytes) {
  std::string content;
  char block[16384];
  for (;;) {
    const ssize_t count = read(file.number(), block, sizeof block);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("read", path);
    if (count == 0) return content;
    content.append(block, static_cast<std::size_t>(count));
    if (content.size() > most_bytes) {
      return Error{ErrorCode::TooLarge, fmt::format("{} is larger than {} bytes", path.string(), most_bytes)};
    }
  }
}

}  // namespace

Error SystemError(const char* act, const std::filesystem::path& path) {
  const int reason = errno;
  ErrorCode code = ErrorCode::Unavailable;
  if (reason == ENOENT) code = ErrorCode::NotFound;
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG) code = ErrorCode::DiskFull;
  return {code, fmt::format("cannot {} {}: {}", act, path.string(), std::strerror(reason))};
}

Result<Done> WriteWhole(const Descriptor& file, const std::filesystem::path& path, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = write(file.number(), content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("write", path);
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return Done{};
}

Result<Done> Flush(const Descriptor& file, const std::filesystem::path& path) {
  if (fsync(file.number()) != 0) return SystemError("flush", path);
  return Done{};
}

Result<std::string> ReadFile(const std::filesystem::path& path, std::size_t most_bytes) {
  const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open()) return SystemError("open", path);
  return ReadAll(file, path, most_bytes);
}

Result<Done> ReplaceFile(const std::filesystem::path& path, std::string_view content, unsigned mode) {
  const std::filesystem::path fresh = path.string() + ".new";
  {
    const Descriptor file{open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)};
    if (!file.is_open()) return SystemError("create", fresh);
    if (fchmod(file.number(), mode) != 0) return SystemError("set the mode of", fresh);
    auto written = WriteWhole(file, fresh, content);
    if (written) written = Flush(file, fresh);
    if (!written) {
      unlink(fresh.c_str());
      return written;
    }
  }
  return MoveIntoPlace(fresh, path);
}

Result<Done> MoveIntoPlace(const std::filesystem::path& fresh, const std::filesystem::path& path) {
  if (rename(fresh.c_str(), path.c_str()) != 0) return SystemError("replace", path);
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor directory{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!directory.is_open() || fsync(directory.number()) != 0) return SystemError("flush", folder);
  return Done{};
}

Result<std::string> ReadSecretFile(const std::filesystem::path& path, std::size_t most_bytes) {
  const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open()) return SystemError("open", path);
  struct stat status {};
  if (fstat(file.number(), &status) != 0) return SystemError("look at", path);
  if ((status.st_mode & 0077) != 0) {
    return Error{ErrorCode::Refused, fmt::format("{} can be read by others (mode {:04o}); run: chmod 600 {}",
                                                 path.string(), status.st_mode & 07777, path.string())};
  }
  return ReadAll(file, path, most_bytes);
}

}  // namespace bianmin::base
