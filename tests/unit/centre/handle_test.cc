#include "sync/centre/handle.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/domain/limits.h"
#include "sync/http/pack.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using support::BatchOf;
using support::CentreDesk;
using support::GetOf;
using support::kSecondKiosk;
using support::NumberOf;
using support::PostOf;
using support::Told;
using support::UuidOf;
using testing::HasSubstr;

json::object Body(const Response& response) { return json::parse(response.body).as_object(); }

struct Answered {
  std::int64_t count, accepted, duplicate;
  std::string high;
  std::size_t problems;
  friend bool operator==(const Answered&, const Answered&) = default;
};

void PrintTo(const Answered& answer, std::ostream* out) {
  *out << answer.count << " events: " << answer.accepted << " accepted, " << answer.duplicate << " duplicate, "
       << answer.problems << " problems, high " << answer.high;
}

Answered Answer(const Response& response) {
  EXPECT_EQ(response.status, 200) << response.body;
  const json::object body = Body(response);
  return {body.at("count").as_int64(), body.at("accepted").as_int64(), body.at("duplicate").as_int64(),
          std::string(body.at("high").as_string()), body.at("problems").as_array().size()};
}

std::string TypeOfProblem(const Response& response) {
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(Body(response).at("status").as_int64(), response.status);
  return std::string(Body(response).at("type").as_string());
}

class HandleTest : public testing::Test {
 protected:
  CentreDesk desk_;
};

TEST_F(HandleTest, ABatchIsTakenAndEachEventCounted) {
  const Response response = desk_.Post({Told{.n = 1}.Text(), Told{.n = 2, .subject = NumberOf(2)}.Text()});
  EXPECT_EQ(Answer(response), (Answered{2, 2, 0, "0000000000000002", 0}));
  EXPECT_EQ(Body(response).at("batch").as_string(), UuidOf(900001));
}

TEST_F(HandleTest, AnEventSentAgainInAnotherBatchIsADuplicate) {
  desk_.Post({Told{.n = 1}.Text()}, 1);
  const Response response = desk_.Post({Told{.n = 1}.Text(), Told{.n = 2, .subject = NumberOf(2)}.Text()}, 2);
  EXPECT_EQ(Answer(response), (Answered{2, 1, 1, "0000000000000002", 0}));
  EXPECT_EQ(desk_.archive->CountAll()->events, 2);
}

TEST_F(HandleTest, AnEventTwiceInOneBatchIsKeptOnce) {
  EXPECT_EQ(Answer(desk_.Post({Told{}.Text(), Told{}.Text()})), (Answered{2, 1, 1, "0000000000000001", 0}));
}

TEST_F(HandleTest, TheWholeBatchSentAgainGetsItsFirstAnswer) {
  const std::vector<std::string> events{Told{.n = 1}.Text(), "42"};
  const Response first = desk_.Post(events, 1);
  desk_.now += std::chrono::hours{1};
  desk_.Post({Told{.n = 5, .subject = NumberOf(5)}.Text()}, 2);
  EXPECT_EQ(desk_.Post(events, 1).body, first.body);
  EXPECT_EQ(Answer(first), (Answered{2, 1, 0, "0000000000000001", 1}));
}

TEST_F(HandleTest, ABatchIdUsedForOtherBytesIsJudgedAnew) {
  desk_.Post({Told{.n = 1}.Text()}, 1);
  EXPECT_EQ(Answer(desk_.Post({Told{.n = 2, .subject = NumberOf(2)}.Text()}, 1)),
            (Answered{1, 1, 0, "0000000000000002", 0}));
}

TEST_F(HandleTest, OtherBytesUnderAKnownIdAreAConflictAndBothAreKept) {
  desk_.Post({Told{.n = 1}.Text()}, 1);
  const Response response = desk_.Post({Told{.n = 1, .data = R"({"service_code":"meals"})"}.Text()}, 2);
  EXPECT_EQ(Answer(response), (Answered{1, 0, 0, "0000000000000001", 1}));
  const json::object problem = Body(response).at("problems").at(0).as_object();
  EXPECT_EQ(problem.at("type").as_string(), "urn:bianmin:problem:conflict");
  EXPECT_EQ(problem.at("id").as_string(), UuidOf(1));
  EXPECT_EQ(problem.at("index").as_int64(), 0);
  EXPECT_FALSE(problem.at("retryable").as_bool());
  EXPECT_EQ(desk_.archive->CountAll()->events, 1);
  EXPECT_EQ(desk_.archive->CountAll()->conflicts, 1);
}

TEST_F(HandleTest, ABrokenEventIsKeptForAPersonAndItsNeighboursAreTaken) {
  const Response response =
      desk_.Post({Told{.n = 1}.Text(), R"({"id":"oops"})", Told{.n = 3, .subject = NumberOf(3)}.Text()});
  EXPECT_EQ(Answer(response), (Answered{3, 2, 0, "0000000000000003", 1}));
  const json::object problem = Body(response).at("problems").at(0).as_object();
  EXPECT_EQ(problem.at("index").as_int64(), 1);
  EXPECT_EQ(problem.at("type").as_string(), "urn:bianmin:problem:malformed");
  desk_.Post({R"({"id":"oops"})"}, 2);
  EXPECT_EQ(desk_.archive->CountAll()->broken, 1) << "the same broken bytes are kept once";
}

TEST_F(HandleTest, AnEventOfAnUnknownTypeIsAccepted) {
  EXPECT_EQ(Answer(desk_.Post({Told{.type = "volunteer.enrolled", .data = "{}"}.Text()})),
            (Answered{1, 1, 0, "0000000000000001", 0}));
  EXPECT_EQ(desk_.archive->CountAll()->unknown, 1);
}

TEST_F(HandleTest, AnEventOfAnotherKioskMakesTheWholeBatchForbidden) {
  const Response response = desk_.Post({Told{.n = 1}.Text(), Told{.n = 2, .source = kSecondKiosk}.Text()});
  EXPECT_EQ(response.status, 403);
  EXPECT_EQ(TypeOfProblem(response), "urn:bianmin:problem:foreign-source");
  EXPECT_EQ(desk_.archive->CountAll()->events, 0);
}

TEST_F(HandleTest, TwoKiosksMayUseTheSameId) {
  desk_.Post({Told{.n = 1}.Text()}, 1);
  Request request = PostOf(BatchOf({Told{.n = 1, .source = kSecondKiosk}.Text()}));
  request.source = kSecondKiosk;
  EXPECT_EQ(Answer(desk_.Handle(request)), (Answered{1, 1, 0, "0000000000000001", 0}));
}

TEST_F(HandleTest, WithoutACertificateOnlyHealthIsTold) {
  for (const char* target : {"/v1/", "/v1/changes"}) {
    Request request = GetOf(target);
    request.source.reset();
    EXPECT_EQ(desk_.Handle(request).status, 403) << target;
  }
  Request post = PostOf("[]");
  post.source.reset();
  EXPECT_EQ(TypeOfProblem(desk_.Handle(post)), "urn:bianmin:problem:no-certificate");
  for (const char* target : {"/healthz", "/readyz"}) {
    Request request = GetOf(target);
    request.source.reset();
    EXPECT_EQ(desk_.Handle(request).status, 200) << target;
  }
}

TEST_F(HandleTest, ARequestThatIsNotTheProtocolsIsAProblem) {
  EXPECT_EQ(desk_.Handle(GetOf("/")).status, 404);
  EXPECT_EQ(desk_.Handle(GetOf("/v2/")).status, 404);
  EXPECT_EQ(desk_.Handle(GetOf("/v1/events")).status, 405);
  Request posted = PostOf("[]");
  posted.target = "/v1/changes";
  EXPECT_EQ(desk_.Handle(posted).status, 405);
  Request no_batch = PostOf("[]");
  no_batch.headers.erase("bianmin-batch");
  EXPECT_EQ(desk_.Handle(no_batch).status, 400);
  Request wrong_type = PostOf("[]");
  wrong_type.headers["content-type"] = "application/json";
  EXPECT_EQ(desk_.Handle(wrong_type).status, 415);
  Request with_charset = PostOf("[]");
  with_charset.headers["content-type"] = "application/cloudevents-batch+json; charset=utf-8";
  EXPECT_EQ(desk_.Handle(with_charset).status, 200);
  Request unknown_packing = PostOf("[]");
  unknown_packing.headers["content-encoding"] = "br";
  EXPECT_EQ(TypeOfProblem(desk_.Handle(unknown_packing)), "urn:bianmin:problem:unsupported-encoding");
  EXPECT_EQ(desk_.Handle(PostOf("{}")).status, 400);
  EXPECT_EQ(desk_.Handle(PostOf("")).status, 400);
}

TEST_F(HandleTest, APackedBatchIsTheSameBatch) {
  const std::string body = BatchOf({Told{}.Text()});
  Request packed = PostOf(http::Gzip(body));
  packed.headers["content-encoding"] = "gzip";
  const Response first = desk_.Handle(packed);
  EXPECT_EQ(Answer(first), (Answered{1, 1, 0, "0000000000000001", 0}));
  EXPECT_EQ(desk_.Handle(PostOf(body)).body, first.body) << "the fingerprint is of the unpacked text";
}

TEST_F(HandleTest, ABatchHasItsLimits) {
  std::vector<std::string> events;
  for (int n = 1; n <= 500; ++n) events.push_back(Told{.n = n, .subject = NumberOf(n)}.Text());
  EXPECT_EQ(Answer(desk_.Post(events)), (Answered{500, 500, 0, "0000000000000500", 0}));
  events.push_back(Told{.n = 501}.Text());
  EXPECT_EQ(TypeOfProblem(desk_.Post(events)), "urn:bianmin:problem:too-large");

  const std::string room(domain::kMaxRequestBytes - 2, ' ');
  EXPECT_EQ(desk_.Handle(PostOf("[" + room + "]")).status, 200);
  EXPECT_EQ(desk_.Handle(PostOf("[ " + room + "]")).status, 413);

  Request packed = PostOf(http::Gzip("[" + std::string(domain::kMaxUnpackedRequestBytes - 2, ' ') + "]"));
  packed.headers["content-encoding"] = "gzip";
  EXPECT_EQ(desk_.Handle(packed).status, 200);
  packed.body = http::Gzip("[" + std::string(domain::kMaxUnpackedRequestBytes - 1, ' ') + "]");
  EXPECT_EQ(desk_.Handle(packed).status, 413);
}

TEST_F(HandleTest, TheFrontPageTellsWhatIsHeldFromTheCaller) {
  desk_.Post({Told{.n = 4}.Text()});
  const json::object page = Body(desk_.Handle(GetOf("/v1/")));
  EXPECT_EQ(page.at("count").as_int64(), 1);
  EXPECT_EQ(page.at("high").as_string(), "0000000000000004");
  EXPECT_EQ(page.at("time").as_string(), "2026-11-23T01:30:00.000Z");
  EXPECT_EQ(Body(desk_.Handle(GetOf("/v1/", kSecondKiosk))).at("count").as_int64(), 0);
}

class ChangesTest : public HandleTest {
 protected:
  void SetUp() override { desk_.Post({Told{.n = 1}.Text(), Told{.n = 2, .subject = NumberOf(2)}.Text()}); }

  void Set(int n, const std::string& state, const std::string& note = "") {
    const auto set = desk_.archive->AddStatus({NumberOf(n), state, note, desk_.now}, false);
    ASSERT_TRUE(set.ok()) << set.error().message;
  }
  json::object Page(const std::string& query, const std::string& source = support::kFirstKiosk) {
    const Response response = desk_.Handle(GetOf("/v1/changes" + query, source));
    EXPECT_EQ(response.status, 200) << response.body;
    return Body(response);
  }
  static std::string Next(const json::object& page) { return std::string(page.at("next").as_string()); }
};

TEST_F(ChangesTest, AStatusReachesItsKioskAndNoOther) {
  Set(1, "accepted", "师傅明早到");
  const json::object page = Page("");
  ASSERT_EQ(page.at("events").as_array().size(), 1U);
  const json::object change = page.at("events").at(0).as_object();
  EXPECT_EQ(change.at("type").as_string(), "cn.bianmin.order.status.v1");
  EXPECT_EQ(change.at("subject").as_string(), NumberOf(1));
  EXPECT_EQ(change.at("data").at("state").as_string(), "accepted");
  EXPECT_EQ(change.at("data").at("note").as_string(), "师傅明早到");
  EXPECT_TRUE(Page("", kSecondKiosk).at("events").as_array().empty());
}

TEST_F(ChangesTest, TheCursorLeadsOnPageByPageToTheEnd) {
  Set(1, "accepted");
  Set(2, "accepted");
  Set(1, "dispatched");
  const json::object first = Page("?limit=2");
  EXPECT_EQ(first.at("events").as_array().size(), 2U);
  EXPECT_TRUE(first.at("more").as_bool());
  const json::object second = Page("?limit=2&after=" + Next(first));
  ASSERT_EQ(second.at("events").as_array().size(), 1U);
  EXPECT_EQ(second.at("events").at(0).at("data").at("state").as_string(), "dispatched");
  EXPECT_FALSE(second.at("more").as_bool());
  const json::object third = Page("?after=" + Next(second));
  EXPECT_TRUE(third.at("events").as_array().empty());
  EXPECT_EQ(Next(third), Next(second));
}

TEST_F(ChangesTest, NothingNewIsNotModifiedForWhoKnowsTheTag) {
  Set(1, "accepted");
  const std::string next = Next(Page(""));
  Request request = GetOf("/v1/changes?after=" + next);
  request.headers["if-none-match"] = "\"" + next + "\"";
  EXPECT_EQ(desk_.Handle(request).status, 304);
  Set(1, "dispatched");
  EXPECT_EQ(desk_.Handle(request).status, 200);
}

TEST_F(ChangesTest, WhoWantsToWaitMayDoSoWhileThereIsNothing) {
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes")).may_wait.count(), 0);
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes?wait=7")).may_wait.count(), 7);
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes?wait=9999")).may_wait, domain::kMaxChangesWait);
  Set(1, "accepted");
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes?wait=7")).may_wait.count(), 0);
}

TEST_F(ChangesTest, ACursorOfAnotherArchiveHasExpired) {
  Set(1, "accepted");
  const std::string epoch = desk_.archive->Epoch();
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes?after=" + epoch + ".1")).status, 200);
  const Response beyond = desk_.Handle(GetOf("/v1/changes?after=" + epoch + ".2"));
  EXPECT_EQ(beyond.status, 410);
  EXPECT_EQ(TypeOfProblem(beyond), "urn:bianmin:problem:cursor-expired");
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes?after=" + UuidOf(1) + ".1")).status, 410);
}

TEST_F(ChangesTest, QuestionsThatMakeNoSenseAreRefused) {
  for (const char* query : {"?after=x", "?after=1", "?after=.", "?after=a.-1", "?limit=0", "?limit=501", "?limit=x",
                            "?limit=", "?wait=-1", "?wait=soon", "?after=a.99999999999999999999"}) {
    EXPECT_EQ(desk_.Handle(GetOf(std::string("/v1/changes") + query)).status, 400) << query;
  }
  EXPECT_EQ(desk_.Handle(GetOf("/v1/changes?limit=500&unknown=1&")).status, 200);
}

}  // namespace
}  // namespace bianmin::centre
