#pragma once
// What an operator watches of a running centre, counted since it started and written as Prometheus reads it. No
// counter tells one kiosk from another, and none holds anything that anybody wrote. May be used from any thread.

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "sync/centre/archive.h"

namespace bianmin::centre {

class Metrics {
 public:
  explicit Metrics(std::string version) : version_(std::move(version)) {}

  // `target` as it was asked for; addresses that the centre does not have are counted together.
  void CountRequest(std::string_view target, int status);
  // A batch that was taken in: what became of its events, and how long the archive took.
  void CountBatch(const BatchOutcome& outcome, base::Milliseconds time);
  // A batch that had its answer already.
  void CountRepeatedBatch(base::Milliseconds time);
  // What a failing database caused, not what the archive refused with reason.
  void CountArchiveError(base::ErrorCode code);
  void SetConnections(std::size_t connections);
  void CountTurnedAway();
  // As it was last counted; nothing: it cannot be counted at the moment, and the metrics say nothing of it.
  void SetFleet(std::optional<FleetCounts> fleet);

  // Prometheus' text format, version 0.0.4. Every counter is there from the start.
  std::string Write() const;

 private:
  static constexpr std::size_t kBuckets = 9;

  void Observe(base::Milliseconds time);
  void WriteFleet(std::string& text) const;

  const std::string version_;
  mutable std::mutex mutex_;
  std::map<std::pair<std::string_view, int>, std::int64_t> requests_;
  std::array<std::int64_t, 4> verdicts_{};  // in the order of Verdict
  std::int64_t repeated_batches_ = 0;
  std::array<std::int64_t, kBuckets + 1> batch_times_{};  // the last one: longer than every bound
  base::Milliseconds batch_time_sum_{0};
  std::array<std::int64_t, 3> archive_errors_{};
  std::size_t connections_ = 0;
  std::int64_t turned_away_ = 0;
  std::optional<FleetCounts> fleet_;
};

}  // namespace bianmin::centre
