#pragma once
// Evidence photos: from a USB stick's folder into encrypted files beside the database. Only regular files of the folder
// itself are taken, no links and no folders; JPEG or PNG by their content; kMaxEvidencePhotoBytes at most. A file is
// on disk before the transaction that names it, so that a crash leaves at worst bytes that nobody can read.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/store/core.h"

namespace bianmin::store {

// The names of the pictures in `folder` in the order of the alphabet, kMaxImportedNames at most; judged by the names'
// endings, because a whole stick is not read for a list. Unavailable: there is no such folder (no stick).
base::Result<std::vector<std::string>> PicturesIn(const std::filesystem::path& folder);
// The bytes of one of them. Invalid: not a name, a link, or no JPEG or PNG.
base::Result<std::string> ReadPicture(const std::filesystem::path& folder, const std::string& name);

// The name under which it was stored.
base::Result<std::string> StorePhoto(StoreCore& core, std::string_view bytes);
base::Result<std::string> LoadPhoto(StoreCore& core, const std::string& name);

}  // namespace bianmin::store
