// Every operation on the disk, in every use case, fails once and for good. Whatever happens: a record is whole or
// absent, one that was promised is there, the file and the journal are sound, and the kiosk goes on when the disk does.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <functional>

#include "kiosk/domain/limits.h"
#include "kiosk/store/casework.h"
#include "kiosk/store/inbox.h"
#include "kiosk/store/inquiries.h"
#include "kiosk/store/journal.h"
#include "tests/support/casework_acts.h"
#include "kiosk/store/search.h"
#include "kiosk/store/sql.h"
#include "kiosk/store/work_queue.h"
#include "tests/support/fault_vfs.h"
#include "tests/support/kiosk_desk.h"

namespace bianmin::store {
namespace {

using support::DiskFault;
using support::FaultyDisk;
using support::HowItFails;
using support::KioskDesk;
using support::LeakingPipe;
using support::Must;

constexpr int kMostOperations = 5000;
domain::RecordNumber Foreign(std::int64_t serial) {
  return domain::RecordNumber::Of(*domain::KioskCode::Parse("XH"), serial);
}

domain::CityRecord WhatTheCityKnows(const domain::RecordNumber& number) {
  return {.number = number,
          .taken_at = support::kMondayMorning,
          .due = std::nullopt,
          .as_of = support::kMondayMorning,
          .what = domain::CityOrder{.service_code = "home.plumbing",
                                    .urgency = domain::Urgency::Ordinary,
                                    .state = domain::OrderState::Accepted,
                                    .history = {{domain::OrderState::Registered, support::kMondayMorning},
                                                {domain::OrderState::Accepted, support::kMondayMorning}}}};
}

domain::ChangesPage StatusPage(const std::string& id, const domain::RecordNumber& number,
                               std::initializer_list<domain::OrderState> states) {
  domain::ChangesPage page{.changes = {}, .next = id, .more = false};
  for (const domain::OrderState state : states) {
    page.changes.push_back(
        {.id = id + std::string(domain::WireName(state)),
         .type = "cn.bianmin.order.status.v1",
         .what = domain::OrderStatusChange{.number = number, .state = state, .note = "", .at = support::kMondayMorning},
         .raw = "{}"});
  }
  return page;
}

// A kiosk with a little history, that can be set back to where it was.
class Scene {
 public:
  Scene() {
    Store store = Open();
    open_order = Must(store.RegisterOrder(LeakingPipe())).number;
    finished_order = Must(store.RegisterOrder(LeakingPipe())).number;
    Must(store.FileComplaint(support::BrokenLift()));
    domain::Need urgent = LeakingPipe();
    urgent.urgency = domain::Urgency::Urgent;
    Must(store.RegisterOrder(urgent));
    Must(store.KeepDraft(draft, "an interrupted form"));
    Must(Inbox{store.database()}.ApplyChanges("changes",
                                              StatusPage("before", *finished_order,
                                                         {domain::OrderState::Dispatched, domain::OrderState::InService,
                                                          domain::OrderState::AwaitingAcceptance}),
                                              desk.clock.Now()));
    Must(Outbox{store.database()}.RecordAnswers(
        std::vector<Answer>{{.sequence = 1, .is = Delivered{}}, {.sequence = 2, .is = Refused{"malformed"}}},
        support::kMondayMorning));
    inquiry = Must(store.AskCity(Foreign(1)));  // of another kiosk
    store.database().connection().sqlite.exec(  // as of a database that had no index
        "INSERT INTO search_index (search_index) VALUES ('delete-all'); UPDATE search_backlog SET still_to_index = "
        "9999999");
    for (const char* suffix : {"", "-wal"}) Copy(desk.file().string() + suffix, "crashed.db" + std::string(suffix));
  }

  // As after a clean end.
  void SetBack() {
    SetBackToCrash();
    { Store store = Open(); }
  }
  // As after a power cut: the log still has to be read.
  void SetBackToCrash() {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(desk.file().string() + suffix);
    for (const char* suffix : {"", "-wal"})
      Copy(desk.folder() / ("crashed.db" + std::string(suffix)), "kiosk.db" + std::string(suffix));
  }

  base::Result<Store> TryOpen() { return desk.TryStore(support::DiskShim()); }
  Store Open() { return Must(TryOpen()); }

  // How many rows each table has and in which states: equal before and after exactly when nothing happened.
  std::string Shape() const {
    SQLite::Database database(desk.file().string(), SQLite::OPEN_READONLY);
    SQLite::Statement tables(database,
                             "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name");
    std::string shape;
    while (tables.executeStep()) {
      const std::string name = tables.getColumn(0).getString();
      shape += name + " " + database.execAndGet("SELECT count(*) FROM " + name).getString() + "\n";
    }
    const auto row = [&](const char* sql) { shape += database.execAndGet(sql).getString() + "\n"; };
    row("SELECT group_concat(state) FROM (SELECT state FROM orders ORDER BY serial)");
    row("SELECT group_concat(state) FROM (SELECT state FROM outbox ORDER BY sequence)");
    row("SELECT last_serial || ' ' || last_sequence FROM numbering");
    row("SELECT ifnull(last_success, '') || ifnull(last_failure, '') || last_error FROM centre_contact");
    row("SELECT group_concat(name || cursor) FROM feed");
    row("SELECT group_concat(number || ifnull(answer, ' is open')) FROM inquiry");
    row("SELECT group_concat(state || is_open || ifnull(acknowledged_by, '')) FROM (SELECT state, is_open, "
        "acknowledged_by FROM work_item ORDER BY serial)");
    row("SELECT count(*) || ' ' || sum(items) FROM work_count");
    row("SELECT still_to_index IS NULL FROM search_backlog");
    return shape;
  }

  KioskDesk desk;
  std::optional<domain::RecordNumber> open_order;
  std::optional<domain::RecordNumber> finished_order;
  domain::InquiryId inquiry;
  domain::DraftCode draft = *domain::DraftCode::Parse("482913");
  domain::DraftCode no_draft = *domain::DraftCode::Parse("482914");

 private:
  void Copy(const std::filesystem::path& from, const std::string& to) const {
    std::filesystem::copy_file(from, desk.folder() / to, std::filesystem::copy_options::overwrite_existing);
  }
};

struct UseCase {
  std::string name;
  std::function<bool(Scene&, Store&)> act;  // whether it succeeded
};
void PrintTo(const UseCase& use_case, std::ostream* out) { *out << use_case.name; }

class EveryFault : public testing::TestWithParam<UseCase> {
 protected:
  bool Act(Store& store) { return GetParam().act(scene_, store); }

  void ExpectSound(const DiskFault& fault) {
    Store store = scene_.Open();
    const auto integrity = store.database().CheckIntegrity();
    EXPECT_TRUE(integrity) << integrity.error().message << " after " << fault.after;
    const ChainReport chain = Must(Journal{store.database()}.Verify());
    EXPECT_FALSE(chain.first_broken) << chain.what << " after " << fault.after;
  }

  // One run with one fault; returns whether the disk failed at all.
  bool Meets(const DiskFault& fault) {
    scene_.SetBack();
    bool was_promised = false;
    bool has_failed = false;
    {
      std::optional<Store> store = scene_.Open();
      {
        FaultyDisk disk{fault};
        was_promised = Act(*store);
        has_failed = disk.failures() > 0;
        if (fault.for_good) store.reset();  // the process ends while the disk still fails
      }
      // The disk recovered: what was refused is done by the same process, once.
      if (!fault.for_good && !was_promised) was_promised = Act(*store);
      EXPECT_TRUE(was_promised || fault.for_good) << "the store does not recover after " << fault.after;
    }
    const std::string shape = (scene_.Open(), scene_.Shape());
    if (was_promised) {
      EXPECT_EQ(shape, after_) << "a promised record is missing or doubled after " << fault.after;
    } else {
      EXPECT_TRUE(shape == before_ || shape == after_) << "half a record after " << fault.after << ":\n" << shape;
    }
    ExpectSound(fault);
    return has_failed;
  }

  void EachOperationFails(bool for_good, HowItFails how) {
    int after = 0;
    while (Meets({.after = after, .for_good = for_good, .how = how})) {
      ++after;
      ASSERT_LT(after, kMostOperations);
      if (HasFailure()) return;
    }
    RecordProperty("faults", after);
    EXPECT_GT(after, 0) << "the disk was not even asked";
  }

  void SetUp() override {
    scene_.SetBack();
    before_ = scene_.Shape();
    {
      Store store = scene_.Open();
      ASSERT_TRUE(Act(store));
    }
    after_ = scene_.Shape();
    ASSERT_NE(before_, after_);
  }

  Scene scene_;
  std::string before_;
  std::string after_;
};

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

// What staff do.
std::vector<UseCase> AtTheStaffsSide() {
  const domain::SignedIn supervisor{domain::StaffNumber::Parse("3003").value(), domain::Role::Supervisor};
  std::vector<UseCase> all;
  for (const domain::OrderAct act : {domain::OrderAct::Accept, domain::OrderAct::Reclassify, domain::OrderAct::Assign,
                                     domain::OrderAct::SetPriority, domain::OrderAct::Dispatch}) {
    all.push_back({"Staff_" + std::string(domain::WireName(act)), [=](Scene& scene, Store& store) {
                     return Casework{store}.Perform(supervisor, *scene.open_order, support::AnActOf(act)).ok();
                   }});
  }
  all.push_back({"TakingASignature", [=](Scene& scene, Store& store) {
                   const auto act = support::AnActOf(domain::OrderAct::ConfirmCompletion);
                   return Casework{store}.Perform(supervisor, *scene.finished_order, act).ok();
                 }});
  all.push_back({"ShowingAContact", [=](Scene& scene, Store& store) {
                   return Casework{store}.RevealContact(supervisor, *scene.open_order).ok();
                 }});
  all.push_back({"RegisteringOnBehalf", [=](Scene&, Store& store) {
                   return Casework{store}.RegisterOnBehalf(supervisor, LeakingPipe(), {.has_consent = true}).ok();
                 }});
  return all;
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

std::vector<UseCase> InTheQueue() {
  return {
      {"AcknowledgingUrgentNeeds",
       [](Scene&, Store& store) {
         return WorkQueue{store}.AcknowledgeUrgent(domain::StaffNumber::Parse("1001").value()).ok();
       }},
      {"IndexingOlderRecords", [](Scene&, Store& store) { return IndexOlderRecords(store).ok(); }},
  };
}

std::vector<UseCase> UseCases() {
  std::vector<UseCase> all = AtTheScreen();
  for (UseCase& each : AtTheStaffsSide()) all.push_back(std::move(each));
  for (UseCase& each : InTheQueue()) all.push_back(std::move(each));
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
