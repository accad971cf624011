// Staff at 待办: what is searched for, and the way back to it.
#include <gmock/gmock.h>

#include "tests/unit/app/workbench.h"

namespace bianmin::app {
namespace {

using screens::Field;
using screens::QueueAct;
using screens::WorkQueueState;
using ::testing::SizeIs;

class TheQueue : public AtTheWorkbench {
 protected:
  TheQueue() {
    Opens(screens::StaffTile::Queue);
    Hears(QueueReport{QueueRead{domain::AllOpen{}, domain::QueuePage{.total = 900, .offset = 0}}});
  }
  WorkQueueState& Page() { return *On<WorkQueueState>(); }
  // The sheet was closed on these words.
  domain::SearchWords SearchesFor(const std::string& text) {
    Page().entries.texts[Field::Search] = text;
    const auto asked = Asked<SearchRecords>(Does(QueueAct{screens::SearchQueue{}}));
    EXPECT_THAT(asked, SizeIs(1));
    return asked.at(0).words;
  }
  void Finds(const domain::SearchWords& words, base::Result<domain::SearchAnswer> answer) {
    Hears(QueueReport{RecordsSearched{words, std::move(answer)}});
  }
};

TEST_F(TheQueue, AnOlderAnswerDoesNotTakeThePlaceOfANewerSearch) {
  const auto first = SearchesFor("漏水");
  Does(QueueAct{screens::EndSearch{}});
  const auto second = SearchesFor("电梯");
  Finds(first, domain::SearchAnswer{.may_be_more = true});
  EXPECT_FALSE(Page().found);
  Finds(second, domain::SearchAnswer{});
  ASSERT_TRUE(Page().found);
  Finds(first, domain::SearchAnswer{.may_be_more = true});
  EXPECT_FALSE(Page().found->may_be_more);
}

TEST_F(TheQueue, IsThereAgainAfterASearchThatCouldNotBeRead) {
  const auto words = SearchesFor("漏水");
  Finds(words, base::Error{base::ErrorCode::Unavailable, "the disk does not answer"});
  EXPECT_TRUE(Page().is_unreadable);
  Back();
  ASSERT_NE(On<WorkQueueState>(), nullptr) << "back to the queue, not out of it";
  EXPECT_FALSE(Page().is_unreadable);
  EXPECT_EQ(Page().rows->total, 900);
}

}  // namespace
}  // namespace bianmin::app
