// Every operation on the disk, in every use case, fails once and for good. Whatever happens: a record is whole or
// absent, one that was promised is there, the file and the journal are sound, and the kiosk goes on when the disk does.

#include "tests/fault/every_fault.h"

namespace bianmin::store {
namespace {

TEST_P(EveryFault, OnceByAnError) { EachOperationFails(false, HowItFails::Errors); }
TEST_P(EveryFault, ForGoodByAnError) { EachOperationFails(true, HowItFails::Errors); }
TEST_P(EveryFault, OnceByAFullDisk) { EachOperationFails(false, HowItFails::IsFull); }
TEST_P(EveryFault, ForGoodByAFullDisk) { EachOperationFails(true, HowItFails::IsFull); }

// What residents do.
std::vector<UseCase> AtTheScreen() {
  return {
      {"RegisteringAnOrder", [](Scene&, Store& store) { return store.RegisterOrder(LeakingPipe()).ok(); }},
      {"CancellingAnOrder",
       [](Scene& scene, Store& store) { return store.CancelOrder(*scene.open_order, "not_needed").ok(); }},
      {"RemindingOfAnOrder", [](Scene& scene, Store& store) { return store.RemindOrder(*scene.open_order).ok(); }},
      {"AcceptingTheWork",
       [](Scene& scene, Store& store) { return store.ConfirmCompletion(*scene.finished_order).ok(); }},
      {"ReopeningAnOrder", [](Scene& scene, Store& store) { return store.Reopen(*scene.finished_order).ok(); }},
      {"RatingByName",
       [](Scene& scene, Store& store) {
         return store.GiveRating(support::NamedRating(*scene.finished_order, 1)).ok();
       }},
      {"RatingAnonymously",
       [](Scene& scene, Store& store) {
         return store.GiveRating(support::AnonymousRating(*scene.finished_order, 5)).ok();
       }},
      {"FilingAComplaint", [](Scene&, Store& store) { return store.FileComplaint(support::BrokenLift()).ok(); }},
      {"GuessingDigits",
       [](Scene& scene, Store& store) {
         const auto lookup = store.Find(*scene.open_order, "0000");
         return lookup && std::holds_alternative<NoSuchPair>(*lookup);
       }},
      {"KeepingADraft",
       [](Scene& scene, Store& store) {
         const auto kept = store.KeepDraft(scene.no_draft, "another form");
         return kept || kept.error().code == base::ErrorCode::Conflict;  // it was kept, though the disk said no
       }},
      {"GuessingACode",
       [](Scene& scene, Store& store) {
         const auto lookup = store.OpenDraft(scene.no_draft);
         return lookup && std::holds_alternative<NoSuchDraft>(*lookup);
       }},
      {"ForgettingADraft", [](Scene& scene, Store& store) { return store.ForgetDraft(scene.draft).ok(); }},
  };
}

// What the daemon does.
std::vector<UseCase> BehindTheScreen() {
  return {
      {"RecordingAnswers",
       [](Scene&, Store& store) {
         const std::vector<Answer> answers{{.sequence = 3, .is = Delivered{}}};
         return Outbox{store.database()}.RecordAnswers(answers, support::kMondayMorning).ok();
       }},
      {"RevivingADeadEvent", [](Scene&, Store& store) { return Outbox{store.database()}.Revive(2).ok(); }},
      {"Pruning",
       [](Scene&, Store& store) {
         const auto pruned = Outbox{store.database()}.Prune(std::chrono::year{2026} / 12 / 31);
         return pruned.ok();
       }},
      {"RecordingAFailedContact",
       [](Scene&, Store& store) {
         return Outbox{store.database()}.RecordFailure(support::kMondayMorning, "no answer").ok();
       }},
      {"ApplyingAPageOfChanges",
       [](Scene& scene, Store& store) {
         const auto page =
             StatusPage("page-2", *scene.open_order, {domain::OrderState::Accepted, domain::OrderState::Dispatched});
         return Inbox{store.database()}.ApplyChanges("changes", page, support::kMondayMorning).ok();
       }},
      {"AskingTheCity", [](Scene&, Store& store) { return store.AskCity(Foreign(2)).ok(); }},
      {"WritingTheCitysAnswer",
       [](Scene& scene, Store& store) {
         return Inquiries{store.database()}.Answer(scene.inquiry, WhatTheCityKnows(Foreign(1))).ok();
       }},
      {"ErasingAQuestionThatIsTooLate",
       [](Scene&, Store& store) {
         return Inquiries{store.database()}.EraseStale(support::kMondayMorning + domain::kInquiryLives).ok();
       }},
  };
}

std::vector<UseCase> UseCases() {
  std::vector<UseCase> all = AtTheScreen();
  for (UseCase& each : BehindTheScreen()) all.push_back(std::move(each));
  return all;
}

INSTANTIATE_TEST_SUITE_P(Of, EveryFault, testing::ValuesIn(UseCases()),
                         [](const auto& each) { return each.param.name; });

// The answer is read and erased in one act: it is there again, or it is read.
TEST(TheCitysAnswer, IsReadWholeOrStaysToBeReadAgain) {
  Scene scene;
  bool has_failed = true;
  for (int after = 0; has_failed; ++after) {
    ASSERT_LT(after, kMostOperations);
    scene.SetBack();
    Store store = scene.Open();
    ASSERT_TRUE(Must(Inquiries{store.database()}.Answer(scene.inquiry, WhatTheCityKnows(Foreign(1)))));
    std::optional<domain::CityAnswer> read;
    {
      FaultyDisk disk{{.after = after, .for_good = false}};
      if (const auto answer = store.CitysAnswer(scene.inquiry)) read = *answer;
      has_failed = disk.failures() > 0;
    }
    if (!read) read = Must(store.CitysAnswer(scene.inquiry));
    EXPECT_EQ(read, domain::CityAnswer{WhatTheCityKnows(Foreign(1))}) << "after " << after;
    EXPECT_EQ(Must(store.CitysAnswer(scene.inquiry)), domain::CityAnswer{domain::CityTooLate{}});
  }
}

// Opening has no record to promise, but must never spoil the ones that are there, or a file that is just being made.
class OpeningUnderFaults : public testing::TestWithParam<bool> {};

TEST_P(OpeningUnderFaults, ANewFileIsMadeWholeOrMadeLater) {
  const bool for_good = GetParam();
  bool has_failed = true;
  for (int after = 0; has_failed; ++after) {
    ASSERT_LT(after, kMostOperations);
    KioskDesk desk;
    {
      FaultyDisk disk{{.after = after, .for_good = for_good}};
      const auto store = desk.TryStore(support::DiskShim());
      has_failed = disk.failures() > 0;
      EXPECT_TRUE(store || has_failed);
    }
    auto store = desk.TryStore(support::DiskShim());
    ASSERT_TRUE(store) << store.error().message << " after " << after;
    EXPECT_TRUE(store->RegisterOrder(LeakingPipe()).ok());
    EXPECT_TRUE(store->database().CheckIntegrity().ok());
  }
}

TEST_P(OpeningUnderFaults, WhatWasSavedBeforeACrashIsThere) {
  const bool for_good = GetParam();
  Scene scene;
  scene.SetBack();
  const std::string saved = scene.Shape();
  bool has_failed = true;
  for (int after = 0; has_failed; ++after) {
    ASSERT_LT(after, kMostOperations);
    scene.SetBackToCrash();
    {
      FaultyDisk disk{{.after = after, .for_good = for_good}};
      const auto store = scene.TryOpen();
      has_failed = disk.failures() > 0;
      EXPECT_TRUE(store || has_failed);
    }
    auto store = scene.TryOpen();
    ASSERT_TRUE(store) << store.error().message << " after " << after;
    EXPECT_EQ(scene.Shape(), saved) << "after " << after;
    EXPECT_TRUE(store->database().CheckIntegrity().ok());
  }
}

INSTANTIATE_TEST_SUITE_P(Once, OpeningUnderFaults, testing::Values(false));
INSTANTIATE_TEST_SUITE_P(ForGood, OpeningUnderFaults, testing::Values(true));

TEST(AFullDisk, IsSaidToBeFullAndNothingElse) {
  KioskDesk desk;
  Store store = Must(desk.TryStore(support::DiskShim()));
  Must(store.RegisterOrder(LeakingPipe()));
  FaultyDisk disk{{.after = 0, .for_good = true, .how = HowItFails::IsFull}};
  const auto order = store.RegisterOrder(LeakingPipe());
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().code, base::ErrorCode::DiskFull);
  // Reading goes on.
  EXPECT_EQ(Must(store.CountsSoFar()).orders, 1);
}

TEST(ABrokenDisk, IsSaidToBeBroken) {
  KioskDesk desk;
  Store store = Must(desk.TryStore(support::DiskShim()));
  FaultyDisk disk{{.after = 0, .for_good = true}};
  const auto order = store.RegisterOrder(LeakingPipe());
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().code, base::ErrorCode::Unavailable);
  EXPECT_NE(order.error().message.find("disk"), std::string::npos);
}

}  // namespace
}  // namespace bianmin::store
