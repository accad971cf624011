// What the queue of staff costs at many records beside the least that SQLite needs for the same rows: opening the list
// with the counts of its head, jumping to any place of it, and finding a record by words. The bare side is one prepared
// statement on the same file with the same index and nothing decrypted or counted: ORDER BY the index with OFFSET, and
// MATCH for the same pieces. Both sides in one run, in turns.
//
// usage: bench-queue ROUNDS STATE RECORDS      STATE as packaging/demo_state.sh made it; RECORDS 0: a file filled
// before

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "kiosk/base/file.h"
#include "kiosk/store/search_rows.h"
#include "kiosk/store/work_queue.h"
#include "sync/admin/demo_fill.h"
#include "tests/bench/filled_store.h"
#include "tests/bench/measure.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr int kRowsInSight = 20;
constexpr int kJumps = 40;

template <class T>
T Must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

double Milliseconds(steady_clock::duration duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

template <class Act>
double Time(const Act& act) {
  const auto begin = steady_clock::now();
  act();
  return Milliseconds(steady_clock::now() - begin);
}

// One statement on the same file.
class PlainQuery {
 public:
  PlainQuery(const fs::path& file, const char* sql) {
    Check(sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr));
    Check(sqlite3_prepare_v2(database_, sql, -1, &statement_, nullptr));
  }
  ~PlainQuery() {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
  }
  PlainQuery(const PlainQuery&) = delete;
  PlainQuery& operator=(const PlainQuery&) = delete;

  void Bind(std::int64_t value) { Check(sqlite3_bind_int64(statement_, 1, value)); }
  void Bind(const std::string& text) {
    Check(sqlite3_bind_text(statement_, 1, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
  }
  // Reads every column of every row.
  int Run() {
    int rows = 0;
    while (sqlite3_step(statement_) == SQLITE_ROW) {
      for (int i = 0; i < sqlite3_column_count(statement_); ++i) sqlite3_column_bytes(statement_, i);
      ++rows;
    }
    Check(sqlite3_reset(statement_));
    return rows;
  }

 private:
  void Check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(std::string("plain SQLite: ") + sqlite3_errmsg(database_));
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

constexpr const char* kPlainRows =
    "SELECT number, rating, kind, is_open, is_urgent, priority, due, arrived, service_code, state, owner FROM "
    "work_item "
    "WHERE is_open = 1 ORDER BY is_urgent, priority, place, arrived, serial LIMIT 20 OFFSET ?";
constexpr const char* kPlainSort =
    "SELECT number, rating, kind, is_open, is_urgent, priority, due, arrived, service_code, state, owner FROM "
    "work_item "
    "WHERE is_open = 1 ORDER BY is_urgent DESC, place >= 1764000000000, priority, place, arrived, serial "
    "LIMIT 20 OFFSET ?";
constexpr const char* kPlainSearch =
    "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT 500";

const domain::QueueViewer kClerk{domain::StaffNumber::Parse("1001").value(), domain::Role::Clerk};

struct Searched {
  const char* what;
  const char* words;
};

std::vector<Row> Scroll(int rounds, FilledStore& filled) {
  store::Store& store = filled.store();
  store::WorkQueue queue{store};
  base::SystemRandom random;
  PlainQuery plain_rows(filled.file(), kPlainRows);
  PlainQuery plain_sort(filled.file(), kPlainSort);
  const auto since = base::SystemClock().Now() - std::chrono::hours{8};
  const std::int64_t total = Must(queue.Page(kClerk, domain::AllOpen{}, 0, 1)).total;
  std::printf("%lld rows are open\n", static_cast<long long>(total));

  Row opening{"open, with every count", "ms", {}, {}, 0};
  Row jumping{"jump, beside OFFSET", "ms", {}, {}, 1};
  Row sorting{"jump, beside sorting", "ms", {}, {}, 1};
  for (int round = 0; round < rounds; ++round) {
    opening.ours.Add(Time([&] {
      Must(queue.Page(kClerk, domain::AllOpen{}, 0, kRowsInSight));
      Must(queue.Counts(kClerk, since));
    }));
    opening.theirs.Add(Time([&] {
      plain_rows.Bind(std::int64_t{0});
      plain_rows.Run();
    }));
    Samples ours;
    Samples theirs;
    for (int jump = 0; jump < kJumps; ++jump) {
      const auto place = static_cast<std::int64_t>(random.Below(static_cast<std::uint64_t>(total)));
      ours.Add(Time([&] { Must(queue.Page(kClerk, domain::AllOpen{}, place, kRowsInSight)); }));
      theirs.Add(Time([&] {
        plain_rows.Bind(place);
        plain_rows.Run();
      }));
    }
    jumping.ours.Add(ours.Median());
    jumping.theirs.Add(theirs.Median());
    sorting.ours.Add(ours.Median());
    sorting.theirs.Add(Time([&] {
      plain_sort.Bind(total / 2);
      plain_sort.Run();
    }));
  }
  return {opening, jumping, sorting};
}

void Search(int rounds, FilledStore& filled, std::vector<Row>& rows) {
  store::Store& store = filled.store();
  store::WorkQueue queue{store};
  PlainQuery plain_search(filled.file(), kPlainSearch);
  for (const Searched& each :
       {Searched{"find a rare name", "诸葛䶮"}, Searched{"find a common word", "漏水"},
        Searched{"find phone digits", "1234"}, Searched{"find an address", "永和新村 3号楼"},
        Searched{"find two words", "王秀英 修"}, Searched{"find what nobody wrote", "不要钱的"}}) {
    const auto words = domain::SearchWords::Parse(each.words).value();
    const std::string match = store::MatchExpression(store.core(), words);
    Row row{each.what, "ms", {}, {}, 0};
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
      row.ours.Add(Time([&] { found = Must(queue.Search(kClerk, words)).items.size(); }));
      row.theirs.Add(Time([&] {
        plain_search.Bind(match);
        plain_search.Run();
      }));
    }
    std::printf("%s: %zu records\n", each.what, found);
    rows.push_back(row);
  }
}

void Run(int rounds, FilledStore& filled) {
  std::vector<Row> rows = Scroll(rounds, filled);
  Search(rounds, filled, rows);
  PrintTable("Bianmin", "SQLite", rows);
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: bench-queue ROUNDS STATE RECORDS\n");
    return 2;
  }
  try {
    using namespace bianmin;
    bench::Must(base::StartCrypto());
    const std::filesystem::path state = argv[2];
    base::SystemRandom random;
    if (const std::int64_t records = std::stoll(argv[3]); records > 0) {
      const double spent = bench::Time([&] {
        bench::Must(admin::FillWithDemo(
            {.kiosk_config = (state / "kiosk.toml").string(), .records = records, .seed = 1, .everything_waits = true},
            base::SystemClock(), random));
      });
      std::printf("%lld records were invented and filled in in %.0f s\n", static_cast<long long>(records),
                  spent / 1000);
    }
    bench::FilledStore store(state);
    bench::Run(std::stoi(argv[1]), store);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-queue: %s\n", failure.what());
    return 1;
  }
}
