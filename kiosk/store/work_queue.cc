#include "kiosk/store/work_queue.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "kiosk/domain/limits.h"
#include "kiosk/store/act.h"
#include "kiosk/store/handlers.h"
#include "kiosk/store/journal_rows.h"
#include "kiosk/store/work_item_rows.h"
#include "kiosk/store/work_queue_scope.h"

namespace bianmin::store {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using base::TimePoint;
using domain::QueueViewer;
using domain::WorkItem;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kMostAlertNumbers = 3;

constexpr const char* kSelectDays =
    "SELECT is_urgent, priority, day, sum(items) FROM work_count WHERE scope = ? AND about_staff <> ? AND "
    "about_staff <> ? GROUP BY is_urgent, priority, day ORDER BY is_urgent DESC, priority, day";
constexpr const char* kSelectTotal =
    "SELECT ifnull(sum(items), 0) FROM work_count WHERE scope = ? AND about_staff <> ? AND about_staff <> ?";
// '!' is the character after the space between a scope's name and its key.
constexpr const char* kSelectKeys =
    "SELECT substr(scope, length(?1) + 2), sum(items) FROM work_count WHERE scope >= ?1 || ' ' AND scope < ?1 || '!' "
    "AND about_staff <> ?2 AND about_staff <> ?3 GROUP BY scope ORDER BY scope";
constexpr const char* kCountSealed =
    "SELECT count(*) FROM complaint INDEXED BY complaint_sealed WHERE about = 'centre' AND state <> 'closed'";

// Of an anonymous rating only the day is known: the day's are new in a shift of that day.
constexpr const char* kSelectNew =
    "SELECT serial FROM work_item INDEXED BY work_arrived WHERE is_open = 1 AND arrived >= ?1 AND (arrived >= ?2 OR "
    "number IS NULL) AND about_staff <> ?3 AND about_staff <> ?4 "
    "ORDER BY is_urgent DESC, place >= ?5, priority, place, arrived, serial LIMIT ?6 OFFSET ?7";
constexpr const char* kCountNew =
    "SELECT count(*) FROM work_item INDEXED BY work_arrived WHERE is_open = 1 AND arrived >= ?1 AND (arrived >= ?2 OR "
    "number IS NULL) AND about_staff <> ?3 AND about_staff <> ?4";

constexpr const char* kCountAlerts =
    "SELECT count(*) FROM work_item INDEXED BY work_alert WHERE is_urgent = 1 AND state = 'registered' AND "
    "acknowledged_at IS NULL";
constexpr const char* kSelectAlerts =
    "SELECT number FROM work_item INDEXED BY work_alert WHERE is_urgent = 1 AND state = 'registered' AND "
    "acknowledged_at IS NULL ORDER BY serial";
constexpr const char* kAcknowledge =
    "UPDATE work_item SET acknowledged_at = ?, acknowledged_by = ? WHERE number = ? AND serial = ?";

// What the viewer must not see, as values of work_item.about_staff.
struct Hidden {
  explicit Hidden(const QueueViewer& viewer)
      : mine(viewer.number.text()), unnamed(domain::Reaches(viewer.role, domain::Role::Supervisor) ? mine : "?") {}
  std::string mine;
  std::string unnamed;
};

// Rows of one band whose place lies in [from, to): neighbours in the scope's index.
struct Slice {
  std::int64_t from = 0;
  std::int64_t rows = 0;
};
struct Band {
  std::int64_t is_urgent = 0;
  std::int64_t priority = 0;
  std::int64_t end = 0;
  std::vector<Slice> slices;
};

// One look at one scope, inside a snapshot.
class ScopeReader {
 public:
  ScopeReader(Connection& connection, const QueueViewer& viewer, Scope scope, TimePoint now)
      : connection_(connection), scope_(std::move(scope)), hidden_(viewer), now_(now.time_since_epoch().count()) {
    ReadBands();
  }

  std::int64_t Total() const {
    std::int64_t total = 0;
    for (const Band& band : bands_) {
      for (const Slice& slice : band.slices) total += slice.rows;
    }
    return total;
  }

  std::vector<std::int64_t> Serials(std::int64_t offset, std::int64_t limit) {
    std::vector<std::int64_t> serials;
    for (const Band& band : bands_) {
      for (const Slice& slice : band.slices) {
        if (offset >= slice.rows) {
          offset -= slice.rows;
          continue;
        }
        ReadFrom(band, slice, offset, limit - static_cast<std::int64_t>(serials.size()), serials);
        offset = 0;
        break;  // it read on to the band's end
      }
      if (static_cast<std::int64_t>(serials.size()) >= limit) break;
    }
    return serials;
  }

 private:
  // The bands in the order of the rule. A day in which `now` lies is divided between what is overdue and what is not.
  void ReadBands() {
    const std::int64_t today = now_ / kDay;
    Band overdue;
    Band later;
    const auto finish = [&] {
      if (!overdue.slices.empty()) finished_[0].push_back(std::exchange(overdue, {}));
      if (!later.slices.empty()) finished_[1].push_back(std::exchange(later, {}));
    };
    std::int64_t urgent = -1;
    std::int64_t priority = -1;
    for (const Day& day : ReadDays()) {
      if (day.is_urgent != urgent || day.priority != priority) finish();
      if (day.is_urgent != urgent) Flush();
      urgent = day.is_urgent;
      priority = day.priority;
      const std::int64_t begin = day.day * kDay;
      const std::int64_t over = day.day < today ? day.rows : day.day > today ? 0 : Count(day, begin, now_);
      if (over > 0) Add(overdue, day, begin, now_, over);
      if (day.rows > over) Add(later, day, std::max(begin, day.day == today ? now_ : begin), kNever, day.rows - over);
    }
    finish();
    Flush();
  }

  struct Day {
    std::int64_t is_urgent, priority, day, rows;
  };
  std::vector<Day> ReadDays() {
    std::vector<Day> days;
    Query row{connection_, kSelectDays};
    row.Bind(scope_.counted).Bind(hidden_.mine).Bind(hidden_.unnamed);
    while (row.Next()) days.push_back({row.Integer(0), row.Integer(1), row.Integer(2), row.Integer(3)});
    return days;
  }

  void Add(Band& band, const Day& day, std::int64_t from, std::int64_t end, std::int64_t rows) {
    band.is_urgent = day.is_urgent;
    band.priority = day.priority;
    band.end = end;
    band.slices.push_back({from, rows});
  }

  // All that is overdue of one urgency, then all that is not.
  void Flush() {
    for (std::vector<Band>* each : {&finished_[0], scope_.only_overdue ? nullptr : &finished_[1]}) {
      if (each != nullptr) std::move(each->begin(), each->end(), std::back_inserter(bands_));
    }
    finished_[0].clear();
    finished_[1].clear();
  }

  std::int64_t Count(const Day& day, std::int64_t from, std::int64_t to) {
    Query row{connection_, scope_.count};
    row.Bind(day.is_urgent).Bind(day.priority).Bind(from).Bind(to).Bind(hidden_.mine).Bind(hidden_.unnamed);
    row.Bind(scope_.key);
    row.Next();
    return row.Integer(0);
  }

  void ReadFrom(const Band& band, const Slice& slice, std::int64_t offset, std::int64_t limit,
                std::vector<std::int64_t>& serials) {
    Query row{connection_, scope_.select_serials};
    row.Bind(band.is_urgent).Bind(band.priority).Bind(slice.from).Bind(band.end);
    row.Bind(hidden_.mine).Bind(hidden_.unnamed).Bind(limit).Bind(offset).Bind(scope_.key);
    while (row.Next()) serials.push_back(row.Integer(0));
  }

  Connection& connection_;
  Scope scope_;
  Hidden hidden_;
  std::int64_t now_;
  std::vector<Band> finished_[2];  // of the urgency being read: overdue, later
  std::vector<Band> bands_;
};

std::vector<WorkItem> LoadItems(Connection& connection, const std::vector<std::int64_t>& serials) {
  std::vector<WorkItem> items;
  for (const std::int64_t serial : serials) {
    if (auto item = LoadWorkItem(connection, serial)) items.push_back(*std::move(item));
  }
  return items;
}

TimePoint StartOfDay(TimePoint time) { return base::FromLocal({.date = base::LocalDate(time)}); }

std::int64_t CountNew(Connection& connection, const Hidden& hidden, TimePoint since) {
  Query row{connection, kCountNew};
  row.Bind(StartOfDay(since)).Bind(since).Bind(hidden.mine).Bind(hidden.unnamed);
  row.Next();
  return row.Integer(0);
}

std::vector<std::int64_t> NewSerials(Connection& connection, const Hidden& hidden, TimePoint since, TimePoint now,
                                     std::int64_t offset, std::int64_t limit) {
  std::vector<std::int64_t> serials;
  Query row{connection, kSelectNew};
  row.Bind(StartOfDay(since)).Bind(since).Bind(hidden.mine).Bind(hidden.unnamed).Bind(now).Bind(limit).Bind(offset);
  while (row.Next()) serials.push_back(row.Integer(0));
  return serials;
}

std::int64_t TotalOf(Connection& connection, const Hidden& hidden, const std::string& scope) {
  Query row{connection, kSelectTotal};
  row.Bind(scope).Bind(hidden.mine).Bind(hidden.unnamed);
  row.Next();
  return row.Integer(0);
}

std::vector<std::pair<std::string, std::int64_t>> KeysOf(Connection& connection, const Hidden& hidden,
                                                         std::string_view scope) {
  std::vector<std::pair<std::string, std::int64_t>> keys;
  Query row{connection, kSelectKeys};
  row.Bind(scope).Bind(hidden.mine).Bind(hidden.unnamed);
  while (row.Next()) keys.emplace_back(row.Text(0), row.Integer(1));
  return keys;
}

std::vector<domain::RecordNumber> AlertNumbers(Connection& connection, std::size_t most) {
  std::vector<domain::RecordNumber> numbers;
  Query row{connection, kSelectAlerts};
  while (numbers.size() < most && row.Next()) {
    const auto number = domain::RecordNumber::Parse(row.Text(0));
    numbers.push_back(Known(number ? std::optional{*number} : std::nullopt, "work_item.number"));
  }
  return numbers;
}

}  // namespace

Result<domain::QueuePage> WorkQueue::Page(const QueueViewer& viewer, const domain::QueueFilter& filter,
                                          std::int64_t offset, std::int64_t limit) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<domain::QueuePage> {
    const Snapshot snapshot{connection};
    const TimePoint now = core_.parts.clock.Now();
    domain::QueuePage page{.offset = std::max<std::int64_t>(offset, 0), .as_of = now};
    limit = std::clamp<std::int64_t>(limit, 0, domain::kMaxQueuePage);
    if (const auto* fresh = std::get_if<domain::NewSince>(&filter)) {
      const Hidden hidden{viewer};
      page.total = CountNew(connection, hidden, fresh->since);
      page.items = LoadItems(connection, NewSerials(connection, hidden, fresh->since, now, page.offset, limit));
      return page;
    }
    ScopeReader reader{connection, viewer, ScopeOf(viewer, filter), now};
    page.total = reader.Total();
    page.items = LoadItems(connection, reader.Serials(page.offset, limit));
    return page;
  });
}

Result<domain::QueueCounts> WorkQueue::Counts(const QueueViewer& viewer, TimePoint since) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<domain::QueueCounts> {
    const Snapshot snapshot{connection};
    const Hidden hidden{viewer};
    ScopeReader overdue{connection, viewer, ScopeOf(viewer, domain::OverdueOnly{}), core_.parts.clock.Now()};
    Query sealed{connection, kCountSealed};
    sealed.Next();
    return domain::QueueCounts{.all = TotalOf(connection, hidden, "open"),
                               .mine = TotalOf(connection, hidden, "owner " + viewer.number.text()),
                               .new_since = CountNew(connection, hidden, since),
                               .overdue = overdue.Total(),
                               .complaints_and_suggestions = TotalOf(connection, hidden, "voice"),
                               .bad_ratings = TotalOf(connection, hidden, "rating"),
                               .sealed = sealed.Integer(0),
                               .by_service = KeysOf(connection, hidden, "service"),
                               .by_state = KeysOf(connection, hidden, "state")};
  });
}

Result<WorkItem> WorkQueue::Item(const QueueViewer& viewer, const domain::RecordNumber& number) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<WorkItem> {
    const Snapshot snapshot{connection};
    const auto serial = WorkSerial(connection, number);
    if (!serial || !MaySee(connection, *serial, viewer)) {
      return Error{ErrorCode::NotFound, fmt::format("{} is not in the queue", number.text())};
    }
    return *LoadWorkItem(connection, *serial);
  });
}

Result<domain::UrgentAlert> WorkQueue::Alert() {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<domain::UrgentAlert> {
    const Snapshot snapshot{connection};
    Query count{connection, kCountAlerts};
    count.Next();
    return domain::UrgentAlert{.count = count.Integer(0), .numbers = AlertNumbers(connection, kMostAlertNumbers)};
  });
}

Result<int> WorkQueue::AcknowledgeUrgent(const domain::StaffNumber& by) {
  Connection& connection = core_.connection();
  return Attempted(core_, {ActorText(by), "urgent.acknowledged"}, [&]() -> Result<int> {
    Act act{core_, by};
    MustWorkHere(connection, by);
    const std::vector<domain::RecordNumber> numbers = AlertNumbers(connection, domain::kMaxQueuePage);
    for (const domain::RecordNumber& number : numbers) {
      Query{connection, kAcknowledge}.Bind(act.now()).Bind(by.text()).Bind(number.text()).Bind(number.Serial()).Run();
      act.Note("urgent.acknowledged", number.text(), number.text());
    }
    if (!numbers.empty()) act.Commit();
    return static_cast<int>(numbers.size());
  });
}

}  // namespace bianmin::store
