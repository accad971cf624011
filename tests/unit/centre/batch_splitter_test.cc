#include "sync/centre/batch_splitter.h"

#include <gmock/gmock.h>

#include "kiosk/domain/limits.h"

namespace bianmin::centre {
namespace {

using base::ErrorCode;
using testing::ElementsAre;

TEST(BatchSplitter, CutsTheExactTextOfEachElement) {
  const auto elements = SplitBatch(" [ {\"a\" : [1, 2]} ,\n{\"b\":{}}\t] \r\n");
  ASSERT_TRUE(elements.ok());
  EXPECT_THAT(*elements, ElementsAre("{\"a\" : [1, 2]}", "{\"b\":{}}"));
}

TEST(BatchSplitter, IsNotMisledByWhatStandsInStrings) {
  const auto elements = SplitBatch(R"([{"a":"],[{,\"]}\\"},{"维修":"𠮷,]"}])");
  ASSERT_TRUE(elements.ok());
  EXPECT_THAT(*elements, ElementsAre(R"({"a":"],[{,\"]}\\"})", R"({"维修":"𠮷,]"})"));
}

TEST(BatchSplitter, TakesAnEmptyBatch) {
  EXPECT_TRUE(SplitBatch("[]")->empty());
  EXPECT_TRUE(SplitBatch(" [ \n ] ")->empty());
}

TEST(BatchSplitter, LeavesElementsThatAreNoObjectsToTheirReader) {
  EXPECT_THAT(*SplitBatch(R"([42,null,"text",[1,[2]]])"), ElementsAre("42", "null", R"("text")", "[1,[2]]"));
}

TEST(BatchSplitter, RefusesWhatIsNotOneArray) {
  for (const char* body : {"", "   ", "{}", "42", "[", "[{}", "[{]", "[}", "[{}]]", "[{}] x", "[,]", "[{},]", "[,{}]",
                           "[{},,{}]", "[\"", "[\"\\\"]", "[{\"a\":\"]}]", "<html>[]</html>"}) {
    const auto elements = SplitBatch(body);
    ASSERT_FALSE(elements.ok()) << body;
    EXPECT_EQ(elements.error().code, ErrorCode::Invalid) << body;
  }
}

std::string BatchOfNumbers(std::size_t count) {
  std::string body = "[1";
  for (std::size_t i = 1; i < count; ++i) body += ",1";
  return body + "]";
}

TEST(BatchSplitter, TakesAsManyElementsAsABatchMayHoldAndNotOneMore) {
  EXPECT_EQ(SplitBatch(BatchOfNumbers(domain::kMaxBatchEvents))->size(), domain::kMaxBatchEvents);
  const auto refused = SplitBatch(BatchOfNumbers(domain::kMaxBatchEvents + 1));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::TooLarge);
}

std::string Nested(std::size_t depth) { return "[" + std::string(depth, '[') + std::string(depth, ']') + "]"; }

TEST(BatchSplitter, RefusesToGoDeeperThanAnyEventDoes) {
  EXPECT_TRUE(SplitBatch(Nested(domain::kMaxJsonDepth)).ok());
  EXPECT_FALSE(SplitBatch(Nested(domain::kMaxJsonDepth + 1)).ok());
  EXPECT_FALSE(SplitBatch("[" + std::string(1'000'000, '[')).ok());
}

}  // namespace
}  // namespace bianmin::centre
