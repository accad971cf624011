#include "kiosk/wire/batch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kiosk/domain/limits.h"

namespace bianmin::wire {
namespace {

using base::ErrorCode;

TEST(Batches, AreTheFrozenBytesAndNothingElse) {
  EXPECT_EQ(JoinBatch({}), "[]");
  const std::vector<std::string_view> one{R"({ "a" : 1 })"};
  EXPECT_EQ(JoinBatch(one), R"([{ "a" : 1 }])");
  const std::vector<std::string_view> three{"{}", R"({"𠮷":"\u4e00"})", "{ }"};
  EXPECT_EQ(JoinBatch(three), R"([{},{"𠮷":"\u4e00"},{ }])");
}

TEST(Acknowledgements, AreReadWhole) {
  const auto read =
      ReadAcknowledgement(R"({"batch":"b1","count":3,"accepted":1,"duplicate":1,"high":"0000000000000042","problems":[)"
                          R"({"index":2,"id":"e3","type":"urn:bianmin:problem:conflict","title":"other bytes",)"
                          R"("detail":"…","retryable":false}],)"
                          R"("later":"is ignored"})");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->batch, "b1");
  EXPECT_EQ(read->count, 3u);
  EXPECT_EQ(read->accepted, 1u);
  EXPECT_EQ(read->duplicate, 1u);
  EXPECT_EQ(read->high, 42);
  ASSERT_EQ(read->problems.size(), 1u);
  EXPECT_EQ(read->problems[0].index, 2u);
  EXPECT_EQ(read->problems[0].type, "urn:bianmin:problem:conflict");
  EXPECT_FALSE(read->problems[0].retryable);
}

std::string WithArrivals(std::string_view arrivals) {
  return fmt::format(R"({{"batch":"b1","count":2,"accepted":2,"duplicate":0,"high":"0000000000000042",)"
                     R"("problems":[],"arrivals":[{}]}})",
                     arrivals);
}

TEST(Acknowledgements, BringWhatTheCentreSigned) {
  base::Signature signature{};
  signature.fill(9);
  const std::string one =
      fmt::format(R"({{"index":1,"received":"2026-11-22T10:07:28.123Z","key":"0011223344556677","signature":"{}"}})",
                  base::ToBase64(signature));
  const auto read = ReadAcknowledgement(WithArrivals(one));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->arrivals.size(), 1u);
  EXPECT_EQ(read->arrivals[0].index, 1u);
  EXPECT_EQ(base::FormatUtc(read->arrivals[0].received), "2026-11-22T10:07:28.123Z");
  EXPECT_EQ(read->arrivals[0].key, "0011223344556677");
  EXPECT_EQ(read->arrivals[0].signature, signature);
  const auto with = [&](std::string_view what, std::string_view instead) {
    std::string changed = one;
    return WithArrivals(changed.replace(changed.find(what), what.size(), instead));
  };
  for (const std::string& wrong : {WithArrivals("{}"), WithArrivals("7"), WithArrivals(one + "," + one),
                                   with(":1,", ":2,"), with(":1,", ":-1,"), with("2026-11-22T", "yesterday "),
                                   with("\"CQkJ", "\"CQk"), with("\"CQkJ", "\"????"), with("\"key\"", "\"kez\"")}) {
    EXPECT_FALSE(ReadAcknowledgement(wrong)) << wrong;
  }
}

// A captive portal, a proxy, an older or broken centre: nothing of this may count as delivered.
TEST(Acknowledgements, AreRefusedWhenAnythingIsAmiss) {
  const std::vector<std::string> amiss{
      "",
      "<html>Please log in</html>",
      "null",
      "[]",
      "{}",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":0,"high":"1"})",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":0,"high":1,"problems":[]})",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":0,"high":"-1","problems":[]})",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":0,"high":"99999999999999999999","problems":[]})",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":0,"high":"1x","problems":[]})",
      R"({"batch":7,"count":1,"accepted":1,"duplicate":0,"high":"1","problems":[]})",
      R"({"batch":"b","count":"1","accepted":1,"duplicate":0,"high":"1","problems":[]})",
      R"({"batch":"b","count":1.0,"accepted":1,"duplicate":0,"high":"1","problems":[]})",
      R"({"batch":"b","count":-1,"accepted":-1,"duplicate":0,"high":"1","problems":[]})",
      R"({"batch":"b","count":2,"accepted":1,"duplicate":0,"high":"1","problems":[]})",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":1,"high":"1","problems":[]})",
      R"({"batch":"b","count":1,"accepted":18446744073709551615,"duplicate":2,"high":"1","problems":[]})",
      R"({"batch":"b","count":1,"accepted":0,"duplicate":0,"high":"1","problems":[{}]})",
      R"({"batch":"b","count":1,"accepted":0,"duplicate":0,"high":"1","problems":["x"]})",
      R"({"batch":"b","count":1,"accepted":0,"duplicate":0,"high":"1","problems":[)"
      R"({"index":1,"type":"t","retryable":true}]})",
      R"({"batch":"b","count":1,"accepted":0,"duplicate":0,"high":"1","problems":[{"index":0,"type":"t"}]})",
      R"({"batch":"b","count":2,"accepted":0,"duplicate":0,"high":"1","problems":[)"
      R"({"index":0,"type":"t","retryable":true},{"index":0,"type":"t","retryable":true}]})",
      R"({"batch":"b","count":1,"accepted":1,"duplicate":0,"high":"1","problems":[]}{)",
      std::string(100, '['),
  };
  for (const std::string& text : amiss) {
    const auto read = ReadAcknowledgement(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::Corrupt) << text;
  }
}

TEST(Acknowledgements, NameAtMostAsManyEventsAsABatchMayHold) {
  const auto of = [](std::size_t count) {
    const std::string number = std::to_string(count);
    return ReadAcknowledgement(R"({"batch":"b","count":)" + number + R"(,"accepted":)" + number +
                               R"(,"duplicate":0,"high":"1","problems":[]})");
  };
  EXPECT_TRUE(of(domain::kMaxBatchEvents).ok());
  EXPECT_FALSE(of(domain::kMaxBatchEvents + 1).ok());
}

TEST(Acknowledgements, TheirWordsCannotBreakALog) {
  const auto read = ReadAcknowledgement(R"({"batch":"b","count":1,"accepted":0,"duplicate":0,"high":"1","problems":[)"
                                        R"({"index":0,"type":"t","title":"a\u001b[31mb","detail":")" +
                                        std::string(5000, 'd') + R"(","retryable":true}]})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->problems[0].title, "a [31mb");
  EXPECT_EQ(read->problems[0].detail.size(), 499 + std::string("…").size());
}

TEST(Problems, AreReadAsFarAsTheyGo) {
  const auto read =
      ReadProblem(R"({"type":"urn:bianmin:problem:source","title":"not your name","detail":"k02","status":403,"x":1})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->type, "urn:bianmin:problem:source");
  EXPECT_EQ(read->title, "not your name");
  EXPECT_EQ(read->detail, "k02");
  EXPECT_EQ(read->status, 403);
  EXPECT_EQ(ReadProblem("{}")->type, "about:blank");
  EXPECT_FALSE(ReadProblem(R"({"status":70000})")->status);
  EXPECT_FALSE(ReadProblem("<html>").ok());
  EXPECT_FALSE(ReadProblem("\"x\"").ok());
}

}  // namespace
}  // namespace bianmin::wire
