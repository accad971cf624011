#pragma once
// An archive that counts, for an operator, what another one does: batches, what became of their events, and failures of
// the database. Used by bianmin-centre around the archive that its settings name.

#include "sync/centre/archive.h"
#include "sync/centre/metrics.h"

namespace bianmin::centre {

class CountingArchive final : public Archive {
 public:
  // All three must outlive it.
  CountingArchive(Archive& archive, Metrics& metrics, const base::Clock& clock)
      : archive_(archive), metrics_(metrics), clock_(clock) {}

  std::string Epoch() override { return archive_.Epoch(); }
  base::Result<std::string> StoreBatch(const OfferedBatch& batch, const AnswerWriter& write_answer) override;
  base::Result<Holding> HoldingOf(const std::string& source) override { return Counted(archive_.HoldingOf(source)); }
  base::Result<Changes> ChangesAfter(const std::string& source, std::int64_t position, std::size_t limit) override {
    return Counted(archive_.ChangesAfter(source, position, limit));
  }
  base::Result<News> NewsSince(std::int64_t position) override { return Counted(archive_.NewsSince(position)); }
  base::Result<std::int64_t> NewestChange() override { return Counted(archive_.NewestChange()); }
  base::Result<std::string> AddStatus(const StatusChange& change, bool is_forced) override {
    return Counted(archive_.AddStatus(change, is_forced));
  }
  base::Result<std::int64_t> Publish(const domain::Publication& publication) override {
    return Counted(archive_.Publish(publication));
  }
  base::Result<std::vector<Published>> PublishedNow() override { return Counted(archive_.PublishedNow()); }
  base::Result<KnownRecord> FindRecord(const std::string& number, std::size_t most) override {
    return Counted(archive_.FindRecord(number, most));
  }
  base::Result<domain::JournalAnswer> KeepJournal(const OfferedJournal& offered) override {
    return Counted(archive_.KeepJournal(offered));
  }
  base::Result<JournalAudit> AuditJournal(const std::string& source) override {
    return Counted(archive_.AuditJournal(source));
  }
  base::Result<std::vector<FoundOrder>> FindOrders(const OrderFilter& filter) override {
    return Counted(archive_.FindOrders(filter));
  }
  base::Result<std::vector<std::string>> ServiceCodes() override { return Counted(archive_.ServiceCodes()); }
  base::Result<std::string> AddRequest(const CityRequest& request, const RequestWriter& write) override {
    return Counted(archive_.AddRequest(request, write));
  }
  base::Result<std::vector<ArchivedRating>> RatingsAfter(const RatingCursor& cursor, base::TimePoint end,
                                                         std::size_t limit) override {
    return Counted(archive_.RatingsAfter(cursor, end, limit));
  }
  base::Result<Counts> CountAll() override { return Counted(archive_.CountAll()); }
  base::Result<std::vector<ListedEvent>> List(const ListFilter& filter) override {
    return Counted(archive_.List(filter));
  }
  base::Result<base::Done> KeepHeartbeat(const std::string& source, const domain::Heartbeat& heartbeat,
                                         base::TimePoint received) override {
    return Counted(archive_.KeepHeartbeat(source, heartbeat, received));
  }
  base::Result<std::vector<KioskStanding>> Fleet(base::TimePoint now) override { return Counted(archive_.Fleet(now)); }
  base::Result<std::vector<EndedAlert>> EndedAlerts(std::size_t limit) override {
    return Counted(archive_.EndedAlerts(limit));
  }
  base::Result<FleetCounts> CountFleet(base::TimePoint now) override { return Counted(archive_.CountFleet(now)); }
  base::Result<base::Done> Retire(const std::string& source, base::TimePoint now) override {
    return Counted(archive_.Retire(source, now));
  }
  base::Result<base::Done> Probe() override { return Counted(archive_.Probe()); }

 private:
  template <class Value>
  base::Result<Value> Counted(base::Result<Value> result) {
    if (!result) metrics_.CountArchiveError(result.error().code);
    return result;
  }

  Archive& archive_;
  Metrics& metrics_;
  const base::Clock& clock_;
};

}  // namespace bianmin::centre
