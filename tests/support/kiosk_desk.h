#pragma once
// A kiosk's store at a counter, for tests: a folder of its own, a clock that stands at half past nine on a Monday
// morning, seeded randomness, real keys and the real writer of events.

#include <filesystem>
#include <stdexcept>
#include <string>

#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "kiosk/store/database.h"
#include "kiosk/store/store.h"
#include "kiosk/wire/cloud_event_writer.h"
#include "tests/support/simulated_clock.h"
#include "tests/support/temporary_folder.h"

namespace bianmin::support {

// The value, or the end of the test with the error's sentence.
template <class T>
T Must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

// 2026-11-23 09:30 in China.
inline constexpr base::TimePoint kMondayMorning{
    std::chrono::sys_days{base::Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}}} +
    std::chrono::minutes{90}};

class KioskDesk {
 public:
  KioskDesk();

  std::filesystem::path file() const { return folder_ / "kiosk.db"; }
  const std::filesystem::path& folder() const { return folder_.path(); }

  base::Result<store::Database> TryDatabase(const std::string& vfs = "") const;
  base::Result<store::Store> TryStore(const std::string& vfs = "");
  store::Database OpenDatabase() const { return Must(TryDatabase()); }
  store::Store OpenStore() { return Must(TryStore()); }

  // Everything that any table of the file holds, as one text: texts and numbers as they are, bytes raw.
  std::string WholeDatabase() const;
  // The bytes of the database file and of its write-ahead log.
  std::string RawFiles() const;
  // What the sealed part of an event says; `keys` are the reader's.
  static std::string Unseal(const std::string& event, const base::SealKeys& keys);

  sim::SimulatedClock clock{kMondayMorning};
  base::SeededRandom random{2026};
  base::SecretKey key = base::SecretKey::New(random);
  base::SealKeys centre = base::NewSealKeys();
  base::SealKeys city = base::NewSealKeys();
  domain::KioskCode code = *domain::KioskCode::Parse("JA");
  wire::CloudEventWriter events{"urn:bianmin:demo-city:jingan:k01",
                                {.centre = centre.public_key, .city = city.public_key}};

 private:
  TemporaryFolder folder_;
};

// 王𠮷 of Jing'an Garden, whose pipe leaks: every field is filled, and with characters that are easily spoilt.
domain::Need LeakingPipe();
domain::Contact SomebodyElse();
// Three stars and more need no reason.
domain::GivenRating AnonymousRating(const domain::RecordNumber& order, int stars);
domain::GivenRating NamedRating(const domain::RecordNumber& order, int stars);
domain::FiledComplaint BrokenLift();

}  // namespace bianmin::support
