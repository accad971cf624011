#pragma once
// The archive in one SQLite file (WAL, synchronous=FULL): the default of a centre that runs on one machine. The file
// may be open in several processes at once: bianmin-centre, and bianmin-admin beside it.

#include <filesystem>
#include <memory>

#include "kiosk/base/random.h"
#include "sync/centre/archive.h"

namespace bianmin::centre {

class SqliteArchive final : public Archive {
 public:
  // `path` may be ":memory:" for an archive that ends with the object. Fails with a plain sentence when the file is no
  // database, is of a newer program, or cannot be written.
  static base::Result<std::unique_ptr<SqliteArchive>> Open(const std::filesystem::path& path, OpenMode mode,
                                                           base::TimePoint now, base::Random& random);
  ~SqliteArchive() override;

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
  struct Connection;  // the database and its prepared statements
  explicit SqliteArchive(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace bianmin::centre
