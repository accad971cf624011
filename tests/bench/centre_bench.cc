// The real centre over TLS with client certificates, beside what its database does without it: 64 kiosks that send
// batches of 500 events, the batch of one kiosk, and kiosks that only wait. Each archive in turn, both sides of a ratio
// with the same rows in one run.
//
// usage: bench-centre ROUNDS IDLE_KIOSKS

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "sync/http/pack.h"
#include "tests/bench/crowd.h"
#include "tests/bench/measure.h"
#include "tests/support/centre_desk.h"
#include "tests/support/x_postgres.h"

namespace bianmin::bench {
namespace {

using contract::CentreHouse;
using std::chrono::steady_clock;

constexpr int kConnections = 64;
constexpr int kBatchesEach = 4;
constexpr int kEventsABatch = 500;
constexpr int kEvents = kConnections * kBatchesEach * kEventsABatch;

struct Row {
  std::string source, id, type, subject, time, bytes;
  int sequence;
};

double SecondsSince(steady_clock::time_point begin) {
  return std::chrono::duration<double>(steady_clock::now() - begin).count();
}

// About 600 bytes, a third of which is sealed and cannot be packed.
Row EventOf(int kiosk, int n, base::Random& random) {
  base::Bytes sealed(150);
  random.Fill(sealed);
  const std::string source = Crowd::SourceOf(kiosk);
  const support::Told told{.n = n,
                           .subject = support::NumberOf(n),
                           .source = source,
                           .data = fmt::format(R"({{"service_code":"home.plumbing","package_code":"visit","urgency":)"
                                               R"("ordinary","needs_visit":true,"sealed":"{}"}})",
                                               base::ToBase64(sealed))};
  return {source, support::UuidOf(n), "cn.bianmin.order.registered.v1", told.subject, told.time, told.Text(), n};
}

struct Load {
  std::vector<Row> rows;
  std::vector<Sending> sendings;  // kBatchesEach of each kiosk
};

// Of kiosks from `first` on, so that no two rounds send the same.
Load MakeLoad(int kiosks, int batches, int events) {
  base::SeededRandom random(1);
  Load load;
  for (int kiosk = 0; kiosk < kiosks; ++kiosk) {
    for (int batch = 0; batch < batches; ++batch) {
      std::vector<std::string> texts;
      for (int i = 0; i < events; ++i) {
        load.rows.push_back(EventOf(kiosk, 1 + batch * events + i, random));
        texts.push_back(load.rows.back().bytes);
      }
      load.sendings.push_back({support::UuidOf(batch), http::Gzip(support::BatchOf(texts))});
    }
  }
  return load;
}

// Handshakes are over when the clock starts.
double Ingest(CentreHouse& house, const Load& load) {
  Crowd crowd(house, kConnections);
  for (int kiosk = 0; kiosk < crowd.size(); ++kiosk) {
    crowd.member(kiosk).Get("/v1/");
    crowd.Begin(kiosk);
  }
  crowd.RunToTheEnd([](int) { return false; });

  std::vector<int> sent(kConnections, 0);
  const auto send_next = [&](int kiosk) {
    int& batch = sent[static_cast<std::size_t>(kiosk)];
    if (batch == kBatchesEach) return false;
    crowd.member(kiosk).Post(load.sendings[static_cast<std::size_t>(kiosk * kBatchesEach + batch++)]);
    return true;
  };
  const auto begin = steady_clock::now();
  for (int kiosk = 0; kiosk < crowd.size(); ++kiosk) {
    send_next(kiosk);
    crowd.Begin(kiosk);
  }
  crowd.RunToTheEnd(send_next);
  return SecondsSince(begin);
}

// One kiosk after its handshake, one batch of 20 after the other.
Samples OneKiosk(CentreHouse& house) {
  constexpr int kBatches = 300, kEventsEach = 20;
  const Load load = MakeLoad(1, kBatches, kEventsEach);
  Crowd crowd(house, 1);
  crowd.member(0).Get("/v1/");
  crowd.Begin(0);
  crowd.RunToTheEnd([](int) { return false; });
  Samples milliseconds;
  for (const Sending& sending : load.sendings) {
    crowd.member(0).Post(sending);
    const auto begin = steady_clock::now();
    crowd.Begin(0);
    crowd.RunToTheEnd([](int) { return false; });
    milliseconds.Add(SecondsSince(begin) * 1000);
  }
  return milliseconds;
}

// The same rows in a plain loop: WAL, synchronous=FULL, 500 a transaction, one primary key.
double RawSqlite(const std::filesystem::path& file, const Load& load) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE event (source TEXT NOT NULL, id TEXT NOT "
      "NULL, "
      "type TEXT NOT NULL, subject TEXT NOT NULL, time TEXT NOT NULL, sequence INTEGER NOT NULL, bytes TEXT NOT NULL, "
      "UNIQUE (source, id)) STRICT");
  SQLite::Statement insert(database, "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)");
  const auto begin = steady_clock::now();
  for (std::size_t at = 0; at < load.rows.size();) {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (int i = 0; i < kEventsABatch; ++i, ++at) {
      const Row& row = load.rows[at];
      int column = 0;
      for (const std::string* text : {&row.source, &row.id, &row.type, &row.subject, &row.time}) {
        insert.bindNoCopy(++column, *text);
      }
      insert.bind(++column, row.sequence);
      insert.bindNoCopy(++column, row.bytes);
      insert.exec();
      insert.reset();
    }
    transaction.commit();
  }
  return SecondsSince(begin);
}

// The same rows by one COPY into a table with a primary key, on the same server.
double BulkCopy(support::PostgresServer& server, const std::filesystem::path& file) {
  const std::string database = server.NewDatabase();
  server.Ask(database,
             "CREATE TABLE event (source text, id uuid, type text, subject text, time timestamptz, sequence bigint, "
             "bytes text, PRIMARY KEY (source, id))");
  const auto begin = steady_clock::now();
  server.Ask(database, "\\copy event FROM '" + file.string() + "'");
  return SecondsSince(begin);
}

void WriteRows(const std::filesystem::path& file, const Load& load) {
  std::ofstream out(file);
  for (const Row& row : load.rows) {
    out << row.source << '\t' << row.id << '\t' << row.type << '\t' << row.subject << '\t' << row.time << '\t'
        << row.sequence << '\t' << row.bytes << '\n';
  }
}

std::string PostgresTable(support::PostgresServer& server) {
  return "[postgres]\nconnection = \"" + server.Connection(server.NewDatabase()) + "\"\n";
}

void PrintRate(const char* archive, const char* beside, const Samples& ours, const Samples& theirs) {
  constexpr double kTarget = 0.5;
  const double ratio = theirs.Median() / ours.Median();
  std::printf("%-12s%14.0f%26s%14.0f%10.2f  (target: at least %.1f: %s)\n", archive, kEvents / ours.Median(), beside,
              kEvents / theirs.Median(), ratio, kTarget, ratio >= kTarget ? "met" : "MISSED");
}

void MeasureIngest(int rounds, support::PostgresServer& server) {
  const support::TemporaryFolder folder;
  const Load load = MakeLoad(kConnections, kBatchesEach, kEventsABatch);
  WriteRows(folder / "rows", load);
  Samples sqlite, raw, postgres, copy;
  for (int round = 0; round < rounds; ++round) {
    raw.Add(RawSqlite(folder / fmt::format("raw{}.db", round), load));
    CentreHouse on_file;
    on_file.Start();
    sqlite.Add(Ingest(on_file, load));
    copy.Add(BulkCopy(server, folder / "rows"));
    CentreHouse on_server("", PostgresTable(server));
    on_server.Start();
    postgres.Add(Ingest(on_server, load));
  }
  std::printf("%d events of %zu bytes, %d connections, batches of %d, medians of %d rounds\n", kEvents,
              load.rows.front().bytes.size(), kConnections, kEventsABatch, rounds);
  std::printf("%-12s%14s%26s%14s%10s\n", "archive", "events/s", "beside", "rows/s", "ratio");
  PrintRate("SQLite", "a loop of INSERT", sqlite, raw);
  PrintRate("PostgreSQL", "COPY of all rows", postgres, copy);
}

void MeasureOneKiosk(support::PostgresServer& server) {
  constexpr double kTarget = 25;
  for (const bool is_sqlite : {true, false}) {
    CentreHouse house("", is_sqlite ? "[archive]\ndatabase = \"centre.db\"\n" : PostgresTable(server));
    house.Start();
    const Samples samples = OneKiosk(house);
    std::printf("a batch of 20 from one kiosk, %s: median %.1f ms, p99 %.1f ms (target: at most %.0f: %s)\n",
                is_sqlite ? "SQLite" : "PostgreSQL", samples.Median(), samples.Percentile(99), kTarget,
                samples.Percentile(99) <= kTarget ? "met" : "MISSED");
  }
}

void MeasureIdle(int kiosks) {
  constexpr double kTarget = 200;
  constexpr int kHandshakesAtOnce = 50;
  const rlimit files{static_cast<rlim_t>(kiosks) + 500, static_cast<rlim_t>(kiosks) + 500};
  if (setrlimit(RLIMIT_NOFILE, &files) != 0) {
    std::printf("idle kiosks are not measured: %d files may not be open here\n", kiosks + 500);
    return;
  }
  CentreHouse house;
  house.Start();
  const double before = ResidentMegabytes(house.process().pid());
  Crowd crowd(house, kiosks);
  int waiting = 0;
  int answers = 0;
  // Greets first, then waits for news again and again.
  const auto waits_on = [&](int kiosk) {
    if (answers++ < kiosks) ++waiting;
    crowd.member(kiosk).Get("/v1/changes?wait=25");
    return true;
  };
  for (int kiosk = 0; kiosk < kiosks; ++kiosk) {
    crowd.member(kiosk).Get("/v1/");
    crowd.Begin(kiosk);
    while (kiosk - waiting >= kHandshakesAtOnce) crowd.Run(waits_on);
  }
  while (waiting < kiosks) crowd.Run(waits_on);
  double most = 0;
  for (const auto end = steady_clock::now() + std::chrono::seconds{30}; steady_clock::now() < end;) {
    crowd.Run(waits_on);
    most = std::max(most, ResidentMegabytes(house.process().pid()));
  }
  std::printf(
      "%d kiosks that wait for news: the centre has %.0f MB (%.0f before they came; target: at most %.0f: %s)\n",
      kiosks, most, before, kTarget, most <= kTarget ? "met" : "MISSED");
}

}  // namespace
}  // namespace bianmin::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench-centre ROUNDS IDLE_KIOSKS\n");
    return 2;
  }
  try {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // each figure when it is there
    bianmin::support::PostgresServer server;
    bianmin::bench::MeasureIngest(std::stoi(argv[1]), server);
    bianmin::bench::MeasureOneKiosk(server);
    bianmin::bench::MeasureIdle(std::stoi(argv[2]));
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench-centre: %s\n", failure.what());
    return 1;
  }
}
