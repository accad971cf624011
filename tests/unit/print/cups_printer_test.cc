// The queue is a real one, of a real CUPS; only the printer behind it is made of files.
#include "kiosk/print/cups_printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <future>
#include <thread>

#include "kiosk/print/print_desk.h"
#include "tests/support/x_paper.h"
#include "tests/support/x_print_server.h"

namespace bianmin::print {
namespace {

using base::Milliseconds;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const Page kPage{.pdf = "%PDF-1.5 a receipt", .width_mm = 80, .length_mm = 120.2};

// Waits, at most ten seconds, for other processes and threads.
template <class Holds>
bool Comes(const Holds& holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(Milliseconds{10});
  }
  return false;
}

class AtAQueue : public ::testing::Test {
 protected:
  AtAQueue() { setenv("CUPS_SERVER", server_.socket().c_str(), 1); }
  ~AtAQueue() override { unsetenv("CUPS_SERVER"); }

  PrinterTrouble Trouble() const { return printer_->State().trouble; }
  bool Ends(int job, JobState state) const {
    return Comes([&] { return printer_->Look(job) == state; });
  }
  std::unique_ptr<PrintDesk> Desk() const {
    return std::make_unique<PrintDesk>(
        MakeCupsPrinter(support::PrintServer::kQueue), PaperWidth::Mm80, [] {},
        PrintDesk::Pace{Milliseconds{20}, Milliseconds{8000}, Milliseconds{50}, Milliseconds{500}});
  }
  static bool Ends(const PrintDesk& desk, std::uint64_t ticket, PrintOutcome outcome) {
    return Comes([&] { return desk.state().ticket == ticket && desk.state().outcome == outcome; });
  }
  static Receipt Any() { return {.title = "回执", .number = "JA 0690 0013", .qr = "BM1JA06900013ABCDEFGH01234567"}; }

  support::PrintServer server_;
  std::unique_ptr<Printer> printer_ = MakeCupsPrinter(support::PrintServer::kQueue);
};

TEST_F(AtAQueue, APageComesOutAsItIsOnPaperOfItsOwnSize) {
  EXPECT_EQ(Trouble(), PrinterTrouble::None);
  const auto job = printer_->Start(kPage, "bianmin");
  ASSERT_TRUE(job) << job.error().message;
  ASSERT_TRUE(Ends(*job, JobState::Done));
  EXPECT_THAT(server_.Printed(), ElementsAre(kPage.pdf));
  EXPECT_THAT(server_.Options(), HasSubstr("media=Custom.80x121mm"));
  EXPECT_THAT(server_.Options(), HasSubstr("print-scaling=none"));
}

TEST_F(AtAQueue, AReceiptIsReadBackFromWhatThePrinterGot) {
  const std::array<std::pair<PaperWidth, const char*>, 2> rolls{
      {{PaperWidth::Mm80, "Page size:       226.77"}, {PaperWidth::Mm58, "Page size:       164.4"}}};
  for (const auto& [roll, size] : rolls) {
    const auto page = RenderReceipt(Any(), roll);
    ASSERT_TRUE(page);
    const auto job = printer_->Start(*page, "bianmin");
    ASSERT_TRUE(job) << job.error().message;
    ASSERT_TRUE(Ends(*job, JobState::Done));
    const support::Paper paper(server_.Printed().back());
    EXPECT_THAT(paper.Text(), AllOf(HasSubstr("回执"), HasSubstr("JA 0690 0013")));
    EXPECT_THAT(paper.Facts(), HasSubstr(size));
    EXPECT_EQ(paper.Code(), Any().qr + "\n");
  }
}

TEST_F(AtAQueue, AReportOfTwoSheetsIsReadBackFromA4) {
  Report report{.institution = "静安街道便民服务中心", .title = "交接班记录", .number = "第 12 班"};
  for (int i = 0; i < 80; ++i) report.sections.push_back({.heading = "遗留", .paragraphs = {"JA 0690 0013 水电维修"}});
  const auto desk = Desk();
  ASSERT_TRUE(Ends(*desk, desk->Print(report), PrintOutcome::Printed));
  EXPECT_THAT(server_.Options(), HasSubstr("media=iso_a4_210x297mm"));
  ASSERT_THAT(server_.Printed(), SizeIs(1));
  const support::Paper paper(server_.Printed().back());
  EXPECT_THAT(paper.Text(), AllOf(HasSubstr("交接班记录"), HasSubstr("JA 0690 0013")));
  EXPECT_THAT(paper.Facts(), AllOf(HasSubstr("595.276 x 841.89"), Not(HasSubstr("Pages:           1\n"))));
  EXPECT_FALSE(server_.HasSpooled());

  server_.GetsIntoTrouble("media-empty-error");
  ASSERT_TRUE(Ends(*desk, desk->Print(report), PrintOutcome::Failed));
  EXPECT_EQ(desk->state().last_failure.trouble, PrinterTrouble::PaperOut);
}

TEST_F(AtAQueue, WhatStaffDoToTheQueueIsSeen) {
  EXPECT_EQ(MakeCupsPrinter("elsewhere")->State().trouble, PrinterTrouble::NotFound);
  server_.Run("cupsdisable");
  EXPECT_EQ(Trouble(), PrinterTrouble::Stopped);
  server_.Run("cupsenable");
  EXPECT_EQ(Trouble(), PrinterTrouble::None);
  server_.Run("cupsreject");
  EXPECT_EQ(Trouble(), PrinterTrouble::Stopped);
  EXPECT_FALSE(printer_->Start(kPage, "bianmin"));
  server_.Run("cupsaccept");
  EXPECT_EQ(Trouble(), PrinterTrouble::None);
  server_.Kill();
  EXPECT_EQ(Trouble(), PrinterTrouble::ServerDown);
}

TEST_F(AtAQueue, WhatAPausedQueueKeepsIsSeenAndTakenBack) {
  server_.Run("cupsdisable");
  const auto job = printer_->Start(kPage, "bianmin");
  ASSERT_TRUE(job) << job.error().message;
  EXPECT_EQ(printer_->Look(*job), JobState::Underway);
  server_.Hold(*job);
  EXPECT_EQ(printer_->Look(*job), JobState::Held);
  EXPECT_TRUE(server_.HasSpooled());
  EXPECT_TRUE(printer_->Cancel(*job));
  EXPECT_FALSE(server_.HasSpooled()) << "its text is still on the disk";
  EXPECT_TRUE(printer_->Cancel(*job)) << "what is gone is gone";
  EXPECT_EQ(printer_->Look(4711), JobState::Failed) << "nobody knows of such a job, and the printer is not well";
  server_.Run("cupsenable");
  EXPECT_EQ(printer_->Look(4711), JobState::Done) << "a server without a history forgets what it has printed";
}

TEST_F(AtAQueue, WithoutPaperAReceiptIsTakenBackAndPrintingGoesOnWithTheNextRoll) {
  const auto desk = Desk();
  server_.GetsIntoTrouble("media-empty-error");
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Failed));
  EXPECT_EQ(desk->state().last_failure.trouble, PrinterTrouble::PaperOut);
  EXPECT_FALSE(server_.HasSpooled());
  server_.IsMended();
  EXPECT_TRUE(Comes([&] { return printer_->State().is_old; })) << "CUPS says by itself that the paper is back";
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Printed));
  EXPECT_THAT(server_.Printed(), SizeIs(1)) << "the first receipt came out in front of somebody else";
  EXPECT_TRUE(Comes([&] { return desk->state().last_failure == PrinterState{}; }));
}

TEST_F(AtAQueue, APrinterSwitchedOffOrOpenedIsToldAsThat) {
  const auto desk = Desk();
  const std::array<std::pair<const char*, PrinterTrouble>, 3> troubles{{{"offline-report", PrinterTrouble::Offline},
                                                                        {"cover-open-error", PrinterTrouble::CoverOpen},
                                                                        {"media-jam-error", PrinterTrouble::Jammed}}};
  for (const auto& [reason, trouble] : troubles) {
    server_.GetsIntoTrouble(reason);
    ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Failed)) << reason;
    EXPECT_EQ(desk->state().last_failure.trouble, trouble) << reason;
    server_.IsMended();
    ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Printed)) << reason;
  }
}

TEST_F(AtAQueue, AQueueThatIsRemovedWhilePrintingHasNotPrinted) {
  const auto desk = Desk();
  server_.GetsIntoTrouble("media-empty-error");
  const auto ticket = desk->Print(Any());
  ASSERT_TRUE(Comes([&] { return server_.HasSpooled(); }));
  server_.RemoveQueue();
  ASSERT_TRUE(Ends(*desk, ticket, PrintOutcome::Failed));
  EXPECT_TRUE(Comes([&] { return desk->state().printer.trouble == PrinterTrouble::NotFound; }));
  EXPECT_THAT(server_.Printed(), IsEmpty());
}

TEST_F(AtAQueue, APrintServerThatFallsWhilePrintingPrintsNothingOfItLater) {
  const auto desk = Desk();
  server_.GetsIntoTrouble("media-empty-error");
  const auto ticket = desk->Print(Any());
  ASSERT_TRUE(Comes([&] { return server_.HasSpooled(); }));
  server_.Kill();
  ASSERT_TRUE(Ends(*desk, ticket, PrintOutcome::Failed));
  server_.Start();
  ASSERT_TRUE(Comes([&] { return desk->state().printer.trouble == PrinterTrouble::None && !server_.HasSpooled(); }));
  server_.IsMended();
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Printed));
  EXPECT_THAT(server_.Printed(), SizeIs(1));
}

TEST_F(AtAQueue, OfAReceiptThatCameOutThePrintServerKeepsNothing) {
  const auto desk = Desk();
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Printed));
  EXPECT_THAT(server_.Printed(), SizeIs(1));
  EXPECT_FALSE(server_.HasSpooled());
}

TEST_F(AtAQueue, WhatAnEarlierRunLeftIsTakenBackAtTheStart) {
  server_.Run("cupsdisable");
  ASSERT_TRUE(printer_->Start(kPage, "bianmin"));
  const auto desk = Desk();
  ASSERT_TRUE(Comes([&] { return !server_.HasSpooled(); }));
  server_.Run("cupsenable");
  ASSERT_TRUE(Comes([&] { return desk->state().printer.trouble == PrinterTrouble::None; }));
  EXPECT_THAT(server_.Printed(), IsEmpty());
}

// A print server that takes connections and never says a word.
class Mute {
 public:
  Mute() {
    sockaddr_un address{.sun_family = AF_UNIX};
    std::strncpy(address.sun_path, path().c_str(), sizeof address.sun_path - 1);
    const bool is_there = bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    EXPECT_TRUE(is_there && listen(socket_, 8) == 0);
    setenv("CUPS_SERVER", path().c_str(), 1);
  }
  ~Mute() {
    close(socket_);
    unsetenv("CUPS_SERVER");
  }
  Mute(const Mute&) = delete;
  Mute& operator=(const Mute&) = delete;

 private:
  std::string path() const { return (folder_ / "socket").string(); }

  support::TemporaryFolder folder_;
  int socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
};

TEST(AMutePrintServer, HoldsNobodyUpForLong) {
  const Mute mute;
  constexpr CupsPatience kPatience{Milliseconds{200}, Milliseconds{200}};
  constexpr double kLimit = 4;  // s; libcups rounds up
  const auto within = [&](auto act) {
    return std::async(std::launch::async, [=] {
      const auto printer = MakeCupsPrinter("counter", kPatience);
      const Milliseconds begin = base::SystemClock().Steady();
      act(*printer);
      EXPECT_LT(std::chrono::duration<double>(base::SystemClock().Steady() - begin).count(), kLimit);
    });
  };
  const std::array all{within([](Printer& printer) { EXPECT_EQ(printer.State().trouble, PrinterTrouble::ServerDown); }),
                       within([](Printer& printer) { EXPECT_FALSE(printer.Start(kPage, "bianmin")); }),
                       within([](Printer& printer) { EXPECT_EQ(printer.Look(1), JobState::Underway); }),
                       within([](Printer& printer) { EXPECT_FALSE(printer.Cancel(1)); }),
                       within([](Printer& printer) { EXPECT_FALSE(printer.CancelAll()); })};
  for (const auto& each : all) each.wait();
}

}  // namespace
}  // namespace bianmin::print
