#pragma once
// The use cases of staff on the 整改台账 (R28; kiosk/domain/rectification.h has the rules). Each act is one
// transaction: the rows, the event for the city and the journal entry that names who acted. Used by the kiosk's staff
// pages. What somebody may not see does not exist for them: NotFound.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/domain/rectifying.h"
#include "kiosk/store/store.h"

namespace bianmin::store {

// A cheap view over a store. `import_folder`: where a USB stick's pictures are found.
class Ledger {
 public:
  explicit Ledger(Store& store, std::filesystem::path import_folder = {})
      : core_(store.core()), import_folder_(std::move(import_folder)) {}

  // The open lines that `reader` may see, without evidence: overdue ones first, then by their due days.
  base::Result<std::vector<domain::Rectification>> Open(const domain::Handler& reader);
  // With its evidence.
  base::Result<domain::Rectification> Find(const domain::RectificationId& id, const domain::Handler& reader);
  // The same of an anonymous rating, which has no page of its own.
  base::Result<domain::Rectification> FindOf(const domain::RatingId& anonymous, const domain::Handler& reader);
  // For an export: all that `reader` may see, with evidence, the newest kMaxExportedRectifications. The journal says
  // who took it.
  base::Result<std::vector<domain::Rectification>> Export(const domain::Handler& reader);

  // A problem that staff found themselves (自查).
  base::Result<domain::Rectification> Enter(const domain::FoundProblem& problem, const domain::Handler& by);
  // Refused when the rules do not allow it now; Invalid for a text that is missing or no text, a due day that is past,
  // or a file that is no picture; TooLarge past a limit. A photo is copied before the act begins.
  base::Result<domain::Rectification> Perform(const domain::RectificationId& id,
                                              const domain::RectifyingRequest& request, const domain::Handler& by);

  // The pictures in the import folder; Unavailable without a stick.
  base::Result<std::vector<std::string>> Pictures();
  // The bytes of the photo at `place` of the evidence.
  base::Result<std::string> Photo(const domain::RectificationId& id, std::size_t place, const domain::Handler& reader);

 private:
  StoreCore& core_;
  std::filesystem::path import_folder_;
};

}  // namespace bianmin::store
