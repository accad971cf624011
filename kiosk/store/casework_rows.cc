#include "kiosk/store/casework_rows.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/document_rows.h"
#include "kiosk/store/fields.h"
#include "kiosk/store/order_rows.h"
#include "kiosk/store/work_item_rows.h"

namespace bianmin::store {
namespace {

using domain::CaseAct;
using domain::CaseFile;
using domain::OrderAct;

constexpr std::string_view kCaseTable = "order_case";

constexpr const char* kInsertAct =
    "INSERT INTO staff_act (serial, place, staff, role, reason_code, service_code, provider_code, assignee, care, "
    "text, "
    "signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kSelectLastPlace = "SELECT max(place) FROM order_history WHERE serial = ?";

constexpr const char* kMakeCase = "INSERT INTO order_case (serial) VALUES (?) ON CONFLICT (serial) DO NOTHING";
constexpr const char* kKeepFirst =
    "UPDATE order_case SET first_service_code = orders.service_code, first_package_code = orders.package_code "
    "FROM orders WHERE orders.serial = order_case.serial AND order_case.serial = ? AND first_service_code IS NULL";
constexpr const char* kReclassify = "UPDATE orders SET service_code = ?, package_code = ? WHERE serial = ?";
constexpr const char* kAssign = "UPDATE order_case SET assigned_to = ? WHERE serial = ?";
constexpr const char* kSetCare = "UPDATE order_case SET care = ? WHERE serial = ?";
constexpr const char* kDispatch =
    "UPDATE order_case SET provider_code = ?, language = ?, confirm_by = ?, confirmed_at = NULL, visit_date = NULL, "
    "visit_half = NULL, visit_place = NULL, fee_fen = NULL WHERE serial = ?";
constexpr const char* kConfirm =
    "UPDATE order_case SET confirmed_at = ?, visit_date = ?, visit_half = ?, visit_place = ?, fee_fen = ? "
    "WHERE serial = ?";

constexpr const char* kInsertOnBehalf =
    "INSERT INTO registered_on_behalf (serial, staff, identity, consented_at) VALUES (?, ?, ?, ?)";

constexpr const char* kSelectCase =
    "SELECT first_service_code, first_package_code, assigned_to, care, provider_code, confirm_by, confirmed_at, "
    "language FROM order_case WHERE serial = ?";
// What was agreed before an order was reopened, or before the city gave it to somebody, holds no longer.
constexpr const char* kSelectVisit =
    "SELECT provider_code, visit_date, visit_half, visit_place, fee_fen FROM order_case "
    "WHERE serial = ?1 AND visit_date IS NOT NULL AND NOT EXISTS (SELECT 1 FROM order_history WHERE serial = ?1 "
    "AND act IN ('reopen', 'dispatch') AND place > (SELECT max(place) FROM order_history WHERE serial = ?1 "
    "AND act = 'confirm_details'))";
constexpr const char* kSelectActs =
    "SELECT place, staff, service_code, provider_code, assignee, care, text FROM staff_act WHERE serial = ?1 AND "
    "place > (SELECT max(place) FROM order_history WHERE serial = ?1) - ?2 ORDER BY place";
constexpr const char* kSelectSignature =
    "SELECT place, signature FROM staff_act WHERE serial = ? AND signature IS NOT NULL ORDER BY place DESC LIMIT 1";
constexpr const char* kSelectOnBehalf =
    "SELECT staff, identity, consented_at FROM registered_on_behalf WHERE serial = ?";
constexpr const char* kSelectWaiting =
    "SELECT count(*), min(recorded_at) FROM outbox WHERE state = 'waiting' AND record = ?";
constexpr const char* kSelectRefused =
    "SELECT why FROM outbox WHERE state = 'dead' AND record = ? ORDER BY sequence DESC LIMIT 1";

constexpr const char* kSelectLoads =
    "SELECT order_case.provider_code, count(*) FROM order_case JOIN orders ON orders.serial = order_case.serial "
    "WHERE order_case.provider_code IS NOT NULL AND orders.state IN ('dispatched', 'in_service') "
    "GROUP BY order_case.provider_code ORDER BY order_case.provider_code";
// By the number of the order they are about; of anonymous ratings nobody can say whose work they praise.
constexpr const char* kSelectStars =
    "SELECT order_case.provider_code, count(*), sum(named_rating.overall) FROM named_rating "
    "JOIN orders ON orders.number = named_rating.order_number AND "
    "orders.serial = CAST(substr(named_rating.order_number, 3, 7) AS INTEGER) "
    "JOIN order_case ON order_case.serial = orders.serial WHERE order_case.provider_code IS NOT NULL "
    "GROUP BY order_case.provider_code ORDER BY order_case.provider_code";

Fields ActFields(StoreCore& core, const domain::OrderId& order, std::int64_t place) {
  return {core, kStaffActTable, StaffActId(order, place)};
}

std::int64_t LastPlace(Connection& connection, std::int64_t serial) {
  Query row{connection, kSelectLastPlace};
  row.Bind(serial);
  CHECK(row.Next());
  return row.Integer(0);
}

domain::StaffNumber StaffIn(const std::string& text) {
  const auto number = domain::StaffNumber::Parse(text);
  if (!number) throw Failure{{base::ErrorCode::Corrupt, "the database holds an unknown staff number"}};
  return *number;
}

void LoadWhatHolds(StoreCore& core, std::int64_t serial, CaseFile& file) {
  Query row{core.connection(), kSelectCase};
  row.Bind(serial);
  if (!row.Next()) return;
  if (!row.IsNull(0)) file.first = {.service_code = row.Text(0), .package_code = row.Text(1)};
  if (const auto staff = row.OptionalText(2)) file.assigned_to = StaffIn(*staff);
  file.care = Known(domain::ParseCareClass(row.Text(3)), "order_case.care");
  file.provider_code = row.OptionalText(4).value_or("");
  file.confirm_by = row.OptionalTime(5);
  file.confirmed_at = row.OptionalTime(6);
  file.language = row.Text(7);
  if (auto visit = LoadVisit(core, file.order.id, serial)) file.details = std::move(visit->details);
}

// The entries of the history are the registration, then the newest in a row: `last` is the place of the last of them.
void LoadActs(StoreCore& core, std::int64_t serial, CaseFile& file) {
  for (const domain::HistoryEntry& entry : file.order.history) {
    file.entries.push_back(
        {.what = entry, .staff = {}, .service_code = {}, .provider_code = {}, .assignee = {}, .care = {}});
  }
  const std::int64_t last = LastPlace(core.connection(), serial);
  Query row{core.connection(), kSelectActs};
  row.Bind(serial).Bind(std::int64_t{domain::kMaxHistoryEntries - 1});
  while (row.Next()) {
    const std::int64_t place = row.Integer(0);
    const std::int64_t from_end = last - place;
    CHECK(from_end < static_cast<std::int64_t>(file.entries.size()));
    domain::CaseEntry& entry = file.entries[file.entries.size() - 1 - static_cast<std::size_t>(from_end)];
    entry.staff = StaffIn(row.Text(1));
    entry.service_code = row.Text(2);
    entry.provider_code = row.Text(3);
    if (const std::string assignee = row.Text(4); !assignee.empty()) entry.assignee = StaffIn(assignee);
    if (const std::string care = row.Text(5); !care.empty()) {
      entry.care = Known(domain::ParseCareClass(care), "staff_act.care");
    }
    if (!row.IsNull(6)) entry.what.note = ActFields(core, file.order.id, place).Decrypt("text", row.Blob(6));
  }
}

void LoadSignature(StoreCore& core, std::int64_t serial, CaseFile& file) {
  Query row{core.connection(), kSelectSignature};
  row.Bind(serial);
  if (!row.Next()) return;
  auto signature =
      domain::ParseSignature(ActFields(core, file.order.id, row.Integer(0)).Decrypt("signature", row.Blob(1)));
  if (!signature) throw Failure{signature.error()};
  file.signature = *std::move(signature);
}

void LoadOnBehalf(Connection& connection, std::int64_t serial, CaseFile& file) {
  Query row{connection, kSelectOnBehalf};
  row.Bind(serial);
  if (!row.Next()) return;
  file.on_behalf =
      domain::BehalfRecord{.staff = StaffIn(row.Text(0)),
                           .identity = Known(domain::ParseIdentityProof(row.Text(1)), "registered_on_behalf.identity"),
                           .consented_at = row.Time(2)};
}

void LoadCity(Connection& connection, CaseFile& file) {
  {
    Query row{connection, kSelectWaiting};
    row.Bind(file.order.number.text());
    CHECK(row.Next());
    file.city.waiting = static_cast<int>(row.Integer(0));
    file.city.waiting_since = row.OptionalTime(1);
  }
  Query row{connection, kSelectRefused};
  row.Bind(file.order.number.text());
  if (row.Next()) file.city.refused = row.Text(0);
}

// Whoever can hardly help themself comes first.
domain::PriorityClass PlaceOf(domain::CareClass care) {
  switch (care) {
    case domain::CareClass::Elder:
    case domain::CareClass::Disabled:
    case domain::CareClass::Illness:
      return domain::PriorityClass::First;
    case domain::CareClass::Child:
    case domain::CareClass::Hardship:
      return domain::PriorityClass::Second;
    case domain::CareClass::None:
      break;
  }
  return domain::PriorityClass::Ordinary;
}

std::optional<std::string> IfAny(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>{text};
}

}  // namespace

void InsertStaffAct(StoreCore& core, const KeptAct& kept) {
  Connection& connection = core.connection();
  const std::int64_t place = LastPlace(connection, kept.serial);
  const Fields fields = ActFields(core, kept.order, place);
  const CaseAct& act = kept.act;
  const std::string signature = act.signature.empty() ? "" : domain::WriteSignature(act.signature);
  Query insert{connection, kInsertAct};
  insert.Bind(kept.serial).Bind(place).Bind(kept.by.number.text()).Bind(domain::WireName(kept.by.role));
  insert.Bind(act.reason_code).Bind(act.service_code).Bind(act.provider_code);
  insert.Bind(act.assignee ? act.assignee->text() : std::string());
  insert.Bind(act.care ? domain::WireName(*act.care) : std::string_view{});
  insert.Bind(fields.EncryptIfAny("text", IfAny(act.text))).Bind(fields.EncryptIfAny("signature", IfAny(signature)));
  insert.Run();
}

void UpdateCase(StoreCore& core, const KeptAct& kept) {
  Connection& connection = core.connection();
  const CaseAct& act = kept.act;
  Query{connection, kMakeCase}.Bind(kept.serial).Run();
  switch (act.act) {
    case OrderAct::Reclassify:
      Query{connection, kKeepFirst}.Bind(kept.serial).Run();
      Query{connection, kReclassify}.Bind(act.service_code).Bind(act.package_code).Bind(kept.serial).Run();
      break;
    case OrderAct::Assign:
      Query{connection, kAssign}.Bind(act.assignee.value().text()).Bind(kept.serial).Run();
      SetOwner(connection, kept.serial, act.assignee);
      break;
    case OrderAct::SetPriority:
      Query{connection, kSetCare}.Bind(domain::WireName(act.care.value())).Bind(kept.serial).Run();
      SetPriority(connection, kept.serial, PlaceOf(*act.care));
      break;
    case OrderAct::Dispatch: {
      const base::TimePoint confirm_by = kept.now + core.parts.times.provider_details;
      Query{connection, kDispatch}.Bind(act.provider_code).Bind(act.language).Bind(confirm_by).Bind(kept.serial).Run();
      SetDue(connection, kept.serial, confirm_by);
      break;
    }
    case OrderAct::ConfirmDetails: {
      const domain::Details& details = act.details.value();
      const Fields fields{core, kCaseTable, kept.order.Text()};
      Query update{connection, kConfirm};
      update.Bind(kept.now).Bind(base::FormatDate(details.when.date)).Bind(domain::WireName(details.when.half));
      update.Bind(fields.Encrypt("visit_place", details.place)).Bind(details.fee_fen).Bind(kept.serial).Run();
      SetDue(connection, kept.serial, std::nullopt);
      break;
    }
    default:
      break;
  }
}

void InsertOnBehalf(Connection& connection, std::int64_t serial, const domain::StaffNumber& staff,
                    const domain::OnBehalf& behalf, base::TimePoint now) {
  Query insert{connection, kInsertOnBehalf};
  insert.Bind(serial).Bind(staff.text()).Bind(domain::WireName(behalf.identity)).Bind(now).Run();
}

std::optional<domain::Visit> LoadVisit(StoreCore& core, const domain::OrderId& order, std::int64_t serial) {
  Query row{core.connection(), kSelectVisit};
  row.Bind(serial);
  if (!row.Next()) return std::nullopt;
  const Fields fields{core, kCaseTable, order.Text()};
  return domain::Visit{.provider_code = row.Text(0),
                       .details = {.when = {.date = Known(base::ParseDate(row.Text(1)), "order_case.visit_date"),
                                            .half = Known(domain::ParseHalfDay(row.Text(2)), "order_case.visit_half")},
                                   .place = fields.Decrypt("visit_place", row.Blob(3)),
                                   .fee_fen = row.Integer(4)}};
}

CaseFile LoadCase(StoreCore& core, const domain::RecordNumber& number) {
  CaseFile file{.order = LoadOrder(core, number)};
  LoadWhatHolds(core, number.Serial(), file);
  LoadActs(core, number.Serial(), file);
  LoadSignature(core, number.Serial(), file);
  LoadOnBehalf(core.connection(), number.Serial(), file);
  LoadCity(core.connection(), file);
  file.documents = LoadDocuments(core.connection(), number.text());
  return file;
}

domain::ProviderRecords LoadProviderRecords(Connection& connection) {
  domain::ProviderRecords records;
  {
    Query row{connection, kSelectLoads};
    while (row.Next()) records[row.Text(0)].orders_in_hand = static_cast<int>(row.Integer(1));
  }
  Query row{connection, kSelectStars};
  while (row.Next()) {
    domain::ProviderRecord& record = records[row.Text(0)];
    record.ratings = static_cast<int>(row.Integer(1));
    record.stars = static_cast<int>(row.Integer(2));
  }
  return records;
}

}  // namespace bianmin::store
