#pragma once
// The archive in a PostgreSQL database (15 or newer) that several copies of the centre share. Each object has one
// connection, which comes back by itself after the server was restarted or another one took over; an act that was cut
// off is done once more before it fails. Nothing that it logs or returns holds the password.

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/random.h"
#include "kiosk/base/time.h"
#include "sync/centre/archive.h"
#include "sync/centre/settings.h"

namespace bianmin::centre {

class PostgresArchive final : public Archive {
 public:
  // Connects and, with MakeIfMissing, makes the tables or brings them up to date. Fails with a plain sentence when the
  // server does not answer, is too old, may lose what it acknowledged, or holds tables of a newer program or another.
  static base::Result<std::unique_ptr<PostgresArchive>> Open(const PostgresSettings& settings, OpenMode mode,
                                                             const base::Clock& clock, base::Random& random);
  ~PostgresArchive() override;

  std::string Epoch() override;
  base::Result<std::string> StoreBatch(const OfferedBatch& batch, const AnswerWriter& write_answer) override;
  base::Result<Holding> HoldingOf(const std::string& source) override;
  base::Result<Changes> ChangesAfter(const std::string& source, std::int64_t position, std::size_t limit) override;
  base::Result<News> NewsSince(std::int64_t position) override;
  base::Result<std::int64_t> NewestChange() override;
  base::Result<std::string> AddStatus(const StatusChange& change, bool is_forced) override;
  base::Result<std::int64_t> Publish(const domain::Publication& publication) override;
  base::Result<std::vector<Published>> PublishedNow() override;
  base::Result<KnownRecord> FindRecord(const std::string& number, std::size_t most) override;
  base::Result<domain::JournalAnswer> KeepJournal(const OfferedJournal& offered) override;
  base::Result<JournalAudit> AuditJournal(const std::string& source) override;
  base::Result<std::vector<FoundOrder>> FindOrders(const OrderFilter& filter) override;
  base::Result<std::vector<std::string>> ServiceCodes() override;
  base::Result<std::string> AddRequest(const CityRequest& request, const RequestWriter& write) override;
  base::Result<std::vector<ArchivedRating>> RatingsAfter(const RatingCursor& cursor, base::TimePoint end,
                                                         std::size_t limit) override;
  base::Result<Counts> CountAll() override;
  base::Result<std::vector<ListedEvent>> List(const ListFilter& filter) override;
  base::Result<base::Done> KeepHeartbeat(const std::string& source, const domain::Heartbeat& heartbeat,
                                         base::TimePoint received) override;
  base::Result<std::vector<KioskStanding>> Fleet(base::TimePoint now) override;
  base::Result<std::vector<EndedAlert>> EndedAlerts(std::size_t limit) override;
  base::Result<FleetCounts> CountFleet(base::TimePoint now) override;
  base::Result<base::Done> Retire(const std::string& source, base::TimePoint now) override;
  base::Result<base::Done> Probe() override;

 private:
  struct State;  // the connection and what is known of the database
  explicit PostgresArchive(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace bianmin::centre
