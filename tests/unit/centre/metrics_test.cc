#include "sync/centre/metrics.h"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

#include "sync/centre/counting_archive.h"
#include "tests/support/centre_desk.h"

namespace bianmin::centre {
namespace {

using base::Milliseconds;
using support::CentreDesk;
using support::NumberOf;
using support::Told;
using testing::HasSubstr;
using testing::Not;

TEST(Metrics, EachHasItsKindAndNoneIsThereTwice) {
  Metrics metrics("1.2.3");
  metrics.CountRequest("/v1/events", 200);
  std::set<std::string> described;
  std::set<std::string> lines;
  std::istringstream text(metrics.Write());
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("# TYPE ")) described.insert(line.substr(7, line.find(' ', 7) - 7));
    if (line.starts_with("#")) continue;
    EXPECT_TRUE(lines.insert(line.substr(0, line.find(' '))).second) << line;
    std::string name = line.substr(0, line.find_first_of("{ "));
    for (const char* suffix : {"_bucket", "_sum", "_count"}) {
      if (name.ends_with(suffix)) name.resize(name.size() - std::string_view(suffix).size());
    }
    EXPECT_TRUE(described.contains(name)) << line;
  }
  EXPECT_THAT(metrics.Write(), HasSubstr("bianmin_centre_info{version=\"1.2.3\"} 1\n"));
}

TEST(Metrics, RequestsAreCountedByAddressAndStatusAndStrangeOnesTogether) {
  Metrics metrics("1");
  metrics.CountRequest("/v1/changes?after=x&wait=25", 200);
  metrics.CountRequest("/v1/changes", 304);
  metrics.CountRequest("/v1/records/JA06900013", 404);
  metrics.CountRequest("/v1/records/JA06900027", 404);
  metrics.CountRequest("/.well-known/est/simplereenroll", 200);
  metrics.CountRequest("/wp-login.php?name=\"}\n", 404);
  const std::string text = metrics.Write();
  EXPECT_THAT(text, HasSubstr("bianmin_requests_total{route=\"changes\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_requests_total{route=\"changes\",status=\"304\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_requests_total{route=\"record\",status=\"404\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_requests_total{route=\"renew\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_requests_total{route=\"other\",status=\"404\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("wp-login")));
}

TEST(Metrics, ABatchStandsInEveryBucketThatIsNotTooShortForIt) {
  Metrics metrics("1");
  metrics.CountBatch({}, Milliseconds{5});
  metrics.CountBatch({}, Milliseconds{6});
  metrics.CountRepeatedBatch(Milliseconds{20'000});
  const std::string text = metrics.Write();
  EXPECT_THAT(text, HasSubstr("bianmin_batch_seconds_bucket{le=\"0.005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batch_seconds_bucket{le=\"0.01\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batch_seconds_bucket{le=\"10\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batch_seconds_bucket{le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batch_seconds_sum 20.011\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batch_seconds_count 3\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batches_repeated_total 1\n"));
}

TEST(CountingArchive, CountsWhatBecameOfEachEventOnce) {
  CentreDesk desk;
  Metrics metrics("1");
  CountingArchive counting(*desk.archive, metrics, base::SystemClock());
  RecordQuota quota;
  const auto post = [&](const std::vector<std::string>& events, int batch) {
    const Request request = support::PostOf(support::BatchOf(events), batch);
    ASSERT_EQ(Handle(counting, quota, request, desk.now).status, 200);
  };
  const std::string other = Told{.data = R"({"service_code":"repair"})"}.Text();
  post({Told{}.Text(), Told{.n = 2, .subject = NumberOf(2)}.Text(), "17"}, 1);
  post({Told{}.Text(), Told{.n = 2, .subject = NumberOf(2)}.Text(), "17"}, 1);
  post({Told{}.Text(), other}, 2);
  const std::string text = metrics.Write();
  EXPECT_THAT(text, HasSubstr("bianmin_events_total{verdict=\"accepted\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_events_total{verdict=\"duplicate\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_events_total{verdict=\"conflict\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_events_total{verdict=\"broken\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("bianmin_batches_repeated_total 1\n"));
}

TEST(CountingArchive, AFailureOfTheDatabaseIsCountedAndARefusalIsNot) {
  CentreDesk desk;
  Metrics metrics("1");
  CountingArchive counting(*desk.archive, metrics, base::SystemClock());
  EXPECT_FALSE(counting.FindRecord(NumberOf(1), 1).ok());
  EXPECT_THAT(metrics.Write(), HasSubstr("bianmin_archive_errors_total{kind=\"unavailable\"} 0\n"));
  metrics.CountArchiveError(base::ErrorCode::DiskFull);
  EXPECT_THAT(metrics.Write(), HasSubstr("bianmin_archive_errors_total{kind=\"disk_full\"} 1\n"));
}

}  // namespace
}  // namespace bianmin::centre
