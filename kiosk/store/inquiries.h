#pragma once
// A resident's question to the city about one record, on its way through the shared database: the kiosk asks,
// bianmin-sync answers, the kiosk takes the answer and the row is gone. There is one question at a time, because there
// is one resident at a kiosk: a new one takes the place of the one before. What nobody answered or read within
// domain::kInquiryLives counts for nothing and is erased, and so is what a clock that was set back left in the future.
// A question that was being answered when the daemon died is simply still open.
//
// Uses the caller's Database, and keeps no transaction open between calls. No function throws.

#include <optional>

#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/city_record.h"
#include "kiosk/store/database.h"

namespace bianmin::store {

struct Inquiry {
  domain::InquiryId id;
  domain::RecordNumber number;
};

class Inquiries {
 public:
  explicit Inquiries(Database& database) : database_(database) {}

  // ---- the kiosk's side
  base::Result<base::Done> Ask(const Inquiry& inquiry, base::TimePoint now);
  // Nothing: still open. Whatever is returned can be read once; CityTooLate also when there is no such question.
  base::Result<std::optional<domain::CityAnswer>> Take(const domain::InquiryId& id, base::TimePoint now);

  // ---- the daemon's side
  // Erases what is too late. Returns when there will be something to erase next; nothing: there is no question at all.
  base::Result<std::optional<base::TimePoint>> EraseStale(base::TimePoint now);
  // The question that is not answered yet.
  base::Result<std::optional<Inquiry>> Open();
  // `answer` is anything but CityTooLate. False: nobody waits for it any more, or it was answered; nothing was written.
  base::Result<bool> Answer(const domain::InquiryId& id, const domain::CityAnswer& answer);

 private:
  Database& database_;
};

}  // namespace bianmin::store
