#pragma once
// The rows of a grievance, inside somebody's transaction.

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/domain/handling.h"
#include "kiosk/store/core.h"
#include "kiosk/store/sql.h"

namespace bianmin::store {

struct NewGrievance {
  domain::RecordNumber number;
  base::UuidBytes id;  // of the complaint or rating
  domain::GrievanceKind kind = domain::GrievanceKind::Complaint;
  domain::HandlingStep step = domain::HandlingStep::Received;  // further on: invented, or taken over
  bool is_named = false;
  domain::Concern concern;
  base::TimePoint opened_at;
  base::TimePoint answer_by;
  std::optional<base::TimePoint> verify_by;  // of a bad rating
};
void InsertGrievance(Connection& connection, const NewGrievance& grievance);

struct GrievanceHead {
  base::UuidBytes id{};
  domain::GrievanceFacts facts;
  domain::GrievanceTimes times;
  std::optional<base::TimePoint> closed_at;
  std::optional<domain::StaffNumber> owner;
  std::optional<domain::Severity> severity;
  std::optional<base::Bytes> answer;  // these three encrypted
  std::optional<base::Bytes> remedy_sought;
  std::optional<base::Bytes> remedy_given;
};
// Nothing for an unknown number, and for what only the city handles.
std::optional<GrievanceHead> FindGrievance(Connection& connection, const domain::RecordNumber& number);

// Writes everything of `head` but its id and what was filed; of a complaint or suggestion the resident's state, too.
void UpdateGrievance(Connection& connection, const domain::RecordNumber& number, const GrievanceHead& head);

void AppendHandling(StoreCore& core, const domain::RecordNumber& number, const base::UuidBytes& id,
                    const domain::HandlingEntry& entry);
// Oldest first; of more than kMaxHandlingEntries the newest.
std::vector<domain::HandlingEntry> LoadHandling(StoreCore& core, const domain::RecordNumber& number,
                                                const base::UuidBytes& id);

// What the resident is to read: the city's answer or the staff's, whichever came later. Empty: nothing yet.
std::string LatestAnswer(StoreCore& core, const domain::RecordNumber& number, std::string citys);

// The city's word on a complaint or suggestion. Needs no key, because the daemon has none.
void FollowCity(Connection& connection, const domain::RecordNumber& number, domain::ComplaintState state,
                base::TimePoint at);

// Open ones that `reader` may see: unordered, at most kMaxListedGrievances, those answered latest left out first.
std::vector<domain::GrievanceSummary> ListGrievances(Connection& connection, const domain::Handler& reader);

}  // namespace bianmin::store
