#pragma once
// What a disk may hold after the power failed. Records every change that SQLite makes, and builds the files as they
// could be found after a cut at any point: what was synced is there; of the rest nothing, everything, any of the writes
// whatever their order was, any 512-byte sectors of them, or rubbish in some of these sectors.

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "tests/support/disk_shim.h"

namespace bianmin::support {

class PowerCutRecorder final : public DiskObserver {
 public:
  PowerCutRecorder() { Observe(this); }
  ~PowerCutRecorder() override { Observe(nullptr); }
  PowerCutRecorder(const PowerCutRecorder&) = delete;
  PowerCutRecorder& operator=(const PowerCutRecorder&) = delete;

  DiskVerdict On(const DiskOperation& operation) override;
  // Somebody was told so much; a cut after this moment must not take it back.
  void Promise(std::int64_t what);

  std::size_t moments() const { return changes_.size(); }
  // What was promised before `moment`.
  std::int64_t PromisedBy(std::size_t moment) const;
  // Writes the files of a cut just before `moment` into `folder`, under their own names.
  void WriteFilesAt(std::size_t moment, const std::filesystem::path& folder, base::Random& random) const;

 private:
  enum class Kind { Write, Truncate, Sync, Delete, Promise };
  struct Change {
    Kind kind;
    std::string file;
    std::int64_t at = 0;  // an offset, a size or a promise
    std::string bytes;
  };
  enum class Unsynced { Lost, Kept, Reordered, Torn, Spoilt };
  static constexpr int kFates = 5;

  static void WriteInto(std::string& file, const Change& change, Unsynced fate, base::Random& random);

  std::vector<Change> changes_;
};

}  // namespace bianmin::support
