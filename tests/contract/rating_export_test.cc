// bianmin-admin centre export-ratings over what a kiosk's own writer sent.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/store/outbox.h"
#include "tests/contract/kiosk_house.h"
#include "tests/support/file_text.h"

namespace bianmin::contract {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
using support::Must;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class RatingExportTest : public testing::Test {
 protected:
  // Two ratings of Monday: a named one of four stars and an anonymous one of two.
  void SetUp() override {
    centre_.Start();
    support::KioskDesk desk;
    auto store = desk.OpenStore();
    order_ = Must(store.RegisterOrder(support::LeakingPipe())).number.text();
    Must(store.GiveRating(support::NamedRating(*domain::RecordNumber::Parse(order_), 4)));
    const auto other = Must(store.RegisterOrder(support::LeakingPipe())).number;
    Must(store.GiveRating(support::AnonymousRating(other, 2)));
    other_ = other.text();
    std::vector<std::string> bodies;
    for (const auto& event : Must(store::Outbox(store.database()).NextBatch())) bodies.push_back(event.body);
    const Reply reply = centre_.Send(PostOf(centre_.Kiosk(support::kFirstKiosk), support::BatchOf(bodies)));
    ASSERT_EQ(reply.status, 200) << reply.body;
  }
  Outcome Export(std::vector<std::string> more, const std::string& from = "2026-11-23",
                 const std::string& to = "2026-11-23") {
    more.insert(more.begin(),
                {"centre", "export-ratings", "--config", centre_.config().string(), "--from", from, "--to", to});
    return Admin(more);
  }

  CentreHouse centre_;
  std::string order_;
  std::string other_;
};

TEST_F(RatingExportTest, TellsGradesAndOfAnAnonymousOneOnlyItsDay) {
  const Outcome made = Export({"--format", "json"});
  ASSERT_EQ(made.code, 0) << made.text;
  const json::array ratings = json::parse(made.text).as_array();
  ASSERT_EQ(ratings.size(), 2U);
  const json::object anonymous = ratings[0].as_object();
  EXPECT_EQ(anonymous.at("anonymous"), "1");
  EXPECT_EQ(anonymous.at("assessTime"), "2026-11-23");
  EXPECT_EQ(anonymous.at("projectNo"), "");
  EXPECT_EQ(anonymous.at("satisfaction"), "2");
  EXPECT_EQ(anonymous.at("satisfactionName"), "不满意");
  EXPECT_NE(anonymous.at("evalDetail"), "");
  const json::object named = ratings[1].as_object();
  EXPECT_EQ(named.at("anonymous"), "0");
  EXPECT_EQ(named.at("projectNo").as_string(), order_);
  EXPECT_EQ(named.at("assessTime"), "2026-11-23 09:30:00");
  EXPECT_EQ(named.at("satisfactionName"), "满意");
  EXPECT_EQ(named.at("proDepart"), "demo-city/jingan");
  EXPECT_EQ(named.at("pf"), "自助办理终端");
  EXPECT_THAT(made.text, Not(HasSubstr(other_)));
  for (const auto& each : ratings) EXPECT_FALSE(each.as_object().contains("sealed"));
}

TEST_F(RatingExportTest, WritesATableThatIsThereWhenItIsWhole) {
  const fs::path file = centre_.folder() / "ratings.csv";
  const Outcome made = Export({"--out", file.string()});
  ASSERT_EQ(made.code, 0) << made.text;
  EXPECT_THAT(made.text, HasSubstr("wrote 2 ratings"));
  const std::string text = support::TextOf(file);
  EXPECT_THAT(text, StartsWith("\xEF\xBB\xBF\"evaluationId\",\"projectNo\",\"taskCode\","));
  EXPECT_THAT(text, HasSubstr("\"4\",\"满意\""));
  EXPECT_THAT(text, HasSubstr("\"2\",\"不满意\""));
}

TEST_F(RatingExportTest, KnowsTheDaysOfChinaAndRefusesWhatIsNone) {
  EXPECT_EQ(Export({"--format", "json"}, "2026-11-22", "2026-11-22").text, "[\n]\n");
  EXPECT_EQ(Export({"--format", "json"}, "2026-11-24", "2026-11-30").text, "[\n]\n");
  EXPECT_EQ(Export({}, "2026-11-24", "2026-11-23").code, 1);
  EXPECT_EQ(Export({}, "monday", "2026-11-23").code, 1);
  EXPECT_EQ(Export({"--format", "xml"}).code, 2);
  EXPECT_EQ(Export({"--out", (centre_.folder() / "missing" / "ratings.csv").string()}).code, 1);
}

}  // namespace
}  // namespace bianmin::contract
