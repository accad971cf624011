#include "kiosk/store/photos.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "kiosk/base/file.h"
#include "kiosk/base/picture.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {
namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr unsigned kOwnerOnly = 0600;
// A version byte, a nonce and a tag around the picture.
constexpr std::size_t kMostStoredBytes = domain::kMaxEvidencePhotoBytes + 256;

constexpr const char* kSelectNames = "SELECT photo FROM evidence WHERE photo IS NOT NULL ORDER BY photo";

std::filesystem::path FolderOf(StoreCore& core) { return PhotosBeside(core.connection().file); }

std::string ContextOf(const std::string& name) { return "evidence.photo " + name; }

bool IsName(const std::string& name) {
  return !name.empty() && name.size() <= domain::kMaxImportedNameBytes && name.front() != '.' &&
         name.find('/') == std::string::npos && base::IsUtf8(name);
}

bool EndsLikeAPicture(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending == ".jpg" || ending == ".jpeg" || ending == ".png";
}

// A link could lead to what was never meant to be shown.
bool IsRegular(const std::filesystem::path& path) {
  std::error_code failed;
  return std::filesystem::symlink_status(path, failed).type() == std::filesystem::file_type::regular;
}

}  // namespace

Result<std::vector<std::string>> PicturesIn(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::string> names;
  std::filesystem::directory_iterator entry{folder, failed};
  for (; !failed && entry != std::filesystem::directory_iterator{}; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (IsName(name) && EndsLikeAPicture(entry->path()) && IsRegular(entry->path())) names.push_back(name);
    if (names.size() == domain::kMaxImportedNames) break;
  }
  if (failed) {
    return Error{ErrorCode::Unavailable,
                 fmt::format("cannot read the folder {}: {}; put in the USB stick", folder.string(), failed.message())};
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::string> ReadPicture(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path path = folder / name;
  if (!IsName(name) || !IsRegular(path)) return Error{ErrorCode::Invalid, "there is no such file in the folder"};
  auto bytes = base::ReadFile(path, domain::kMaxEvidencePhotoBytes);
  if (bytes && !base::PictureKindOf(*bytes)) return Error{ErrorCode::Invalid, "the file is neither a JPEG nor a PNG"};
  return bytes;
}

Result<std::string> StorePhoto(StoreCore& core, std::string_view bytes) {
  const std::filesystem::path folder = FolderOf(core);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return Error{ErrorCode::Unavailable, fmt::format("cannot make {}: {}", folder.string(), failed.message())};
  const std::string name = base::FormatUuid(base::NewUuidV4(core.parts.random));
  const base::Bytes cipher = base::EncryptField(core.field_key, bytes, ContextOf(name), core.parts.random);
  if (auto stored = base::ReplaceFile(folder / name, base::AsText(cipher), kOwnerOnly); !stored) return stored.error();
  return name;
}

Result<std::string> LoadPhoto(StoreCore& core, const std::string& name) {
  const auto cipher = base::ReadFile(FolderOf(core) / name, kMostStoredBytes);
  if (!cipher) return cipher.error();
  return base::DecryptField(core.field_key, base::AsBytes(*cipher), ContextOf(name));
}

std::filesystem::path PhotosBeside(const std::filesystem::path& database) {
  return database.parent_path() / "evidence";
}

std::vector<std::string> PhotoNames(Connection& connection) {
  std::vector<std::string> names;
  Query row{connection, kSelectNames};
  while (row.Next()) names.push_back(row.Text(0));
  return names;
}

Result<Done> CopyPhotos(const std::vector<std::string>& names, const std::filesystem::path& from,
                        const std::filesystem::path& to, const base::GoOn& go_on) {
  std::error_code failed;
  if (!names.empty()) std::filesystem::create_directories(to, failed);
  if (failed) return Error{ErrorCode::Unavailable, fmt::format("cannot make {}: {}", to.string(), failed.message())};
  for (const std::string& name : names) {
    if (std::filesystem::exists(to / name, failed) || !std::filesystem::exists(from / name, failed)) continue;
    if (!go_on()) return Error{ErrorCode::Unavailable, "the copy of the evidence photos was stopped before its end"};
    const auto bytes = base::ReadFile(from / name, kMostStoredBytes);
    if (!bytes) return bytes.error();
    if (auto copied = base::ReplaceFile(to / name, *bytes, kOwnerOnly); !copied) return copied.error();
    const auto back = base::ReadFile(to / name, kMostStoredBytes);
    if (!back || *back != *bytes) {
      return Error{ErrorCode::Corrupt, fmt::format("{}: what was written is not what is read", (to / name).string())};
    }
  }
  return Done{};
}

void PrunePhotos(const std::filesystem::path& folder, const std::vector<std::string>& names) {
  std::error_code failed;
  const auto latest = std::filesystem::file_time_type::clock::now() - kPhotoIsNamedWithin;
  std::filesystem::directory_iterator file{folder, failed};
  for (; !failed && file != std::filesystem::directory_iterator{}; file.increment(failed)) {
    std::error_code gone;
    if (std::binary_search(names.begin(), names.end(), file->path().filename().string())) continue;
    if (file->last_write_time(gone) < latest && !gone) std::filesystem::remove(file->path(), gone);
  }
}

void DeletePhoto(const std::filesystem::path& database, const std::string& name) {
  std::error_code gone;
  std::filesystem::remove(PhotosBeside(database) / name, gone);
}

}  // namespace bianmin::store
