#pragma once
// A kiosk of the simulated world: the real store on a real file, a second connection for sync as the daemon has one,
// and residents who come by and enter things. What the kiosk confirmed to them is remembered outside of it: that is
// what the centre must come to hold, each thing once.

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "kiosk/domain/order.h"
#include "kiosk/store/database.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/cloud_event_writer.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::sim {

// Type and subject of an event as the centre lists it, and how often.
using Told = std::map<std::pair<std::string, std::string>, int>;

class Kiosk {
 public:
  // Its database has nothing but staff in it, and goes with the object.
  Kiosk(const base::Clock& clock, std::uint64_t seed);
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  static constexpr const char* kSource = "urn:bianmin:demo-city:jingan:k01";

  // One resident does one thing; the choice is random. When the disk is full it is refused, and nothing confirmed.
  void ResidentComes();
  domain::RecordNumber ResidentRegistersNeed(const std::string& description = "厨房水管漏水");
  // An event of about this many bytes waits.
  void ResidentWritesMuch();
  void ResidentRatesAnonymously();

  // Everything that was open is dropped as it is, and opened again from the file.
  void Restart();
  // A backup as the night makes it; and the disk is lost and a new one filled from it. What was confirmed since then
  // and had not arrived at the centre is gone with the disk.
  std::filesystem::path MakeBackup();
  void LosesItsDisk(const std::filesystem::path& backup);
  // Every number that residents were ever given, lost disks or not.
  const std::vector<std::string>& numbers() const { return numbers_; }
  // A new connection, as another process would have.
  store::Database OpenDatabase() const;

  const Told& confirmed() const { return confirmed_; }
  int confirmed_count() const;
  const std::vector<domain::RecordNumber>& orders() const { return orders_; }
  store::Store& store() { return *store_; }
  const std::filesystem::path& file() const { return file_; }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  void Open();
  base::Result<store::Store> OpenStore(const std::filesystem::path& file);
  void Confirm(const std::string& type, const std::string& subject);
  bool RegisterNeed(const std::string& description);
  void FileComplaint(domain::ComplaintKind kind);
  void RateAnOrder();
  void ActOnAnOrder();
  void StaffActs(const domain::RecordNumber& number);
  const domain::RecordNumber& AnyOrder();

  const base::Clock& clock_;
  base::SeededRandom random_;
  support::TemporaryFolder folder_;
  std::filesystem::path file_;
  wire::CloudEventWriter events_;
  base::SecretKey key_;
  std::optional<store::Store> store_;
  Told confirmed_;
  std::vector<domain::RecordNumber> orders_;
  std::vector<std::string> numbers_;
  int visits_ = 0;
};

}  // namespace bianmin::sim
