// Somebody with the kiosk's disk in hand takes a complaint out of it and writes the journal's chain anew, so that the
// kiosk itself looks whole. The centre names it all the same.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "kiosk/store/journal.h"
#include "tests/contract/kiosk_house.h"

namespace bianmin::contract {
namespace {

using namespace std::chrono_literals;
using support::Must;
using testing::HasSubstr;

constexpr const char* kKiosk = "demo-city/jingan/k01";

class AuditTest : public testing::Test {
 protected:
  void SetUp() override {
    centre_.Start();
    kiosk_.StartSync();
  }
  Outcome Audit() { return Admin({"centre", "audit", kKiosk, "--json", "--config", centre_.config().string()}); }
  bool IsTold() {
    return Comes([&] {
      const auto head = Must(store::Journal(database_).Head());
      return Must(store_.Waiting()).waiting == 0 && Audit().Json().at("hash").as_string() == base::ToHex(head.hash);
    });
  }

  CentreHouse centre_;
  KioskHouse kiosk_{centre_};
  store::Store store_ = kiosk_.desk().OpenStore();
  store::Database database_ = kiosk_.desk().OpenDatabase();
};

// Takes out what is about this record, and closes the ranks behind it.
void TakeOut(const std::filesystem::path& file, const std::string& number) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, 5000);
  database.exec("PRAGMA foreign_keys = OFF");
  SQLite::Transaction transaction(database);
  SQLite::Statement drop_event(database, "DELETE FROM outbox WHERE record = ?");
  drop_event.bind(1, number);
  drop_event.exec();
  std::vector<store::JournalEntry> kept;
  SQLite::Statement all(database, "SELECT at, act, record, actor, digest FROM journal ORDER BY sequence");
  while (all.executeStep()) {
    if (all.getColumn(2).getString() == number) continue;
    store::JournalEntry entry;
    entry.sequence = static_cast<std::int64_t>(kept.size()) + 1;
    entry.at = all.getColumn(0).getString();
    entry.act = all.getColumn(1).getString();
    entry.record = all.getColumn(2).getString();
    entry.actor = all.getColumn(3).getString();
    const std::string digest = all.getColumn(4).getString();
    std::copy(digest.begin(), digest.end(), entry.digest.begin());
    if (!kept.empty()) entry.previous = kept.back().hash;
    entry.hash = store::HashOf(entry);
    kept.push_back(entry);
  }
  all.reset();
  database.exec("DELETE FROM journal");
  for (const store::JournalEntry& entry : kept) {
    SQLite::Statement insert(database,
                             "INSERT INTO journal (sequence, at, act, record, actor, digest, previous, hash) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, entry.sequence);
    insert.bind(2, entry.at);
    insert.bind(3, entry.act);
    insert.bind(4, entry.record);
    insert.bind(5, entry.actor);
    insert.bind(6, entry.digest.data(), static_cast<int>(entry.digest.size()));
    insert.bind(7, entry.previous.data(), static_cast<int>(entry.previous.size()));
    insert.bind(8, entry.hash.data(), static_cast<int>(entry.hash.size()));
    insert.exec();
  }
  database.exec("UPDATE outbox SET journal_sequence = journal_sequence - 1 WHERE journal_sequence > 2");
  database.exec("UPDATE numbering SET last_entry = last_entry - 1");
  transaction.commit();
}

TEST_F(AuditTest, AHonestKioskIsSound) {
  Must(store_.RegisterOrder(support::LeakingPipe()));
  Must(store_.FileComplaint(support::BrokenLift()));
  ASSERT_TRUE(IsTold());
  const Outcome audit = Audit();
  EXPECT_EQ(audit.code, 0) << audit.text;
  EXPECT_EQ(audit.Json().at("entries").as_int64(), 2);
  EXPECT_EQ(Admin({"centre", "audit", "nobody", "--config", centre_.config().string()}).code, 1);
}

TEST_F(AuditTest, AComplaintTakenOutOfAKioskIsNamed) {
  Must(store_.RegisterOrder(support::LeakingPipe()));
  const auto complaint = Must(store_.FileComplaint(support::BrokenLift())).number;
  Must(store_.RegisterOrder(support::LeakingPipe()));
  ASSERT_TRUE(IsTold());
  kiosk_.sync().Stop(10s);
  TakeOut(kiosk_.desk().file(), complaint.text());
  const auto report = Must(store::Journal(database_).Verify());
  ASSERT_FALSE(report.first_broken) << report.what << ": the kiosk itself must look whole";
  kiosk_.StartSync();
  Must(store_.RegisterOrder(support::LeakingPipe()));
  ASSERT_TRUE(IsTold());
  const Outcome audit = Admin({"centre", "audit", kKiosk, "--config", centre_.config().string()});
  EXPECT_EQ(audit.code, 1);
  EXPECT_THAT(audit.text, HasSubstr("REWRITTEN"));
  EXPECT_THAT(audit.text, HasSubstr("complaint.filed " + complaint.text()));
  EXPECT_THAT(audit.text, HasSubstr("Its event is archived here"));
}

}  // namespace
}  // namespace bianmin::contract
