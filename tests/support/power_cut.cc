#include "tests/support/power_cut.h"

#include <algorithm>
#include <fstream>

namespace bianmin::support {
namespace {

constexpr std::size_t kSector = 512;

bool IsLasting(const std::string& file) { return !file.empty() && !file.ends_with("-shm"); }

}  // namespace

DiskVerdict PowerCutRecorder::On(const DiskOperation& operation) {
  if (!IsLasting(operation.file)) return {};
  switch (operation.kind) {
    case DiskOperation::Kind::Write:
      changes_.push_back({Kind::Write, operation.file, operation.offset, std::string(operation.bytes)});
      break;
    case DiskOperation::Kind::Truncate:
      changes_.push_back({Kind::Truncate, operation.file, operation.size, ""});
      break;
    case DiskOperation::Kind::Sync:
      changes_.push_back({Kind::Sync, operation.file, 0, ""});
      break;
    case DiskOperation::Kind::Delete:
      changes_.push_back({Kind::Delete, operation.file, 0, ""});
      break;
    default:
      break;
  }
  return {};
}

void PowerCutRecorder::Promise(std::int64_t what) { changes_.push_back({Kind::Promise, "", what, ""}); }

std::int64_t PowerCutRecorder::PromisedBy(std::size_t moment) const {
  std::int64_t promised = 0;
  for (std::size_t i = 0; i < moment; ++i) {
    if (changes_[i].kind == Kind::Promise) promised = changes_[i].at;
  }
  return promised;
}

void PowerCutRecorder::WriteInto(std::string& file, const Change& change, Unsynced fate, base::Random& random) {
  if (fate == Unsynced::Lost || (fate == Unsynced::Reordered && random.Below(2) == 0)) return;
  const bool is_whole = fate == Unsynced::Kept || fate == Unsynced::Reordered;
  const auto offset = static_cast<std::size_t>(change.at);
  for (std::size_t from = 0; from < change.bytes.size();) {
    // Up to the next border between sectors of the file.
    const std::size_t length = std::min(kSector - (offset + from) % kSector, change.bytes.size() - from);
    if (is_whole || random.Below(2) == 0) {
      file.resize(std::max(file.size(), offset + from + length));
      const auto to = file.begin() + static_cast<std::ptrdiff_t>(offset + from);
      if (fate == Unsynced::Spoilt && random.Below(4) == 0) {
        std::generate_n(to, length, [&random] { return static_cast<char>(random.Below(256)); });
      } else {
        std::copy_n(change.bytes.begin() + static_cast<std::ptrdiff_t>(from), length, to);
      }
    }
    from += length;
  }
}

void PowerCutRecorder::WriteFilesAt(std::size_t moment, const std::filesystem::path& folder,
                                    base::Random& random) const {
  std::map<std::string, std::size_t> synced;  // up to where
  std::size_t folder_synced = 0;              // SQLite syncs the folder with the log that it made after the deletion
  for (std::size_t i = 0; i < moment; ++i) {
    if (changes_[i].kind != Kind::Sync) continue;
    synced[changes_[i].file] = i;
    if (changes_[i].file.ends_with("-wal")) folder_synced = i;
  }
  const auto fate = static_cast<Unsynced>(random.Below(kFates));
  std::map<std::string, std::string> files;
  for (std::size_t i = 0; i < moment; ++i) {
    const Change& change = changes_[i];
    if (change.kind == Kind::Promise || change.kind == Kind::Sync) continue;
    const auto until = synced.find(change.file);
    const bool is_synced =
        (until != synced.end() && i < until->second) || (change.kind == Kind::Delete && i < folder_synced);
    std::string& file = files[change.file];
    if (change.kind == Kind::Write) WriteInto(file, change, is_synced ? Unsynced::Kept : fate, random);
    const bool is_uncertain = fate != Unsynced::Kept && fate != Unsynced::Lost;
    const bool happens = is_synced || fate == Unsynced::Kept || (is_uncertain && random.Below(2) == 0);
    if (change.kind == Kind::Truncate && happens) file.resize(static_cast<std::size_t>(change.at));
    if (change.kind == Kind::Delete && happens) file.clear();
  }
  for (const auto& [name, bytes] : files) {
    std::ofstream(folder / name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
}

}  // namespace bianmin::support
