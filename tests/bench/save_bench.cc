// What durability of a whole use case costs beside the least it can cost: registering an order (order, history, outbox
// event, journal entry, encryption and sealing included) against one INSERT of a blob with as many bytes as the order
// left in all its tables, both in WAL with synchronous=FULL, on the same disk, in turns.
//
// usage: bench-save ROUNDS STATE      STATE as packaging/demo_state.sh made it

#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/filled_store.h"
#include "tests/bench/measure.h"

namespace bianmin::bench {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr int kSavesARound = 300;

double Microseconds(steady_clock::duration duration) {
  return std::chrono::duration<double, std::micro>(duration).count();
}

// The least a durable commit can be: one prepared INSERT.
class PlainTable {
 public:
  PlainTable(const fs::path& file, int bytes) : blob_(static_cast<std::size_t>(bytes), 'x') {
    Check(sqlite3_open(file.c_str(), &database_));
    Check(sqlite3_exec(database_,
                       "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                       "CREATE TABLE plain (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
                       nullptr, nullptr, nullptr));
    Check(sqlite3_prepare_v2(database_, "INSERT INTO plain (bytes) VALUES (?)", -1, &insert_, nullptr));
  }
  ~PlainTable() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  PlainTable(const PlainTable&) = delete;
  PlainTable& operator=(const PlainTable&) = delete;

  void Save() {
    Check(sqlite3_bind_blob(insert_, 1, blob_.data(), static_cast<int>(blob_.size()), SQLITE_STATIC));
    if (sqlite3_step(insert_) != SQLITE_DONE) Check(sqlite3_errcode(database_));
    Check(sqlite3_reset(insert_));
  }

 private:
  void Check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(std::string("plain SQLite: ") + sqlite3_errmsg(database_));
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::string blob_;
};

// Every byte of content in all tables and indexes, without page headers and free space.
int PayloadBytes(const fs::path& file) {
  sqlite3* database = nullptr;
  sqlite3_stmt* sum = nullptr;
  int bytes = -1;
  if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
      sqlite3_prepare_v2(database, "SELECT sum(payload) FROM dbstat", -1, &sum, nullptr) == SQLITE_OK &&
      sqlite3_step(sum) == SQLITE_ROW) {
    bytes = sqlite3_column_int(sum, 0);
  }
  sqlite3_finalize(sum);
  sqlite3_close(database);
  if (bytes < 0) throw std::runtime_error("cannot count the bytes in " + file.string());
  return bytes;
}

template <class Save>
double MedianOfARound(const Save& save) {
  Samples times;
  for (int i = 0; i < kSavesARound; ++i) {
    const auto begin = steady_clock::now();
    save();
    times.Add(Microseconds(steady_clock::now() - begin));
  }
  return times.Median();
}

void Run(int rounds, const fs::path& state) {
  FilledStore store(state);
  for (int i = 0; i < 50; ++i) store.RegisterOrder();
  const int before = PayloadBytes(store.file());
  for (int i = 0; i < kSavesARound; ++i) store.RegisterOrder();
  const int bytes = (PayloadBytes(store.file()) - before) / kSavesARound;
  PlainTable plain(state / "plain.db", bytes);
  Row row{"durable save, median of 300", "µs", {}, {}, 1.3};
  for (int round = 0; round < rounds; ++round) {
    row.ours.Add(MedianOfARound([&] { store.RegisterOrder(); }));
    row.theirs.Add(MedianOfARound([&] { plain.Save(); }));
  }
  std::printf("one order leaves %d bytes in all tables and indexes\n", bytes);
  PrintTable("Bianmin", "SQLite", {row});
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench-save ROUNDS STATE\n");
    return 2;
  }
  try {
    bianmin::bench::Run(std::stoi(argv[1]), argv[2]);
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-save: %s\n", failure.what());
    return 1;
  }
}
