#pragma once
// A file that is too large for memory: written once from its beginning to its end, or read so, piece by piece.

#include <filesystem>

#include "kiosk/base/bytes.h"
#include "kiosk/base/descriptor.h"
#include "kiosk/base/result.h"

namespace bianmin::base {

// Gone again unless it was kept or moved: half a file is of use to nobody.
class NewFile {
 public:
  // `mode` as in chmod. A file of that name is overwritten.
  explicit NewFile(std::filesystem::path path, unsigned mode = 0600);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  bool is_open() const { return file_.is_open(); }
  Result<Done> Write(std::span<const std::uint8_t> bytes);
  // Flushes it to the disk. What is read back next comes from there, not from memory.
  Result<Done> Flush();
  // It stays.
  void Keep() { is_kept_ = true; }
  // It takes another name and stays; what had that name before keeps it until then. Only after Flush().
  Result<Done> MoveTo(const std::filesystem::path& path);
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  Descriptor file_;
  bool is_kept_ = false;
};

class FileReader {
 public:
  explicit FileReader(std::filesystem::path path);

  bool is_open() const { return file_.is_open(); }
  // The next `most` bytes; fewer only at the end of the file.
  Result<Bytes> Read(std::size_t most);
  // The next call of Read() begins so many bytes after the file's beginning.
  Result<Done> GoTo(std::size_t offset);
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  Descriptor file_;
};

}  // namespace bianmin::base
