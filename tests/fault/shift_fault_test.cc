// Shifts, documents and residents' rights, when the disk fails.
#include "kiosk/store/backup.h"
#include "kiosk/store/documents.h"
#include "kiosk/store/rights.h"
#include "tests/fault/every_fault.h"

namespace bianmin::store {
namespace {

std::vector<UseCase> UseCases() {
  return {
      {"ClosingAShift",
       [](Scene& scene, Store& store) {
         return Shifts{store}
             .Close({.shift = scene.shift,
                     .left_by = scene.clerk,
                     .successor = scene.supervisor,
                     .left_because = "等配件",
                     .notes = "一切正常"})
             .ok();
       }},
      {"ShowingWhatIsHeld",
       [](Scene& scene, Store& store) { return Rights{store}.Show(*scene.open_order, scene.clerk).ok(); }},
      {"CorrectingAContact",
       [](Scene& scene, Store& store) {
         return Rights{store}.CorrectContact(*scene.open_order, support::SomebodyElse(), scene.clerk).ok();
       }},
      {"ErasingAtAWish",
       [](Scene& scene, Store& store) { return Rights{store}.ErasePersonal(*scene.ended_order, scene.clerk).ok(); }},
      {"ArchivingADocument",
       [](Scene& scene, Store& store) {
         return Documents{store}.Archive({.record = scene.open_order->text(), .pdf = "%PDF"}, scene.clerk).ok();
       }},
      {"RememberingABackup",
       [](Scene&, Store& store) {
         const base::Error why{base::ErrorCode::NotFound, "no folder"};
         return RecordBackup(store.database(), why, support::kMondayMorning).ok();
       }},
  };
}

INSTANTIATE_TEST_SUITE_P(OfShifts, EveryFault, testing::ValuesIn(UseCases()),
                         [](const auto& each) { return each.param.name; });

// Erased when its time is over: nobody promised a moment, so it is enough that it is whole and comes about.
TEST(PersonalFields, AreErasedWholeOrLater) {
  Scene scene;
  bool has_failed = true;
  for (int after = 0; has_failed; ++after) {
    ASSERT_LT(after, kMostOperations);
    scene.SetBack();
    Store store = scene.Open();
    std::vector<Answer> answers;
    for (std::int64_t sequence = 1; sequence < 20; ++sequence) answers.push_back({sequence, Delivered{}});
    Must(Outbox{store.database()}.RecordAnswers(answers, support::kMondayMorning));
    scene.desk.clock.SetWallClock(support::kMondayMorning + std::chrono::days{400});
    {
      FaultyDisk disk{{.after = after}};
      const auto erased = Rights{store}.EraseOld(180);
      has_failed = disk.failures() > 0;
    }
    while (Must(Rights{store}.EraseOld(180)) > 0) continue;
    EXPECT_TRUE(domain::IsErased(Must(store.FindOrder(*scene.ended_order)).need.contact)) << "after " << after;
    EXPECT_FALSE(domain::IsErased(Must(store.FindOrder(*scene.open_order)).need.contact)) << "after " << after;
    scene.desk.clock.SetWallClock(support::kMondayMorning);
  }
}

}  // namespace
}  // namespace bianmin::store
