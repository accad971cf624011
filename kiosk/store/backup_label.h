#pragma once
// What a backup says of itself, sealed in with it, and what a restored file shows.

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/store/backup.h"

namespace bianmin::store {

std::string WriteLabel(const BackupContent& content);
base::Result<BackupContent> ReadLabel(std::string_view label);

// The counts of a snapshot; made_at is left open.
BackupContent ContentOf(Connection& connection);
// Of a restored file that nobody else has: every page, reference and journal entry is looked at. Corrupt says what does
// not hold. The file is not migrated.
base::Result<BackupContent> ContentOfFile(const std::filesystem::path& file);

}  // namespace bianmin::store
