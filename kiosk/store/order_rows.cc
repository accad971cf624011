#include "kiosk/store/order_rows.h"

#include <fmt/format.h>

#include "kiosk/domain/casework.h"
#include "kiosk/domain/limits.h"
#include "kiosk/store/arrival_rows.h"
#include "kiosk/store/casework_rows.h"
#include "kiosk/store/fields.h"

namespace bianmin::store {
namespace {

constexpr std::string_view kTable = "orders";

constexpr const char* kSelectHead =
    "SELECT serial, state, lookup_token, id FROM orders WHERE serial = ? AND number = ?";

constexpr const char* kInsertOrder =
    "INSERT INTO orders (serial, number, id, lookup_token, state, registered_at, respond_by, service_code, "
    "package_code, urgency, wants_home_registration, appointment_date, appointment_half, compound, building, unit, "
    "room, address_note, address_text, description, name, phone) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char* kSelectOrder =
    "SELECT id, state, registered_at, respond_by, service_code, package_code, urgency, wants_home_registration, "
    "appointment_date, appointment_half, compound, building, unit, room, address_note, address_text, description, "
    "name, phone FROM orders WHERE serial = ?";

constexpr const char* kInsertHistory =
    "INSERT INTO order_history (serial, place, state, act, actor, at, note) VALUES (?1, "
    "(SELECT ifnull(max(place) + 1, 0) FROM order_history WHERE serial = ?1), ?2, ?3, ?4, ?5, ?6)";

constexpr const char* kUpdateState = "UPDATE orders SET state = ? WHERE serial = ?";

// The registration and the newest entries after it.
constexpr const char* kSelectHistory =
    "SELECT h.state, h.act, h.actor, h.at, h.note, h.place, a.reason_code, a.text FROM order_history AS h "
    "LEFT JOIN staff_act AS a ON a.serial = h.serial AND a.place = h.place WHERE h.serial = ?1 AND (h.place = 0 OR "
    "h.place > (SELECT max(place) FROM order_history WHERE serial = ?1) - ?2) ORDER BY h.place";

constexpr const char* kSelectLastReminder =
    "SELECT at FROM order_history WHERE serial = ? AND act = 'remind' ORDER BY place DESC LIMIT 1";

// Of the words of staff, those that are meant for the resident.
std::vector<domain::HistoryEntry> LoadHistory(StoreCore& core, const domain::OrderId& order, std::int64_t serial) {
  std::vector<domain::HistoryEntry> history;
  Query row{core.connection(), kSelectHistory};
  row.Bind(serial).Bind(std::int64_t{domain::kMaxHistoryEntries - 1});
  while (row.Next()) {
    domain::HistoryEntry entry;
    entry.state = Known(domain::ParseOrderState(row.Text(0)), "order_history.state");
    if (const auto act = row.OptionalText(1)) entry.act = Known(domain::ParseOrderAct(*act), "order_history.act");
    entry.by = Known(domain::ParseActor(row.Text(2)), "order_history.actor");
    entry.at = row.Time(3);
    entry.note = row.Text(4);
    entry.reason_code = row.OptionalText(6).value_or("");
    if (!row.IsNull(7) && domain::TellsItsText(entry.act)) {
      const Fields fields{core, kStaffActTable, StaffActId(order, row.Integer(5))};
      entry.note = fields.Decrypt("text", row.Blob(7));
    }
    history.push_back(std::move(entry));
  }
  return history;
}

void InsertHistory(Connection& connection, std::int64_t serial, const domain::HistoryEntry& entry, bool is_first) {
  Query insert{connection, kInsertHistory};
  insert.Bind(serial).Bind(domain::WireName(entry.state));
  if (is_first) {
    insert.BindNull();
  } else {
    insert.Bind(domain::WireName(entry.act));
  }
  insert.Bind(domain::WireName(entry.by)).Bind(entry.at).Bind(entry.note).Run();
}

std::optional<domain::Appointment> AppointmentOf(const Query& row, int date, int half) {
  if (row.IsNull(date)) return std::nullopt;
  return domain::Appointment{.date = Known(base::ParseDate(row.Text(date)), "orders.appointment_date"),
                             .half = Known(domain::ParseHalfDay(row.Text(half)), "orders.appointment_half")};
}

std::optional<domain::Address> AddressOf(const Query& row, int compound, const Fields& fields) {
  if (row.IsNull(compound)) return std::nullopt;
  return domain::Address{.compound = row.Text(compound),
                         .building = fields.Decrypt("building", row.Blob(compound + 1)),
                         .unit = fields.Decrypt("unit", row.Blob(compound + 2)),
                         .room = fields.Decrypt("room", row.Blob(compound + 3)),
                         .note = fields.Decrypt("address_note", row.Blob(compound + 4))};
}

void BindAddress(Query& insert, const std::optional<domain::Address>& address, const Fields& fields) {
  if (!address) {
    for (int column = 0; column < 5; ++column) insert.BindNull();
    return;
  }
  insert.Bind(address->compound)
      .Bind(fields.Encrypt("building", address->building))
      .Bind(fields.Encrypt("unit", address->unit))
      .Bind(fields.Encrypt("room", address->room))
      .Bind(fields.Encrypt("address_note", address->note));
}

}  // namespace

std::string StaffActId(const domain::OrderId& order, std::int64_t place) {
  return fmt::format("{}/{}", order.Text(), place);
}

std::optional<OrderHead> FindOrderHead(Connection& connection, const domain::RecordNumber& number) {
  Query row{connection, kSelectHead};
  row.Bind(number.Serial()).Bind(number.text());
  if (!row.Next()) return std::nullopt;
  return OrderHead{.serial = row.Integer(0),
                   .state = Known(domain::ParseOrderState(row.Text(1)), "orders.state"),
                   .lookup_token = Exactly<base::Digest>(row.Blob(2), "orders.lookup_token"),
                   .id = domain::OrderId{Exactly<base::UuidBytes>(row.Blob(3), "orders.id")}};
}

domain::Order LoadOrder(StoreCore& core, const domain::RecordNumber& number) {
  Query row{core.connection(), kSelectOrder};
  row.Bind(number.Serial());
  CHECK(row.Next());
  const domain::OrderId id{Exactly<base::UuidBytes>(row.Blob(0), "orders.id")};
  const Fields fields{core, kTable, id.Text()};
  domain::Need need{.service_code = row.Text(4),
                    .package_code = row.Text(5),
                    .description = fields.Decrypt("description", row.Blob(16)),
                    .urgency = Known(domain::ParseUrgency(row.Text(6)), "orders.urgency"),
                    .address = AddressOf(row, 10, fields),
                    .address_text = fields.Decrypt("address_text", row.Blob(15)),
                    .appointment = AppointmentOf(row, 8, 9),
                    .wants_home_registration = row.Integer(7) != 0,
                    .contact = fields.DecryptContact(row.Blob(17), row.Blob(18))};
  domain::Order order{.id = id,
                      .number = number,
                      .need = std::move(need),
                      .registered_at = row.Time(2),
                      .respond_by = row.Time(3),
                      .state = Known(domain::ParseOrderState(row.Text(1)), "orders.state"),
                      .history = LoadHistory(core, id, number.Serial())};
  order.arrival = FindArrival(core.connection(), number);
  if (domain::HasVisit(order.state)) order.visit = LoadVisit(core, id, number.Serial());
  return order;
}

void InsertOrder(StoreCore& core, const domain::Order& order) {
  const domain::Need& need = order.need;
  const Fields fields{core, kTable, order.id.Text()};
  {
    Query insert{core.connection(), kInsertOrder};
    insert.Bind(order.number.Serial()).Bind(order.number.text()).Bind(order.id.bytes());
    insert.Bind(LookupToken(core, order.number, need.contact.phone.LastFour()));
    insert.Bind(domain::WireName(order.state)).Bind(order.registered_at).Bind(order.respond_by);
    insert.Bind(need.service_code).Bind(need.package_code).Bind(domain::WireName(need.urgency));
    insert.Bind(std::int64_t{need.wants_home_registration});
    if (need.appointment) {
      insert.Bind(base::FormatDate(need.appointment->date)).Bind(domain::WireName(need.appointment->half));
    } else {
      insert.BindNull().BindNull();
    }
    BindAddress(insert, need.address, fields);
    insert.Bind(fields.Encrypt("address_text", need.address_text))
        .Bind(fields.Encrypt("description", need.description))
        .Bind(fields.Encrypt("name", need.contact.name.text()))
        .Bind(fields.Encrypt("phone", need.contact.phone.digits()))
        .Run();
  }
  InsertHistory(core.connection(), order.number.Serial(), order.history.front(), true);
}

void AppendToHistory(Connection& connection, std::int64_t serial, const domain::HistoryEntry& entry) {
  InsertHistory(connection, serial, entry, false);
  Query{connection, kUpdateState}.Bind(domain::WireName(entry.state)).Bind(serial).Run();
}

std::optional<base::TimePoint> LastReminder(Connection& connection, std::int64_t serial) {
  Query row{connection, kSelectLastReminder};
  row.Bind(serial);
  if (!row.Next()) return std::nullopt;
  return row.Time(0);
}

}  // namespace bianmin::store
