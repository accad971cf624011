#pragma once
// Evidence photos: from a USB stick's folder into encrypted files beside the database. Only regular files of the folder
// itself are taken, no links and no folders; JPEG or PNG by their content; kMaxEvidencePhotoBytes at most. A file is
// on disk before the transaction that names it, so that a crash leaves at worst bytes that nobody can read, which
// PrunePhotos takes away. A stored photo is never changed.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/sealed_file.h"
#include "kiosk/store/core.h"

namespace bianmin::store {

inline constexpr std::chrono::hours kPhotoIsNamedWithin{1};

// The names of the pictures in `folder` in the order of the alphabet, kMaxImportedNames at most; judged by the names'
// endings, because a whole stick is not read for a list. Unavailable: there is no such folder (no stick).
base::Result<std::vector<std::string>> PicturesIn(const std::filesystem::path& folder);
// The bytes of one of them. Invalid: not a name, a link, or no JPEG or PNG.
base::Result<std::string> ReadPicture(const std::filesystem::path& folder, const std::string& name);

// The name under which it was stored.
base::Result<std::string> StorePhoto(StoreCore& core, std::string_view bytes);
base::Result<std::string> LoadPhoto(StoreCore& core, const std::string& name);

// The folder of the photos that the database `file` names.
std::filesystem::path PhotosBeside(const std::filesystem::path& database);
std::vector<std::string> PhotoNames(Connection& connection);
// Copies what is in `from` and not in `to` yet, and reads it back; whole files only. What `from` has not is left out.
base::Result<base::Done> CopyPhotos(const std::vector<std::string>& names, const std::filesystem::path& from,
                                    const std::filesystem::path& to, const base::GoOn& go_on);
// Deletes what `names` does not name, except what was written within kPhotoIsNamedWithin: its transaction may be under
// way. Nothing is done where there is no such folder.
void PrunePhotos(const std::filesystem::path& folder, const std::vector<std::string>& names);
void DeletePhoto(const std::filesystem::path& database, const std::string& name);

}  // namespace bianmin::store
