// Every answer of the real centre is judged by sync/openapi.yaml, and so is every event that kiosk/wire writes.

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "kiosk/wire/batch.h"
#include "kiosk/wire/changes.h"
#include "kiosk/wire/city_record.h"
#include "sync/http/pack.h"
#include "tests/contract/centre_house.h"
#include "tests/contract/contract.h"
#include "tests/contract/talkative_kiosk.h"
#include "tests/support/centre_desk.h"

namespace bianmin::contract {
namespace {

using support::BatchOf;
using support::kFirstKiosk;
using support::kMondayMorning;
using support::kSecondKiosk;
using support::Must;
using support::NumberOf;
using support::Told;
using support::UuidOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ProtocolTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = std::make_unique<CentreHouse>();
    house_->Start();
  }
  static void TearDownTestSuite() { house_.reset(); }

  // Each test is a kiosk of its own, so that they do not see each other's events.
  void SetUp() override {
    static int kiosks = 100;
    source_ = "urn:bianmin:demo-city:jingan:k" + std::to_string(++kiosks);
  }

  Reply Judged(const Ask& ask, const std::string& path, const std::string& method) {
    Reply reply = house_->Send(ask);
    EXPECT_EQ(reply.failure, "");
    EXPECT_THAT(TheContract().Judge(path, method, {reply.status, reply.content_type, reply.body}), IsEmpty())
        << reply.status << " " << reply.body;
    return reply;
  }
  Reply Get(const std::string& path, const std::string& query = "", std::vector<std::string> headers = {}) {
    return Judged({.path = path + query, .headers = std::move(headers), .identity = house_->Kiosk(source_)}, path,
                  "get");
  }
  Reply Post(const std::string& body, const std::vector<std::string>& headers = {}, int batch = 1) {
    Ask ask = PostOf(house_->Kiosk(source_), body, batch);
    ask.headers.insert(ask.headers.end(), headers.begin(), headers.end());
    return Judged(ask, "/v1/events", "post");
  }
  Told Mine(Told told) const {
    told.source = source_;
    return told;
  }
  // What staff set, beside the running centre.
  void StaffSet(const std::string& number, const std::string& state, const std::string& note) {
    base::SystemRandom random;
    const auto archive =
        Must(centre::SqliteArchive::Open(house_->archive(), centre::OpenMode::MustExist, kMondayMorning, random));
    Must(archive->AddStatus({number, state, note, kMondayMorning}, false));
  }

  static std::unique_ptr<CentreHouse> house_;
  std::string source_;
};

std::unique_ptr<CentreHouse> ProtocolTest::house_;

TEST(Contract, ItsOwnExamplesFitItsSchemas) { EXPECT_THAT(TheContract().JudgeExamples(), IsEmpty()); }

TEST(Contract, NoticesAnAnswerThatIsNotAsItShouldBe) {
  const auto judge = [](int status, const std::string& type, const std::string& body) {
    return TheContract().Judge("/v1/events", "post", {status, type, body});
  };
  const std::string good = R"({"batch":"019ab3a0-0001-7000-8000-000000000001","count":0,"accepted":0,"duplicate":0,)"
                           R"("high":"0000000000000000","problems":[]})";
  EXPECT_THAT(judge(200, "application/json", good), IsEmpty());
  EXPECT_THAT(judge(200, "text/html", good), Not(IsEmpty()));
  EXPECT_THAT(judge(201, "application/json", good), Not(IsEmpty()));
  EXPECT_THAT(judge(200, "application/json", "{}"), Not(IsEmpty()));
  EXPECT_THAT(judge(200, "application/json", "[]"), Not(IsEmpty()));
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string body = good;
    return judge(200, "application/json", body.replace(body.find(from), from.size(), to));
  };
  EXPECT_THAT(changed("\"count\":0", "\"count\":501"), Not(IsEmpty()));
  EXPECT_THAT(changed("\"count\":0", "\"count\":\"0\""), Not(IsEmpty()));
  EXPECT_THAT(changed("0000000000000000", "0"), Not(IsEmpty()));
  EXPECT_THAT(changed("[]", "[{}]"), Not(IsEmpty()));
  EXPECT_THAT(changed("\"count\"", "\"extra\":1,\"count\""), Not(IsEmpty()));
}

TEST_F(ProtocolTest, FrontPageAndHealth) {
  const Reply page = Get("/v1/");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr(source_));
  EXPECT_EQ(Judged({.path = "/healthz"}, "/healthz", "get").status, 200);
  EXPECT_EQ(Judged({.path = "/readyz"}, "/readyz", "get").status, 200);
  EXPECT_EQ(Judged({.path = "/v1/"}, "/v1/", "get").status, 403);
  EXPECT_NE(page.headers.at("date"), "");
}

TEST_F(ProtocolTest, EachAnswerToABatch) {
  const std::string first = Mine({.n = 1}).Text();
  EXPECT_EQ(Post(BatchOf({first})).status, 200);
  EXPECT_EQ(Post(BatchOf({first, Mine({.n = 1, .data = R"({"service_code":"x"})"}).Text(), "42"}), {}, 2).status, 200);
  EXPECT_EQ(Post("[]", {}, 3).status, 200);
  EXPECT_EQ(Post("{}", {}, 4).status, 400);
  EXPECT_EQ(Post(BatchOf({Told{.source = kSecondKiosk}.Text()}), {}, 5).status, 403);
  EXPECT_EQ(Post(std::string(domain::kMaxRequestBytes + 1, ' '), {}, 6).status, 413);
  EXPECT_EQ(Post("[]", {"Content-Encoding: br"}, 7).status, 415);
  EXPECT_EQ(Post(http::Gzip(BatchOf({first})), {"Content-Encoding: gzip"}, 8).status, 200);
}

TEST_F(ProtocolTest, TheKiosksOwnReaderUnderstandsTheAcknowledgement) {
  const Reply reply = Post(BatchOf({Mine({.n = 1}).Text(), "42", Mine({.n = 3, .subject = NumberOf(3)}).Text()}));
  const auto read = wire::ReadAcknowledgement(reply.body);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->batch, UuidOf(1));
  EXPECT_EQ(read->accepted, 2U);
  EXPECT_EQ(read->high, 3);
  ASSERT_EQ(read->problems.size(), 1U);
  EXPECT_EQ(read->problems[0].index, 1U);
  EXPECT_TRUE(wire::ReadProblem(Post("{}", {}, 2).body).ok());
}

TEST_F(ProtocolTest, EachAnswerToAQuestionForChanges) {
  Post(BatchOf({Mine({.subject = NumberOf(40)}).Text(),
                Mine({.n = 2, .type = "complaint.filed", .subject = NumberOf(41)}).Text()}));
  StaffSet(NumberOf(40), "accepted", "师傅明早 9 点到，请留人 𠮷");
  StaffSet(NumberOf(41), "answered", "电梯已修好");
  const Reply page = Get("/v1/changes");
  EXPECT_EQ(page.status, 200);
  const auto read = wire::ReadChanges(page.body);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->changes.size(), 2U);
  EXPECT_EQ(Get("/v1/changes", "?after=" + read->next, {"If-None-Match: " + page.headers.at("etag")}).status, 304);
  EXPECT_EQ(Get("/v1/changes", "?after=" + read->next).status, 200);
  EXPECT_EQ(Get("/v1/changes", "?after=nonsense").status, 400);
  EXPECT_EQ(Get("/v1/changes", "?after=" + UuidOf(5) + ".1").status, 410);
}

// The same questions to the real centre and to the one of the simulated world.
TEST_F(ProtocolTest, EachAnswerToAQuestionForARecord) {
  const Told order = Mine({.subject = NumberOf(60)});
  const Told complaint = Mine({.n = 2, .type = "complaint.filed", .subject = NumberOf(61)});
  Post(BatchOf({order.Text(), complaint.Text()}));
  StaffSet(NumberOf(60), "accepted", "师傅明早 9 点到");
  support::CentreDesk simulated;
  auto post = support::PostOf(BatchOf({order.Text(), complaint.Text()}));
  post.source = source_;
  ASSERT_EQ(simulated.Handle(post).status, 200);
  Must(simulated.archive->AddStatus({NumberOf(60), "accepted", "", kMondayMorning}, false));

  source_ = kSecondKiosk;
  const auto ask_real = [&](const std::string& number) {
    return Judged({.path = "/v1/records/" + number, .identity = house_->Kiosk(source_)}, "/v1/records/{number}", "get");
  };
  const auto ask_simulated = [&](const std::string& number) {
    const auto response = simulated.Handle(support::GetOf("/v1/records/" + number, source_));
    const Answer answer{response.status, response.content_type, response.body};
    EXPECT_THAT(TheContract().Judge("/v1/records/{number}", "get", answer), IsEmpty()) << response.body;
    return answer;
  };
  const auto expect = [&](const std::string& number, int status) {
    const Reply real = ask_real(number);
    const Answer answer = ask_simulated(number);
    EXPECT_EQ(real.status, status) << real.body;
    EXPECT_EQ(answer.status, status);
    if (status != 200) return;
    for (const std::string& body : {real.body, answer.body}) {
      const auto read = wire::ReadCityRecord(body);
      ASSERT_TRUE(read.ok()) << read.error().message;
      EXPECT_EQ(read->number.text(), number);
    }
  };
  expect(NumberOf(60), 200);
  expect(NumberOf(61), 200);
  expect(NumberOf(62), 404);
  expect("nonsense", 400);
  for (int i = 0; i < domain::kMaxRecordsAskedPerMinute; ++i) {
    ask_real(NumberOf(62));
    ask_simulated(NumberOf(62));
  }
  EXPECT_EQ(ask_simulated(NumberOf(60)).status, 429);
  bool is_refused = false;  // a new minute of the real clock may have begun, and then another allowance
  for (int i = 0; i <= domain::kMaxRecordsAskedPerMinute && !is_refused; ++i) {
    const int status = ask_real(NumberOf(60)).status;
    ASSERT_TRUE(status == 429 || status == 200) << status;
    is_refused = status == 429;
  }
  EXPECT_TRUE(is_refused);
  EXPECT_EQ(Judged({.path = "/v1/records/" + NumberOf(60)}, "/v1/records/{number}", "get").status, 403);
}

TEST_F(ProtocolTest, WhatKioskWireWritesIsWhatTheContractSays) {
  support::KioskDesk desk;
  auto store = desk.OpenStore();
  SayEverything(store, desk.clock);
  std::vector<std::string> bodies;
  for (const auto& event : Must(store::Outbox(store.database()).NextBatch())) {
    EXPECT_THAT(TheContract().JudgeEvent(event.body), IsEmpty()) << event.body;
    bodies.push_back(event.body);
  }
  EXPECT_EQ(bodies.size(), kEverythingSaid);

  source_ = kFirstKiosk;
  const auto read = wire::ReadAcknowledgement(Post(BatchOf(bodies)).body);
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->accepted, bodies.size()) << (read->problems.empty() ? "" : read->problems[0].detail);
}

}  // namespace
}  // namespace bianmin::contract
