#pragma once
// What residents do, made durable. Each function that changes something is one use case and one transaction: the rows,
// the event for the centre and the journal entry are on disk together, or none of them is. When it returns a value,
// that value survives a power cut. Personal fields are encrypted one by one under the kiosk's key.
//
// A Store owns its connection and belongs to one thread at a time; commits take as long as the disk's flush, so the
// kiosk calls it on a worker thread. No function throws. Errors a caller must expect everywhere: DiskFull and
// Unavailable (nothing was changed), Corrupt (call the operator).

#include <memory>
#include <optional>
#include <string_view>
#include <variant>

#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "kiosk/base/result.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/city_record.h"
#include "kiosk/domain/complaint.h"
#include "kiosk/domain/draft_code.h"
#include "kiosk/domain/event.h"
#include "kiosk/domain/figures.h"
#include "kiosk/domain/named_rating.h"
#include "kiosk/domain/order.h"
#include "kiosk/domain/rating.h"
#include "kiosk/domain/record_number.h"
#include "kiosk/domain/response_clock.h"
#include "kiosk/domain/working_calendar.h"
#include "kiosk/store/database.h"
#include "kiosk/store/outbox.h"

namespace bianmin::store {

// References must outlive the Store.
struct StoreParts {
  Database database;
  base::SecretKey key;
  const base::Clock& clock;
  base::Random& random;
  const domain::EventWriter& events;
  domain::KioskCode kiosk;
  domain::ResponseTimes times;
  domain::WorkingCalendar calendar;
  base::CodeWork code_work = {};  // of an interrupted form's code, and of a new PIN
};

struct RatingReceipt {
  std::optional<domain::RecordNumber> number;  // of a named rating
  std::optional<base::TimePoint> answer_by;    // of a named bad one
};

// Nothing is stored under this number with these digits. Which of the two is wrong is not told.
struct NoSuchPair {};
// Too many wrong pairs: nothing was looked up. Ask again from `at` on.
struct WaitUntil {
  base::TimePoint at;
};
using Lookup = std::variant<domain::Order, domain::Complaint, domain::NamedRating, NoSuchPair, WaitUntil>;

// An interrupted form, as the caller wrote it down.
struct KeptDraft {
  std::string content;
};
// Nothing is kept under this code, or not any more.
struct NoSuchDraft {};
using DraftLookup = std::variant<KeptDraft, NoSuchDraft, WaitUntil>;

struct StoreCore;

class Store {
 public:
  // Refused when the database was written with another key.
  static base::Result<Store> Open(StoreParts parts);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Invalid when a text holds what domain::ParseText refuses or a code is none; TooLarge past a limit. The same holds
  // for ratings and complaints.
  base::Result<domain::Order> RegisterOrder(const domain::Need& need);

  // The acts of a resident on an order; the caller has made sure of the resident by Find. NotFound; Refused when the
  // state does not allow it now.
  base::Result<domain::Order> CancelOrder(const domain::RecordNumber& number, std::string_view reason_code);
  // 催办; Refused within domain::kReminderPause of the last one.
  base::Result<domain::Order> RemindOrder(const domain::RecordNumber& number);
  base::Result<domain::Order> ConfirmCompletion(const domain::RecordNumber& number);
  base::Result<domain::Order> Reopen(const domain::RecordNumber& number);

  // Conflict when this order or visit was rated before, by whomever; NotFound when the rated order is not of this
  // kiosk.
  base::Result<RatingReceipt> GiveRating(const domain::GivenRating& rating);
  // A complaint about the centre itself is readable by the city alone: here its description and contact are not kept,
  // and Find returns it without them.
  base::Result<domain::Complaint> FileComplaint(const domain::FiledComplaint& complaint);

  // 查询进度. Wrong pairs are counted on disk, so that switching the kiosk off does not help a guesser; the work is the
  // same whichever part is wrong. An anonymous complaint or rating is never found.
  base::Result<Lookup> Find(const domain::RecordNumber& number, std::string_view last_four_digits);
  // The record of a receipt that was proven genuine (domain::NumberOfReceipt), without the phone digits. NoSuchPair:
  // another kiosk's.
  base::Result<Lookup> FindByReceipt(const domain::RecordNumber& number);
  // For an order already found in this session, to show it again after a change.
  base::Result<domain::Order> FindOrder(const domain::RecordNumber& number);

  // Interrupted forms, each for domain::kDraftKept under a code that is written nowhere. The bytes open with the
  // kiosk's key and the code together; neither does alone, and searching for the code is slow even with the key. The
  // city hears nothing of them. Of more than domain::kMaxDrafts the oldest goes. Each call takes 0.2 seconds of
  // work.
  //
  // Conflict when the code is in use: make another. TooLarge past domain::kMaxDraftBytes.
  base::Result<base::Done> KeepDraft(const domain::DraftCode& code, std::string_view content);
  // Leaves the draft where it is until ForgetDraft. Wrong codes are counted on disk and slowed down as wrong pairs are.
  base::Result<DraftLookup> OpenDraft(const domain::DraftCode& code);
  // Also when there is none.
  base::Result<base::Done> ForgetDraft(const domain::DraftCode& code);

  // Asks the city, by way of bianmin-sync, for a record of another kiosk; the caller has made sure that the receipt is
  // genuine. One question at a time: a new one takes the place of the one before.
  base::Result<domain::InquiryId> AskCity(const domain::RecordNumber& number);
  // Nothing as long as the question is open, domain::kInquiryLives at most. An answer is given once and then erased.
  base::Result<std::optional<domain::CityAnswer>> CitysAnswer(const domain::InquiryId& inquiry);

  base::Result<domain::Counts> CountsSoFar();
  base::Result<OutboxStatus> Waiting();
  base::Result<CentreContact> Contact();
  base::Result<bool> ChangedElsewhere();

  // Promised days are counted by this calendar from now on.
  void UseCalendar(domain::WorkingCalendar calendar);

  Database& database();
  // For the use cases of staff, which are classes of their own over the same store (staff_accounts.h …).
  StoreCore& core();

 private:
  explicit Store(std::unique_ptr<StoreCore> core);
  std::unique_ptr<StoreCore> core_;
};

}  // namespace bianmin::store
