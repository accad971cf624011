// Enrolment over real TLS with the real centre: who gets a certificate, and who does not and is told why. Answers are
// judged by sync/openapi.yaml.

#include <gmock/gmock.h>

#include "kiosk/domain/enrolment_limits.h"
#include "kiosk/domain/limits.h"
#include "sync/centre/one_time_code.h"
#include "sync/centre/sqlite_registry.h"
#include "sync/pki/certs_only.h"
#include "tests/contract/contract.h"
#include "tests/contract/enrolment_house.h"
#include "tests/contract/rude_client.h"

namespace bianmin::contract {
namespace {

using support::BatchOf;
using support::kFirstKiosk;
using support::Must;
using support::Told;
using testing::HasSubstr;
using testing::IsEmpty;

void Judge(const Reply& reply, const char* path = kEnrol, const char* method = "post") {
  EXPECT_EQ(reply.failure, "");
  EXPECT_THAT(TheContract().Judge(path, method, {reply.status, reply.content_type, reply.body}), IsEmpty())
      << reply.status << " " << reply.body;
}

std::string TypeOf(const Reply& reply) {
  Judge(reply);
  EXPECT_EQ(reply.content_type, "application/problem+json");
  const auto type = boost::json::parse(reply.body).at("type").as_string();
  return std::string(type).substr(std::string_view("urn:bianmin:problem:").size());
}

pki::Certificate Given(const Reply& reply) {
  Judge(reply);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return Must(pki::ReadCertsOnly(reply.body)).front();
}

// Begins a request to be enrolled and says no more. It shows no certificate.
std::unique_ptr<RudeKiosk> SlowStranger(const CentreHouse& centre) {
  auto stranger = std::make_unique<RudeKiosk>(centre, std::nullopt);
  EXPECT_TRUE(stranger->Say(std::string("POST ") + kEnrol +
                            " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic YTpi\r\n"
                            "Content-Type: application/pkcs10\r\nContent-Length: 900\r\n\r\nMII"));
  return stranger;
}

class EnrolmentTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = std::make_unique<EnrolmentHouse>();
    house_->centre().Start();
  }
  static void TearDownTestSuite() { house_.reset(); }

  // Wrong codes are counted for the address, which all tests share.
  void Rest() {
    house_->centre().Kill();
    house_->centre().Start();
  }

  static std::unique_ptr<EnrolmentHouse> house_;
};

std::unique_ptr<EnrolmentHouse> EnrolmentTest::house_;

TEST_F(EnrolmentTest, CacertsNeedsNoCertificate) {
  const Reply reply = house_->centre().Send({.path = "/.well-known/est/cacerts"});
  Judge(reply, "/.well-known/est/cacerts", "get");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(Must(pki::ReadCertsOnly(reply.body)).front().Pem(), house_->centre().authority().certificate());
}

TEST_F(EnrolmentTest, ACodeIsGoodOnceAndOnlyInItsOwnName) {
  const std::string code = house_->Invited();
  EXPECT_EQ(TypeOf(house_->Ask(code, tls::RequestFor({}), "demo-city/jingan/k02")), "wrong-code");
  const std::string forged =
      tls::RequestFor({.common_name = "k02", .alt_names = "URI:urn:bianmin:demo-city:jingan:k02"});
  const auto certificate = Given(house_->Ask(code, forged));
  EXPECT_EQ(certificate.source(), kFirstKiosk);
  EXPECT_EQ(Given(house_->Ask(code, forged)), certificate) << "asked again by the same kiosk";
  EXPECT_EQ(TypeOf(house_->Ask(code, tls::RequestFor({}))), "code-used");
}

TEST_F(EnrolmentTest, WrongCodesAreRefusedAndThenSlowedDown) {
  Rest();
  const std::string code = house_->Invited();
  const std::string request = tls::RequestFor({});
  const auto minute = [] { return std::chrono::floor<std::chrono::minutes>(base::SystemClock().Now()); };
  const auto begin = minute();
  Reply last;
  for (int i = 0; i < domain::kMaxWrongCodesPerMinute; ++i) {
    last = house_->Ask("0000-0000-0000-0000-0000-0000-0000", request);
    EXPECT_EQ(TypeOf(last), "wrong-code");
    EXPECT_THAT(last.headers.at("www-authenticate"), HasSubstr("Basic"));
  }
  last = house_->Ask(code, request);
  if (minute() == begin) {
    EXPECT_EQ(TypeOf(last), "too-many-codes");
    EXPECT_EQ(last.status, 429);
    EXPECT_GT(std::stoi(last.headers.at("retry-after")), 0);
  }
  Rest();
  Given(house_->Ask(code, request));
}

TEST_F(EnrolmentTest, ACodeFromYesterdayIsRefused) {
  base::SystemRandom random;
  const auto code = centre::OneTimeCode::New(random);
  const auto registry = Must(centre::SqliteRegistry::Open(house_->centre().folder() / "registry.db"));
  Must(registry->Invite({kFirstKiosk, code.Fingerprint(), base::SystemClock().Now() - std::chrono::seconds{1}}));
  const Reply reply = house_->Ask(code.Text(), tls::RequestFor({}));
  EXPECT_EQ(reply.status, 401);
  EXPECT_EQ(TypeOf(reply), "code-expired");
}

TEST_F(EnrolmentTest, OtherKeysBrokenSignaturesAndGarbageAreRefused) {
  const std::string code = house_->Invited();
  EXPECT_EQ(TypeOf(house_->Ask(code, tls::RequestFor({.kind = tls::KeyKind::Rsa2048}))), "unfit-key");
  EXPECT_EQ(TypeOf(house_->Ask(code, tls::RequestFor({.is_signature_broken = true}))), "malformed");
  EXPECT_EQ(TypeOf(house_->Ask(code, "%%%")), "malformed");
  EXPECT_EQ(TypeOf(house_->Ask(code, std::string(5000, '\0'))), "malformed");
  EXPECT_EQ(TypeOf(house_->Ask(code, "")), "malformed");
  EXPECT_EQ(TypeOf(house_->Ask(code, std::string(100'000, 'A'))), "too-large");
  const Reply huge = house_->Ask(code, std::string(3'000'000, 'A'));
  EXPECT_EQ(huge.status, 413);
  EXPECT_EQ(TypeOf(huge), "too-large");
  Given(house_->Ask(code, tls::RequestFor({})));
}

TEST_F(EnrolmentTest, TheOtherAddressesSayWhatTheyNeed) {
  const auto sent = [&](Ask ask) { return house_->centre().Send(ask); };
  const std::vector<std::string> type{"Content-Type: application/pkcs10"};
  EXPECT_EQ(TypeOf(sent({.method = "POST", .path = kEnrol, .headers = type, .body = "x"})), "code-needed");
  const Reply bare = sent({.method = "POST", .path = kReenrol, .headers = type, .body = tls::RequestFor({})});
  Judge(bare, kReenrol);
  EXPECT_EQ(bare.status, 403);
  EXPECT_EQ(sent({.path = kEnrol}).status, 405);
  EXPECT_EQ(sent({.path = "/.well-known/est/serverkeygen"}).status, 404);
}

TEST_F(EnrolmentTest, UnmodifiedCurlAndOpensslEnrol) {
  const auto folder = house_->centre().folder() / "by-hand";
  const std::string script = std::filesystem::path(BIANMIN_SOURCE_DIR) / "packaging/enrol_by_hand.sh";
  const std::string printed = support::OutputOf(
      {"bash", "-c", "printf '%s\\n' \"$0\" | \"$@\"", house_->Invited("demo-city/jingan/k07"), script, house_->Url(),
       (house_->centre().folder() / "ca.pem").string(), "demo-city/jingan/k07", folder.string()},
      std::chrono::seconds{60});
  EXPECT_THAT(printed, HasSubstr("URI:urn:bianmin:demo-city:jingan:k07"));
  const Identity identity{folder / "kiosk.pem", folder / "kiosk.key"};
  const Reply welcome = house_->centre().Send({.path = "/v1/", .identity = identity});
  EXPECT_EQ(welcome.status, 200) << welcome.failure << welcome.body;
  const auto post = [&](const std::string& source) {
    return house_->centre().Send(PostOf(identity, BatchOf({Told{.n = 1, .source = source}.Text()})));
  };
  EXPECT_EQ(post("urn:bianmin:demo-city:jingan:k07").status, 200);
  const Reply foreign = post(kFirstKiosk);
  EXPECT_EQ(foreign.status, 403);
  EXPECT_THAT(foreign.body, HasSubstr("urn:bianmin:problem:foreign-source"));
}

TEST_F(EnrolmentTest, StrangersWhoAreSlowDoNotKeepKiosksFromBeingServed) {
  std::vector<std::unique_ptr<RudeKiosk>> strangers;
  for (std::size_t i = 0; i < domain::kMaxBodiesAtOnce + 6; ++i) strangers.push_back(SlowStranger(house_->centre()));
  const Reply kiosk =
      house_->centre().Send(PostOf(house_->centre().Kiosk(kFirstKiosk), BatchOf({Told{.n = 7}.Text()}), 7));
  EXPECT_EQ(kiosk.status, 200) << kiosk.body;
  const Reply stranger = house_->Ask(house_->Invited(), tls::RequestFor({}));
  EXPECT_EQ(stranger.status, 503) << "they wait, and come again";
  strangers.clear();
  Rest();
}

TEST_F(EnrolmentTest, TheOfficeListsWhomItEnrolled) {
  const auto given =
      Given(house_->Ask(house_->Invited("demo-city/jingan/k09"), tls::RequestFor({}), "demo-city/jingan/k09"));
  const std::string listed = house_->Office({"kiosks"}).text;
  EXPECT_THAT(listed, HasSubstr(given.serial()));
  EXPECT_THAT(listed, HasSubstr("urn:bianmin:demo-city:jingan:k09"));
  EXPECT_EQ(Admin({"centre", "invite", "k09", "--config", house_->centre().config().string()}).code, 1);
}

TEST(EnrolmentLeftOut, ACentreWithoutItKnowsNoSuchAddress) {
  CentreHouse centre;
  centre.Start();
  EXPECT_EQ(centre.Send({.path = "/.well-known/est/cacerts"}).status, 404);
  const Outcome invited = Admin({"centre", "invite", kLogin, "--config", centre.config().string()});
  EXPECT_EQ(invited.code, 1);
  EXPECT_THAT(invited.text, HasSubstr("[enrolment]"));
}

}  // namespace
}  // namespace bianmin::contract
