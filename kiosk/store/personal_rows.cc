#include "kiosk/store/personal_rows.h"

#include "kiosk/store/appeals.h"
#include "kiosk/store/complaint_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/search_rows.h"

namespace bianmin::store {
namespace {

using domain::RecordNumber;
using Kind = domain::HeldFields::Kind;

constexpr const char* kSelectOrder = "SELECT id FROM orders WHERE serial = ? AND number = ?";
constexpr const char* kSelectComplaint =
    "SELECT id, state, whom, description, name, phone FROM complaint WHERE serial = ? AND number = ?";
constexpr const char* kSelectRating =
    "SELECT id, comment, name, phone, EXISTS (SELECT 1 FROM grievance WHERE grievance.serial = named_rating.serial "
    "AND grievance.step <> 'closed') FROM named_rating WHERE serial = ? AND number = ?";
constexpr const char* kIsUndelivered = "SELECT 1 FROM outbox WHERE record = ? AND state <> 'delivered' LIMIT 1";
constexpr const char* kSelectErasure = "SELECT erased_at FROM erasure WHERE serial = ?";
constexpr const char* kCountDocuments = "SELECT count(*) FROM document WHERE record = ? AND body IS NOT NULL";

constexpr const char* kUpdateOrder = "UPDATE orders SET name = ?, phone = ?, lookup_token = ? WHERE serial = ?";
constexpr const char* kUpdateComplaint = "UPDATE complaint SET name = ?, phone = ?, lookup_token = ? WHERE serial = ?";
constexpr const char* kUpdateRating = "UPDATE named_rating SET name = ?, phone = ? WHERE serial = ?";

constexpr const char* kEraseOrder =
    "UPDATE orders SET compound = NULL, building = NULL, unit = NULL, room = NULL, address_note = NULL, "
    "address_text = ?, description = ?, name = ?, phone = ?, lookup_token = randomblob(32) WHERE serial = ?";
constexpr const char* kEraseComplaint =
    "UPDATE complaint SET whom = NULL, description = NULL, name = NULL, phone = NULL, lookup_token = NULL, "
    "answer = '' WHERE serial = ?";
constexpr const char* kEraseRating = "UPDATE named_rating SET comment = ?, name = ?, phone = ? WHERE serial = ?";
constexpr const char* kEraseNotes = "UPDATE order_history SET note = '' WHERE serial = ? AND note <> ''";
constexpr const char* kEraseDocuments = "UPDATE document SET body = NULL WHERE record = ?";
// What staff wrote about a record may name its resident.
constexpr const char* kEraseStaffTexts[] = {
    "UPDATE staff_act SET text = NULL, signature = NULL WHERE serial = ?",
    "UPDATE grievance SET answer = NULL, remedy_sought = NULL, remedy_given = NULL WHERE serial = ?",
    "UPDATE handling SET words = NULL WHERE serial = ?",
    "UPDATE rectification SET problem = NULL, cause = NULL, measure = NULL, call_back_words = NULL "
    "WHERE grievance = ?",
    "DELETE FROM evidence WHERE rectification IN (SELECT id FROM rectification WHERE grievance = ?)"};
constexpr const char* kSelectPhotos =
    "SELECT photo FROM evidence JOIN rectification ON rectification.id = evidence.rectification "
    "WHERE grievance = ? AND photo IS NOT NULL";
constexpr const char* kSelectPlaced = "SELECT 1 FROM order_case WHERE serial = ? AND visit_place IS NOT NULL";
constexpr const char* kErasePlace = "UPDATE order_case SET visit_place = ? WHERE serial = ?";
constexpr const char* kRemember =
    "INSERT INTO erasure (serial, erased_at, why) VALUES (?, ?, ?) ON CONFLICT (serial) DO NOTHING";

// When it was closed: of an order by its history, of the rest by its handling; a rating that nobody had to handle ended
// when it was given. What is still being rectified is not over.
constexpr const char* kDueOrders =
    "SELECT number FROM orders WHERE state IN ('completed', 'cancelled', 'declined') AND registered_at < ?1 "
    "AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.serial = orders.serial) "
    "AND (SELECT max(at) FROM order_history WHERE order_history.serial = orders.serial) < ?1 "
    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.record = orders.number AND outbox.state <> 'delivered') "
    "ORDER BY serial LIMIT ?2";
constexpr const char* kDueComplaints =
    "SELECT number FROM complaint WHERE state = 'closed' AND filed_at < ?1 "
    "AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.serial = complaint.serial) "
    "AND NOT EXISTS (SELECT 1 FROM grievance WHERE grievance.serial = complaint.serial "
    "AND ifnull(closed_at, ?1) >= ?1) "
    "AND NOT EXISTS (SELECT 1 FROM rectification WHERE grievance = complaint.serial AND state <> 'closed') "
    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.record = complaint.number AND outbox.state <> 'delivered') "
    "ORDER BY serial LIMIT ?2";
constexpr const char* kDueRatings =
    "SELECT number FROM named_rating WHERE given_at < ?1 "
    "AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.serial = named_rating.serial) "
    "AND NOT EXISTS (SELECT 1 FROM grievance WHERE grievance.serial = named_rating.serial "
    "AND ifnull(closed_at, ?1) >= ?1) "
    "AND NOT EXISTS (SELECT 1 FROM rectification WHERE grievance = named_rating.serial AND state <> 'closed') "
    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.record = named_rating.number "
    "AND outbox.state <> 'delivered') ORDER BY serial LIMIT ?2";

const char* TableOf(Kind kind) {
  return kind == Kind::Order ? "orders" : kind == Kind::Complaint ? "complaint" : "named_rating";
}

std::optional<domain::HeldFields> FindOrder(StoreCore& core, const RecordNumber& number) {
  if (!FindOrderHead(core.connection(), number)) return std::nullopt;
  const domain::Order order = LoadOrder(core, number);
  return domain::HeldFields{.kind = Kind::Order,
                            .number = number,
                            .is_open = domain::IsOpen(order.state),
                            .contact = order.need.contact,
                            .address = order.need.address_text,
                            .words = order.need.description};
}

std::optional<domain::HeldFields> FindComplaint(StoreCore& core, const RecordNumber& number) {
  Query row{core.connection(), kSelectComplaint};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next()) return std::nullopt;
  const Fields fields{core, TableOf(Kind::Complaint),
                      domain::ComplaintId{Exactly<base::UuidBytes>(row.Blob(0), "complaint.id")}.Text()};
  domain::HeldFields held{.kind = Kind::Complaint, .number = number};
  held.is_open = row.Text(1) != domain::WireName(domain::ComplaintState::Closed);
  if (!row.IsNull(3)) held.words = fields.Decrypt("description", row.Blob(3));
  if (!row.IsNull(4)) held.contact = fields.DecryptContact(row.Blob(4), row.Blob(5));
  return held;
}

std::optional<domain::HeldFields> FindRating(StoreCore& core, const RecordNumber& number) {
  Query row{core.connection(), kSelectRating};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next()) return std::nullopt;
  const Fields fields{core, TableOf(Kind::Rating),
                      domain::RatingId{Exactly<base::UuidBytes>(row.Blob(0), "named_rating.id")}.Text()};
  return domain::HeldFields{.kind = Kind::Rating,
                            .number = number,
                            .is_open = row.Integer(4) != 0,
                            .contact = fields.DecryptContact(row.Blob(2), row.Blob(3)),
                            .words = fields.Decrypt("comment", row.Blob(1))};
}

constexpr const char* kOrderId = "SELECT id FROM orders WHERE serial = ?";
constexpr const char* kComplaintId = "SELECT id FROM complaint WHERE serial = ?";
constexpr const char* kRatingId = "SELECT id FROM named_rating WHERE serial = ?";

base::UuidBytes IdOf(StoreCore& core, const domain::HeldFields& held) {
  const char* sql = held.kind == Kind::Order ? kOrderId : held.kind == Kind::Complaint ? kComplaintId : kRatingId;
  Query row{core.connection(), sql};
  row.Bind(held.number.Serial());
  CHECK(row.Next());
  return Exactly<base::UuidBytes>(row.Blob(0), "id");
}

Fields FieldsOf(StoreCore& core, const domain::HeldFields& held) {
  return {core, TableOf(held.kind), base::FormatUuid(IdOf(core, held))};
}

void EraseColumns(StoreCore& core, const domain::HeldFields& held) {
  Connection& connection = core.connection();
  const std::int64_t serial = held.number.Serial();
  if (held.kind == Kind::Complaint) {
    Query{connection, kEraseComplaint}.Bind(serial).Run();
    return;
  }
  const Fields fields = FieldsOf(core, held);
  const domain::Contact nobody = domain::ErasedContact();
  const base::Bytes name = fields.Encrypt("name", nobody.name.text());
  const base::Bytes phone = fields.Encrypt("phone", nobody.phone.digits());
  if (held.kind == Kind::Order) {
    Query erase{connection, kEraseOrder};
    erase.Bind(fields.Encrypt("address_text", "")).Bind(fields.Encrypt("description", "")).Bind(name).Bind(phone);
    erase.Bind(serial).Run();
    Query{connection, kEraseNotes}.Bind(serial).Run();
  } else {
    Query erase{connection, kEraseRating};
    erase.Bind(fields.Encrypt("comment", "")).Bind(name).Bind(phone).Bind(serial).Run();
  }
}

void EraseWhatStaffWrote(StoreCore& core, const domain::HeldFields& held) {
  Connection& connection = core.connection();
  const std::int64_t serial = held.number.Serial();
  for (const char* sql : kEraseStaffTexts) Query{connection, sql}.Bind(serial).Run();
  if (held.kind == Kind::Rating) EraseWordsOfAppeal(core, domain::RatingId{IdOf(core, held)});
  {
    Query placed{connection, kSelectPlaced};
    if (!placed.Bind(serial).Next()) return;
  }
  const Fields fields{core, "order_case", domain::OrderId{IdOf(core, held)}.Text()};
  Query{connection, kErasePlace}.Bind(fields.Encrypt("visit_place", "")).Bind(serial).Run();
}

}  // namespace

std::optional<domain::HeldFields> FindHeld(StoreCore& core, const RecordNumber& number) {
  auto held = FindOrder(core, number);
  if (!held) held = FindComplaint(core, number);
  if (!held) held = FindRating(core, number);
  if (!held) return std::nullopt;
  {
    Query undelivered{core.connection(), kIsUndelivered};
    held->is_delivered = !undelivered.Bind(number.text()).Next();
  }
  {
    Query documents{core.connection(), kCountDocuments};
    documents.Bind(number.text()).Next();
    held->documents = documents.Integer(0);
  }
  Query erasure{core.connection(), kSelectErasure};
  if (erasure.Bind(number.Serial()).Next()) held->erased_at = erasure.Time(0);
  if (held->contact && domain::IsErased(*held->contact)) held->contact.reset();
  return held;
}

void WriteContact(StoreCore& core, const domain::HeldFields& held, const domain::Contact& contact) {
  const Fields fields = FieldsOf(core, held);
  const base::Bytes name = fields.Encrypt("name", contact.name.text());
  const base::Bytes phone = fields.Encrypt("phone", contact.phone.digits());
  const std::int64_t serial = held.number.Serial();
  RemoveFromSearch(core, serial);
  if (held.kind == Kind::Rating) {
    Query{core.connection(), kUpdateRating}.Bind(name).Bind(phone).Bind(serial).Run();
  } else {
    const base::Digest token = LookupToken(core, held.number, contact.phone.LastFour());
    Query update{core.connection(), held.kind == Kind::Order ? kUpdateOrder : kUpdateComplaint};
    update.Bind(name).Bind(phone).Bind(token).Bind(serial).Run();
  }
  IndexAgain(core, serial);
}

std::vector<std::string> ErasePersonalOf(StoreCore& core, const domain::HeldFields& held, WhyErased why,
                                         base::TimePoint now) {
  std::vector<std::string> photos;
  {
    Query photo{core.connection(), kSelectPhotos};
    photo.Bind(held.number.Serial());
    while (photo.Next()) photos.push_back(photo.Text(0));
  }
  RemoveFromSearch(core, held.number.Serial());
  EraseColumns(core, held);
  EraseWhatStaffWrote(core, held);
  IndexAgain(core, held.number.Serial());
  Query{core.connection(), kEraseDocuments}.Bind(held.number.text()).Run();
  Query remember{core.connection(), kRemember};
  remember.Bind(held.number.Serial()).Bind(now);
  remember.Bind(std::string_view(why == WhyErased::Age ? "age" : "request")).Run();
  return photos;
}

std::vector<RecordNumber> DueForErasure(Connection& connection, base::TimePoint before, int most) {
  std::vector<RecordNumber> due;
  const auto add = [&](const char* sql) {
    if (static_cast<int>(due.size()) >= most) return;
    Query row{connection, sql};
    row.Bind(before).Bind(std::int64_t{most} - static_cast<std::int64_t>(due.size()));
    while (row.Next()) {
      const auto number = RecordNumber::Parse(row.Text(0));
      due.push_back(Known(number ? std::optional{*number} : std::nullopt, "number"));
    }
  };
  add(kDueOrders);
  add(kDueComplaints);
  add(kDueRatings);
  return due;
}

}  // namespace bianmin::store
