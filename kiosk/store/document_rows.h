#pragma once
// The rows of archived papers, inside somebody's transaction.

#include <string>
#include <vector>

#include "kiosk/domain/document.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

// Oldest first, without their texts.
std::vector<domain::ArchivedDocument> LoadDocuments(Connection& connection, const std::string& record);

}  // namespace bianmin::store
