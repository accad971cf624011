// The queue is a real one, of a real CUPS; only the printer behind it is made of files.
#include "kiosk/print/cups_printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <thread>

#include "kiosk/print/print_desk.h"
#include "tests/support/x_print_server.h"

namespace bianmin::print {
namespace {

using base::Milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
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
  static Receipt Any() { return {.title = "回执", .number = "JA 0690 0013"}; }

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

TEST_F(AtAQueue, AHeldJobIsSeenAndTakenBack) {
  server_.Run("cupsdisable", {"--hold"});
  EXPECT_EQ(Trouble(), PrinterTrouble::Stopped);
  const auto job = printer_->Start(kPage, "bianmin");
  ASSERT_TRUE(job) << job.error().message;
  EXPECT_TRUE(Ends(*job, JobState::Held));
  EXPECT_TRUE(server_.HasSpooled());
  EXPECT_TRUE(printer_->Cancel(*job));
  EXPECT_TRUE(Ends(*job, JobState::Failed));
  EXPECT_FALSE(server_.HasSpooled()) << "its text is still on the disk";
  EXPECT_TRUE(printer_->Cancel(*job)) << "what is gone is gone";
  EXPECT_EQ(printer_->Look(4711), JobState::Done) << "nobody knows of such a job";
}

TEST_F(AtAQueue, WithoutPaperAReceiptIsTakenBackAndPrintingGoesOnWithTheNextRoll) {
  const auto desk = Desk();
  server_.TakeOutPaper();
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Failed));
  EXPECT_EQ(desk->state().last_failure.trouble, PrinterTrouble::PaperOut);
  EXPECT_FALSE(server_.HasSpooled());
  server_.PutInPaper();
  EXPECT_TRUE(Comes([&] { return printer_->State().is_old; })) << "CUPS says by itself that the paper is back";
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Printed));
  EXPECT_THAT(server_.Printed(), SizeIs(1)) << "the first receipt came out in front of somebody else";
  EXPECT_TRUE(Comes([&] { return desk->state().last_failure == PrinterState{}; }));
}

TEST_F(AtAQueue, APrintServerThatFallsWhilePrintingPrintsNothingOfItLater) {
  const auto desk = Desk();
  server_.TakeOutPaper();
  const auto ticket = desk->Print(Any());
  ASSERT_TRUE(Comes([&] { return server_.HasSpooled(); }));
  server_.Kill();
  ASSERT_TRUE(Ends(*desk, ticket, PrintOutcome::Failed));
  server_.Start();
  ASSERT_TRUE(Comes([&] { return desk->state().printer.trouble == PrinterTrouble::None && !server_.HasSpooled(); }));
  server_.PutInPaper();
  ASSERT_TRUE(Ends(*desk, desk->Print(Any()), PrintOutcome::Printed));
  EXPECT_THAT(server_.Printed(), SizeIs(1));
}

TEST_F(AtAQueue, WhatAnEarlierRunLeftIsTakenBackAtTheStart) {
  server_.Run("cupsdisable", {"--hold"});
  ASSERT_TRUE(printer_->Start(kPage, "bianmin"));
  const auto desk = Desk();
  ASSERT_TRUE(Comes([&] { return !server_.HasSpooled(); }));
  server_.Run("cupsenable", {"--release"});
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
  const auto printer = MakeCupsPrinter("counter", {Milliseconds{200}, Milliseconds{200}});
  const auto seconds = [](const auto& act) {
    const base::Milliseconds begin = base::SystemClock().Steady();
    act();
    return std::chrono::duration<double>(base::SystemClock().Steady() - begin).count();
  };
  constexpr double kLimit = 4;  // libcups rounds up
  EXPECT_LT(seconds([&] { EXPECT_EQ(printer->State().trouble, PrinterTrouble::ServerDown); }), kLimit);
  EXPECT_LT(seconds([&] { EXPECT_FALSE(printer->Start(kPage, "bianmin")); }), kLimit);
  EXPECT_LT(seconds([&] { EXPECT_EQ(printer->Look(1), JobState::Underway); }), kLimit);
  EXPECT_LT(seconds([&] { EXPECT_FALSE(printer->Cancel(1)); }), kLimit);
}

}  // namespace
}  // namespace bianmin::print
