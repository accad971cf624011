#include "kiosk/print/print_desk.h"

#include <gtest/gtest.h>

#include <atomic>

namespace bianmin::print {
namespace {

using base::Milliseconds;

// A printer that does as the test says; shared with the desk's thread.
struct Mood {
  std::atomic<PrinterTrouble> trouble{PrinterTrouble::None};
  std::atomic<JobState> job{JobState::Done};
  std::atomic<bool> refuses{false};
  std::atomic<int> started{0};
  std::atomic<int> cancelled{0};
  std::atomic<int> cleared{0};
  std::atomic<int> examined{0};
  std::atomic<bool> is_old{false};
  std::atomic<bool> keeps_jobs{false};
};

class MoodyPrinter final : public Printer {
 public:
  explicit MoodyPrinter(Mood& mood) : mood_(mood) {}
  PrinterState State() override {
    ++mood_.examined;
    return {.trouble = mood_.trouble,
            .detail = mood_.trouble == PrinterTrouble::None ? "" : "its words",
            .is_old = mood_.is_old};
  }
  base::Result<int> Start(const Page& page, const std::string&) override {
    EXPECT_FALSE(page.pdf.empty());
    if (mood_.refuses) return base::Error{base::ErrorCode::Unavailable, "no"};
    return ++mood_.started;
  }
  JobState Look(int) override { return mood_.job; }
  base::Result<base::Done> Cancel(int) override {
    ++mood_.cancelled;
    if (mood_.keeps_jobs) return base::Error{base::ErrorCode::Unavailable, "no answer"};
    return base::Done{};
  }
  base::Result<base::Done> CancelAll() override {
    ++mood_.cleared;
    if (mood_.keeps_jobs) return base::Error{base::ErrorCode::Unavailable, "no answer"};
    return base::Done{};
  }

 private:
  Mood& mood_;
};

class AtTheDesk : public ::testing::Test {
 protected:
  AtTheDesk() {
    desk_ = std::make_unique<PrintDesk>(
        std::make_unique<MoodyPrinter>(mood_), PaperWidth::Mm80, [] {},
        PrintDesk::Pace{Milliseconds{2}, Milliseconds{60}, Milliseconds{5}});
  }
  static Receipt Any() { return {.title = "回执", .number = "JA 0690 0013"}; }
  // Waits, at most ten seconds, for the desk's own thread.
  template <class Holds>
  bool Comes(const Holds& holds) {
    for (int i = 0; i < 2000; ++i) {
      if (holds(desk_->state())) return true;
      std::this_thread::sleep_for(Milliseconds{5});
    }
    return false;
  }
  bool Ends(std::uint64_t ticket, PrintOutcome outcome) {
    return Comes([&](const DeskState& state) { return state.ticket == ticket && state.outcome == outcome; });
  }

  Mood mood_;
  std::unique_ptr<PrintDesk> desk_;
};

TEST_F(AtTheDesk, AReceiptIsPrintedAndItsOutcomeToldByTicket) {
  const auto first = desk_->Print(Any());
  EXPECT_TRUE(Ends(first, PrintOutcome::Printed));
  const auto second = desk_->Print(Any());
  EXPECT_NE(first, second);
  EXPECT_TRUE(Ends(second, PrintOutcome::Printed));
  EXPECT_EQ(mood_.started, 2);
}

TEST_F(AtTheDesk, APrinterWithoutPaperIsSentNothing) {
  mood_.trouble = PrinterTrouble::PaperOut;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
  EXPECT_EQ(mood_.started, 0);
  EXPECT_EQ(desk_->state().printer.trouble, PrinterTrouble::PaperOut);
}

TEST_F(AtTheDesk, WhatDoesNotComeOutInTimeIsTakenBack) {
  mood_.job = JobState::Underway;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
  EXPECT_EQ(mood_.cancelled, 1);
}

TEST_F(AtTheDesk, AJobThatThePrinterGivesUpHasFailed) {
  mood_.job = JobState::Failed;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
  mood_.refuses = true;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
}

TEST_F(AtTheDesk, ThePrinterIsLookedAtWhileNobodyPrints) {
  EXPECT_TRUE(Comes([](const DeskState& state) { return state.printer.trouble == PrinterTrouble::None; }));
  mood_.trouble = PrinterTrouble::CoverOpen;
  EXPECT_TRUE(Comes([](const DeskState& state) { return state.printer.trouble == PrinterTrouble::CoverOpen; }));
}

TEST_F(AtTheDesk, WhatStillWaitsAtTheEndOfASessionNeverComesOut) {
  PrintDesk patient(
      std::make_unique<MoodyPrinter>(mood_), PaperWidth::Mm80, [] {},
      PrintDesk::Pace{Milliseconds{2}, Milliseconds{300}, Milliseconds{60'000}});
  mood_.job = JobState::Underway;
  for (std::size_t i = 0; i < kMostWaitingReceipts; ++i) patient.Print(Any());
  for (int i = 0; i < 2000 && mood_.started == 0; ++i) std::this_thread::sleep_for(Milliseconds{5});
  patient.Forget();
  for (int i = 0; i < 2000 && mood_.cancelled == 0; ++i) std::this_thread::sleep_for(Milliseconds{5});
  EXPECT_EQ(mood_.cancelled, 1);
  std::this_thread::sleep_for(Milliseconds{30});
  EXPECT_EQ(mood_.started, 1) << "the others were not forgotten";
}

TEST_F(AtTheDesk, OldTroubleIsToldToStaffAndTheNextReceiptFindsOut) {
  mood_.is_old = true;
  mood_.trouble = PrinterTrouble::PaperOut;
  EXPECT_TRUE(Comes([](const DeskState& state) { return state.last_failure.trouble == PrinterTrouble::PaperOut; }));
  EXPECT_EQ(desk_->state().printer.trouble, PrinterTrouble::None);
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Printed));
  EXPECT_TRUE(Comes([](const DeskState& state) { return state.last_failure == PrinterState{}; }))
      << "a printer that has printed has no trouble, whatever its queue repeats";
}

TEST_F(AtTheDesk, WhyAReceiptDidNotComeOutStandsUntilOneDoes) {
  mood_.job = JobState::Failed;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
  EXPECT_EQ(desk_->state().last_failure.trouble, PrinterTrouble::Stopped);
  const int then = mood_.examined;
  EXPECT_TRUE(Comes([&](const DeskState&) { return mood_.examined > then + 2; }));
  EXPECT_EQ(desk_->state().last_failure.trouble, PrinterTrouble::Stopped);
  mood_.job = JobState::Done;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Printed));
  EXPECT_EQ(desk_->state().last_failure, PrinterState{});
}

TEST_F(AtTheDesk, NewTroubleDuringAJobEndsItSoonerThanPatience) {
  PrintDesk patient(
      std::make_unique<MoodyPrinter>(mood_), PaperWidth::Mm80, [] {},
      PrintDesk::Pace{Milliseconds{2}, Milliseconds{600'000}, Milliseconds{600'000}, Milliseconds{20}});
  mood_.job = JobState::Underway;
  const auto ticket = patient.Print(Any());
  EXPECT_TRUE(Comes([&](const DeskState&) { return mood_.started == 1; }));
  mood_.trouble = PrinterTrouble::Jammed;
  EXPECT_TRUE(Comes([&](const DeskState&) { return patient.state().outcome == PrintOutcome::Failed; }));
  EXPECT_EQ(patient.state().ticket, ticket);
  EXPECT_EQ(patient.state().last_failure.trouble, PrinterTrouble::Jammed);
  EXPECT_EQ(mood_.cancelled, 1);
}

TEST_F(AtTheDesk, NothingIsSentWhileAnEarlierReceiptCouldStillComeOut) {
  EXPECT_TRUE(Comes([&](const DeskState&) { return mood_.cleared == 1; }));
  mood_.job = JobState::Underway;
  mood_.keeps_jobs = true;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
  mood_.job = JobState::Done;
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Failed));
  EXPECT_EQ(mood_.started, 1);
  mood_.keeps_jobs = false;
  const int then = mood_.cleared;
  EXPECT_TRUE(Comes([&](const DeskState&) { return mood_.cleared > then; }));
  EXPECT_TRUE(Ends(desk_->Print(Any()), PrintOutcome::Printed));
}

TEST_F(AtTheDesk, MoreThanItsLimitIsRefusedAtOnce) {
  PrintDesk slow(
      std::make_unique<MoodyPrinter>(mood_), PaperWidth::Mm80, [] {},
      PrintDesk::Pace{Milliseconds{2}, Milliseconds{60'000}, Milliseconds{60'000}});
  mood_.job = JobState::Underway;
  slow.Print(Any());
  for (int i = 0; i < 2000 && mood_.started == 0; ++i) std::this_thread::sleep_for(Milliseconds{5});
  for (std::size_t i = 0; i < kMostWaitingReceipts; ++i) slow.Print(Any());
  const auto refused = slow.Print(Any());
  EXPECT_EQ(slow.state().ticket, refused);
  EXPECT_EQ(slow.state().outcome, PrintOutcome::Failed);
}

}  // namespace
}  // namespace bianmin::print
