#pragma once
// Papers that staff made and somebody signed, archived as the PDF that was printed: encrypted, with the digest that
// proves later that a sheet is the one that was signed. Erasing a resident's fields erases the text and leaves the
// digest.

#include <string>
#include <vector>

#include "kiosk/base/id.h"
#include "kiosk/base/result.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

using DocumentId = base::Id<struct DocumentTag>;
enum class DocumentKind { Agreement, HomeRegistration, ShiftReport };

struct NewDocument {
  DocumentKind kind = DocumentKind::Agreement;
  std::string record;         // a number, or "shift 12"
  std::string terms_version;  // of the terms it was signed under; empty when it has none
  std::string pdf;
};

struct ArchivedDocument {
  DocumentId id;
  DocumentKind kind = DocumentKind::Agreement;
  std::string record;
  base::TimePoint made_at;
  std::string made_by;  // staff number
  std::string terms_version;
  base::Digest digest{};
  bool is_erased = false;
};

class Documents {
 public:
  explicit Documents(Store& store) : core_(store.core()) {}

  // TooLarge past domain::kMaxDocumentBytes. Journalled with the digest of the PDF.
  base::Result<ArchivedDocument> Archive(const NewDocument& document, const domain::StaffNumber& by);
  // Oldest first.
  base::Result<std::vector<ArchivedDocument>> Of(const std::string& record);
  // The PDF. NotFound when there is none or it was erased; Corrupt when it is not what was archived.
  base::Result<std::string> Read(const DocumentId& id);

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
