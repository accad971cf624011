#pragma once
// What the model wants done outside itself, and what came of it. Commands are carried out on the worker (worker.h),
// because a commit takes as long as the disk's flush; each is answered by exactly one report.

#include <string>
#include <variant>

#include "kiosk/domain/city_record.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/figures.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/rating.h"
#include "kiosk/store/store.h"

namespace bianmin::app {

struct RegisterOrder {
  domain::Need need;
};
struct GiveRating {
  domain::GivenRating rating;
};
struct FileComplaint {
  domain::FiledComplaint complaint;
};
struct FindRecord {
  domain::RecordNumber number;
  std::string last_four;
};
// An act of the resident on an order found before.
struct ActOnOrder {
  domain::RecordNumber number;
  domain::OrderAct act;
  std::string reason_code;  // of Cancel
};
struct ReadOrderAgain {
  domain::RecordNumber number;
};
struct CountRecords {};
// A record of another kiosk, whose receipt was found genuine. CityAsked answers; CityAnswered follows by itself.
struct AskCity {
  domain::RecordNumber number;
};

using Command = std::variant<RegisterOrder, GiveRating, FileComplaint, FindRecord, ActOnOrder, ReadOrderAgain,
                             CountRecords, AskCity>;

struct OrderRegistered {
  base::Result<domain::Order> order;
};
struct RatingGiven {
  base::Result<store::RatingReceipt> receipt;
};
struct ComplaintFiled {
  base::Result<domain::Complaint> complaint;
};
struct RecordFound {
  base::Result<store::Lookup> lookup;
};
struct OrderActedOn {
  domain::OrderAct act;
  base::Result<domain::Order> order;
};
struct OrderRead {
  base::Result<domain::Order> order;
};
struct RecordsCounted {
  base::Result<domain::Counts> counts;
};
struct CityAsked {
  domain::RecordNumber number;
  base::Result<domain::InquiryId> inquiry;
};
// What the city said, or that it said nothing in time; once for each question, unless another took its place.
struct CityAnswered {
  domain::InquiryId inquiry;
  domain::CityAnswer answer;
};
// bianmin-sync changed the database: what is shown of it may be old.
struct ChangedElsewhere {};
// The database cannot be used, or can be again (empty reason).
struct StoreState {
  std::string reason;
};

using Report = std::variant<OrderRegistered, RatingGiven, ComplaintFiled, RecordFound, OrderActedOn, OrderRead,
                            RecordsCounted, CityAsked, CityAnswered, ChangedElsewhere, StoreState>;

// Reports answer commands in the order in which these were given; but the last three come by themselves.
inline bool IsAnswer(const Report& report) {
  return !std::holds_alternative<CityAnswered>(report) && !std::holds_alternative<ChangedElsewhere>(report) &&
         !std::holds_alternative<StoreState>(report);
}

}  // namespace bianmin::app
