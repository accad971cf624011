#include "kiosk/wire/heartbeat.h"

#include <gmock/gmock.h>

#include "kiosk/domain/fleet_limits.h"

namespace bianmin::wire {
namespace {

using base::ErrorCode;
using domain::Heartbeat;
using testing::HasSubstr;

const base::TimePoint kNow = *base::ParseUtc("2026-11-23T01:30:00.250Z");

Heartbeat Full() {
  return {.at = kNow,
          .kiosk = domain::Version{{0, 1, 0}},
          .sync = domain::Version{{0, 2, 13}},
          .waiting = 3,
          .waiting_since = kNow - std::chrono::minutes{12},
          .dead = 1,
          .disk = domain::DiskSpace{7'000'000'000, 31'000'000'000},
          .printer = domain::PrinterCondition::PaperLow,
          .uptime = std::chrono::hours{50},
          .last_backup = kNow - std::chrono::hours{6}};
}

constexpr const char* kLeast =
    R"({"time":"2026-11-23T01:30:00.250Z","sync_version":"0.1.0","waiting":0,"dead":0,"uptime_seconds":9})";

std::string With(const std::string& what, const std::string& instead) {
  std::string text = WriteHeartbeat(Full());
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), instead);
}

std::string WhyNot(const std::string& text) {
  const auto read = ReadHeartbeat(text);
  if (read) return "it was read";
  EXPECT_EQ(read.error().code, ErrorCode::Invalid) << text;
  return read.error().message;
}

TEST(AHeartbeat, ComesBackAsItWasWritten) {
  const auto read = ReadHeartbeat(WriteHeartbeat(Full()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, Full());
}

TEST(AHeartbeat, MayLeaveOutWhatIsNotKnownAndHoldWhatIsNotKnownYet) {
  const auto read = ReadHeartbeat(kLeast);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, (Heartbeat{.at = kNow, .sync = domain::Version{{0, 1, 0}}, .uptime = std::chrono::seconds{9}}));
  EXPECT_EQ(*ReadHeartbeat(WriteHeartbeat(*read)), *read);
  EXPECT_TRUE(ReadHeartbeat(With("{", R"({"mood":{"good":[true]},)")));
}

TEST(AHeartbeat, SaysWhichMemberIsWrong) {
  EXPECT_THAT(WhyNot(""), HasSubstr("not JSON"));
  EXPECT_THAT(WhyNot("[]"), HasSubstr("not an object"));
  EXPECT_THAT(WhyNot(With("\"time\"", "\"tame\"")), HasSubstr("time is missing"));
  EXPECT_THAT(WhyNot(With("2026-11-23T01:30:00.250Z", "this morning")), HasSubstr("time is no UTC time"));
  EXPECT_THAT(WhyNot(With("\"0.1.0\"", "\"0.1\"")), HasSubstr("kiosk_version is no version"));
  EXPECT_THAT(WhyNot(With("\"0.2.13\"", "13")), HasSubstr("sync_version is no version"));
  EXPECT_THAT(WhyNot(With("\"waiting\":3", "\"waiting\":-1")), HasSubstr("waiting is no whole number"));
  EXPECT_THAT(WhyNot(With("\"waiting\":3", "\"waiting\":1.5")), HasSubstr("waiting is no whole number"));
  EXPECT_THAT(WhyNot(With("\"dead\"", "\"bread\"")), HasSubstr("dead is missing"));
  EXPECT_THAT(WhyNot(With("\"disk_free\"", "\"disc_free\"")), HasSubstr("one of disk_free and disk_total"));
  EXPECT_THAT(WhyNot(With("\"disk_total\":31", "\"disk_total\":6")), HasSubstr("disk_free is more"));
  EXPECT_THAT(WhyNot(With("paper_low", "on_fire")), HasSubstr("printer is no condition"));
  EXPECT_THAT(WhyNot(With("\"uptime_seconds\":", "\"uptime_seconds\":1,\"x\":")), HasSubstr("it was read"));
  EXPECT_THAT(WhyNot(With("2026-11-22T19:30:00.250Z", "")), HasSubstr("last_backup is no UTC time"));
}

TEST(AHeartbeat, IsTakenAtEachLimitAndNotOnePastIt) {
  const auto counted = [](std::int64_t waiting) {
    return ReadHeartbeat(With("\"waiting\":3", "\"waiting\":" + std::to_string(waiting))).ok();
  };
  EXPECT_TRUE(counted(domain::kMaxCountedEvents));
  EXPECT_FALSE(counted(domain::kMaxCountedEvents + 1));
  const auto of_size = [](std::int64_t total) {
    return ReadHeartbeat(With("\"disk_total\":31000000000", "\"disk_total\":" + std::to_string(total))).ok();
  };
  EXPECT_TRUE(of_size(domain::kMaxDiskBytes));
  EXPECT_FALSE(of_size(domain::kMaxDiskBytes + 1));
  const auto up_for = [](std::chrono::seconds time) {
    return ReadHeartbeat(With("\"uptime_seconds\":180000", "\"uptime_seconds\":" + std::to_string(time.count()))).ok();
  };
  EXPECT_TRUE(up_for(domain::kMaxUptime));
  EXPECT_FALSE(up_for(domain::kMaxUptime + std::chrono::seconds{1}));

  std::string longest = WriteHeartbeat(Full());
  longest.resize(domain::kMaxHeartbeatBytes, ' ');
  EXPECT_TRUE(ReadHeartbeat(longest));
  const auto too_long = ReadHeartbeat(longest + ' ');
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().code, ErrorCode::TooLarge);
}

}  // namespace
}  // namespace bianmin::wire
