#include "kiosk/print/printer.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace bianmin::print {
namespace {

TEST(PrinterReasons, TheGravestIsTold) {
  EXPECT_EQ(StateOfReasons("none", false).trouble, PrinterTrouble::None);
  EXPECT_EQ(StateOfReasons("media-empty-error", true).trouble, PrinterTrouble::PaperOut);
  EXPECT_EQ(StateOfReasons("media-low-warning media-jam-error", true).trouble, PrinterTrouble::Jammed);
  EXPECT_EQ(StateOfReasons("cover-open-warning", false).trouble, PrinterTrouble::CoverOpen);
  EXPECT_EQ(StateOfReasons("offline-report", false).trouble, PrinterTrouble::Offline);
  EXPECT_EQ(StateOfReasons("media-low-report", false).trouble, PrinterTrouble::PaperLow);
  EXPECT_EQ(StateOfReasons("paused", true).trouble, PrinterTrouble::Stopped);
  EXPECT_EQ(StateOfReasons("media-low-report", true).trouble, PrinterTrouble::Stopped);
}

TEST(PrinterReasons, LittlePaperStillPrintsAndNothingElseDoes) {
  EXPECT_TRUE(CanPrint(PrinterTrouble::None));
  EXPECT_TRUE(CanPrint(PrinterTrouble::PaperLow));
  for (const auto trouble :
       {PrinterTrouble::NoPrinter, PrinterTrouble::NotFound, PrinterTrouble::ServerDown, PrinterTrouble::Offline,
        PrinterTrouble::PaperOut, PrinterTrouble::Jammed, PrinterTrouble::CoverOpen, PrinterTrouble::Stopped})
    EXPECT_FALSE(CanPrint(trouble));
}

TEST(Printers, NoneIsConfigured) {
  const auto printer = MakePrinter("none");
  EXPECT_EQ(printer->State().trouble, PrinterTrouble::NoPrinter);
  EXPECT_FALSE(printer->Start({}, "x"));
}

TEST(Printers, AFolderKeepsAFileForEachReceiptReadableByItsOwnerOnly) {
  const support::TemporaryFolder folder;
  const auto printer = MakePrinter("file:" + (folder.path() / "receipts").string());
  EXPECT_EQ(printer->State().trouble, PrinterTrouble::None);
  ASSERT_TRUE(printer->Start({.pdf = "one"}, "x"));
  ASSERT_TRUE(printer->Start({.pdf = "two"}, "x"));
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "receipts")) {
    ++files;
    EXPECT_EQ(entry.status().permissions() & std::filesystem::perms::others_all, std::filesystem::perms::none);
  }
  EXPECT_EQ(files, 2);
}

TEST(Printers, AQueueWithoutAPrintServerSaysSoSoon) {
  setenv("CUPS_SERVER", "127.0.0.1:9", 1);
  const auto printer = MakePrinter("counter");
  EXPECT_EQ(printer->State().trouble, PrinterTrouble::ServerDown);
  EXPECT_FALSE(printer->Start({.pdf = "x"}, "x"));
  EXPECT_EQ(printer->Look(1), JobState::Underway);
}

}  // namespace
}  // namespace bianmin::print
