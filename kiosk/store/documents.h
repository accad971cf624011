#pragma once
// Papers that staff made and somebody signed, archived as the PDF that was printed: encrypted, with the digest that
// proves later that a sheet is the one that was signed. Erasing a resident's fields erases the text and leaves the
// digest.

#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/document.h"
#include "kiosk/domain/staff.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

struct NewDocument {
  domain::DocumentKind kind = domain::DocumentKind::Agreement;
  std::string record;         // a number, or "shift 12"
  std::string terms_version;  // of the terms it was signed under; empty when it has none
  std::string pdf;
};

class Documents {
 public:
  explicit Documents(Store& store) : core_(store.core()) {}

  // TooLarge past domain::kMaxDocumentBytes. Journalled with the digest of the PDF.
  base::Result<domain::ArchivedDocument> Archive(const NewDocument& document, const domain::StaffNumber& by);
  // Oldest first.
  base::Result<std::vector<domain::ArchivedDocument>> Of(const std::string& record);
  // The PDF; the journal says who took it. NotFound when there is none or it was erased; Corrupt when it is not what
  // was archived.
  base::Result<std::string> Read(const domain::DocumentId& id, const domain::StaffNumber& by);

 private:
  StoreCore& core_;
};

}  // namespace bianmin::store
