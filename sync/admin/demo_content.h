#pragma once
// Invented records of an invented community, the same for the same seed: needs in the words of the catalogue at
// addresses of the tree, complaints, suggestions and ratings of all grades, spread over days with the states that such
// days leave. Used by `bianmin-admin demo fill` and by the benchmarks.

#include "kiosk/base/random.h"
#include "kiosk/domain/address.h"
#include "kiosk/domain/catalogue.h"
#include "kiosk/domain/response_clock.h"
#include "kiosk/store/bulk.h"

namespace bianmin::admin {

// References must outlive the content.
struct DemoWorld {
  const domain::Catalogue& catalogue;
  const domain::AddressTree& addresses;
  const domain::WorkingCalendar& calendar;
  domain::ResponseTimes times;
  domain::KioskCode kiosk;
};

struct DemoPlan {
  std::int64_t records = 0;
  std::uint64_t seed = 1;
  base::TimePoint now;            // the newest records are some minutes older
  bool everything_waits = false;  // nothing was closed: the longest queue that so many records make
};

class DemoContent {
 public:
  DemoContent(const DemoWorld& world, const DemoPlan& plan);

  // The next `most` records, the oldest first; none when all were given.
  std::vector<store::BulkRecord> Next(std::size_t most);

 private:
  store::BulkRecord MakeOne();
  store::BulkOrder MakeOrder();
  store::BulkComplaint MakeComplaint(domain::ComplaintKind kind);
  store::BulkRecord MakeRating();

  domain::Need MakeNeed();
  domain::Contact MakeContact();
  std::vector<domain::HistoryEntry> MakeHistory(const domain::Order& order);
  store::BulkStanding MakeStanding(bool is_old);
  domain::RecordNumber NextNumber();
  base::TimePoint MomentOf(std::int64_t place) const;
  bool IsOld() const;

  template <class List>
  const auto& OneOf(const List& list) {
    return list[random_.Below(list.size())];
  }
  bool InPercent(unsigned percent) { return random_.Below(100) < percent; }

  DemoWorld world_;
  DemoPlan plan_;
  base::SeededRandom random_;
  std::int64_t place_ = 0;
  std::int64_t days_ = 1;
  base::TimePoint at_;
  std::optional<std::int64_t> last_serial_;
  std::vector<domain::RecordNumber> recent_orders_;
};

}  // namespace bianmin::admin
