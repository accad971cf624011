#include "kiosk/store/work_item_rows.h"

namespace bianmin::store {
namespace {

constexpr std::string_view kNotNamedYet = "?";

constexpr const char* kSelectByNumber = "SELECT serial FROM work_item WHERE serial = ? AND number = ?";
constexpr const char* kSelectByRating = "SELECT serial FROM work_item WHERE rating = ?";
constexpr const char* kSetOwner = "UPDATE work_item SET owner = ?2 WHERE serial = ?1";
constexpr const char* kSetPriority = "UPDATE work_item SET priority = ?2 WHERE serial = ?1";
constexpr const char* kSetDue = "UPDATE work_item SET due = ?2 WHERE serial = ?1";
constexpr const char* kSetAbout = "UPDATE work_item SET about_staff = ?2 WHERE serial = ?1";
constexpr const char* kSelectAbout = "SELECT about_staff FROM work_item WHERE serial = ?";
constexpr const char* kSelectItem =
    "SELECT number, rating, kind, is_open, is_urgent, priority, due, arrived, service_code, state, owner, "
    "acknowledged_at IS NOT NULL, EXISTS (SELECT 1 FROM outbox WHERE record = work_item.number AND "
    "outbox.state <> 'delivered') FROM work_item WHERE serial = ?";

}  // namespace

std::optional<std::int64_t> WorkSerial(Connection& connection, const domain::RecordNumber& number) {
  Query row{connection, kSelectByNumber};
  row.Bind(number.Serial()).Bind(number.text());
  return row.Next() ? std::optional{row.Integer(0)} : std::nullopt;
}

std::optional<std::int64_t> WorkSerial(Connection& connection, const domain::RatingId& anonymous) {
  Query row{connection, kSelectByRating};
  row.Bind(anonymous.bytes());
  return row.Next() ? std::optional{row.Integer(0)} : std::nullopt;
}

void SetOwner(Connection& connection, std::int64_t serial, const std::optional<domain::StaffNumber>& owner) {
  Query update{connection, kSetOwner};
  update.Bind(serial);
  if (owner) {
    update.Bind(owner->text()).Run();
  } else {
    update.BindNull().Run();
  }
}

void SetPriority(Connection& connection, std::int64_t serial, domain::PriorityClass priority) {
  Query{connection, kSetPriority}.Bind(serial).Bind(static_cast<std::int64_t>(priority)).Run();
}

void SetDue(Connection& connection, std::int64_t serial, const std::optional<base::TimePoint>& due) {
  Query{connection, kSetDue}.Bind(serial).Bind(due).Run();
}

void SetAboutStaff(Connection& connection, std::int64_t serial, const std::optional<domain::StaffNumber>& about) {
  Query{connection, kSetAbout}.Bind(serial).Bind(about ? std::string_view(about->text()) : kNotNamedYet).Run();
}

std::optional<domain::WorkItem> LoadWorkItem(Connection& connection, std::int64_t serial) {
  Query row{connection, kSelectItem};
  row.Bind(serial);
  if (!row.Next()) return std::nullopt;
  domain::WorkItem item;
  if (const auto number = row.OptionalText(0)) {
    const auto parsed = domain::RecordNumber::Parse(*number);
    item.number = Known(parsed ? std::optional{*parsed} : std::nullopt, "work_item.number");
  } else {
    item.rating = domain::RatingId{Exactly<base::UuidBytes>(row.Blob(1), "work_item.rating")};
  }
  item.kind = Known(domain::ParseWorkKind(row.Text(2)), "work_item.kind");
  item.is_open = row.Integer(3) != 0;
  item.place = {.is_urgent = row.Integer(4) != 0,
                .priority = Known(domain::PriorityOf(row.Integer(5)), "work_item.priority"),
                .due = row.OptionalTime(6),
                .arrived = row.Time(7),
                .serial = serial};
  item.service_code = row.Text(8);
  item.state = row.Text(9);
  if (const auto owner = row.OptionalText(10)) {
    const auto parsed = domain::StaffNumber::Parse(*owner);
    item.owner = Known(parsed ? std::optional{*parsed} : std::nullopt, "work_item.owner");
  }
  item.is_acknowledged = row.Integer(11) != 0;
  item.is_confirmed = row.Integer(12) == 0;
  return item;
}

bool MaySee(Connection& connection, std::int64_t serial, const domain::QueueViewer& viewer) {
  Query row{connection, kSelectAbout};
  row.Bind(serial);
  if (!row.Next()) return false;
  const std::string about = row.Text(0);
  if (about == kNotNamedYet) return domain::Reaches(viewer.role, domain::Role::Supervisor);
  return about != viewer.number.text();
}

}  // namespace bianmin::store
