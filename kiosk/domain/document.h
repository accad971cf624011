#pragma once
// A paper that staff made and that is kept as the PDF which was signed or printed (kiosk/store/documents.h): what is
// known of it without its text.

#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/base/id.h"
#include "kiosk/base/time.h"

namespace bianmin::domain {

using DocumentId = base::Id<struct DocumentTag>;
enum class DocumentKind { Agreement, HomeRegistration, ShiftReport };

struct ArchivedDocument {
  DocumentId id;
  DocumentKind kind = DocumentKind::Agreement;
  std::string record;  // a number, or "shift 12"
  base::TimePoint made_at;
  std::string made_by;        // staff number
  std::string terms_version;  // of the terms it was signed under; empty when it has none
  base::Digest digest{};
  bool is_erased = false;
};

}  // namespace bianmin::domain
