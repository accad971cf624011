// Open311 as other systems of the city see it: who may, what is told, what is taken, and what stays closed.

#include "sync/centre/open311.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "kiosk/domain/city_number.h"
#include "kiosk/domain/open311_limits.h"
#include "sync/centre/open311_request.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using support::Must;
using support::NumberOf;
using support::Told;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kReader = "reader-key";
constexpr const char* kWriter = "writer-key";
const std::string kOrder =
    R"({"service_request_id":"JA06900013","service_code":"home.plumbing","package_code":"visit","urgency":"urgent",)"
    R"("requested_datetime":"2026-11-23T01:29:00.000Z","expected_datetime":"2026-11-23T01:59:00.000Z",)"
    R"("needs_visit":true,"compound":"jingan_garden","sealed":"c2VjcmV0"})";

domain::Catalogue ACatalogue() {
  domain::Catalogue catalogue;
  domain::Service service;
  service.code = "home.plumbing";
  service.name = {"水管 & 龙头", "Plumbing"};
  service.summary = {"检修", "Repairs"};
  catalogue.services = {service};
  return catalogue;
}

class Open311Test : public testing::Test {
 protected:
  Response Ask(const std::string& path, const std::string& key = kReader, Request request = {}) {
    if (request.method.empty()) request.method = "GET";
    request.target = "/open311/v2/" + path;
    if (!key.empty()) request.headers["authorization"] = "Bearer " + key;
    return open311_.Handle(*desk_.archive, request, desk_.now);
  }
  json::array Listed(const std::string& path, const std::string& key = kReader) {
    const Response response = Ask(path, key);
    EXPECT_EQ(response.status, 200) << response.body;
    return response.status == 200 ? json::parse(response.body).as_array() : json::array();
  }
  std::vector<std::string> Numbers(const std::string& path) {
    std::vector<std::string> numbers;
    const json::array requests = Listed(path);
    for (const auto& each : requests) numbers.emplace_back(each.at("service_request_id").as_string());
    return numbers;
  }
  Response Bring(const std::string& form, const std::string& retry_key = "", const std::string& key = kWriter,
                 const std::string& path = "requests.json") {
    Request request{.method = "POST",
                    .target = {},
                    .headers = {{"content-type", "application/x-www-form-urlencoded"}},
                    .body = form,
                    .source = {}};
    if (!retry_key.empty()) request.headers["idempotency-key"] = retry_key;
    return Ask(path, key, request);
  }
  static std::string NumberIn(const Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    if (response.status != 200) return "";
    const json::value body = json::parse(response.body);
    return std::string(body.at(0).at("service_request_id").as_string());
  }
  void Sends(Told told) {
    told.n = ++sent_;
    ASSERT_EQ(desk_.Post({told.Text()}, sent_).status, 200);
  }
  std::string Archived(const std::string& number) {
    SCOPED_TRACE(number);
    return Must(desk_.archive->FindRecord(number, 10)).registration.compound;
  }

  support::CentreDesk desk_;
  base::SealKeys seal_ = base::NewSealKeys();
  Open311Desk open311_{{.catalogue = ACatalogue(),
                        .seal_key = seal_.public_key,
                        .keys = {{"dashboard", base::Sha256(std::string_view(kReader)), ApiAccess::Read},
                                 {"hotline", base::Sha256(std::string_view(kWriter)), ApiAccess::ReadAndWrite}}}};
  int sent_ = 0;
};

TEST_F(Open311Test, WhoeverShowsNoKeyLearnsNothing) {
  Sends({.subject = "JA06900013", .data = kOrder});
  for (const char* path :
       {"services.json", "requests.json", "requests/JA06900013.json", "requests.json?api_key=wrong"}) {
    const Response response = Ask(path, "");
    EXPECT_EQ(response.status, 403) << path;
    EXPECT_THAT(response.body, Not(HasSubstr("JA06900013")));
  }
  EXPECT_EQ(Ask("services.json", "wrong").status, 403);
  EXPECT_EQ(Ask("services.json", base::ToHex(base::Sha256(std::string_view(kReader)))).status, 403)
      << "what stands in the settings opens nothing";
  EXPECT_EQ(Ask(std::string("services.json?api_key=") + kReader, "").status, 200);
}

TEST_F(Open311Test, ListsTheCataloguesServicesAndThoseOrdersCameFor) {
  Sends({.data = R"({"service_code":"of.last.year"})"});
  const json::array services = Listed("services.json");
  ASSERT_EQ(services.size(), 2U);
  EXPECT_EQ(services[0].at("service_code"), "home.plumbing");
  EXPECT_EQ(services[0].at("service_name"), "水管 & 龙头");
  EXPECT_EQ(services[0].at("metadata"), false);
  EXPECT_EQ(services[1].at("service_name"), "of.last.year");
  Request english;
  english.headers["accept-language"] = "en-GB,en;q=0.9";
  EXPECT_THAT(Ask("services", kReader, english).body, HasSubstr("\"Plumbing\""));
  EXPECT_THAT(Ask("services/home.plumbing.json").body, HasSubstr("\"attributes\":[]"));
  EXPECT_EQ(Ask("services/of.last.year.json").status, 200);
  EXPECT_EQ(Ask("services/nothing.json").status, 404);
}

TEST_F(Open311Test, SpeaksXmlToWhoeverAsksForIt) {
  const std::string xml = "<service_name>水管 &amp; 龙头</service_name>";
  const Response by_extension = Ask("services.xml");
  EXPECT_EQ(by_extension.content_type, "text/xml; charset=utf-8");
  EXPECT_THAT(by_extension.body, HasSubstr(xml));
  Request request;
  request.headers["accept"] = "application/xml";
  EXPECT_THAT(Ask("services", kReader, request).body, HasSubstr(xml));
  request.headers["accept"] = "application/json, text/xml";
  EXPECT_EQ(Ask("services", kReader, request).content_type, "application/json");
  EXPECT_THAT(Ask("requests/nonsense.xml").body,
              HasSubstr("<errors><error><code>404</code><description>service_request_id was not found</description>"));
  EXPECT_THAT(Ask("requests/nonsense.json").body, HasSubstr(R"([{"code":404,"description":)"));
}

TEST_F(Open311Test, TellsWhereAnOrderStandsAndNothingOfItsResident) {
  Sends({.subject = "JA06900013", .data = kOrder});
  json::value order = Listed("requests/JA06900013.json").at(0);
  EXPECT_EQ(order.at("status"), "open");
  EXPECT_EQ(order.at("status_notes"), "已登记，等待受理");
  EXPECT_EQ(order.at("service_name"), "水管 & 龙头");
  EXPECT_EQ(order.at("requested_datetime"), "2026-11-23T01:30:00.000Z");
  EXPECT_EQ(order.at("expected_datetime"), "2026-11-23T01:59:00.000Z");
  EXPECT_EQ(order.at("address_id"), "jingan_garden");
  EXPECT_TRUE(order.at("description").is_null());
  EXPECT_TRUE(order.at("address").is_null());
  EXPECT_EQ(order.at("extended_attributes").at("state"), "registered");
  EXPECT_EQ(order.at("extended_attributes").at("urgency"), "urgent");
  EXPECT_THAT(json::serialize(order), Not(HasSubstr("c2VjcmV0")));

  desk_.now += 1min;
  Must(desk_.archive->AddStatus({"JA06900013", "accepted", "师傅明早到", desk_.now}, false));
  order = Listed("requests/JA06900013.json").at(0);
  EXPECT_EQ(order.at("status_notes"), "师傅明早到");
  EXPECT_EQ(order.at("updated_datetime").as_string(), base::FormatUtc(desk_.now));
  Sends({.type = "order.cancelled", .subject = "JA06900013", .time = "2026-11-23T02:00:00.000Z"});
  order = Listed("requests/JA06900013.json").at(0);
  EXPECT_EQ(order.at("status"), "closed");
  EXPECT_EQ(order.at("status_notes"), "已取消") << "the note was about another state";
  EXPECT_EQ(order.at("updated_datetime"), "2026-11-23T02:00:00.000Z");
}

TEST_F(Open311Test, ComplaintsDoNotExistHere) {
  Sends({.type = "complaint.filed", .data = R"({"about":"staff"})"});
  Sends({.type = "suggestion.filed", .subject = NumberOf(2), .data = R"({"about":"staff"})"});
  EXPECT_THAT(Numbers("requests.json"), ElementsAre());
  EXPECT_THAT(Numbers("requests.json?service_request_id=" + NumberOf(1)), ElementsAre());
  EXPECT_EQ(Ask("requests/" + NumberOf(1) + ".json").status, 404);
  EXPECT_EQ(Ask("requests/" + NumberOf(2) + ".json").status, 404);
}

TEST_F(Open311Test, ARequestThatIsBroughtIsAnOrderFromThenOn) {
  const std::string form =
      "service_code=home.plumbing&address_id=jingan_garden&first_name=%E7%8E%8B&last_name=%F0%A0%AE%B7&phone="
      "13800138000"
      "&description=%E6%BC%8F%E6%B0%B4%0A%E4%BA%8C%E6%A5%BC&address_string=12%E5%8F%B7%E6%A5%BC";
  const std::string number = NumberIn(Bring(form));
  EXPECT_TRUE(domain::IsCityNumber(*domain::RecordNumber::Parse(number)));
  EXPECT_THAT(Numbers("requests.json"), ElementsAre(number));
  EXPECT_EQ(Archived(number), "jingan_garden");
  EXPECT_EQ(*desk_.archive->AddStatus({number, "accepted", "", desk_.now}, false), "registered");
  EXPECT_EQ(Listed("requests/" + number + ".json").at(0).at("extended_attributes").at("state"), "accepted");
  EXPECT_NE(NumberIn(Bring(form)), number) << "without Idempotency-Key it is another one";
}

TEST_F(Open311Test, WhatIsPersonalIsSealedBeforeTheArchiveSeesIt) {
  const auto offered = open311::ReadRequest(
      ReadForm("service_code=home.plumbing&lat=31.2&long=121.4&phone=13800138000&first_name=Wang&api_key=secret")
          .value());
  ASSERT_TRUE(offered.ok()) << offered.error().message;
  const std::string bytes = open311::WriteRequest(*offered, seal_.public_key, "urn:bianmin:open311:hotline",
                                                  {"OP06920016", support::UuidOf(1), 7}, desk_.now);
  for (const char* personal : {"31.2", "121.4", "13800138000", "Wang", "secret"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(personal)));
  }
  const json::value event = json::parse(bytes);
  EXPECT_EQ(event.at("source"), "urn:bianmin:open311:hotline");
  EXPECT_EQ(event.at("sequence"), "0000000000000007");
  const json::value inside = json::parse(support::KioskDesk::Unseal(bytes, seal_));
  EXPECT_FALSE(inside.as_object().contains("api_key"));
  EXPECT_EQ(inside.at("phone"), "13800138000");
  EXPECT_EQ(inside.at("lat"), "31.2");
  EXPECT_EQ(inside.at("first_name"), "Wang");
}

TEST_F(Open311Test, ARetryGetsTheSameNumberAndAnotherRequestAConflict) {
  const std::string form = "service_code=home.plumbing&address_id=a&phone=1";
  const std::string number = NumberIn(Bring(form, "try-1"));
  desk_.now += 1h;
  EXPECT_EQ(NumberIn(Bring(form, "try-1")), number);
  EXPECT_EQ(NumberIn(Bring("phone=1&address_id=a&service_code=home.plumbing", "try-1")), number) << "in any order";
  EXPECT_EQ(Bring(form + "&email=x", "try-1").status, 409);
  EXPECT_NE(NumberIn(Bring(form, "try-2")), number);
  EXPECT_EQ(Listed("requests.json").size(), 2U);
  EXPECT_EQ(Bring(form, std::string(domain::kMaxRetryKeyCharacters, 'k')).status, 200);
  EXPECT_EQ(Bring(form, std::string(domain::kMaxRetryKeyCharacters + 1, 'k')).status, 400);
  EXPECT_EQ(Bring(form, "two words").status, 400);
}

TEST_F(Open311Test, RefusesARequestThatCannotBeTaken) {
  const std::string good = "service_code=home.plumbing&address_id=a";
  EXPECT_EQ(Bring(good, "", kReader).status, 403) << "this key may read only";
  EXPECT_EQ(Bring(good, "", "").status, 403);
  EXPECT_EQ(Bring("address_id=a").status, 400);
  EXPECT_EQ(Bring("service_code=home.plumbing").status, 400) << "no place";
  EXPECT_EQ(Bring("service_code=home.plumbing&lat=1").status, 400) << "half a place";
  EXPECT_EQ(Bring("service_code=nothing&address_id=a").status, 404);
  EXPECT_EQ(Bring(good + "&attribute[colour]=red").status, 400);
  EXPECT_EQ(Bring(good + "&priority=1").status, 400) << "no field of the standard";
  EXPECT_EQ(Bring(good + "&phone=1%0A2").status, 400);
  EXPECT_EQ(Bring("service_code=home.plumbing&address_id=12+Main+Street").status, 400);
  const auto filled = [](const char* name, std::size_t length) {
    return fmt::format("&{}={}", name, std::string(length, 'x'));
  };
  EXPECT_EQ(Bring(good + filled("email", domain::kMaxRequestFieldCharacters)).status, 200);
  EXPECT_EQ(Bring(good + filled("email", domain::kMaxRequestFieldCharacters + 1)).status, 400);
  EXPECT_EQ(Bring(good + filled("description", domain::kMaxRequestDescriptionCharacters)).status, 200);
  EXPECT_EQ(Bring(good + filled("description", domain::kMaxRequestDescriptionCharacters + 1)).status, 400);
  EXPECT_EQ(Bring(good + filled("description", domain::kMaxFormBytes)).status, 413);
}

TEST_F(Open311Test, WithoutAKeyToSealWithNothingPersonalIsTaken) {
  open311_ = Open311Desk({.catalogue = ACatalogue(),
                          .seal_key = std::nullopt,
                          .keys = {{"hotline", base::Sha256(std::string_view(kWriter)), ApiAccess::ReadAndWrite}}});
  const Response refused = Bring("service_code=home.plumbing&address_id=a&phone=1");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("open311.seal_key"));
  EXPECT_EQ(Bring("service_code=home.plumbing&address_id=a").status, 200);
}

TEST_F(Open311Test, AnotherMethodTypeOrAddressIsRefusedBeforeTheBodyIsRead) {
  const auto refusal = [](const std::string& method, const std::string& path, const std::string& type = "") {
    const auto answer = Open311Desk::RefusalBeforeBody({.method = method,
                                                        .target = "/open311/v2/" + path,
                                                        .headers = {{"content-type", type}},
                                                        .body = {},
                                                        .source = {}});
    return answer ? answer->status : 0;
  };
  EXPECT_EQ(refusal("GET", "services.json"), 0);
  EXPECT_EQ(refusal("POST", "requests.xml", "application/x-www-form-urlencoded"), 0);
  EXPECT_EQ(refusal("POST", "requests.json", "application/json"), 415);
  EXPECT_EQ(refusal("POST", "services.json"), 405);
  EXPECT_EQ(refusal("DELETE", "requests/JA06900013.json"), 405);
  for (const char* path : {"", "tokens/1.json", "services/", "requests/a/b.json"}) EXPECT_EQ(refusal("GET", path), 404);
}

TEST_F(Open311Test, AKeyMayAskSoOftenInAMinute) {
  for (int i = 0; i < domain::kMaxOpen311AskedPerMinute; ++i) ASSERT_EQ(Ask("services.json").status, 200);
  const Response response = Ask("services.json");
  EXPECT_EQ(response.status, 429);
  EXPECT_THAT(response.headers, testing::Contains(testing::Pair("Retry-After", testing::_)));
  EXPECT_EQ(Ask("services.json", kWriter).status, 200) << "another key has its own";
  desk_.now += 1min;
  EXPECT_EQ(Ask("services.json").status, 200);
}

TEST_F(Open311Test, AKeyMayAskSoOftenInADay) {
  const std::string path = "services/home.plumbing.json";
  for (int asked = 0; asked < domain::kMaxOpen311AskedPerDay; ++asked) {
    if (asked % domain::kMaxOpen311AskedPerMinute == 0) desk_.now += 1min;
    ASSERT_EQ(Ask(path).status, 200) << asked;
  }
  desk_.now += 1h;
  EXPECT_EQ(Ask(path).status, 429);
  EXPECT_EQ(Ask(path, kWriter).status, 200);
  desk_.now += 24h;
  EXPECT_EQ(Ask(path).status, 200);
}

}  // namespace
}  // namespace bianmin::centre
