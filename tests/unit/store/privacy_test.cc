// What a thief of the disk, or of the line to the centre, can read: no resident's words.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "kiosk/base/bytes.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

class Thief : public testing::Test {
 protected:
  Thief() {
    Store store = desk_.OpenStore();
    const auto order = Must(store.RegisterOrder(LeakingPipe())).number;
    const auto other = Must(store.RegisterOrder(LeakingPipe())).number;
    Must(store.GiveRating(support::NamedRating(order, 1)));
    Must(store.GiveRating(support::AnonymousRating(other, 1)));
    Must(store.FileComplaint(support::BrokenLift()));
    Must(store.CancelOrder(other, "not_needed"));
  }

  static std::vector<std::string> Words() {
    const domain::Need need = LeakingPipe();
    const domain::GivenRating rating =
        support::NamedRating(domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 1), 1);
    const domain::FiledComplaint complaint = support::BrokenLift();
    std::vector<std::string> words{need.contact.name.text(),
                                   need.contact.phone.digits(),
                                   need.description,
                                   "漏水",
                                   need.address->building,
                                   need.address->unit,
                                   need.address->note,
                                   need.address_text,
                                   rating.contact->name.text(),
                                   rating.contact->phone.digits(),
                                   rating.comment,
                                   "水表",
                                   complaint.whom,
                                   complaint.description,
                                   "老人"};
    // Encoding is not hiding.
    const std::size_t plain = words.size();
    for (std::size_t i = 0; i < plain; ++i) {
      words.push_back(base::ToHex(base::AsBytes(words[i])));
      words.push_back(base::ToBase64(base::AsBytes(words[i])));
    }
    return words;
  }

  KioskDesk desk_;
};

TEST_F(Thief, OfTheDiskReadsNobodysWords) {
  const std::string bytes = desk_.RawFiles();
  ASSERT_NE(bytes.find("home.repair.plumbing"), std::string::npos);  // the search would find something
  for (const std::string& word : Words()) EXPECT_EQ(bytes.find(word), std::string::npos) << word;
}

TEST_F(Thief, OfTheLineReadsNobodysWords) {
  Database database = desk_.OpenDatabase();
  const auto batch = Must(Outbox{database}.NextBatch());
  ASSERT_EQ(batch.size(), 6u);
  for (const OutboxEvent& event : batch) {
    for (const std::string& word : Words()) EXPECT_EQ(event.body.find(word), std::string::npos) << word;
  }
  const std::string sealed = KioskDesk::Unseal(batch[0].body, desk_.centre);
  EXPECT_NE(sealed.find("王𠮷"), std::string::npos);  // the centre can
}

TEST_F(Thief, WhoMovesAFieldToAnotherRecordGetsNothingOutOfIt) {
  std::int64_t first = 0;
  {
    SQLite::Database database(desk_.file().string(), SQLite::OPEN_READWRITE);
    first = database.execAndGet("SELECT min(serial) FROM orders").getInt64();
    ASSERT_EQ(database.exec("UPDATE orders SET phone = (SELECT phone FROM orders ORDER BY serial DESC LIMIT 1) "
                            "WHERE serial = (SELECT min(serial) FROM orders)"),
              1);
  }
  Store store = desk_.OpenStore();
  const auto lookup = store.Find(domain::RecordNumber::Of(desk_.code, first), "1234");
  ASSERT_FALSE(lookup);
  EXPECT_EQ(lookup.error().code, base::ErrorCode::Corrupt);
  EXPECT_EQ(lookup.error().message.find("1380000"), std::string::npos);
}

}  // namespace
}  // namespace bianmin::store
