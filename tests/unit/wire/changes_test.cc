#include "kiosk/wire/changes.h"

#include <gtest/gtest.h>

#include "kiosk/base/text.h"
#include "kiosk/domain/limits.h"

namespace bianmin::wire {
namespace {

using base::ErrorCode;
using domain::ChangesPage;
using domain::ComplaintStatusChange;
using domain::OrderStatusChange;
using domain::UnknownChange;

std::string Number() { return domain::RecordNumber::Of(*domain::KioskCode::Parse("JA"), 6910001).text(); }

std::string OrderStatus(const std::string& content, const std::string& more = "") {
  return R"({"specversion":"1.0","id":"e1","source":"urn:bianmin:demo:centre","type":"cn.bianmin.order.status.v1",)"
         R"("time":"2026-11-23T02:00:00Z","subject":")" +
         Number() + "\"" + more + R"(,"data":)" + content + "}";
}

ChangesPage Page(const std::string& events) {
  auto page = ReadChanges(R"({"events":[)" + events + R"(],"next":"c9","more":true})");
  if (!page) throw std::runtime_error(page.error().message);
  return std::move(page).value();
}

std::string WhyUnknown(const std::string& event) {
  const ChangesPage page = Page(event);
  const auto* unknown = std::get_if<UnknownChange>(&page.changes.at(0).what);
  return unknown == nullptr ? "understood" : unknown->why;
}

TEST(Changes, AnOrdersStatusIsUnderstood) {
  const ChangesPage page =
      Page(OrderStatus(R"({"state":"dispatched","note":"李师傅明天上午到","at":"2026-11-23T01:59:59.5Z"})"));
  EXPECT_EQ(page.next, "c9");
  EXPECT_TRUE(page.more);
  ASSERT_EQ(page.changes.size(), 1u);
  EXPECT_EQ(page.changes[0].id, "e1");
  EXPECT_EQ(page.changes[0].type, "cn.bianmin.order.status.v1");
  const auto& status = std::get<OrderStatusChange>(page.changes[0].what);
  EXPECT_EQ(status.number.text(), Number());
  EXPECT_EQ(status.state, domain::OrderState::Dispatched);
  EXPECT_EQ(status.note, "李师傅明天上午到");
  EXPECT_EQ(base::FormatUtc(status.at), "2026-11-23T01:59:59.500Z");
  EXPECT_NE(page.changes[0].raw.find("李师傅"), std::string::npos);
}

TEST(Changes, WithoutAMomentOfItsOwnTheEventsTimeCounts) {
  const ChangesPage page = Page(OrderStatus(R"({"state":"accepted"})"));
  const auto& status = std::get<OrderStatusChange>(page.changes.at(0).what);
  EXPECT_EQ(base::FormatUtc(status.at), "2026-11-23T02:00:00.000Z");
  EXPECT_EQ(status.note, "");
}

TEST(Changes, AComplaintsStatusIsUnderstood) {
  const ChangesPage page = Page(R"({"id":"e2","type":"cn.bianmin.complaint.status.v1","subject":")" + Number() +
                                R"(","time":"2026-11-23T02:00:00Z","data":{"state":"answered","answer":"已修好"}})");
  const auto& status = std::get<ComplaintStatusChange>(page.changes.at(0).what);
  EXPECT_EQ(status.state, domain::ComplaintState::Answered);
  EXPECT_EQ(status.answer, "已修好");
}

TEST(Changes, OneThatIsNotUnderstoodDoesNotSpoilThePage) {
  EXPECT_EQ(WhyUnknown(R"({"id":"e","type":"cn.bianmin.notice.posted.v1"})"), "this program does not know its type");
  EXPECT_EQ(WhyUnknown(R"({"id":"e"})"), "this program does not know its type");
  EXPECT_EQ(WhyUnknown(OrderStatus(R"({"state":"teleported"})")), "this program does not know its state");
  EXPECT_EQ(WhyUnknown(OrderStatus(R"({"state":7})")), "this program does not know its state");
  EXPECT_EQ(WhyUnknown(OrderStatus("[]")), "it has no data");
  EXPECT_EQ(WhyUnknown(OrderStatus(R"({"state":"accepted","at":"yesterday"})")), "it says no time that can be read");
  EXPECT_EQ(WhyUnknown(R"({"id":"e","type":"cn.bianmin.order.status.v1","subject":"JA00000000","data":{}})"),
            "its subject is no record number");
  EXPECT_EQ(WhyUnknown("7"), "it is not an object with an id");
  EXPECT_EQ(WhyUnknown(R"({"id":""})"), "it is not an object with an id");

  const ChangesPage page = Page("7," + OrderStatus(R"({"state":"accepted"})"));
  EXPECT_TRUE(std::holds_alternative<OrderStatusChange>(page.changes.at(1).what));
  EXPECT_EQ(page.changes[0].raw, "7");
  EXPECT_EQ(page.changes[0].id, Page("7").changes.at(0).id);  // known again when it comes again
  EXPECT_NE(page.changes[0].id, Page("8").changes.at(0).id);
}

TEST(Changes, TheCentresWordsAreCutAndCleaned) {
  std::string long_note;
  for (std::size_t i = 0; i <= domain::kMaxFreeTextCharacters; ++i) long_note += "长";
  const ChangesPage page = Page(OrderStatus(R"({"state":"accepted","note":")" + long_note + R"("})") + "," +
                                OrderStatus(R"({"state":"accepted","note":"a\u202eb\u0007\nc"})") + "," +
                                OrderStatus(R"({"state":"accepted","note":")" + long_note.substr(3) + R"("})"));
  const auto note = [&](std::size_t i) { return std::get<OrderStatusChange>(page.changes.at(i).what).note; };
  EXPECT_EQ(base::CountCharacters(note(0)), domain::kMaxFreeTextCharacters);
  EXPECT_TRUE(note(0).ends_with("长…"));
  EXPECT_EQ(note(1), "a b \nc");
  EXPECT_EQ(note(2), long_note.substr(3));
}

TEST(Changes, APageThatIsNoneIsRefused) {
  for (const std::string text :
       {"", "<html>", "[]", "{}", R"({"events":{},"next":"","more":false})", R"({"events":[],"more":false})",
        R"({"events":[],"next":5,"more":false})", R"({"events":[],"next":"","more":"no"})"}) {
    const auto page = ReadChanges(text);
    ASSERT_FALSE(page) << text;
    EXPECT_EQ(page.error().code, ErrorCode::Corrupt);
  }
}

TEST(Changes, APageHasLimits) {
  const auto of = [](std::size_t events, std::size_t cursor) {
    std::string text = R"({"events":[)";
    for (std::size_t i = 0; i < events; ++i) text += i == 0 ? "1" : ",1";
    return ReadChanges(text + R"(],"next":")" + std::string(cursor, 'c') + R"(","more":false})");
  };
  EXPECT_TRUE(of(domain::kMaxChangesPerPage, domain::kMaxCursorBytes).ok());
  EXPECT_FALSE(of(domain::kMaxChangesPerPage + 1, 1).ok());
  EXPECT_FALSE(of(1, domain::kMaxCursorBytes + 1).ok());
}

TEST(Changes, AnIdHasALimitToo) {
  const auto id_of = [](std::size_t bytes) {
    return Page(R"({"id":")" + std::string(bytes, 'i') + R"(","type":"x"})").changes.at(0).id;
  };
  EXPECT_EQ(id_of(domain::kMaxChangeIdBytes), std::string(domain::kMaxChangeIdBytes, 'i'));
  EXPECT_TRUE(id_of(domain::kMaxChangeIdBytes + 1).starts_with("unnamed:"));
}

TEST(Changes, DeeplyNestedTextIsRefusedNotFollowed) {
  EXPECT_FALSE(ReadChanges(R"({"events":[)" + std::string(100000, '[') + std::string(100000, ']') +
                           R"(],"next":"","more":false})")
                   .ok());
}

}  // namespace
}  // namespace bianmin::wire
