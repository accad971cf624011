#pragma once
// The rows of the 整改台账, inside somebody's transaction.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/rectifying.h"
#include "kiosk/store/act.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

struct NewRectification {
  domain::RectificationId id;
  domain::RectificationOrigin origin = domain::RectificationOrigin::Check;
  std::optional<domain::RecordNumber> grievance;
  std::optional<domain::RatingId> rating;
  base::Date opened_on;
  domain::Concern concern;
  std::string service_code;
  std::string reason_codes;  // with blanks between
  std::string problem;
};
// It is due as many working days after `opened_on` as a bad rating is answered within.
void OpenRectification(StoreCore& core, const NewRectification& line);
// Tells the city of a line that staff opened in this act.
void TellOpened(StoreCore& core, Act& act, const domain::RectificationId& id, const domain::Handler& by);

// Nothing for an unknown id. Without its evidence.
std::optional<domain::Rectification> FindRectification(StoreCore& core, const domain::RectificationId& id);
std::vector<domain::Evidence> LoadEvidence(StoreCore& core, const domain::RectificationId& id);
// Writes everything but what was there when it was opened.
void UpdateRectification(StoreCore& core, const domain::Rectification& line);

struct NewEvidence {
  domain::StaffNumber by;
  base::TimePoint at;
  std::string words;
  std::string photo;  // the name of its file beside the database; empty: words
  std::size_t photo_bytes = 0;
  base::Digest photo_digest{};  // of the picture itself
};
bool GaveEvidence(Connection& connection, const domain::RectificationId& id, const domain::StaffNumber& staff);
void AppendEvidence(StoreCore& core, const domain::RectificationId& id, const NewEvidence& evidence);

// Of an anonymous rating.
std::optional<domain::RectificationId> RectificationOf(Connection& connection, const domain::RatingId& anonymous);
// Of one complaint or named rating.
std::vector<domain::RectificationId> RectificationsOf(Connection& connection, const domain::RecordNumber& grievance);
void SetConcernOfRectifications(Connection& connection, const domain::RecordNumber& grievance,
                                const domain::Concern& concern);
// What was heard counts for what is verified; a resident who is not satisfied has those planned again.
void SetCallBackOfRectifications(Connection& connection, const domain::RecordNumber& grievance,
                                 domain::CallBackResult result);
void CloseRectificationsOf(Connection& connection, const domain::RecordNumber& grievance);

// Those `reader` may see, by their due days; closed ones only for `with_closed`. At most `most`, without evidence.
std::vector<domain::Rectification> ListRectifications(StoreCore& core, const domain::Handler& reader, bool with_closed,
                                                      std::size_t most);

}  // namespace bianmin::store
