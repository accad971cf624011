#include "tests/support/kiosk_desk.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <boost/json.hpp>
#include <fstream>
#include <iterator>

namespace bianmin::support {
namespace {

std::string FileBytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

KioskDesk::KioskDesk() { Must(base::StartCrypto()); }

base::Result<store::Database> KioskDesk::TryDatabase(const std::string& vfs) const {
  return store::Database::Open({.file = file(), .vfs = vfs});
}

base::Result<store::Store> KioskDesk::TryStore(const std::string& vfs) {
  auto database = TryDatabase(vfs);
  if (!database) return database.error();
  return store::Store::Open({.database = std::move(database).value(),
                             .key = key,
                             .clock = clock,
                             .random = random,
                             .events = events,
                             .kiosk = code,
                             .times = {},
                             .calendar = {},
                             .code_work = {.passes = 1, .bytes = 8192}});  // as little as there is
}

std::string KioskDesk::WholeDatabase() const {
  SQLite::Database database(file().string(), SQLite::OPEN_READONLY);
  SQLite::Statement tables(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  std::string content;
  while (tables.executeStep()) {
    const std::string name = tables.getColumn(0).getString();
    SQLite::Statement rows(database, "SELECT * FROM \"" + name + "\"");
    while (rows.executeStep()) {
      content += name;
      for (int column = 0; column < rows.getColumnCount(); ++column) {
        content += std::string("|") + rows.getColumn(column).getString();
      }
      content += '\n';
    }
  }
  return content;
}

std::string KioskDesk::RawFiles() const { return FileBytes(file()) + FileBytes(file().string() + "-wal"); }

std::string KioskDesk::Unseal(const std::string& event, const base::SealKeys& keys) {
  const auto value = boost::json::parse(event);
  const auto& sealed = value.at("data").at("sealed").as_string();
  return Must(base::OpenSealed(keys.secret_key, base::FromBase64({sealed.data(), sealed.size()}).value()));
}

domain::Need LeakingPipe() {
  return {
      .service_code = "home.repair.plumbing",
      .package_code = "visit",
      .description = "厨房水管漏水💧，䶮字路口那栋，𠮷姐家。\n请上午来。",
      .urgency = domain::Urgency::Ordinary,
      .address = domain::Address{.compound = "jingan-garden",
                                 .building = "3号楼",
                                 .unit = "2单元",
                                 .room = "302",
                                 .note = "门铃坏了，请敲门"},
      .address_text = "静安花园 3号楼 2单元 302（门铃坏了，请敲门）",
      .appointment = domain::Appointment{.date = std::chrono::year{2026} / 11 / 24, .half = domain::HalfDay::Morning},
      .wants_home_registration = true,
      .contact = {.name = domain::PersonName::Parse("王𠮷").value(),
                  .phone = domain::Phone::Parse("138 0000 1234").value()}};
}

domain::Contact SomebodyElse() {
  return {.name = domain::PersonName::Parse("㛃女士").value(), .phone = domain::Phone::Parse("021-62345678").value()};
}

domain::GivenRating AnonymousRating(const domain::RecordNumber& order, int stars) {
  const domain::Grade grade = *domain::Grade::Of(stars);
  domain::GivenRating rating{.rated = domain::RatedOrder{order},
                             .service_code = "home.repair.plumbing",
                             .grades = {.overall = grade,
                                        .timeliness = std::nullopt,
                                        .professionalism = *domain::Grade::Of(4),
                                        .attitude = std::nullopt},
                             .reason_codes = {},
                             .comment = "师傅很耐心，还帮邻居看了水表",
                             .contact = std::nullopt};
  if (grade.IsBad()) rating.reason_codes = {"late", "price"};
  return rating;
}

domain::GivenRating NamedRating(const domain::RecordNumber& order, int stars) {
  domain::GivenRating rating = AnonymousRating(order, stars);
  rating.contact = SomebodyElse();
  return rating;
}

domain::FiledComplaint BrokenLift() {
  return {.kind = domain::ComplaintKind::Complaint,
          .about = domain::About::Facility,
          .subject_code = "lift",
          .whom = "静安物业",
          .occasion = domain::Occasion::Yesterday,
          .description = "电梯三天没有修好，老人下不了楼。",
          .order = std::nullopt,
          .contact = SomebodyElse()};
}

}  // namespace bianmin::support
