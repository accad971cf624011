#pragma once
// What the queue's pages want from the store, and what came of it. Part of StaffCommand and StaffReport.

#include <variant>

#include "kiosk/domain/search_words.h"
#include "kiosk/store/work_queue.h"

namespace bianmin::app {

struct ReadQueue {
  domain::QueueViewer viewer;
  domain::QueueFilter filter;
  std::int64_t first = 0;
};
struct CountQueue {
  domain::QueueViewer viewer;
  base::TimePoint since;  // for what is new, while no shift is open
};
struct SearchRecords {
  domain::QueueViewer viewer;
  domain::SearchWords words;
};
struct AcknowledgeUrgentNeeds {
  domain::StaffNumber by;
};
using QueueCommand = std::variant<ReadQueue, CountQueue, SearchRecords, AcknowledgeUrgentNeeds>;

struct QueueRead {
  domain::QueueFilter filter;
  base::Result<domain::QueuePage> page;
};
struct QueueCounted {
  base::Result<domain::QueueCounts> counts;
  base::TimePoint since{};
};
struct RecordsSearched {
  domain::SearchWords words;
  base::Result<domain::SearchAnswer> answer;
};
struct UrgentAcknowledged {
  base::Result<int> count;
};
using QueueReport = std::variant<QueueRead, QueueCounted, RecordsSearched, UrgentAcknowledged>;

// On the worker's thread.
QueueReport CarryOut(const QueueCommand& command, store::Store& store);
QueueReport Failed(const QueueCommand& command, const base::Error& error);

}  // namespace bianmin::app
