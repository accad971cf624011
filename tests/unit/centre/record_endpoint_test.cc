// GET /v1/records/{number}: what the centre tells of a record to whoever holds its receipt, and what it keeps to
// itself.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/domain/limits.h"
#include "tests/support/centre_desk.h"
#include "tests/support/older_archive.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using support::CentreDesk;
using support::GetOf;
using support::kFirstKiosk;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string kPromised =
    R"({"service_request_id":"JA06900013","service_code":"home.plumbing","package_code":"visit","urgency":"urgent",)"
    R"("requested_datetime":"2026-11-23T01:29:00.000Z","expected_datetime":"2026-11-23T01:59:00.000Z",)"
    R"("needs_visit":true,"compound":"jingan_garden","sealed":"c2VjcmV0"})";
const std::string kAboutTheCentre =
    R"({"anonymous":true,"about":"centre","subject_code":"manners","occasion":"today","sealed_for":"city",)"
    R"("requested_datetime":"2026-11-23T01:29:00.000Z","expected_datetime":"2026-11-30T01:29:00.000Z",)"
    R"("sealed":"c2VjcmV0"})";

class RecordEndpointTest : public testing::Test {
 protected:
  void Sends(Told told) {
    told.n = ++sent_;
    auto request = support::PostOf(support::BatchOf({told.Text()}), sent_);
    request.source = told.source;
    ASSERT_EQ(desk_.Handle(request).status, 200);
  }
  void StaffSets(const std::string& state, const std::string& note = "") {
    desk_.now += 1min;
    Must(desk_.archive->AddStatus({NumberOf(1), state, note, desk_.now}, true));
  }
  Response Ask(const std::string& number = NumberOf(1), const std::string& source = kSecondKiosk) {
    return desk_.Handle(GetOf("/v1/records/" + number, source));
  }
  json::object Record() {
    const Response response = Ask();
    EXPECT_EQ(response.status, 200) << response.body;
    return response.status == 200 ? json::parse(response.body).as_object() : json::object{};
  }
  std::vector<std::string> History() {
    std::vector<std::string> states;
    const json::object record = Record();
    for (const auto& each : record.at("history").as_array()) states.emplace_back(each.at("state").as_string());
    return states;
  }

  CentreDesk desk_;
  int sent_ = 0;
};

TEST_F(RecordEndpointTest, AnOrderOfOneKioskIsToldToAnother) {
  Sends({.data = kPromised});
  StaffSets("accepted", "李师傅 13800001234");
  const json::object record = Record();
  EXPECT_EQ(record.at("number").as_string(), NumberOf(1));
  EXPECT_EQ(record.at("kind"), "order");
  EXPECT_EQ(record.at("state"), "accepted");
  EXPECT_EQ(record.at("service_code"), "home.plumbing");
  EXPECT_EQ(record.at("urgency"), "urgent");
  EXPECT_EQ(record.at("requested_datetime"), "2026-11-23T01:29:00.000Z");
  EXPECT_EQ(record.at("expected_datetime"), "2026-11-23T01:59:00.000Z");
  EXPECT_EQ(record.at("as_of").as_string(), base::FormatUtc(desk_.now));
  const auto& history = record.at("history").as_array();
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].at("state"), "registered");
  EXPECT_EQ(history[0].at("at"), "2026-11-23T01:30:00.000Z");
  EXPECT_EQ(history[1].at("at").as_string(), base::FormatUtc(desk_.now));
}

TEST_F(RecordEndpointTest, NothingThatAnybodyWroteAndNothingSealedIsTold) {
  Sends({.data = kPromised});
  StaffSets("accepted", "李师傅 13800001234");
  const std::string body = Ask().body;
  for (const char* kept : {"李师傅", "1380000", "c2VjcmV0", "sealed", "jingan", "k01", "needs_visit"}) {
    EXPECT_THAT(body, Not(HasSubstr(kept)));
  }
}

TEST_F(RecordEndpointTest, OfAComplaintOnlyWhereItStandsWhateverItIsAbout) {
  Sends({.type = "complaint.filed", .data = kAboutTheCentre});
  StaffSets("being_handled");
  const json::object record = Record();
  std::vector<std::string> members;
  for (const auto& member : record) members.emplace_back(member.key());
  EXPECT_THAT(members, testing::UnorderedElementsAre("number", "kind", "state", "requested_datetime",
                                                     "expected_datetime", "since", "as_of"));
  EXPECT_EQ(record.at("kind"), "complaint");
  EXPECT_EQ(record.at("state"), "being_handled");
  EXPECT_EQ(record.at("since").as_string(), base::FormatUtc(desk_.now));
}

TEST_F(RecordEndpointTest, TheHistoryTellsEveryStateInTheOrderInWhichItCameAbout) {
  Sends({.data = kPromised});
  StaffSets("accepted");
  StaffSets("accepted");  // nothing new
  StaffSets("dispatched");
  StaffSets("in_service");
  Sends({.type = "order.cancelled", .data = "{}"});  // not possible any more: the centre's state stands
  StaffSets("awaiting_acceptance");
  Sends({.type = "order.completed", .data = "{}"});
  Sends({.type = "order.reopened", .data = "{}"});
  EXPECT_THAT(History(), ElementsAre("registered", "accepted", "dispatched", "in_service", "awaiting_acceptance",
                                     "completed", "accepted"));
  EXPECT_EQ(Record().at("state"), "accepted");
}

TEST_F(RecordEndpointTest, ALongHistoryIsTheRegistrationAndTheNewest) {
  Sends({.data = kPromised});
  for (std::size_t i = 0; i < domain::kMaxHistoryEntries; ++i) StaffSets(i % 2 == 0 ? "accepted" : "dispatched");
  const auto history = History();
  ASSERT_EQ(history.size(), domain::kMaxHistoryEntries);
  EXPECT_EQ(history.front(), "registered");
  EXPECT_EQ(history.back(), "dispatched");
}

TEST_F(RecordEndpointTest, ARecordIsUnknownUntilItsRegistrationHasArrived) {
  const auto expect_unknown = [this](const Response& response) {
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_THAT(response.body, HasSubstr("urn:bianmin:problem:no-such-record"));
  };
  expect_unknown(Ask());
  Sends({.type = "order.cancelled", .data = "{}"});
  expect_unknown(Ask());
  Sends({.data = kPromised});
  EXPECT_THAT(History(), ElementsAre("registered", "cancelled"));
  Sends({.type = "rating.given", .subject = NumberOf(2), .data = "{}"});
  expect_unknown(Ask(NumberOf(2)));
}

TEST_F(RecordEndpointTest, ANumberThatTwoKiosksSentIsToldToNobody) {
  Sends({.data = kPromised});
  Sends({.source = kSecondKiosk, .data = kPromised});
  EXPECT_EQ(Ask().status, 404);
}

TEST_F(RecordEndpointTest, WhatIsNoNumberIsMalformedAndAStrangerIsNotAdmitted) {
  for (const std::string number : {"", "JA06900014", "ja06900013", "JA 0690 0013", "JA06900013/", "%4aA06900013"}) {
    EXPECT_EQ(Ask(number).status, 400) << number;
  }
  Request stranger = GetOf("/v1/records/" + NumberOf(1));
  stranger.source.reset();
  EXPECT_EQ(desk_.Handle(stranger).status, 403);
  Request post = GetOf("/v1/records/" + NumberOf(1));
  post.method = "POST";
  EXPECT_EQ(desk_.Handle(post).status, 405);
}

TEST_F(RecordEndpointTest, AKioskMayAskSoOftenAMinuteAndADay) {
  for (int i = 0; i < domain::kMaxRecordsAskedPerMinute; ++i) EXPECT_EQ(Ask().status, 404);
  desk_.now += 20s;
  const Response refused = Ask();
  EXPECT_EQ(refused.status, 429);
  EXPECT_THAT(refused.body, HasSubstr("urn:bianmin:problem:too-many-requests"));
  EXPECT_THAT(refused.headers, testing::Contains(std::pair<std::string, std::string>("Retry-After", "40")));
  EXPECT_EQ(Ask(NumberOf(1), kFirstKiosk).status, 404) << "another kiosk";
  desk_.now += 40s;
  int answered = domain::kMaxRecordsAskedPerMinute;
  for (; Ask().status == 404 && answered <= domain::kMaxRecordsAskedPerDay; ++answered) desk_.now += 1s;
  EXPECT_EQ(answered, domain::kMaxRecordsAskedPerDay);
  desk_.now += 1h;
  EXPECT_EQ(Ask().status, 429) << "the day's limit";
  desk_.now += 24h;
  EXPECT_EQ(Ask().status, 404);
}

// What an archive of the version before held is told from its events and changes.
TEST(AnOlderArchive, TellsTheHistoryOfItsRecords) {
  const support::TemporaryFolder folder;
  const auto file = folder / "centre.db";
  base::SeededRandom random{1};
  base::TimePoint now = support::kMondayMorning;
  const auto open = [&] { return Must(SqliteArchive::Open(file, OpenMode::MakeIfMissing, now, random)); };
  RecordQuota quota;
  {
    const auto archive = open();
    const auto send = [&](const Told& told) {
      now += 1min;
      ASSERT_EQ(Handle(*archive, quota, support::PostOf(support::BatchOf({told.Text()}), told.n), now).status, 200);
    };
    const auto set = [&](const std::string& state) {
      now += 1min;
      Must(archive->AddStatus({NumberOf(1), state, "", now}, false));
    };
    send({.data = kPromised});
    set("accepted");
    set("dispatched");
    send({.n = 2, .type = "order.cancelled", .data = "{}"});
    send({.n = 3, .type = "complaint.filed", .subject = NumberOf(2), .data = kAboutTheCentre});
  }
  const auto history_of = [&](const std::string& number) {
    std::string states;
    for (const auto& each : Must(open()->FindRecord(number, 100)).history) {
      states += each.state + " " + base::FormatUtc(each.at) + "\n";
    }
    return states;
  };
  const std::string before = history_of(NumberOf(1)), complaint = history_of(NumberOf(2));
  EXPECT_THAT(before, HasSubstr("cancelled"));
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    database.exec(support::kBackToSchema4);
    // The first version had these tables and no others.
    std::vector<std::string> later;
    SQLite::Statement names(database,
                            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name "
                            "NOT IN ('archive', 'kiosk', 'event', 'parked', 'answer', 'record', 'change')");
    while (names.executeStep()) later.push_back(names.getColumn(0).getString());
    names.reset();
    for (const std::string& table : later) database.exec("DROP TABLE " + table);
    database.exec("ALTER TABLE kiosk DROP COLUMN seen; PRAGMA user_version = 1");
  }
  EXPECT_EQ(history_of(NumberOf(1)), before);
  EXPECT_EQ(history_of(NumberOf(2)), complaint);
}

}  // namespace
}  // namespace bianmin::centre
