#include "kiosk/app/queue_command.h"

#include "kiosk/screens/staff/work_queue.h"
#include "kiosk/store/shifts.h"

namespace bianmin::app {
namespace {

struct Performer {
  store::WorkQueue queue;
  store::Shifts shifts;

  QueueReport operator()(const ReadQueue& c) {
    return QueueRead{c.filter, queue.Page(c.viewer, c.filter, c.first, screens::kQueueWindow)};
  }
  QueueReport operator()(const CountQueue& c) {
    const auto opened = shifts.OpenedAt();
    const base::TimePoint since = opened && *opened ? **opened : c.since;
    return QueueCounted{queue.Counts(c.viewer, since), since};
  }
  QueueReport operator()(const SearchRecords& c) { return RecordsSearched{c.words, queue.Search(c.viewer, c.words)}; }
  QueueReport operator()(const AcknowledgeUrgentNeeds& c) { return UrgentAcknowledged{queue.AcknowledgeUrgent(c.by)}; }
};

struct Failure {
  const base::Error& error;

  QueueReport operator()(const ReadQueue& c) const { return QueueRead{c.filter, error}; }
  QueueReport operator()(const CountQueue&) const { return QueueCounted{error}; }
  QueueReport operator()(const SearchRecords& c) const { return RecordsSearched{c.words, error}; }
  QueueReport operator()(const AcknowledgeUrgentNeeds&) const { return UrgentAcknowledged{error}; }
};

}  // namespace

QueueReport CarryOut(const QueueCommand& command, store::Store& store) {
  return std::visit(Performer{store::WorkQueue{store}, store::Shifts{store}}, command);
}

QueueReport Failed(const QueueCommand& command, const base::Error& error) {
  return std::visit(Failure{error}, command);
}

}  // namespace bianmin::app
