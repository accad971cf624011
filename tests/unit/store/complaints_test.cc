#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using domain::Complaint;
using support::BrokenLift;
using support::KioskDesk;
using support::Must;

Complaint Found(Store& store, const domain::RecordNumber& number, const std::string& digits) {
  auto lookup = Must(store.Find(number, digits));
  const auto* complaint = std::get_if<Complaint>(&lookup);
  if (complaint == nullptr) throw std::runtime_error("not found");
  return *complaint;
}

TEST(Complaints, AComplaintComesBackAsItWasFiled) {
  KioskDesk desk;
  const Complaint filed = [&] {
    Store store = desk.OpenStore();
    domain::FiledComplaint complaint = BrokenLift();
    complaint.order = domain::RecordNumber::Of(desk.code, 6920001);
    return Must(store.FileComplaint(complaint));
  }();
  Store store = desk.OpenStore();
  const Complaint complaint = Found(store, filed.number, "5678");
  EXPECT_EQ(complaint.id, filed.id);
  EXPECT_EQ(complaint.state, domain::ComplaintState::Received);
  EXPECT_EQ(complaint.filed.description, BrokenLift().description);
  EXPECT_EQ(complaint.filed.whom, BrokenLift().whom);
  EXPECT_EQ(complaint.filed.about, domain::About::Facility);
  EXPECT_EQ(complaint.filed.occasion, domain::Occasion::Yesterday);
  EXPECT_EQ(complaint.filed.subject_code, "lift");
  EXPECT_EQ(complaint.filed.order->Serial(), 6920001);
  EXPECT_EQ(complaint.filed.contact, BrokenLift().contact);
  EXPECT_EQ(complaint.filed_at, support::kMondayMorning);
  EXPECT_EQ(complaint.answer_by, base::FromLocal({.date = std::chrono::year{2026} / 12 / 1}));
}

TEST(Complaints, ASuggestionIsAnsweredSooner) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::FiledComplaint suggestion = BrokenLift();
  suggestion.kind = domain::ComplaintKind::Suggestion;
  const Complaint filed = Must(store.FileComplaint(suggestion));
  EXPECT_EQ(filed.answer_by, base::FromLocal({.date = std::chrono::year{2026} / 11 / 25}));
  Database database = desk.OpenDatabase();
  const auto event = boost::json::parse(Must(Outbox{database}.NextBatch()).at(0).body);
  EXPECT_EQ(event.at("type").as_string(), "cn.bianmin.suggestion.filed.v1");
}

TEST(Complaints, AnAnonymousOneIsKeptButFoundByNobody) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::FiledComplaint anonymous = BrokenLift();
  anonymous.contact.reset();
  const Complaint filed = Must(store.FileComplaint(anonymous));
  for (const std::string digits : {"", "0000", "5678"}) {
    EXPECT_TRUE(std::holds_alternative<NoSuchPair>(Must(store.Find(filed.number, digits)))) << digits;
  }
  EXPECT_EQ(Must(store.CountsSoFar()).complaints, 1);
}

// R25: the centre's own people must not read what is said about the centre, so the kiosk does not keep it.
TEST(Complaints, OneAboutTheCentreIsReadableByTheCityAlone) {
  KioskDesk desk;
  Store store = desk.OpenStore();
  domain::FiledComplaint about_centre = BrokenLift();
  about_centre.about = domain::About::Centre;
  about_centre.order = domain::RecordNumber::Of(desk.code, 6920001);
  const Complaint filed = Must(store.FileComplaint(about_centre));
  EXPECT_EQ(filed.filed.description, about_centre.description);  // for the screen that confirms it

  Database database = desk.OpenDatabase();
  const std::string event = Must(Outbox{database}.NextBatch()).at(0).body;
  EXPECT_EQ(boost::json::parse(event).at("data").at("sealed_for").as_string(), "city");
  const auto content = boost::json::parse(KioskDesk::Unseal(event, desk.city));
  EXPECT_EQ(content.at("description").as_string(), about_centre.description);
  EXPECT_EQ(content.at("phone").as_string(), "02162345678");
  EXPECT_EQ(content.at("service_request_id").as_string(), about_centre.order->text());
  EXPECT_THROW(KioskDesk::Unseal(event, desk.centre), std::runtime_error);

  // The resident still finds it and sees how far it is.
  const Complaint found = Found(store, filed.number, "5678");
  EXPECT_EQ(found.filed.description, "");
  EXPECT_EQ(found.filed.whom, "");
  EXPECT_FALSE(found.filed.contact);
  EXPECT_FALSE(found.filed.order);
  EXPECT_EQ(found.state, domain::ComplaintState::Received);
  EXPECT_EQ(desk.WholeDatabase().find(about_centre.order->text()), std::string::npos);
}

}  // namespace
}  // namespace bianmin::store
