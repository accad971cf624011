#include "kiosk/app/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "kiosk/app/peripherals.h"
#include "kiosk/domain/limits.h"
#include "kiosk/domain/publication_limits.h"
#include "kiosk/store/inquiries.h"
#include "kiosk/store/publications.h"
#include "tests/support/kiosk_desk.h"
#include "tests/support/published.h"
#include "tests/unit/app/counter.h"

namespace bianmin::app {
namespace {

using namespace std::chrono_literals;

// What a worker says, gathered while the test waits for it.
class Listener {
 public:
  void Wake() {
    {
      const std::lock_guard lock(mutex_);
      is_woken_ = true;
    }
    woken_.notify_one();
  }
  // The next report of this kind; the test ends when it does not come.
  template <class Kind>
  Kind Next(Worker& worker) {
    for (;;) {
      for (Report& report : worker.Take()) heard_.push_back(std::move(report));
      while (!heard_.empty()) {
        Report report = std::move(heard_.front());
        heard_.pop_front();
        if (auto* found = std::get_if<Kind>(&report)) return std::move(*found);
      }
      std::unique_lock lock(mutex_);
      if (!woken_.wait_for(lock, 20s, [this] { return is_woken_; }))
        throw std::runtime_error("the worker says nothing");
      is_woken_ = false;
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_woken_ = false;
  std::deque<Report> heard_;
};

// A worker on a desk's store, which can be made to refuse.
class WorkerAtADesk : public ::testing::Test {
 protected:
  std::unique_ptr<Worker> Start(Worker::Pace pace = {.look = 20ms, .retry = 20ms}) {
    return std::make_unique<Worker>(
        [this]() -> base::Result<store::Store> {
          ++attempts_;
          if (is_broken_) return base::Error{base::ErrorCode::Unavailable, "the disk is not there"};
          return desk_.TryStore();
        },
        [this] { listener_.Wake(); }, pace);
  }

  support::KioskDesk desk_;
  Listener listener_;
  std::atomic<bool> is_broken_{false};
  std::atomic<int> attempts_{0};
};

TEST_F(WorkerAtADesk, LeavesTheKiosksConditionForTheOtherProgramOnceItCan) {
  is_broken_ = true;
  const auto worker = Start();
  const store::KioskCondition condition{domain::Version{{0, 1, 0}}, domain::PrinterCondition::PaperOut};
  worker->Note(condition);
  EXPECT_NE(listener_.Next<StoreState>(*worker).reason, "");
  is_broken_ = false;
  EXPECT_EQ(listener_.Next<StoreState>(*worker).reason, "");
  store::Database sync = desk_.OpenDatabase();
  const auto end = std::chrono::steady_clock::now() + 20s;
  while (support::Must(store::ReadCondition(sync)) != condition && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_EQ(support::Must(store::ReadCondition(sync)), condition);
}

TEST(ThePrintersCondition, IsWhatStaffSeeInTheWordsOfTheFleet) {
  using domain::PrinterCondition;
  using print::PrinterTrouble;
  const auto condition = [](PrinterTrouble trouble) { return ConditionOf({.trouble = trouble}); };
  EXPECT_EQ(condition(PrinterTrouble::None), PrinterCondition::Ready);
  EXPECT_EQ(condition(PrinterTrouble::NoPrinter), PrinterCondition::None);
  EXPECT_EQ(condition(PrinterTrouble::PaperLow), PrinterCondition::PaperLow);
  EXPECT_EQ(condition(PrinterTrouble::PaperOut), PrinterCondition::PaperOut);
  for (const auto trouble : {PrinterTrouble::NotFound, PrinterTrouble::ServerDown, PrinterTrouble::Offline,
                             PrinterTrouble::Jammed, PrinterTrouble::CoverOpen, PrinterTrouble::Stopped}) {
    EXPECT_EQ(condition(trouble), PrinterCondition::Trouble);
  }
}

TEST_F(WorkerAtADesk, RegistersAndFindsAgain) {
  const auto worker = Start();
  EXPECT_EQ(listener_.Next<StoreState>(*worker).reason, "");
  worker->Do(RegisterOrder{support::LeakingPipe()});
  const auto registered = listener_.Next<OrderRegistered>(*worker);
  ASSERT_TRUE(registered.order);
  worker->Do(FindRecord{registered.order->number, "1234"});
  const auto found = listener_.Next<RecordFound>(*worker);
  ASSERT_TRUE(found.lookup);
  EXPECT_EQ(std::get<domain::Order>(*found.lookup).number, registered.order->number);
}

TEST_F(WorkerAtADesk, SaysOnceThatTheStoreIsBrokenAndOnceThatItIsMended) {
  is_broken_ = true;
  const auto worker = Start();
  EXPECT_EQ(listener_.Next<StoreState>(*worker).reason, "the disk is not there");
  while (attempts_ < 4) std::this_thread::sleep_for(5ms);
  EXPECT_THAT(worker->Take(), ::testing::IsEmpty()) << "tried again, but there is nothing new to say";
  is_broken_ = false;
  EXPECT_EQ(listener_.Next<StoreState>(*worker).reason, "") << "with nobody asking";
  worker->Do(CountRecords{});
  EXPECT_TRUE(listener_.Next<RecordsCounted>(*worker).counts);
}

TEST_F(WorkerAtADesk, AnswersEveryCommandWhileTheStoreIsBroken) {
  is_broken_ = true;
  const auto worker = Start();
  worker->Do(RegisterOrder{support::LeakingPipe()});
  const auto registered = listener_.Next<OrderRegistered>(*worker);
  ASSERT_FALSE(registered.order);
  EXPECT_EQ(registered.order.error().code, base::ErrorCode::Unavailable);
  is_broken_ = false;
  worker->Do(CountRecords{});
  // The command may still meet the broken store; the store is opened after it.
  listener_.Next<RecordsCounted>(*worker);
  worker->Do(CountRecords{});
  EXPECT_EQ(listener_.Next<RecordsCounted>(*worker).counts->orders, 0) << "nothing was stored behind the error";
}

TEST_F(WorkerAtADesk, CarriesOutWhatWasGivenBeforeItEnds) {
  constexpr int kOrders = 20;
  {
    const auto worker = Start();
    for (int i = 0; i < kOrders; ++i) worker->Do(RegisterOrder{support::LeakingPipe()});
  }
  EXPECT_EQ(support::Must(desk_.OpenStore().CountsSoFar()).orders, kOrders);
}

TEST_F(WorkerAtADesk, BringsTheCitysAnswerAsSoonAsTheDaemonHasWrittenIt) {
  const auto worker = Start({.look = 10s, .await = 20ms, .retry = 20ms});
  const auto number = domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'001);
  worker->Do(AskCity{number});
  const auto asked = listener_.Next<CityAsked>(*worker);
  EXPECT_EQ(asked.number, number);
  ASSERT_TRUE(asked.inquiry);
  store::Database file = desk_.OpenDatabase();
  ASSERT_TRUE(store::Inquiries{file}.Answer(*asked.inquiry, domain::UnknownToCity{}));
  const auto answered = listener_.Next<CityAnswered>(*worker);
  EXPECT_EQ(answered.inquiry, *asked.inquiry);
  EXPECT_EQ(answered.answer, domain::CityAnswer{domain::UnknownToCity{}});
}

TEST_F(WorkerAtADesk, SaysWhenNobodyAnsweredInTimeAndFollowsTheLatestQuestionOnly) {
  const auto worker = Start({.look = 10s, .await = 20ms, .retry = 20ms});
  worker->Do(AskCity{domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'001)});
  worker->Do(AskCity{domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), 690'002)});
  listener_.Next<CityAsked>(*worker);
  const auto latest = listener_.Next<CityAsked>(*worker);
  desk_.clock.Advance(domain::kInquiryLives);
  const auto answered = listener_.Next<CityAnswered>(*worker);
  EXPECT_EQ(answered.inquiry, *latest.inquiry);
  EXPECT_EQ(answered.answer, domain::CityAnswer{domain::CityTooLate{}});
  EXPECT_THAT(worker->Take(), ::testing::IsEmpty());
}

TEST_F(WorkerAtADesk, NoticesWhatAnotherProcessWrote) {
  const auto worker = Start();
  listener_.Next<StoreState>(*worker);
  store::Store other = desk_.OpenStore();
  ASSERT_TRUE(other.RegisterOrder(support::LeakingPipe()));
  listener_.Next<ChangedElsewhere>(*worker);
}

TEST_F(WorkerAtADesk, DoesNotTakeItsOwnWritesForAnothers) {
  const auto worker = Start();
  worker->Do(RegisterOrder{support::LeakingPipe()});
  listener_.Next<OrderRegistered>(*worker);
  std::this_thread::sleep_for(100ms);
  EXPECT_THAT(worker->Take(), ::testing::IsEmpty());
}

TEST_F(WorkerAtADesk, AnswersInTheOrderOfTheQuestions) {
  const auto worker = Start();
  worker->Do(CountRecords{});
  worker->Do(RegisterOrder{support::LeakingPipe()});
  worker->Do(CountRecords{});
  std::vector<Report> answers;
  while (answers.size() < 3) {
    for (Report& report : worker->Take()) {
      if (IsAnswer(report)) answers.push_back(std::move(report));
    }
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(std::get<RecordsCounted>(answers[0]).counts->orders, 0);
  EXPECT_TRUE(std::get<OrderRegistered>(answers[1]).order);
  EXPECT_EQ(std::get<RecordsCounted>(answers[2]).counts->orders, 1);
}

// Settings of the city on their way into use, with kiosks that are killed.
class WorkerWithAnOffer : public WorkerAtADesk {
 protected:
  WorkerWithAnOffer() {
    file_ = std::make_unique<store::Database>(desk_.OpenDatabase());
    SettingsCome("[session]\nidle_seconds = 90\n", 1);
    store::Publications kept(*file_, desk_.clock);
    const std::vector places{support::Must(kept.Newest())};
    support::Must(kept.BeginTrial(places));
    support::Must(kept.Succeeded(places));
    SettingsCome("[session]\nidle_seconds = 60\n", 2);
  }
  void SettingsCome(const std::string& toml, std::int64_t version) {
    auto document = support::ADocument(domain::PublicationKind::Settings, toml, "demo-city", version);
    document.signature = base::Sign(operator_, domain::SignedText(document));
    support::Receive(*file_, document, desk_.clock.Now());
  }
  std::unique_ptr<Worker> StartReading() {
    return std::make_unique<Worker>([this] { return desk_.TryStore(); }, [this] { listener_.Wake(); },
                                    Worker::Pace{.look = 20ms, .retry = 20ms},
                                    [this](store::Store& store) { return ReadCityOffer(store, rules_); });
  }
  std::shared_ptr<const CityOffer> Takes(Worker& worker) {
    auto offer = listener_.Next<CityOffered>(worker).offer;
    worker.Do(TakeOffer{offer, {}});
    EXPECT_TRUE(listener_.Next<OfferTaken>(worker).taken);
    return offer;
  }
  // A kiosk of its own process, killed in the middle of its trial.
  void IsKilledOnTrial() {
    file_.reset();  // SQLite's connections must not be carried into a child
    const pid_t child = fork();
    if (child == 0) {
      const auto worker = StartReading();
      Takes(*worker);
      kill(getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "it ended by itself";
    file_ = std::make_unique<store::Database>(desk_.OpenDatabase());
  }
  std::chrono::seconds IdleOf(const CityOffer& offer) { return offer.kiosk->session.idle; }

  base::SecretKey operator_ = base::SecretKey::New(desk_.random);
  OfferRules rules_{ShippedSettings(), base::VerifyKeyOf(operator_)};
  std::unique_ptr<store::Database> file_;
};

TEST_F(WorkerWithAnOffer, KilledTwiceOnTrialItGoesBackToTheLastGoodSettings) {
  for (int trial = 0; trial < domain::kMostTrials; ++trial) IsKilledOnTrial();
  const auto worker = StartReading();
  const auto offer = listener_.Next<CityOffered>(*worker).offer;
  EXPECT_EQ(IdleOf(*offer), 90s);
  EXPECT_THAT(offer->untried, ::testing::IsEmpty());
  const auto lines = LinesOf(*offer);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].reason, screens::DeviceReason::NotTaken);
  EXPECT_EQ(lines[0].count, 2);
}

TEST_F(WorkerWithAnOffer, KilledOnceItTriesThemAgainAndTheyComeIntoForce) {
  IsKilledOnTrial();
  {
    const auto worker = StartReading();
    const auto offer = Takes(*worker);
    EXPECT_EQ(IdleOf(*offer), 60s);
    worker->Do(EndTrial{offer});
    EXPECT_TRUE(listener_.Next<TrialEnded>(*worker).ended);
  }
  const auto worker = StartReading();
  const auto offer = listener_.Next<CityOffered>(*worker).offer;
  EXPECT_EQ(IdleOf(*offer), 60s);
  EXPECT_THAT(offer->untried, ::testing::IsEmpty());
}

TEST_F(WorkerWithAnOffer, EndedInGoodOrderItHasNothingAgainstThem) {
  for (int i = 0; i < domain::kMostTrials + 1; ++i) {
    const auto worker = StartReading();
    EXPECT_EQ(IdleOf(*Takes(*worker)), 60s);
  }
}

TEST_F(WorkerWithAnOffer, ItSaysWhenAnotherOneComes) {
  const auto worker = StartReading();
  EXPECT_EQ(IdleOf(*listener_.Next<CityOffered>(*worker).offer), 60s);
  SettingsCome("[session]\nidle_seconds = 120\n", 3);
  EXPECT_EQ(IdleOf(*listener_.Next<CityOffered>(*worker).offer), 120s);
}

}  // namespace
}  // namespace bianmin::app
