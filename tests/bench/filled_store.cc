#include "tests/bench/filled_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <stdexcept>
#include <utility>
#include <vector>

#include "kiosk/domain/kiosk_name.h"

namespace bianmin::bench {
namespace {

template <class T>
T Must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

domain::Need InventedNeed() {
  return {.service_code = "home.plumbing",
          .package_code = "visit",
          .description = "厨房水管漏水，水一直滴到楼下，请上午来看一下。",
          .urgency = domain::Urgency::Ordinary,
          .address = std::nullopt,
          .address_text = "永和新村3号楼2单元302室",
          .appointment = std::nullopt,
          .wants_home_registration = false,
          .contact = {.name = domain::PersonName::Parse("王女士").value(),
                      .phone = domain::Phone::Parse("13800001234").value()}};
}

}  // namespace

FilledStore::FilledStore(const std::filesystem::path& state) : file_(state / "kiosk.db"), need_(InventedNeed()) {
  Must(base::StartCrypto());
  const base::PublicKey centre = Must(base::LoadPublicKey(state / "centre.pub"));
  events_ = std::make_unique<wire::CloudEventWriter>(domain::KioskName{"demo-city", "jingan", "k01"}.Source(),
                                                     wire::WriterKeys{.centre = centre, .city = std::nullopt});
  store_ = std::make_unique<store::Store>(
      Must(store::Store::Open({.database = Must(store::Database::Open({.file = file_})),
                               .key = Must(base::SecretKey::Load((state / "field.key").string())),
                               .clock = base::SystemClock(),
                               .random = random_,
                               .events = *events_,
                               .kiosk = *domain::KioskCode::Parse("JA"),
                               .times = {},
                               .calendar = {}})));
}

void FilledStore::RegisterOrder() { Must(store_->RegisterOrder(need_)); }

void FilledStore::TellAgain(int events) {
  constexpr int kAtOnce = 20'000;
  SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE);
  database.setBusyTimeout(5000);
  database.exec("PRAGMA synchronous = OFF");
  struct Told {
    std::int64_t sequence;
    std::string id, body;
  };
  std::vector<Told> told;
  SQLite::Statement waiting(database,
                            "SELECT sequence, id, body FROM outbox WHERE state = 'waiting' ORDER BY sequence");
  while (waiting.executeStep()) {
    base::UuidBytes id{};
    const auto* bytes = static_cast<const std::uint8_t*>(waiting.getColumn(1).getBlob());
    std::copy_n(bytes, id.size(), id.begin());
    told.push_back({waiting.getColumn(0).getInt64(), domain::EventId{id}.Text(), waiting.getColumn(2).getString()});
  }
  waiting.reset();
  SQLite::Statement copy(database,
                         "INSERT INTO outbox (sequence, journal_sequence, id, type, record, recorded_on, recorded_at, "
                         "body, state, settled_on, why) SELECT ?, journal_sequence, ?, type, record, recorded_on, "
                         "recorded_at, ?, state, settled_on, why FROM outbox WHERE sequence = ?");
  std::int64_t last = database.execAndGet("SELECT last_sequence FROM numbering").getInt64();
  for (int done = 0; done < events;) {
    SQLite::Transaction transaction(database);
    for (int i = 0; i < kAtOnce && done < events; ++i, ++done) {
      const Told& from = told[static_cast<std::size_t>(done) % told.size()];
      const auto id = domain::EventId::New(base::SystemClock().Now(), random_);
      std::string body = from.body;
      body.replace(body.find(from.id), from.id.size(), id.Text());
      const std::string sequence = fmt::format("{:016}", from.sequence);
      body.replace(body.find(sequence), sequence.size(), fmt::format("{:016}", ++last));
      copy.bind(1, last);
      copy.bind(2, id.bytes().data(), static_cast<int>(id.bytes().size()));
      copy.bind(3, body.data(), static_cast<int>(body.size()));
      copy.bind(4, from.sequence);
      copy.exec();
      copy.reset();
    }
    database.exec(fmt::format("UPDATE numbering SET last_sequence = {}", last));
    transaction.commit();
  }
}

std::int64_t FilledStore::Waiting() { return Must(store_->Waiting()).waiting; }

}  // namespace bianmin::bench
