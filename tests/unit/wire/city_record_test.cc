#include "kiosk/wire/city_record.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::wire {
namespace {

using base::ErrorCode;
using domain::CityComplaint;
using domain::CityOrder;
using domain::OrderState;

const std::string kNumber = domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 690'001).text();

std::string Order() {
  return R"({"number":")" + kNumber +
         R"(","kind":"order","state":"accepted","requested_datetime":"2026-11-22T10:07:28.123Z",)"
         R"("expected_datetime":"2026-11-23T10:07:28Z","service_code":"home.plumbing","urgency":"urgent",)"
         R"("history":[{"state":"registered","at":"2026-11-22T10:07:28.123Z"},)"
         R"({"state":"accepted","at":"2026-11-22T10:09:00Z"}],)"
         R"("as_of":"2026-11-22T12:00:00Z"})";
}

std::string Complaint() {
  return R"({"number":")" + kNumber +
         R"(","kind":"complaint","state":"answered","requested_datetime":"2026-11-22T10:07:28Z",)"
         R"("since":"2026-11-22T11:00:00Z","as_of":"2026-11-22T12:00:00Z"})";
}

std::string Changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == text.npos) throw std::logic_error("there is no " + from);
  return text.replace(at, from.size(), to);
}

std::string HistoryOf(std::size_t entries) {
  std::string history;
  for (std::size_t i = 0; i < entries; ++i) {
    history += (i == 0 ? "" : ",") + std::string(R"({"state":"registered","at":"2026-11-22T10:07:28Z"})");
  }
  return Changed(Order(), Order().substr(Order().find("{\"state\""), Order().find("],") - Order().find("{\"state\"")),
                 history);
}

bool IsRefused(const std::string& text) {
  const auto read = ReadCityRecord(text);
  return !read && read.error().code == ErrorCode::Corrupt;
}

TEST(ACityRecord, OfAnOrderIsReadWhole) {
  const auto record = ReadCityRecord(Order());
  ASSERT_TRUE(record) << record.error().message;
  EXPECT_EQ(record->number.text(), kNumber);
  EXPECT_EQ(base::FormatUtc(record->taken_at), "2026-11-22T10:07:28.123Z");
  EXPECT_EQ(base::FormatUtc(record->due.value()), "2026-11-23T10:07:28.000Z");
  EXPECT_EQ(base::FormatUtc(record->as_of), "2026-11-22T12:00:00.000Z");
  const auto& order = std::get<CityOrder>(record->what);
  EXPECT_EQ(order.service_code, "home.plumbing");
  EXPECT_EQ(order.urgency, domain::Urgency::Urgent);
  EXPECT_EQ(order.state, OrderState::Accepted);
  ASSERT_EQ(order.history.size(), 2u);
  EXPECT_EQ(order.history[1].state, OrderState::Accepted);
  EXPECT_EQ(base::FormatUtc(order.history[1].at), "2026-11-22T10:09:00.000Z");
}

TEST(ACityRecord, OfAComplaintSaysWhereItStandsAndSinceWhen) {
  const auto record = ReadCityRecord(Complaint());
  ASSERT_TRUE(record) << record.error().message;
  EXPECT_FALSE(record->due);
  const auto& complaint = std::get<CityComplaint>(record->what);
  EXPECT_EQ(complaint.kind, domain::ComplaintKind::Complaint);
  EXPECT_EQ(complaint.state, domain::ComplaintState::Answered);
  EXPECT_EQ(base::FormatUtc(complaint.since), "2026-11-22T11:00:00.000Z");
  EXPECT_TRUE(ReadCityRecord(Changed(Complaint(), "\"complaint\"", "\"suggestion\"")));
}

TEST(ACityRecord, WithoutOneOfItsMembersIsRefused) {
  for (const std::string member :
       {"number", "kind", "state", "requested_datetime", "service_code", "urgency", "history", "as_of"}) {
    EXPECT_TRUE(IsRefused(Changed(Order(), "\"" + member + "\"", "\"another\""))) << member;
  }
  for (const std::string member : {"number", "kind", "state", "requested_datetime", "since", "as_of"}) {
    EXPECT_TRUE(IsRefused(Changed(Complaint(), "\"" + member + "\"", "\"another\""))) << member;
  }
}

TEST(ACityRecord, WithWordsThatMeanNothingIsRefused) {
  EXPECT_TRUE(IsRefused(Changed(Order(), "\"accepted\"", "\"lost\"")));
  EXPECT_TRUE(IsRefused(Changed(Order(), "\"order\"", "\"rating\"")));
  EXPECT_TRUE(IsRefused(Changed(Order(), "\"urgent\"", "\"soon\"")));
  EXPECT_TRUE(IsRefused(Changed(Order(), "\"registered\"", "7")));
  EXPECT_TRUE(IsRefused(Changed(Order(), "2026-11-23T10:07:28Z", "tomorrow")));
  EXPECT_TRUE(IsRefused(Changed(Order(), kNumber, "JA06900014")));
  EXPECT_TRUE(IsRefused(Changed(Order(), kNumber, "ja" + kNumber.substr(2)))) << "not as it is sent";
  for (const char* text : {"", "[]", "42", "{}", R"({"status":"ok"})", "<html>sign in"}) EXPECT_TRUE(IsRefused(text));
}

TEST(ACityRecord, IsLimited) {
  EXPECT_TRUE(IsRefused(HistoryOf(0)));
  EXPECT_TRUE(ReadCityRecord(HistoryOf(domain::kMaxHistoryEntries)));
  EXPECT_TRUE(IsRefused(HistoryOf(domain::kMaxHistoryEntries + 1)));
  EXPECT_TRUE(ReadCityRecord(Changed(Order(), "home.plumbing", std::string(domain::kMaxSubjectBytes, 'x'))));
  EXPECT_TRUE(IsRefused(Changed(Order(), "home.plumbing", std::string(domain::kMaxSubjectBytes + 1, 'x'))));
  EXPECT_TRUE(IsRefused(Changed(Order(), "home.plumbing", "")));
}

TEST(ACityRecord, MayHoldMoreThanThisProgramKnows) {
  EXPECT_TRUE(ReadCityRecord(Changed(Order(), "\"as_of\"", "\"window\":3,\"as_of\"")));
}

}  // namespace
}  // namespace bianmin::wire
