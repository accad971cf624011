#include "kiosk/wire/cloud_event_writer.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/kiosk_desk.h"

namespace bianmin::wire {
namespace {

using support::KioskDesk;
namespace json = boost::json;

domain::EventStamp Stamp() {
  return {.id = *domain::EventId::Parse("0192f5a4-7c3e-7b1a-8f00-0123456789ab"),
          .sequence = 42,
          .time = support::kMondayMorning};
}

domain::RecordNumber Number() { return domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 6910001); }

domain::Order AnOrder() {
  return {.id = *domain::OrderId::Parse("0192f5a4-7c3e-7b1a-8f00-aaaaaaaaaaaa"),
          .number = Number(),
          .need = support::LeakingPipe(),
          .registered_at = support::kMondayMorning,
          .respond_by = support::kMondayMorning + std::chrono::hours{24},
          .state = domain::OrderState::Registered,
          .history = {}};
}

domain::Complaint AComplaint() {
  return {.id = *domain::ComplaintId::Parse("0192f5a4-7c3e-7b1a-8f00-bbbbbbbbbbbb"),
          .number = Number(),
          .filed = support::BrokenLift(),
          .filed_at = support::kMondayMorning,
          .answer_by = support::kMondayMorning + std::chrono::hours{24 * 7},
          .state = domain::ComplaintState::Received,
          .answer = ""};
}

std::vector<std::string> Members(const json::object& object) {
  std::vector<std::string> members;
  for (const auto& each : object) members.emplace_back(each.key().data(), each.key().size());
  return members;
}

// The event without what differs each time: the sealed box, whose text is compared on its own.
std::string WithoutSealed(const std::string& event) {
  json::value value = json::parse(event);
  value.as_object()["data"].as_object()["sealed"] = "…";
  return json::serialize(value);
}

class Writing : public testing::Test {
 protected:
  KioskDesk desk_;
  const CloudEventWriter& writer_ = desk_.events;
};

TEST_F(Writing, AnOrderIsACloudEventWithOpen311sWords) {
  const std::string event = writer_.OrderRegistered(AnOrder(), Stamp());
  EXPECT_EQ(WithoutSealed(event),
            R"({"specversion":"1.0","id":"0192f5a4-7c3e-7b1a-8f00-0123456789ab",)"
            R"("source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.order.registered.v1",)"
            R"("subject":")" +
                Number().text() +
                R"(","time":"2026-11-23T01:30:00.000Z","sequence":"0000000000000042",)"
                R"("datacontenttype":"application/json","data":{"service_request_id":")" +
                Number().text() +
                R"(","service_code":"home.repair.plumbing","package_code":"visit","urgency":"ordinary",)"
                R"("requested_datetime":"2026-11-23T01:30:00.000Z","expected_datetime":"2026-11-24T01:30:00.000Z",)"
                R"("needs_visit":true,"appointment":{"date":"2026-11-24","half":"morning"},)"
                R"("compound":"jingan-garden","sealed":"…"}})");
  const json::value personal = json::parse(KioskDesk::Unseal(event, desk_.centre));
  EXPECT_EQ(Members(personal.as_object()), (std::vector<std::string>{"name", "phone", "description", "address",
                                                                     "building", "unit", "room", "address_note"}));
  EXPECT_EQ(personal.at("name").as_string(), "王𠮷");
  EXPECT_EQ(personal.at("phone").as_string(), "13800001234");
  EXPECT_EQ(personal.at("description").as_string(), support::LeakingPipe().description);
  EXPECT_EQ(personal.at("room").as_string(), "302");
}

TEST_F(Writing, WhatANeedDoesNotHaveIsAbsent) {
  domain::Order order = AnOrder();
  order.need.address.reset();
  order.need.appointment.reset();
  order.need.wants_home_registration = false;
  const std::string event = writer_.OrderRegistered(order, Stamp());
  const json::value value = json::parse(event);
  EXPECT_EQ(Members(value.at("data").as_object()),
            (std::vector<std::string>{"service_request_id", "service_code", "package_code", "urgency",
                                      "requested_datetime", "expected_datetime", "needs_visit", "sealed"}));
  EXPECT_FALSE(value.at("data").at("needs_visit").as_bool());
  EXPECT_FALSE(json::parse(KioskDesk::Unseal(event, desk_.centre)).as_object().contains("room"));
}

TEST_F(Writing, TheActsOnAnOrderNameItAndNothingPersonal) {
  const std::string number = Number().text();
  const std::vector<std::pair<std::string, std::string>> told{
      {writer_.OrderCancelled(Number(), "not_needed", Stamp()), "cn.bianmin.order.cancelled.v1"},
      {writer_.OrderReminded(Number(), Stamp()), "cn.bianmin.order.reminded.v1"},
      {writer_.OrderCompletionConfirmed(Number(), Stamp()), "cn.bianmin.order.completed.v1"},
      {writer_.OrderReopened(Number(), Stamp()), "cn.bianmin.order.reopened.v1"}};
  for (const auto& [event, type] : told) {
    const json::value value = json::parse(event);
    EXPECT_EQ(value.at("type").as_string(), type);
    EXPECT_EQ(value.at("subject").as_string(), number);
    EXPECT_EQ(value.at("data").at("service_request_id").as_string(), number);
    EXPECT_EQ(value.at("data").as_object().contains("reason_code"), type == "cn.bianmin.order.cancelled.v1");
    EXPECT_FALSE(value.at("data").as_object().contains("sealed"));
  }
}

TEST_F(Writing, AnActOfStaffNamesActStateAndRoleAndSealsItsWords) {
  const domain::HandledOrder handled{.number = Number(),
                                     .act = domain::OrderAct::Dispatch,
                                     .state = domain::OrderState::Dispatched,
                                     .role = domain::Role::Dispatcher,
                                     .reason_code = "none",
                                     .provider_code = "kuaixiu",
                                     .service_code = "home.drain",
                                     .text = "居民指定",
                                     .place = "按二楼门铃"};
  const std::string event = writer_.OrderHandled(handled, Stamp());
  EXPECT_EQ(WithoutSealed(event),
            R"({"specversion":"1.0","id":"0192f5a4-7c3e-7b1a-8f00-0123456789ab",)"
            R"("source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.order.handled.v1",)"
            R"("subject":")" +
                Number().text() +
                R"(","time":"2026-11-23T01:30:00.000Z","sequence":"0000000000000042",)"
                R"("datacontenttype":"application/json","data":{"service_request_id":")" +
                Number().text() +
                R"(","act":"dispatch","state":"dispatched","role":"dispatcher","reason_code":"none",)"
                R"("provider_code":"kuaixiu","service_code":"home.drain","sealed":"…"}})");
  EXPECT_EQ(KioskDesk::Unseal(event, desk_.centre), R"({"text":"居民指定","place":"按二楼门铃"})");
}

TEST_F(Writing, AnActWithoutWordsSealsNothing) {
  const std::string event = writer_.OrderHandled(
      {.number = Number(), .act = domain::OrderAct::Accept, .state = domain::OrderState::Accepted}, Stamp());
  EXPECT_EQ(Members(json::parse(event).at("data").as_object()),
            (std::vector<std::string>{"service_request_id", "act", "state", "role"}));
}

TEST_F(Writing, AnAnonymousRatingHasExactlyTheseMembersAndNoOther) {
  domain::EventStamp stamp = Stamp();
  stamp.time = base::FromLocal({.date = std::chrono::year{2026} / 11 / 23});
  const auto id = domain::RatingId::NewTimeless(desk_.random);
  const std::string event = writer_.RatingGiven(id, support::AnonymousRating(Number(), 2), std::nullopt, stamp);
  EXPECT_EQ(WithoutSealed(event),
            R"({"specversion":"1.0","id":"0192f5a4-7c3e-7b1a-8f00-0123456789ab",)"
            R"("source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.rating.given.v1",)"
            R"("time":"2026-11-22T16:00:00.000Z","sequence":"0000000000000042",)"
            R"("datacontenttype":"application/json","data":{"rating_id":")" +
                id.Text() +
                R"(","anonymous":true,"service_code":"home.repair.plumbing","day":"2026-11-23",)"
                R"("stars":{"overall":2,"professionalism":4},"reason_codes":["late","price"],"sealed":"…"}})");
  EXPECT_EQ(Members(json::parse(KioskDesk::Unseal(event, desk_.centre)).as_object()),
            (std::vector<std::string>{"comment"}));
}

TEST_F(Writing, AnAnonymousRatingOfAVisitDoesNotTellTheTicket) {
  domain::GivenRating rating = support::AnonymousRating(Number(), 5);
  rating.rated = domain::RatedVisit{
      .window_code = "window-3", .date = std::chrono::year{2026} / 11 / 23, .ticket = "A017", .visit_id = "v9"};
  const std::string event =
      writer_.RatingGiven(domain::RatingId::NewTimeless(desk_.random), rating, std::nullopt, Stamp());
  EXPECT_EQ(event.find("A017"), std::string::npos);
  EXPECT_EQ(KioskDesk::Unseal(event, desk_.centre).find("A017"), std::string::npos);
}

TEST_F(Writing, ANamedRatingOfAVisitTellsTheWindowPlainlyAndTheTicketSealed) {
  domain::GivenRating rating = support::NamedRating(Number(), 5);
  rating.rated = domain::RatedVisit{
      .window_code = "window-3", .date = std::chrono::year{2026} / 11 / 23, .ticket = "A017", .visit_id = ""};
  const std::string event = writer_.RatingGiven(domain::RatingId::NewTimeless(desk_.random), rating, Number(), Stamp());
  const json::value value = json::parse(event);
  EXPECT_EQ(value.at("subject").as_string(), Number().text());
  EXPECT_EQ(value.at("data").at("window_code").as_string(), "window-3");
  EXPECT_EQ(value.at("data").at("visit_date").as_string(), "2026-11-23");
  EXPECT_FALSE(value.at("data").as_object().contains("service_request_id"));
  EXPECT_EQ(event.find("A017"), std::string::npos);
  EXPECT_EQ(json::parse(KioskDesk::Unseal(event, desk_.centre)).at("ticket").as_string(), "A017");
}

TEST_F(Writing, AComplaintTellsWhatTheStatisticsNeed) {
  domain::Complaint complaint = AComplaint();
  complaint.filed.order = Number();
  const std::string event = writer_.ComplaintFiled(complaint, Stamp());
  const json::value value = json::parse(event);
  EXPECT_EQ(value.at("type").as_string(), "cn.bianmin.complaint.filed.v1");
  EXPECT_EQ(Members(value.at("data").as_object()),
            (std::vector<std::string>{"anonymous", "about", "subject_code", "occasion", "requested_datetime",
                                      "expected_datetime", "service_request_id", "sealed_for", "sealed"}));
  EXPECT_EQ(value.at("data").at("sealed_for").as_string(), "centre");
  EXPECT_EQ(Members(json::parse(KioskDesk::Unseal(event, desk_.centre)).as_object()),
            (std::vector<std::string>{"name", "phone", "whom", "description"}));
}

TEST_F(Writing, AnAnonymousComplaintSealsNoContact) {
  domain::Complaint complaint = AComplaint();
  complaint.filed.contact.reset();
  const std::string event = writer_.ComplaintFiled(complaint, Stamp());
  EXPECT_TRUE(json::parse(event).at("data").at("anonymous").as_bool());
  EXPECT_EQ(Members(json::parse(KioskDesk::Unseal(event, desk_.centre)).as_object()),
            (std::vector<std::string>{"whom", "description"}));
}

TEST_F(Writing, WithoutACitysKeyTheCentresServes) {
  const CloudEventWriter alone{"urn:bianmin:a:b:c", {.centre = desk_.centre.public_key, .city = std::nullopt}};
  domain::Complaint complaint = AComplaint();
  complaint.filed.about = domain::About::Centre;
  EXPECT_NE(KioskDesk::Unseal(alone.ComplaintFiled(complaint, Stamp()), desk_.centre).find("电梯"), std::string::npos);
  EXPECT_THROW(KioskDesk::Unseal(writer_.ComplaintFiled(complaint, Stamp()), desk_.centre), std::runtime_error);
}

domain::StaffNumber Staff(std::string_view number) { return domain::StaffNumber::Parse(number).value(); }

TEST_F(Writing, AHandledComplaintTellsStepAndStateAndSealsWhoAndWhat) {
  const domain::GrievanceHandled handled{.number = Number(),
                                         .kind = domain::GrievanceKind::Complaint,
                                         .act = domain::HandlingAct::CallBack,
                                         .step = domain::HandlingStep::CalledBack,
                                         .outcome = "satisfied",
                                         .answer_by = support::kMondayMorning + std::chrono::hours{24},
                                         .by = Staff("1002"),
                                         .owner = Staff("1003"),
                                         .subject = Staff("1004"),
                                         .words = "电梯已修好"};
  const std::string event = writer_.ComplaintHandled(handled, Stamp());
  EXPECT_EQ(WithoutSealed(event),
            R"({"specversion":"1.0","id":"0192f5a4-7c3e-7b1a-8f00-0123456789ab",)"
            R"("source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.complaint.handled.v1",)"
            R"("subject":")" +
                Number().text() +
                R"(","time":"2026-11-23T01:30:00.000Z","sequence":"0000000000000042",)"
                R"("datacontenttype":"application/json","data":{"kind":"complaint","act":"call_back",)"
                R"("step":"called_back","state":"answered","outcome":"satisfied",)"
                R"("expected_datetime":"2026-11-24T01:30:00.000Z","sealed":"…"}})");
  EXPECT_EQ(KioskDesk::Unseal(event, desk_.centre),
            R"({"staff":"1002","owner":"1003","subject":"1004","words":"电梯已修好"})");
}

TEST_F(Writing, AChangedRectificationTellsItsStateAndSealsWhoAndWhat) {
  domain::RectificationChanged changed{.id = *domain::RectificationId::Parse("0192f5a4-7c3e-4b1a-8f00-cccccccccccc"),
                                       .origin = domain::RectificationOrigin::Rating,
                                       .number = std::nullopt,
                                       .rating = *domain::RatingId::Parse("0192f5a4-7c3e-4b1a-8f00-dddddddddddd"),
                                       .act = domain::RectificationAct::Plan,
                                       .state = domain::RectificationState::Planned,
                                       .outcome = "",
                                       .service_code = "home.repair.plumbing",
                                       .due = std::chrono::year{2026} / 12 / 4,
                                       .by = Staff("1002"),
                                       .owner = Staff("1003"),
                                       .words = "当天派单"};
  const std::string event = writer_.RectificationHasChanged(changed, Stamp());
  EXPECT_EQ(WithoutSealed(event),
            R"({"specversion":"1.0","id":"0192f5a4-7c3e-7b1a-8f00-0123456789ab",)"
            R"("source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.rectification.changed.v1",)"
            R"("time":"2026-11-23T01:30:00.000Z","sequence":"0000000000000042",)"
            R"("datacontenttype":"application/json",)"
            R"("data":{"rectification_id":"0192f5a4-7c3e-4b1a-8f00-cccccccccccc","origin":"rating",)"
            R"("rating_id":"0192f5a4-7c3e-4b1a-8f00-dddddddddddd","act":"plan","state":"planned","outcome":"",)"
            R"("service_code":"home.repair.plumbing","due":"2026-12-04","sealed":"…"}})");
  EXPECT_EQ(KioskDesk::Unseal(event, desk_.centre), R"({"staff":"1002","owner":"1003","words":"当天派单"})");
  changed.number = Number();
  changed.act.reset();
  const json::value opened = json::parse(writer_.RectificationHasChanged(changed, Stamp()));
  EXPECT_EQ(opened.at("subject").as_string(), Number().text());
  EXPECT_EQ(opened.at("data").at("act").as_string(), "open");
}

TEST_F(Writing, EveryEventIsOneLineOfUtf8) {
  domain::Order order = AnOrder();
  order.need.package_code = "a\"b\\c\n";
  const std::string event = writer_.OrderRegistered(order, Stamp());
  EXPECT_EQ(event.find('\n'), std::string::npos);
  EXPECT_EQ(json::parse(event).at("data").at("package_code").as_string(), "a\"b\\c\n");
}

// ---- of the kiosk itself, and of residents' rights
TEST_F(Writing, AClosedShiftTellsItsFiguresAlone) {
  const domain::ClosedShift closed{
      .shift = {.number = 12,
                .opened_by = domain::StaffNumber::Parse("1001").value(),
                .opened_at = support::kMondayMorning},
      .closed_at = support::kMondayMorning + std::chrono::hours{8},
      .left_by = domain::StaffNumber::Parse("1001").value(),
      .taken_by = domain::StaffNumber::Parse("1002").value(),
      .no_successor = std::nullopt,
      .figures = {.orders_in = 5,
                  .urgent_in = 1,
                  .ratings_in = 2,
                  .orders_open = 3,
                  .city = {.made = 9, .confirmed = 7, .waiting = 2, .waiting_since = support::kMondayMorning}},
      .left_because = "why",
      .notes = "notes"};
  const std::string event = writer_.ShiftClosed(closed, Stamp());
  EXPECT_EQ(event,
            R"({"specversion":"1.0","id":"0192f5a4-7c3e-7b1a-8f00-0123456789ab",)"
            R"("source":"urn:bianmin:demo-city:jingan:k01","type":"cn.bianmin.shift.closed.v1",)"
            R"("time":"2026-11-23T01:30:00.000Z","sequence":"0000000000000042","datacontenttype":"application/json",)"
            R"("data":{"shift":12,"opened_datetime":"2026-11-23T01:30:00.000Z",)"
            R"("closed_datetime":"2026-11-23T09:30:00.000Z","has_successor":true,)"
            R"("came_in":{"orders":5,"urgent":1,"complaints":0,"suggestions":0,"named_ratings":2,)"
            R"("bad_named_ratings":0},"done":{"orders_moved":0,"orders_ended":0,"staff_acts":0},)"
            R"("left":{"orders":3,"orders_unanswered":0,"orders_overdue":0,"complaints":0,"complaints_overdue":0,)"
            R"("bad_ratings":0},"events":{"made":9,"confirmed":7,"waiting":2,"refused":0,)"
            R"("waiting_since":"2026-11-23T01:30:00.000Z"},"figures_digest":")" +
                base::ToHex(base::Sha256(domain::CanonicalText(closed.figures))) + R"("}})");
}

TEST_F(Writing, ARestoredKioskTellsItsGap) {
  const std::string event = writer_.KioskRestored({support::kMondayMorning, 41, 1'000'042}, Stamp());
  EXPECT_NE(event.find(R"("type":"cn.bianmin.kiosk.restored.v1","time")"), std::string::npos) << event;
  EXPECT_NE(event.find(R"("data":{"backup_datetime":"2026-11-23T01:30:00.000Z","last_sequence":41,)"
                       R"("next_sequence":1000042}})"),
            std::string::npos)
      << event;
}

TEST_F(Writing, ACorrectedContactIsSealed) {
  const std::string event = writer_.ContactCorrected(Number(), support::SomebodyElse(), Stamp());
  EXPECT_EQ(event.find("62345678"), std::string::npos);
  EXPECT_EQ(json::parse(KioskDesk::Unseal(event, desk_.centre)).at("phone").as_string(), "02162345678");
  EXPECT_NE(writer_.PersonalErased(Number(), Stamp()).find("cn.bianmin.personal.erased.v1"), std::string::npos);
}

}  // namespace
}  // namespace bianmin::wire
