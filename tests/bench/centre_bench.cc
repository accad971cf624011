// The real centre over TLS with client certificates, beside what its database does without it: 64 kiosks that send
// batches of 500 events, the batch of one kiosk, and kiosks that only wait. Each archive in turn; the other side of a
// ratio is the rows that the centre made of the same events, written into the same tables by the shortest way there is.
//
// usage: bench-centre ROUNDS IDLE_KIOSKS

#include <fmt/format.h>
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <cstdio>

#include "kiosk/base/bytes.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/random.h"
#include "sync/http/pack.h"
#include "tests/bench/crowd.h"
#include "tests/bench/measure.h"
#include "tests/bench/same_rows.h"
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

// Each kiosk gives numbers of its own.
domain::KioskCode CodeOf(int kiosk) {
  constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const auto letter = [&](std::size_t i) { return kLetters[i % kLetters.size()]; };
  const auto n = static_cast<std::size_t>(kiosk);
  return *domain::KioskCode::Parse(std::string{letter(n / kLetters.size()), letter(n)});
}

// About 600 bytes, a third of which is sealed and cannot be packed. Each order is registered, accepted, dispatched and
// rated.
std::string EventOf(int kiosk, int n, base::Random& random) {
  struct Step {
    const char* type;
    const char* data;
  };
  static constexpr std::array<Step, 4> kLife{
      {{"order.registered",
        R"("service_code":"home.plumbing","package_code":"visit","urgency":"ordinary","needs_visit":true)"},
       {"order.handled", R"("act":"accept","state":"accepted","staff":"3f0a4f4e-0d6b-4d0a-9c5e-2c6d7a1b8e90")"},
       {"order.handled", R"("act":"dispatch","state":"dispatched","provider":"kuaixiu","day":"2026-11-24")"},
       {"rating.given", R"("stars":{"attitude":5,"quality":4,"speed":5},"reasons":[],"provider":"kuaixiu")"}}};
  const Step& step = kLife[static_cast<std::size_t>(n) % kLife.size()];
  base::Bytes sealed(150);
  random.Fill(sealed);
  return support::Told{.n = n,
                       .type = step.type,
                       .subject = domain::RecordNumber::Of(CodeOf(kiosk), n / static_cast<int>(kLife.size())).text(),
                       .source = Crowd::SourceOf(kiosk),
                       .data = fmt::format(R"({{{},"sealed":"{}"}})", step.data, base::ToBase64(sealed))}
      .Text();
}

struct Load {
  std::size_t event_bytes = 0;    // of one
  std::vector<Sending> sendings;  // kBatchesEach of each kiosk
};

Load MakeLoad(int kiosks, int batches, int events) {
  base::SeededRandom random(1);
  Load load;
  for (int kiosk = 0; kiosk < kiosks; ++kiosk) {
    for (int batch = 0; batch < batches; ++batch) {
      std::vector<std::string> texts;
      for (int i = 0; i < events; ++i) {
        texts.push_back(EventOf(kiosk, batch * events + i, random));
      }
      load.event_bytes = texts.back().size();
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

std::string PostgresTable(const support::PostgresServer& server, const std::string& database) {
  return "[postgres]\nconnection = \"" + server.Connection(database) + "\"\n";
}

void PrintRate(const char* archive, const char* beside, const Samples& ours, const Samples& theirs) {
  constexpr double kTarget = 0.5;
  const double ratio = theirs.Median() / ours.Median();
  std::printf("%-12s%14.0f%26s%14.0f%10.2f  (target: at least %.1f: %s)\n", archive, kEvents / ours.Median(), beside,
              kEvents / theirs.Median(), ratio, kTarget, ratio >= kTarget ? "met" : "MISSED");
}

void MeasureIngest(int rounds, support::PostgresServer& server) {
  constexpr std::chrono::seconds kStopTime{10};
  const Load load = MakeLoad(kConnections, kBatchesEach, kEventsABatch);
  Samples sqlite, insert, postgres, copy;
  for (int round = 0; round < rounds; ++round) {
    const support::TemporaryFolder folder;
    {
      CentreHouse house;
      house.Start();
      sqlite.Add(Ingest(house, load));
      house.Stop(kStopTime);
      insert.Add(InsertSameRows(house.archive(), folder / "fresh.db", kEventsABatch));
    }
    const std::string database = server.NewDatabase();
    CentreHouse house("", PostgresTable(server, database));
    house.Start();
    postgres.Add(Ingest(house, load));
    house.Stop(kStopTime);
    copy.Add(CopySameRows(server, database, folder.path()));
  }
  std::printf("%d events of %zu bytes, %d connections, batches of %d, medians of %d rounds\n", kEvents,
              load.event_bytes, kConnections, kEventsABatch, rounds);
  std::printf("%-12s%14s%26s%14s%10s\n", "archive", "events/s", "the same rows by", "events/s", "ratio");
  PrintRate("SQLite", "a loop of INSERT", sqlite, insert);
  PrintRate("PostgreSQL", "COPY", postgres, copy);
}

void MeasureOneKiosk(support::PostgresServer& server) {
  constexpr double kTarget = 25;
  for (const bool is_sqlite : {true, false}) {
    CentreHouse house(
        "", is_sqlite ? "[archive]\ndatabase = \"centre.db\"\n" : PostgresTable(server, server.NewDatabase()));
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
