#include "sync/centre/event.h"

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

using support::Told;
using testing::HasSubstr;

OfferedEvent Understood(const std::string& text) {
  const Element element = ReadElement(text);
  const auto* broken = std::get_if<BrokenEvent>(&element);
  if (broken != nullptr) throw std::runtime_error(broken->why);
  return std::get<OfferedEvent>(element);
}

std::string WhyBroken(const std::string& text) {
  const Element element = ReadElement(text);
  const auto* broken = std::get_if<BrokenEvent>(&element);
  return broken == nullptr ? "" : broken->why;
}

std::string With(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("the test looks for '" + from + "' in vain");
  return text.replace(at, from.size(), to);
}

TEST(Event, OfAnOrderIsUnderstood) {
  const std::string text = Told{.n = 7}.Text();
  const OfferedEvent event = Understood(text);
  EXPECT_EQ(event.kind, EventKind::OrderRegistered);
  EXPECT_EQ(event.id, support::UuidOf(7));
  EXPECT_EQ(event.source, support::kFirstKiosk);
  EXPECT_EQ(event.subject, support::NumberOf(1));
  EXPECT_EQ(event.sequence, 7);
  EXPECT_EQ(event.time, support::kMondayMorning);
  EXPECT_EQ(event.service_code, "cleaning");
  EXPECT_EQ(event.bytes, text);
  EXPECT_EQ(event.fingerprint, base::Sha256(text));
}

TEST(Event, FingerprintIsOfTheBytesAndNotOfTheirMeaning) {
  const std::string text = Told{}.Text();
  EXPECT_NE(Understood(With(text, "\"1.0\",", "\"1.0\", ")).fingerprint, Understood(text).fingerprint);
}

TEST(Event, OfEachTypeIsKnown) {
  EXPECT_EQ(KindOf("cn.bianmin.order.registered.v1"), EventKind::OrderRegistered);
  EXPECT_EQ(KindOf("cn.bianmin.order.cancelled.v1"), EventKind::OrderCancelled);
  EXPECT_EQ(KindOf("cn.bianmin.order.reminded.v1"), EventKind::OrderReminded);
  EXPECT_EQ(KindOf("cn.bianmin.order.completed.v1"), EventKind::OrderCompleted);
  EXPECT_EQ(KindOf("cn.bianmin.order.reopened.v1"), EventKind::OrderReopened);
  EXPECT_EQ(KindOf("cn.bianmin.order.handled.v1"), EventKind::OrderHandled);
  EXPECT_EQ(KindOf("cn.bianmin.rating.given.v1"), EventKind::RatingGiven);
  EXPECT_EQ(KindOf("cn.bianmin.complaint.filed.v1"), EventKind::ComplaintFiled);
  EXPECT_EQ(KindOf("cn.bianmin.suggestion.filed.v1"), EventKind::SuggestionFiled);
  EXPECT_EQ(KindOf("cn.bianmin.complaint.handled.v1"), EventKind::ComplaintHandled);
  EXPECT_EQ(KindOf("cn.bianmin.rectification.changed.v1"), EventKind::RectificationChanged);
  EXPECT_EQ(KindOf("cn.bianmin.order.registered.v2"), EventKind::Unknown);
}

TEST(Event, OfANewerKioskIsKeptThoughNotUnderstood) {
  const OfferedEvent event = Understood(Told{.type = "volunteer.enrolled", .subject = "V-17", .data = "[1]"}.Text());
  EXPECT_EQ(event.kind, EventKind::Unknown);
  EXPECT_EQ(event.subject, "V-17");
}

TEST(Event, OfStaffSaysWhatWasDoneAndWhereTheOrderStands) {
  const OfferedEvent event =
      Understood(Told{.type = "order.handled", .data = R"({"act":"accept","state":"accepted"})"}.Text());
  EXPECT_EQ(event.act, "accept");
  EXPECT_EQ(event.state, "accepted");
  EXPECT_THAT(WhyBroken(Told{.type = "order.handled", .data = R"({"act":"accept"})"}.Text()), HasSubstr("'state'"));
  EXPECT_THAT(WhyBroken(Told{.type = "order.handled", .data = R"({"state":"accepted"})"}.Text()), HasSubstr("'act'"));
}

TEST(Event, OfAHandledComplaintSaysWhatItIsAndWhereItStands) {
  const std::string text =
      Told{.type = "complaint.handled", .data = R"({"kind":"suggestion","state":"answered"})"}.Text();
  EXPECT_EQ(Understood(text).handled_kind, "suggestion");
  EXPECT_EQ(Understood(text).handled_state, "answered");
  EXPECT_THAT(WhyBroken(With(text, "suggestion", "order")), HasSubstr("data.kind"));
  EXPECT_THAT(WhyBroken(With(text, "answered", "rectified")), HasSubstr("data.state"));
}

TEST(Event, OfARectificationMayHaveNoSubject) {
  EXPECT_EQ(Understood(Told{.type = "rectification.changed", .subject = ""}.Text()).subject, "");
  EXPECT_EQ(Understood(Told{.type = "rectification.changed"}.Text()).subject, support::NumberOf(1));
}

TEST(Event, OfAnAnonymousRatingHasNoSubject) {
  EXPECT_TRUE(Understood(Told{.type = "rating.given", .subject = ""}.Text()).is_anonymous_rating());
  EXPECT_FALSE(Understood(Told{.type = "rating.given"}.Text()).is_anonymous_rating());
  EXPECT_THAT(WhyBroken(Told{.type = "order.cancelled", .subject = ""}.Text()), HasSubstr("'subject'"));
}

TEST(Event, ThatIsBrokenSaysWhatIsWrong) {
  const std::string good = Told{}.Text();
  EXPECT_THAT(WhyBroken("42"), HasSubstr("not a JSON object"));
  EXPECT_THAT(WhyBroken("{\"id\": oops}"), HasSubstr("not JSON"));
  EXPECT_THAT(WhyBroken(With(good, "\"1.0\"", "\"0.3\"")), HasSubstr("'specversion'"));
  EXPECT_THAT(WhyBroken(With(good, "\"1.0\"", "1.0")), HasSubstr("'specversion'"));
  EXPECT_THAT(WhyBroken(With(good, support::UuidOf(1), "1")), HasSubstr("'id'"));
  EXPECT_THAT(WhyBroken(With(good, "\"source\":\"urn", "\"from\":\"urn")), HasSubstr("'source'"));
  EXPECT_THAT(WhyBroken(With(good, "2026-11-23T01:30:00.000Z", "yesterday")), HasSubstr("'time'"));
  EXPECT_THAT(WhyBroken(With(good, "\"0000000000000001\"", "1")), HasSubstr("'sequence'"));
  EXPECT_THAT(WhyBroken(With(good, "\"0000000000000001\"", "\"-000000000000001\"")), HasSubstr("'sequence'"));
  EXPECT_THAT(WhyBroken(With(good, support::NumberOf(1), "JA00000000")), HasSubstr("'subject'"));
  EXPECT_THAT(WhyBroken(With(good, "\"data\"", "\"content\"")), HasSubstr("'data'"));
  EXPECT_THAT(WhyBroken(With(good, "cleaning", "")), HasSubstr("service_code"));
  EXPECT_THAT(WhyBroken(With(good, "cleaning", "\xff")), HasSubstr("not JSON"));
}

TEST(Event, ThatIsBrokenIsKnownByItsIdWhenThatCanBeRead) {
  const Element element = ReadElement(With(Told{.n = 9}.Text(), "\"specversion\"", "\"version\""));
  EXPECT_EQ(std::get<BrokenEvent>(element).id, support::UuidOf(9));
  EXPECT_EQ(std::get<BrokenEvent>(ReadElement("{\"id\":\"<script>\"}")).id, "");
}

std::string OfSize(std::size_t bytes) {
  const std::string empty = Told{.data = R"({"service_code":"cleaning","sealed":""})"}.Text();
  return With(empty, "\"sealed\":\"", "\"sealed\":\"" + std::string(bytes - empty.size(), 'A'));
}

TEST(Event, MayBeAsLargeAsTheLimitAndNotOneByteMore) {
  EXPECT_EQ(WhyBroken(OfSize(domain::kMaxEventBytes)), "");
  EXPECT_THAT(WhyBroken(OfSize(domain::kMaxEventBytes + 1)), HasSubstr("larger than"));
}

TEST(Event, TypeAndSourceAndUnknownSubjectHaveTheirLimits) {
  const std::size_t around = std::string("cn.bianmin..v1").size();
  EXPECT_EQ(WhyBroken(Told{.type = std::string(domain::kMaxEventTypeBytes - around, 'x')}.Text()), "");
  EXPECT_NE(WhyBroken(Told{.type = std::string(domain::kMaxEventTypeBytes - around + 1, 'x')}.Text()), "");
  EXPECT_EQ(WhyBroken(Told{.source = std::string(domain::kMaxSourceBytes, 'x')}.Text()), "");
  EXPECT_NE(WhyBroken(Told{.source = std::string(domain::kMaxSourceBytes + 1, 'x')}.Text()), "");
  EXPECT_EQ(WhyBroken(Told{.type = "new", .subject = std::string(domain::kMaxSubjectBytes, 'x')}.Text()), "");
  EXPECT_NE(WhyBroken(Told{.type = "new", .subject = std::string(domain::kMaxSubjectBytes + 1, 'x')}.Text()), "");
}

TEST(Event, TooDeepIsBrokenAndHarmless) {
  const auto nested = [](std::size_t depth) {
    return Told{.type = "new", .data = std::string(depth, '[') + std::string(depth, ']')}.Text();
  };
  EXPECT_EQ(WhyBroken(nested(domain::kMaxJsonDepth - 1)), "");
  EXPECT_NE(WhyBroken(nested(domain::kMaxJsonDepth + 1)), "");
  EXPECT_NE(WhyBroken(nested(20'000)), "");
}

}  // namespace
}  // namespace bianmin::centre
