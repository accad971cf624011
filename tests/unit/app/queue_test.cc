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
  base::SeededRandom random_{7};
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

class ARecordOpenedFromTheQueue : public TheQueue {
 protected:
  ARecordOpenedFromTheQueue() {
    Does(QueueAct{screens::ChooseQueueFilter{domain::BadRatings{}}});
    Hears(QueueReport{QueueRead{domain::BadRatings{}, domain::QueuePage{.total = 900, .offset = 240}}});
    words_ = SearchesFor("漏水");
    Finds(*words_, domain::SearchAnswer{.may_be_more = true});
  }
  void ExpectTheQueueAsItWasLeft(const Commands& commands) {
    ASSERT_NE(On<WorkQueueState>(), nullptr);
    EXPECT_EQ(Page().filter, domain::QueueFilter{domain::BadRatings{}});
    EXPECT_EQ(Page().rows->offset, 240);
    EXPECT_TRUE(Page().found);
    ASSERT_THAT(Asked<ReadQueue>(commands), SizeIs(1));
    EXPECT_EQ(Asked<ReadQueue>(commands)[0].first, 240) << "what was done may have moved it";
    ASSERT_THAT(Asked<SearchRecords>(commands), SizeIs(1));
    EXPECT_EQ(Asked<SearchRecords>(commands)[0].words, *words_);
  }
  std::optional<domain::SearchWords> words_;
};

TEST_F(ARecordOpenedFromTheQueue, IfItIsAnOrderLeadsBackToIt) {
  Does(QueueAct{screens::OpenRecord{SomeNumber(), domain::WorkKind::Order}});
  ASSERT_NE(On<screens::CaseState>(), nullptr);
  model().is_saving = false;
  ExpectTheQueueAsItWasLeft(Back());
}

TEST_F(ARecordOpenedFromTheQueue, IfItIsAComplaintLeadsBackToItAlsoByItsLine) {
  Does(QueueAct{screens::OpenRecord{SomeNumber(), domain::WorkKind::Complaint}});
  ASSERT_NE(On<screens::GrievanceState>(), nullptr);
  Does(screens::GrievanceAct{screens::OpenLine{}});
  ASSERT_NE(On<screens::LedgerState>(), nullptr);
  ExpectTheQueueAsItWasLeft(Back());
}

TEST_F(ARecordOpenedFromTheQueue, IfItIsAnAnonymousRatingIsItsLine) {
  const auto rating = domain::RatingId::New(counter_.now(), random_);
  const Commands commands = Does(QueueAct{screens::OpenAnonymousRating{rating}});
  ASSERT_THAT(Asked<ReadLineOfRating>(commands), SizeIs(1));
  EXPECT_EQ(Asked<ReadLineOfRating>(commands)[0].anonymous, rating);
  ExpectTheQueueAsItWasLeft(Back());
}

TEST_F(TheQueue, IsNotWhereTheLedgerLeadsBackTo) {
  Back();
  Opens(screens::StaffTile::Rectification);
  Back();
  EXPECT_NE(On<Workbench>(), nullptr);
}

}  // namespace
}  // namespace bianmin::app
