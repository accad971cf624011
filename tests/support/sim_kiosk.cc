#include "tests/support/sim_kiosk.h"

#include <fmt/format.h>
#include <unistd.h>

#include <numeric>

#include "kiosk/base/check.h"
#include "kiosk/base/crypto.h"
#include "kiosk/store/casework.h"
#include "kiosk/store/outbox.h"
#include "kiosk/store/restore.h"
#include "tests/support/casework_acts.h"
#include "tests/support/disk_shim.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/simulated_clock.h"
#include "tests/support/staff_desk.h"

namespace bianmin::sim {
namespace {

namespace fs = std::filesystem;
using support::kSupervisor;
using support::Must;

// In memory where there is such a file system: what happens to disks is tests/fault's story.
fs::path PlaceForFolders() {
  const fs::path memory = "/dev/shm";
  return access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
}

// The key of every simulated kiosk.
const base::SecretKey& TheKey() {
  static const base::SecretKey key = [] {
    CHECK(base::StartCrypto().ok());
    base::SeededRandom random(20261122);
    return base::SecretKey::New(random);
  }();
  return key;
}

wire::WriterKeys AnyKeys() {
  static const base::SealKeys keys = base::NewSealKeys();
  return {keys.public_key, std::nullopt};
}

// What a resident is told when it is not done: nothing is confirmed, and they may come again.
template <class T>
bool IsDone(const base::Result<T>& result) {
  CHECK(result.ok() || result.error().code == base::ErrorCode::DiskFull);
  return result.ok();
}

struct Surroundings {
  const base::Clock& clock;
  base::Random& random;
  const wire::CloudEventWriter& events;
};

base::Result<store::Store> OpenStoreIn(const fs::path& file, const Surroundings& around) {
  return store::Store::Open({.database = Must(store::Database::Open({.file = file, .vfs = support::DiskShim()})),
                             .key = TheKey(),
                             .clock = around.clock,
                             .random = around.random,
                             .events = around.events,
                             .kiosk = *domain::KioskCode::Parse("JA"),
                             .times = {},
                             .calendar = {},
                             .code_work = {.passes = 1, .bytes = 8192}});  // as little as there is
}

// A database with nothing but staff in it takes a while to make: it is made once and copied.
const fs::path& StaffedDatabase() {
  struct Template {
    support::TemporaryFolder folder{PlaceForFolders()};
    fs::path file = folder / "kiosk.db";
    Template() {
      const SimulatedClock clock(*base::ParseUtc("2026-11-22T00:00:00Z"));
      base::SeededRandom random(1);
      const wire::CloudEventWriter events(Kiosk::kSource, AnyKeys());
      store::Store store = Must(OpenStoreIn(file, {clock, random, events}));
      for (const domain::Handler& who : {kSupervisor, support::kZhang}) support::Hire(store, who);
    }
  };
  static const Template made;
  return made.file;
}

domain::Contact AnyContact() {
  return {domain::PersonName::Parse("王女士").value(), domain::Phone::Parse("13800001234").value()};
}

domain::Need NeedFor(const std::string& description) {
  domain::Need need{.service_code = "home.repair.plumbing",
                    .package_code = "visit",
                    .description = description,
                    .urgency = domain::Urgency::Ordinary,
                    .address = std::nullopt,
                    .address_text = "静安花园3号楼2单元302",
                    .appointment = std::nullopt,
                    .wants_home_registration = false,
                    .contact = AnyContact()};
  return need;
}

}  // namespace

Kiosk::Kiosk(const base::Clock& clock, std::uint64_t seed)
    : clock_(clock),
      random_(seed),
      folder_(PlaceForFolders()),
      file_(folder_ / "kiosk.db"),
      events_(kSource, AnyKeys()),
      key_(TheKey()) {
  fs::copy_file(StaffedDatabase(), file_);
  Open();
}

base::Result<store::Store> Kiosk::OpenStore(const fs::path& file) {
  return OpenStoreIn(file, {clock_, random_, events_});
}

void Kiosk::Open() { store_.emplace(Must(OpenStore(file_))); }

fs::path Kiosk::MakeBackup() {
  const store::BackupPlan plan{
      .database = file_, .folder = folder(), .kiosk = *domain::KioskCode::Parse("JA"), .keep_days = 14};
  return Must(store::MakeBackup(plan, key_, clock_.Now(), [] { return true; })).path;
}

void Kiosk::LosesItsDisk(const fs::path& backup) {
  store_.reset();
  store::RemoveDatabase(file_);
  static_cast<void>(Must(
      store::RestoreBackup(backup, file_, key_, clock_, [this](const fs::path& file) { return OpenStore(file); })));
  Confirm("kiosk.restored", "");
  Open();
  std::erase_if(orders_, [this](const domain::RecordNumber& number) { return !store_->FindOrder(number).ok(); });
}

void Kiosk::Restart() {
  store_.reset();
  Open();
}

store::Database Kiosk::OpenDatabase() const {
  return Must(store::Database::Open({.file = file_, .vfs = support::DiskShim()}));
}

void Kiosk::Confirm(const std::string& type, const std::string& subject) {
  ++confirmed_[{fmt::format("cn.bianmin.{}.v1", type), subject}];
  const bool is_new = type == "order.registered" || type.ends_with(".filed") || type == "rating.given";
  if (is_new && !subject.empty()) numbers_.push_back(subject);
}

int Kiosk::confirmed_count() const {
  return std::accumulate(confirmed_.begin(), confirmed_.end(), 0,
                         [](int sum, const auto& each) { return sum + each.second; });
}

void Kiosk::ResidentComes() {
  const auto choice = random_.Below(10);
  if (choice < 4 || orders_.empty()) {
    RegisterNeed("厨房水管漏水");
  } else if (choice < 5) {
    FileComplaint(domain::ComplaintKind::Complaint);
  } else if (choice < 6) {
    FileComplaint(domain::ComplaintKind::Suggestion);
  } else if (choice < 7) {
    ResidentRatesAnonymously();
  } else if (choice < 8) {
    RateAnOrder();
  } else {
    ActOnAnOrder();
  }
}

domain::RecordNumber Kiosk::ResidentRegistersNeed(const std::string& description) {
  CHECK(RegisterNeed(description));
  return orders_.back();
}

bool Kiosk::RegisterNeed(const std::string& description) {
  const auto order = store_->RegisterOrder(NeedFor(description));
  if (!IsDone(order)) return false;
  Confirm("order.registered", order->number.text());
  orders_.push_back(order->number);
  return true;
}

void Kiosk::ResidentWritesMuch() {
  std::string description;
  for (std::size_t i = 0; i < domain::kMaxFreeTextCharacters; ++i) description += "长";
  ResidentRegistersNeed(description);
}

void Kiosk::FileComplaint(domain::ComplaintKind kind) {
  domain::FiledComplaint filed;
  filed.kind = kind;
  filed.about = domain::About::Facility;
  filed.description = "电梯故障";
  if (random_.Below(2) == 0) filed.contact = AnyContact();
  const auto complaint = store_->FileComplaint(filed);
  if (!IsDone(complaint)) return;
  Confirm(kind == domain::ComplaintKind::Complaint ? "complaint.filed" : "suggestion.filed", complaint->number.text());
}

void Kiosk::ResidentRatesAnonymously() {
  const domain::RatedVisit visit{"window.1", base::LocalDate(clock_.Now()), "", fmt::format("visit {}", ++visits_)};
  const domain::GivenRating rating{.rated = visit,
                                   .service_code = "window.1",
                                   .grades = {.overall = *domain::Grade::Of(5),
                                              .timeliness = std::nullopt,
                                              .professionalism = std::nullopt,
                                              .attitude = std::nullopt},
                                   .reason_codes = {},
                                   .comment = "",
                                   .contact = std::nullopt};
  if (IsDone(store_->GiveRating(rating))) Confirm("rating.given", "");
}

const domain::RecordNumber& Kiosk::AnyOrder() { return orders_[random_.Below(orders_.size())]; }

void Kiosk::RateAnOrder() {
  const domain::GivenRating rating{.rated = domain::RatedOrder{AnyOrder()},
                                   .service_code = "home.repair.plumbing",
                                   .grades = {.overall = *domain::Grade::Of(4),
                                              .timeliness = std::nullopt,
                                              .professionalism = std::nullopt,
                                              .attitude = std::nullopt},
                                   .reason_codes = {},
                                   .comment = "",
                                   .contact = AnyContact()};
  // A second rating of the same order is refused, and then nothing is told.
  const auto receipt = store_->GiveRating(rating);
  if (receipt) Confirm("rating.given", receipt->number->text());
}

void Kiosk::ActOnAnOrder() {
  const domain::RecordNumber number = AnyOrder();
  switch (random_.Below(7)) {
    case 0:
      if (store_->CancelOrder(number, "no_longer_needed")) Confirm("order.cancelled", number.text());
      return;
    case 1:
      if (store_->RemindOrder(number)) Confirm("order.reminded", number.text());
      return;
    case 2:
      if (store_->ConfirmCompletion(number)) Confirm("order.completed", number.text());
      return;
    case 3:
      if (store_->Reopen(number)) Confirm("order.reopened", number.text());
      return;
    default:
      StaffActs(number);
  }
}

void Kiosk::StaffActs(const domain::RecordNumber& number) {
  const auto act = support::kStaffActs[random_.Below(std::size(support::kStaffActs))];
  const auto done =
      store::Casework{*store_}.Perform({kSupervisor.number, kSupervisor.role}, number, support::AnActOf(act));
  if (done) Confirm("order.handled", number.text());
}

}  // namespace bianmin::sim
