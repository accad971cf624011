#include "kiosk/store/search.h"

#include <fmt/format.h>

#include "kiosk/domain/limits.h"
#include "kiosk/store/search_rows.h"
#include "kiosk/store/work_item_rows.h"
#include "kiosk/store/work_queue.h"

namespace bianmin::store {
namespace {

using base::Result;
using domain::QueueViewer;
using domain::SearchAnswer;
using domain::SearchWords;

constexpr const char* kSelectCandidates =
    "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?";
constexpr const char* kSelectRating = "SELECT number, given_at, service_code FROM named_rating WHERE serial = ?";

// A rating of three stars and more is found, though it never waited for anybody.
std::optional<domain::WorkItem> LoadGoodRating(Connection& connection, std::int64_t serial) {
  Query row{connection, kSelectRating};
  row.Bind(serial);
  if (!row.Next()) return std::nullopt;
  const auto number = domain::RecordNumber::Parse(row.Text(0));
  domain::WorkItem item;
  item.number = Known(number ? std::optional{*number} : std::nullopt, "named_rating.number");
  item.kind = domain::WorkKind::Rating;
  item.is_open = false;
  item.place.arrived = row.Time(1);
  item.place.serial = serial;
  item.service_code = row.Text(2);
  item.state = "closed";
  return item;
}

std::optional<domain::WorkItem> Visible(Connection& connection, std::int64_t serial, const QueueViewer& viewer) {
  auto item = LoadWorkItem(connection, serial);
  if (!item) return LoadGoodRating(connection, serial);
  return MaySee(connection, serial, viewer) ? item : std::nullopt;
}

// The number as it stands on a receipt, in one word or in groups.
std::optional<domain::RecordNumber> WholeNumber(const SearchWords& words) {
  std::string text;
  for (const std::u32string& word : words.words()) {
    for (const char32_t c : word) {
      if (c > 0x7F) return std::nullopt;
      text += static_cast<char>(c);
    }
  }
  const auto number = domain::RecordNumber::Parse(text);
  return number ? std::optional{*number} : std::nullopt;
}

class Looking {
 public:
  Looking(StoreCore& core, const QueueViewer& viewer, const SearchWords& words)
      : core_(core), viewer_(viewer), words_(words) {}

  // False: enough was looked at.
  bool LookAt(std::int64_t serial) {
    const auto texts = LoadSearchedTexts(core_, serial);
    if (texts && domain::Holds(*texts, words_)) {
      auto item = Visible(core_.connection(), serial, viewer_);
      answer_.may_be_more = item && answer_.items.size() == domain::kMaxSearchResults;
      if (answer_.may_be_more) return false;
      if (item) answer_.items.push_back(*std::move(item));
    }
    answer_.may_be_more = ++candidates_ == domain::kMaxSearchCandidates;
    return !answer_.may_be_more;
  }
  SearchAnswer Answer() && { return std::move(answer_); }

 private:
  StoreCore& core_;
  const QueueViewer& viewer_;
  const SearchWords& words_;
  SearchAnswer answer_;
  std::size_t candidates_ = 0;
};

// The newest first, and those that the index has not taken up yet are the newest.
SearchAnswer LookThrough(StoreCore& core, const QueueViewer& viewer, const SearchWords& words) {
  Looking looking{core, viewer, words};
  for (const std::int64_t serial : SavedSinceIndexed(core.connection(), domain::kMaxSearchCandidates)) {
    if (!looking.LookAt(serial)) return std::move(looking).Answer();
  }
  Query row{core.connection(), kSelectCandidates};
  row.Bind(MatchExpression(core, words)).Bind(static_cast<std::int64_t>(domain::kMaxSearchCandidates));
  while (row.Next() && looking.LookAt(row.Integer(0))) continue;
  return std::move(looking).Answer();
}

}  // namespace

Result<SearchAnswer> WorkQueue::Search(const QueueViewer& viewer, const SearchWords& words) {
  Connection& connection = core_.connection();
  return Guarded(connection, [&]() -> Result<SearchAnswer> {
    const Snapshot snapshot{connection};
    if (const auto number = WholeNumber(words)) {
      const auto serial = WorkSerial(connection, *number);
      if (serial && MaySee(connection, *serial, viewer))
        return SearchAnswer{.items = {*LoadWorkItem(connection, *serial)}};
      if (serial) return SearchAnswer{};
    }
    return LookThrough(core_, viewer, words);
  });
}

Result<bool> IndexMoreRecords(Store& store) {
  Connection& connection = store.core().connection();
  return Guarded(connection, [&]() -> Result<bool> {
    Transaction transaction{connection};
    const bool has_more = IndexMore(store.core());
    transaction.Commit();
    return has_more;
  });
}

}  // namespace bianmin::store
